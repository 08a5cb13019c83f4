"""XLSX: the rows of a sheet, as a person sees them."""

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

from imgfree.errors import Position, SetupError
from imgfree.tables.model import Flaw, Row, Table, TableRefused, columns_of, flaw_of

_MOST_UNPACKED = 1_000_000_000  # bytes; a small file may unpack to more than any memory holds


def table(path: Path, name: str, sheet: str | None) -> Table:
    """Return the table in a workbook's sheet: the one of that name, else the first.

    Raises:
        SetupError: the `sheets` extra is not installed.
        TableRefused: it is no workbook, has no such sheet, or the sheet has no header.
    """
    chosen, others = _sheet(path, name, sheet)
    rows = _cells(path, chosen)
    first = next(rows, None)
    if first is None:
        raise TableRefused(f"sheet '{chosen}' is empty", at=Position(name, 1, 1), hint=_known(others))
    columns = columns_of([_text(value) for value, _ in first[1]], name, first[0])
    notes = (f"of its sheets, '{chosen}' is read; --sheet NAME takes another: {', '.join(others)}",) if others else ()
    return Table(name, columns, partial(_rows, path, chosen, columns), notes=notes)


def _sheet(path: Path, name: str, wanted: str | None) -> tuple[str, list[str]]:
    """Return the sheet to read, and the names of the others."""
    _check_size(path, name)
    try:
        book = _opened(path)
    except SetupError:
        raise
    except Exception as error:  # whatever a damaged workbook makes of its readers
        raise TableRefused(f"'{name}' cannot be read as a workbook: {error}", hint="save it as CSV") from error
    names = [one.title for one in book.worksheets]
    book.close()
    if wanted is not None and wanted not in names:
        raise TableRefused(f"there is no sheet '{wanted}'", hint=_known(names))
    chosen = wanted if wanted is not None else names[0]
    return chosen, [one for one in names if one != chosen]


def _opened(path: Path, *, shown: bool = False) -> Any:
    """Return a workbook whose rows are read one at a time: what was written into cells, or what they show."""
    try:
        from openpyxl import load_workbook  # only here: nobody else needs it
    except ImportError as error:
        raise SetupError(
            "workbooks need the package 'openpyxl'", hint="run: pip install 'imgfree[sheets]', or save it as CSV"
        ) from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles that we do not look at
        return load_workbook(path, read_only=True, data_only=shown)


def _check_size(path: Path, name: str) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise TableRefused(f"'{name}' is no XLSX workbook", hint="save it as XLSX or CSV") from error
    if unpacked > _MOST_UNPACKED:
        raise TableRefused(f"'{name}' unpacks to {unpacked / 1e9:.1f} GB", hint="save the sheet as CSV")


def _known(names: Sequence[str]) -> str:
    return f"its sheets: {', '.join(names)}" if names else "its first row names the columns"


def _cells(path: Path, sheet: str) -> Iterator[tuple[int, list[tuple[Any, Any]]]]:
    """Yield each row that is not empty: its number, and of each cell what it shows and what was written into it."""
    shown = _opened(path, shown=True)
    written = _opened(path) if _has_formulas(path) else shown
    try:
        if written is shown:
            for number, values in enumerate(shown[sheet].iter_rows(values_only=True), start=1):
                if any(one is not None for one in values):
                    yield number, [(one, None) for one in values]
            return
        both = zip(shown[sheet].iter_rows(values_only=True), written[sheet].iter_rows(values_only=True), strict=True)
        for number, (values, sources) in enumerate(both, start=1):
            if any(one is not None for one in (*values, *sources)):
                yield number, list(zip_longest(values, sources))
    finally:
        shown.close()
        written.close()


def _has_formulas(path: Path) -> bool:
    """Return whether any sheet computes something: then what was written into its cells is looked at, too."""
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with packed.open(name) as file:
                    end = b""
                    while chunk := file.read(1 << 20):
                        if re.search(rb"<(?:\w+:)?f[ >/]", end + chunk):
                            return True
                        end = chunk[-16:]
    return False


def _rows(path: Path, sheet: str, columns: tuple[str, ...]) -> Iterator[Row]:
    rows = _cells(path, sheet)
    next(rows)
    for number, pairs in rows:
        cells: dict[str, str] = {}
        flaws: list[Flaw] = []
        for column, (value, source) in zip(columns, pairs, strict=False):
            if value is None and isinstance(source, str) and source.startswith("="):
                told = "the formula has no value yet"
                flaws.append(Flaw(told, column, "open the workbook, and save it again", source[:40]))
            elif isinstance(value, str) and value.startswith("#") and isinstance(source, str) and source[:1] == "=":
                flaws.append(Flaw(f"the formula comes to {value}", column, None, source[:40]))
            elif (text := _text(value).strip()) and column:
                cells[column] = text
                flaws += [flaw for flaw in [flaw_of(column, text)] if flaw is not None]
        if cells or flaws:
            at = {column: (index, index) for index, column in enumerate(columns)}
            yield Row(number, cells, flaws, at.get)


def _text(value: Any) -> str:
    """Return a cell's value as text: a whole number without its point, a date as people sort it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return value.isoformat(" ") if isinstance(value, datetime.datetime) else str(value)
