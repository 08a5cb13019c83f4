"""What a table is once its form is known: named columns, and rows that are read one at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from imgfree.errors import InputRefused, Position

MOST_CELL = 32_767  # characters, as in a spreadsheet
MOST_COLUMNS = 1000
_SHOWN = 160  # characters of a line, in an error


class TableRefused(InputRefused):
    """The table cannot be read as rows: no header, a column twice, bytes that are no text."""


@dataclass(frozen=True)
class Flaw:
    """What is wrong with one cell, or with a whole row (no column). `value` is what stands there."""

    message: str
    column: str | None = None
    hint: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Row:
    """One row. `cells` are those that hold something: texts, or the values of JSON. `line` counts from 1."""

    line: int
    cells: Mapping[str, Any]
    flaws: Sequence[Flaw] = ()
    spans: Callable[[str], tuple[int, int] | None] = field(default=lambda column: None, repr=False)
    text: str = ""  # the line itself, where the row is one

    def at(self, file: str, column: str | None) -> Position:
        """Return the place of a cell, or of the row, in the file."""
        span = self.spans(column) if column is not None else None
        if span is None or span[0] > _SHOWN or "\n" in self.text:
            return Position(file, self.line, 1 if span is None else span[0] + 1)
        start, end = span
        shown = self.text if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]}…"
        return Position(file, self.line, start + 1, max(1, min(end, _SHOWN) - start), shown)


@dataclass(frozen=True)
class Table:
    """A table that was looked at. `rows` begins anew each time, and never holds more than a row in memory.

    `columns` is None where each row names its own. `read_as` says how bytes became letters, where that was guessed.
    """

    name: str
    columns: tuple[str, ...] | None
    rows: Callable[[], Iterator[Row]]
    read_as: str = ""
    notes: tuple[str, ...] = ()


def columns_of(names: Sequence[str], name: str, line: int) -> tuple[str, ...]:
    """Return the names of a header; empty ones at its end are dropped, one inside is "" and nobody's.

    Raises:
        TableRefused: there is none, or one stands there twice.
    """
    found = [one.strip() for one in names]
    while found and not found[-1]:
        found.pop()
    at = Position(name, line, 1)
    if not any(found):
        raise TableRefused("the table has no header", at=at, hint="its first line names the columns")
    if len(found) > MOST_COLUMNS:
        raise TableRefused(f"the table has {len(found):,} columns; {MOST_COLUMNS:,} are the most", at=at)
    twice = next((one for number, one in enumerate(found) if one and one in found[:number]), None)
    if twice is not None:
        first, second = [number for number, one in enumerate(found, start=1) if one == twice][:2]
        raise TableRefused(
            f"column '{twice}' is there twice, as column {first} and column {second}",
            at=at,
            hint="give one of them another name",
        )
    return tuple(found)


def flaw_of(column: str, value: Any) -> Flaw | None:
    """Return what is wrong with a cell of any recipe: it is far too long, or a formula."""
    if not isinstance(value, str):
        return None
    if len(value) > MOST_CELL:
        told = f"a text of {len(value):,} characters; {MOST_CELL:,} are the most"
        return Flaw(told, column, "is a quotation mark missing, or a column in the wrong place?", value[:20])
    if is_formula(value):
        return Flaw("this is a formula, not a value", column, "write what it comes to: nothing is computed here", value)
    return None


def is_formula(value: str) -> bool:
    """Return whether a spreadsheet would compute this text: `=SUM(A1)`, `=cmd|…`, `=A2`; a plain `=` is text."""
    return value[:1] == "=" and value[1:2].isalnum()
