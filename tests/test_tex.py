"""The LaTeX of worked solutions compiles with a real TeX engine, as it is, and keeps within its lines.

`make test` installs an engine where apt is at hand (tools/tex.py). Where there is none these tests fail and say
what to install: a document that nobody ever compiled is no document.
"""

import re
import zlib
from typing import Any

import numpy as np
import pytest

from app.engine.analysis.case import Case
from app.engine.analysis.causes import Cause, phrase
from app.engine.network.activations import ACTIVATIONS, activation
from app.engine.network.losses import LOSSES, loss
from app.engine.network.network import Batch
from app.explain.laws.analyzed import Analyzed, analyzed
from app.explain.solution.derivation import derive
from app.explain.text.article import article
from app.explain.text.document import Section, say
from app.explain.text.flatness import MASK
from tests.engine.helpers import cases, from_request, random_network, random_targets
from tools import tex

pytestmark = pytest.mark.slow

OVERFULL = 20.0
"""Points that a line may stand out."""
ELEMENTWISE = [row.name for row in ACTIVATIONS.values() if row.elementwise]


@pytest.fixture(scope="session")
def engine() -> str:
    """A TeX engine that works."""
    path = tex.on_path()
    assert path, tex.HOW
    return path


def solution(case: Analyzed) -> str:
    derivation = derive(case, case.examples - 1)
    return article(derivation.title, derivation.sections)


def random_case(sizes: list[int], hidden: str, loss_name: str, examples: int, scale: float = 1) -> Analyzed:
    rng, rule = np.random.default_rng(5), loss(loss_name)
    network = random_network(rng, sizes, hidden, rule.output_activation or hidden)
    batch = Batch(scale * rng.normal(size=(examples, sizes[0])), random_targets(rng, rule, examples, sizes[-1]))
    return analyzed(Case(network, batch, rule))


def assert_compiles(engine: str, source: str) -> None:
    """A PDF with text came out, and no line stands out by more than `OVERFULL`."""
    pdf, log = tex.typeset(engine, source)
    assert pdf, log[-2000:]
    assert shows_text(pdf)
    wide = [float(points) for points in re.findall(r"Overfull \\hbox \(([\d.]+)pt too wide\)", log)]
    assert max(wide, default=0) <= OVERFULL
    assert "Missing character" not in log


def shows_text(pdf: bytes) -> bool:
    """Whether one of the compressed streams of a PDF shows text."""
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        try:
            content = zlib.decompress(stream)
        except zlib.error:
            continue
        if re.search(rb"\bT[jJ]\b", content):
            return True
    return False


@pytest.mark.parametrize("name", ["one_example", "large_logits", "relu_at_zero", "soft_targets", "deep"])
def test_reference_cases_compile(engine: str, name: str) -> None:
    (request,) = (case["request"] for case in cases() if case["name"] == name)
    network, batch, rule = from_request(request)
    assert_compiles(engine, solution(analyzed(Case(network, batch, rule))))


@pytest.mark.parametrize("name", LOSSES)
def test_every_loss_compiles(engine: str, name: str) -> None:
    assert_compiles(engine, solution(random_case([3, 4, 2], "tanh", name, 3)))


def test_every_formula_compiles(engine: str) -> None:
    """All activations' formulas in one document."""
    texts: list[Any] = [solution(random_case([2, 2, 1], name, "mean_squared_error", 1)) for name in ELEMENTWISE]
    start, end = "\\begin{document}", "\\end{document}"
    bodies = [text.partition(start)[2].partition(end)[0] for text in texts]
    assert_compiles(engine, texts[0].partition(start)[0] + start + "".join(bodies) + end)


@pytest.mark.parametrize("sizes", [[4, 8, 8, 3], [784, 128, 10], [16] * 33], ids=["4-8-8-3", "784-128-10", "deep"])
def test_large_networks_compile(engine: str, sizes: list[int]) -> None:
    assert_compiles(engine, solution(random_case(sizes, "relu", "cross_entropy", 4)))


def test_a_network_beyond_the_numbers_compiles(engine: str) -> None:
    assert_compiles(engine, solution(random_case([2, 3, 2], "relu", "cross_entropy", 2, scale=1e308)))


def test_every_sentence_on_a_cause_compiles(engine: str) -> None:
    """Why a unit is what it is, and what of a number that is blocked, in one document."""
    relu6 = activation("relu6")
    causes = [phrase(cause, relu6, edge, edge) for cause in Cause for edge in (-1.0, 0.0, 6.0, 7.0)]
    others = (MASK, "50 % of {ŷ, ∇W} − 1 × 2 … z̃, σ′ < 0")
    said = tuple(say(f"It says: {words}.") for words in dict.fromkeys([*filter(None, causes), *others]))
    assert len(said) > len(Cause)
    assert_compiles(engine, article("Sentences", (Section("causes", "Causes", said),)))


def test_an_engine_is_judged_by_what_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not tex.works("/bin/false")
    assert not tex.works("/no/such/engine")
    monkeypatch.setenv(tex.VARIABLE, "/bin/false")
    assert tex.on_path() is None
