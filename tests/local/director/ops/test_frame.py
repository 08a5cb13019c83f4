"""Shapes: ratios and words for them; what a clip is, and what it becomes."""

from typing import Any

import pytest

from local.director.conversation import Session, filmed


def shape(talk: Any) -> tuple[int, int]:
    """Return the canvas of the newest draft."""
    facts = talk.drafts[-1]["m"]
    return facts["width"], facts["height"]


@pytest.mark.parametrize(
    ("sentence", "size"),
    [
        ("turn my landscape photos into an upright film", (1080, 1920)),
        ("make a square video of these portrait pictures", (1080, 1080)),
        ("4:5 and vertical", (1080, 1350)),
        ("16:9, no wait, 1:1", (1080, 1080)),
        ("把横屏素材做成竖屏短片", (1080, 1920)),
        ("用竖版照片做一个横屏视频", (1920, 1080)),
    ],
)
def test_tells_what_it_is_from_what_it_becomes(session: Session, sentence: str, size: tuple[int, int]) -> None:
    """The shape of the material is no wish; a ratio wins over a word, and the later one over the one taken back."""
    talk = session(3)
    talk.say(sentence)
    assert size == shape(talk)


@pytest.mark.parametrize(("sentence", "size"), [("make it 9:16", (1080, 1920)), ("横过来", (1920, 1080))])
def test_turns_the_film_that_is_there(session: Session, sentence: str, size: tuple[int, int]) -> None:
    """Nothing else changes."""
    talk = session(3)
    before = talk.say("a square film, 9 seconds").draft
    talk.say(sentence)
    assert size == shape(talk)
    assert before["d"] == talk.drafts[-1]["d"]


def test_one_canvas_at_a_time(session: Session) -> None:
    """Of two ratios the first is taken, and the other one is said to be an export away."""
    reply = session(3).say("a film in 16:9 and 1:1")
    assert "export: {resolution: 1080x1080}" in reply.text


def test_a_reel_is_upright_and_a_highlight_reel_a_film(session: Session) -> None:
    """Only the one has a shape."""
    talk, other = session(3, size=(1920, 1080)), session(3, size=(1920, 1080))
    talk.say("make a reel")
    other.say("make a highlight reel")
    assert ((1080, 1920), (1920, 1080)) == (shape(talk), shape(other))


@pytest.mark.parametrize("sentence", ["竖屏，不要竖屏了，要方的", "改成方的，竖屏太丑"])
def test_a_shape_that_is_taken_back(sentence: str) -> None:
    """A shape that is denied or disliked is not the film's."""
    made = filmed("make a film", sentence)
    assert made.width == made.height
