"""Bytes in encodings of one and two bytes: the usual one, unless the text speaks for another."""

import pytest

from app.formats.tables.faults import TableError
from app.formats.tables.text.encoding import decode


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("año;señal;Ñame\n1,5;2,5;niño", "latin-1"),
        ("tête;fenêtre;être\n1;2;garçon\n", "latin-1"),
        ("blå;rød;klasse\n1;2;grønn", "latin-1"),
        ("größe;fläche\n1;2", "latin-1"),
        ("größe;año;tête\n1;2;3", "latin-1"),
        ("coração;ações\n1;2", "latin-1"),
        ("m²;cm³;x\n1;2;µ", "latin-1"),
        ("œuvre;c€\n1;2", "cp1252"),
        ("zażółć;gęślą;jaźń\n1;2;błąd\n3;4;źle", "cp1250"),
        ("příliš;žluťoučký;kůň\n1;2;ďas", "cp1250"),
        ("řada;číslo\n1;2", "cp1250"),
        ("idő;nő\n1;2", "cp1250"),
        ("şehir;değer;sınıf\n1;2;kırmızı", "cp1254"),
        ("имя;класс\n1;красный\n2;синий", "cp1251"),
        ("颜色;类别\n1;红色\n2;蓝色", "gbk"),
        ("长度,宽度,种类\n1,2,山鸢尾", "gbk"),
        ("類別;數值\n1;紅色\n2;藍色", "big5"),
        ("名前;値\n1;赤\n2;青", "cp932"),
    ],
)
def test_unmarked_bytes_are_read_as_they_were_written(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "utf-16", "windows-1252", "cp1252", "klingon"])
def test_an_encoding_that_fails_is_not_what_to_try(encoding: str) -> None:
    with pytest.raises(TableError) as caught:
        decode(b"\x81\xff,1\n2\xe4", encoding)
    assert caught.value.option == "encoding"
    advice = str(caught.value).partition("try ")[2]
    assert advice
    assert {"utf8": "utf-8", "cp1252": "windows-1252"}.get(encoding.lower(), encoding) not in advice
