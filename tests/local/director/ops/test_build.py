"""Build: what a film is made of, and when one is begun."""

import pytest

from local.director.conversation import Session
from local.director.score import wished


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("a film of my four pictures", 4),
        ("用三张照片做个短片", 3),
        ("put both photos together", 2),
        ("slideshow please", 4),
    ],
)
def test_counts_what_is_spoken_of(session: Session, sentence: str, count: int) -> None:
    """A number with the pictures' noun says how many; without one all are used."""
    assert [count] == [one["count"] for one in wished(session(4).say(sentence), "build")]


@pytest.mark.parametrize(
    ("sentence", "photos"),
    [
        ("make a video of photos 1 and 3 only", [1, 3]),
        ("use only the last two pictures, 6 seconds", [3, 4]),
        ("from pictures 2 to 3 make a square video", [2, 3]),
        ("只用第二张做一个视频", [2]),
        ("only 1, 2 and 4", [1, 2, 4]),
        ("就要1、4这两张", [1, 4]),
        ("用134这三张", [1, 3, 4]),
        ("just number 3", [3]),
    ],
)
def test_takes_the_pictures_that_are_chosen(session: Session, sentence: str, photos: list[int]) -> None:
    """By number, by place, from the end; the others stay out."""
    assert photos == wished(session(4).say(sentence), "build")[0]["photos"]


def test_nothing_is_left_out_of_what_pictures_only_meet_by(session: Session) -> None:
    """A picture that something is done with is none of a choice."""
    reply = session(4).say("把第一张和第二张用擦除的方式接上")
    assert not any("photos" in one for one in wished(reply, "build"))


@pytest.mark.parametrize("sentence", ["make the video square", "the film should be 8 seconds", "把视频改成8秒"])
def test_naming_the_film_begins_no_other(session: Session, sentence: str) -> None:
    """What is there is changed, not made again."""
    assert [] == wished(session(3).say("a 12 second film", sentence), "build")


def test_keeping_certain_pictures_keeps_the_film(session: Session) -> None:
    """Of a film that is there the others go; its length and its title stay."""
    reply = session(4).say('a 12 second film titled "Harbour"', "only keep photos 1 and 3")
    assert [{"what": "photo 2"}, {"what": "photo 4"}] == wished(reply, "remove")
    assert [] == wished(reply, "build")


def test_a_picture_beside_a_small_word_is_not_chosen(session: Session) -> None:
    """ "Just" before a verb chooses nothing."""
    reply = session(4).say("zoom in on all of them, the last one should just hold")
    assert [] == [one for one in wished(reply, "build") if "photos" in one]


def test_a_question_begins_no_film(session: Session) -> None:
    """Who asks how many pictures there may be has not asked for a film of them."""
    assert wished(session(4).say("how many photos may I use"), "build") == []


@pytest.mark.parametrize("sentence", ["用照片和clip.mp4做个片子", "make a film with the photos and clip.mp4"])
def test_photos_beside_a_named_clip_are_in_the_film(session: Session, sentence: str) -> None:
    """A file that is named with the photos does not leave them out."""
    draft = session(2, "clip.mp4").say(sentence).draft
    assert len(draft["t"][0]["sg"]) == 3
