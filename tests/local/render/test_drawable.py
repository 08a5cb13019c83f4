"""What can be drawn is known from the fonts that come with us, before anything is rendered."""

import pytest

from imgfree.local.render.drawable import Drawable, drawable, fitting
from imgfree.local.render.reel import Lettering, Reel
from imgfree.local.render.text import faces_of, words_layer

LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzesentwurfsbesprechungsprotokolle"
CANVASES = [(1080, 1920), (360, 360), (1920, 1080)]


@pytest.mark.parametrize("text", ["Summer Sale", "夏季特卖", "Zażółć gęślą jaźń", "Привіт", "Ελλάδα", "a\nb", ""])
def test_what_can_be_drawn_stays_as_it_is(text: str) -> None:
    """Latin, Greek, Cyrillic and Chinese letters are drawn everywhere."""
    assert Drawable(text) == drawable(text)


def test_what_no_font_has_is_taken_out_and_told() -> None:
    """The rest is tidied up; what went is named as it was written, with the reason and the remedy."""
    found = drawable("Summer \U0010fff0 Sale\n\U0010fff1")
    assert "Summer Sale" == found.text
    assert ["\U0010fff0", "\U0010fff1"] == [part.text for part in found.missing]
    assert all("no font that comes" in part.why and "brand.yaml" in part.hint for part in found.missing)


@pytest.mark.parametrize(
    "text",
    [
        "Summer 🌞 Sale 🎉",
        "👨‍👩‍👧 we ♥ you",
        "สวัสดี hello ราคา",
        "नमस्ते दुनिया",
        "שלום",
        "Cafe\u0301 ꦗꦮ",
        "夏日☀️特惠",
        "🇫🇷",
    ],
)
def test_what_is_left_can_always_be_drawn(text: str) -> None:
    """A text that went through here never fails in the render."""
    found = drawable(text)
    assert bool(found.missing) == (found.text != text)
    faces_of(Lettering(found.text, 0, 1, "title", "center"))


@pytest.mark.parametrize("text", ["A 👩🏽\u200d🚀 B", "5\ufe0f\u20e3 tips", "🔥🇫🇷", "Sale 🔥 👍🏽 ❤️"])
def test_emoji_are_drawn_on_every_machine(text: str) -> None:
    """Like letters, alone, between blanks, and one after the other."""
    assert Drawable(text) == drawable(text)


@pytest.mark.parametrize("canvas", CANVASES)
@pytest.mark.parametrize("role", ["title", "text", "caption", "lower_third"])
def test_a_word_as_long_as_a_line_is_broken_and_drawn(role: str, canvas: tuple[int, int]) -> None:
    """A single word of 94 letters is drawn whole, in letters that are large enough to be read."""
    assert LONG == fitting(LONG, role=role, position="center", canvas=canvas)
    made = words_layer(Lettering(LONG, 0, 1, role, "center"), Reel(*canvas, 30, 1, ()))
    assert made is not None
    assert made.box[3] - made.box[1] > min(canvas) * 0.045


def test_a_text_without_end_is_shortened_between_words() -> None:
    """What is longer than anybody reads ends in an ellipsis, after a whole word, and can then be drawn."""
    text = " ".join(f"word{number}" for number in range(300))
    shown = fitting(text, role="title", position="center", canvas=(360, 640))
    assert shown.endswith("…")
    assert text.startswith(shown[:-1] + " ")
    assert len(shown) > 100
    assert words_layer(Lettering(shown, 0, 1, "title", "center"), Reel(360, 640, 30, 1, ())) is not None
