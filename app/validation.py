"""Pydantic's complaints in this project's words: where, what was expected, what came; never a copy of the body."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .engine.names import did_you_mean, exactly
from .errors import MAX_FIELD_ERRORS, FieldError, InvalidRequest, summarise
from .fields import CHOICES, FIELDS

LONGEST_ECHO = 40
LONGEST_NAME = 100
Location = tuple[str | int, ...]
NAME = "@name"
"""The tag of a name that may also be given as an object, with more in it."""
STOPPED = "stopped"
"""Set in the context of an error after which no more were looked for."""

NUMERAL = re.compile(r"[+-]?(?:[0-9]{1,400}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,9})?")
HELD = "a number that float64 holds, at most about 1.8e308"

EXPECTED = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "dict_type": "an object",
    "finite_number": "a finite number",
    "float_type": "a number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a smaller whole number",
    "int_type": "a whole number",
    "list_type": "a list",
    "model_attributes_type": "an object",
    "model_type": "an object",
    "none_required": "null",
    "string_type": "a text",
    "tuple_type": "a list",
}
"""What was expected, by pydantic's name of the error, where that name alone tells it."""

BOUNDED: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "greater_than": lambda context: bounded("above", context["gt"]),
    "greater_than_equal": lambda context: bounded("of at least", context["ge"]),
    "less_than": lambda context: bounded("below", context["lt"]),
    "less_than_equal": lambda context: bounded("of at most", context["le"]),
    "literal_error": lambda context: str(context["expected"]).replace("'", '"'),
    "string_too_long": lambda context: f"a text of at most {counted(context['max_length'])}",
    "string_too_short": lambda context: f"a text of at least {counted(context['min_length'])}",
    "too_long": lambda context: f"at most {count(context['max_length'], 'entry', 'entries')}",
    "too_short": lambda context: f"at least {count(context['min_length'], 'entry', 'entries')}",
}
"""What was expected where that takes a bound or the choices."""


def invalid_request(
    error: ValidationError,
    model: type[BaseModel] | None = None,
    called: Callable[[list[FieldError]], list[FieldError]] = lambda errors: errors,
) -> InvalidRequest:
    """The problem that tells a failed validation; with the model, unknown fields are told the known ones.

    `called` says more of the errors, such as the names of their columns.
    """
    found = error.errors(include_url=False)
    errors = called(_told(found, model))
    stopped = any(item.get("ctx", {}).get(STOPPED) for item in found)
    return InvalidRequest(errors, summarise(errors, len(found), at_least=stopped))


def errors_from_pydantic(error: ValidationError, model: type[BaseModel] | None = None) -> list[FieldError]:
    """The first `MAX_FIELD_ERRORS` errors, each with its JSON pointer and a message in plain words."""
    return _told(error.errors(include_url=False), model)


def _told(found: Sequence[ErrorDetails], model: type[BaseModel] | None) -> list[FieldError]:
    return [FieldError(pointer(item["loc"]), message(dict(item), model)) for item in found[:MAX_FIELD_ERRORS]]


def pointer(location: Location) -> str:
    """The RFC 6901 pointer of a location. Parts that begin with @ choose between forms and are dropped."""
    parts = (cut(str(part), LONGEST_NAME) for part in location if not is_tag(part))
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def message(item: Mapping[str, Any], model: type[BaseModel] | None) -> str:
    """What was expected and what came, for one of pydantic's errors."""
    kind, context, value = item["type"], item.get("ctx", {}), item.get("input")
    if kind == "missing":
        return "expected this field; it is missing"
    if kind == "extra_forbidden":
        return unknown_field(item["loc"], model)
    if kind == "json_invalid":
        return f"expected JSON; {str(context['error']).replace('recursion limit exceeded', 'nested too deeply')}"
    if kind == "value_error":
        return str(context["error"])
    if kind == "string_type" and item["loc"][-1:] == (NAME,):
        return f"expected a text or an object; got {described(value)}"
    if kind == "float_type" and isinstance(value, str) and is_beyond_float(value):
        return f"expected {HELD}; got {described(value)}"
    if kind in EXPECTED:
        return f"expected {EXPECTED[kind]}; got {described(value)}"
    if kind == "literal_error" and isinstance(value, str):
        return unknown_choice(value, str(context["expected"]))
    if kind in BOUNDED:
        return f"expected {BOUNDED[kind](context)}; got {described(value)}"
    text = str(item["msg"])
    if text.startswith("Input should be "):
        expected = text.removeprefix("Input should be ").replace("'", '"')
        return f"expected {expected}; got {described(value)}"
    return text


