"""A run's event log as one plain value: everything a report says, masked and in words, nothing of how it looks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imgfree import events
from imgfree.commands.report import commands, requests, spans, trouble, written
from imgfree.commands.report.requests import Request
from imgfree.commands.report.spans import Piece, Times
from imgfree.commands.report.texts import Texts, items, mapping, number
from imgfree.commands.report.trouble import Trouble
from imgfree.commands.report.written import Written

_ENDS = {events.RUN_FINISHED: "passed", events.RUN_FAILED: "failed", events.RUN_INTERRUPTED: "interrupted"}
_TOLD_OUTPUTS = ("path", "size_bytes", "duration_s", "polls", "available", "frozen", "total")


@dataclass(frozen=True)
class Clause:
    """How the backend took one part of an instruction."""

    text: str
    outcome: str
    note: str


@dataclass(frozen=True)
class Exchange:
    """Words sent, words that came back, and what they changed."""

    step: str
    said: str
    heard: str
    silent: bool
    clauses: tuple[Clause, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Param:
    """A parameter as it stands in the recipe, and as it was used; `used` is None where the step never got there."""

    name: str
    written: str
    used: str | None


@dataclass(frozen=True)
class StepFacts:
    """One step. `outcome` is passed, failed, skipped, or unfinished; seconds count from the run's beginning."""

    id: str
    kind: str
    name: str
    outcome: str
    attempts: int
    pieces: tuple[Piece, ...]
    working_s: float
    backend_s: float
    waiting_s: float
    params: tuple[Param, ...]
    expects: tuple[str, ...]
    outputs: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True)
class Film:
    """A file that the run saved. `path` is where it lies, `shown` what a reader sees of that."""

    path: Path
    shown: str
    size_bytes: int


@dataclass(frozen=True)
class Facts:
    """Everything a report says of a run."""

    run_id: str
    title: str
    description: str
    outcome: str  # passed, failed, interrupted, running, crashed
    backend: str
    because: str
    version: str
    began: str  # UTC, as in the log
    last: str  # the time of the last event
    last_event: str
    times: Times
    steps: tuple[StepFacts, ...]
    troubles: tuple[Trouble, ...]
    words: tuple[Exchange, ...]
    requests: tuple[Request, ...]
    timeline: Mapping[str, Any]
    timeline_step: str
    films: tuple[Film, ...]
    outputs: tuple[tuple[str, str], ...]
    sets: tuple[tuple[str, str], ...]
    credits: tuple[float, ...]
    repeat: str
    resume: str
    recipe: str
    recipe_sha256: str
    folder: str
    events: int
    texts: Texts = field(repr=False)

    @property
    def planned(self) -> int:
        """Return how many steps passed or were skipped."""
        return sum(1 for step in self.steps if step.outcome in ("passed", "skipped"))


def gather(folder: Path, records: Sequence[Mapping[str, Any]], texts: Texts, *, running: bool) -> Facts:
    """Return what the events in `records`, and the recipe kept beside them, say of the run."""
    began: Mapping[str, Any] = next((one for one in records if one["event"] == events.RUN_STARTED), {})
    end = _end(records)
    outcome = _ENDS[end["event"]] if end else "running" if running else "crashed"
    found = written.read(folder)
    spent = spans.times(records)
    ended = {str(one.get("step")): one for one in records if one["event"] == events.STEP_FINISHED}
    timeline_step, timeline = _timeline(records)
    return Facts(
        run_id=texts.line(folder.name),
        title=texts.line(began.get("name") or Path(str(began.get("recipe", ""))).stem or folder.name, 120),
        description=texts.show(found.description, 600),
        outcome=outcome,
        backend=texts.line(began.get("backend"), 40),
        because=texts.line(began.get("because"), 200),
        version=texts.line(began.get("version"), 40),
        began=str(began.get("ts") or (records[0]["ts"] if records else "")),
        last=str(records[-1]["ts"]) if records else "",
        last_event=texts.line(records[-1]["event"]) if records else "",
        times=spent,
        steps=tuple(_steps(records, spent, found, texts)),
        troubles=tuple(trouble.troubles(records, found, texts)),
        words=tuple(_words(ended.values(), _rendered(records), found, texts)),
        requests=tuple(requests.tally(records, texts)),
        timeline=timeline,
        timeline_step=timeline_step,
        films=tuple(_films(ended.values(), Path(str(began.get("cwd") or folder)), texts)),
        outputs=tuple((texts.line(k, 80), texts.show(v, 1000)) for k, v in mapping(end.get("outputs")).items()),
        sets=tuple((texts.line(k, 80), texts.line(v, 300)) for k, v in mapping(began.get("sets")).items()),
        credits=tuple(_credits(ended.values())),
        repeat=commands.repeat(began, texts),
        resume=commands.resume(folder.name, began, outcome, texts),
        recipe=texts.line(began.get("recipe"), 200),
        recipe_sha256=texts.line(began.get("recipe_sha256"), 64),
        folder=texts.line(str(folder), 300),
        events=len(records),
        texts=texts,
    )


