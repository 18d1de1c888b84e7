"""What `POST /api/v1/check` takes and answers: every gradient against central differences."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat
from typing_extensions import TypedDict

from ...engine.check import check as engine
from ...engine.check.comparison import QuantityCheck as EngineQuantityCheck
from ...engine.check.comparison import Verdict
from ...engine.check.differences import Method, Quantity
from ..arrays import Number
from ..network.request import AnalyzeRequest


class CheckRequest(AnalyzeRequest):
    """An analyze request, and the half width of the differences."""

    epsilon: Annotated[FiniteFloat, Field(gt=0)] | None = Field(
        None,
        description="ε of (ℓ(θ + ε) − ℓ(θ − ε)) / 2ε; by default 1e-5, and narrower for a quantity for which that "
        "turns out to be too wide",
    )


class Where(TypedDict):
    """The entry of the largest error, addressed as a target of /explain is: of δ `row` is the unit, of ∇b too."""

    example: int | None
    row: int | None
    column: int | None


class QuantityCheck(TypedDict):
    """One quantity of one layer.

    `checked` of its entries (or of random directions through them, where it has too many) were compared with
    differences of half width `epsilon`; `kinks` more were left out, since ±ε changes an activation pattern.
    `relative_error` is the largest |analytic − numeric| over the quantity's largest magnitude, 0 where all of it is
    0, null where nothing was compared. `resolution` is the relative error that rounding can cause, and the width of
    ε where that was seen to matter. `where`, `analytic` and `numeric` tell the entry of the largest error; of a
    random direction there is no `where`.

    `verdict`: `agree` if the error is within the tolerance and the resolution; `differ` if nothing but a wrong
    gradient explains it; `unresolved` where rounding hides the answer, or an ε so wide that the loss bends within
    it, where numbers are not finite, and where nothing is left to be compared.
    """

    layer: int
    quantity: Quantity
    method: Method
    epsilon: float
    checked: int
    kinks: int
    relative_error: Number | None
    resolution: Number
    verdict: Verdict
    where: Where | None
    analytic: Number | None
    numeric: Number | None


class CheckAnswer(BaseModel):
    """The check of every gradient and every error signal.

    `verdict` is `differ` if any quantity differs; `unresolved` if rounding, or too wide an ε, hides the answer for
    any, or if none agrees; else `agree`: quantities of which the kinks leave nothing are not counted.
    `max_relative_error` is NaN if one of theirs is, null if nothing was compared.
    """

    model_config = ConfigDict(ser_json_inf_nan="strings")

    epsilon: float
    tolerance: float
    max_relative_error: Number | None
    verdict: Verdict
    checks: list[QuantityCheck]


def check_answer(check: engine.Check) -> CheckAnswer:
    """The answer that tells a check."""
    return CheckAnswer.model_construct(
        epsilon=check.epsilon,
        tolerance=check.tolerance,
        max_relative_error=check.max_relative_error,
        verdict=check.verdict,
        checks=[_quantity(each) for each in check.quantities],
    )


def _quantity(check: EngineQuantityCheck) -> QuantityCheck:
    return QuantityCheck(
        layer=check.layer,
        quantity=check.quantity,
        method=check.method,
        epsilon=check.epsilon,
        checked=check.checked,
        kinks=check.kinks,
        relative_error=check.relative_error,
        resolution=check.resolution,
        verdict=check.verdict,
        where=None if check.where is None else _where(check.quantity, check.where),
        analytic=check.analytic,
        numeric=check.numeric,
    )


def _where(quantity: Quantity, index: tuple[int, ...]) -> Where:
    """An index of the array on the wire as an address."""
    if quantity == "delta":
        return Where(example=index[0], row=index[1], column=None)
    return Where(example=None, row=index[0], column=index[1] if len(index) > 1 else None)
