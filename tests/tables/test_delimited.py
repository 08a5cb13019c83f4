"""CSV as programs write it: separators, quotes, line ends, and what is wrong with its place."""

from collections.abc import Callable

import pytest

Cells = Callable[..., list[dict[str, object]]]
Refused = Callable[..., str]


@pytest.mark.parametrize(
    "text",
    [
        "a,b\nx,1 2\n",
        "a;b\nx;1 2\n",
        "a\tb\nx\t1 2\n",
        "a|b\nx|1 2\n",
        "a,b\r\nx,1 2\r\n",
        "a,b\rx,1 2\r",
        "a,b\nx,1 2",
        "sep=;\na;b\nx;1 2\n",
        '"a","b"\n"x","1 2"\n',
        'a, b\nx, "1 2"\n',
        "a,b,\nx,1 2,\n\n,,\n",
        "\ufeffa,b\nx,1 2\n",
    ],
)
def test_any_dialect(cells: Cells, text: str) -> None:
    """The sign between cells, quotes, line ends, empty lines and columns: each program has its own."""
    assert [{"a": "x", "b": "1 2"}] == cells("rows.csv", text)


def test_quotes_hold_anything(cells: Cells) -> None:
    """Separators, quotes (doubled, or after a backslash) and line ends are the cell's own."""
    assert [{"a": 'x,"y"\nz', "b": "1"}] == cells("rows.csv", 'a,b\n"x,""y""\nz",1\n')
    assert [{"a": 'x "y"', "b": "2"}] == cells("rows.csv", 'a,b\n"x \\"y\\"",2\n')
    assert [{"a": "1,5", "b": "x"}] == cells("rows.csv", "a;b\n1,5;x\n")


def test_tabs_alone_part_a_tsv(cells: Cells) -> None:
    """Its commas are text."""
    assert [{"title": "red, blue, green", "n": "1"}] == cells("rows.tsv", "title\tn\nred, blue, green\t1\n")


def test_one_column_is_a_table(cells: Cells) -> None:
    """What has no separator has one column."""
    assert [{"title": "hello"}, {"title": "world"}] == cells("rows.csv", "title\nhello\nworld\n")


def test_a_row_knows_its_line(table: Callable[..., object]) -> None:
    """As an editor counts, lines within cells and empty ones too."""
    rows = list(table("rows.csv", 'a,b\n"x\ny",1\n\nz,2\n').rows())  # type: ignore[attr-defined]
    assert [2, 5] == [row.line for row in rows]


def test_a_cell_is_underlined(table: Callable[..., object]) -> None:
    """Its place is that of its text, behind quotes and spaces."""
    (row,) = table("rows.csv", 'a,b,c\nx, "q,r",zz\n').rows()  # type: ignore[attr-defined]
    assert ["x", '"q,r"', "zz"] == [
        (at := row.at("rows.csv", name)).text[at.column - 1 : at.column - 1 + at.width] for name in "abc"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "rows.csv:1: the table is empty"),
        ("\n \n", "rows.csv:1: the table is empty"),
        (" , \n1,2\n", "rows.csv:1: the table has no header"),
        ("sku,title,sku\nA,b,c\n", "rows.csv:1: column 'sku' is there twice, as column 1 and column 3"),
        ('a,b\nx,1\ny,"never\nclosed\n', "rows.csv:3: a quotation mark is opened here and never closed"),
    ],
)
def test_what_is_no_table_is_refused(refused: Refused, text: str, told: str) -> None:
    """With the line where it is wrong."""
    assert told == refused("rows.csv", text)


def test_flaws_are_the_rows_own(table: Callable[..., object], golden: Callable[[str, str], None]) -> None:
    """A formula, a far too long text and a cell too many spoil their row, and no other."""
    text = "a,b\n=SUM(A1),1\n" + "x" * 1_000_000 + ",2\ny,3,4\n=,5\n"
    found = [[flaw.message for flaw in row.flaws] for row in table("rows.csv", text).rows()]  # type: ignore[attr-defined]
    assert [1, 1, 1, 0] == list(map(len, found))
    golden("said/table-flaws.txt", "".join(f"{told}\n" for row in found for told in row))
