"""Which sort of table a file is: by what is in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree import tables
from imgfree.tables import TableRefused

Cells = Callable[..., list[dict[str, object]]]


@pytest.mark.parametrize("text", ["a,b\n1,2\n", '{"a": "1", "b": "2"}\n', '[{"a": "1", "b": "2"}]', "a\tb\n1\t2\n"])
def test_a_name_need_not_say(cells: Cells, text: str) -> None:
    """What comes from stdin has none."""
    assert [{"a": "1", "b": "2"}] == cells("stdin", text)


def test_a_csv_stays_one(cells: Cells) -> None:
    """Although its first column has an odd name."""
    assert [{"[a]": "1", "b": "2"}] == cells("rows.csv", "[a],b\n1,2\n")


def test_other_workbooks_are_named(refused: Callable[..., str]) -> None:
    """They are not taken for text."""
    assert "workbook of another sort" in refused("rows.xls", b"\xd0\xcf\x11\xe0 old")


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    """By its name as it was given."""
    with pytest.raises(TableRefused) as caught:
        tables.opened(tmp_path / "none.csv", "none.csv")
    assert "the table 'none.csv' cannot be read: no such file or directory" == caught.value.message


def test_a_sheet_of_no_workbook_is_refused(refused: Callable[..., str]) -> None:
    """Rather than left out."""
    assert "'rows.csv' is no workbook" == refused("rows.csv", "a,b\n1,2\n", sheet="x")
