"""Words: real letters, in their place, in their size."""

import numpy as np
import pytest
from PIL import ImageFont

from imgfree.local.render import RenderError
from imgfree.local.render.film import Film, Words
from imgfree.local.render.fonts import face_for, needs_glyph, runs
from imgfree.local.render.layers import Layer
from imgfree.local.render.lines import broken
from imgfree.local.render.places import room, safe_box
from imgfree.local.render.text import words_layer

TALL = Film(1080, 1920, 30, 90, ())
WIDE = Film(1920, 1080, 30, 90, ())


def _laid(text: str, film: Film = TALL, **facts: object) -> Layer:
    words = Words(text, 0, 90, **{"role": "title", "position": "upper_third"} | facts)  # type: ignore[arg-type]
    made = words_layer(words, film)
    assert made is not None
    return made


def _ink(made: Layer) -> tuple[int, int, int, int]:
    """Return the box of what is strongly opaque: the letters themselves."""
    rows, columns = np.where(made.opacity > 0.9)
    return (
        made.left + int(columns.min()),
        made.top + int(rows.min()),
        made.left + int(columns.max()),
        made.top + int(rows.max()),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Summer Sale",
        "夏季特卖",
        "夏季新品上市限时八折优惠仅此一周",
        "サマーセール開催中！",
        "여름 세일",
        "A very long title that needs two lines",
    ],
)
def test_titles_stand_in_the_place_that_every_platform_leaves_free(text: str) -> None:
    """On 1080x1920, all letters lie between x 65 and 940, y 290 and 700, and are centred on the frame."""
    left, top, right, bottom = _ink(_laid(text))
    assert left >= 65
    assert right <= 940
    assert top >= 290
    assert bottom <= 700
    assert 8 >= abs((left + right) / 2 - 540)


@pytest.mark.parametrize("char", "夏季特卖サール여름éß€«»—…")
def test_letters_are_never_boxes(char: str) -> None:
    """The face chosen for a character draws something else than its sign for a missing one."""
    ((_, face),) = runs(char, "title")
    font = ImageFont.truetype(str(face.path), 64, index=face.index)
    assert bytes(font.getmask("\U0010ffff")) != bytes(font.getmask(char))
    assert face.has(char)


def test_a_character_that_no_font_has_is_refused_by_name() -> None:
    """A private-use sign ends the render with its code point, not with a box."""
    with pytest.raises(RenderError, match=r"U\+10FFF0.*in the title"):
        _laid("Sale \U0010fff0")


def test_joiners_and_selectors_need_no_glyph() -> None:
    """What is never drawn is never missing."""
    assert not any(needs_glyph(char) for char in "\u200d\ufe0f \n\u200b")
    assert needs_glyph("a")


def test_each_language_gets_its_own_shapes() -> None:
    """The same Han character is drawn by the face of the language around it."""
    faces = [face_for(text).index for text in ("直売サール", "直接 판매", "直销特卖", "直銷優惠國")]
    assert 4 == len(set(faces))


def test_long_words_are_made_smaller_instead_of_leaving_the_frame() -> None:
    """One word wider than the room shrinks; a text without end is refused."""
    left, _, right, _ = _ink(_laid("Supercalifragilisticexpialidocious"))
    assert 65 <= left < right <= 940
    with pytest.raises(RenderError, match="too long"):
        _laid("x" * 4000)


