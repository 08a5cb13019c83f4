"""upload: send files and urls to the session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from imgfree import events, media_types, template, wire
from imgfree.client import LocalFile, UploadedFile
from imgfree.client.failures import NotSent, passing
from imgfree.client.transfer.bounds import hosts_of
from imgfree.client.transfer.files import inspect
from imgfree.client.transfer.upload import batches, read_entry, url_name
from imgfree.errors import BackendError, InputRefused, RateLimited
from imgfree.journal import Marks
from imgfree.steps.base import Outputs, Params, StepContext
from imgfree.steps.foresight import SESSION, Foreseen, Look, Talk, Touches
from imgfree.template import OpenText
from imgfree.terminal import size

QUIET_S = 30.0  # what was in flight when its connection ended is in the state by then, or never will be
LOOK_S = 5.0  # at least: nobody knows when a run that was killed had its last byte on the way
EVERY_S = 1.0
PAUSES_S = (1.0, 3.0)  # between tries at a call that failed in passing


@dataclass(frozen=True)
class _Wanted:
    """One file or url asked for. `key` tells it from others: the content's digest, or the address."""

    key: str
    name: str
    what: LocalFile | str


def run(params: Params, step: StepContext) -> Outputs:
    """Return `files`, one entry a file in the order asked for; what has arrived already is not sent again.

    A call that was cut off may have arrived: the state is asked before anything is repeated.

    Raises:
        InputRefused: a file is missing, empty, of an unknown format or too large; nothing was sent then.
    """
    files = [inspect(path, step.client.formats) for path in _sent(_paths(params.get("files"), step), step)]
    files = _focused(files, params.get("focus") or {})
    urls = _texts(params.get("urls"))
    if not files and not urls:
        raise InputRefused("there is nothing to upload", hint="give at least one file or url")
    wanted = [_Wanted(file.sha256, file.name, file) for file in files]
    wanted += [_Wanted(url, url_name(url), url) for url in urls]
    known = _cached(wanted, step) if params.get("cache", True) and not params.get("focus") else {}
    missing = [one for one in wanted if one.key not in known]
    arrived = iter(_bring(missing, step))
    uploaded = [known.get(one.key) or next(arrived) for one in wanted]
    step.conversation.state = None
    _remember(uploaded, step)
    return {"files": uploaded}


def unfinished(marks: Marks) -> str:
    """Return what a resume makes of these marks."""
    intended = marks.intended or {}
    count = len(intended.get("sha256") or ()) + len(intended.get("urls") or ())
    return f"{len(_files(marks))} arrived; looks in the session for the {count} that were under way, sends what is not"


def reused(outputs: Outputs, step: StepContext) -> Outputs:
    """Return the outputs as they were; a later step need not send these files again."""
    _remember(outputs["files"], step)
    return outputs


def touches(params: Params) -> Touches:
    """Return the files that are read, and the addresses that the backend fetches."""
    return Touches(reads=_texts(params.get("files")), fetched=_texts(params.get("urls")))


def foresee(params: Params, look: Look) -> Foreseen:
    """Return the files, and what the answer says of them as far as this machine knows."""
    names = _texts(params.get("files"))
    files = [file for name in names if not isinstance(name, OpenText) for file in look.files(name)]
    if params.get("urls") or any(isinstance(name, OpenText) for name in names):
        return Foreseen(None, files, "files")
    return Foreseen({"files": [_expected(file, look.id, number) for number, file in enumerate(files)]}, files, "files")


def requests(params: Params, foreseen: Foreseen, talk: Talk) -> None:
    """Send the files in batches; the addresses all go in one."""
    talk.open_session()
    talk.state_known = False
    for _ in range(len(list(batches(foreseen.files))) + bool(params.get("urls"))):
        talk.ask("POST", wire.upload_path(SESSION))


def usual_s(backend: str) -> tuple[float, float]:
    """Return how long a few files take."""
    return (0, 1) if backend == "local" else (1, 30)


