"""Numbers, times, percentages and ratios in both languages."""

import re

import pytest

from imgfree.local.director import numbers
from imgfree.local.director.sentence import fold


@pytest.mark.parametrize(
    ("text", "value"),
    [("12-second", 12), ("half a minute", 30), ("a minute and a half", 90), ("1m30s", 90),
     ("one minute and ten seconds", 70),
     ("two and a half minutes", 150), ("0.5s", 0.5), ("500 ms", 0.5), ("１０秒", 10), ("十二秒", 12), ("半分钟", 30),
     ("一分半", 90), ("1分30秒", 90), ("两分钟", 120), ("三秒半", 3.5), ("二十五秒", 25), ("一百二十秒", 120)],
)  # fmt: skip
def test_reads_lengths_of_time(text: str, value: float) -> None:
    """A length of time is found whole and read in seconds."""
    match = re.search(numbers.TIME, fold(text))
    assert match is not None
    assert value == numbers.seconds(match.group())


@pytest.mark.parametrize("text", ["cooler tones", "one second photo"[:3], "9:16", "剪成一段"])
def test_leaves_other_words_alone(text: str) -> None:
    """Words that only contain a number word are no lengths of time."""
    assert re.search(numbers.TIME, fold(text)) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("35%", 0.35), ("三成", 0.3), ("三成半", 0.35), ("百分之三十五", 0.35), ("20 percent", 0.2), ("５０％", 0.5)],
)
def test_reads_shares(text: str, value: float) -> None:
    """Percent, 成 and 百分之 are shares of one."""
    assert value == numbers.percent(fold(text))


@pytest.mark.parametrize(
    ("text", "value"), [("9:16", "9:16"), ("16 x 9", "16:9"), ("九比十六", "9:16"), ("９：１６", "9:16")]
)
def test_reads_ratios(text: str, value: str) -> None:
    """Ratios come in digits, words and full width."""
    match = re.search(numbers.RATIO, fold(text))
    assert match is not None
    assert value == numbers.ratio(match.group())


@pytest.mark.parametrize("text", ["0:28", "1:20", "10:30"])
def test_times_are_no_ratios(text: str) -> None:
    """Only a closed list of ratios is one; the rest are times."""
    assert re.search(numbers.RATIO, text) is None
