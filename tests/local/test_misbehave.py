"""Faults on request: how they are written, and that they strike the same way again."""

import pytest

from imgfree.local.misbehave import Dice, Misbehave, MisbehaviourUnknown, parse


def test_reads_every_fault() -> None:
    """Each name sets its own fault, with durations in their usual units."""
    text = "silent=0.3, cut=0.1,fail_render=1,heartbeat=500ms,slow=2s,credits=5"
    text += ",expire=1m,gone=2,rate=1,status=envelope,seed=7"
    assert Misbehave(0.3, 0.1, 1.0, 0.5, 2.0, 5, 60.0, 2, 1, True, 7) == parse(text)


def test_asks_for_nothing_by_default() -> None:
    """The empty text is a backend that behaves."""
    assert Misbehave() == parse("")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("silnt=1", "'silnt' is no misbehaviour"),
        ("silent=2", "'silent' cannot be '2'"),
        ("silent=nan", "'silent' cannot be 'nan'"),
        ("heartbeat=5", "'heartbeat' cannot be '5'"),
        ("heartbeat=0s", "'heartbeat' cannot be '0s'"),
        ("credits=-1", "'credits' cannot be '-1'"),
        ("status=500", "'status' cannot be '500'"),
        ("cut", "'cut' cannot be ''"),
    ],
)
def test_refuses_what_it_does_not_know(text: str, message: str) -> None:
    """A wrong name or value is a wrong command line, and the hint says what is known."""
    with pytest.raises(MisbehaviourUnknown) as caught:
        parse(text)
    assert (2, message) == (caught.value.exit_code, caught.value.message)
    assert caught.value.hint


def test_strikes_the_same_ones_again() -> None:
    """The same seed gives the same row, whatever other faults are thrown in between; the share comes out."""
    alone, mixed = Dice(3), Dice(3)
    row = [alone.strikes("silent", 0.3) for _ in range(1000)]
    again = []
    for _ in range(1000):
        mixed.strikes("cut", 0.5)
        again.append(mixed.strikes("silent", 0.3))
    assert row == again
    assert 250 < sum(row) < 350


@pytest.mark.parametrize(("share", "struck"), [(0.0, 0), (1.0, 50)])
def test_never_and_always(share: float, struck: int) -> None:
    """Zero strikes none and one strikes all."""
    dice = Dice(0)
    assert struck == sum(dice.strikes("cut", share) for _ in range(50))
