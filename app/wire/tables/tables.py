"""What `POST /api/v1/tables` takes and answers: a text or a file, read as a table of numbers and classes."""

import base64
import binascii
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from ...errors import FieldError, InvalidRequest, TooLarge, summarise, too_large
from ...formats.tables.columns import Column, Role
from ...formats.tables.faults import CellFault, TableError, TableTooLarge
from ...formats.tables.options import DecimalMark, Faulty, Kind, Limits, Options, Separator, ThousandsMark
from ...formats.tables.questions import Question
from ...formats.tables.table import Reading, Table, read_table
from ...settings import Settings
from ..arrays import Encoding, Matrix, write
from ..network.costs import LIST_BYTES
from ..network.request import Strict

CELL_BYTES = 128
"""Of a cell while a table is read: its text, its places in the lists, its number."""

ColumnIndex = Annotated[int, Field(ge=0)]
ColumnIndices = Annotated[list[ColumnIndex], Field(max_length=10_000)]


class TableOptions(Strict):
    """How to read a table; what is left out is judged from the text, once for all its cells."""

    source_encoding: str | None = Field(
        None, max_length=40, description="of the bytes, such as utf-8 or windows-1252"
    )
    separator: Separator | None = Field(
        None, description="between the columns; a blank for any run of blanks, an empty text for a single column"
    )
    decimal: DecimalMark | None = Field(None, description="the decimal mark")
    thousands: ThousandsMark | None = Field(
        None,
        description="between groups of three digits; a blank for no-break blanks, too, an empty text for none",
    )
    header: bool | None = Field(None, description="whether the first row names the columns")
    targets: ColumnIndices | None = Field(
        None, description="columns that are targets, from 0; the last of several if left out, [] for none"
    )
    target_kind: Kind | None = Field(None, description="whether the target column has numbers or names of classes")
    ignore: ColumnIndices = Field([], description="columns to leave out")
    faulty_rows: Faulty = Field(
        "refuse",
        description="rows with a fault are refused (422), left out, or told in an answer that then has no inputs",
    )
    encoding: Encoding = Field("list", description="of the arrays in the answer")

    def options(self) -> Options:
        """As the reader takes them."""
        return Options(
            encoding=self.source_encoding,
            separator=self.separator,
            decimal=self.decimal,
            thousands=self.thousands,
            header=self.header,
            targets=self.targets,
            target_kind=self.target_kind,
            ignore=self.ignore,
            faulty=self.faulty_rows,
        )


class TableRequest(TableOptions):
    """A text, or the bytes of a file in base64, and how to read it."""

    text: str | None = Field(None, description="the table as text; or bytes")
    bytes: str | None = Field(None, description="the file in base64; or text")


class TableColumn(TypedDict):
    """A column; `name` is null without a header. `classes` are in order of their numbers, null for numbers."""

    index: int
    name: str | None
    role: Role
    kind: Kind
    classes: list[str] | None


class TableReading(TypedDict):
    """How the text was read. `header` is null where only a person can know; `how` says it all in a
    sentence, `words` with the number of examples and inputs, where it was read as those."""

    source_encoding: str | None
    separator: str
    decimal: str
    thousands: str
    header: bool | None
    how: str
    words: str


class TableChoice(TypedDict):
    """One answer to a question: its words, and the fields of the request that give it."""

    text: str
    options: dict[str, bool | str]


class TableQuestion(TypedDict):
    """What only a person can know: about `header`, without whose answer nothing is read, about `separator` (whether
    commas are decimal commas of a single column), or about `marks`."""

    about: str
    text: str
    choices: list[TableChoice]


class TableFault(TypedDict):
    """A fault of one cell: row and column from 0 as in the pointer, the line of the text from 1."""

    pointer: str
    row: int
    column: int
    line: int
    message: str


class FaultyTableRow(TypedDict):
    """A row with a fault as it stands in the text, its cells shortened."""

    row: int
    line: int
    cells: list[str]


class TableAnswer(BaseModel):
    """A table. `inputs`, `targets`, `names` (of the inputs, then of the targets; null where no column has one) and
    `classes` fit into the `data` of an analyze request as they are. `inputs` and `targets` are null while it is
    open whether there is a header, and where faults are told. `left_out` are the rows left out, from 0."""

    model_config = ConfigDict(ser_json_inf_nan="strings")

    columns: list[TableColumn]
    names: list[str | None] | None
    classes: list[str] | None
    inputs: Matrix | None
    targets: Matrix | None
    reading: TableReading
    questions: list[TableQuestion]
    notes: list[str]
    faults: list[TableFault]
    fault_count: int
    faulty_row_count: int
    left_out: list[int]
    faulty_rows: list[FaultyTableRow]


