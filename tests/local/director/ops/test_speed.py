"""Speed: clips faster, slower and backwards."""

import pytest

from local.director.conversation import Session
from local.director.score import wished


@pytest.mark.parametrize(
    ("sentence", "factor"),
    [
        ("play the clip at 1.5x", 1.5),
        ("speed it up by 20 %", 1.2),
        ("slow the clip down to half speed", 0.5),
        ("three times slower", 0.333),
        ("twice as fast", 2.0),
        ("reverse the clip", -1.0),
        ("2倍速播放", 2.0),
        ("恢复正常速度", 1.0),
        ("视频倒放", -1.0),
    ],
)
def test_is_a_factor(session: Session, sentence: str, factor: float) -> None:
    """By a number, a share, a word for either, or the direction."""
    assert [factor] == [one["factor"] for one in wished(session(0, "clip.mp4").say("a film", sentence), "speed")]


def test_a_part_of_a_clip_has_none_of_its_own(session: Session) -> None:
    """All of it is played so, and that is said."""
    reply = session(0, "clip.mp4").say("slow motion from 3 to 6 seconds")
    assert ["approximated"] == [one.outcome for one in reply.clauses if "no speed for a part" in one.note]


def test_each_clip_has_its_own(session: Session) -> None:
    """Of two that are named in one sentence."""
    reply = session(0, "clip.mp4", "clip2.mp4").say("第一段三倍速，第二段原速")
    assert [(3.0, [1]), (1.0, [2])] == [(one["factor"], one["photos"]) for one in wished(reply, "speed")]


def test_photos_backwards_are_an_order(session: Session) -> None:
    """They do not play."""
    reply = session(3).say("a film", "the photos in reverse")
    assert ([], [{"how": "reverse"}]) == (wished(reply, "speed"), wished(reply, "order"))
