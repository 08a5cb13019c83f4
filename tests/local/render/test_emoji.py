"""Which characters are emoji, and what they look like."""

import pytest

from imgfree.local.render.emoji import cut
from imgfree.local.render.letters import hand, width
from imgfree.local.render.type_styles import BOLD, STYLES

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


SEQUENCES = (
    "\U0001f525",
    "\u2600\ufe0f",
    "\U0001f44d\U0001f3fd",
    FAMILY,
    "\U0001f3f3\ufe0f\u200d\U0001f308",
    "\U0001f1eb\U0001f1f7",
    "5\ufe0f\u20e3",
    "\u2764\ufe0f",
    "\u2b50",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "\U0001f9d1\U0001f3fd\u200d\U0001f680",
)


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_an_emoji_is_one_piece(sequence: str) -> None:
    """Flags, families, skin tones, keycaps and selectors stay together, and text around them stays text."""
    assert [("Sale ", False), (sequence, True), (" 50", False)] == cut(f"Sale {sequence} 50")


def test_text_is_no_emoji() -> None:
    """Digits, marks, arrows and Han characters are letters."""
    assert [("50 % © 夏 → ☀ #1", False)] == cut("50 % © 夏 → ☀ #1")
    assert [("7\ufe0f、\ufe0f \U0001f1eb", False)] == cut("7\ufe0f、\ufe0f \U0001f1eb")


@pytest.mark.parametrize("sequence", SEQUENCES[:4])
def test_an_emoji_is_written_as_one_sign(sequence: str) -> None:
    """The font that comes with us draws it as one sign, as wide as an emoji is."""
    assert 60 < width(sequence, 100, hand(sequence, "title", STYLES["clean"], BOLD)) < 150