def source_of(request: TableRequest) -> str | bytes:
    """The text or the bytes of a request. Raises InvalidRequest for both, neither, or what is no base64."""
    if (request.text is None) == (request.bytes is None):
        came = "neither" if request.text is None else "both"
        raise InvalidRequest.at("", f"expected either text or bytes; got {came}")
    if request.text is not None:
        return request.text
    try:
        return base64.b64decode(request.bytes or "", validate=True)
    except (binascii.Error, ValueError):
        raise InvalidRequest.at("/bytes", "expected base64; got other text") from None


def read(source: str | bytes, request: TableOptions, settings: Settings, pointer: str) -> TableAnswer:
    """The answer to a request for a table; `pointer` addresses what the table came in.

    Raises InvalidRequest (422) with a pointer `/rows/{row}/{column}` to each faulty cell, and TooLarge (413).
    """
    try:
        table = read_table(source, request.options(), _limits(settings))
    except TableError as error:
        raise InvalidRequest.at(_place(error) or pointer, str(error)) from None
    except TableTooLarge as error:
        raise _too_large(error, settings) from None
    all_faulty = table.faulty and table.inputs is None and request.faulty_rows == "leave_out"
    if table.faults and (request.faulty_rows == "refuse" or all_faulty):
        errors = [FieldError(_pointer(fault), fault.message) for fault in table.faults]
        raise InvalidRequest(errors, summarise(errors, table.fault_count))
    return _answer(table, request)


def _place(error: TableError) -> str:
    """The pointer to the option that does not fit; empty where it is the text."""
    if error.option is None:
        return ""
    field = {"encoding": "source_encoding"}.get(error.option, error.option)
    return f"/{field}" if error.place is None else f"/{field}/{error.place}"


def _limits(settings: Settings) -> Limits:
    cells = min(settings.max_working_bytes // CELL_BYTES, settings.max_answer_bytes // LIST_BYTES)
    return Limits(rows=settings.max_batch, columns=settings.max_units, cells=cells)


def _too_large(error: TableTooLarge, settings: Settings) -> TooLarge:
    if error.what == "cells":
        by_answer = settings.max_answer_bytes // LIST_BYTES <= settings.max_working_bytes // CELL_BYTES
        setting = "max_answer_bytes" if by_answer else "max_working_bytes"
    else:
        setting = {"rows": "max_batch", "columns": "max_units"}[error.what]
    return too_large(f"{error.what} of the table, at least", error.least, error.limit, setting)


def _pointer(fault: CellFault) -> str:
    return f"/rows/{fault.row}/{fault.column}"


def _answer(table: Table, request: TableOptions) -> TableAnswer:
    targets = table.targets
    if targets is not None and targets.shape[1] == 1:
        targets = targets[:, 0]
    return TableAnswer(
        columns=[_column(column, table.classes) for column in table.columns],
        names=_names(table.columns),
        classes=table.classes,
        inputs=_array(table.inputs, request),
        targets=_array(targets, request),
        reading=_reading(table.reading),
        questions=[_question(question) for question in table.questions],
        notes=table.notes,
        faults=[_fault(fault) for fault in table.faults],
        fault_count=table.fault_count,
        faulty_row_count=len(table.faulty),
        left_out=table.faulty if table.inputs is not None else [],
        faulty_rows=[FaultyTableRow(row=row.row, line=row.line, cells=row.cells) for row in table.faulty_rows],
    )


def _names(columns: Sequence[Column]) -> list[str | None] | None:
    """The names of the inputs, then of the targets; None where no column has one."""
    names = [column.name for role in ("input", "target") for column in columns if column.role == role]
    return None if all(name is None for name in names) else names


def _column(column: Column, classes: list[str] | None) -> TableColumn:
    return TableColumn(
        index=column.index,
        name=column.name,
        role=column.role,
        kind=column.kind,
        classes=classes if column.kind == "classes" else None,
    )


def _reading(reading: Reading) -> TableReading:
    return TableReading(
        source_encoding=reading.encoding,
        separator=reading.separator,
        decimal=reading.decimal,
        thousands=reading.thousands,
        header=reading.header,
        how=reading.how,
        words=reading.words,
    )


def _question(question: Question) -> TableQuestion:
    choices = [TableChoice(text=choice.text, options=choice.options) for choice in question.choices]
    return TableQuestion(about=question.about, text=question.text, choices=choices)


def _fault(fault: CellFault) -> TableFault:
    return TableFault(
        pointer=_pointer(fault), row=fault.row, column=fault.column, line=fault.line, message=fault.message
    )


def _array(array: Any, request: TableOptions) -> Matrix | None:
    written: Any = None if array is None else write(array, request.encoding)
    result: Matrix | None = written
    return result
