"""The clock of a row ends it with the batch, or after its deadline."""

import threading

import pytest

from imgfree.batches.clock import RowClock
from imgfree.clock import SystemClock
from imgfree.errors import RunTimedOut


class Turned(SystemClock):
    """A clock that stands where a test has put it."""

    at_s = 0.0

    def monotonic_s(self) -> float:
        """Return that moment."""
        return self.at_s


def test_a_stop_interrupts_once() -> None:
    """Waiting or looking at the clock; cleaning up may go on then."""
    stop = threading.Event()
    clock = RowClock(SystemClock(0.001), stop, None)
    clock.wait(0.1)
    stop.set()
    with pytest.raises(KeyboardInterrupt):
        clock.wait(10_000_000)
    clock.wait(0.1)
    assert clock.protocol_s() > 0


def test_a_deadline_comes_again() -> None:
    """It ends the step, and after a while what goes on all the same."""
    turned = Turned()
    clock = RowClock(turned, threading.Event(), 5.0)
    clock.protocol_s()
    turned.at_s = 5.0
    with pytest.raises(RunTimedOut, match="longer than 5 s"):
        clock.protocol_s()
    clock.protocol_s()
    turned.at_s = 15.0
    with pytest.raises(RunTimedOut):
        clock.wait(1.0)


def test_time_is_the_clocks_own() -> None:
    """Scale and epoch."""
    clock = RowClock(SystemClock(0.5), threading.Event(), None)
    assert 5.0 == clock.real_s(10.0)
    assert clock.now_s() > 1e9
    assert clock.monotonic_s() > 0
