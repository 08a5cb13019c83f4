"""What the wishes of one sentence say of each other."""

from typing import Any

import pytest

from imgfree.local.draft import read
from local.director.conversation import Session, begun
from local.director.score import wished


def _shown(reply: Any) -> list[str]:
    """Return the numbers of the uploads in the order in which they are shown."""
    return [shot.title.removeprefix("photo-").removesuffix(".jpg") for shot in read(reply.draft).shots]


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("只要第2、5、6张", ["2", "5", "6"]),
        ("第1、3和第4张放进来，别的不要", ["1", "3", "4"]),
        ("选第二张、第五张做视频", ["2", "5"]),
    ],
)
def test_are_chosen_by_ranks_in_a_list(session: Session, sentence: str, places: list[str]) -> None:
    """Ranks that share a measure word are each a picture, and that the others go is said with that."""
    assert places == _shown(session(6).say(sentence))


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("swap 2 and 4", ["1", "4", "3", "2"]),
        ("swap the goat and the sheep, that's 2 and 4", ["1", "4", "3", "2"]),
    ],
)
def test_take_the_place_of_others(session: Session, sentence: str, places: list[str]) -> None:
    """By their numbers; what they are called may stand before."""
    assert places == _shown(session(4).say("a film", sentence))


@pytest.mark.parametrize(
    ("sentence", "pace"),
    [
        ('voice-over: "Hi there", slower, and upbeat music under it', "slower"),
        ('voice-over: "Hi there" and a bit faster, crossfades', "faster"),
        ("旁白“Hi there”，慢一点，配轻快音乐", "slower"),
        ('voice-over: "Hi there", fast cuts', None),
    ],
)
def test_a_pace_right_behind_spoken_words_is_theirs(sentence: str, pace: str | None) -> None:
    """The pictures keep theirs, unless cuts are spoken of."""
    reply = begun(3).say(sentence)
    assert [pace] == [one.get("pace") for one in wished(reply, "voice")]
    assert (pace is None) == bool(wished(reply, "pace"))
