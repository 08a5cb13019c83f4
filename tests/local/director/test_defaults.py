"""What is chosen where nothing was said."""

from dataclasses import replace

import pytest

from imgfree.local.assets import SoundChoice
from local.director.conversation import Session


def test_discloses_every_default(session: Session) -> None:
    """What was not said is chosen and listed: duration, aspect, transition, motion, music, title."""
    reply = session().say("turn my photos into a video")
    defaulted = {clause.text for clause in reply.clauses if clause.outcome == "defaulted"}
    assert {"duration", "aspect", "transition", "motion", "music", "title"} == defaulted
    assert 12000 == reply.draft["d"]
    assert "My choice" in reply.text


@pytest.mark.parametrize(("photos", "total"), [(1, 6000), (2, 8000), (5, 20000), (20, 60000)])
def test_gives_four_seconds_a_photo_within_limits(session: Session, photos: int, total: int) -> None:
    """Without a length the film has 4 s a photo, at least 6 s and at most 60 s."""
    assert total == session(photos).say("turn the photos into a video").draft["d"]


@pytest.mark.parametrize(
    ("size", "canvas"), [((4000, 3000), (1920, 1080)), ((900, 1600), (1080, 1920)), ((800, 800), (1080, 1080))]
)
def test_takes_the_canvas_of_most_photos(session: Session, size: tuple[int, int], canvas: tuple[int, int]) -> None:
    """Without a word about it, landscape photos make a landscape film and so on."""
    facts = session(3, size=size).say("turn the photos into a video").draft["m"]
    assert canvas == (facts["width"], facts["height"])


def test_says_which_of_several_sound_tracks_is_heard(session: Session) -> None:
    """A clip with two tracks is named with the one in use, in the language of the talk; other clips are not."""
    conversation = session(0, "clip.mp4", "clip2.mp4")
    conversation.assets[0] = replace(conversation.assets[0], sound=SoundChoice(2, 2, "eng"))
    said = [one.note for one in conversation.say("make a video").clauses if one.text == "sound"]
    assert ["track 2 of the 2 in clip.mp4 (eng)"] == said
    conversation.drafts.clear()
    assert "2 条音轨中的第 2 条" in conversation.say("做个视频").text
