"""Fits: how photos of another shape lie in the frame."""

import pytest

from imgfree.local.draft import read
from local.director.conversation import Session
from local.director.score import wished


@pytest.mark.parametrize(
    ("sentence", "modes"),
    [
        ("square with blurred sides, nothing cropped", ["blur"]),
        ("fill the whole screen", ["fill"]),
        ("letterbox it", ["contain"]),
        ("I don't want bars", ["fill"]),
        ("those bars are ugly", ["fill"]),
        ("don't crop my photos", ["contain"]),
        ("竖屏，两边用模糊填充", ["blur"]),
        ("不要黑边", ["fill"]),
        ("照片别裁", ["contain"]),
    ],
)
def test_hears_how_photos_fit(session: Session, sentence: str, modes: list[str]) -> None:
    """One fit a sentence; what is denied or disliked is its opposite."""
    reply = session(3).say("a 9 second film", sentence)
    assert modes == [one["mode"] for clause in reply.clauses for one in clause.ops if one["op"] == "fit"]


@pytest.mark.parametrize("sentence", ['white text with a black edge that says "Hi"', "字幕白字黑边"])
def test_an_edge_of_letters_is_no_bar(session: Session, sentence: str) -> None:
    """It is said of the words."""
    reply = session(3).say("a 9 second film", sentence)
    assert not any(one["op"] == "fit" for clause in reply.clauses for one in clause.ops)


@pytest.mark.parametrize(
    ("sentence", "color"),
    [
        ("white bars please", "white"),
        ("no cropping, fill the gaps with dark green", "darkgreen"),
        ("pink background behind the photos", "pink"),
        ("whole pictures on a cream background", "ivory"),
        ("旁边补米色", "beige"),
        ("底色换成浅灰", "lightgray"),
        ("完整显示，两边留白边", "white"),
        ("白底，别用模糊", "white"),
    ],
)
def test_whole_photos_on_a_colour(session: Session, sentence: str, color: str) -> None:
    """A colour around the photos needs them whole, and is the ground of the film."""
    talk = session(3)
    talk.say("a 9 second square film", sentence)
    assert ("contain", color) == (talk.drafts[-1]["m"]["fit"], talk.drafts[-1]["m"]["background"])
    talk.say("black bars")
    assert "black" == talk.drafts[-1]["m"]["background"]


@pytest.mark.parametrize("sentence", ['title "Hi" in white on a black background', "标题“你好”，白字黑底"])
def test_a_colour_behind_words_is_theirs(session: Session, sentence: str) -> None:
    """The photos stay as they lie."""
    talk = session(3)
    talk.say("a 9 second film", sentence)
    assert ("auto", "#000000") == (talk.drafts[-1]["m"]["fit"], talk.drafts[-1]["m"]["background"])


@pytest.mark.parametrize("sentence", ["the heads get cut off", "people's heads are cut off", "头都被切掉了"])
def test_a_picture_that_is_cropped_is_shown_whole(session: Session, sentence: str) -> None:
    """A fault asks for its cure: nothing is cut."""
    reply = session(3).say("a film", sentence)
    assert [{"mode": "contain"}] == wished(reply, "fit")
    assert [] == wished(reply, "trim") + wished(reply, "transition")


@pytest.mark.parametrize("sentence", ["show photo 2 whole", "don't crop photo 2", "第2张完整显示", "第二張不要裁切"])
def test_one_photo_is_shown_whole(session: Session, sentence: str) -> None:
    """The others lie as they did; what is said of all of them takes its place."""
    talk = session(3)
    talk.say("a 9 second square film", sentence)
    assert (None, "contain", None) == tuple(shot.fit for shot in read(talk.drafts[-1]).shots)
    talk.say("fill the frame")
    assert {None} == {shot.fit for shot in read(talk.drafts[-1]).shots}


def test_the_whole_film_is_not_a_whole_photo(session: Session) -> None:
    """And a photo that is not there is told."""
    talk = session(3)
    assert [] == wished(talk.say("the whole film in black and white"), "fit")
    assert ["declined"] == [clause.outcome for clause in talk.say("show photo 9 whole").clauses]
