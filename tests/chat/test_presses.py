"""Ctrl-C in a conversation."""

import signal

import pytest

from imgfree.chat.presses import Presses
from imgfree.chat.room import Ended
from imgfree.runs.signals import endings


def test_each_press_interrupts_and_is_counted() -> None:
    """Whoever heeds a line sets the count back; afterwards Ctrl-C is what it was."""
    before = signal.getsignal(signal.SIGINT)
    with Presses.counted() as presses:
        for count in (1, 2):
            with pytest.raises(KeyboardInterrupt) as caught:
                signal.raise_signal(signal.SIGINT)
            assert not isinstance(caught.value, Ended)
            assert count == presses.count
        presses.count = 0
    assert before is signal.getsignal(signal.SIGINT)


@pytest.mark.parametrize("number", endings())
def test_other_signals_end_the_conversation(number: int) -> None:
    """SIGTERM, and a terminal that was closed."""
    with Presses.counted() as presses, pytest.raises(Ended):
        signal.raise_signal(number)
    assert 0 == presses.count
