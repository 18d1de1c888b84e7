"""What `POST /api/v1/analyze` answers: the engine's `Analysis` as JSON."""

from collections.abc import Callable, Sequence
from typing import Any, NotRequired

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict

from ...advice.advice import Advice
from ...engine.analysis import interference as engine
from ...engine.analysis.analysis import Analysis
from ...engine.analysis.causes import Cause, phrase
from ...engine.analysis.passes import LayerTrace
from ...engine.analysis.sparsity import sparsity
from ...engine.analysis.status import NeuronFacts, Status
from ...engine.network.activations import Activation
from ...engine.network.network import Network
from ...explain.text.neurons import layer_sentence
from ...explain.text.neurons import sentences as sentences_on
from ..arrays import Encoding, Number, WireArray, write
from ..network.request import InitializerObject
from .advice import AdviceAnswer, advice_answer
from .interference import (
    CosineArray,
    Interference,
    Sparsity,
    SparsitySummary,
    cosine_array,
    in_numbers,
    sparsities,
    sparsity_summary,
)

Write = Callable[[NDArray[Any]], WireArray]
"""Writes an array in the request's encoding and within its `max_cells`."""

STATUSES = {status: status.name.lower() for status in Status}


class InactiveSentences(TypedDict):
    """On a neuron that is off on an example, though not on all: `{example}` stands for that example."""

    headline: str
    why: str


class NeuronSentences(TypedDict):
    """A neuron in sentences: its status, the evidence with the cause and what follows, what holds besides on an
    example on which it is inactive (null where there is none), and of a dead one whether it could wake, and what
    certifies it."""

    headline: str
    why: list[str]
    inactive: InactiveSentences | None
    waking: str | None
    certificate: str | None


class NeuronAnswer(TypedDict):
    """The facts of one neuron; `cause` is a phrase that is ready to be shown. `sentences` where they were asked
    for."""

    index: int
    status: str
    cause: str | None
    active_fraction: Number | None
    min_preactivation: Number
    max_preactivation: Number
    dormancy: Number
    certified_dead: bool | None
    permanent: bool
    sentences: NotRequired[NeuronSentences]


class LayerAnswer(TypedDict):
    """Layer l: `preactivation`, `activation`, `derivative`, `delta` have a row for each example.

    `activation_parameters` are all that the activation takes, null for one that takes none; a request takes both
    fields, `weights` and `bias` as they are. `initializer` is what the weights were drawn from, null for
    given and for trained ones. `sentence`, where sentences were asked for, says why units of it are dead and which
    examples nobody learns from; it may be empty.
    """

    index: int
    units: int
    activation_function: str
    activation_parameters: dict[str, float] | None
    initializer: InitializerObject | None
    preactivation: WireArray
    activation: WireArray
    derivative: WireArray | None
    delta: WireArray
    weights: WireArray
    bias: WireArray
    weight_gradient: WireArray
    bias_gradient: WireArray
    neurons: list[NeuronAnswer]
    dead: list[int]
    dead_examples: list[int]
    gradient_norm: Number
    sparsity: Sparsity | None
    sentence: NotRequired[str]


class NonFiniteAnswer(TypedDict):
    """The first quantity in order of computation that left the finite numbers, and how many entries of it did."""

    layer: int
    quantity: str
    count: int


class AnalyzeAnswer(BaseModel):
    """Every quantity of one forward and one backward pass.

    Where `interference` was asked for, `interference` (N × N) holds the cosines between the gradients of two
    examples, all weights and biases together, whatever `example` says. Where one of the gradients is zero there is
    none: null in a list, NaN in a typed array; where one is not finite it is NaN in both. Of a pooled picture's
    blocks, gradients of zero are left out. `interference_summary`, `sparsity_summary` and each layer's
    `sparsity` come with it.

    `advice` is what the numbers of the request hide; empty where nothing is to be said, and in the steps of a run,
    whose `start` and `done` have theirs.
    """

    model_config = ConfigDict(ser_json_inf_nan="strings")

    loss: Number
    losses: WireArray
    accuracy: Number | None
    input: WireArray
    targets: WireArray
    layers: list[LayerAnswer]
    non_finite: NonFiniteAnswer | None
    interference: CosineArray | None
    interference_summary: Interference | None
    sparsity_summary: SparsitySummary | None
    advice: list[AdviceAnswer]


