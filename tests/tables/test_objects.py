"""JSON rows, one a line or in a list; values keep their types."""

import json
from collections.abc import Callable

import pytest

Cells = Callable[..., list[dict[str, object]]]
ROWS: list[dict[str, object]] = [{"title": "Sale", "photos": ["a.jpg", "b.jpg"], "n": 3}, {"title": "夏", "n": 0.5}]


def test_lines_and_lists_say_the_same(cells: Cells) -> None:
    """Spaces and empty lines between them do not count; null is nothing."""
    lines = "\n\n".join(json.dumps({**row, "gone": None}) for row in ROWS)
    assert ROWS == cells("rows.jsonl", lines)
    assert ROWS == cells("rows.json", json.dumps(ROWS, indent=2, ensure_ascii=False))
    assert ROWS == cells("rows", f"  {json.dumps(ROWS)}  ")


def test_a_long_list_is_read_in_pieces(cells: Cells) -> None:
    """A row may lie across two pieces of the file."""
    rows = [{"n": number, "text": "x" * 37} for number in range(12_000)]
    assert rows == cells("rows.json", json.dumps(rows))


def test_rows_know_their_lines(table: Callable[..., object]) -> None:
    """In a list as in lines."""
    rows = table("rows.json", '[\n {"a": 1},\n\n {"a":\n 2}, {"a": 3}\n]').rows()  # type: ignore[attr-defined]
    assert [2, 4, 5] == [row.line for row in rows]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("rows.json", "[]", "rows.json:1: the table is empty"),
        ("rows.json", '[{"a": 1}', "rows.json:1: the list does not end"),
        ("rows.json", '[{"a": 1}\n{"a": 2}]', "rows.json:2: the list goes on with '{'"),
        ("rows.json", '[{"a": 1},\n5]', "rows.json:2: this is no JSON object"),
        ("rows.jsonl", '{"a": 1}\n{"a": 1, "a": 2}\n', "rows.jsonl:2: this is no JSON object: 'a' is there twice"),
        ("rows.jsonl", '{"a": 1}\n{"a" 1}\n', "rows.jsonl:2: this is no JSON object: expecting ':' delimiter"),
    ],
)
def test_what_is_no_row_is_refused(refused: Callable[..., str], name: str, text: str, told: str) -> None:
    """With its line."""
    assert told == refused(name, text)


def test_a_value_is_underlined(table: Callable[..., object]) -> None:
    """Behind its name."""
    (row,) = table("rows.jsonl", '{"title": "Sale", "n": 3}').rows()  # type: ignore[attr-defined]
    at = row.at("rows.jsonl", "title")
    assert '"Sale"' == at.text[at.column - 1 : at.column - 1 + at.width]
