"""Numbers, times, percentages and ratios in both languages."""

import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from imgfree.local.director import numbers
from imgfree.local.director.sentence import fold


@pytest.mark.parametrize(
    ("text", "value"),
    [("12-second", 12), ("half a minute", 30), ("a minute and a half", 90), ("1m30s", 90),
     ("one minute and ten seconds", 70),
     ("two and a half minutes", 150), ("0.5s", 0.5), ("500 ms", 0.5), ("１０秒", 10), ("十二秒", 12), ("半分钟", 30),
     ("一分半", 90), ("1分30秒", 90), ("两分钟", 120), ("三秒半", 3.5), ("零点五秒", 0.5), ("零点二五秒", 0.25),
     ("零秒", 0),
     ("一分零五秒", 65), ("一分零点五秒", 60.5), ("二十五秒", 25), ("一百二十秒", 120)],
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


READERS: tuple[tuple[str, Callable[[str], object]], ...] = (
    (numbers.TIME, numbers.seconds), (numbers.CLOCK, numbers.seconds), (numbers.PERCENT, numbers.percent),
    (numbers.RATIO, numbers.ratio), (numbers.FRACTION, numbers.fraction), (numbers.NUM, numbers.number),
    (numbers.ORDINAL, numbers.ordinal),
)  # fmt: skip
UNITS_ZH = (
    "",
    "秒",
    "秒钟",
    "秒半",
    "毫秒",
    "分",
    "分半",
    "分钟",
    "分钟半",
    "个分钟",
    "%",
    "成",
    "成半",
    "张",
    "倍",
    "分贝",
    "帧",
)
UNITS_EN = ("", "second", "seconds", "s", "ms", "m", "minutes", "%", "percent", "x", "times", "db", "fps", "photos")
WORDS_EN = (
    "zero", "one", "seven", "twelve", "nineteen", "twenty", "ninety", "a", "an", "half", "and", "half a dozen", "dozen",
    "a hundred", "hundred", "quarter", "three quarters", "two thirds", "first", "third", "21st", "of a", "point",
)  # fmt: skip
DIGITS = (
    "0",
    "00",
    "1.5",
    ".5",
    "5.",
    "1,5",
    "1,000",
    "12,34",
    "９",
    "٣",
    "²",
    "½",
    "0:00",
    "1:30",
    "99:99",
    "9" * 320,
)


def phrases(count: int, seed: int) -> Iterator[str]:
    """Yield number phrases that a person, or a careless writer, may say: in both languages, right and wrong."""
    rng = random.Random(seed)

    def chinese() -> str:
        whole = "".join(
            rng.choice("零〇一二两三五九") + rng.choice(("", "", "十", "百")) for _ in range(rng.randint(0, 3))
        )
        part = rng.choice(("", "", "点五", "点零", "点", "半", "又", "个"))
        return rng.choice((whole, "零", "十", "百", "点", "几", rng.choice(DIGITS))) + part + rng.choice(UNITS_ZH)

    def english() -> str:
        words = [rng.choice(WORDS_EN + DIGITS) for _ in range(rng.randint(1, 4))]
        return rng.choice((" ", "-")).join(words) + rng.choice((" ", "-", "")) + rng.choice(UNITS_EN)

    for number in range(count):
        one = chinese if number % 2 else english
        lead = rng.choice(("", "", "第", "百分之")) if number % 2 else ""
        yield lead + one() + rng.choice(("", "", rng.choice(("零", "又", " and ", "分之", "比", ":")) + one()))


def test_reads_whatever_it_finds() -> None:
    """Whatever the patterns take for a number in 4,000 phrases is read as one; nothing raises."""
    for phrase in phrases(4_000, 1):
        for pattern, reader in READERS:
            for found in re.finditer(pattern, fold(phrase)):
                reader(found.group())


def test_directs_whatever_number_is_said(session: Callable[..., Any]) -> None:
    """A film can be asked for with any of 120 number phrases: there is an answer."""
    frames = (
        "fade in {}",
        "speed up {}",
        "音量{}",
        "转场{}",
        "去掉第{}张",
        "set the music to {}",
        "make it {}",
        "剪掉前{}",
    )
    for number, phrase in enumerate(phrases(120, 2)):
        assert session(3).say("make a video", frames[number % len(frames)].format(phrase)).clauses, phrase
