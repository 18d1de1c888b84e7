"""The advice of an answer: what the rules of `app.advice` find in a request that fits together."""

from collections.abc import Sequence
from typing import NotRequired

from typing_extensions import TypedDict

from ...advice.advice import Advice, Code, Facts, Remedy
from ...engine.network.network import Batch, Network
from ..network.plan import Plan


class AdviceAnswer(TypedDict):
    """What the numbers hide: where (JSON pointer into the request), what was found and what to do; `remedy` where
    one change of the array at the pointer follows it."""

    code: Code
    pointer: str
    message: str
    remedy: NotRequired[Remedy]


def facts_of(plan: Plan, network: Network, batch: Batch) -> Facts:
    """What the rules look at: network and batch as they were built, and the numbers of the data as they came."""
    request = plan.data.request
    return Facts(
        network, batch, plan.loss, request.inputs, request.targets, [name or "" for name in request.names or ()]
    )


def advice_answer(advice: Sequence[Advice]) -> list[AdviceAnswer]:
    """Advice as it is sent."""
    return [_entry(one) for one in advice]


def _entry(one: Advice) -> AdviceAnswer:
    entry = AdviceAnswer(code=one.code, pointer=one.pointer, message=one.message)
    return entry if one.remedy is None else {**entry, "remedy": one.remedy}
