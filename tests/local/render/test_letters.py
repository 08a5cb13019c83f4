"""Writing in every direction, and emoji as pictures."""

import numpy as np
import pytest
from PIL import Image, features

from imgfree.local.render import RenderError
from imgfree.local.render.emoji import cut, emoji
from imgfree.local.render.faces import emoji_faces
from imgfree.local.render.fonts import face_for, runs
from imgfree.local.render.letters import Hand, blank_sheet, hand, width, write

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


def _hand(text: str) -> Hand:
    return hand(text, "title", bold=False, serif=False)


def _written(text: str, how: Hand) -> Image.Image:
    sheet = blank_sheet(round(width(text, 80, how)) + 40, 140)
    write(text, (20, 100), 80, how, sheet)
    return sheet.letters


def _needs(text: str) -> None:
    try:
        runs(text, _hand(text).base, "title")
    except RenderError:
        pytest.skip("no font for it on this machine")
    if not features.check("raqm"):
        pytest.skip("no libfribidi on this machine")


def test_arabic_is_joined() -> None:
    """An Arabic word is narrower than its single letters: they are joined."""
    word = "مرحبا"
    _needs(word)
    assert width(word, 80, _hand(word)) < sum(width(char, 80, _hand(word)) for char in word)


@pytest.mark.parametrize("text", ["מבצע קיץ", "تخفيضات الصيف"])
def test_right_to_left_text_begins_at_the_right(text: str) -> None:
    """The picture of the first word is found at the right end of the line's picture, the last one's at the left."""
    _needs(text)
    how = _hand(text)
    first, last = (np.asarray(_written(word, how)) for word in text.split())
    whole = np.asarray(_written(text, how)).astype(int)
    assert 8 > np.abs(whole[:, -first.shape[1] + 22 : -20] - first[:, 22:-20]).mean()
    assert 8 > np.abs(whole[:, 20 : last.shape[1] - 22] - last[:, 20:-22]).mean()


def test_a_latin_word_does_not_turn_its_line_around() -> None:
    """In a Hebrew text a line that begins with a Latin word still begins at the right."""
    text = "Latte חדש"
    _needs(text)
    leftward, rightward = _hand("קפה Latte חדש"), _hand("Latte חדש")
    latte = np.asarray(_written("Latte", leftward))[:, 24:-24]
    assert leftward.leftward
    assert not rightward.leftward
    assert 8 > np.abs(np.asarray(_written(text, leftward)).astype(int)[:, -latte.shape[1] - 24 : -24] - latte).mean()
    assert 8 > np.abs(np.asarray(_written(text, rightward)).astype(int)[:, 24 : 24 + latte.shape[1]] - latte).mean()


def test_latin_quotation_marks_are_narrow() -> None:
    """An apostrophe takes no square: in a Latin text, and between Latin letters in a Chinese one."""
    for text, around in (("It\u2019s", "Its"), ("夏天It\u2019s", "夏天Its")):
        assert 80 * 0.4 > width(text, 80, _hand(text)) - width(around, 80, _hand(around))


def test_each_language_keeps_its_shapes_on_every_line() -> None:
    """A line of Han characters in a Japanese text is written by the Japanese face."""
    assert face_for("直売サール") == _hand("直売サール\n特価").base


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_an_emoji_is_one_piece(sequence: str) -> None:
    """Flags, families, skin tones, keycaps and selectors stay together, and text around them stays text."""
    assert [("Sale ", False), (sequence, True), (" 50", False)] == cut(f"Sale {sequence} 50")


def test_text_is_no_emoji() -> None:
    """Digits, marks, arrows and Han characters are letters."""
    assert [("50 % © 夏 → ☀ #1", False)] == cut("50 % © 夏 → ☀ #1")
    assert [("7\ufe0f、\ufe0f \U0001f1eb", False)] == cut("7\ufe0f、\ufe0f \U0001f1eb")


@pytest.mark.skipif(not emoji_faces(), reason="no emoji font on this machine")
@pytest.mark.parametrize("sequence", SEQUENCES)
def test_an_emoji_has_its_colours(sequence: str) -> None:
    """One picture as wide as a capital or so, standing on the line, and not in grey."""
    made = emoji(sequence, 100)
    assert made is not None
    assert 60 < made.advance < 140
    assert 60 < made.rise < 130
    if sequence != FAMILY:  # drawn in grey by its designers
        pixels = np.asarray(made.picture).astype(int)
        assert 30 < np.ptp(pixels[pixels[:, :, 3] > 200][:, :3], axis=1).max()


def test_an_emoji_that_no_font_has_is_refused_by_name() -> None:
    """It is never a box: the error names it and says what to install."""
    with pytest.raises(RenderError, match=r"U\+1FFFD.*in the title") as caught:
        width("Sale \U0001fffd", 80, _hand("Sale"))
    assert "emoji font" in (caught.value.hint or "")


def test_control_characters_leave_no_boxes() -> None:
    """A tab is a space, the others are nothing, whatever the font would draw for them."""
    how = _hand("ab")
    assert width("a b", 40, how) == width("a\tb", 40, how)
    assert width("a[1mb", 40, how) == width("a\x07\x1b[1m\x7f\x9fb", 40, how)
