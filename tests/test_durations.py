"""Lengths of time: one way to write them, for recipes and for a backend that is to misbehave."""

import pytest

from imgfree.durations import duration_s, moment
from imgfree.errors import InputRefused


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("500ms", 0.5), ("30s", 30), ("5m", 300), ("1m30s", 90), ("1.5h", 5400), ("0s", 0), ("1h2m3s4ms", 3723.004)],
)
def test_durations_have_units(text: str, seconds: float) -> None:
    """A length of time is a sum of numbers with units."""
    assert seconds == duration_s(text)


@pytest.mark.parametrize("text", ["", "30", "s", "5 s", "-5s", "1e3s", "5d", "5s!", "5sm"])
def test_other_durations_are_refused(text: str) -> None:
    """Nothing is guessed about a length of time."""
    with pytest.raises(InputRefused):
        duration_s(text)


@pytest.mark.parametrize(
    ("at_s", "expected"), [(0, "0:00.0"), (3.24, "0:03.2"), (64.5, "1:04.5"), (59.96, "1:00.0"), (3600, "60:00.0")]
)
def test_moments_are_minutes_and_seconds(at_s: float, expected: str) -> None:
    """To a tenth; no minute has sixty seconds."""
    assert expected == moment(at_s)
