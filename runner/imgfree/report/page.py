"""The facts of a run as one HTML page that needs nothing but itself, and the film it links."""

import base64
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2

from imgfree.report import gantt, timeline
from imgfree.report.facts import MOST_STEPS, MOST_WORDS, Exchange, Facts, Film, Param, StepFacts
from imgfree.report.faults import Looked
from imgfree.report.pictures import Sheet
from imgfree.report.texts import length, shortened
from imgfree.runs import times
from imgfree.terminal import size

MOST_BYTES = 290_000  # a report is promised to stay below 300 kB
_HERE = Path(__file__).parent
_PLAYED = {".mp4", ".m4v", ".mov", ".webm"}
_MOST_FILMS = 20
_OUTCOMES = {
    "passed": ("Finished", "every step is done"),
    "failed": ("Failed", "a step failed, and the run ended with it"),
    "interrupted": ("Interrupted", "it was stopped with Ctrl-C or by the system; everything up to there is kept"),
    "running": ("Running", "it was still at work when this page was written"),
    "crashed": ("Cut short", "its log has no end: the process was killed, or the machine went down"),
}


@dataclass(frozen=True)
class Limits:
    """How much of a run a page shows."""

    steps: int
    words: int
    requests: int
    segments: int
    letters: int  # of one text


# From generous to sparse; the first that fits is taken.
_LIMITS = (
    Limits(MOST_STEPS, MOST_WORDS, 150, 80, 6000),
    Limits(80, 20, 80, 60, 2000),
    Limits(40, 12, 40, 40, 800),
    Limits(20, 8, 20, 24, 300),
    Limits(10, 4, 10, 12, 160),
)


@dataclass(frozen=True)
class Shown:
    """A film of the run as the page shows it: `how` is played, linked, or gone; its pictures are in the page."""

    film: Film
    href: str
    how: str
    sheet: Sheet | None


def arranged(facts: Facts) -> list[Film]:
    """Return what the run saved, the film first: that named in its outputs, else the newest; then the others."""
    named = [value for _, value in facts.outputs]

    def rank(pair: tuple[int, Film]) -> tuple[bool, bool, int, int]:
        number, film = pair
        suffix = film.path.suffix.lower()
        place = named.index(film.shown) if film.shown in named else len(named)
        return suffix not in _PLAYED, suffix != ".gif", place, -number

    newest_first = sorted(enumerate(facts.films), key=rank)
    hero, others = newest_first[:1], sorted(newest_first[1:], key=lambda pair: pair[0])
    return [film for _, film in (*hero, *others)][:_MOST_FILMS]


def html(facts: Facts, home: Path, films: Sequence[tuple[Film, Sheet | None]], looked: Sequence[Looked] = ()) -> str:
    """Return the page, to be written into the folder `home`; what would make it too big is left out, and counted.

    `looked` is what a look at the films found.
    """
    shown = [_shown(film, home, sheet) for film, sheet in films]
    for limits in _LIMITS:
        text = _letters(_rendered(facts, shown, looked, limits))
        if len(text.encode()) <= MOST_BYTES:
            return text
    return _letters(_rendered(facts, [replace(one, sheet=None) for one in shown], looked, _LIMITS[-1]))


def _letters(text: str) -> str:
    """Return `text` with half characters written out, which no file can hold."""
    return text.encode(errors="backslashreplace").decode()


def _rendered(facts: Facts, films: Sequence[Shown], looked: Sequence[Looked], limits: Limits) -> str:
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    steps = _chosen(facts.steps, limits.steps)
    whole_s = facts.times.total_s
    page: dict[str, Any] = {
        "facts": facts,
        "style": style,
        "digest": digest(style),
        "state": _OUTCOMES[facts.outcome],
        "films": films,
        "looked": looked,
        "sheet": films[0].sheet if films else None,
        "drawing": timeline.draw(facts.timeline, facts.texts, most=limits.segments),
        "steps": [(_short_step(step, limits), gantt.bars(step.pieces, whole_s)) for step in steps],
        "hidden_steps": facts.steps_all - len(steps),
        "axis": gantt.axis(whole_s),
        "cuts": gantt.cuts(facts.times.breaks, whole_s),
        "words": [_short_words(one, limits.letters) for one in facts.words[: limits.words]],
        "hidden_words": max(0, facts.words_all - limits.words),
        "requests": facts.requests[: limits.requests],
        "hidden_requests": max(0, len(facts.requests) - limits.requests),
        "asked": sum(one.count for one in facts.requests),
        "troubles": facts.troubles[:20],
        "hidden_troubles": max(0, len(facts.troubles) - 20),
        "total": {sort: facts.times.all_s(sort) for sort in (times.WORKING, times.BACKEND, times.WAITING)},
    }
    return environment().get_template("page.html").render(page)


def environment(folder: Path = _HERE) -> jinja2.Environment:
    """Return what fills the pages in that folder: everything is escaped, and nothing may be missing."""
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"length_of_time": length, "bytes": size, "when": when, "spent": spent}
    return found


def digest(text: str) -> str:
    """Return by what a page's security policy knows its own style or script."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def when(ts: str) -> str:
    """Return an event's time for a reader: 22 Nov 2026, 13:50:49 UTC."""
    from datetime import datetime

    try:
        at = datetime.fromisoformat(ts)
    except ValueError:
        return ""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{at.day} {months[at.month - 1]} {at.year}, {at:%H:%M:%S} UTC"


def spent(step: StepFacts) -> str:
    """Return in words what a step's time went into."""
    told = {"working": step.working_s, "waiting for the backend": step.backend_s, "pausing": step.waiting_s}
    return ", ".join(f"{length(value)} {name}" for name, value in told.items() if value >= 0.0005) or "no time"


def _shown(film: Film, home: Path, sheet: Sheet | None) -> Shown:
    how = "played" if film.path.suffix.lower() in _PLAYED else "linked"
    try:
        there = film.path.is_file()
    except OSError:
        there = False
    return Shown(film, href(film.path, home), how if there else "gone", sheet if there else None)


def href(path: Path, home: Path) -> str:
    """Return the address of a file from a page in `home`: relative where both lie below one folder."""
    path, home = path.resolve(), home.resolve()
    if path.anchor == home.anchor and path.parts[1:2] == home.parts[1:2]:
        there = Path(os.path.relpath(path, home)).as_posix()
        return quote(there if there.startswith("../") else f"./{there}", errors="replace")
    return path.as_uri()


def _chosen(steps: Sequence[StepFacts], most: int) -> list[StepFacts]:
    """Return at most that many steps in their order; those that did not pass come before those that did."""
    odd = [number for number, step in enumerate(steps) if step.outcome in ("failed", "unfinished")]
    even = [number for number, step in enumerate(steps) if step.outcome not in ("failed", "unfinished")]
    return [steps[number] for number in sorted([*odd, *even][:most])]


def _short_step(step: StepFacts, limits: Limits) -> StepFacts:
    cut = limits.letters
    params = tuple(
        Param(one.name, shortened(one.written, cut), None if one.used is None else shortened(one.used, cut))
        for one in step.params
    )
    outputs = tuple((name, shortened(value, cut)) for name, value in step.outputs)
    return replace(step, params=params, outputs=outputs)


def _short_words(one: Exchange, letters: int) -> Exchange:
    few = max(6, letters // 100)
    return replace(
        one,
        said=shortened(one.said, letters),
        heard=shortened(one.heard, letters),
        clauses=one.clauses[:few],
        changes=one.changes[: max(6, few // 2)],
    )
