"""Time and fresh ids. Both are passed in, so that tests and replays decide what they are."""

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import Protocol

from imgfree.errors import StepTimedOut


class Clock(Protocol):
    """What the program knows of time.

    Protocol time (polls, back-off, idle and stream limits) may run faster than real time: `protocol_s` and `wait`
    share one scale, so a limit is compared and waited for in the same seconds.
    """

    def now_s(self) -> float:
        """Return seconds since the epoch."""
        ...

    def monotonic_s(self) -> float:
        """Return real seconds since some fixed moment; never goes back."""
        ...

    def protocol_s(self) -> float:
        """Return protocol seconds since some fixed moment; never goes back."""
        ...

    def real_s(self, protocol_s: float) -> float:
        """Return how many real seconds that many protocol seconds last."""
        ...

    def wait(self, protocol_s: float) -> None:
        """Return after that many protocol seconds."""
        ...


class SystemClock:
    """The machine's clock; `scale` multiplies every protocol wait (IMGFREE_TIME_SCALE)."""

    def __init__(self, scale: float = 1.0) -> None:
        self._scale = scale

    def now_s(self) -> float:
        """Return seconds since the epoch."""
        return time.time()

    def monotonic_s(self) -> float:
        """Return real seconds since some fixed moment."""
        return time.monotonic()

    def protocol_s(self) -> float:
        """Return protocol seconds since some fixed moment."""
        return time.monotonic() / self._scale

    def real_s(self, protocol_s: float) -> float:
        """Return how many real seconds that many protocol seconds last."""
        return protocol_s * self._scale

    def wait(self, protocol_s: float) -> None:
        """Sleep for that many protocol seconds."""
        time.sleep(max(0.0, protocol_s * self._scale))


class SameTime:
    """What a clock that ends waits in its own way has of the one behind it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now_s(self) -> float:
        """Return seconds since the epoch."""
        return self._clock.now_s()

    def monotonic_s(self) -> float:
        """Return real seconds since some fixed moment."""
        return self._clock.monotonic_s()

    def real_s(self, protocol_s: float) -> float:
        """Return how many real seconds that many protocol seconds last."""
        return self._clock.real_s(protocol_s)


class RunClock(SameTime):
    """The clock of one run: a step's `timeout` ends every wait and every limit check of that step."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self._deadline_s: float | None = None
        self._limit_s = 0.0

    @contextlib.contextmanager
    def limit(self, limit_s: float | None) -> Iterator[None]:
        """Raise StepTimedOut from any wait in the block that goes on for longer; None is no limit."""
        if limit_s is not None:
            self._limit_s, self._deadline_s = limit_s, self._clock.protocol_s() + limit_s
        try:
            yield
        finally:
            self._deadline_s = None

    def protocol_s(self) -> float:
        """Return protocol seconds since some fixed moment."""
        now_s = self._clock.protocol_s()
        if self._deadline_s is not None and now_s > self._deadline_s:
            self._deadline_s = None  # once: cleaning up may need the clock
            raise StepTimedOut(f"the step took longer than its timeout of {self._limit_s:g} s")
        return now_s

    def wait(self, protocol_s: float) -> None:
        """Return after that many protocol seconds, or at the deadline with StepTimedOut."""
        if self._deadline_s is None:
            self._clock.wait(protocol_s)
            return
        self._clock.wait(min(protocol_s, max(0.0, self._deadline_s - self._clock.protocol_s()) + 0.001))
        self.protocol_s()


class Ids(Protocol):
    """Where invented ids come from."""

    def uuid(self) -> str:
        """Return a fresh random UUID in its usual text form."""
        ...

    def render_id(self) -> str:
        """Return a fresh `render_<epoch ms>`; two calls never return the same one."""
        ...


class FreshIds:
    """Random UUIDs, and render ids from the clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last_ms = 0
        self._guard = threading.Lock()  # runs beside each other share this: two renders never have one id

    def uuid(self) -> str:
        """Return a random UUID."""
        import uuid  # only here: few commands need one

        return str(uuid.uuid4())

    def render_id(self) -> str:
        """Return `render_<epoch ms>`, counted up where the clock stands still."""
        with self._guard:
            self._last_ms = max(self._last_ms + 1, int(self._clock.now_s() * 1000))
            return f"render_{self._last_ms}"
