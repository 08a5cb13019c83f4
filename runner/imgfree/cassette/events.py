"""What a run did, as lines to be compared: the same in a recording and in each of its replays."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree import events, schema

# How a run is told: where it runs, how long it waits, and single requests, which the cassette itself holds.
_SILENT = events.TRANSIENT | {
    events.DOWNLOAD_BEGUN, events.DOWNLOAD_RECEIVED, events.FILM_MARKED,
    events.CASSETTE_CLOSED, events.CASSETTE_OPENED, events.CASSETTE_PLACEHOLDER_USED, events.RENDER_POLLED,
    events.REQUEST_SENT, events.RESPONSE_RECEIVED, events.ENGINE_OPENED, events.SERVER_STARTED, events.SERVER_STOPPED,
    events.STREAM_WAITING, events.WAIT_SCHEDULED, events.RUN_STARTED, events.RUN_RESUMED, events.RUN_FINISHED,
    events.RUN_FAILED, events.RUN_INTERRUPTED, events.STEP_RENDERED,
}  # fmt: skip
_OF_THE_LOG = {"ts", "seq", "event", "run_id", "step", "kind"}
# Ids, times, addresses, and what follows from other fields.
_VOLATILE = {
    "at",
    "address",
    "chars",
    "duration_s",
    "expires_s",
    "file",
    "fingerprint",
    "host",
    "path",
    "paths",
    "wait_s",
}
_OUTPUTS_UNTOLD = {
    "captions_url",
    "captions_vtt_url",
    "cdn_url",
    "cover_url",
    "render_id",
    "sheet_url",
    "state",
    "tracks",
    "url",
}


@dataclass(frozen=True)
class Places:
    """The folders of a run; the beginnings of paths that are left out."""

    out: Path
    recipe: Path
    run: Path


def story(records: Iterable[Mapping[str, Any]], outputs: Mapping[str, Any], places: Places) -> tuple[str, ...]:
    """Return a run's events, then its outputs, in lines without ids, times, ports and places."""
    lines: list[str] = []
    for record in records:
        if record["event"] not in _SILENT:
            lines += _told(record)
    lines += [f"outputs.{name}" for name in _lines(outputs, "", frozenset())]
    return tuple(_placed(line, places) for line in lines)


def _told(record: Mapping[str, Any]) -> Iterator[str]:
    """Yield one event in a line, and a line for each of its outputs."""
    step, kind = record.get("step"), record.get("kind")
    who = f"{step}: " if step else ""
    known = schema.kinds().get(str(kind))
    of_the_kind = known.varies if known else frozenset()
    untold = _OF_THE_LOG | _VOLATILE | {"outputs"} | of_the_kind
    fields = {
        name: value
        for name, value in record.items()
        if name not in untold and not name.endswith("_id") and value is not None
    }
    if record["event"] == events.STEP_STARTED and kind:
        fields = {"kind": kind, **fields}
    yield " ".join([f"{who}{record['event']}", *(f"{name}={_json(value)}" for name, value in fields.items())])
    outputs = record.get("outputs")
    if isinstance(outputs, Mapping):
        untold_below = frozenset(_OUTPUTS_UNTOLD | of_the_kind)
        yield from (f"{who}  {line}" for line in _lines(outputs, "", untold_below))


def _lines(value: Any, name: str, untold: frozenset[str]) -> Iterator[str]:
    """Yield `name = value`; a value that holds others is told part by part, a text of many lines line by line."""
    if isinstance(value, str) and "\n" in value:
        value = value.split("\n")
    if isinstance(value, Mapping):
        kept = {key: item for key, item in value.items() if key not in untold}
        if name and all(_is_plain(item) for item in kept.values()):
            yield f"{name} = {_json(kept)}"
            return
        for key, item in kept.items():
            yield from _lines(item, f"{name}.{key}" if name else str(key), untold)
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        for number, item in enumerate(value):
            yield from _lines(item, f"{name}[{number}]", untold)
    else:
        yield f"{name} = {_json(value)}"


def _is_plain(value: Any) -> bool:
    return not isinstance(value, Mapping | list | tuple) and "\n" not in str(value)


def _placed(line: str, places: Places) -> str:
    """Return the line without the folders of this run, the innermost first."""
    folders = {
        str(one) for path in (places.out, places.run, places.recipe) for one in (path.absolute(), path.resolve())
    }
    for folder in sorted(folders, key=len, reverse=True):
        line = line.replace(_inner(f"{folder}{os.sep}"), "")
    if not places.out.is_absolute() and places.out.parts:
        line = line.replace(f'"{_inner(f"{places.out}{os.sep}")}', '"')
    return line


def _inner(text: str) -> str:
    return _json(text)[1:-1]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
