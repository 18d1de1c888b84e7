"""Lines with one comma each: two columns, or one with decimal commas; told, asked, and settled by who knows."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.tables.helpers import faults, read, rows


@pytest.mark.parametrize("text", ["1,5\n2,6\n3,75", "1,50\n2,25", "-1,5\n2,5", "1.234,5\n2.345,25", "1,5\nNA\n2,5"])
def test_two_columns_or_one_is_asked_with_both_readings(text: str) -> None:
    (question,) = read(text, faulty="leave_out").questions
    assert question.about == "separator"
    two, one = (read(text, faulty="leave_out", **choice.options) for choice in question.choices)
    assert "separator" not in [question.about for table in (two, one) for question in table.questions]
    assert (len(two.columns), len(one.columns)) == (2, 1)
    numbers = [line.replace(".", "").replace(",", ".") for line in text.splitlines() if line != "NA"]
    assert rows(one) == [[float(number)] for number in numbers]


def test_what_it_is_read_as_is_told() -> None:
    table = read("1,5\n2,6\n3,75")
    assert rows(table) == [[1, 5], [2, 6], [3, 75]]
    assert table.questions[0].text == (
        "1,5 may be two cells, 1 and 5, or one number, 1.5; the table does not tell. It is read as two columns."
    )
    table = read("1,05\n2,6")
    assert rows(table) == [[1.05], [2.6]]
    assert table.questions[0].text.endswith("It is read as 1.05.")
    assert [choice.text for choice in read("1,234\n2,345").questions[0].choices] == [
        "two columns",
        "it is 1.234",
        "it is 1234",
    ]


@pytest.mark.parametrize("text", ["1,5\n2,6\n3,75", "1,0\n0,1", "1,5\n2\n3,75"])
def test_a_decimal_comma_that_is_sent_along_is_honoured(text: str) -> None:
    table = read(text, decimal=",")
    assert rows(table) == [[float(line.replace(",", "."))] for line in text.splitlines()]
    assert (table.reading.separator, table.questions) == ("", [])


@pytest.mark.parametrize("head", ["x", "Wert", "Preis in EUR", '"x"', "größe"])
def test_a_header_of_one_name_makes_one_column(head: str) -> None:
    table = read(f"{head}\n1,5\n2\n-3,75\n")
    assert rows(table) == [[1.5], [2], [-3.75]]
    assert [column.name for column in table.columns] == [head.strip('"')]
    assert table.reading.words == "Read with decimal commas, a header: 3 examples of 1 input."


@pytest.mark.parametrize(
    "text", ["a,b\n1,5\n2,6", "1,0\n2,1\n3,0", "1.5,2\n3,4", "1,a\n2,b", "1,2,3\n4,5,6", "1;2\n3;4", "1 2\n3 4"]
)
def test_other_tables_are_asked_nothing_about_commas(text: str) -> None:
    assert read(text).questions == []


def test_a_column_of_uneven_lines_is_refused_with_what_to_do() -> None:
    table = read("1,5\n2\n3,75\n4")
    assert faults(table) == [(1, 1), (3, 1)]
    assert 'separator ""' in table.faults[0].message
    assert 'separator ""' not in table.faults[1].message


@settings(max_examples=100, deadline=None)
@given(st.lists(st.decimals(-9999, 9999, places=3), min_size=1, max_size=6), st.booleans())
def test_one_column_with_decimal_commas_comes_in(numbers: list[Decimal], named: bool) -> None:
    text = "\n".join([*(["Wert"] if named else []), *(f"{number}".replace(".", ",") for number in numbers)])
    table = read(text, **({} if named else {"decimal": ","}))
    assert rows(table) == [[float(number)] for number in numbers]
