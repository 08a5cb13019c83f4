"""What everything that speaks to the world is given."""

from typing import Any

from imgfree import events
from imgfree.clock import FreshIds, SystemClock
from imgfree.tools import Tools


def test_each_run_masks_its_own_secrets() -> None:
    """Nobody hears its events unless somebody is told to, and no redactor is shared."""
    clock = SystemClock()
    one, other = (Tools(clock, FreshIds(clock)) for _ in range(2))
    one.redactor.add("a-secret-of-one")
    assert "***" == one.redactor.text("a-secret-of-one")
    assert "a-secret-of-one" == other.redactor.text("a-secret-of-one")
    assert events.ignore is one.emit


def test_a_pause_is_said_before_it_is_made() -> None:
    """Its length to the millisecond, and why; whoever watches knows what is being waited for."""
    clock = SystemClock(0.001)
    said: list[tuple[str, dict[str, Any], float]] = []

    def hear(event: str, /, **fields: Any) -> None:
        said.append((event, fields, clock.protocol_s()))

    Tools(clock, FreshIds(clock), hear).pause(2.00004, "rate limit")
    [(event, fields, at_s)] = said
    assert (events.WAIT_SCHEDULED, {"wait_s": 2.0, "reason": "rate limit"}) == (event, fields)
    assert clock.protocol_s() - at_s >= 2
