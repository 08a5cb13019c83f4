"""The clock of a row: it also tells when the whole batch is to stop, and when the row has taken too long."""

import threading

from imgfree.clock import Clock, SameTime
from imgfree.errors import RunTimedOut

_GRACE_S = 10.0  # real seconds in which a row that took too long may clean up


class RowClock(SameTime):
    """Any wait ends with KeyboardInterrupt once `stop` is set, with RunTimedOut after `deadline_s` real seconds.

    The interrupt comes once: cleaning up may need the clock.
    """

    def __init__(self, clock: Clock, stop: threading.Event, deadline_s: float | None) -> None:
        super().__init__(clock)
        self._stop = stop
        self._told = False
        self._limit_s = deadline_s
        self._ends_s = None if deadline_s is None else clock.monotonic_s() + deadline_s

    def protocol_s(self) -> float:
        """Return protocol seconds since some fixed moment."""
        self._check()
        return self._clock.protocol_s()

    def wait(self, protocol_s: float) -> None:
        """Return after that many protocol seconds, sooner where the batch or the row ends."""
        self._check()
        real_s = self._clock.real_s(max(0.0, protocol_s))
        if self._ends_s is not None:
            real_s = min(real_s, max(0.0, self._ends_s - self._clock.monotonic_s()))
        if self._told:
            self._clock.wait(protocol_s)
        else:
            self._stop.wait(real_s)
        self._check()

    def _check(self) -> None:
        if self._stop.is_set() and not self._told:
            self._told = True
            raise KeyboardInterrupt
        if self._ends_s is not None and self._clock.monotonic_s() >= self._ends_s:
            self._ends_s = self._clock.monotonic_s() + _GRACE_S
            raise RunTimedOut(
                f"the row took longer than {self._limit_s:g} s, its deadline", hint="give more with --deadline"
            )
