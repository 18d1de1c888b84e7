"""The LaTeX of explanations is set by a real TeX engine: every kind of step of the reference cases at once."""

from app.explain.number.explain import explain
from tests.engine.helpers import cases
from tests.explain.helpers import every_target, recorded
from tools import tex

PREAMBLE = r"\documentclass{article}\usepackage{amsmath,amssymb}\begin{document}"


def test_every_kind_of_step_compiles() -> None:
    engine = tex.on_path()
    assert engine, tex.HOW
    equations: dict[str, None] = {}
    for reference in cases():
        case = recorded(reference)
        for target in every_target(case):
            if sum(target.place) - target.place.layer < 2:
                equations.update({step.equation.latex(): None for step in explain(case, target).steps})
    body = "\n".join(rf"\[{latex}\]" for latex in equations)
    pdf, log = tex.typeset(engine, f"{PREAMBLE}\n{body}\n\\end{{document}}\n")
    assert pdf, log[-2000:]
    assert "Missing character" not in log
