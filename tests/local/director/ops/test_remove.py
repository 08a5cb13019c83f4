"""What goes, and what stays beside it."""

import pytest

from imgfree.local.draft import read
from local.director.conversation import begun, filmed, lettered

BEGUN = 'make a 12 second video with the title "Hello" and the text "Call us" at the end'


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("remove the title", ["Call us"]),
        ('delete "Hello"', ["Call us"]),
        ("remove the text but keep the title", ["Hello"]),
        ("标题去掉", ["Call us"]),
        ("change the title to Good Evening", ["Good Evening", "Call us"]),
        ("change 'Call us' to 'Write us'", ["Hello", "Write us"]),
        ("标题改成“再见”", ["再见", "Call us"]),
        ("take Hello off", ["Call us"]),
        ("swap Call for Write in the text", ["Hello", "Write us"]),
        ("把“Call”换成“Phone”", ["Hello", "Phone us"]),
        ("remove the words Call us", ["Hello"]),
    ],
)
def test_only_what_is_named_goes_or_gives_way(sentence: str, left: list[str]) -> None:
    """The other text stays as it is."""
    talk = begun()
    talk.say(BEGUN, sentence)
    assert left == [facts["text"] for facts in lettered(talk)]


@pytest.mark.parametrize(
    ("made", "sentence", "left"),
    [
        ("a film in black and white with grain", "lose the black and white", [["grain"]]),
        ("a sepia film", "take the sepia off", [[]]),
        ("做个带颗粒的视频", "颗粒不要了", [[]]),
        ("a film with a vignette", "knock off the vignette", [[]]),
        ("a film with grain and a vignette", "ditch the grain, i like the vignette", [["vignette"]]),
        ("a film with grain and a vignette", "drop the grain but the dark corners are lovely", [["vignette"]]),
    ],
)
def test_what_is_praised_stays(made: str, sentence: str, left: list[list[str]]) -> None:
    """A look or effect goes by any verb that says so; another one that is liked is left alone."""
    talk = begun()
    talk.say(made, sentence)
    film = read(talk.drafts[-1])
    assert left == [[*film.looks, *film.effects]]


@pytest.mark.parametrize(("sentence", "plays"), [("把秋天的信去了，歌别动", True), ("音乐和标题都去掉", False)])
def test_what_goes_together_goes_and_what_stays_stays(sentence: str, plays: bool) -> None:
    """A verb behind two things takes both; one that is told not to be touched is left alone."""
    talk = begun(3, "song.mp3")
    talk.say("做一个12秒的视频，配上音乐，标题写“秋天的信”", sentence)
    assert [] == lettered(talk)
    assert plays == any(track["m"]["name"] == "BGM" for track in talk.drafts[-1]["t"])


def test_a_list_that_goes() -> None:
    """What is said behind a list is said of each of its things."""
    made = filmed('make a film with music and the title "Hello"', "音乐和标题都去掉")
    assert (made.music, made.words) == (None, ())
