"""A text as a grid of cells: dialect, records, their common width, and the header, but no number yet."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from .cells.commas import Commas, judge_commas
from .cells.literals import is_literal, literal_rows, plain_fractions, without_name
from .cells.marks import ALL, PLAIN, Judged, judge, tidy
from .faults import TableError, TableTooLarge
from .header import has_header, tidy_rows
from .options import Limits, Options
from .text.dialect import BLANKS, LITERAL, NONE, Dialect, judge_dialect, sample_lines
from .text.prologue import without_prologue
from .text.records import Record, quoted_cells, records

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table as they stand. `header` is None where only a person can know; then `rows` has them all.

    `names` has one for each column, None for a column without; `row_names`: whether the first column has the rows'
    names, as R writes them; `commas`: what those of the text may be, where it is open.
    """

    separator: str
    judged: Judged
    header: bool | None
    names: list[str | None]
    rows: list[Record]
    width: int
    row_names: bool
    remarks: int
    commas: Commas | None


def grid_of(text: str, options: Options, limits: Limits) -> Grid:
    """The grid of a text. Raises TableError where there is none in it, TableTooLarge where it is too large."""
    prologue = without_prologue(text)
    body = plain_fractions(without_name(prologue.text))
    literal = options.separator in (None, LITERAL) and is_literal(body)
    found: Iterator[Record]
    commas = None
    if literal:
        separator, quoted = LITERAL, []
        found = (Record(line, cells) for line, cells in enumerate(literal_rows(body, limits.columns), start=1))
    else:
        wanted = _wanted(options, prologue.separator)
        commas = judge_commas(sample_lines(body), options) if wanted is None else None
        dialect = judge_dialect(body, NONE if commas is not None and commas.likely else wanted)
        separator, quoted = dialect.separator, _quoted(body, dialect)
        found = records(body, dialect, limits.columns)
    rows = _held(found, limits)
    if not rows:
        raise TableError("expected at least one row of numbers; the text has none")
    header = False if literal else options.header
    judged = Judged(PLAIN) if literal else _marks(rows[header is True :], separator, options)
    if header is None:
        header = has_header(tidy_rows([row.cells for row in rows]), quoted, judged.marks)
        judged = _marks(rows[1:], separator, options) if header else judged
    if len(rows) - bool(header) > limits.rows:
        raise TableTooLarge("rows", len(rows) - bool(header), limits.rows)
    grid = _shaped(rows, separator, judged, header, prologue.remarks)
    return grid if commas is None or commas.certain else replace(grid, commas=commas)


def _wanted(options: Options, named: str | None) -> str | None:
    """The separator that somebody wants, else the one that the text names."""
    return named if options.separator in (None, LITERAL) else options.separator


def _quoted(text: str, dialect: Dialect) -> list[list[bool]]:
    """Which of the cells are quoted, of the first rows."""
    lines = sample_lines(text)
    if not dialect.quote or dialect.separator == BLANKS or not lines or dialect.quote not in lines[0]:
        return []
    return quoted_cells("\n".join(lines), dialect, most=50)


def _held(found: Iterator[Record], limits: Limits) -> list[Record]:
    """The records, held to the limits as they come; those at the end that are empty are let go."""
    rows: list[Record] = []
    cells = 0
    for record in found:
        rows.append(record)
        cells += len(record.cells)
        if cells > limits.cells:
            raise TableTooLarge("cells", cells, limits.cells)
        if len(record.cells) > limits.columns and _end(record.cells) > limits.columns:
            raise TableTooLarge("columns", _end(record.cells), limits.columns)
        if len(rows) > limits.rows + 1 and _end(record.cells):
            raise TableTooLarge("rows", len(rows) - 1, limits.rows)
    while rows and not _end(rows[-1].cells):
        rows.pop()
    return rows


def _end(cells: list[str]) -> int:
    """The place after the last cell that has something in it."""
    return next((index for index in range(len(cells), 0, -1) if cells[index - 1].strip()), 0)


def _marks(rows: Sequence[Record], separator: str, options: Options) -> Judged:
    """Decimal and thousands marks, judged from all rows, and all columns but those that are left out."""
    ignored = frozenset(options.ignore)
    cells = chain.from_iterable(
        (cell for index, cell in enumerate(row.cells) if index not in ignored) if ignored else row.cells
        for row in rows
    )
    candidates = [
        marks
        for marks in ALL
        if options.decimal in (None, marks.decimal)
        and options.thousands in (None, marks.thousands)
        and (marks.thousands, separator) != (" ", BLANKS)
    ]
    if not candidates:
        message = "expected a thousands mark other than the decimal mark, and no blanks between blanks"
        raise TableError(message, "thousands")
    return judge(Counter(tidy(cell) for cell in cells if not cell.isdigit()), separator, candidates)


def _shaped(rows: list[Record], separator: str, judged: Judged, header: bool | None, remarks: int) -> Grid:
    """The grid with its header taken off and the width of most rows; empty columns at its end are no columns."""
    used = max(_end(row.cells) for row in rows)
    named, body = (rows[0].cells, rows[1:]) if header else ([], rows)
    if not body:
        raise TableError("expected rows of numbers beneath the header; got none")
    widths = Counter(min(len(row.cells), used) for row in body)
    row_names = bool(header) and _has_row_names(len(named), widths, separator)
    width = len(named) + 1 if row_names else min(len(named), used) or widths.most_common(1)[0][0]
    names = [_name(cell) for cell in (["", *named] if row_names else named)[:used]]
    while names and names[-1] is None:
        names.pop()
    width = max(width, len(names))
    names += [None] * (width - len(names))
    return Grid(separator, judged, header, names, body, width, row_names, remarks, None)


def _has_row_names(named: int, widths: Counter[int], separator: str) -> bool:
    """Whether all rows have one cell more than names, as R writes them, with blanks or tabs between. With commas
    the cell too many may be the decimals of a number."""
    return separator in (BLANKS, "\t") and named > 1 and list(widths) == [named + 1]


def _name(cell: str) -> str | None:
    """A column's name as it is kept: on one line, of printable characters; None for an empty one."""
    text = " ".join("".join(c if c.isprintable() else " " for c in cell[: 4 * LONGEST_NAME]).split())
    return text[:LONGEST_NAME] or None
