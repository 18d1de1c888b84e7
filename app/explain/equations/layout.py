"""How an equation stands by itself: on one line where it fits, else with every side on a line of its own.

Widths are estimated from the Unicode text, in characters; a matrix is as wide as its columns.
"""

from itertools import pairwise

from .chain import Chain, relation
from .matrices import Table, shown
from .operations import Fraction
from .tree import Form, Node, printed_as
from .written import Beside

LINE, COLUMN = 96, 34
"""Characters that a printed line holds, and one in a narrow column beside something else."""
LEFT, RIGHT = (f' style="text-align: {side}"' for side in ("left", "right"))
"""How a cell of a table is aligned where the browser knows MathML Core alone."""


def set_apart(tree: Node, line: int = LINE) -> str:
    """An equation as a whole <math> element on a line of its own, or on several where one is too short."""
    namespace = "http://www.w3.org/1998/Math/MathML"
    return f'<math xmlns="{namespace}" display="block">{displayed(tree, "mathml", line)}</math>'


def displayed(tree: Node, form: Form, line: int = LINE) -> str:
    """An equation in one of the forms, or several side by side; on several lines where one is too short."""
    if form != "text" and width(tree) > line:
        if isinstance(tree, Beside):
            return _stacked(tree, form, line)
        if isinstance(tree, Chain) and len(tree.sides) > 2:
            return _broken(tree, form)
    return printed_as(tree, form)


def _broken(chain: Chain, form: Form) -> str:
    """A new line at every equals sign but the first."""
    first, *others = (printed_as(side, form) for side in chain.sides)
    signs = [relation(before, side)[form] for before, side in pairwise(chain.sides)]
    if form == "latex":
        lines = r" \\ ".join(f"&{sign}{side}" for sign, side in zip(signs, others, strict=True))
        return rf"\begin{{aligned}} {first} {lines} \end{{aligned}}"
    rows = [
        f"<mtr><mtd{RIGHT}>{left}</mtd><mtd{LEFT}><mrow>{sign}{side}</mrow></mtd></mtr>"
        for left, sign, side in zip([first, *[""] * len(others)], signs, others, strict=False)
    ]
    return f'<mtable displaystyle="true">{"".join(rows)}</mtable>'


def _stacked(beside: Beside, form: Form, line: int) -> str:
    """Equations one below the other."""
    lines = [displayed(equation, form, line) for equation in beside.equations]
    if form == "latex":
        separator = r" \\ "
        return rf"\begin{{gathered}} {separator.join(lines)} \end{{gathered}}"
    rows = "".join(f"<mtr><mtd>{line}</mtd></mtr>" for line in lines)
    return f'<mtable displaystyle="true">{rows}</mtable>'


def width(node: Node) -> int:
    """About how many characters wide a node is printed."""
    if isinstance(node, Table):
        columns = shown(node.shape[1], node.most)
        rows = [i for i in shown(node.shape[0], node.most) if i is not None]
        return 2 + sum(3 if j is None else 2 + max(width(node.entry(i, j)) for i in rows) for j in columns)
    widths = [width(part) for part in node.parts]
    if isinstance(node, Fraction):
        return 1 + max(widths)
    return sum(widths) + 2 * len(widths) if widths else len(node.text())
