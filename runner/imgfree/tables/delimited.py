"""CSV and TSV: which sign stands between the cells, which quotes them, and the rows."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice, pairwise
from pathlib import Path
from typing import TextIO

from imgfree.errors import Position
from imgfree.tables.encoding import Encoding
from imgfree.tables.model import Flaw, Row, Table, TableRefused, columns_of, flaw_of

_BETWEEN = ",;\t|"
_SEP = re.compile(r"sep=(.)\s*", re.IGNORECASE)  # what Excel writes, and reads, in front of the header
_SAMPLE_LINES, _SAMPLE_RECORDS = 60, 25
_LONGEST_CELL = 4_000_000  # characters; a quotation mark that is never closed takes in all the rest


@dataclass(frozen=True)
class _Dialect:
    between: str
    escape: str | None = None  # a backslash before a quotation mark, as databases write it
    spaced: bool = False  # spaces after the separator are not the cell's
    skip: int = 0  # lines before the header

    def reader(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """Return the records of these lines."""
        csv.field_size_limit(_LONGEST_CELL)
        return csv.reader(
            lines,
            delimiter=self.between,
            escapechar=self.escape,
            doublequote=self.escape is None,
            skipinitialspace=self.spaced,
            strict=True,
        )


def table(path: Path, name: str, encoding: Encoding, *, tabs: bool = False) -> Table:
    """Return the table in a file of delimited text; with `tabs`, cells stand between tabs and nothing else.

    Raises:
        TableRefused: there is no header, or it names a column twice.
    """
    dialect = _dialect(path, encoding, name, tabs=tabs)
    records = _records(path, name, encoding, dialect)
    first = next(records, None)
    if first is None:
        raise TableRefused("the table is empty", at=Position(name, 1, 1), hint="its first line names the columns")
    columns = columns_of(first.cells, name, first.line)
    return Table(name, columns, partial(_rows, path, name, encoding, dialect, columns), encoding.called)


@dataclass(frozen=True)
class _Record:
    line: int
    cells: list[str]
    text: str


def _opened(path: Path, encoding: Encoding) -> TextIO:
    return path.open(encoding=encoding.codec, newline="")


def _dialect(path: Path, encoding: Encoding, name: str, *, tabs: bool) -> _Dialect:
    try:
        with _opened(path, encoding) as file:
            sample = list(islice(file, _SAMPLE_LINES))
    except UnicodeDecodeError as error:
        raise _undecoded(name, 1, encoding) from error
    told = _SEP.fullmatch(sample[0]) if sample else None
    skip = 1 if told else 0
    between = "\t" if tabs else told[1] if told else _BETWEEN
    spaced = any(re.search(rf"[{between}] +\"", line) for line in sample)
    escapes = (None, "\\") if any('\\"' in line for line in sample) else (None,)
    dialects = [_Dialect(one, escape, spaced, skip) for one in between for escape in escapes]
    return max(dialects, key=lambda one: _fit(one, sample[skip:]))


def _fit(dialect: _Dialect, sample: list[str]) -> tuple[float, int]:
    """Return how evenly the dialect parts these lines into cells, and into how many."""
    widths, broken = [], False
    try:
        for cells in islice(dialect.reader(iter(sample)), _SAMPLE_RECORDS):
            widths += [len(cells)] if cells else []
    except csv.Error as error:  # the sample may end within a cell
        broken = "unexpected end" not in str(error)
    if broken or not widths or widths[0] < 2:
        return 0.0, 0
    return sum(width == widths[0] for width in widths) / len(widths), widths[0]


def _records(path: Path, name: str, encoding: Encoding, dialect: _Dialect) -> Iterator[_Record]:
    """Yield the header and the rows, each with the line where it begins; empty lines are left out."""
    lines: list[str] = []  # of the record that is being read
    count = 0

    def read(file: TextIO) -> Iterator[str]:
        nonlocal count
        for line in file:
            count += 1
            if count > dialect.skip:
                if len(lines) < 2:  # a quotation mark that is never closed must not fill the memory
                    lines.append(line)
                yield line

    begin = 1 + dialect.skip
    with _opened(path, encoding) as file:
        try:
            for cells in dialect.reader(read(file)):
                if any(cells):
                    yield _Record(begin, cells, lines[0].rstrip("\r\n") if len(lines) == 1 else "")
                begin = count + 1
                lines.clear()
        except csv.Error as error:
            raise _unread(name, begin, error) from error
        except UnicodeDecodeError as error:
            raise _undecoded(name, count + 1, encoding) from error


def _unread(name: str, line: int, error: csv.Error) -> TableRefused:
    hint = "is a quotation mark missing? Inside quotes, write it twice"
    if "unexpected end" in str(error) or "larger than" in str(error):
        return TableRefused("a quotation mark is opened here and never closed", at=Position(name, line, 1), hint=hint)
    return TableRefused(f"this row cannot be read: {error}", at=Position(name, line, 1), hint=hint)


def _undecoded(name: str, line: int, encoding: Encoding) -> TableRefused:
    called = encoding.called or encoding.codec.upper()
    told = f"bytes in or after line {line} are not {called}, as those before them"
    return TableRefused(told, at=Position(name, line, 1), hint="save the table as CSV in UTF-8")


def _rows(path: Path, name: str, encoding: Encoding, dialect: _Dialect, columns: tuple[str, ...]) -> Iterator[Row]:
    records = _records(path, name, encoding, dialect)
    next(records)
    for record in records:
        cells = {column: cell for column, text in zip(columns, record.cells, strict=False) if (cell := text.strip())}
        if not any(map(str.strip, record.cells)):
            continue
        flaws = [flaw for column, cell in cells.items() if (flaw := flaw_of(column, cell)) is not None]
        more = [one for one in record.cells[len(columns) :] if one.strip()]
        if more:
            told = f"the row has {len(record.cells)} cells, the header {len(columns)}"
            flaws.append(Flaw(told, hint="is a cell not quoted that has the separator in it?", value=more[0]))
        cells.pop("", None)
        yield Row(record.line, cells, flaws, partial(_span, record.text, dialect, columns), record.text)


def _span(text: str, dialect: _Dialect, columns: tuple[str, ...], column: str) -> tuple[int, int] | None:
    """Return where in its line the cell of that column begins and ends."""
    if not text or column not in columns:
        return None
    ends, quoted, escaped = [-1], False, False
    for at, char in enumerate(text):
        if char == '"' and not escaped:
            quoted = not quoted
        elif char == dialect.between and not quoted:
            ends.append(at)
        escaped = char == dialect.escape and not escaped
    spans = list(pairwise([*ends, len(text)]))
    number = columns.index(column)
    if number >= len(spans):
        return None
    start, end = spans[number][0] + 1, spans[number][1]
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return start, max(start, start + len(inner.strip()))