def answer(
    network: Network,
    analysis: Analysis,
    encoding: Encoding,
    max_cells: list[int] | None,
    *,
    drawn_from: Sequence[InitializerObject | None] | None = None,
    interference: bool = False,
    sentences: bool = False,
    advice: Sequence[Advice] = (),
) -> AnalyzeAnswer:
    """The answer to an analysis of one network (no leading network axis); `interference` adds that and sparsity,
    `sentences` those on layers and neurons.

    `drawn_from` says of each layer what its weights come from, None where they were given; left out for all given.
    """

    def write_one(array: NDArray[Any]) -> WireArray:
        return write(array, encoding, max_cells)

    fault = analysis.non_finite
    found = engine.interference(analysis) if interference else None
    zeros = sparsity(analysis) if interference else None
    of_layers = [None] * len(analysis.layers) if zeros is None else sparsities(zeros)
    layers = [
        _layer(index, layer.activation, drawn, traced, facts, float(norm), sparse, write_one)
        for index, (layer, drawn, traced, facts, norm, sparse) in enumerate(
            zip(
                network.layers,
                [None] * len(analysis.layers) if drawn_from is None else drawn_from,
                analysis.layers,
                analysis.neurons,
                analysis.gradient_norms,
                of_layers,
                strict=True,
            ),
            start=1,
        )
    ]
    if sentences:
        _add_sentences(layers, network, analysis)
    return AnalyzeAnswer.model_construct(
        loss=float(analysis.loss),
        losses=write(analysis.losses, encoding),
        accuracy=None if analysis.accuracy is None else float(analysis.accuracy),
        input=write_one(analysis.inputs),
        targets=write_one(analysis.targets),
        layers=layers,
        non_finite=None
        if fault is None
        else NonFiniteAnswer(layer=fault.layer, quantity=fault.quantity, count=fault.count),
        interference=None if found is None else cosine_array(found, encoding, max_cells),
        interference_summary=None if found is None else in_numbers(found),
        sparsity_summary=None if zeros is None else sparsity_summary(zeros),
        advice=advice_answer(advice),
    )


def _layer(
    index: int,
    activation: Activation,
    drawn_from: InitializerObject | None,
    traced: LayerTrace,
    facts: NeuronFacts,
    gradient_norm: float,
    sparsity: Sparsity | None,
    write_one: Write,
) -> LayerAnswer:
    return LayerAnswer(
        index=index,
        units=int(traced.bias.shape[-1]),
        activation_function=activation.name,
        activation_parameters=parameters_of(activation),
        initializer=drawn_from,
        preactivation=write_one(traced.preactivation),
        activation=write_one(traced.activation),
        derivative=None if traced.derivative is None else write_one(traced.derivative),
        delta=write_one(traced.delta),
        weights=write_one(traced.weights),
        bias=write_one(traced.bias),
        weight_gradient=write_one(traced.weight_gradient),
        bias_gradient=write_one(traced.bias_gradient),
        neurons=_neurons(facts, activation),
        dead=np.flatnonzero(facts.status == Status.DEAD).tolist(),
        dead_examples=np.flatnonzero(facts.dead_examples).tolist(),
        gradient_norm=gradient_norm,
        sparsity=sparsity,
    )


def _add_sentences(layers: list[LayerAnswer], network: Network, analysis: Analysis) -> None:
    """Adds the sentences on each layer and on each of its neurons."""
    for layer, of_layer in zip(layers, sentences_on(network, analysis), strict=True):
        layer["sentence"] = layer_sentence(analysis, layer["index"])
        for neuron, said in zip(layer["neurons"], of_layer, strict=True):
            inactive = (
                None
                if said.inactive is None
                else InactiveSentences(headline=said.inactive[0], why=said.inactive[1])
            )
            neuron["sentences"] = NeuronSentences(
                headline=said.headline,
                why=list(said.why),
                inactive=inactive,
                waking=said.waking,
                certificate=said.certificate,
            )


def parameters_of(activation: Activation) -> dict[str, float] | None:
    """All parameters by name; None where there are none."""
    return dict(activation.values) or None


def _neurons(facts: NeuronFacts, activation: Activation) -> list[NeuronAnswer]:
    units = range(len(facts.status))
    unknown = [None] * len(facts.status)
    columns = zip(
        units,
        facts.status.tolist(),
        facts.cause.tolist(),
        unknown if facts.active_fraction is None else facts.active_fraction.tolist(),
        (facts.min_preactivation + 0.0).tolist(),
        (facts.max_preactivation + 0.0).tolist(),
        facts.dormancy.tolist(),
        unknown if facts.certified_dead is None else facts.certified_dead.tolist(),
        facts.permanent.tolist(),
        strict=True,
    )
    return [
        NeuronAnswer(
            index=index,
            status=STATUSES[status],
            cause=phrase(Cause(cause), activation, lowest, highest) if cause else None,
            active_fraction=active_fraction,
            min_preactivation=lowest,
            max_preactivation=highest,
            dormancy=dormancy,
            certified_dead=certified_dead,
            permanent=permanent,
        )
        for index, status, cause, active_fraction, lowest, highest, dormancy, certified_dead, permanent in columns
    ]