def told(outputs: Outputs) -> str:
    """Return how many files there are, and how much that is where the backend says so."""
    files = outputs.get("files", [])
    total_bytes = sum(file.get("size_bytes") or 0 for file in files)
    count = f"{len(files)} file{'s' if len(files) != 1 else ''}"
    return f"{count}, {size(total_bytes)}" if total_bytes else count


def phase() -> str:
    """Return what is said while files go out."""
    return "sending"


def _expected(file: LocalFile, step: str, number: int) -> dict[str, Any]:
    """Return the output for one file; the rest only the backend can tell."""
    known = {
        "filename": file.name,
        "file_type": file.file_type,
        "size_bytes": file.size_bytes,
        "sha256": file.sha256,
    }
    later = ("cdn_url", "width", "height", "duration_s")
    return known | {name: template.open_ended(f"steps.{step}.files[{number}].{name}") for name in later}


def _remember(uploaded: Sequence[Outputs], step: StepContext) -> None:
    """Keep in mind what is in this session, so that a later step need not send it again."""
    session = step.client.session
    step.conversation.named |= hosts_of(file.get("cdn_url") for file in uploaded if file.get("sha256"))
    if session is not None:
        step.conversation.uploaded |= {
            (session.session_id, str(file["sha256"])): file for file in uploaded if file.get("sha256")
        }


def _cached(wanted: Sequence[_Wanted], step: StepContext) -> dict[str, Outputs]:
    """Return what earlier steps have brought into this very session."""
    session = step.client.session
    found = {one.key: step.conversation.uploaded.get((session.session_id, one.key)) for one in wanted if session}
    return {key: file for key, file in found.items() if file is not None}


def _bring(wanted: Sequence[_Wanted], step: StepContext) -> list[Outputs]:
    """Return what became of everything wanted, after as many tries as make sense."""
    if not wanted:
        return []
    if step.marks.planned is None:
        step.record(events.STEP_PLANNED, had=_count(step))
    if step.marks.intended is not None and step.client.session is not None:
        _look(wanted, step, limit_s=max(step.still_s(QUIET_S), LOOK_S))
    for pause_s in (*PAUSES_S, None):
        found = _taken(wanted, step.marks)
        missing = [number for number, one in enumerate(found) if one is None]
        try:
            sent = _send([wanted[number] for number in missing], step)
        except BackendError as error:
            if pause_s is None or not passing(error) or isinstance(error, NotSent | RateLimited):
                raise
            step.emit(events.WAIT_SCHEDULED, wait_s=pause_s, reason=type(error).__name__)
            step.clock.wait(pause_s)
            _look(wanted, step, limit_s=QUIET_S)
        else:
            became = dict(zip(missing, sent, strict=True))
            return [one or became[number] for number, one in enumerate(found)]
    raise AssertionError("the last try returns or raises")


def _send(wanted: Sequence[_Wanted], step: StepContext) -> list[Outputs]:
    """Return what became of files and urls, in their order (files come first)."""
    files = [one.what for one in wanted if isinstance(one.what, LocalFile)]
    urls = [one.what for one in wanted if isinstance(one.what, str)]

    def accepted(file: LocalFile, uploaded: UploadedFile) -> None:
        step.record(events.STEP_ACCEPTED, sha256=file.sha256, path=str(file.path), file=uploaded.as_outputs())

    if wanted:
        paths = [str(file.path) for file in files]
        step.record(events.STEP_INTENDED, sha256=[file.sha256 for file in files], paths=paths, urls=urls)
    sent = [one.as_outputs() for one in step.client.upload_files(files, on_accepted=accepted)] if files else []
    fetched = [one.as_outputs() for one in step.client.upload_urls(urls)] if urls else []
    for url, file in zip(urls, fetched, strict=True):
        step.record(events.STEP_ACCEPTED, url=url, file=file)
    return sent + fetched


