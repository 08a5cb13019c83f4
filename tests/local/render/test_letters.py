"""Writing in every direction, and emoji."""

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from imgfree.local.render import RenderError
from imgfree.local.render.letters import Hand, blank_sheet, hand, width, write
from imgfree.local.render.type_styles import BOLD, STYLES


def _hand(text: str, style: str = "clean") -> Hand:
    return hand(text, "title", STYLES[style], BOLD)


def _written(text: str, how: Hand) -> Image.Image:
    sheet = blank_sheet(round(width(text, 80, how)) + 40, 140)
    write(text, (20, 100), 80, how, sheet)
    return sheet


def test_arabic_is_joined() -> None:
    """An Arabic word is narrower than its single letters: they are joined."""
    word = "مرحبا"
    assert width(word, 80, _hand(word)) < sum(width(char, 80, _hand(word)) for char in word)


@pytest.mark.parametrize("text", ["מבצע קיץ", "تخفيضات الصيف"])
def test_right_to_left_text_begins_at_the_right(text: str) -> None:
    """The picture of the first word is found at the right end of the line's picture, the last one's at the left."""
    how = _hand(text)
    first, last = (np.asarray(_written(word, how)) for word in text.split())
    whole = np.asarray(_written(text, how)).astype(int)
    assert 8 > np.abs(whole[:, -first.shape[1] + 22 : -20] - first[:, 22:-20]).mean()
    assert 8 > np.abs(whole[:, 20 : last.shape[1] - 22] - last[:, 20:-22]).mean()


def test_a_latin_word_does_not_turn_its_line_around() -> None:
    """In a Hebrew text a line that begins with a Latin word still begins at the right."""
    text = "Latte חדש"
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
    assert "ja" == _hand("直売サール\n特価").faces.eastern.language


def test_an_emoji_that_no_font_has_is_refused_by_name() -> None:
    """It is never a box: the error names it and says what to do."""
    with pytest.raises(RenderError, match=r"U\+1FFFD.*in the title") as caught:
        width("Sale \U0001fffd", 80, _hand("Sale"))
    assert "leave it out" in (caught.value.hint or "")


def test_control_characters_leave_no_boxes() -> None:
    """A tab is a space, the others are nothing, whatever the font would draw for them."""
    how = _hand("ab")
    assert width("a b", 40, how) == width("a\tb", 40, how)
    assert width("a[1mb", 40, how) == width("a\x07\x1b[1m\x7f\x9fb", 40, how)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", ["Summer Sale, 50 % off", "夏季特卖，限时八折￥199", "夏日 Sale"])
def test_every_sign_is_marked_where_it_stands(style: str, text: str) -> None:
    """The marks are the text, sign by sign, each from where the one before ends; the last ends the line."""
    how = _hand(text, style)
    sheet = blank_sheet(1600, 140)
    marks = write(text, (20.0, 100.0), 60, how, sheet)
    assert text == "".join(mark.text for mark in marks)
    assert all(one.right == pytest.approx(after.left, abs=1e-6) for one, after in pairwise(marks))
    assert marks[-1].right == pytest.approx(20 + width(text, 60, how))
    ink = sheet.getbbox()
    assert ink is not None
    assert 12 <= ink[0]
    assert ink[2] <= marks[-1].right + 20  # a flourish
