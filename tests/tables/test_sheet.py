"""Workbooks: what a person sees in a cell is the cell's value."""

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from commandline import Ran

Cells = Callable[..., list[dict[str, object]]]


def book(tmp_path: Path, *sheets: list[list[Any]]) -> bytes:
    """Return a workbook with these rows on its sheets."""
    made = Workbook()
    made.remove(made.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = made.create_sheet(f"Tab {number}")
        for row in rows:
            sheet.append(row)
    made.save(tmp_path / "made.xlsx")
    return (tmp_path / "made.xlsx").read_bytes()


def test_values_are_as_they_are_seen(tmp_path: Path, cells: Cells) -> None:
    """A whole number has no point, a day no time, yes and no are words; empty rows are left out."""
    rows = [["sku", "n", "day", "sale"], ["A", 12.0, datetime.datetime(2026, 1, 2), True], [], [7, 1.5, None, False]]
    seen = [{"sku": "A", "n": "12", "day": "2026-01-02", "sale": "true"}, {"sku": "7", "n": "1.5", "sale": "false"}]
    assert seen == cells("rows.xlsx", book(tmp_path, rows))


def test_a_sheet_is_chosen_by_name(tmp_path: Path, table: Callable[..., Any], refused: Callable[..., str]) -> None:
    """Without a name it is the first, and the others are named; what is there is told."""
    content = book(tmp_path, [["a"], [1]], [["a"], [2]])
    first = table("rows.xlsx", content)
    assert [{"a": "1"}] == [dict(row.cells) for row in first.rows()]
    [note] = first.notes
    assert re.search(r"'Tab 1' .*--sheet NAME .*: Tab 2$", note)
    assert [{"a": "2"}] == [dict(row.cells) for row in table("rows.xlsx", content, sheet="Tab 2").rows()]
    assert "there is no sheet 'Tab 3'" == refused("rows.xlsx", content, sheet="Tab 3")


def test_a_formula_without_its_value_is_a_flaw(tmp_path: Path, table: Callable[..., Any]) -> None:
    """Nothing is computed here: a workbook that no program has opened has no values for them."""
    (row,) = table("rows.xlsx", book(tmp_path, [["a", "b"], ["x", "=A2&1"]])).rows()
    assert [("b", True)] == [(flaw.column, "no value" in flaw.message) for flaw in row.flaws]
    assert (2, 2) == (row.at("rows.xlsx", "b").line, row.at("rows.xlsx", "b").column)


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a zip", b"PK\x03\x04"])
def test_what_is_no_workbook_is_refused(refused: Callable[..., str], content: bytes) -> None:
    """Whatever a broken file makes of its readers."""
    assert "'rows.xlsx' is no XLSX workbook" == refused("rows.xlsx", content)


def test_an_empty_sheet_is_refused(tmp_path: Path, refused: Callable[..., str]) -> None:
    """It has no header."""
    assert "rows.xlsx:1: sheet 'Tab 1' is empty" == refused("rows.xlsx", book(tmp_path, []))


def test_the_extra_is_named_where_it_is_missing(tmp_path: Path, bare: Callable[..., Ran]) -> None:
    """The core reads everything else."""
    (tmp_path / "rows.xlsx").write_bytes(book(tmp_path, [["t"], ["x"]]))
    (tmp_path / "c.yaml").write_text(
        "version: 1\nname: c\ninputs: {t: {type: string}}\nsteps: [{instruct: '{{ inputs.t }}'}]\n", encoding="utf-8"
    )
    ran = bare("batch", "c.yaml", "rows.xlsx", "--backend", "nemo")
    assert 6 == ran.returncode
    assert re.search(r"'openpyxl'\n  hint: .*'imgfree\[sheets\]'", ran.stderr)
