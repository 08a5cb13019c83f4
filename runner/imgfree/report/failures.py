"""What went wrong in a run, each with its place in the recipe."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from imgfree import events, past
from imgfree.report.recipe import Line, Written
from imgfree.report.texts import Texts


@dataclass(frozen=True)
class Trouble:
    """One failure. `lines` is the place in the recipe; `mended` says that a later attempt passed."""

    step: str
    reason: str
    kind: str
    place: str
    lines: tuple[Line, ...]
    hint: str
    mended: bool


def troubles(records: Sequence[Mapping[str, Any]], written: Written, texts: Texts) -> Iterator[Trouble]:
    """Yield each step's last failure, and what ended the run if that was something else."""
    recipe = past.start_of(records).get("recipe")
    failed: dict[str, Mapping[str, Any]] = {}
    passed: set[str] = set()
    for record in records:
        step = str(record.get("step"))
        if record["event"] == events.STEP_FAILED:
            failed[step] = record
            passed.discard(step)
        elif record["event"] == events.STEP_FINISHED:
            passed.add(step)
    end = records[-1] if records and records[-1]["event"] == events.RUN_FAILED else None
    told = set()
    for step, record in failed.items():
        ends_run = end is not None and end.get("reason") == record.get("reason")
        told.add(record.get("reason"))
        found = _trouble(record, recipe, written, texts)
        hint = texts.show((end or {}).get("hint"), 600) if ends_run else ""
        yield replace(found, mended=step in passed, hint=hint)
    if end is not None and end.get("reason") not in told:
        yield _trouble(end, recipe, written, texts)


def _trouble(record: Mapping[str, Any], recipe: Any, written: Written, texts: Texts) -> Trouble:
    file, line, column = _place(record.get("at"))
    ours = bool(file) and PurePath(file).name == PurePath(str(recipe or "")).name
    around = written.around(line, column) if ours else ()
    return Trouble(
        step=texts.line(record.get("step"), 120),
        reason=texts.show(record.get("reason"), 2000),
        kind=texts.line(record.get("error"), 60),
        place=f"{texts.line(file, 160)}:{line}:{column}" if file else "",
        lines=tuple(_shown(one, texts) for one in around),
        hint=texts.show(record.get("hint"), 600),
        mended=False,
    )


def _place(at: Any) -> tuple[str, int, int]:
    """Return file, line and column of `file:line:column`; an empty file where it is something else."""
    parts = at.rsplit(":", 2) if isinstance(at, str) else []
    if len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) < 8 for part in parts[1:]):
        return parts[0], int(parts[1]), int(parts[2])
    return "", 0, 0


def _shown(line: Line, texts: Texts) -> Line:
    """Return the line as it may be shown; the mark is left out where a secret was masked, as it would be displaced."""
    text = texts.show(line.text, 200)
    if text != line.text:
        return Line(line.number, text)
    return line
