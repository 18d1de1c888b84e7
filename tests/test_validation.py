"""Where and in which words a failed validation is told."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Discriminator, Field, FiniteFloat, Tag, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from app.errors import MAX_FIELD_ERRORS
from app.validation import described, errors_from_pydantic, fields_at, invalid_request, pointer


class Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class Inner(Strict):
    name: str = Field("a", min_length=1, max_length=3)
    scale: FiniteFloat = 1.0

    @field_validator("name")
    @classmethod
    def known(cls, name: str) -> str:
        if name == "bad":
            raise ValueError("expected a good name; got a bad one")
        if name == "odd":
            raise PydanticCustomError("odd", "{message}", {"message": "expected an even name"})
        return name


Choice = Annotated[
    Annotated[str, Tag("@name")] | Annotated[Inner, Tag("@object")],
    Discriminator(lambda value: "@object" if isinstance(value, dict) else "@name"),
]


class Outer(Strict):
    choice: Choice = "x"
    inners: list[Inner] = Field([], max_length=2)
    pair: tuple[int, int] | None = None
    count: Annotated[int, Field(ge=1, le=9)] = 1
    above: Annotated[float, Field(gt=0, lt=1)] = 0.5
    flag: bool = False
    kind: Literal["mean", "sum"] = "mean"
    some: Annotated[list[int], Field(min_length=1)] = [1]
    needed: int


def failure(value: Any) -> ValidationError:
    """The error of validating a value as JSON-like data."""
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate(value)
    return caught.value


KNOWN = "choice, inners, pair, count, above, flag, kind, some or needed"


@pytest.mark.parametrize(
    ("value", "where", "what"),
    [
        ({"needed": "x"}, "/needed", 'expected a whole number; got the text "x"'),
        ({"needed": True}, "/needed", "expected a whole number; got true"),
        ({"needed": 1.5}, "/needed", "expected a whole number; got 1.5"),
        ({"needed": None}, "/needed", "expected a whole number; got null"),
        ({}, "/needed", "expected this field; it is missing"),
        ({"count": 0}, "/count", "expected a whole number of at least 1; got 0"),
        ({"count": 10}, "/count", "expected a whole number of at most 9; got 10"),
        ({"above": 0.0}, "/above", "expected a number above 0; got 0"),
        ({"above": 1.0}, "/above", "expected a number below 1; got 1"),
        ({"above": []}, "/above", "expected a number; got a list of 0 entries"),
        ({"flag": 1}, "/flag", "expected true or false; got 1"),
        ({"kind": "avg"}, "/kind", 'expected "mean" or "sum"; got the text "avg"'),
        ({"some": []}, "/some", "expected at least 1 entry; got a list of 0 entries"),
        ({"some": {}}, "/some", "expected a list; got an object"),
        ({"inners": [{}] * 3}, "/inners", "expected at most 2 entries; got a list of 3 entries"),
        ({"inners": [{"scale": float("inf")}]}, "/inners/0/scale", "expected a finite number; got infinity"),
        ({"inners": [{}, {"scale": float("nan")}]}, "/inners/1/scale", "expected a finite number; got NaN"),
        ({"inners": [{"name": "bad"}]}, "/inners/0/name", "expected a good name; got a bad one"),
        ({"inners": [{"name": "odd"}]}, "/inners/0/name", "expected an even name"),
        ({"inners": [{"name": ""}]}, "/inners/0/name", 'expected a text of at least 1 character; got the text ""'),
        ({"inners": [[]]}, "/inners/0", "expected an object; got a list of 0 entries"),
        (
            {"choice": {"name": "x" * 50}},
            "/choice/name",
            "expected a text of at most 3 characters; got a text of 50 characters",
        ),
        ({"choice": 5}, "/choice", "expected a text or an object; got 5"),
        ({"choice": {"name": 5}}, "/choice/name", "expected a text; got 5"),
        ({"pair": (1, 2, 3)}, "/pair", "expected at most 2 entries; got a list of 3 entries"),
        ({"cuont": 1}, "/cuont", f'unknown field; expected {KNOWN}; did you mean "count"?'),
        ({"choice": {"q": 1}}, "/choice/q", "unknown field; expected name or scale"),
        (
            {"inners": [{"scal": 1}]},
            "/inners/0/scal",
            'unknown field; expected name or scale; did you mean "scale"?',
        ),
        ({"a/b~c": 1}, "/a~1b~0c", f"unknown field; expected {KNOWN}"),
    ],
)
def test_where_and_what(value: dict[str, Any], where: str, what: str) -> None:
    if value and "needed" not in value:
        value = {**value, "needed": 1}
    [error] = errors_from_pydantic(failure(value), Outer)
    assert (error.pointer, error.message) == (where, what)


def test_the_whole_and_without_a_model() -> None:
    [error] = errors_from_pydantic(failure([]))
    assert (error.pointer, error.message) == ("", "expected an object; got a list of 0 entries")
    [error] = errors_from_pydantic(failure({"needed": 1, "x": 2}))
    assert error.message == "unknown field; leave it out"


def test_at_most_twenty_of_many_and_the_rest_is_counted() -> None:
    problem = invalid_request(failure({"needed": 1, **{f"x{index}": 0 for index in range(1000)}}), Outer)
    assert len(problem.errors) == MAX_FIELD_ERRORS
    assert problem.detail.endswith("(and 999 more errors)")


def test_long_names_are_cut() -> None:
    problem = invalid_request(failure({"needed": 1, "x" * 100_000: 0}), Outer)
    assert len(problem.errors[0].pointer) < 120
    assert len(problem.detail) < 400


def test_an_error_without_words_here_keeps_pydantics() -> None:
    class Odd(BaseModel):
        even: Annotated[int, Field(multiple_of=2)]
        name: Annotated[str, Field(pattern="^a")]

    with pytest.raises(ValidationError) as caught:
        Odd.model_validate({"even": 3, "name": "b"})
    even, name = errors_from_pydantic(caught.value)
    assert even.message == "expected a multiple of 2; got 3"
    assert name.message == "String should match pattern '^a'"


def test_pointers() -> None:
    assert pointer(()) == ""
    assert pointer(("a", 0, "@tag", "b/~")) == "/a/0/b~1~0"


def test_fields_at_a_place_that_cannot_be_told() -> None:
    assert fields_at(None, ("a",)) == []
    assert fields_at(Outer, ("count",)) == []
    assert fields_at(Outer, ("nothing", 0)) == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (False, "false"),
        (10**39, "1" + "0" * 39),
        (10**5000, "a very large whole number"),
        (-(10**5000), "a very large whole number"),
        (float("-inf"), "−infinity"),
        ([1], "a list of 1 entry"),
        (object(), "something else"),
    ],
    ids=["false", "long", "huge", "huge-negative", "infinite", "list", "other"],
)
def test_what_came_in_words(value: object, words: str) -> None:
    assert described(value) == words
