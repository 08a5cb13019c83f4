"""What everything that speaks to the world is given."""

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
