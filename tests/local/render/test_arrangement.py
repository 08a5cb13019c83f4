"""All that is seen together: nothing on anything else, in the safe box, by rank."""

from dataclasses import replace
from itertools import combinations

import pytest

from imgfree.local.render.arrangement import arranged, moved
from imgfree.local.render.free import overlap
from imgfree.local.render.places import safe_box
from imgfree.local.render.reel import KeptFree, Lettering, Logo, Reel

CANVASES = [(1080, 1920), (1920, 1080), (1080, 1080), (1080, 1350), (540, 960)]
PLATFORMS = [None, "tiktok", "story", "youtube"]
POSITIONS = ("top", "upper_third", "center", "lower_third", "bottom", "top_left", "top_right", "bottom_left")


def _words(text: str, role: str = "title", position: str = "upper_third", start: int = 0, **style: object) -> Lettering:
    return Lettering(text, start, 90, role, position, style)


def _reel(
    *words: Lettering, size: tuple[int, int] = (1080, 1920), platform: str | None = None, **facts: object
) -> Reel:
    return Reel(*size, 30, 300, (), words=words, platform=platform, **facts)  # type: ignore[arg-type]


def _box(words: Lettering) -> tuple[int, int, int, int]:
    assert words.spot is not None
    return words.spot.box


@pytest.mark.parametrize("size", CANVASES)
@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(
    "texts", [("Summer Sale", "only $9", "Slow mornings, warm cups"), ("夏季特卖", "￥199", "慢慢发酵")]
)
def test_nothing_stands_on_anything_else(size: tuple[int, int], platform: str | None, texts: tuple[str, ...]) -> None:
    """Title, price, captions and logo, each where it was said to be, never overlap and never leave the safe box."""
    box = safe_box(*size, platform)
    for position in POSITIONS:
        logo = box[2] - 120, box[1], box[2], box[1] + 90
        reel = _reel(
            _words(texts[0], position=position),
            _words(texts[1], "text", position),
            _words(texts[2], "caption", "bottom"),
            size=size,
            platform=platform,
            logo=Logo("logo", "top_right", 0, 300),
        )
        boxes = [logo, *map(_box, arranged(reel, logo).words)]
        assert [] == [pair for pair in combinations(boxes, 2) if overlap(*pair)]
        for one in boxes[1:]:
            assert box[0] - 1 <= one[0] < one[2] <= box[2] + 1
            assert box[1] - 1 <= one[1] < one[3] <= box[3] + 1


def test_what_is_never_seen_together_may_share_its_place() -> None:
    """Two prices, one after the other, both stand where they would alone."""
    first, second = arranged(_reel(_words("$9", "text", "bottom"), _words("$8", "text", "bottom", start=90))).words
    assert _box(first)[1] == _box(second)[1]
    assert moved(second, _reel()) is None


def test_words_at_the_bottom_stand_above_captions() -> None:
    """Captions keep the bottom; the price that was asked for there is the line above, and that is known."""
    reel = arranged(_reel(_words("only $9", "text", "bottom"), _words("Slow mornings", "caption", "bottom")))
    price, caption = reel.words
    assert _box(price)[3] < _box(caption)[1] < _box(price)[3] + 60
    assert "up" == moved(price, reel)
    assert moved(caption, reel) is None


def test_captions_keep_one_place_for_the_whole_film() -> None:
    """One line or two, alone or beside a price: no caption jumps."""
    cues = [_words(text, "caption", "bottom", start=at) for text, at in (("Hi", 0), ("Slow mornings, warm cups", 90))]
    assert 1 == len({_box(one) for one in arranged(_reel(*cues, _words("$9", "text", "bottom"))).words[:2]})


def test_a_title_is_larger_than_what_is_seen_with_it() -> None:
    """A long title has small letters; the price beside it has smaller ones, unless its size was said."""
    title = _words("A rather long title about bread that takes a whole night to rise in our own bakery")
    found = arranged(_reel(title, _words("only $9", "text", "bottom"))).words
    assert found[0].spot
    assert found[1].spot
    assert found[0].spot.size >= 1.19 * found[1].spot.size
    said = arranged(_reel(title, _words("only $9", "text", "bottom", size="huge"))).words
    assert said[1].spot
    assert said[1].spot.size > found[0].spot.size


@pytest.mark.parametrize("text", ["Everything about our bread", "关于面包你想知道的一切都在这里了快来看"])
def test_a_long_title_takes_three_lines_before_it_shrinks(text: str) -> None:
    """Its letters are those of a short one, or a step of the scale smaller where no phrase is cut then."""
    short, long = (arranged(_reel(_words(one))).words[0].spot for one in ("Sale", text))
    assert short
    assert long
    assert 3 == len(long.lines)
    assert long.size >= 0.83 * short.size


