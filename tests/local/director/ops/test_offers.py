"""Prices and calls to action stay to the end; other texts stay as long as they always did."""

import pytest

from imgfree.local.director.ops.offers import lasting, lasts
from local.director.conversation import Session, lettered

LASTING = (
    "only $9",
    "From €19.90",
    "限时价￥199",
    "9块9",
    "全场8折",
    "20% off",
    "Order today",
    "Shop now",
    "立即下单",
    "www.bakery.com",
)
OTHERS = ("Slow mornings", "Our story", "慢慢发酵一整夜", "Since 1984", "50 years", "Recall", "Facebook", "第3天")


@pytest.mark.parametrize("text", LASTING)
def test_prices_and_calls_last(text: str) -> None:
    """Each says what something costs, or what is to be done."""
    assert lasts(text)


@pytest.mark.parametrize("text", OTHERS)
def test_other_texts_do_not(text: str) -> None:
    """Figures and words that only look alike are none."""
    assert not lasts(text)


@pytest.mark.parametrize(
    ("sentence", "time"),
    [
        ('add the text "only $9" at the bottom', (0, 9000)),
        ("在底部加文字“只要9元”", (0, 9000)),
        ('add the text "only $9" at the bottom from second 2', (2000, 7000)),
        ('add the text "only $9" at the bottom for 2 seconds', (0, 2000)),
        ('add the text "only $9" on photo 2', (3000, 3000)),
        ('add the text "Slow mornings" at the bottom', (0, 3000)),
    ],
)
def test_a_price_stays_to_the_end_unless_told_otherwise(session: Session, sentence: str, time: tuple[int, int]) -> None:
    """From where it begins; a time, or a photo, that was said is kept."""
    talk = session(3)
    talk.say("make a 9 second video with hard cuts", sentence)
    [price] = lettered(talk)
    [segment] = [one for track in talk.drafts[-1]["t"] if track["tt"] == 7 for one in track["sg"]]
    assert time == (price["start"], segment["d"])


@pytest.mark.parametrize(
    ("op", "position", "stays"), [("text", "top", True), ("title", "bottom", True), ("title", "top", False)]
)
def test_an_offer_stays_to_the_end(op: str, position: str, stays: bool) -> None:
    """So does a price that is said in one breath with the title above it; a title itself does not."""
    assert stays == ("all" == lasting(op, {"text": "only $19", "position": position}).get("anchor"))
    assert "anchor" not in lasting(op, {"text": "only $19", "position": position, "length_s": 2})
    assert "anchor" not in lasting(op, {"text": "Stoneware", "position": position})
