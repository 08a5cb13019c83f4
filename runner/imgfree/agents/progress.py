"""How far a run is, and what it came to, read from its events by whoever waits for it."""

import contextlib
import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree import disk, events, journal, media_types, past
from imgfree.agents import claims
from imgfree.answers import gestures, lines, phrases
from imgfree.answers.phrases import Voice
from imgfree.errors import RecipeError
from imgfree.language import detection
from imgfree.runs import history
from imgfree.runs.app import App
from imgfree.runs.films import films_of

REFUSED = "refused.json"  # in the run's folder: why it did not begin, or go on
LOG = "agent.log"  # the same: what its process said, which it does only where it fails as it should not
_MOST_BYTES = 1_000_000
_CROPS, _QUARTER = ("crops", "裁剪"), 25  # what the director calls them; percent
_BEGINS_S = 120.0  # a process that has not written a line by then is none any more
_NEVER_BEGAN = {"message": "its process ended before it began", "hint": "`start` again with the same key begins it"}
_PULSE_S, _CREEP = 5.0, 1e-6  # a sign of life, for clients that give up on who is quiet; steps
_OVER = (events.RUN_FINISHED, events.RUN_FAILED)
_STEP_ENDS = (events.STEP_FINISHED, events.STEP_SKIPPED)

Records = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Progress:
    """A run as it is now. `state` is starting, running, stopped, passed, failed or interrupted."""

    run_id: str
    state: str
    done: int = 0  # steps
    of: int = 0
    step: str = ""  # at which it is
    share: float = 0.0  # of that step
    told: Mapping[str, Any] | None = None  # what it came to, once it is over
    began: str = ""  # when its first event was written, and its last
    touched: str = ""

    @property
    def is_over(self) -> bool:
        """Return whether waiting longer changes nothing."""
        return self.state not in ("starting", "running")

    @property
    def line(self) -> str:
        """Return how far it is, in a few words."""
        return f"{self.step} {self.share:.0%}" if self.share else self.step or self.state

    def as_json(self) -> dict[str, Any]:
        """Return what an agent is told."""
        at = {"step": self.step, "done": self.done, "of": self.of} if self.state == "running" else {}
        share = {"percent": round(self.share * 100)} if self.share else {}
        return {"run_id": self.run_id, "state": self.state, **at, **share, **(self.told or {}), "next": self._next()}

    def _next(self) -> str:
        match self.state:
            case "passed":
                return "look"
            case "stopped" | "interrupted":
                return "resume"
            case "failed":
                return "mend what the error names; `resume` goes on with this run, nothing is paid twice"
            case _:
                return "wait"


class Advance:
    """What a client is notified of: each time a little more than before, as the protocol wants it."""

    def __init__(self) -> None:
        self._reached, self._line, self._at_s = -1.0, "", float("-inf")

    def to(self, now: Progress, at_s: float) -> float | None:
        """Return how far the run is, in steps; None where that was told a moment ago and nothing has changed."""
        reached = now.done + now.share
        if reached <= self._reached and now.line == self._line and at_s - self._at_s < _PULSE_S:
            return None
        self._reached = max(reached, self._reached + _CREEP)
        self._line, self._at_s = now.line, at_s
        return self._reached


def is_over(records: Records) -> bool:
    """Return whether a run has come to its end, good or bad: nothing goes on with it unasked."""
    return past.end_of(records).get("event") in _OVER


def folder_of(app: App, run_id: str) -> Path:
    """Return the folder of a run: of one that was begun by these tools, wherever it is kept, or of this place's own.

    Raises:
        RecipeError: there is no such run.
    """
    begun = claims.of(app, run_id)
    if begun is not None:
        return begun.run_dir
    try:
        return history.find(app.settings.runs_dir, run_id)
    except RecipeError as error:
        error.hint = "`find` lists the runs"
        raise


def voice(app: App, folder: Path, words: str = "") -> Voice:
    """Return the language in which somebody is answered: that of these words, else of what was said to the film."""
    if words and not detection.is_short(words):
        return phrases.voice_of(detection.detect([words]))
    claim = claims.of(app, folder.name)
    return phrases.voice_of(claim.voice) if claim and claim.voice else films_of(app, folder).voice


