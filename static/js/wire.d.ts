/**
 * The types of the wire, made from the OpenAPI document by `make types`. Not to be edited: a test compares.
 */

export interface paths {
    "/api/v1/analyze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * One forward and one backward pass
         * @description Every preactivation, activation, derivative, error signal δ and gradient of a network on a batch, the status
         *     of every neuron with its evidence and cause, and the first quantity that left the finite numbers.
         */
        post: operations["post_analyze_api_v1_analyze_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Activation functions
         * @description Names, formulas, derivatives and parameters.
         */
        get: operations["get_activations_api_v1_activations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/initializers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Initializers
         * @description Names, distributions and what their scale means.
         */
        get: operations["get_initializers_api_v1_initializers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/losses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Losses
         * @description Names, formulas and the output activation each goes with.
         */
        get: operations["get_losses_api_v1_losses_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Data sets
         * @description Names, features, classes, sizes, default noise and sources.
         */
        get: operations["get_datasets_api_v1_datasets_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Presets
         * @description Requests to start from, and what each shows.
         */
        get: operations["get_presets_api_v1_presets_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process alive?
         * @description Answers as long as the process can answer at all; restart it when it does not.
         */
        get: operations["healthz_healthz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can the server do its work?
         * @description Runs a tiny pass through the engine and looks for the page's files; 503 where either fails.
         */
        get: operations["readyz_readyz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * ActivationEntry
         * @description An activation function; `output_only` for softmax.
         */
        ActivationEntry: {
            /** Name */
            name: string;
            /** Formula */
            formula: string;
            /** Derivative */
            derivative: string;
            /** Parameters */
            parameters: components["schemas"]["ParameterEntry"][];
            /** Output Only */
            output_only: boolean;
        };
        /**
         * ActivationObject
         * @description An activation with its parameters: `{"name": "leaky_relu", "negative_slope": 0.2}`.
         */
        ActivationObject: {
            /** Name */
            name: string;
        } & {
            [key: string]: number;
        };
        /**
         * AnalyzeAnswer
         * @description Every quantity of one forward and one backward pass.
         */
        AnalyzeAnswer: {
            /** Loss */
            loss: number | ("NaN" | "Infinity" | "-Infinity");
            /** Losses */
            losses: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | components["schemas"]["Pooled"];
            /** Accuracy */
            accuracy: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Input */
            input: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | components["schemas"]["Pooled"];
            /** Targets */
            targets: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | components["schemas"]["Pooled"];
            /** Layers */
            layers: components["schemas"]["LayerAnswer"][];
            non_finite: components["schemas"]["NonFiniteAnswer"] | null;
        };
        /**
         * AnalyzeRequest
         * @description A network, a batch and a loss; everything else has a default.
         */
        AnalyzeRequest: {
            network: components["schemas"]["NetworkRequest"];
            data: components["schemas"]["DataRequest"];
            /**
             * Loss
             * @default cross_entropy
             */
            loss: string;
            /**
             * Reduction
             * @default mean
             * @enum {string}
             */
            reduction: "mean" | "sum";
            /**
             * Precision
             * @default float64
             * @enum {string}
             */
            precision: "float64" | "float32";
            /**
             * Encoding
             * @default list
             * @enum {string}
             */
            encoding: "list" | "base64";
            /**
             * Example
             * @description ∇W and ∇b of this example alone
             * @default null
             */
            example: number | null;
            /**
             * Max Cells
             * @description [rows, columns]: larger matrices are sent pooled
             * @default null
             */
            max_cells: number[] | null;
        };
        /**
         * DataRequest
         * @description Either `inputs` and `targets`, or a `dataset` with its size, noise and seed.
         */
        DataRequest: {
            /**
             * Inputs
             * @description one row for each example
             * @default null
             */
            inputs: number[][] | {
                /**
                 * Dtype
                 * @enum {string}
                 */
                dtype: "f8" | "f4" | "i1" | "u1" | "i2" | "u2" | "i4" | "u4";
                /** Shape */
                shape: string;
                /** Bdata */
                bdata: string;
            } | null;
            /**
             * Targets
             * @description class indices, or one row for each example
             * @default null
             */
            targets: number[] | number[][] | {
                /**
                 * Dtype
                 * @enum {string}
                 */
                dtype: "f8" | "f4" | "i1" | "u1" | "i2" | "u2" | "i4" | "u4";
                /** Shape */
                shape: string;
                /** Bdata */
                bdata: string;
            } | null;
            /**
             * Dataset
             * @default null
             */
            dataset: string | null;
            /**
             * Size
             * @default null
             */
            size: number | null;
            /**
             * Noise
             * @default null
             */
            noise: number | null;
            /**
             * Seed
             * @default null
             */
            seed: number | null;
        };
        /**
         * DatasetEntry
         * @description A data set; `noise` is the default, null for real data, and `max_size` null for generated data.
         */
        DatasetEntry: {
            /** Name */
            name: string;
            /** Title */
            title: string;
            /** Description */
            description: string;
            /** Features */
            features: string[];
            /** Classes */
            classes: string[];
            /** Default Size */
            default_size: number;
            /** Max Size */
            max_size: number | null;
            /** Noise */
            noise: number | null;
            /** Source */
            source: string;
        };
        /**
         * FieldProblem
         * @description One fault of a request.
         */
        FieldProblem: {
            /**
             * Pointer
             * @description RFC 6901 JSON pointer to the culprit; empty for the whole body
             */
            pointer: string;
            /**
             * Message
             * @description what was expected and what came
             */
            message: string;
        };
        /**
         * Health
         * @description The process lives; `version` is the server's.
         */
        Health: {
            /**
             * Status
             * @constant
             */
            status: "ok";
            /** Version */
            version: string;
        };
        /**
         * InitializerEntry
         * @description An initializer; `scale` says what its scale means, null where it has none.
         */
        InitializerEntry: {
            /** Name */
            name: string;
            /** Formula */
            formula: string;
            /** Scale */
            scale: string | null;
            /** For Bias */
            for_bias: boolean;
            /** Source */
            source: string;
        };
        /**
         * InitializerObject
         * @description An initializer with its scale: `{"name": "normal", "scale": 0.05}`.
         */
        InitializerObject: {
            /** Name */
            name: string;
            /**
             * Scale
             * @default 1
             */
            scale: number;
        };
        /**
         * LayerAnswer
         * @description Layer l: `preactivation`, `activation`, `derivative`, `delta` have a row for each example.
         */
        LayerAnswer: {
            /** Index */
            index: number;
            /** Units */
            units: number;
            /** Activation Function */
            activation_function: string;
            /** Preactivation */
            preactivation: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | components["schemas"]["Pooled"];
            /** Activation */
            activation: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | components["schemas"]["Pooled"];
            /** Derivative */
            derivative: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | components["schemas"]["Pooled"] | null;
            /** Delta */
            delta: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | components["schemas"]["Pooled"];
            /** Weights */
            weights: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | components["schemas"]["Pooled"];
            /** Bias */
            bias: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | components["schemas"]["Pooled"];
            /** Weight Gradient */
            weight_gradient: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | components["schemas"]["Pooled"];
            /** Bias Gradient */
            bias_gradient: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | components["schemas"]["Pooled"];
            /** Neurons */
            neurons: components["schemas"]["NeuronAnswer"][];
            /** Dead */
            dead: number[];
            /** Dead Examples */
            dead_examples: number[];
            /** Gradient Norm */
            gradient_norm: number | ("NaN" | "Infinity" | "-Infinity");
        };
        /**
         * LayerRequest
         * @description A layer: `weights` (and `bias`, zeros if left out), or `units` with an `initializer`.
         */
        LayerRequest: {
            /**
             * Activation
             * @description name, or object with name and parameters
             */
            activation: string | components["schemas"]["ActivationObject"];
            /**
             * Weights
             * @description units × units of the layer below, as in torch.nn.Linear
             * @default null
             */
            weights: number[][] | {
                /**
                 * Dtype
                 * @enum {string}
                 */
                dtype: "f8" | "f4" | "i1" | "u1" | "i2" | "u2" | "i4" | "u4";
                /** Shape */
                shape: string;
                /** Bdata */
                bdata: string;
            } | null;
            /**
             * Bias
             * @description one for each unit; zeros if left out
             * @default null
             */
            bias: number[] | {
                /**
                 * Dtype
                 * @enum {string}
                 */
                dtype: "f8" | "f4" | "i1" | "u1" | "i2" | "u2" | "i4" | "u4";
                /** Shape */
                shape: string;
                /** Bdata */
                bdata: string;
            } | null;
            /**
             * Units
             * @default null
             */
            units: number | null;
            /**
             * Initializer
             * @default null
             */
            initializer: (string | components["schemas"]["InitializerObject"]) | null;
            /**
             * Bias Initializer
             * @description zeros if left out
             * @default null
             */
            bias_initializer: (string | components["schemas"]["InitializerObject"]) | null;
        };
        /**
         * LossEntry
         * @description A loss; `output_activation` is the one activation it goes with, null for any elementwise one.
         */
        LossEntry: {
            /** Name */
            name: string;
            /** Formula */
            formula: string;
            /** Output Activation */
            output_activation: string | null;
            /** Targets */
            targets: string;
        };
        /**
         * NetworkRequest
         * @description Layers 1 … L in order; `input_size` may be left out where it follows from the weights or the data.
         */
        NetworkRequest: {
            /**
             * Input Size
             * @default null
             */
            input_size: number | null;
            /** Layers */
            layers: components["schemas"]["LayerRequest"][];
            /**
             * Seed
             * @description of the initializers
             * @default 0
             */
            seed: number;
        };
        /**
         * NeuronAnswer
         * @description The facts of one neuron; `cause` is a phrase that is ready to be shown.
         */
        NeuronAnswer: {
            /** Index */
            index: number;
            /** Status */
            status: string;
            /** Cause */
            cause: string | null;
            /** Active Fraction */
            active_fraction: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Min Preactivation */
            min_preactivation: number | ("NaN" | "Infinity" | "-Infinity");
            /** Max Preactivation */
            max_preactivation: number | ("NaN" | "Infinity" | "-Infinity");
            /** Dormancy */
            dormancy: number | ("NaN" | "Infinity" | "-Infinity");
            /** Certified Dead */
            certified_dead: boolean | null;
            /** Permanent */
            permanent: boolean;
        };
        /**
         * NonFiniteAnswer
         * @description The first quantity in order of computation that left the finite numbers, and how many entries of it did.
         */
        NonFiniteAnswer: {
            /** Layer */
            layer: number;
            /** Quantity */
            quantity: string;
            /** Count */
            count: number;
        };
        /**
         * ParameterEntry
         * @description A number that shapes an activation.
         */
        ParameterEntry: {
            /** Name */
            name: string;
            /** Default */
            default: number;
            /** Minimum */
            minimum: number;
            /** Minimum Allowed */
            minimum_allowed: boolean;
        };
        /**
         * Pooled
         * @description A picture of a large matrix: of each block of `pool` cells the entry of largest magnitude, with its sign.
         */
        Pooled: {
            /** Pooled */
            pooled: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"];
            /** Shape */
            shape: number[];
            /** Pool */
            pool: number[];
        };
        /**
         * PresetEntry
         * @description A request to start from, with what it shows.
         */
        PresetEntry: {
            /** Name */
            name: string;
            /** Title */
            title: string;
            /** Description */
            description: string;
            /** Request */
            request: {
                [key: string]: unknown;
            };
        };
        /**
         * ProblemDetails
         * @description RFC 9457 problem details.
         */
        ProblemDetails: {
            /**
             * Type
             * @description stable name of the kind: urn:nablascope:problem:… or about:blank
             */
            type: string;
            /**
             * Title
             * @description the kind in words, always the same for one type
             */
            title: string;
            /**
             * Status
             * @description the HTTP status
             */
            status: number;
            /**
             * Detail
             * @description what happened this time
             */
            detail: string;
            /**
             * Errors
             * @description for an invalid request: the first faults found
             * @default null
             */
            errors: components["schemas"]["FieldProblem"][] | null;
        };
        /**
         * TypedArray
         * @description Plotly's typed-array form: little-endian bytes in base64, row by row.
         */
        TypedArray: {
            /**
             * Dtype
             * @enum {string}
             */
            dtype: "f8" | "f4" | "i1" | "u1" | "i2" | "u2" | "i4" | "u4";
            /** Shape */
            shape: string;
            /** Bdata */
            bdata: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    post_analyze_api_v1_analyze_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnalyzeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnalyzeAnswer"];
                };
            };
            /** @description The request's body did not arrive whole in time. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is too large in bytes or in estimated cost; `detail` tells the size and the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The body is not plain `application/json` in UTF-8. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description The request is malformed, or its parts do not fit together; `errors` points at each culprit. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
            /** @description Too many computations wait already; try again after the seconds in Retry-After. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    get_activations_api_v1_activations_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivationEntry"][];
                };
            };
        };
    };
    get_initializers_api_v1_initializers_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InitializerEntry"][];
                };
            };
        };
    };
    get_losses_api_v1_losses_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LossEntry"][];
                };
            };
        };
    };
    get_datasets_api_v1_datasets_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetEntry"][];
                };
            };
        };
    };
    get_presets_api_v1_presets_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresetEntry"][];
                };
            };
        };
    };
    healthz_healthz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    readyz_readyz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description A part of the server is missing or does not work yet. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
}