def bounded(relation: str, bound: int | float) -> str:
    """A number beyond a bound; the bound of a whole number is one itself."""
    return (
        f"a whole number {relation} {bound}" if isinstance(bound, int) else f"a number {relation} {exactly(bound)}"
    )


def counted(characters: int) -> str:
    """A length in words."""
    return count(characters, "character", "characters")


def unknown_choice(value: str, expected: str) -> str:
    """The message for a text that is none of those to choose from, in pydantic's form: 'a', 'b' or 'c'."""
    choices = [choice.strip("'") for choice in re.findall("'[^']*'", expected)]
    listed_choices = expected.replace("'", '"')
    return f"expected {listed_choices}; got {described(value)}{did_you_mean(value, choices, CHOICES)}"


def unknown_field(location: Location, model: type[BaseModel] | None) -> str:
    """The message for a field that does not exist, with the nearest that does."""
    known = fields_at(model, location[:-1])
    if not known:
        return "unknown field; leave it out"
    return f"unknown field; expected {listed(known)}{did_you_mean(str(location[-1]), known, FIELDS)}"


def listed(names: Sequence[str]) -> str:
    """Names to choose from, at least one: "a, b or c"."""
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def fields_at(model: type[BaseModel] | None, location: Location) -> list[str]:
    """The names of the fields of the object at a location; empty where that cannot be told."""
    annotation: Any = model
    for part in location:
        if not is_tag(part):
            annotation = next(below(annotation, part), None)
    models = [form for form in forms(annotation) if is_model(form)]
    return [name for form in models[:1] for name in form.model_fields]


def below(annotation: Any, part: str | int) -> Iterator[Any]:
    """The annotations of what may stand in a field or, by a number, in a list."""
    for form in forms(annotation):
        if isinstance(part, int) and get_origin(form) is list:
            yield get_args(form)[0]
        elif is_model(form) and part in form.model_fields:
            yield form.model_fields[part].annotation


def forms(annotation: Any) -> Iterator[Any]:
    """The plain types behind Annotated, Optional and unions."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from forms(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for choice in get_args(annotation):
            yield from forms(choice)
    else:
        yield annotation


def is_model(form: Any) -> bool:
    """Whether a type is a pydantic model."""
    return isinstance(form, type) and issubclass(form, BaseModel)


def is_tag(part: str | int) -> bool:
    """Whether a part of a location chooses between forms and is no name in the request."""
    return isinstance(part, str) and part.startswith("@")


def described(value: Any) -> str:
    """What came, in words: its type and, if it is short, its value."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return f'the text "{value}"' if len(value) <= LONGEST_ECHO else f"a text of {len(value)} characters"
    if isinstance(value, int):
        return str(value).replace("-", "−") if abs(value) < 10**LONGEST_ECHO else "a very large whole number"
    if isinstance(value, float):
        return "NaN" if math.isnan(value) else exactly(value).replace("∞", "infinity")
    if isinstance(value, list | tuple):
        return f"a list of {count(len(value), 'entry', 'entries')}"
    return "an object" if isinstance(value, dict) else "something else"


def is_beyond_float(text: str) -> bool:
    """Whether a text is a number too large for float64."""
    return NUMERAL.fullmatch(text) is not None and math.isinf(float(text))


def number_fault(value: Any) -> str | None:
    """What is wrong with a value that must be a finite number, and may be anything that JSON can say."""
    if isinstance(value, str) and is_beyond_float(value):
        return f"expected {HELD}; got {described(value)}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"expected {EXPECTED['float_type']}; got {described(value)}"
    try:
        finite = math.isfinite(value)
    except OverflowError:
        finite = False
    return None if finite else f"expected {EXPECTED['finite_number']}; got {described(value)}"


def outside(one: str, first: int, last: int, got: int) -> str:
    """The message for a number out of its range, where `one` is "a layer": expected a layer from 1 to 2; got 3."""
    if first == last:
        return f"expected {one.split()[-1]} {first}, the only one; got {got}"
    return f"expected {one} from {first} to {last}; got {got}"


def count(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"


def cut(text: str, longest: int) -> str:
    """A text shortened to a length, with a mark where it was."""
    return text if len(text) <= longest else f"{text[:longest]}…"
