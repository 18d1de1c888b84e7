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
        post: operations["analyze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * One number, step by step
         * @description Any number of an analysis, with the equations that lead to it (the rule in symbols, with indices, with the
         *     numbers of this network, and the result), the cells that it was made from, and why it is zero where a neuron
         *     blocks it. Of a long sum the largest terms are shown, and what the others add up to.
         */
        post: operations["explain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/derivation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The worked solution of one example
         * @description Every step from the forward pass to the gradients of layer 1, in symbols and with this network's numbers, as
         *     JSON for a page, as Markdown, or as a LaTeX article that compiles as it is. Matrices of more than eight rows or
         *     columns are shortened.
         */
        post: operations["derivation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Every gradient against central differences
         * @description Every weight gradient, bias gradient and error signal δ of one pass against central differences of the loss:
         *     the largest error of each, where it is, what rounding could cause, and whether the two agree. Entries whose
         *     differences reach over a kink of an activation are left out and counted.
         */
        post: operations["check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/grade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A student's arrays, marked
         * @description Arrays that somebody worked out: which entries are wrong, and which known mistake gives just that array. What
         *     was rounded to three digits or more is right; what follows from another wrong answer is not counted again.
         */
        post: operations["grade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/problems/{seed}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An exercise with numbers that come out well by hand
         * @description The same seed and level always give the same exercise. Its `request` is one for analyze, and with `answers`
         *     beside it for grade. It is for practice, not for exams: analyze answers it anyway.
         */
        get: operations["problem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/train": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Training, step by step, with every death and its cause
         * @description Trains the network of an analyze request and tells the run step by step as server-sent events: loss,
         *     accuracy, gradient norms, update ratios and the status of every neuron; who died or came back in which update,
         *     and what that was due to; and some steps whole.
         *
         *     The same request gives the same events, so that a stream which broke off is taken up again with the header
         *     `Last-Event-ID`. A client that leaves stops its run.
         *
         *     A run whose numbers leave the finite range is no error: it ends with `done`, which says where, and its last good
         *     state is sent whole. So it is with a run whose time is up.
         */
        post: operations["train"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A text or a file, read as a table
         * @description Numbers and classes out of what people paste and keep in files: CSV with any separator, with decimal points
         *     or commas and marks between thousands, columns set off by blanks, literals of NumPy, Python, JSON and MATLAB.
         *     The marks, the separator and the header are judged once for all cells, told in `reading`, and can be set. A file
         *     may also be sent as it is, as text/csv, text/plain or application/octet-stream, with the options in the address;
         *     a charset of its Content-Type is its encoding, unless a byte order mark or `source_encoding` says otherwise.
         *
         *     A missing cell is never filled in. A cell that cannot be read is refused with the pointer
         *     `/rows/{row}/{column}`, both from 0, the header not counted; the message has the column's name. Where a single
         *     mark could be either, as in 1,234 alone, it is the decimal mark (beside commas between the columns, a quoted one
         *     is a thousands mark), and a question says so, as it does where lines such as 1,5 could be two columns or one.
         *     Where only a person can know whether the first row is a header, that is a question too, and nothing is read
         *     until `header` answers it. Names of classes are numbered in order of appearance.
         */
        post: operations["tables"];
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
        get: operations["activations"];
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
        get: operations["initializers"];
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
        get: operations["losses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/optimizers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Optimizers
         * @description Names, formulas, default learning rates and other hyperparameters.
         */
        get: operations["optimizers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Learning-rate schedules
         * @description Names, formulas and hyperparameters.
         */
        get: operations["schedules"];
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
        get: operations["datasets"];
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
        get: operations["presets"];
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
        get: operations["healthz"];
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
        get: operations["readyz"];
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
         * @description An activation function; `output_only` for softmax. `default_initializer` draws the weights before it where
         *     a layer names none. φ′ = 0 for z̃ ≤ `flat_below` and for z̃ ≥ `flat_above`, null where there is no such side, and
         *     where `flat_with` names parameters, with these alone; `zero_where_flat`: φ = 0 there too. φ′ jumps at `kinks`.
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
            /** Default Initializer */
            default_initializer: string;
            /** Flat Below */
            flat_below: number | null;
            /** Flat Above */
            flat_above: number | null;
            /** Flat With */
            flat_with: {
                [key: string]: number;
            };
            /** Zero Where Flat */
            zero_where_flat: boolean;
            /** Kinks */
            kinks: number[];
        };
        /** @enum {string} */
        ActivationName: "relu" | "leaky_relu" | "elu" | "selu" | "gelu" | "gelu_tanh" | "silu" | "mish" | "tanh" | "sigmoid" | "softplus" | "softsign" | "relu6" | "hardtanh" | "identity" | "softmax";
        /**
         * ActivationObject
         * @description An activation with its parameters: `{"name": "leaky_relu", "negative_slope": 0.2}`.
         */
        ActivationObject: {
            name: components["schemas"]["ActivationName"];
        } & {
            [key: string]: number;
        };
        /**
         * AdviceAnswer
         * @description What the numbers hide: where (JSON pointer into the request), what was found and what to do; `remedy` where
         *     one change of the array at the pointer follows it.
         */
        AdviceAnswer: {
            /**
             * Code
             * @enum {string}
             */
            code: "labels_from_one" | "empty_class" | "unreachable_target" | "rounded_target" | "equal_targets" | "contradictory_examples" | "scales_apart" | "constant_input" | "precision_loss" | "softmax_of_one_unit" | "equal_units" | "learning_rate_too_large";
            /** Pointer */
            pointer: string;
            /** Message */
            message: string;
            /**
             * Remedy
             * @constant
             */
            remedy?: "labels_from_zero";
        };
        /**
         * AnalyzeAnswer
         * @description Every quantity of one forward and one backward pass.
         *
         *     Where `interference` was asked for, `interference` (N × N) holds the cosines between the gradients of two
         *     examples, all weights and biases together, whatever `example` says. Where one of the gradients is zero there is
         *     none: null in a list, NaN in a typed array; where one is not finite it is NaN in both. Of a pooled picture's
         *     blocks, gradients of zero are left out. `interference_summary`, `sparsity_summary` and each layer's
         *     `sparsity` come with it.
         *
         *     `advice` is what the numbers of the request hide; empty where nothing is to be said, and in the steps of a run,
         *     whose `start` and `done` have theirs.
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
            /** Interference */
            interference: (number | ("NaN" | "Infinity" | "-Infinity") | null)[][] | components["schemas"]["TypedArray"] | components["schemas"]["PooledCosines"] | null;
            interference_summary: components["schemas"]["Interference"] | null;
            sparsity_summary: components["schemas"]["SparsitySummary"] | null;
            /** Advice */
            advice: components["schemas"]["AdviceAnswer"][];
        };
        /**
         * AnalyzeRequest
         * @description A network, a batch and a loss; everything else has a default.
         */
        AnalyzeRequest: {
            network: components["schemas"]["NetworkRequest"];
            data: components["schemas"]["DataRequest"];
            /** @default cross_entropy */
            loss: components["schemas"]["LossName"];
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
            /**
             * Interference
             * @description add how the gradients of single examples go together, and the sparsity of each layer
             * @default false
             */
            interference: boolean;
            /**
             * Sentences
             * @description add what became of each neuron in sentences: status, evidence, cause, could it wake
             * @default false
             */
            sentences: boolean;
        };
        /**
         * AnswerMark
         * @description One answer, marked. `wrong` counts its entries that are; in `diagnosis` stand alternatives: either … or.
         */
        AnswerMark: {
            /** Layer */
            layer: number;
            /**
             * Quantity
             * @enum {string}
             */
            quantity: "preactivation" | "activation" | "derivative" | "delta" | "weight_gradient" | "bias_gradient";
            /** Correct */
            correct: boolean;
            /** Entries */
            entries: number;
            /** Wrong */
            wrong: number;
            first_wrong: components["schemas"]["FirstWrong"] | null;
            /** Diagnosis */
            diagnosis: components["schemas"]["Diagnosis"][];
        };
        /**
         * AnswerRequest
         * @description An array that somebody worked out: numbers, or texts such as "3/7", in the array's shape on the wire.
         */
        AnswerRequest: {
            /** Layer */
            layer: number;
            /**
             * Quantity
             * @enum {string}
             */
            quantity: "preactivation" | "activation" | "derivative" | "delta" | "weight_gradient" | "bias_gradient";
            /**
             * Values
             * @description a list of numbers or fractions, or a list of rows of them
             */
            values: unknown;
        };
        /**
         * Blocked
         * @description A unit that lets no error signal through: φ′(z̃) = 0 on the example, or (example null) on all that count.
         */
        Blocked: {
            /** Layer */
            layer: number;
            /** Unit */
            unit: number;
            /** Example */
            example: number | null;
            /** Preactivation */
            preactivation: number | ("NaN" | "Infinity" | "-Infinity");
            /** Message */
            message: string;
        };
        /**
         * Cell
         * @description A number that others are made from, addressed as a target is.
         */
        Cell: {
            /**
             * Quantity
             * @enum {string}
             */
            quantity: "input" | "targets" | "weights" | "bias" | "preactivation" | "activation" | "derivative" | "losses" | "loss" | "loss_gradient" | "jacobian" | "delta" | "weight_gradient" | "bias_gradient" | "gradient_norm" | "accuracy";
            /** Layer */
            layer: number | null;
            /** Example */
            example: number | null;
            /** Row */
            row: number | null;
            /** Column */
            column: number | null;
            /** Value */
            value: number | ("NaN" | "Infinity" | "-Infinity");
            /** Text */
            text: string;
            /** Mathml */
            mathml: string;
        };
        /**
         * CheckAnswer
         * @description The check of every gradient and every error signal.
         *
         *     `verdict` is `differ` if any quantity differs; `unresolved` if rounding, or too wide an ε, hides the answer for
         *     any, or if none agrees; else `agree`: quantities of which the kinks leave nothing are not counted.
         *     `max_relative_error` is NaN if one of theirs is, null if nothing was compared.
         */
        CheckAnswer: {
            /** Epsilon */
            epsilon: number;
            /** Tolerance */
            tolerance: number;
            /** Max Relative Error */
            max_relative_error: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "agree" | "differ" | "unresolved";
            /** Checks */
            checks: components["schemas"]["QuantityCheck"][];
        };
        /**
         * CheckRequest
         * @description An analyze request, and the half width of the differences.
         */
        CheckRequest: {
            network: components["schemas"]["NetworkRequest"];
            data: components["schemas"]["DataRequest"];
            /** @default cross_entropy */
            loss: components["schemas"]["LossName"];
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
            /**
             * Interference
             * @description add how the gradients of single examples go together, and the sparsity of each layer
             * @default false
             */
            interference: boolean;
            /**
             * Sentences
             * @description add what became of each neuron in sentences: status, evidence, cause, could it wake
             * @default false
             */
            sentences: boolean;
            /**
             * Epsilon
             * @description ε of (ℓ(θ + ε) − ℓ(θ − ε)) / 2ε; by default 1e-5, and narrower for a quantity for which that turns out to be too wide
             * @default null
             */
            epsilon: number | null;
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
            inputs: number[][] | components["schemas"]["TypedArray"] | null;
            /**
             * Targets
             * @description class indices, or one row for each example
             * @default null
             */
            targets: number[] | number[][] | components["schemas"]["TypedArray"] | null;
            /**
             * Names
             * @description of the columns of the inputs, and then of the targets, null for one without; they have no part in any number
             * @default null
             */
            names: (string | null)[] | null;
            /**
             * Classes
             * @description names of the classes 0, 1, …
             * @default null
             */
            classes: string[] | null;
            /** @default null */
            dataset: components["schemas"]["DatasetName"] | null;
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
        /** @enum {string} */
        DatasetName: "xor" | "moons" | "circles" | "blobs" | "spirals" | "gaussian_xor" | "iris" | "digits";
        /**
         * DerivationAnswer
         * @description The worked solution, in the order of the exercise.
         */
        DerivationAnswer: {
            /** Title */
            title: string;
            /** Example */
            example: number;
            /** Sections */
            sections: components["schemas"]["Section"][];
        };
        /**
         * DerivationRequest
         * @description An analyze request; `example` chooses the example (0 if left out), `format` the form of the answer.
         */
        DerivationRequest: {
            network: components["schemas"]["NetworkRequest"];
            data: components["schemas"]["DataRequest"];
            /** @default cross_entropy */
            loss: components["schemas"]["LossName"];
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
            /**
             * Interference
             * @description add how the gradients of single examples go together, and the sparsity of each layer
             * @default false
             */
            interference: boolean;
            /**
             * Sentences
             * @description add what became of each neuron in sentences: status, evidence, cause, could it wake
             * @default false
             */
            sentences: boolean;
            /**
             * Format
             * @description json, or a document as text/markdown or application/x-tex
             * @default json
             * @enum {string}
             */
            format: "json" | "markdown" | "latex";
        };
        /**
         * Diagnosis
         * @description What was probably done. `codes`: the mistakes made together, one or several; `code` is the first of them.
         */
        Diagnosis: {
            /** Code */
            code: string;
            /** Message */
            message: string;
            /** Codes */
            codes: string[];
        };
        /**
         * DoneEvent
         * @description The end: all steps are done, the numbers left the finite range (`non_finite` says where), or time ran out.
         *
         *     `step` is the last good state, which is recorded, and told whole where the run ended early. `deaths` and
         *     `revivals` count all, also those that were not told. `seconds` are those that the server worked on the run; a
         *     speed is told where any step was taken. `advice` is on a run that left the finite range; empty for others.
         */
        DoneEvent: {
            /**
             * Reason
             * @enum {string}
             */
            reason: "steps" | "non_finite" | "time";
            /** Step */
            step: number;
            non_finite: components["schemas"]["NonFiniteStep"] | null;
            /** Deaths */
            deaths: number;
            /** Revivals */
            revivals: number;
            /** Seconds */
            seconds: number;
            /** Steps Per Second */
            steps_per_second: number | null;
            /** Advice */
            advice: components["schemas"]["AdviceAnswer"][];
        };
        /**
         * EquationBlock
         * @description An equation on a line of its own; `latex` without delimiters.
         */
        EquationBlock: {
            /**
             * Kind
             * @constant
             */
            kind: "equation";
            /** Text */
            text: string;
            /** Latex */
            latex: string;
            /** Mathml */
            mathml: string;
        };
        /**
         * ExerciseAnswer
         * @description A deterministic exercise with numbers that come out well by hand.
         */
        ExerciseAnswer: {
            /** Seed */
            seed: number;
            /** Level */
            level: number;
            /** Title */
            title: string;
            /**
             * Text
             * @description the exercise as Markdown
             */
            text: string;
            /**
             * Statement
             * @description the same in blocks, for a page
             */
            statement: (components["schemas"]["TextBlock"] | components["schemas"]["EquationBlock"])[];
            /**
             * Request
             * @description network, data, loss and reduction, for analyze or grade
             */
            request: {
                [key: string]: unknown;
            };
            /** Hand In */
            hand_in: components["schemas"]["HandIn"][];
            /**
             * Key
             * @description null unless ?key=true and the server gives keys
             */
            key?: components["schemas"]["KeyEntry"][] | null;
        };
        /**
         * ExplainAnswer
         * @description A number, step by step: the rule in symbols, with indices, with numbers, and the result (but for a quotient
         *     that is not finite).
         *
         *     `inputs` are the cells that stand in the equation with numbers, in its order; `more_inputs` counts those of the
         *     terms that it adds up without showing them. A given number (a weight, an input) has no steps and no inputs.
         */
        ExplainAnswer: {
            target: components["schemas"]["TargetRequest"];
            /**
             * Text
             * @description the number's symbol, such as δ⁽¹⁾₂
             */
            text: string;
            /**
             * Mathml
             * @description the same as a <math> element
             */
            mathml: string;
            /**
             * Words
             * @description its name in words
             */
            words: string;
            /** Value */
            value: number | ("NaN" | "Infinity" | "-Infinity");
            /** Steps */
            steps: components["schemas"]["Step"][];
            /** Inputs */
            inputs: components["schemas"]["Cell"][];
            /** More Inputs */
            more_inputs: number;
            /** Blocked */
            blocked: components["schemas"]["Blocked"][];
            /** Notes */
            notes: string[];
        };
        /**
         * ExplainRequest
         * @description An analyze request, and the number to be explained.
         */
        ExplainRequest: {
            network: components["schemas"]["NetworkRequest"];
            data: components["schemas"]["DataRequest"];
            /** @default cross_entropy */
            loss: components["schemas"]["LossName"];
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
            /**
             * Interference
             * @description add how the gradients of single examples go together, and the sparsity of each layer
             * @default false
             */
            interference: boolean;
            /**
             * Sentences
             * @description add what became of each neuron in sentences: status, evidence, cause, could it wake
             * @default false
             */
            sentences: boolean;
            target: components["schemas"]["TargetRequest"];
        };
        /**
         * FaultyTableRow
         * @description A row with a fault as it stands in the text, its cells shortened.
         */
        FaultyTableRow: {
            /** Row */
            row: number;
            /** Line */
            line: number;
            /** Cells */
            cells: string[];
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
            /**
             * Remedy
             * @description a change of the array at the pointer with which it would fit: exchange rows and columns, divide each row by its sum, take 1 from each class, or (y + 1) / 2 for labels of −1 and 1; left out where there is none
             * @default null
             */
            remedy: ("transpose" | "divide_by_sum" | "labels_from_zero" | "minus_one_to_zero") | null;
        };
        /**
         * FirstWrong
         * @description The first wrong entry, row by row, as in the array on the wire; `target` addresses it for /explain.
         *
         *     `submitted` is null where the submitted array has no such entry, since its shape is the transposed one.
         */
        FirstWrong: {
            /** Row */
            row: number;
            /** Column */
            column: number | null;
            /** Expected */
            expected: number | ("NaN" | "Infinity" | "-Infinity");
            /** Submitted */
            submitted: number | ("NaN" | "Infinity" | "-Infinity") | null;
            target: components["schemas"]["TargetRequest"];
        };
        /**
         * GradeAnswer
         * @description The answers in order; `mistakes` counts what went wrong, once however many answers it shows in.
         */
        GradeAnswer: {
            /** Answers */
            answers: components["schemas"]["AnswerMark"][];
            /** Mistakes */
            mistakes: number;
        };
        /**
         * GradeRequest
         * @description An analyze request, the answers to be marked, and how near they must come.
         */
        GradeRequest: {
            network: components["schemas"]["NetworkRequest"];
            data: components["schemas"]["DataRequest"];
            /** @default cross_entropy */
            loss: components["schemas"]["LossName"];
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
            /**
             * Interference
             * @description add how the gradients of single examples go together, and the sparsity of each layer
             * @default false
             */
            interference: boolean;
            /**
             * Sentences
             * @description add what became of each neuron in sentences: status, evidence, cause, could it wake
             * @default false
             */
            sentences: boolean;
            /** Answers */
            answers: components["schemas"]["AnswerRequest"][];
            /**
             * Tolerance
             * @description of the array's largest magnitude; 0 wants the very number, or the very fraction
             * @default 0.000001
             */
            tolerance: number;
        };
        /**
         * HandIn
         * @description An array to hand in, with its shape on the wire (one length for a vector).
         */
        HandIn: {
            /** Layer */
            layer: number;
            /**
             * Quantity
             * @enum {string}
             */
            quantity: "preactivation" | "activation" | "derivative" | "delta" | "weight_gradient" | "bias_gradient";
            /** Shape */
            shape: number[];
            /** Text */
            text: string;
            /** Mathml */
            mathml: string;
            /** Words */
            words: string;
        };
        /**
         * Health
         * @description The process lives; `version` is the server's, `format` that of the files it writes and reads.
         */
        Health: {
            /**
             * Status
             * @default ok
             * @constant
             */
            status: "ok";
            /**
             * Version
             * @default 0.1.0
             */
            version: string;
            /**
             * Format
             * @default 1
             */
            format: number;
        };
        /**
         * Hinge
         * @description Where a unit of the first layer has its kinks (or z̃ = 0 where it has none), within the surface's bounds:
         *     segments [[x, y], [x, y]], one for each kink; none where the line does not cross them.
         */
        Hinge: {
            /** Unit */
            unit: number;
            /** Dead */
            dead: boolean;
            /** Segments */
            segments: number[][][];
        };
        /**
         * InactiveSentences
         * @description On a neuron that is off on an example, though not on all: `{example}` stands for that example.
         */
        InactiveSentences: {
            /** Headline */
            headline: string;
            /** Why */
            why: string;
        };
        /**
         * InitializerEntry
         * @description An initializer; `scale` says what its scale means, null where it has none. `fixed`: the value that every
         *     number gets with a scale of 1, to be multiplied by the scale; null where numbers differ.
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
            /** Fixed */
            fixed: number | null;
        };
        /** @enum {string} */
        InitializerName: "zeros" | "constant" | "normal" | "uniform" | "glorot_normal" | "glorot_uniform" | "he_normal" | "he_uniform" | "lecun_normal" | "orthogonal" | "randomized_asymmetric";
        /**
         * InitializerObject
         * @description An initializer with its scale: `{"name": "normal", "scale": 0.05}`.
         */
        InitializerObject: {
            name: components["schemas"]["InitializerName"];
            /**
             * Scale
             * @default 1
             */
            scale: number;
        };
        /**
         * Interference
         * @description How the gradients of single examples go together, over the pairs of two examples whose gradients are finite
         *     and not zero: the mean cosine, the share of pairs that conflict (cosine below 0, beyond rounding), both null
         *     where there is no pair, and the number of pairs. `zero_gradients` counts the examples whose gradient is zero.
         */
        Interference: {
            /** Mean Cosine */
            mean_cosine: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Conflicting */
            conflicting: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Pairs */
            pairs: number;
            /** Zero Gradients */
            zero_gradients: number;
        };
        /**
         * KeyEntry
         * @description An array of the answer key, as numbers and, in `exact`, as fractions such as "3/7".
         */
        KeyEntry: {
            /** Layer */
            layer: number;
            /**
             * Quantity
             * @enum {string}
             */
            quantity: "preactivation" | "activation" | "derivative" | "delta" | "weight_gradient" | "bias_gradient";
            /** Values */
            values: unknown[];
            /** Exact */
            exact: unknown[];
        };
        /**
         * LayerAnswer
         * @description Layer l: `preactivation`, `activation`, `derivative`, `delta` have a row for each example.
         *
         *     `activation_parameters` are all that the activation takes, null for one that takes none; a request takes both
         *     fields, `weights` and `bias` as they are. `initializer` is what the weights were drawn from, null for
         *     given and for trained ones. `sentence`, where sentences were asked for, says why units of it are dead and which
         *     examples nobody learns from; it may be empty.
         */
        LayerAnswer: {
            /** Index */
            index: number;
            /** Units */
            units: number;
            /** Activation Function */
            activation_function: string;
            /** Activation Parameters */
            activation_parameters: {
                [key: string]: number;
            } | null;
            initializer: components["schemas"]["InitializerObject"] | null;
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
            sparsity: components["schemas"]["Sparsity"] | null;
            /** Sentence */
            sentence?: string;
        };
        /**
         * LayerNames
         * @description A layer as the run has it.
         */
        LayerNames: {
            /** Index */
            index: number;
            /** Units */
            units: number;
            /** Activation Function */
            activation_function: string;
        };
        /**
         * LayerRequest
         * @description A layer: `weights` (and `bias`, zeros if left out), or `units` with an `initializer` (by default the usual
         *     one of its activation).
         *
         *     `weights`, `bias`, `activation_function` and `activation_parameters` may be sent as a layer of an answer has
         *     them; its other fields are results, which no request takes.
         */
        LayerRequest: {
            /**
             * Activation
             * @description name, or object with name and parameters; one of a layer's two ways to say it
             * @default null
             */
            activation: (components["schemas"]["ActivationName"] | components["schemas"]["ActivationObject"]) | null;
            /**
             * @description the name alone, as in an answer
             * @default null
             */
            activation_function: components["schemas"]["ActivationName"] | null;
            /**
             * Activation Parameters
             * @description of activation_function, as in an answer; defaults where they are left out
             * @default null
             */
            activation_parameters: {
                [key: string]: number;
            } | null;
            /**
             * Weights
             * @description units × units of the layer below, as in torch.nn.Linear
             * @default null
             */
            weights: number[][] | components["schemas"]["TypedArray"] | null;
            /**
             * Bias
             * @description one for each unit; zeros if left out
             * @default null
             */
            bias: number[] | components["schemas"]["TypedArray"] | null;
            /**
             * Units
             * @default null
             */
            units: number | null;
            /**
             * Initializer
             * @description of the weights; by default the activation's default_initializer in GET /activations
             * @default null
             */
            initializer: (components["schemas"]["InitializerName"] | components["schemas"]["InitializerObject"]) | null;
            /**
             * Bias Initializer
             * @description zeros if left out
             * @default null
             */
            bias_initializer: (components["schemas"]["InitializerName"] | components["schemas"]["InitializerObject"]) | null;
        };
        /**
         * LifeEvent
         * @description A unit that died, or came back, in the update that led to `step`.
         *
         *     `example` is the one that kept it alive, or brought it back; there its z̃ went from `before` to `after`, and the
         *     shares add up to `change`. `side` is the flat side (lower, upper or both) that it went to or came from.
         *     update_ratio is the norm of the update of the unit's weights and bias over their norm before.
         */
        LifeEvent: {
            /** Step */
            step: number;
            /** Layer */
            layer: number;
            /** Neuron */
            neuron: number;
            /** Example */
            example: number;
            /**
             * Side
             * @enum {string}
             */
            side: "lower" | "upper" | "both";
            /** Before */
            before: number | ("NaN" | "Infinity" | "-Infinity");
            /** After */
            after: number | ("NaN" | "Infinity" | "-Infinity");
            /** Change */
            change: number | ("NaN" | "Infinity" | "-Infinity");
            shares: components["schemas"]["Shares"];
            /** Learning Rate */
            learning_rate: number | ("NaN" | "Infinity" | "-Infinity");
            /** Update Ratio */
            update_ratio: number | ("NaN" | "Infinity" | "-Infinity") | null;
        };
        /**
         * LossEntry
         * @description A loss; `output_activation` is the one activation it goes with, null for any elementwise one, and
         *     `usual_output` that of an output made for it. `takes_classes`: its targets may be class indices. `accuracy` says
         *     what an accuracy is the share of, and `no_accuracy` why there is none.
         */
        LossEntry: {
            /** Name */
            name: string;
            /** Formula */
            formula: string;
            /** Output Activation */
            output_activation: string | null;
            /** Usual Output */
            usual_output: string;
            /** Targets */
            targets: string;
            /** Takes Classes */
            takes_classes: boolean;
            /** Accuracy */
            accuracy: string;
            /** No Accuracy */
            no_accuracy: string;
        };
        /** @enum {string} */
        LossName: "cross_entropy" | "binary_cross_entropy" | "mean_squared_error" | "mean_absolute_error";
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
         * @description The facts of one neuron; `cause` is a phrase that is ready to be shown. `sentences` where they were asked
         *     for.
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
            sentences?: components["schemas"]["NeuronSentences"];
        };
        /**
         * NeuronSentences
         * @description A neuron in sentences: its status, the evidence with the cause and what follows, what holds besides on an
         *     example on which it is inactive (null where there is none), and of a dead one whether it could wake, and what
         *     certifies it.
         */
        NeuronSentences: {
            /** Headline */
            headline: string;
            /** Why */
            why: string[];
            inactive: components["schemas"]["InactiveSentences"] | null;
            /** Waking */
            waking: string | null;
            /** Certificate */
            certificate: string | null;
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
         * NonFiniteStep
         * @description The first quantity, in order of computation at that step, that left the finite numbers; `optimizer_state` is
         *     what the optimizer remembers of the gradients of the layer, where all else is finite.
         */
        NonFiniteStep: {
            /** Step */
            step: number;
            /** Layer */
            layer: number;
            /** Quantity */
            quantity: string;
            /** Count */
            count: number;
        };
        /**
         * OptimizerEntry
         * @description An optimizer; `learning_rate` is the default of that field, which is at least 0.
         */
        OptimizerEntry: {
            /** Name */
            name: string;
            /** Formula */
            formula: string;
            /** Source */
            source: string;
            /** Learning Rate */
            learning_rate: number;
            /** Hyperparameters */
            hyperparameters: components["schemas"]["ParameterEntry"][];
        };
        /** @enum {string} */
        OptimizerName: "sgd" | "momentum" | "nesterov" | "rmsprop" | "adam" | "adamw" | "adagrad";
        /**
         * OptimizerObject
         * @description An optimizer with its hyperparameters: `{"name": "adam", "learning_rate": 0.01, "betas": [0.9, 0.999]}`.
         */
        OptimizerObject: {
            name: components["schemas"]["OptimizerName"];
        } & {
            [key: string]: number | number[];
        };
        /**
         * ParameterEntry
         * @description A number that an activation, an optimizer or a schedule takes: at least `minimum` (more where that is not
         *     allowed) and less than `below`, null where there is no such limit. `whole`: only whole numbers are allowed.
         *     `field` says where it stands in the request's object: `weight_decay`, or `betas/0` for the first of `betas`.
         */
        ParameterEntry: {
            /** Name */
            name: string;
            /** Field */
            field: string;
            /** Default */
            default: number;
            /** Minimum */
            minimum: number;
            /** Minimum Allowed */
            minimum_allowed: boolean;
            /** Below */
            below: number | null;
            /** Whole */
            whole: boolean;
            /** Description */
            description: string;
        };
        /**
         * Part
         * @description A piece of a sentence: words, or a symbol as a <math> element.
         */
        Part: {
            /** Text */
            text: string;
            /** Mathml */
            mathml: string | null;
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
         * PooledCosines
         * @description A picture of a large matrix of cosines: of each block of `pool` cells the cosine of largest magnitude.
         *
         *     Examples with a gradient of zero are left out; a block of nothing else has no cosine.
         */
        PooledCosines: {
            /** Pooled */
            pooled: (number | ("NaN" | "Infinity" | "-Infinity") | null)[][] | components["schemas"]["TypedArray"];
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
            /** Training */
            training: {
                [key: string]: unknown;
            } | null;
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
         * QuantityCheck
         * @description One quantity of one layer.
         *
         *     `checked` of its entries (or of random directions through them, where it has too many) were compared with
         *     differences of half width `epsilon`; `kinks` more were left out, since ±ε changes an activation pattern.
         *     `relative_error` is the largest |analytic − numeric| over the quantity's largest magnitude, 0 where all of it is
         *     0, null where nothing was compared. `resolution` is the relative error that rounding can cause, and the width of
         *     ε where that was seen to matter. `where`, `analytic` and `numeric` tell the entry of the largest error; of a
         *     random direction there is no `where`.
         *
         *     `verdict`: `agree` if the error is within the tolerance and the resolution; `differ` if nothing but a wrong
         *     gradient explains it; `unresolved` where rounding hides the answer, or an ε so wide that the loss bends within
         *     it, where numbers are not finite, and where nothing is left to be compared.
         */
        QuantityCheck: {
            /** Layer */
            layer: number;
            /**
             * Quantity
             * @enum {string}
             */
            quantity: "weight_gradient" | "bias_gradient" | "delta";
            /**
             * Method
             * @enum {string}
             */
            method: "coordinates" | "directions";
            /** Epsilon */
            epsilon: number;
            /** Checked */
            checked: number;
            /** Kinks */
            kinks: number;
            /** Relative Error */
            relative_error: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Resolution */
            resolution: number | ("NaN" | "Infinity" | "-Infinity");
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "agree" | "differ" | "unresolved";
            where: components["schemas"]["Where"] | null;
            /** Analytic */
            analytic: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Numeric */
            numeric: number | ("NaN" | "Infinity" | "-Infinity") | null;
        };
        /**
         * ScheduleEntry
         * @description A learning-rate schedule.
         */
        ScheduleEntry: {
            /** Name */
            name: string;
            /** Formula */
            formula: string;
            /** Hyperparameters */
            hyperparameters: components["schemas"]["ParameterEntry"][];
        };
        /** @enum {string} */
        ScheduleName: "constant" | "step" | "cosine" | "warm_up";
        /**
         * ScheduleObject
         * @description A learning-rate schedule with its hyperparameters: `{"name": "step", "step_size": 50, "gamma": 0.5}`.
         */
        ScheduleObject: {
            name: components["schemas"]["ScheduleName"];
        } & {
            [key: string]: number | number[];
        };
        /**
         * Section
         * @description A step of the solution.
         *
         *     `id` is stable: given, forward, output, loss, loss_gradient, jacobian, delta_output, gradients_L, then delta_l
         *     and gradients_l of every layer below, blocked, and batch where there is more than one example.
         */
        Section: {
            /** Id */
            id: string;
            /** Title */
            title: string;
            /** Blocks */
            blocks: (components["schemas"]["TextBlock"] | components["schemas"]["EquationBlock"])[];
        };
        /**
         * Shares
         * @description What the change of a preactivation is due to: the unit's bias, its weights, and the layers below.
         */
        Shares: {
            /** Bias */
            bias: number | ("NaN" | "Infinity" | "-Infinity");
            /** Weights */
            weights: number | ("NaN" | "Infinity" | "-Infinity");
            /** Inputs */
            inputs: number | ("NaN" | "Infinity" | "-Infinity");
        };
        /**
         * SnapshotEvent
         * @description A recorded step as a whole: the analysis of the probe batch, as `/analyze` answers.
         */
        SnapshotEvent: {
            /** Step */
            step: number;
            analysis: components["schemas"]["AnalyzeAnswer"];
            surface: components["schemas"]["Surface"] | null;
        };
        /**
         * Sparsity
         * @description What is exactly zero in a layer, over the batch, and what a sparse backward pass would save by it.
         *
         *     `delta` and `activation` are shares of zeros. `multiplications` are those of the dense backward pass at this
         *     layer, ∇W⁽ˡ⁻¹⁾ = δ⁽ˡ⁾ z⁽ˡ⁻¹⁾ᵀ and, above the first layer, W⁽ˡ⁻¹⁾ᵀ δ⁽ˡ⁾; `skipped` of them have a factor 0, or a
         *     product that φ′ = 0 below makes 0, and `skipped_share` is their share.
         */
        Sparsity: {
            /** Delta */
            delta: number | ("NaN" | "Infinity" | "-Infinity");
            /** Activation */
            activation: number | ("NaN" | "Infinity" | "-Infinity");
            /** Multiplications */
            multiplications: number;
            /** Skipped */
            skipped: number;
            /** Skipped Share */
            skipped_share: number | ("NaN" | "Infinity" | "-Infinity");
        };
        /**
         * SparsitySummary
         * @description What a sparse backward pass would save over all layers: the multiplications of the dense one, those of them
         *     that it would skip, and their share.
         */
        SparsitySummary: {
            /** Multiplications */
            multiplications: number;
            /** Skipped */
            skipped: number;
            /** Skipped Share */
            skipped_share: number | ("NaN" | "Infinity" | "-Infinity");
        };
        /**
         * StartEvent
         * @description The run as it will be: `recorded` counts the steps that are told, `snapshot_steps` are those sent whole. All
         *     are measured on the probe batch, the first `probe_examples` of the data. At most `max_life_changes` deaths and
         *     revivals are told, the first ones; `done` counts all. `advice` is what the numbers of the request hide.
         */
        StartEvent: {
            /** Layers */
            layers: components["schemas"]["LayerNames"][];
            /** Steps */
            steps: number;
            /** Record Every */
            record_every: number;
            /** Batch Size */
            batch_size: number;
            /** Examples */
            examples: number;
            /** Probe Examples */
            probe_examples: number;
            /** Recorded */
            recorded: number;
            /** Snapshot Steps */
            snapshot_steps: number[];
            /** Max Life Changes */
            max_life_changes: number;
            /** Advice */
            advice: components["schemas"]["AdviceAnswer"][];
        };
        /**
         * Step
         * @description One equation: for reading (`text`), for a paper (`latex`, without delimiters), for a page (`mathml`, a whole
         *     <math> element, on several lines where a narrow column does not hold it).
         */
        Step: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "rule" | "indices" | "numbers" | "result";
            /** Text */
            text: string;
            /** Latex */
            latex: string;
            /** Mathml */
            mathml: string;
        };
        /**
         * StepEvent
         * @description The state after `step` updates, measured on the probe batch.
         *
         *     For each layer: gradient_norms (Frobenius, of ∇W over the probe batch), update_ratios (‖ΔW‖/‖W‖ of the update
         *     that led here; null at step 0 and where W was zero), counts of dead and starved units, and `statuses`, one digit
         *     for each unit: 0 unknown, 1 dead, 2 settled, 3 starved, 4 saturated, 5 active. learning_rate is that update's.
         */
        StepEvent: {
            /** Step */
            step: number;
            /** Loss */
            loss: number | ("NaN" | "Infinity" | "-Infinity");
            /** Accuracy */
            accuracy: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Learning Rate */
            learning_rate: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Gradient Norms */
            gradient_norms: (number | ("NaN" | "Infinity" | "-Infinity"))[];
            /** Update Ratios */
            update_ratios: (number | ("NaN" | "Infinity" | "-Infinity") | null)[];
            /** Dead */
            dead: number[];
            /** Starved */
            starved: number[];
            /** Statuses */
            statuses: string[];
            interference: components["schemas"]["Interference"] | null;
        };
        /**
         * Surface
         * @description What the network answers over the plane of two inputs.
         *
         *     x (columns) and y (rows) are the coordinates; `values` (rows × columns) is ŷ of the one output, or the largest;
         *     `classes` (rows × columns) is its index, NaN where ŷ is not a number; null for one output.
         */
        Surface: {
            /** X */
            x: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | components["schemas"]["Pooled"];
            /** Y */
            y: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | components["schemas"]["Pooled"];
            /** Values */
            values: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | components["schemas"]["Pooled"];
            /** Classes */
            classes: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | components["schemas"]["Pooled"] | null;
            /** Hinges */
            hinges: components["schemas"]["Hinge"][];
        };
        /**
         * TableAnswer
         * @description A table. `inputs`, `targets`, `names` (of the inputs, then of the targets; null where no column has one) and
         *     `classes` fit into the `data` of an analyze request as they are. `inputs` and `targets` are null while it is
         *     open whether there is a header, and where faults are told. `left_out` are the rows left out, from 0.
         */
        TableAnswer: {
            /** Columns */
            columns: components["schemas"]["TableColumn"][];
            /** Names */
            names: (string | null)[] | null;
            /** Classes */
            classes: string[] | null;
            /** Inputs */
            inputs: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | null;
            /** Targets */
            targets: (number | ("NaN" | "Infinity" | "-Infinity"))[][] | (number | ("NaN" | "Infinity" | "-Infinity"))[] | components["schemas"]["TypedArray"] | null;
            reading: components["schemas"]["TableReading"];
            /** Questions */
            questions: components["schemas"]["TableQuestion"][];
            /** Notes */
            notes: string[];
            /** Faults */
            faults: components["schemas"]["TableFault"][];
            /** Fault Count */
            fault_count: number;
            /** Faulty Row Count */
            faulty_row_count: number;
            /** Left Out */
            left_out: number[];
            /** Faulty Rows */
            faulty_rows: components["schemas"]["FaultyTableRow"][];
        };
        /**
         * TableChoice
         * @description One answer to a question: its words, and the fields of the request that give it.
         */
        TableChoice: {
            /** Text */
            text: string;
            /** Options */
            options: {
                [key: string]: boolean | string;
            };
        };
        /**
         * TableColumn
         * @description A column; `name` is null without a header. `classes` are in order of their numbers, null for numbers.
         */
        TableColumn: {
            /** Index */
            index: number;
            /** Name */
            name: string | null;
            /**
             * Role
             * @enum {string}
             */
            role: "input" | "target" | "ignored";
            /**
             * Kind
             * @enum {string}
             */
            kind: "numbers" | "classes";
            /** Classes */
            classes: string[] | null;
        };
        /**
         * TableFault
         * @description A fault of one cell: row and column from 0 as in the pointer, the line of the text from 1.
         */
        TableFault: {
            /** Pointer */
            pointer: string;
            /** Row */
            row: number;
            /** Column */
            column: number;
            /** Line */
            line: number;
            /** Message */
            message: string;
        };
        /**
         * TableQuestion
         * @description What only a person can know: about `header`, without whose answer nothing is read, about `separator` (whether
         *     commas are decimal commas of a single column), or about `marks`.
         */
        TableQuestion: {
            /** About */
            about: string;
            /** Text */
            text: string;
            /** Choices */
            choices: components["schemas"]["TableChoice"][];
        };
        /**
         * TableReading
         * @description How the text was read. `header` is null where only a person can know; `how` says it all in a
         *     sentence, `words` with the number of examples and inputs, where it was read as those.
         */
        TableReading: {
            /** Source Encoding */
            source_encoding: string | null;
            /** Separator */
            separator: string;
            /** Decimal */
            decimal: string;
            /** Thousands */
            thousands: string;
            /** Header */
            header: boolean | null;
            /** How */
            how: string;
            /** Words */
            words: string;
        };
        /**
         * TableRequest
         * @description A text, or the bytes of a file in base64, and how to read it.
         */
        TableRequest: {
            /**
             * Source Encoding
             * @description of the bytes, such as utf-8 or windows-1252
             * @default null
             */
            source_encoding: string | null;
            /**
             * Separator
             * @description between the columns; a blank for any run of blanks, an empty text for a single column
             * @default null
             */
            separator: ("," | ";" | "\t" | "|" | " " | "" | "[") | null;
            /**
             * Decimal
             * @description the decimal mark
             * @default null
             */
            decimal: ("." | ",") | null;
            /**
             * Thousands
             * @description between groups of three digits; a blank for no-break blanks, too, an empty text for none
             * @default null
             */
            thousands: ("" | "," | "." | " " | "'") | null;
            /**
             * Header
             * @description whether the first row names the columns
             * @default null
             */
            header: boolean | null;
            /**
             * Targets
             * @description columns that are targets, from 0; the last of several if left out, [] for none
             * @default null
             */
            targets: number[] | null;
            /**
             * Target Kind
             * @description whether the target column has numbers or names of classes
             * @default null
             */
            target_kind: ("numbers" | "classes") | null;
            /**
             * Ignore
             * @description columns to leave out
             * @default []
             */
            ignore: number[];
            /**
             * Faulty Rows
             * @description rows with a fault are refused (422), left out, or told in an answer that then has no inputs
             * @default refuse
             * @enum {string}
             */
            faulty_rows: "refuse" | "leave_out" | "tell";
            /**
             * Encoding
             * @description of the arrays in the answer
             * @default list
             * @enum {string}
             */
            encoding: "list" | "base64";
            /**
             * Text
             * @description the table as text; or bytes
             * @default null
             */
            text: string | null;
            /**
             * Bytes
             * @description the file in base64; or text
             * @default null
             */
            bytes: string | null;
        };
        /**
         * TargetRequest
         * @description One number. `row` is the unit for what has a row for each example, else the row of the matrix; `column` the
         *     column of a matrix (of a Jacobian the unit with respect to whose preactivation it is taken).
         */
        TargetRequest: {
            /**
             * Quantity
             * @enum {string}
             */
            quantity: "input" | "targets" | "weights" | "bias" | "preactivation" | "activation" | "derivative" | "losses" | "loss" | "loss_gradient" | "jacobian" | "delta" | "weight_gradient" | "bias_gradient" | "gradient_norm" | "accuracy";
            /**
             * Layer
             * @description 1 … L; null (or 0) for what belongs to no layer; a Jacobian is the output's if left out
             */
            layer?: number | null;
            /**
             * Example
             * @description for what has a row for each example
             */
            example?: number | null;
            /**
             * Row
             * @description the unit, or the row of a matrix
             */
            row?: number | null;
            /**
             * Column
             * @description for matrices and Jacobians
             */
            column?: number | null;
        };
        /**
         * TextBlock
         * @description A paragraph; `latex` has its symbols between dollars.
         */
        TextBlock: {
            /**
             * Kind
             * @constant
             */
            kind: "text";
            /** Text */
            text: string;
            /** Latex */
            latex: string;
            /** Parts */
            parts: components["schemas"]["Part"][];
        };
        /**
         * TrainEvents
         * @description The data of the events of a stream, by the name of the event.
         */
        TrainEvents: {
            start: components["schemas"]["StartEvent"];
            step: components["schemas"]["StepEvent"];
            snapshot: components["schemas"]["SnapshotEvent"];
            death: components["schemas"]["LifeEvent"];
            revival: components["schemas"]["LifeEvent"];
            done: components["schemas"]["DoneEvent"];
            error: components["schemas"]["ProblemDetails"];
        };
        /**
         * TrainRequest
         * @description An analyze request, and how its network is trained.
         */
        TrainRequest: {
            network: components["schemas"]["NetworkRequest"];
            data: components["schemas"]["DataRequest"];
            /** @default cross_entropy */
            loss: components["schemas"]["LossName"];
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
             * @description of the arrays in events; files have forms of their own
             * @default base64
             * @enum {string}
             */
            encoding: "list" | "base64";
            /**
             * Example
             * @description ∇W and ∇b in snapshots are of this example alone; norms of steps are of the batch
             * @default null
             */
            example: number | null;
            /**
             * Max Cells
             * @description [rows, columns]: larger matrices are sent pooled in events; in files they are whole
             * @default null
             */
            max_cells: number[] | null;
            /**
             * Interference
             * @description add how the gradients of single examples go together to the steps of a stream or of CSV, and with the sparsity of each layer to the snapshots of a stream; npz has none of it
             * @default false
             */
            interference: boolean;
            /**
             * Sentences
             * @description add sentences on each neuron to the snapshots of a stream
             * @default false
             */
            sentences: boolean;
            /**
             * Optimizer
             * @description name, or object with name, learning_rate, …
             * @default sgd
             */
            optimizer: components["schemas"]["OptimizerName"] | components["schemas"]["OptimizerObject"];
            /**
             * Schedule
             * @description name, or object with name and hyperparameters
             * @default constant
             */
            schedule: components["schemas"]["ScheduleName"] | components["schemas"]["ScheduleObject"];
            /**
             * Clip Norm
             * @description gradients are scaled down to this norm, all layers together
             * @default null
             */
            clip_norm: number | null;
            /**
             * Steps
             * @description updates
             * @default 200
             */
            steps: number;
            /**
             * Batch Size
             * @description examples of an update; all of them if left out
             * @default null
             */
            batch_size: number | null;
            /**
             * Record Every
             * @description every so many steps are told; the last is always
             * @default 1
             */
            record_every: number;
            /**
             * Seed
             * @description of the order in which the examples come in mini-batches
             * @default 0
             */
            seed: number;
            /**
             * Snapshot Steps
             * @description recorded steps to send whole; by default as many, evenly spread, as a byte budget allows; none in CSV
             * @default null
             */
            snapshot_steps: number[] | null;
            /**
             * Surface
             * @description send the decision surface with each snapshot, so many points a side; in events only
             * @default null
             */
            surface: number | null;
            /**
             * Format
             * @description a stream of events, or one file once the run is over: csv, a table of the recorded steps, or npz, arrays of them and of the snapshots
             * @default events
             * @enum {string}
             */
            format: "events" | "csv" | "npz";
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
        /**
         * Where
         * @description The entry of the largest error, addressed as a target of /explain is: of δ `row` is the unit, of ∇b too.
         */
        Where: {
            /** Example */
            example: number | null;
            /** Row */
            row: number | null;
            /** Column */
            column: number | null;
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
    analyze: {
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
    explain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExplainRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplainAnswer"];
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
    derivation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DerivationRequest"];
            };
        };
        responses: {
            /** @description the solution in the form that `format` asks for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DerivationAnswer"];
                    /**
                     * @example # Backpropagation, worked out
                     *     …
                     */
                    "text/markdown": string;
                    /** @example \documentclass… */
                    "application/x-tex": string;
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
    check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckAnswer"];
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
    grade: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GradeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GradeAnswer"];
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
    problem: {
        parameters: {
            query?: {
                /** @description 1 is the easiest */
                level?: number;
                /** @description with the answers, if NABLASCOPE_ANSWER_KEYS allows it */
                key?: boolean;
            };
            header?: never;
            path: {
                /** @description every seed has an exercise of its own */
                seed: number;
            };
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
                    "application/json": components["schemas"]["ExerciseAnswer"];
                };
            };
            /** @description The server's settings do not allow this; `detail` names the one that would. */
            403: {
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
    train: {
        parameters: {
            query?: never;
            header?: {
                /** @description the id of the last event that came, where a stream is taken up again: the run is repeated, and what it tells up to that event is left out, but never `done` */
                "Last-Event-ID"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrainRequest"];
            };
        };
        responses: {
            /** @description The run. As events: start; a step for each that is recorded, before it a death or a revival for each unit that died or came back since the last, after it a snapshot where one is due; done, or error where the server met a fault. As a file: a table of the recorded steps, or arrays of it all for NumPy. */
            200: {
                headers: {
                    /**
                     * @description of a file: why the run ended (all steps, numbers that are not finite, or time), and its last good step
                     * @example steps; step=200
                     */
                    "Run-End"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                    "text/csv": string;
                    "application/octet-stream": string;
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
    tables: {
        parameters: {
            query?: {
                /** @description of the bytes, such as utf-8 or windows-1252 (beside a file that is sent as it is) */
                source_encoding?: string;
                /** @description between the columns; a blank for any run of blanks, an empty text for a single column (beside a file that is sent as it is) */
                separator?: string;
                /** @description the decimal mark (beside a file that is sent as it is) */
                decimal?: string;
                /** @description between groups of three digits; a blank for no-break blanks, too, an empty text for none (beside a file that is sent as it is) */
                thousands?: string;
                /** @description whether the first row names the columns (beside a file that is sent as it is) */
                header?: string;
                /** @description columns that are targets, from 0; the last of several if left out, [] for none (beside a file that is sent as it is) */
                targets?: number[];
                /** @description whether the target column has numbers or names of classes (beside a file that is sent as it is) */
                target_kind?: string;
                /** @description columns to leave out (beside a file that is sent as it is) */
                ignore?: number[];
                /** @description rows with a fault are refused (422), left out, or told in an answer that then has no inputs (beside a file that is sent as it is) */
                faulty_rows?: string;
                /** @description of the arrays in the answer (beside a file that is sent as it is) */
                encoding?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TableRequest"];
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TableAnswer"];
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
    activations: {
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
            /** @description The request is malformed, or its parts do not fit together; `errors` points at each culprit. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    initializers: {
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
            /** @description The request is malformed, or its parts do not fit together; `errors` points at each culprit. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    losses: {
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
            /** @description The request is malformed, or its parts do not fit together; `errors` points at each culprit. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    optimizers: {
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
                    "application/json": components["schemas"]["OptimizerEntry"][];
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
        };
    };
    schedules: {
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
                    "application/json": components["schemas"]["ScheduleEntry"][];
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
        };
    };
    datasets: {
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
            /** @description The request is malformed, or its parts do not fit together; `errors` points at each culprit. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    presets: {
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
            /** @description The request is malformed, or its parts do not fit together; `errors` points at each culprit. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDetails"];
                };
            };
        };
    };
    healthz: {
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
    readyz: {
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
