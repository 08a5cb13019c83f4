"""Texts come in half a second, eased; words are lit in their time."""

from itertools import pairwise

import numpy as np
import pytest

from imgfree.local.render.entrances import MOVES, words_of
from imgfree.local.render.layers import lay
from imgfree.local.render.letters import Mark
from imgfree.local.render.planes import from_rgb
from imgfree.local.render.reel import Lettering, Reel
from imgfree.local.render.text import words_layer

REEL = Reel(540, 960, 30, 90, ())


def _bright(frame: int, text: str = "Summer Sale", start: int = 0, **style: object) -> np.ndarray:
    """Return where the letters are seen on a black film at this frame, as luma from 0 to 219."""
    words = Lettering(text, start, 90, "title", "center", style, fade_frames=6)
    made = words_layer(words, REEL)
    assert made is not None
    target = from_rgb(np.zeros((960, 540, 3), np.uint8))
    lay(made, frame, target)
    return target.y.astype(int) - 16


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("text", ["Summer Sale", "夏季特卖"])
def test_every_move_ends_in_the_same_picture(move: str, text: str) -> None:
    """It begins with less than the whole text, and in the middle of its time it stands still and whole."""
    still = _bright(45, text)
    assert (still == _bright(45, text, animation=move)).all()
    assert (_bright(50, text, animation=move) == _bright(46, text, animation=move)).all()
    assert _bright(1, text, animation=move).sum() < 0.75 * still.sum()


def test_a_rising_text_comes_from_below_fast_first() -> None:
    """Its middle goes up from frame to frame, by less and less, by fractions of a pixel at the end."""

    def middle(frame: int) -> float:
        rows = _bright(frame, animation="rise").clip(0).sum(axis=1)
        return float((rows * np.arange(len(rows))).sum() / rows.sum())

    steps = -np.diff([middle(frame) for frame in range(3, 15)])
    assert steps[0] > 1
    assert (steps > -0.2).all()
    assert (np.diff(steps) < 0.6).all()
    assert 0 == pytest.approx(middle(20) - middle(30), abs=0.01)


def test_a_growing_text_is_smaller_first() -> None:
    """It is narrower at its first frames, about the same middle."""

    def ends(frame: int) -> tuple[int, int]:
        columns = np.flatnonzero(_bright(frame, animation="scale").max(axis=0) > 30)
        return int(columns[0]), int(columns[-1])

    first, last = ends(2), ends(40)
    assert first[0] > last[0] + 5
    assert first[1] < last[1] - 5
    assert 4 > abs(sum(first) - sum(last))


@pytest.mark.parametrize(("text", "parts"), [("Summer Sale now", 3), ("夏季特卖", 4)])
def test_words_come_one_after_the_other(text: str, parts: int) -> None:
    """Each frame shows at least what the one before did; a Chinese sign comes by itself."""
    seen = [_bright(frame, text, animation="word_by_word").clip(0).sum() for frame in range(45)]
    assert all(after >= before - 50 for before, after in pairwise(seen))
    typed = [_bright(frame, text, animation="typewriter").clip(0).sum() for frame in range(45)]
    assert all(after >= before - 50 for before, after in pairwise(typed))
    marks = [Mark(sign, place, place + 1) for place, sign in enumerate(text)]
    assert parts == len(words_of(marks))


def test_marks_belong_to_the_word_before() -> None:
    """A comma is no word, nor is a blank; what opens a word belongs to it."""
    for text, words in (("Hi, you!", ["Hi, ", "you!"]), ("你好，世界", ["你", "好，", "世", "界"])):
        marks = [Mark(sign, place, place + 1) for place, sign in enumerate(text)]
        assert words == ["".join(mark.text for mark in word) for word in words_of(marks)]


def test_the_word_that_is_spoken_is_lit() -> None:
    """In its frames the second word is yellow, the first one is not; before and after all is white."""
    words = Lettering("Slow mornings", 0, 90, "caption", "bottom", {}, lit=((0, 20), (20, 40)))
    made = words_layer(words, REEL)
    assert made is not None

    def blue(frame: int) -> list[int]:
        target = from_rgb(np.zeros((960, 540, 3), np.uint8))
        lay(made, frame, target)
        part = target.box(*made.box).u.astype(int)
        middle = part.shape[1] * 2 // 5
        return [int((half < 90).sum()) for half in (part[:, :middle], part[:, middle:])]

    assert blue(10)[0] > 20 > blue(10)[1]
    assert blue(30)[1] > 20 > blue(30)[0]
    assert [0, 0] == blue(60)


def test_a_word_pops_up_when_it_is_said() -> None:
    """Before its first frame nothing of it is there, soon after all of it, and the others stay as they are."""
    words = Lettering("Summer Sale", 0, 90, "caption", "center", {"animation": "pop"}, lit=((5, 90), (20, 90)))
    made = words_layer(words, REEL)
    assert made is not None
    seen = {}
    for frame in (4, 5, 12, 19, 30):
        target = from_rgb(np.zeros((960, 540, 3), np.uint8))
        lay(made, frame, target)
        seen[frame] = target.y.astype(int).clip(16) - 16
    assert 0 == seen[4].sum() < seen[5].sum() < seen[12].sum() == seen[19].sum() < seen[30].sum()
    first = seen[12].max(axis=0) > 0
    assert (seen[30][:, first] == seen[12][:, first]).mean() > 0.99
