"""POST /api/v1/tables: a text or a file, read as a table of numbers and classes."""

import re
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError

from ...errors import InvalidRequest
from ...formats.tables.text.encoding import has_mark
from ...settings import Settings
from ...validation import invalid_request
from ...wire.examples import TABLE_EXAMPLES
from ...wire.problem import PROBLEM_RESPONSES
from ...wire.tables.tables import TableAnswer, TableOptions, TableRequest, read, source_of
from ..http.body import ANY_FILE, is_raw, read_body
from ..http.computing import SMALL, Work, body_of, compute, json_response
from ..http.deps import compute_of

router = APIRouter(tags=["tables"])

OPERATIONS = 50
"""For each character or byte of a table, as an estimate."""

LISTS = ("targets", "ignore")
WHOLE = re.compile("-?[0-9]{1,18}")


def table_body() -> dict[str, Any]:
    """The body as JSON, or the file as it is with the options as parameters of the address."""
    described = body_of(TableRequest, TABLE_EXAMPLES)
    # text/csv and its like are taken too; generators of clients give up on a type that they do not know.
    described["requestBody"]["content"][ANY_FILE] = {"schema": {"type": "string", "format": "binary"}}
    return {**described, "parameters": [_parameter(name) for name in TableOptions.model_fields]}


def _parameter(name: str) -> dict[str, Any]:
    """An option as a parameter of the address."""
    schema = {"type": "array", "items": {"type": "integer", "minimum": 0}} if name in LISTS else {"type": "string"}
    about = TableOptions.model_fields[name].description
    return {
        "name": name,
        "in": "query",
        "required": False,
        "schema": schema,
        "description": f"{about} (beside a file that is sent as it is)",
    }


@router.post(
    "/tables",
    summary="A text or a file, read as a table",
    response_model=None,
    responses={200: {"model": TableAnswer}, **PROBLEM_RESPONSES},
    openapi_extra=table_body(),
)
async def post_tables(request: Request) -> Response:
    """Numbers and classes out of what people paste and keep in files: CSV with any separator, with decimal points
    or commas and marks between thousands, columns set off by blanks, literals of NumPy, Python, JSON and MATLAB.
    The marks, the separator and the header are judged once for all cells, told in `reading`, and can be set. A file
    may also be sent as it is, as text/csv, text/plain or application/octet-stream, with the options in the address;
    a charset of its Content-Type is its encoding, unless a byte order mark or `source_encoding` says otherwise.

    A missing cell is never filled in. A cell that cannot be read is refused with the pointer
    `/rows/{row}/{column}`, both from 0, the header not counted; the message has the column's name. Where a single
    mark could be either, as in 1,234 alone, it is the decimal mark (beside commas between the columns, a quoted one
    is a thousands mark), and a question says so, as it does where lines such as 1,5 could be two columns or one.
    Where only a person can know whether the first row is a header, that is a question too, and nothing is read
    until `header` answers it. Names of classes are numbered in order of appearance."""
    if not is_raw(request):
        if request.query_params:
            raise InvalidRequest.at("", "expected the options beside the text, in the body; got a query")
        return await compute(request, TableRequest, prepare)
    settings: Settings = request.app.state.settings
    options = options_of(request)
    body = await read_body(request, settings)
    declared = charset_of(request)
    if declared is not None and options.source_encoding is None and not has_mark(body):
        options = options.model_copy(update={"source_encoding": declared})
    work = work_on(body, options, settings, "")
    return work.run() if work.flops < SMALL else await compute_of(request).run(work.run)


def prepare(request: TableRequest, settings: Settings) -> Work:
    """The work that a request asks for. Raises what `source_of` raises."""
    pointer = "/text" if request.bytes is None else "/bytes"
    return work_on(source_of(request), request, settings, pointer)


def work_on(source: str | bytes, options: TableOptions, settings: Settings, pointer: str) -> Work:
    """The reading of a table, whose cost goes by its length."""
    return Work(OPERATIONS * len(source), lambda: json_response(read(source, options, settings, pointer)))


def _entries(value: str) -> list[int | str]:
    """The entries of a list in the address, with or without brackets: 0,2 or [0,2], and [] for none."""
    bare = value[1:-1] if value.startswith("[") and value.endswith("]") else value
    parts = (part.strip() for part in bare.split(","))
    return [int(part) if WHOLE.fullmatch(part) else part for part in parts if part]


def charset_of(request: Request) -> str | None:
    """The encoding that the Content-Type declares."""
    for parameter in request.headers.get("content-type", "").split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip(" \"'"):
            return value.strip(" \"'")[:40]
    return None


def options_of(request: Request) -> TableOptions:
    """The options in the address. Raises InvalidRequest for what is none, or comes twice."""
    given: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if name in LISTS and value == "":
            continue
        if name in LISTS:
            given[name] = [*given.get(name, ()), *_entries(value)]
        elif name in given:
            raise InvalidRequest.at("", f"expected the parameter {name[:40]} once; got it twice")
        else:
            given[name] = {"true": True, "false": False}.get(value, value) if name == "header" else value
    try:
        return TableOptions.model_validate(given)
    except ValidationError as error:
        raise invalid_request(error, TableOptions) from None
