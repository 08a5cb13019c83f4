"""Duration: how long the film is, in all and by how much."""

import pytest

from local.director.conversation import Session
from local.director.score import wished


@pytest.mark.parametrize(
    ("sentence", "seconds"),
    [
        ("5 seconds longer", 17.0),
        ("make it 2 seconds shorter", 10.0),
        ("shorter, 8 seconds", 8.0),
        ("make it half the length", 6.0),
        ("再长3秒", 15.0),
        ("twice as long", 24.0),
        ("set the duration to 20", 20.0),
    ],
)
def test_is_said_whole_or_as_a_difference(session: Session, sentence: str, seconds: float) -> None:
    """A time right beside "longer" is added; behind a comma it is the length itself."""
    assert [{"seconds": seconds}] == wished(session(3).say("a 12 second film", sentence), "duration")


@pytest.mark.parametrize(
    ("sentence", "seconds"),
    [("20 seconds, no wait, 14", 14.0), ("30 secs, no make that 25 secs", 25.0), ("20秒，不对，15秒", 15.0)],
)
def test_the_later_of_two_lengths_holds(session: Session, sentence: str, seconds: float) -> None:
    """What is taken back is gone; a bare number takes the unit of what it corrects."""
    assert [{"seconds": seconds}] == wished(session(3).say(sentence), "duration")


@pytest.mark.parametrize(
    "sentence",
    ["trim this 40 minute lecture to 30 seconds", "把这段20分钟的视频剪成30秒", "cut my 3 minute clip to 30 s"],
)
def test_the_length_of_a_source_is_not_the_films(session: Session, sentence: str) -> None:
    """What stands before the noun of what is there tells how long that is."""
    assert [{"seconds": 30.0}] == wished(session(0, "clip.mp4").say(sentence), "duration")


@pytest.mark.parametrize("sentence", ["show the title two seconds later", "the title for the first 3 seconds"])
def test_a_time_of_something_else_is_no_length(session: Session, sentence: str) -> None:
    """When something is seen does not change how long the film is."""
    assert [] == wished(session(3).say('a 12 second film titled "Harbour"', sentence), "duration")


@pytest.mark.parametrize("sentence", ["the song ends too soon, 2 seconds is enough", "the title, 3 seconds at most"])
def test_another_thing_s_seconds_are_asked_back(session: Session, sentence: str) -> None:
    """A film that is there keeps its length where a text or the music is spoken of."""
    said = session(3)
    said.say('make a 20 second film with the title "Hello"')
    assert wished(said.say(sentence), "duration") == []


@pytest.mark.parametrize(
    ("sentence", "seconds"),
    [
        ("20 seconds tops", 12.0),
        ("at most 9 seconds", 9.0),
        ("控制在8秒以内", 8.0),
        ("再短一点 9秒封顶", 9.0),
        ("不要超过30秒", 12.0),
    ],
)
def test_a_most_is_not_passed(session: Session, sentence: str, seconds: float) -> None:
    """A film that is longer becomes so long; a shorter one stays as it is."""
    talk = session(3)
    talk.say("a 12 second film", sentence)
    assert seconds == pytest.approx(talk.drafts[-1]["d"] / 1000, abs=0.05)


@pytest.mark.parametrize(
    "sentence", ["the bus leaves in 20 mins, square please", "under 8s regatta, square", "还有15分钟上课，做个方的"]
)
def test_a_story_has_no_length(session: Session, sentence: str) -> None:
    """How soon something is, or how old a team, is not how long the film is."""
    assert [] == wished(session(5).say(sentence), "duration")


def test_what_a_thing_takes_in_the_world_is_no_length(session: Session) -> None:
    """Beside a number that is data as well; the length that is said of the film is the one."""
    reply = session(4).say("our flats, 950 pcm, 6 mins from the harbour, 16 seconds")
    assert [16.0] == [one["seconds"] for clause in reply.clauses for one in clause.ops if one["op"] == "duration"]


def test_no_picture_is_lost_for_a_length(session: Session) -> None:
    """ "Shorter" of a film that a clip fills takes of the clip, and says which part of it stays."""
    talk = session(2, "clip.mp4")
    talk.say("a film of the clip, then the photos")
    assert "of the clips the best: clip.mp4" in talk.say("make the film shorter").text
    assert 3 == len(talk.drafts[-1]["t"][0]["sg"])


def test_so_much_more_is_a_difference(session: Session) -> None:
    """Two more seconds on one photo count from what it has now."""
    reply = session(5).say("每张4秒", "第二张多停两秒吧")
    assert [{"seconds": 6.0, "photos": [2]}] == wished(reply, "per_photo")