def of(app: App, folder: Path) -> Progress:
    """Return how far that run is.

    Raises:
        NotOurs, JournalDamaged, SetupError: its events cannot be read.
    """
    run_id, refused = past.run_id(folder), _refused(folder)
    if past.beginning(folder) is None:
        if not journal.in_use(folder):
            if refused:
                return Progress(run_id, "failed", told={"error": refused})
            if time.time() - _touched_s(folder) > _BEGINS_S:
                return Progress(run_id, "stopped", told={"error": _NEVER_BEGAN})
        return Progress(run_id, "starting")
    at_work = journal.in_use(folder)  # before its events are read: who has let go has written all of them
    records = past.our_log(folder, app.seal()).records
    end = past.end_of(records)
    state = past.ENDS.get(end.get("event", ""), "running" if at_work else "stopped")
    told = _told(app, folder, records) if state != "running" else {}
    if refused and state != "passed":
        told = {**told, "error": refused}
    now = next((one for one in reversed(records) if "step" in one), {})
    polled = now.get("progress_pct") if now.get("event") == events.RENDER_POLLED else None
    share = float(polled or 0) / 100
    done = sum(1 for one in records if one["event"] in _STEP_ENDS)
    of_all = max(int(past.start_of(records).get("steps") or 0), done)
    times = str(records[0]["ts"]), str(records[-1]["ts"])
    return Progress(run_id, state, done, of_all, str(now.get("step", "")), share, told, *times)


def _told(app: App, folder: Path, records: Records) -> dict[str, Any]:
    run = history.load(folder, app.seal())
    outputs = [step.get("outputs") or {} for step in run.steps]
    said: Mapping[str, Any] = next(filter(lines.edited, reversed(outputs)), {})
    films = films_of(app, folder)
    told = {
        "films": [str(film.path) for film in films.films],
        "film": film_facts(said.get("timeline")),
        "not_done": declined(said.get("clauses")),
        "cropped": cropped(said.get("clauses")),
        "said": gestures.spoken(str(said.get("text") or "")),
        "say": list(lines.told(voice(app, folder), outputs)),
        "outputs": {name: value for name, value in run.outputs.items() if not _is_film(value)},
        "seconds": round(run.duration_s, 1),
        "cost": run.cost if run.backend == "nemo" else "",
    }
    return {name: value for name, value in told.items() if value not in ("", [], {})} | _error(records)


def film_facts(timeline: object) -> dict[str, Any]:
    """Return the few facts of a decoded timeline by which a film is checked: length, size, clips, words on it."""
    if not isinstance(timeline, Mapping) or not timeline:
        return {}
    size = [timeline.get("width"), timeline.get("height")]
    return {
        "seconds": timeline.get("duration_s"),
        **({"size": "x".join(map(str, size))} if all(size) else {}),
        "clips": len(timeline.get("video") or ()),
        "texts": [str(one.get("label", "")) for one in timeline.get("text") or ()],
        "sounds": [str(one.get("label", "")) for one in timeline.get("audio") or ()],
    }


def declined(clauses: object) -> list[str]:
    """Return the clauses that were not done as they were said, and why."""
    told = clauses if isinstance(clauses, list) else []
    odd = [one for one in told if isinstance(one, Mapping) and one.get("outcome") not in ("applied", "defaulted")]
    return [" · ".join(str(one[part]) for part in ("outcome", "text", "note") if one.get(part)) for one in odd]


def cropped(clauses: object) -> list[str]:
    """Return which photos lose more than a quarter to the frame, as the local director told it."""
    told = clauses if isinstance(clauses, list) else []
    notes = [str(one.get("note")) for one in told if isinstance(one, Mapping) and one.get("text") in _CROPS]
    return [note for note in notes if any(int(share) > _QUARTER for share in re.findall(r"(\d{1,3}) ?%", note))]


def _error(records: Records) -> dict[str, Any]:
    end = past.end_of(records)
    if end.get("event") != events.RUN_FAILED:
        return {}
    told = {
        "message": end.get("reason"),
        "at": end.get("at"),
        "hint": end.get("hint"),
        "exit_code": end.get("exit_code"),
    }
    return {"error": {name: value for name, value in told.items() if value is not None}}


def _refused(folder: Path) -> Mapping[str, Any] | None:
    """Return why the run did not begin, or go on; None where nothing kept it."""
    with contextlib.suppress(OSError, ValueError, RecursionError):
        found = json.loads(disk.read(folder / REFUSED, most_bytes=_MOST_BYTES, base=folder.parent))
        return found if isinstance(found, dict) else None
    with contextlib.suppress(OSError):
        if b"Traceback" in disk.read(folder / LOG, most_bytes=_MOST_BYTES, base=folder.parent):
            return {"message": "this is a bug in imgfree", "hint": f"what its process said is in '{folder / LOG}'"}
    return None


def _touched_s(folder: Path) -> float:
    """Return when a process was begun for the run, in seconds since the epoch."""
    try:
        return (folder / LOG).stat().st_mtime
    except OSError:
        return folder.stat().st_mtime


def _is_film(value: object) -> bool:
    return isinstance(value, str) and media_types.suffix_of(value) in media_types.EXPORTED
