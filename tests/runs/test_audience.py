"""Who follows a run."""

from imgfree.runs.audience import NOBODY, Audience


def test_nobody_hears_anything() -> None:
    """And whoever hears only events is told nothing beside them."""
    assert () == NOBODY.sinks
    for one in (NOBODY, Audience(sinks=[print])):
        one.tell("advice")
        one.warn("a warning")


def test_advice_and_warnings_are_told_apart() -> None:
    """A script may want the one and not the other."""
    told: list[str] = []
    audience = Audience(tell=told.append, warn=lambda text: told.append(text.upper()))
    audience.tell("a")
    audience.warn("b")
    assert ["a", "B"] == told
