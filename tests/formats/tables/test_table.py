"""Single tables: what people really have, and what only a person can know."""

import pytest

from app.formats.tables.faults import TableError, TableTooLarge
from tests.formats.tables.helpers import faults, read, rows

IRIS = (
    "5.0,3.3,1.4,0.2, Iris-setosa\r\n5.7,2.8,4.1,1.3, Iris-versicolor\r\n"
    "6.3,2.9,5.6,1.8, Iris-virginica\r\n5.1,3.5,1.4,0.2,Iris-setosa \r\n\r\n"
)
MPG = (
    "mpg,cylinders,displacement,horsepower,weight,acceleration,model year,origin,car name\n"
    "25.0,4,113.0,95.00,2228.,14.0,71,3,toyota corona\n"
    "25.0,4,98.00,?,2046.,19.0,71,1,ford pinto\n"
    "19.0,6,232.0,100.0,2634.,13.0,71,1,amc gremlin\n"
)


def test_decimal_commas_are_told() -> None:
    table = read("colx;coly;target\n10,20;4,5;1\n-0,5;2;0\n")
    assert rows(table) == [[10.2, 4.5, 1], [-0.5, 2, 0]]
    assert table.reading.words == (
        "Read with decimal commas, semicolons between the columns, a header: 2 examples of 2 inputs."
    )


def test_a_byte_order_mark_is_no_part_of_a_name() -> None:
    table = read("\ufeffx1,x2,class\n0.5,1.5,0\n-1,2,1\n".encode())
    assert [column.name for column in table.columns] == ["x1", "x2", "class"]
    assert table.reading.encoding == "UTF-8"


def test_blanks_around_a_class_are_none_of_its_name() -> None:
    table = read(IRIS.encode())
    assert table.classes == ["Iris-setosa", "Iris-versicolor", "Iris-virginica"]
    assert [row[-1] for row in rows(table)] == [0, 1, 2, 0]


def test_a_missing_cell_is_told_and_its_row_left_out_on_request() -> None:
    table = read(MPG)
    assert [fault.message for fault in table.faults] == [
        "row 2 (line 3), column horsepower: missing (?); expected a number"
    ]
    kept = read(MPG, faulty="leave_out")
    assert (len(rows(kept)), kept.faulty, kept.columns[6].name) == (2, [1], "model year")


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("1,2,3,4\n5.1,3.5,1.4,0\n4.9,3.0,1.4,1\n", None),
        ("0,1,2,3,4\n5,1,2,9,1\n4,4,1,0,0\n", None),
        ("400,410,420\n0.1,0.2,0.3\n0.3,0.2,0.5\n", None),
        ("year,2010,2011\n1,2.5,3.5\n2,4.5,5\n", None),
        ("5,3,1\n5.1,3.5,0\n4.9,3.2,1\n", None),
        ("1,2,3\n4,5,6\n7,8,9\n", False),
        ("1.0 2.0\n3.5 4.25\n", False),
        ("0,0,0\n0,1,1\n1,0,1\n1,1,0\n", False),
        ('"1","2"\n3,4\n5,6\n', True),
        ('"1","2"\n"3","4"\n"5","6"\n', False),
        ("a,b\n1,2\n", True),
        (",a,b\n0,1,2\n1,3,4\n", True),
        ("x,kind\n1,no\n2,yes\n", True),
        ("x,y\n,\n1,2\n", True),
    ],
)
def test_a_header_is_told_by_what_is_beneath_it_or_asked(text: str, header: bool | None) -> None:
    table = read(text)
    assert table.reading.header is header
    assert (table.inputs is None and not table.faults) is (header is None)
    assert [question.about for question in table.questions] == ["header"] * (header is None)


@pytest.mark.parametrize(
    ("text", "first", "doubtful"),
    [
        ("1,234;5,678\n2,345;1,222\n", 1.234, True),
        ("1.234;5.678\n2.345;1.222\n", 1.234, True),
        ('"1,234","5,678"\n"2,345","1,222"\n', 1234, True),
        ("1,234;5,67\n2,345;1,222\n", 1.234, False),
        ("1.234;5,678\n", 1.234, True),
        ("1.234.567;2\n1.234;3\n", 1234567, False),
        ("0,123;0,456\n", 0.123, False),
        ("1'234.5\t2\n", 1234.5, False),
        ("1\u00a0234,5;2\n2\u202f000,25;3\n", 1234.5, False),
        ("1,5 2,5\n3,5 4,5\n", 1.5, False),
        ("1 234,5;2\n2 000;3\n", 1234.5, False),
        ("0,5\t-1\n9\t8\n", 0.5, False),
        ("1e3,2.5E-1\n", 1000, False),
        (".5,1.\n", 0.5, False),
        ("\u22121,5;2\n", -1.5, False),
        ("1/2;3\n", 0.5, False),
    ],
)
def test_marks_belong_to_the_table(text: str, first: float, doubtful: bool) -> None:
    table = read(text)
    assert rows(table)[0][0] == first
    assert [question.about for question in table.questions] == ["marks"] * doubtful
    for question in table.questions:
        now, other = (rows(read(text, **choice.options))[0][0] for choice in question.choices)
        assert now == first != other


