"""When another row may begin."""

import pytest

from imgfree.batches.order import Failures, Limits, Rate
from imgfree.batches.pace import LimitReached, Pace


class Hand:
    """A clock and a balance that a test turns."""

    now_s = 0.0
    spent: float | None = 0.0


def pace(limits: Limits, hand: Hand, rows: int = 10, guess: float = 0.0) -> Pace:
    """Return the pace of a batch that hand moves."""
    return Pace(limits, rows, lambda: hand.now_s, lambda: hand.spent, guess)


def test_a_rate_holds_over_any_window() -> None:
    """Two a minute: the third waits until the first is a minute old."""
    hand = Hand()
    limited = pace(Limits(rate=Rate(2, 60.0)), hand)
    waits = []
    for at_s in (0.0, 10.0, 20.0, 60.0):
        hand.now_s = at_s
        waits.append(limited.wait_s())
        if not waits[-1]:
            limited.begin()
    assert [0.0, 0.0, 40.0, 0.0] == waits


def test_too_many_failures_end_it() -> None:
    """More than were allowed, not as many."""
    limited = pace(Limits(max_failures=Failures(1)), Hand())
    limited.end(good=False)
    assert limited.may_begin(0)
    limited.end(good=False)
    with pytest.raises(LimitReached, match="^2 .* --max-failures is 1"):
        limited.may_begin(0)


def test_credits_are_never_passed_knowingly() -> None:
    """Rows under way count as much as those before have cost; what may still turn out well is waited for."""
    hand = Hand()
    limited = pace(Limits(max_credits=100), hand, guess=50)
    assert [True, True, False] == [limited.may_begin(running) for running in (0, 1, 2)]
    limited.end(good=True)
    hand.spent = 30.0
    assert [True, False] == [limited.may_begin(running) for running in (1, 2)]
    hand.spent = 90.0
    with pytest.raises(LimitReached, match="^90 .* 90, .* --max-credits is 100"):
        limited.may_begin(0)


def test_a_balance_that_nobody_knows_stops_nothing() -> None:
    """The backend did not answer; the next row asks again."""
    hand = Hand()
    hand.spent = None
    assert pace(Limits(max_credits=1), hand).may_begin(3)