def test_a_title_is_never_smaller_than_captions() -> None:
    """However long it is, as long as it has room."""
    title = arranged(_reel(_words("word " * 40))).words[0].spot
    assert title
    assert title.size >= 0.052 * 1080 - 1


def test_words_keep_off_what_is_to_be_seen() -> None:
    """A title whose place is a face goes above or below it; where a face fills the frame it stays."""
    face = KeptFree(0, 300, (0.2, 0.21, 0.8, 0.45))
    title = _box(arranged(_reel(_words("Summer Sale"), kept_free=(face,))).words[0])
    assert not overlap(title, (216, 403, 864, 864))
    everywhere = KeptFree(0, 300, (0.0, 0.0, 1.0, 1.0))
    alone = _box(arranged(_reel(_words("Summer Sale"))).words[0])
    assert alone == _box(arranged(_reel(_words("Summer Sale"), kept_free=(everywhere,))).words[0])
    elsewhere = KeptFree(200, 50, (0.2, 0.2, 0.8, 0.45))
    assert alone == _box(arranged(_reel(_words("Summer Sale"), kept_free=(elsewhere,))).words[0])


def test_too_much_at_once_gets_smaller_before_it_overlaps() -> None:
    """Six texts for one place on a square film all find room."""
    reel = _reel(*(_words(f"Offer number {n} of six", "text", "center") for n in range(6)), size=(1080, 1080))
    boxes = list(map(_box, arranged(reel).words))
    assert [] == [pair for pair in combinations(boxes, 2) if overlap(*pair)]


@pytest.mark.parametrize("position", ["bottom", "lower_third"])
@pytest.mark.parametrize("size", CANVASES)
def test_what_stays_keeps_its_place_where_captions_are_brief(position: str, size: tuple[int, int]) -> None:
    """The caption makes room, and that is known; where captions go on, they keep theirs."""
    price = Lettering("only $9", 0, 300, "text", position)
    alone = _box(arranged(_reel(price, size=size)).words[0])
    reel = _reel(price, _words("Slow mornings", "caption", position), size=size)
    found, caption = arranged(reel).words
    assert alone == _box(found)
    assert not overlap(alone, _box(caption))
    assert None is moved(found, reel)
    assert moved(caption, reel)
    cues = [_words("Slow mornings", "caption", position, start=at) for at in (0, 90, 180)]
    beside = _reel(price, *cues, size=size)
    assert moved(arranged(beside).words[0], beside)
    assert moved(arranged(beside).words[1], beside) is None


@pytest.mark.parametrize("top", [0.17, 0.22, 0.3])
def test_a_title_does_not_stand_on_the_edge_of_a_picture(top: float) -> None:
    """It is above a card or on it, wherever the card begins."""
    card = KeptFree(0, 300, (0.06, top, 0.94, 0.83), whole=True)
    [title] = arranged(_reel(_words("Stoneware Mugs"), kept_free=(card,))).words
    upper, lower = _box(title)[1], _box(title)[3]
    assert lower <= top * 1920 + 20 or upper >= top * 1920 - 20


def test_a_title_keeps_off_the_subjects_of_all_shots_that_it_spans() -> None:
    """In letters a step smaller where only that leaves it room."""
    first, second = KeptFree(0, 90, (0.1, 0.4, 0.9, 0.8), 0.5), KeptFree(90, 90, (0.1, 0.23, 0.9, 0.7), 0.5)
    alone, both = (
        arranged(_reel(replace(_words("Stoneware Mugs"), frames=180), kept_free=free)).words[0].spot
        for free in ((first,), (first, second))
    )
    assert alone is not None
    assert both is not None
    assert alone.box[3] > 0.3 * 1920
    assert both.box[3] < 0.25 * 1920
    assert both.size < alone.size


def test_a_title_whose_place_is_taken_goes_to_the_lower_third() -> None:
    """Not right below a face, in the middle of the film; a price stays below its title."""
    face = KeptFree(0, 300, (0.25, 0.05, 0.75, 0.42))
    [alone] = arranged(_reel(_words("Summer Sale"), kept_free=(face,))).words
    assert 0.6 * 1920 < _box(alone)[1]
    both = arranged(_reel(_words("Summer Sale"), _words("only $9", "text", "bottom"), kept_free=(face,))).words
    assert 0.42 * 1920 <= _box(both[0])[1] < _box(both[0])[3] < _box(both[1])[1]