def test_what_contradicts_the_marks_is_refused_at_its_cell() -> None:
    table = read("a;b\n1,5;2\n1.5;3\n2,25;4\n")
    assert faults(table) == [(1, 0)]
    assert "decimal commas" in table.faults[0].message
    assert faults(read("a;b\n1.000,92;1\n1.00,5;0\n2.345,1;1\n")) == [(1, 0)]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("", "missing; expected a number"),
        ("?", "missing (?)"),
        ("-", "missing (-)"),
        ("nan", "finite number; got nan"),
        ("-Infinity", "finite number; got -Infinity"),
        ("1e999", "float64"),
        ("5 %", "write 0.05 for 5 %"),
        ("€4", "leave the currency out"),
        ("$1.50", "leave the currency out"),
        ("four", "expected a number; got four"),
        ("1_000", "expected a number"),
        ("0x10", "expected a number"),
        ("１２", "expected a number"),
        ("2020-01-02", "expected a number"),
        ("1/0", "expected a number"),
        ("x" * 100, "xxx…"),
    ],
)
def test_what_is_no_number_says_why(cell: str, words: str) -> None:
    table = read(f"x1;x2;y\n1.5;2;0\n2.5;{cell};1\n3.5;4;1\n")
    assert faults(table) == [(1, 1)]
    assert "column x2: " in table.faults[0].message
    assert words in table.faults[0].message


def test_rows_of_another_width_are_refused() -> None:
    assert faults(read("a,b,c\n1,2,0\n3,4\n5,6,1,9\n")) == [(1, 2), (2, 3)]
    assert faults(read("1 2 3\n4 5 6\n7 8\n")) == [(2, 2)]
    assert faults(read("1,2\n,\n3,4\n")) == [(1, 0)], "an empty row in the middle is no end"
    assert faults(read("1\t2\n\t\n3\t4\n")) == faults(read("1;2\n;\n3;4\n")) == [(1, 0)]
    assert faults(read("1|2\n |\n3|4\n")) == faults(read("[[1, 2], [], [3, 4]]")) == [(1, 0)]
    assert rows(read("1\t2\t\n\n3\t4\n\t\t\n\t\n")) == [[1, 2], [3, 4]]
    assert rows(read("1,2,,\n3,4,,\n,,,\n\n")) == [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    "text",
    [
        "[[1, 2], [3, 4]]",
        "A = [1 2; 3 4]",
        "array([[1., 2.],\n       [3., 4.]])",
        "torch.tensor([[1, 2], [3, 4]], dtype=torch.float64)",
        "Matrix([[1, Fraction(4, 2)], [6/2, 4]])",
        "A =\n\n   1   2\n   3   4\n",
        "sep=;\n1;2\n3;4\n",
        "# written by a script\n1 2\n3 4\n",
        "1|2\n3|4",
        "'1','2'\n'3','4'\n",
    ],
)
def test_forms_of_one_table(text: str) -> None:
    assert rows(read(text, header=False)) == [[1, 2], [3, 4]]


def test_more_cells_than_names_are_refused_and_none_is_lost() -> None:
    table = read("a,b\n1,5,1\n2,5,0\n")
    assert faults(table) == [(0, 2), (1, 2)]
    assert table.faults[0].message == (
        "row 1 (line 2), column 3: expected 2 cells, as in the header; got 3; if a decimal comma was taken for a "
        "separator, quote its number or set the columns off by semicolons"
    )
    assert "got 5" in read("a;b\n1;2;3;4;x\n5;6\n").faults[0].message


def test_a_table_of_markdown_has_no_rules() -> None:
    table = read(
        "| a | b | y |\n|---|:-:|--:|\n| 1,5 | 2 | no |\n| 3 | | yes |\n| -1 | 4 | yes |\n", faulty="leave_out"
    )
    assert [column.name for column in table.columns] == ["a", "b", "y"]
    assert rows(table) == [[1.5, 2, 0], [-1, 4, 1]]
    assert (faults(table), table.faults[0].line) == ([(1, 1)], 4)


def test_a_literal_may_have_names_of_classes() -> None:
    table = read("[[1.5, \"no way\"], [3, 'yes']]")
    assert (rows(table), table.classes) == ([[1.5, 0], [3, 1]], ["no way", "yes"])


@pytest.mark.parametrize("rule", [" ...,\n ", "..., ", "\n ...\n", "\u2026,"])
def test_rows_that_were_left_out_of_a_literal_are_not_lost_without_a_word(rule: str) -> None:
    with pytest.raises(TableError, match="rows are left out of the text"):
        read(f"[[1, 2],{rule}[5, 6]]")