def test_captions_stand_in_the_safe_box_on_their_paper() -> None:
    """A caption at the bottom ends above the platforms' own bar, on a dark box."""
    made = _laid("A caption that says what this picture shows", role="caption", position="bottom")
    assert made.box[3] <= 1250
    assert 0.3 < made.opacity[made.opacity.shape[0] // 2, 12] < 0.8


@pytest.mark.parametrize("film", [TALL, WIDE, Film(1080, 1080, 30, 90, ())])
@pytest.mark.parametrize("text", ["word " * 32, "慢慢发酵一整夜，" * 10, "WWWWWWWWWWWWWWWWWWWW " * 7, "好"])
def test_a_whole_caption_has_room_in_every_shape(film: Film, text: str) -> None:
    """What a captions file may put into one caption, large and bold too, stands inside the safe box."""
    left, top, right, bottom = safe_box(film.width, film.height)
    for style in ({}, {"size": "large", "bold": True}):
        box = _laid(text, film, role="caption", position="bottom", style=style).box
        assert left - 2 <= box[0] < box[2] <= right + 2
        assert top + (bottom - top) / 2 < box[1] < box[3] <= bottom + 2


def test_two_full_lines_of_captions_stay_large() -> None:
    """84 letters, as subtitles have at most, take three lines on an upright film, at the size of a short one."""
    long = _laid(
        "Today we bake bread with nothing but flour, water, salt and a whole night of patience", role="caption"
    )
    short = _laid("Today we bake bread", role="caption")
    assert 2.2 < (long.box[3] - long.box[1]) / (short.box[3] - short.box[1]) < 3


def test_an_outline_runs_around_the_letters() -> None:
    """Without paper, letters of one colour stand in an edge of the other."""
    made = _laid("Sale", role="caption", style={"box": False, "outline": "black", "color": "white"})
    solid = made.opacity > 0.95
    assert 0.2 < (made.picture.y[solid] < 60).mean() < 0.8
    assert 0.2 < (made.picture.y[solid] > 200).mean() < 0.8
    assert 0 == made.opacity[2, 2]


@pytest.mark.parametrize("film", [TALL, WIDE, Film(1080, 1080, 30, 90, ())])
def test_corners_are_corners(film: Film) -> None:
    """Each named corner lies in its quarter of the frame and inside the safe box."""
    left, top, right, bottom = safe_box(film.width, film.height)
    for position in ("top_left", "top_right", "bottom_left", "bottom_right"):
        x, y = room(position, film.width, film.height, "logo").corner(100, 60)
        assert left <= x <= right - 100
        assert top <= y <= bottom - 60
        assert ("left" in position) == (x + 50 < film.width / 2)
        assert ("top" in position) == (y + 30 < (top + bottom) / 2)


def test_arabic_is_joined_and_runs_from_the_right() -> None:
    """With a font that has it, an Arabic word is narrower than its single letters: they are joined."""
    try:
        ((_, face),) = runs("مرحبا", "title")
    except RenderError:
        pytest.skip("no Arabic font on this machine")
    font = ImageFont.truetype(str(face.path), 80, index=face.index)
    assert font.getlength("مرحبا") < sum(font.getlength(char) for char in "مرحبا")


def test_styles_change_the_letters() -> None:
    """Large is larger, a colour is seen, capitals are capitals."""
    plain, large = _ink(_laid("Sale", role="text")), _ink(_laid("Sale", role="text", style={"size": "large"}))
    assert large[2] - large[0] > 1.2 * (plain[2] - plain[0])
    gold = _laid("Sale", style={"color": "gold"})
    assert 90 > gold.picture.u[gold.opacity_half > 0.95].mean()
    with pytest.raises(RenderError, match="'greenish' is not a colour"):
        _laid("Sale", style={"color": "greenish"})


def test_lines_break_where_the_language_allows() -> None:
    """No Chinese mark begins a line, no Latin word is cut, the lines are evenly long."""
    assert ["夏季特卖，", "全场八折！"] == broken("夏季特卖，全场八折！", 5.0, len)
    assert ["one two", "three"] == broken("one two three", 9.0, len)
    assert ["aaa bbb", "ccc ddd"] == broken("aaa bbb ccc ddd", 12.0, len)
    assert broken("unbreakable", 5.0, len) is None
    assert ["カメラ", "セット"] == [line.strip() for line in broken("カメラ セット", 4.0, len) or []]
