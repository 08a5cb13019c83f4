"""A run's event log as one plain value: everything a report says, masked and in words, nothing of how it looks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imgfree import events, past, schema
from imgfree.report import commands, failures, requests
from imgfree.report import recipe as written
from imgfree.report.failures import Trouble
from imgfree.report.recipe import Written
from imgfree.report.requests import Request
from imgfree.report.texts import Texts, items, mapping, number
from imgfree.runs import times
from imgfree.runs.times import Piece, Times

MOST_STEPS, MOST_WORDS = 150, 40  # what a page can hold; the rest is counted only
MOST_OUTPUTS = 12  # of one step
# What is told elsewhere on the page, or says nothing to a reader.
_UNTOLD_OUTPUTS = frozenset({
    "text", "edited", "silent", "render_id", "url", "cover_url", "sheet_url", "captions_url", "captions_vtt_url",
    "format", "sha256",
})  # fmt: skip


@dataclass(frozen=True)
class Clause:
    """How the backend took one part of an instruction."""

    text: str
    outcome: str
    note: str


@dataclass(frozen=True)
class Exchange:
    """Words sent, words that came back, and what they changed; `seen` is the timeline after an unfinished step."""

    step: str
    said: str
    heard: str
    silent: bool
    unfinished: bool
    seen: str
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
    """One step. `outcome` is passed, failed, skipped, unfinished, or not run."""

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
    steps: tuple[StepFacts, ...]  # at most MOST_STEPS, those with something to tell first
    steps_all: int
    steps_done: int
    troubles: tuple[Trouble, ...]
    words: tuple[Exchange, ...]  # at most MOST_WORDS
    words_all: int
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


def gather(folder: Path, records: Sequence[Mapping[str, Any]], found: Written, texts: Texts, *, running: bool) -> Facts:
    """Return what the events in `records`, and the recipe kept beside them, say of the run."""
    began, end = past.start_of(records), past.end_of(records)
    outcome = past.ENDS[end["event"]] if end else "running" if running else "crashed"
    spent = times.measured(records)
    ended = {str(one.get("step")): one for one in records if one["event"] == events.STEP_FINISHED}
    timeline_step, timeline = _timeline(records)
    marks = _marks(records, found)
    taken = [step for step, one in marks.items() if one.taken]
    return Facts(
        run_id=texts.line(folder.name),
        title=texts.line(began.get("name") or Path(str(began.get("recipe", ""))).stem or "A conversation", 120),
        description=texts.show(found.description, 600),
        outcome=outcome,
        backend=texts.line(began.get("backend"), 40),
        because=texts.line(began.get("because"), 200),
        version=texts.line(began.get("version"), 40),
        began=str(began.get("ts") or (records[0]["ts"] if records else "")),
        last=str(records[-1]["ts"]) if records else "",
        last_event=texts.line(records[-1]["event"]) if records else "",
        times=spent,
        steps=tuple(_steps(marks, spent, found, texts)),
        steps_all=len(marks),
        steps_done=sum(1 for one in marks.values() if one.outcome in ("passed", "skipped")),
        troubles=tuple(failures.troubles(records, found, texts)),
        words=tuple(_words(taken[:MOST_WORDS], marks, found, texts)),
        words_all=len(taken),
        requests=tuple(requests.tally(records, texts)),
        timeline=timeline,
        timeline_step=timeline_step,
        films=_films(ended.values(), Path(str(began.get("cwd") or folder)), texts),
        outputs=tuple((texts.line(k, 80), texts.show(v, 1000)) for k, v in mapping(end.get("outputs")).items()),
        sets=tuple((texts.line(k, 80), texts.line(v, 300)) for k, v in mapping(began.get("sets")).items()),
        credits=tuple(_credits(ended.values())),
        repeat=commands.repeat(began, outcome, texts),
        resume=commands.resume(folder.name, began, outcome, texts),
        recipe=texts.line(began.get("recipe"), 200),
        recipe_sha256=texts.line(began.get("recipe_sha256"), 64),
        folder=texts.line(str(folder), 300),
        events=len(records),
        texts=texts,
    )


def _marks(records: Sequence[Mapping[str, Any]], found: Written) -> dict[str, "_Marks"]:
    """Return what is known of each step of the run in their order, then of those of the recipe it never came to."""
    marks: dict[str, _Marks] = {}
    for record in records:
        if "step" in record:
            marks.setdefault(str(record["step"]), _Marks(str(record.get("kind")))).take(record)
    seen = {written.in_recipe(step) for step in marks}
    return marks | {id_: _Marks(step.kind, step.name) for id_, step in found.steps.items() if id_ not in seen}


def _steps(marks: Mapping[str, "_Marks"], spent: Times, found: Written, texts: Texts) -> Iterator[StepFacts]:
    for step, mark in _chosen(marks):
        yield StepFacts(
            id=texts.line(step, 120),
            kind=texts.line(mark.kind, 40),
            name=texts.line(mark.name, 120),
            outcome=mark.outcome,
            attempts=mark.attempts,
            pieces=tuple(spent.pieces.get(step, ())),
            working_s=spent.spent_s(step, times.WORKING),
            backend_s=spent.spent_s(step, times.BACKEND),
            waiting_s=spent.spent_s(step, times.WAITING),
            params=tuple(_params(found.params(step), mark.params, texts)),
            expects=tuple(texts.line(one, 300) for one in _expects(found, step)[:12]),
            outputs=tuple(_outputs(mark.outputs, texts)),
            note=texts.line(mark.because, 300),
        )


def _chosen(marks: Mapping[str, "_Marks"]) -> list[tuple[str, "_Marks"]]:
    """Return at most MOST_STEPS steps in their order; those that went wrong come before those that went well."""
    places = sorted(
        enumerate(marks.items()), key=lambda one: (one[1][1].outcome not in ("failed", "unfinished"), one[0])
    )
    return [item for _, item in sorted(places[:MOST_STEPS])]


@dataclass
class _Marks:
    """What the events say of a step while they are read. `taken` says that the backend took its words."""

    kind: str
    name: Any = None
    outcome: str = "not run"
    attempts: int = 0
    because: Any = None
    params: Mapping[str, Any] = field(default_factory=dict)
    outputs: Mapping[str, Any] = field(default_factory=dict)
    taken: bool = False
    seen: Any = None

    def take(self, record: Mapping[str, Any]) -> None:
        match record["event"]:
            case events.STEP_SKIPPED:
                self.outcome, self.because = "skipped", record.get("because")
            case events.STEP_FINISHED:
                self.outcome, self.outputs = "passed", mapping(record.get("outputs"))
            case events.STEP_FAILED:
                self.outcome = "failed"
            case events.STEP_STARTED:
                self.outcome, self.name = "unfinished", record.get("name")
                self.attempts = int(number(record.get("attempt")))
            case events.STEP_RENDERED:
                self.params = mapping(record.get("params"))
            case events.STATE_READ:
                self.seen = record.get("summary")
        if schema.does(self.kind, "edits") and record["event"] in (events.STEP_ACCEPTED, events.STEP_FINISHED):
            self.taken = True


def _params(raw: Mapping[str, Any], used: Mapping[str, Any], texts: Texts) -> Iterator[Param]:
    for name in list(dict.fromkeys([*raw, *used]))[:12]:
        shown = texts.show(used[name]) if name in used else None
        yield Param(texts.line(name, 60), texts.show(raw.get(name)), shown)


def _expects(found: Written, step_id: str) -> Sequence[str]:
    step = found.step(step_id)
    return step.expect if step else ()


def _outputs(outputs: Mapping[str, Any], texts: Texts) -> Iterator[tuple[str, str]]:
    told = [(name, one) for name, one in outputs.items() if isinstance(one, str | int | float)]
    for name, one in [pair for pair in told if pair[0] not in _UNTOLD_OUTPUTS][:MOST_OUTPUTS]:
        yield texts.line(name, 60), texts.line(one)
    if isinstance(outputs.get("files"), list):
        named = [mapping(file) for file in outputs["files"]]
        yield "files", texts.show([_file(file) for file in named], 4000)


def _file(file: Mapping[str, Any]) -> str:
    width, height = int(number(file.get("width"))), int(number(file.get("height")))
    size = f" {width}×{height}" if width and height else ""
    return f"{file.get('filename')}{size}"


def _words(steps: Sequence[str], marks: Mapping[str, "_Marks"], found: Written, texts: Texts) -> Iterator[Exchange]:
    """Yield what was said in these steps, and what is known of the answer."""
    for step in steps:
        mark = marks[step]
        ended = mark.outcome == "passed"
        yield Exchange(
            step=texts.line(step, 120),
            said=texts.show(mark.params.get("text") or found.params(step).get("text")),
            heard=texts.show(mark.outputs.get("text")),
            silent=bool(mark.outputs.get("silent")),
            unfinished=not ended,
            seen="" if ended else texts.line(mark.seen, 600),
            clauses=tuple(_clause(mapping(one), texts) for one in items(mark.outputs.get("clauses"))[:100]),
            changes=tuple(texts.line(one, 300) for one in items(mark.outputs.get("changes"))[:60]),
        )


def _clause(one: Mapping[str, Any], texts: Texts) -> Clause:
    return Clause(
        texts.line(one.get("text"), 400), texts.line(one.get("outcome"), 40), texts.line(one.get("note"), 400)
    )


def _timeline(records: Sequence[Mapping[str, Any]]) -> tuple[str, Mapping[str, Any]]:
    """Return the timeline that was seen last, and the step that saw it."""
    for record in reversed(records):
        if record["event"] == events.STEP_FINISHED:
            timeline = mapping(mapping(record.get("outputs")).get("timeline"))
            if items(timeline.get("tracks")):
                return str(record.get("step")), timeline
    return "", {}


def _films(ended: Iterable[Mapping[str, Any]], cwd: Path, texts: Texts) -> tuple[Film, ...]:
    """Return the files that were saved, each once, in the order in which they got what is in them now."""
    found: dict[str, Film] = {}
    for record in ended:
        outputs = mapping(record.get("outputs"))
        path = outputs.get("path")
        if isinstance(path, str) and "\0" not in path:
            found.pop(path, None)
            found[path] = Film(cwd / path, texts.line(path, 200), int(number(outputs.get("size_bytes"))))
    return tuple(found.values())


def _credits(ended: Iterable[Mapping[str, Any]]) -> Iterator[float]:
    for record in ended:
        available = mapping(record.get("outputs")).get("available")
        if available is not None:
            yield number(available)