def _end(records: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the event that ended the run; nothing for one that goes on, or was cut short."""
    for record in reversed(records):
        if record["event"] in _ENDS:
            return record
        if record["event"] == events.RUN_RESUMED:
            break
    return {}


def _steps(records: Sequence[Mapping[str, Any]], spent: Times, found: Written, texts: Texts) -> Iterator[StepFacts]:
    rendered, names, ends, attempts = _rendered(records), {}, {}, {}
    kinds: dict[str, str] = {}
    for record in records:
        step = str(record.get("step"))
        if "step" not in record:
            continue
        kinds.setdefault(step, str(record.get("kind")))
        if record["event"] == events.STEP_STARTED:
            names[step], attempts[step] = record.get("name"), int(number(record.get("attempt")))
        if record["event"] in (events.STEP_FINISHED, events.STEP_FAILED, events.STEP_SKIPPED):
            ends[step] = record
    for step, kind in kinds.items():
        end = ends.get(step, {})
        yield StepFacts(
            id=texts.line(step, 120),
            kind=texts.line(kind, 40),
            name=texts.line(names.get(step), 120),
            outcome=_outcome(end),
            attempts=attempts.get(step, 0),
            pieces=tuple(spent.pieces.get(step, ())),
            working_s=spent.spent_s(step, spans.WORKING),
            backend_s=spent.spent_s(step, spans.BACKEND),
            waiting_s=spent.spent_s(step, spans.WAITING),
            params=tuple(_params(found.params(step), rendered.get(step), texts)),
            expects=tuple(texts.line(one, 300) for one in _expects(found, step)),
            outputs=tuple(_outputs(mapping(end.get("outputs")), texts)),
            note=texts.line(end.get("because"), 300),
        )


def _outcome(end: Mapping[str, Any]) -> str:
    if end.get("event") == events.STEP_SKIPPED:
        return "skipped"
    return str(end["outcome"]) if end.get("outcome") in ("passed", "failed") else "unfinished"


def _rendered(records: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return each step's parameters as they were used, the newest."""
    return {str(one.get("step")): mapping(one.get("params")) for one in records if one["event"] == events.STEP_RENDERED}


def _params(raw: Mapping[str, Any], used: Mapping[str, Any] | None, texts: Texts) -> Iterator[Param]:
    for name in dict.fromkeys([*raw, *(used or {})]):
        yield Param(
            texts.line(name, 60),
            texts.show(raw.get(name)),
            None if used is None or name not in used else texts.show(used[name]),
        )


def _expects(found: Written, step_id: str) -> Sequence[str]:
    step = found.step(step_id)
    return step.expect if step else ()


def _outputs(outputs: Mapping[str, Any], texts: Texts) -> Iterator[tuple[str, str]]:
    for name in _TOLD_OUTPUTS:
        if outputs.get(name) is not None:
            yield name, texts.line(outputs[name])
    if isinstance(outputs.get("files"), list):
        named = [mapping(file) for file in outputs["files"]]
        yield "files", texts.show([_file(file) for file in named], 4000)


def _file(file: Mapping[str, Any]) -> str:
    width, height = int(number(file.get("width"))), int(number(file.get("height")))
    size = f" {width}×{height}" if width and height else ""
    return f"{file.get('filename')}{size}"


def _words(ended: Any, rendered: Mapping[str, Mapping[str, Any]], found: Written, texts: Texts) -> Iterator[Exchange]:
    for record in ended:
        if record.get("kind") != "instruct":
            continue
        outputs, step = mapping(record.get("outputs")), str(record.get("step"))
        said = rendered.get(step, {}).get("text") or found.params(step).get("text")
        yield Exchange(
            step=texts.line(step, 120),
            said=texts.show(said),
            heard=texts.show(outputs.get("text")),
            silent=bool(outputs.get("silent")),
            clauses=tuple(
                Clause(
                    texts.line(one.get("text"), 400),
                    texts.line(one.get("outcome"), 40),
                    texts.line(one.get("note"), 400),
                )
                for one in map(mapping, items(outputs.get("clauses"))[:200])
            ),
            changes=tuple(texts.line(one, 300) for one in items(outputs.get("changes"))[:100]),
        )


def _timeline(records: Sequence[Mapping[str, Any]]) -> tuple[str, Mapping[str, Any]]:
    """Return the timeline that was seen last, and the step that saw it."""
    for record in reversed(records):
        if record["event"] == events.STEP_FINISHED and record.get("kind") in ("instruct", "wait_state"):
            timeline = mapping(mapping(record.get("outputs")).get("timeline"))
            if items(timeline.get("tracks")):
                return str(record.get("step")), timeline
    return "", {}


def _films(ended: Any, cwd: Path, texts: Texts) -> Iterator[Film]:
    for record in ended:
        outputs = mapping(record.get("outputs"))
        if record.get("kind") == "download" and isinstance(outputs.get("path"), str) and "\0" not in outputs["path"]:
            path = outputs["path"]
            yield Film(cwd / path, texts.line(path, 200), int(number(outputs.get("size_bytes"))))


def _credits(ended: Any) -> Iterator[float]:
    for record in ended:
        available = mapping(record.get("outputs")).get("available")
        if record.get("kind") == "credits" and available is not None:
            yield number(available)