def _taken(wanted: Sequence[_Wanted], marks: Marks) -> list[Outputs | None]:
    """Return what the marks know of each; an arrival counts for one file asked for."""
    left = [mark for mark in marks.accepted if "file" in mark]
    found: list[Outputs | None] = []
    for one in wanted:
        mark = next((mark for mark in left if one.key in (mark.get("sha256"), mark.get("url"))), None)
        if mark is not None:
            left.remove(mark)
        found.append(dict(mark["file"]) if mark else None)
    return found


def _look(wanted: Sequence[_Wanted], step: StepContext, *, limit_s: float) -> None:
    """Accept what the session has beyond what is known, until nothing is missing or that time is over.

    A backend that ends with the run is looked at once: whatever was on its way ended with it.
    """
    limit_s = 0.0 if step.client.ends_with_the_run else limit_s
    began_s = step.clock.protocol_s()
    while True:
        missing = [one for one, done in zip(wanted, _taken(wanted, step.marks), strict=True) if done is None]
        _accept(missing, _unclaimed(step), step)
        left_s = limit_s - (step.clock.protocol_s() - began_s)
        if left_s <= 0 or None not in _taken(wanted, step.marks):
            return
        step.emit(events.WAIT_SCHEDULED, wait_s=min(EVERY_S, left_s), reason="what was under way")
        step.clock.wait(min(EVERY_S, left_s))


def _accept(missing: Sequence[_Wanted], entries: list[Mapping[str, Any]], step: StepContext) -> None:
    for one in missing:
        entry = next((entry for entry in entries if entry.get("filename") == one.name), None)
        if entry is None:
            continue
        entries.remove(entry)
        if isinstance(one.what, LocalFile):
            file = read_entry(entry, one.what).as_outputs()
            step.record(events.STEP_ACCEPTED, sha256=one.key, path=str(one.what.path), file=file, seen_later=True)
        else:
            step.record(events.STEP_ACCEPTED, url=one.key, file=read_entry(entry, None).as_outputs(), seen_later=True)


def _unclaimed(step: StepContext) -> list[Mapping[str, Any]]:
    """Return the session's files that came since the step began and that no mark speaks of."""
    had = int((step.marks.planned or {}).get("had") or 0)
    left = [entry for entry in _entries(step.client.state().raw)[had:] if isinstance(entry, Mapping)]
    for file in _files(step.marks):
        same = [entry for entry in left if _place(entry.get("cdn_url")) == _place(file.get("cdn_url"))]
        same += [entry for entry in left if entry.get("filename") == file.get("filename")]  # a session made anew
        if same:
            left.remove(same[0])
    return left


def _count(step: StepContext) -> int:
    """Return how many files the session has; one that this step will open has none, and needs no question."""
    if step.client.session is None:
        return 0
    return len(_entries((step.conversation.state or step.client.state()).raw))


def _entries(raw: Mapping[str, Any]) -> list[Any]:
    found = raw.get("video_infos")
    return list(found) if isinstance(found, list) else []


def _files(marks: Marks) -> list[dict[str, Any]]:
    return [mark["file"] for mark in marks.accepted if "file" in mark]


def _place(url: Any) -> str:
    """Return what stays of an address when the port or its signature changes."""
    return urlsplit(url).path if isinstance(url, str) else ""


def _paths(value: Any, step: StepContext) -> list[Path]:
    return [path for text in _texts(value) for path in step.readable(text)]


def _sent(paths: list[Path], step: StepContext) -> list[Path]:
    """Return the files without fonts where the backend takes none."""
    return [path for path in paths if not media_types.is_foreign_font(path.name, step.client.formats)]


def _focused(files: list[LocalFile], said: Mapping[str, Any]) -> list[LocalFile]:
    """Return the files with where their subjects are; the schema has seen to it that each is a point or a box.

    Raises:
        InputRefused: no such file is sent.
    """
    for name in said:
        if all(name != file.path.name for file in files):
            raise InputRefused(
                f"'focus' names '{name}', which is not among the files", hint="write the file's own name"
            )
    return [replace(file, focus=tuple(said[file.path.name])) if file.path.name in said else file for file in files]


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        return [str(value)]
    return [text for item in value for text in _texts(item)]
