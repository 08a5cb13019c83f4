"""JSON: one object a line, or a list of them, read one at a time."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from imgfree.errors import Position
from imgfree.tables.encoding import Encoding
from imgfree.tables.model import Row, Table, TableRefused, flaw_of

_CHUNK_CHARS = 1 << 18
_LONGEST_ROW = 8_000_000  # characters
_SPACE = re.compile(r"[ \t\r\n]*")

Read = Callable[[int], str]


def lines_table(path: Path, name: str, encoding: Encoding) -> Table:
    """Return the table in a file with a JSON object on each line."""
    return _looked_at(Table(name, None, partial(_lines, path, name, encoding), encoding.called))


def list_table(path: Path, name: str, encoding: Encoding) -> Table:
    """Return the table in a file that holds a JSON list of objects."""
    return _looked_at(Table(name, None, partial(_items, path, name, encoding), encoding.called))


def _looked_at(table: Table) -> Table:
    """Refuse what has no row, or whose first row is none."""
    rows = table.rows()
    if next(rows, None) is None:
        raise TableRefused("the table is empty", at=Position(table.name, 1, 1), hint="each row is a JSON object")
    return table


def _lines(path: Path, name: str, encoding: Encoding) -> Iterator[Row]:
    with path.open(encoding=encoding.codec, newline="\n") as file:
        number = 0
        while line := file.readline(_LONGEST_ROW):
            number += 1
            if len(line) == _LONGEST_ROW:
                _refuse(name, number, f"the line has more than {_LONGEST_ROW:,} characters")
            if not line.strip():
                continue
            try:
                yield _row(json.loads(line, object_pairs_hook=_pairs), name, number, line.rstrip("\r\n"))
            except (ValueError, RecursionError) as error:
                _refuse(name, number, f"this is no JSON object: {_why(error)}", getattr(error, "colno", 1))


def _items(path: Path, name: str, encoding: Encoding) -> Iterator[Row]:
    """Yield the objects of a list; no more than one of them, and a piece of the file, is in memory."""
    with path.open(encoding=encoding.codec, newline="\n") as file:
        text, at, line = _refilled("", 0, 1, file.read)
        wanted = "["
        while (sign := text[at : at + 1]) and sign in wanted:
            text, at, line = _refilled(text, at + 1, line, file.read)
            if sign == "]":
                return
            if sign == "[" and text[at : at + 1] == "]":
                wanted = "]"
                continue
            value, text, at, end = _value(text, at, line, name, file.read)
            yield _row(value, name, line, "")
            line += text.count("\n", at, end)
            text, at, line = _refilled(text, end, line, file.read)
            wanted = ",]"
        _refuse(name, line, f"the list goes on with {sign!r}" if sign else "the list does not end")


def _value(text: str, at: int, line: int, name: str, read: Read) -> tuple[Any, str, int, int]:
    """Return the value that begins there, a text that holds it, and where in that it begins and ends."""
    decoder = json.JSONDecoder(object_pairs_hook=_pairs)
    while True:
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            more = read(_CHUNK_CHARS) if len(text) - at < _LONGEST_ROW and not isinstance(error, _Twice) else ""
            if not more:
                _refuse(name, line, f"this is no JSON object: {_why(error)}")
            text, at = text[at:] + more, 0
        else:
            return value, text, at, end


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _refilled(text: str, at: int, line: int, read: Read) -> tuple[str, int, int]:
    """Return a text in which the next sign that is no space stands, its place there, and its line."""
    while True:
        end = _after_space(text, at)
        line += text.count("\n", at, end)
        if end < len(text):
            return text, end, line
        text, at = read(_CHUNK_CHARS), 0
        if not text:
            return "", 0, line


def _row(value: Any, name: str, line: int, text: str) -> Row:
    if not isinstance(value, Mapping):
        _refuse(name, line, "this is no JSON object", hint='each row is one, such as {"title": "Summer Sale"}')
    cells = {column.strip(): one for column, one in value.items() if one is not None}
    flaws = [flaw for column, cell in cells.items() if (flaw := flaw_of(column, cell)) is not None]
    return Row(line, cells, flaws, partial(_span, text), text)


def _span(text: str, column: str) -> tuple[int, int] | None:
    """Return where the value of that name stands in its line."""
    key = re.search(re.escape(json.dumps(column, ensure_ascii=False)) + r"\s*:\s*", text)
    if key is None:
        return None
    try:
        return key.end(), json.JSONDecoder().raw_decode(text, key.end())[1]
    except ValueError:
        return None


class _Twice(ValueError):
    """An object names something twice."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(f"'{next(one for one in names if names.count(one) > 1)}' is there twice")
    return found


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:]}"
    return str(error) if isinstance(error, _Twice) else "it is nested too deep"


def _refuse(name: str, line: int, message: str, column: int = 1, hint: str | None = None) -> NoReturn:
    raise TableRefused(message, at=Position(name, line, column), hint=hint)
