"""Open a cassette: for recording, or for replaying."""

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx

from imgfree import disk, wire
from imgfree.cassette import form
from imgfree.cassette.asked import recorded
from imgfree.cassette.bodies import SIDE_FILE
from imgfree.cassette.form import Recording
from imgfree.cassette.player import Player
from imgfree.cassette.recorder import Place, Recorder
from imgfree.cassette.scrub import REDACTED, Scrubber
from imgfree.cassette.sources import ReplayedClock, ReplayedIds
from imgfree.clock import Clock, Ids
from imgfree.errors import CassetteMissing, Interrupted
from imgfree.events import CASSETTE_CLOSED, CASSETTE_OPENED, CASSETTE_PLACEHOLDER_USED, Emit, ignore
from imgfree.tools import Tools

_LONGEST_BYTES = 2_000_000_000  # of a side file
Mode = Literal["once", "none", "all"]


@dataclass(frozen=True)
class Taping:
    """An open cassette: what a client is built with, so that it records, or replays."""

    path: Path
    replays: bool
    transport: httpx.BaseTransport
    clock: Clock
    ids: Ids
    about: Mapping[str, Any]  # what the recording said of itself
    token: str | None  # stands for the token of a recording that began signed in; None: it signed in itself
    _finish: Callable[[], None]
    _unplayed: Callable[[], list[str]]
    _tell: Callable[[Iterable[str]], None]

    def tell(self, events: Iterable[str]) -> None:
        """Put lines that say what the run did at the end of a recording; a replay's cassette stays as it is."""
        self._tell(events)

    def finish(self) -> None:
        """Put the recording in its place, or check that all of it was replayed; once is enough.

        Raises:
            CassetteMismatch: a request did not match, even if that error was lost on its way.
            CassetteUnplayed: something was recorded and not asked for.
        """
        self._finish()

    def unplayed(self) -> list[str]:
        """Return 'METHOD /path' of what was recorded and not asked for so far; nothing while recording."""
        return self._unplayed()


@contextlib.contextmanager
def recording(
    path: Path,
    tools: Tools,
    *,
    mode: Mode,
    inner: httpx.BaseTransport,
    media: Literal["keep", "digest"] = "keep",
    about: Mapping[str, Any] | None = None,
    go_on: bool = False,
) -> Iterator[Taping]:
    """Yield a taping that records to `path`.

    `mode` is vcrpy's: `all` records anew, `once` replays a cassette that is there and records one that is not, `none`
    never records. The cassette is in its place when the block ends, also by a failure; after an interruption what was
    recorded so far is readable, but a finished cassette is not replaced. `go_on` adds to such a recording.
    `inner` is the transport to the network and is closed by the client; the tools' clock must not raise.
    """
    there = path.is_file() and form.read(path) if mode == "once" else None
    if mode == "none" or (there and there.finished):
        with replaying(path, emit=tools.emit) as taping:
            yield taping
        return
    place = Place(_growing(path), path)
    earlier = _earlier(place.growing) if go_on else None
    begun = {"format": 1, "started_s": int(tools.clock.now_s()), "media": media, **(about or {})}
    told = _resumed(earlier) if earlier else begun
    made = earlier.interactions if earlier else ()
    recorder = Recorder(inner, place, tools, about=told, media=media, earlier=made)

    def finish() -> None:
        recorder.finish(complete=True)

    tools.emit(CASSETTE_OPENED, path=str(path), mode="record")
    try:
        yield Taping(path, False, recorder, tools.clock, recorder.ids, told, None, finish, list, recorder.tell)
    except BaseException as error:
        complete = isinstance(error, Exception) and not isinstance(error, Interrupted)
        recorder.finish(complete=complete)
        raise
    finally:
        recorder.finish(complete=True)
        tools.emit(CASSETTE_CLOSED, path=str(path), mode="record", recorded=recorder.recorded)


@contextlib.contextmanager
def replaying(path: Path, *, emit: Emit = ignore) -> Iterator[Taping]:
    """Yield a taping that replays `path`: no network, no waiting; the file stays as it is.

    Raises:
        CassetteMissing: there is no such cassette, or it cannot be read.
    """
    tape = form.read(path)
    clock = ReplayedClock(_started_s(tape))

    def on_placeholder(address: str) -> None:
        emit(CASSETTE_PLACEHOLDER_USED, address=address.partition("?")[0])

    player = Player(tape, scrubber=Scrubber(), clock=clock, on_placeholder=on_placeholder)

    def unplayed() -> list[str]:
        return [str(recorded(made)) for made in player.unplayed()]

    emit(CASSETTE_OPENED, path=str(path), mode="replay")
    try:
        ids = ReplayedIds(tape)
        yield Taping(path, True, player, clock, ids, tape.about, _token(tape), player.check, unplayed, _ignore)
    finally:
        emit(CASSETTE_CLOSED, path=str(path), mode="replay", played=player.played, unplayed=len(player.unplayed()))


def inline_bodies(request: Any, response: dict[str, Any], cassette: Any) -> tuple[Any, dict[str, Any]]:
    """Return the interaction with its side file read in: an `after_load_interaction` hook for plain vcrpy.

    Raises:
        CassetteMissing: it names no side file of this cassette, or that is not there.
    """
    name = response.get("imgfree", {}).get("file")
    if name:
        response["body"]["string"] = _side_file(form.bodies_folder(Path(cassette.path)), name)
    return request, response


def _side_file(folder: Path, name: Any) -> bytes:
    """Return the content of a side file, and of nothing else that a cassette may name."""
    if not isinstance(name, str) or not SIDE_FILE.fullmatch(name):
        raise CassetteMissing(f"{name!r} is no side file")
    try:
        content = disk.read(folder / name, most_bytes=_LONGEST_BYTES, base=folder.parent)
    except OSError as error:
        raise CassetteMissing(f"the side file '{folder.name}/{name}' cannot be read: {error.strerror}") from error
    if not name.startswith(("part-", hashlib.sha256(content).hexdigest())):
        raise CassetteMissing(f"the side file '{folder.name}/{name}' is damaged", hint="record it again")
    return content


def _ignore(events: Iterable[str]) -> None:
    """Take events and do nothing with them."""


def _growing(path: Path) -> Path:
    """Return where a recording grows: in its place if that is free, so that it is found there whatever happens."""
    beside = path.with_name(path.name + ".part")
    return beside if beside.exists() or (path.is_file() and _finished(path)) else path


def _finished(path: Path) -> bool:
    try:
        return form.read(path).finished
    except CassetteMissing:
        return True  # whatever it is, it is not ours to overwrite before there is something better


def _earlier(growing: Path) -> Recording | None:
    return form.read(growing) if growing.is_file() else None


def _resumed(earlier: Recording) -> dict[str, Any]:
    """Return what a recording says of itself when it goes on after an interruption."""
    return {**earlier.about, "resumed": [*earlier.about.get("resumed", []), len(earlier.interactions)]}


def _started_s(tape: Recording) -> float:
    return float(tape.about.get("started_s", 0))


def _token(tape: Recording) -> str | None:
    """Return a stand-in unless the first request asked for a token."""
    first = recorded(tape.interactions[0]).path if tape.interactions else ""
    return None if first == wire.ANONYMOUS_TOKEN else REDACTED
