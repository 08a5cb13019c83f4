"""Which sort of table a file is: told by what is in it, and by its name where that says more."""

from pathlib import Path

from imgfree.errors import Position
from imgfree.tables import delimited, objects, sheet
from imgfree.tables.encoding import encoding_of
from imgfree.tables.model import Table, TableRefused

_TABS = (".tsv", ".tab")
_LINES = (".jsonl", ".ndjson", ".jsonlines")


def opened(path: Path, name: str | None = None, *, sheet_name: str | None = None) -> Table:
    """Return the table in that file, told to people as `name`; `sheet_name` is the one of a workbook.

    Raises:
        TableRefused: there is no such file, it is empty, or cannot be read as rows.
        SetupError: it is a workbook, and the `sheets` extra is not installed.
    """
    name, suffix = name or str(path), path.suffix.lower()
    try:
        with path.open("rb") as file:
            head = file.read(4096)
        if head.startswith(b"PK\x03\x04") or suffix in (".xlsx", ".xlsm"):
            return sheet.table(path, name, sheet_name)
        if sheet_name is not None:
            raise TableRefused(f"'{name}' is no workbook", hint="leave --sheet out")
        if head.startswith(b"\xd0\xcf\x11\xe0") or suffix in (".xls", ".ods"):
            raise TableRefused(f"'{name}' is a workbook of another sort", hint="save it as XLSX or CSV")
        if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\0"):
            raise TableRefused("the table is empty", at=Position(name, 1, 1), hint="its first line names the columns")
        return _text(path, name, suffix)
    except OSError as error:
        raise TableRefused(f"the table '{name}' cannot be read: {(error.strerror or str(error)).lower()}") from error


def _text(path: Path, name: str, suffix: str) -> Table:
    encoding = encoding_of(path, name)
    with path.open(encoding=encoding.codec, errors="replace") as file:
        first = file.read(4096).lstrip()[:1]
    if suffix in _LINES or (first == "{" and suffix != ".csv"):
        return objects.lines_table(path, name, encoding)
    if suffix == ".json" or (first == "[" and suffix not in (".csv", *_TABS)):
        return objects.list_table(path, name, encoding)
    return delimited.table(path, name, encoding, tabs=suffix in _TABS)
