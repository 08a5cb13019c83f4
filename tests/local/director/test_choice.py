"""A new film of certain uploads: by number, by place, by file name; in both languages."""

from typing import Any

import pytest

from local.director.conversation import Session

NAMES = ("candle.jpg", "bottle.jpg", "mug-1.jpg")


def shots(talk: Any) -> list[str]:
    """Return the file names on the timeline, in order."""
    return [segment["m"]["title"] for track in talk.drafts[-1]["t"] if track["tt"] == 0 for segment in track["sg"]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Make a new 5-second 9:16 video from only photo 2, with a slow zoom.", ["bottle.jpg"]),
        ("Make a video of photo 2 only", ["bottle.jpg"]),
        ("make a 5 second video from photo 2", ["bottle.jpg"]),
        ("a reel using just photos 1 and 3", ["candle.jpg", "mug-1.jpg"]),
        ("from photos 2 to 3 make a 10 second video", ["bottle.jpg", "mug-1.jpg"]),
        ("the last two photos only, 6 seconds", ["bottle.jpg", "mug-1.jpg"]),
        ("make a video of all photos except photo 2", ["candle.jpg", "mug-1.jpg"]),
        ("clip of bottle.jpg", ["bottle.jpg"]),
        ("use only bottle", ["bottle.jpg"]),
        ("A 6 second reel from mug-1 and candle, crossfade", ["mug-1.jpg", "candle.jpg"]),
        ("只用第二张照片做一个5秒视频", ["bottle.jpg"]),
        ("用第1张和第3张", ["candle.jpg", "mug-1.jpg"]),
        ("用第2到第3张照片做10秒视频", ["bottle.jpg", "mug-1.jpg"]),
        ("只用bottle.jpg做5秒视频", ["bottle.jpg"]),
        ("除了第二张都用上，做个视频", ["candle.jpg", "mug-1.jpg"]),
        ("make a 10 second video of my candles", list(NAMES)),
        ("start with photo 3 and make a 9 second video from my photos", ["mug-1.jpg", "candle.jpg", "bottle.jpg"]),
        ("用第三张做封面，把照片做成视频", list(NAMES)),
    ],
)
def test_builds_from_the_uploads_that_are_named(shelf: Any, sentence: str, expected: list[str]) -> None:
    """Only the uploads that the sentence names are in the film, in the order said."""
    shelf.say(sentence)
    assert expected == shots(shelf)


def test_counts_uploads_and_not_the_shots_of_the_film_before(shelf: Any) -> None:
    """A second film from photo 2 uses the second upload, though the film before had one shot."""
    shelf.say("Make a new 5-second video from only photo 1", "Make a new 5-second video from only photo 2")
    assert ["bottle.jpg"] == shots(shelf)


def test_speaks_of_uploads_in_the_other_clauses_too(shelf: Any) -> None:
    """Photo 3 is the third upload for a zoom as well, wherever it stands in the film."""
    shelf.say("make a video of photo 2 and photo 3, pan left on photo 3")
    segments = next(track["sg"] for track in shelf.drafts[-1]["t"] if track["tt"] == 0)
    assert "pan_left" == segments[1]["m"]["motion"]["kind"]


@pytest.mark.parametrize("sentence", ["use only nothere.jpg", "make a video of photo 9"])
def test_refuses_what_is_not_there(session: Session, sentence: str) -> None:
    """A file or number that is not among the uploads is declined and never becomes a film of all the others."""
    reply = session(3).say(sentence)
    assert "declined" == reply.clauses[0].outcome
    assert reply.draft is None
