"""A first row of numbers: asked about where something speaks for a header, and only there."""

from random import Random

import pytest

from tests.formats.tables.helpers import read, rows


@pytest.mark.parametrize(
    "text",
    [
        "2019;2020;2021;Klasse\n12;13;14;rot\n15;16;17;blau\n12;19;11;rot",
        "2019;2020;2021;Klasse\n12,5;13;14;rot\n15;16,5;17;blau\n12;19;11;rot",
        "2019;2020;2021;2022;class\n1;2;3;4;a\n2;3;1;5;b",
        "2019;class\n12;a\n14;b\n13;a",
        "1,2,3,species\n5,4,1,a\n3,8,2,b",
        "0,1,y\n5,3,a\n4,2,b\n3,3,a\n4,1,b",
        "5;3;species\n5,1;3,5;setosa\n4,9;3,1;virginica",
        "5;species\n5,1;setosa\n4,9;virginica",
        "10;20;y\n1;2;3\n4;5;6",
    ],
)
def test_numbers_beside_the_name_of_a_class_column_are_asked_about(text: str) -> None:
    assert read(text).reading.header is None


@pytest.mark.parametrize(
    "text",
    [
        "2019;2020;2021\n120;130;140\n150;160;170\n155;166;177",
        "2019;2020;2021\n120;130;140",
        "2021;2020\n12;13\n14;11",
        "2019\n120\n130\n140",
        ";2019;2020\n1;120;130\n2;140;150",
        "100;200;300\n1;2;0\n2;3;1",
        "400;410;425\n3;5;2\n7;1;4",
        "1;2;3\n12;15;9\n14;11;8",
        "0,5;1,0;1,5\n120;130;140\n150;160;170",
        "3;4;5\n0;1;1\n1;0;0\n0;0;1\n1;1;0",
    ],
)
def test_years_and_numbers_set_apart_from_what_is_beneath_are_asked_about(text: str) -> None:
    assert read(text).reading.header is None


@pytest.mark.parametrize(
    "text",
    [
        "5.1,3.5,1.4,0.2,setosa\n4.9,3.0,1.4,0.2,setosa\n6,3,2,1,virginica",
        "5,3,setosa\n5.1,3.5,setosa\n4.9,3.1,virginica",
        "1,2,3,a\n4,5,6,b\n7,8,9,a",
        "1,2,cat\n3,4,dog\n5,6,bird",
        "0;1\n10;12\n20;25",
        "1;2;3\n2;3;5\n3;1;4",
        "0,1,1\n1,0,1\n1,1,0\n0,0,0",
        "1;0\n0;1\n0;1",
        "2019;2020;2021\n2018;2019;2020\n2001;2002;2005",
        "1000\n2\n3",
        "0.25;0.5;a\n10.25;10.5;b",
    ],
)
def test_ordinary_first_rows_are_examples(text: str) -> None:
    table = read(text)
    assert (table.reading.header, table.questions) == (False, [])
    assert len(rows(table)) == len(text.splitlines())


def test_random_tables_are_asked_nothing() -> None:
    random = Random(2)
    for place in range(600):
        width, height = random.randint(1, 5), random.randint(3, 9)
        table = [[_number(place % 3, random) for _ in range(width)] for _ in range(height)]
        if place % 2:
            table = [[*row, random.choice(("red", "blue"))] for row in table]
        text = "\n".join(";".join(row) for row in table)
        assert read(text).reading.header is False, text


def _number(kind: int, random: Random) -> str:
    """A whole number, a bit, or a number with decimals."""
    return (str(random.randrange(1000)), str(random.randrange(2)), f"{random.gauss(0, 1):.2f}")[kind]
