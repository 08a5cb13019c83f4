"""A conversation read back from its journal, so that it goes on where it stopped."""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from imgfree import events, journal
from imgfree.authoring import acts
from imgfree.chat.tape import Tape
from imgfree.client import Session
from imgfree.journal import Marks

_LOOKED = "cache"  # an export for a look at the film, not for the person's own use
Records = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Unfinished:
    """A step that was under way when the conversation stopped."""

    step: str
    kind: str
    params: Mapping[str, Any]
    marks: Marks


@dataclass(frozen=True)
class Unfetched:
    """A finished export of which no file has come yet; `download` is the step that was at it, if one had begun."""

    params: Mapping[str, Any]
    outputs: Mapping[str, Any]
    download: Unfinished | None


@dataclass(frozen=True)
class Memory:
    """What an earlier conversation had come to; empty for a new one."""

    tape: Tape = field(default_factory=Tape)
    session: Session | None = None
    uploads: Sequence[Mapping[str, Any]] = ()  # the marks by which files go into a session made anew
    arrived: Sequence[tuple[str, dict[str, Any]]] = ()  # the kind and the outputs of steps that brought files
    files: Sequence[dict[str, Any]] = ()  # as the backend knows them
    language: str | None = None
    numbers: Mapping[str, "itertools.count[int]"] = field(default_factory=dict)
    unfinished: Unfinished | None = None
    unfetched: "Unfetched | None" = None


def recall(records: Records) -> Memory:
    """Return what the records of a conversation tell."""
    marks = journal.fold(records)
    params: dict[str, Mapping[str, Any]] = {}
    films: dict[str, str] = {}
    kinds = journal.kinds(records)
    language = None
    for record in records:
        step = str(record.get("step", ""))
        match record["event"]:
            case events.STEP_RENDERED:
                params[step] = record["params"]
            case events.FILM_SEEN:
                films[step] = str(record["film"])
            case events.LANGUAGE_HEARD:
                language = str(record["language"])
    failed = {record["step"] for record in records if record["event"] == events.STEP_FAILED}
    tape = Tape()
    for step, kind in kinds.items():
        _replay(tape, kind, params.get(step, {}), marks[step], films.get(step), _fetched(step, kinds, params, marks))
    last = next(reversed(kinds), None)
    open_ = last is not None and marks[last].finished is None and last not in failed
    arrived = [(kind, outputs) for step, kind in kinds.items() if "files" in (outputs := marks[step].finished or {})]
    totals = Counter(kinds.values())
    return Memory(
        tape=tape,
        session=Session.last_of(records),
        uploads=[mark for one in marks.values() for mark in one.accepted if "file" in mark],
        arrived=arrived,
        files=[file for _, outputs in arrived for file in outputs["files"]],
        language=language,
        numbers={kind: itertools.count(total + 1) for kind, total in totals.items()},
        unfinished=Unfinished(last, kinds[last], params.get(last, {}), marks[last]) if last and open_ else None,
        unfetched=_unfetched(kinds, params, marks),
    )


def _replay(tape: Tape, kind: str, params: Mapping[str, Any], marks: Marks, film: str | None, fetched: str) -> None:
    """Put one finished step on the tape."""
    if kind == acts.EDIT and film is not None:  # also words that were cut off, and took effect later
        tape.said(params, film)
    if marks.finished is None:
        return
    if kind == acts.BRING:
        tape.uploaded({name: tuple(params.get(name, ())) for name in ("files", "urls") if params.get(name)})
    elif kind == acts.RENDER and fetched:
        tape.exported(params, fetched)


def _unfetched(
    kinds: Mapping[str, str], params: Mapping[str, Mapping[str, Any]], marks: Mapping[str, Marks]
) -> Unfetched | None:
    """Return the export that nobody fetched, if the conversation ended with it."""
    last = [*kinds][-2:]
    at = next((step for step in last if kinds[step] == acts.RENDER), None)
    outputs = marks[at].finished if at else None
    if at is None or outputs is None or _LOOKED in params.get(at, {}):
        return None
    after = last[-1]
    if after == at:
        return Unfetched(params.get(at, {}), outputs, None)
    if kinds[after] != acts.FETCH or marks[after].finished is not None:
        return None
    return Unfetched(params.get(at, {}), outputs, Unfinished(after, acts.FETCH, params.get(after, {}), marks[after]))


def _fetched(step: str, kinds: Mapping[str, str], params: Mapping[str, Any], marks: Mapping[str, Marks]) -> str:
    """Return the name under which an export was fetched by the next step; "" if it was not."""
    if kinds[step] != acts.RENDER:
        return ""
    order = list(kinds)
    after = order[order.index(step) + 1 :][:1]
    if not after or kinds[after[0]] != acts.FETCH or marks[after[0]].finished is None:
        return ""
    asked = params.get(after[0], {})
    return "" if "from" in asked else str(asked.get("to", ""))  # from an address of its own: a contact sheet
