"""Bytes are letters in whatever way the program that wrote them meant."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree.tables.encoding import encoding_of

CHINESE = "sku,title\nA,夏日特卖\nB,春季新品上市\n"
Open = Callable[..., object]


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("utf-8", CHINESE),
        ("utf-8-sig", CHINESE),
        ("utf-16", CHINESE),
        ("utf-16-le", CHINESE),
        ("utf-16-be", CHINESE),
        ("utf-32", CHINESE),
        ("gb18030", CHINESE),
        ("big5", "sku,title\nA,夏日特賣\nB,新品上市\n"),
        ("cp1252", "sku,title\nA,Größe für Männer\n"),
        ("cp932", "sku,title\nA,サマーセール\n"),
    ],
)
def test_letters_come_back(table: Open, codec: str, text: str) -> None:
    """With a mark or without, Unicode or what a country's Excel writes."""
    rows = [row.cells["title"] for row in table("rows.csv", text.encode(codec)).rows()]  # type: ignore[attr-defined]
    assert [line.split(",")[1] for line in text.splitlines()[1:]] == rows


def test_a_guess_is_told(tmp_path: Path) -> None:
    """Who reads a table as GBK says so; UTF-8 is not worth a word."""
    (tmp_path / "a.csv").write_bytes(CHINESE.encode("gb18030"))
    assert "simplified Chinese (GBK)" == encoding_of(tmp_path / "a.csv", "a.csv").called
    (tmp_path / "b.csv").write_bytes(CHINESE.encode())
    assert "" == encoding_of(tmp_path / "b.csv", "b.csv").called


def test_utf_8_that_breaks_is_told_with_its_line(refused: Callable[..., str]) -> None:
    """One cell of another encoding makes no other encoding of the rest: nobody's letters are guessed away."""
    told = refused("rows.csv", "sku,title\nA,ok\nB,Größe\n".encode() + b"C,\xff\xfe\n")
    assert told.startswith("rows.csv:4: line 4 is not UTF-8")
