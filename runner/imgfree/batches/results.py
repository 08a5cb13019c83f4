"""results.csv and results.jsonl: how each row ended, always whole."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from imgfree import disk
from imgfree.batches.ledger import LEFT, REFUSED, Ended
from imgfree.batches.rows import Film
from imgfree.errors import PathRefused, SetupError

CSV_FILE, LINES_FILE = "results.csv", "results.jsonl"
_FIELDS = ("key", "row", "line", "outcome", "paths", "seconds", "credits", "error", "at", "hint", "run_id")
_HEAD = ",".join(_FIELDS)
_COMPUTED = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take a cell that begins so for a formula

Told = Mapping[str, Any]  # of a row, as `facts` gives it


def facts(film: Film, ended: Ended | None, batch_id: str) -> dict[str, Any]:
    """Return what there is to know of a row, for a script."""
    outcome = REFUSED if film.refused else ended.outcome if ended else LEFT
    return {
        "key": film.key,
        "row": film.number,
        "line": film.line,
        "outcome": outcome,
        "paths": list(ended.paths) if ended else [],
        "seconds": ended.duration_s if ended else None,
        "credits": ended.credits if ended else None,
        "error": film.refused or (ended.error if ended else ""),
        "at": film.at or (ended.at if ended else ""),
        "hint": ended.hint if ended else "",
        "run_id": f"{batch_id}/{ended.run}" if ended else "",
    }


def write(home: Path, base: Path, rows: Iterable[Told]) -> None:
    """Write both files, each aside first and then renamed.

    Raises:
        SetupError: they cannot be written.
    """
    told = list(rows)
    try:
        disk.write(home / LINES_FILE, map(_line, told), base=base, replace=True)
        disk.write(home / CSV_FILE, _csv(told), base=base, replace=True)
    except OSError as error:
        raise SetupError(f"'{home / CSV_FILE}' cannot be written: {error.strerror}", hint="free some space") from error


def check_targets(home: Path, *, overwrite: bool) -> None:
    """Refuse to replace files of these names that no batch wrote.

    Raises:
        PathRefused: there is one.
    """
    for name, begin in ((CSV_FILE, _HEAD.encode()), (LINES_FILE, b'{"key": ')):
        try:
            with (home / name).open("rb") as file:
                ours = file.read(len(begin)) in (begin, b"")
        except FileNotFoundError:
            continue
        except OSError as error:
            raise PathRefused(f"'{home / name}' cannot be replaced: {error.strerror}") from error
        if not ours and not overwrite:
            raise PathRefused(
                f"'{home / name}' exists, and no batch wrote it", hint="give another folder with --out, or --overwrite"
            )


def _line(row: Told) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode(errors="backslashreplace") + b"\n"


def _csv(rows: Iterable[Told]) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_FIELDS)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in _FIELDS])
        if text.tell() > 1 << 16:
            yield text.getvalue().encode(errors="backslashreplace")
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode(errors="backslashreplace")


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = ";".join(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_COMPUTED) else value
