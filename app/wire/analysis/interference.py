"""How the gradients of single examples go together, and what is zero in a pass, as JSON."""

from collections.abc import Sequence

import numpy as np
from typing_extensions import TypedDict

from ...engine.analysis import interference as engine
from ...engine.analysis import sparsity as sparse
from ...engine.analysis.analysis import Analysis
from ...engine.arrays import Array, Flags
from ..arrays import Encoding, Number, TypedArray, pool_of, pooled, typed_array


class Sparsity(TypedDict):
    """What is exactly zero in a layer, over the batch, and what a sparse backward pass would save by it.

    `delta` and `activation` are shares of zeros. `multiplications` are those of the dense backward pass at this
    layer, ∇W⁽ˡ⁻¹⁾ = δ⁽ˡ⁾ z⁽ˡ⁻¹⁾ᵀ and, above the first layer, W⁽ˡ⁻¹⁾ᵀ δ⁽ˡ⁾; `skipped` of them have a factor 0, or a
    product that φ′ = 0 below makes 0, and `skipped_share` is their share.
    """

    delta: Number
    activation: Number
    multiplications: int
    skipped: int
    skipped_share: Number


class SparsitySummary(TypedDict):
    """What a sparse backward pass would save over all layers: the multiplications of the dense one, those of them
    that it would skip, and their share."""

    multiplications: int
    skipped: int
    skipped_share: Number


class Interference(TypedDict):
    """How the gradients of single examples go together, over the pairs of two examples whose gradients are finite
    and not zero: the mean cosine, the share of pairs that conflict (cosine below 0, beyond rounding), both null
    where there is no pair, and the number of pairs. `zero_gradients` counts the examples whose gradient is zero."""

    mean_cosine: Number | None
    conflicting: Number | None
    pairs: int
    zero_gradients: int


CosineMatrix = list[list[Number | None]] | TypedArray


class PooledCosines(TypedDict):
    """A picture of a large matrix of cosines: of each block of `pool` cells the cosine of largest magnitude.

    Examples with a gradient of zero are left out; a block of nothing else has no cosine.
    """

    pooled: CosineMatrix
    shape: list[int]
    pool: list[int]


CosineArray = CosineMatrix | PooledCosines
"""Cosines between the gradients of two examples. Where one of them is zero there is none: null in a list, NaN in a
typed array; where one is not finite, NaN in both."""


def interference_summary(analysis: Analysis) -> Interference:
    """The cosines of an analysis of one network (no leading network axis) in a few numbers."""
    return in_numbers(engine.interference(analysis))


def in_numbers(found: engine.Interference) -> Interference:
    """The cosines of one network in a few numbers."""
    told = engine.summary(found)
    some = bool(told.pairs)
    return Interference(
        mean_cosine=float(told.mean_cosine) if some else None,
        conflicting=float(told.conflicting) if some else None,
        pairs=int(told.pairs),
        zero_gradients=int(told.zero_gradients),
    )


def cosine_array(found: engine.Interference, encoding: Encoding, max_cells: Sequence[int] | None) -> CosineArray:
    """The cosines of one network as they go out, larger than `max_cells` pooled."""
    examples = len(found.zero)
    pool = pool_of(examples, examples, max_cells)
    if pool is None:
        return _written(found.cosines, found.zero, found.zero, encoding)
    either = found.zero[:, None] | found.zero[None, :]
    picture = pooled(np.where(either, 0, found.cosines), *pool)
    rows, columns = (np.logical_and.reduceat(found.zero, np.arange(0, examples, size)) for size in pool)
    picture[rows[:, None] | columns[None, :]] = np.nan
    return PooledCosines(
        pooled=_written(picture, rows, columns, encoding), shape=[examples, examples], pool=list(pool)
    )


def _written(cosines: Array, zero_rows: Flags, zero_columns: Flags, encoding: Encoding) -> CosineMatrix:
    """A matrix in its encoding; in a list the rows and columns of gradients of zero are null."""
    if encoding == "base64":
        return typed_array(cosines)
    rows: list[list[float | None]] = cosines.tolist()
    columns = np.flatnonzero(zero_columns).tolist()
    for row, whole in zip(rows, zero_rows.tolist(), strict=True):
        for column in range(len(row)) if whole else columns:
            row[column] = None
    return rows


def sparsities(found: Sequence[sparse.Sparsity]) -> list[Sparsity]:
    """What is zero in layers 1 … L of one network, in order."""
    return [
        Sparsity(
            delta=float(layer.delta),
            activation=float(layer.activation),
            multiplications=layer.multiplications,
            skipped=int(layer.skipped),
            skipped_share=float(layer.skipped_share),
        )
        for layer in found
    ]


def sparsity_summary(found: Sequence[sparse.Sparsity]) -> SparsitySummary:
    """The layers of one network together."""
    told = sparse.summary(found)
    return SparsitySummary(
        multiplications=told.multiplications,
        skipped=int(told.skipped),
        skipped_share=float(told.skipped_share),
    )