def test_a_literal_has_two_dimensions_at_most() -> None:
    with pytest.raises(TableError, match="three or more dimensions"):
        read("[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]")


def test_quoted_cells_may_hold_separators_marks_and_lines() -> None:
    table = read('"a\nb","c, d","say ""x"""\n1,2,"no, never"\n3,4,"so ""so"""\n')
    assert [column.name for column in table.columns] == ["a b", "c, d", 'say "x"']
    assert table.classes == ["no, never", 'so "so"']
    assert faults(read('a,b\n1,"x\ny"\n,2\n3,4\n5,6\n'))[-1] == (1, 0)
    assert "line 4" in read('a,b\n1,"2\n "\n,2\n3,4\n').faults[-1].message


def test_names_are_one_of_a_kind() -> None:
    table = read("x,x,,x,kind\n1,2,3,4,A\n5,6,7,8,a\n")
    assert [column.name for column in table.columns] == ["x", "x (2)", None, "x (3)", "kind"]
    assert any("A and a differ only by case" in note for note in table.notes)
    assert any("called x" in note for note in table.notes)


def test_the_rows_names_of_r_are_left_out() -> None:
    table = read('"a" "b"\n"1" 2.5 0\n"2" 4.5 1\n')
    assert rows(table) == [[2.5, 0], [4.5, 1]]
    assert [column.role for column in table.columns] == ["ignored", "input", "target"]


def test_classes_are_told_from_numbers() -> None:
    assert read("x,y\n1,+\n2,-\n3,+\n").classes == ["+", "-"]
    mixed = read("x,y\n1,no\n2,yes\n3,7\n")
    assert faults(mixed) == [(2, 1)]
    assert "the number 7" in mixed.faults[0].message
    assert read("x,y\n1,no\n2,yes\n3,7\n", target_kind="classes").classes == ["no", "yes", "7"]
    assert read("x,y\n1,10\n2,9\n3,10\n", target_kind="classes").classes == ["9", "10"]
    assert faults(read("x,y\n1,no\n2,\n3,yes\n")) == [(1, 1)]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "latin-1"])
def test_bytes_in_other_encodings(encoding: str) -> None:
    table = read("größe;fläche\n1\u00a0234,5;0\n2,25;1\n".encode(encoding))
    assert [column.name for column in table.columns] == ["größe", "fläche"]
    assert rows(table) == [[1234.5, 0], [2.25, 1]]


def test_a_dash_of_windows_is_a_minus_sign() -> None:
    assert rows(read(b"a;b\n\x961,5;0\n2\xa0345,5;1\n")) == [[-1.5, 0], [2345.5, 1]]


@pytest.mark.parametrize("source", [b"\x89PNG\0\0", "", " \n ", "a,b\n", 'a,"b\n1,2\n', "1,2\0"])
def test_what_is_no_table_says_so(source: str | bytes) -> None:
    with pytest.raises(TableError):
        read(source)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("1,2\n" * 1001, "rows"),
        ("1," * 101, "columns"),
        ("1 2 " * 51, "columns"),
        ("[" + "1 " * 101 + "]", "columns"),
    ],
)
def test_a_table_is_held_to_its_limits(text: str, what: str) -> None:
    with pytest.raises(TableTooLarge) as caught:
        read(text)
    assert caught.value.what == what


def test_options_that_do_not_fit_the_table_are_refused() -> None:
    for options in ({"targets": [5]}, {"targets": [0], "ignore": [0]}, {"targets": [0, 1]}, {"encoding": "rot13"}):
        with pytest.raises(TableError):
            read(b"1,2\n3,4\n", **options)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("9007199254740993", "Row 2 (line 3), column x: 9007199254740993 is read as 9007199254740992"),
        ("-9007199254740993.0", "is read as -9007199254740992"),
        ("9'007'199'254'740'993", "is read as 9007199254740992"),
        ("1e-400", "1e-400 is read as 0, since float64 holds nothing so small"),
        ("-0.00001e-400", "is read as 0"),
    ],
)
def test_what_float64_does_not_keep_is_told(cell: str, words: str) -> None:
    (note,) = read(f"x;y\n1.5;2\n{cell};3\n").notes
    assert words in note


@pytest.mark.parametrize(
    "cell", ["9007199254740992", "1e300", "0", "0.000", "0e5", "0.1234567890123456789", "1e-300"]
)
def test_ordinary_rounding_is_not_told(cell: str) -> None:
    assert read(f"x;y\n1.5;2\n{cell};3\n").notes == []


def test_of_much_that_is_lost_the_first_are_told_and_the_others_counted() -> None:
    notes = read("x,y\n" + "1e-400,1\n" * 10).notes
    assert (len(notes), notes[-1]) == (4, "So 7 more cells say more than float64 keeps.")
