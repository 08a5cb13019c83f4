"""Run against a cassette: what is recorded, or what stands in for the network, the clock and the home."""

import contextlib
import dataclasses
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

from imgfree import cassette, wire
from imgfree.cassette import Mode, Taping
from imgfree.clock import RunClock
from imgfree.events import Emit
from imgfree.runs import backend
from imgfree.runs.app import App
from imgfree.runs.backend import Choice
from imgfree.tools import Tools


@dataclass(frozen=True)
class Tape:
    """What the user asked for: at most one of `record` and `replay`."""

    record: Path | None = None
    replay: Path | None = None
    mode: Mode = "all"
    media: Literal["keep", "digest"] = "keep"

    def to_event(self) -> dict[str, Any]:
        """Return the fields in which a journal keeps what was asked for."""
        return {
            "record": str(self.record) if self.record else None,
            "record_media": self.media,
            "replay": str(self.replay) if self.replay else None,
        }

    @classmethod
    def from_event(cls, began: Mapping[str, Any], here: Callable[[Path], Path]) -> Self:
        """Return what is left to record of a run that began so: the rest of the cassette, in the same way.

        `here` says where a path of that run leads to now.
        """
        record = began.get("record")
        return cls(record=here(Path(record)) if record else None, media=began.get("record_media", "keep"))


def choice_of(tape: Tape) -> Choice | None:
    """Return the backend that a replay stands for; None if the network is asked."""
    path = tape.replay
    if path is None and tape.record is not None and tape.mode != "all" and tape.record.exists():
        path = tape.record
    if path is None:
        return None
    named = cassette.read(path).about.get("backend", "nemo")
    return Choice("local" if named == "local" else "nemo", f"replayed from {path}")


@contextlib.contextmanager
def taped(
    app: App, tape: Tape, choice: Choice, *, run_id: str, emit: Emit, go_on: bool = False
) -> Iterator[tuple[App, Taping | None]]:
    """Yield the app as the run shall see it, and the open cassette if there is one."""
    if tape.record is None and tape.replay is None:
        yield app, None
        return
    with contextlib.ExitStack() as stack:
        if tape.replay is not None:
            taping = stack.enter_context(cassette.replaying(tape.replay, emit=emit))
        else:
            taping = stack.enter_context(_recording(app, tape, choice, run_id, emit, go_on))
        settings = app.settings
        if taping.replays:
            home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="imgfree-")))
            settings = dataclasses.replace(
                settings, token=taping.token, client_id=None, client_id_file=None, own_home=home, api_url=wire.API_URL
            )
        yield dataclasses.replace(app, settings=settings, clock=RunClock(taping.clock), ids=taping.ids), taping


def _recording(
    app: App, tape: Tape, choice: Choice, run_id: str, emit: Emit, go_on: bool
) -> contextlib.AbstractContextManager[Taping]:
    from imgfree.client.network import Network

    assert tape.record is not None
    pace: tuple[float, float | None] = (wire.RENDER_POLL_S, backend.NEMO_RENDER_LIMIT_S)
    if choice.name == "local":
        pace = (backend.local_pace(app.settings)[0], None)
    about: dict[str, Any] = {
        "backend": choice.name,
        "poll_s": pace[0],
        "render_limit_s": pace[1],
        "run_id": run_id,
    }
    return cassette.recording(
        tape.record,
        Tools(app.system, app.ids, emit, app.redactor),
        mode=tape.mode,
        inner=Network(),
        about=about,
        media=tape.media,
        go_on=go_on,
    )
