"""Time and ids come from one source."""

import time

import pytest

from imgfree.clock import FreshIds, RunClock, SystemClock
from imgfree.errors import StepTimedOut


def test_protocol_time_and_waits_share_one_scale() -> None:
    """Waiting 50 protocol seconds at a scale of 0.001 takes 50 of them and about 0.05 real ones."""
    clock = SystemClock(0.001)
    began_s, real_s = clock.protocol_s(), time.monotonic()
    clock.wait(50)
    assert clock.protocol_s() - began_s >= 50
    assert time.monotonic() - real_s < 10


def test_a_limit_ends_a_wait_once() -> None:
    """A wait beyond the step's timeout raises at the deadline; cleaning up afterwards may use the clock."""
    clock = RunClock(SystemClock(0.001))
    with clock.limit(5), pytest.raises(StepTimedOut, match="timeout of 5 s"):
        clock.wait(10_000_000)
    clock.wait(1)
    with clock.limit(None):
        clock.wait(1)


def test_render_ids_never_repeat() -> None:
    """Ids made in the same millisecond still differ and look like render_<ms>."""
    ids = FreshIds(SystemClock())
    made = [ids.render_id() for _ in range(100)]
    assert 100 == len(set(made))
    assert all(name.removeprefix("render_").isdigit() for name in made)
