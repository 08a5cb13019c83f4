"""Time and ids of a recording, and the same again for its replay."""

import threading
import uuid

from imgfree.cassette.form import Recording
from imgfree.clock import Ids

_Noted = tuple[int, str, str]
_SLACK_NS = 1  # a real wait is never too short either


class NotedIds:
    """Passes ids on and notes them, so that a replay can repeat them."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._lock = threading.Lock()
        self._count = 0
        self._new: list[_Noted] = []

    def uuid(self) -> str:
        """Return a fresh random UUID."""
        return self._note("uuid", self._ids.uuid())

    def render_id(self) -> str:
        """Return a fresh render id."""
        return self._note("render", self._ids.render_id())

    def take(self) -> tuple[_Noted, ...]:
        """Return what was noted since the last call: number, kind, value."""
        with self._lock:
            new, self._new = self._new, []
        return tuple(new)

    def _note(self, kind: str, value: str) -> str:
        with self._lock:
            self._new.append((self._count, kind, value))
            self._count += 1
        return value


class ReplayedIds:
    """Gives the recorded ids again, in order and by kind; after the last one, ids that are the same in every replay."""

    def __init__(self, recording: Recording) -> None:
        noted = sorted(item for made in recording.interactions for item in made.facts.ids)
        self._left = {
            kind: [value for _, found, value in reversed(noted) if found == kind] for kind in ("uuid", "render")
        }
        self._made = 0

    def uuid(self) -> str:
        """Return the next recorded UUID."""
        found = self._left["uuid"].pop() if self._left["uuid"] else ""
        return found if _is_uuid(found) else str(uuid.uuid5(uuid.NAMESPACE_OID, f"replay {self._number()}"))

    def render_id(self) -> str:
        """Return the next recorded render id."""
        return self._left["render"].pop() if self._left["render"] else f"render_{self._number()}"

    def _number(self) -> int:
        self._made += 1
        return self._made


class ReplayedClock:
    """Time in which every wait is over at once. It stands at the recorded moment and advances by what was recorded."""

    def __init__(self, started_s: float) -> None:
        self._started_s = started_s
        self._elapsed_ns = 0
        self._owed_ms = 0
        self._lock = threading.Lock()

    def now_s(self) -> float:
        """Return seconds since the epoch, as they were."""
        return self._started_s + self.protocol_s()

    def monotonic_s(self) -> float:
        """Return seconds since the beginning."""
        return self.protocol_s()

    def protocol_s(self) -> float:
        """Return seconds since the beginning."""
        return self._elapsed_ns / 1e9

    def real_s(self, protocol_s: float) -> float:
        """Return the same number: who waits for a replayed answer waits for nothing."""
        return protocol_s

    def wait(self, protocol_s: float) -> None:
        """Let that time be over."""
        self.advance(max(0, round(protocol_s * 1e9)) + _SLACK_NS)

    def advance(self, elapsed_ns: int) -> None:
        """Let time pass, what is owed included."""
        with self._lock:
            self._elapsed_ns += elapsed_ns + self._owed_ms * 1_000_000
            self._owed_ms = 0

    def owe(self, elapsed_ms: int) -> None:
        """Let time pass with the next wait or request.

        A body is played faster than its reader takes it in, perhaps on another thread: were its time to pass while it
        plays, limits would be exceeded by pieces that have long been there.
        """
        with self._lock:
            self._owed_ms += elapsed_ms


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
