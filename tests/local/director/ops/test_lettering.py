"""A brand's letters: for every word on the film, whatever comes later, unless it has a style of its own."""

from typing import Any

import pytest

from imgfree.local.draft import read
from local.director.conversation import Conversation, Session, filmed


def styles(talk: Conversation) -> list[dict[str, Any]]:
    """Return how each text of the film is painted."""
    texts = (track for track in talk.drafts[-1]["t"] if track["m"]["name"] in ("Title", "Captions"))
    return [one["m"]["style"] for track in texts for one in track["sg"]]


@pytest.mark.parametrize(
    ("sentence", "style"),
    [
        ("Brand font: serif.", {"font": "serif"}),
        ("Brand font: bold.", {"font": "clean", "bold": True}),
        ("brand colour: #C8A040", {"color": "#c8a040"}),
        ("the brand colour is gold", {"color": "gold"}),
        ("Brand plate: #14264f.", {"background": "#14264f"}),
        ("品牌字体：手写体。", {"font": "hand"}),
        ("品牌色：金色。品牌底色：#14264F。", {"color": "gold", "background": "#14264f"}),
        ("品牌顏色：金色", {"color": "gold"}),
    ],
)
def test_it_is_of_the_film(sentence: str, style: dict[str, Any]) -> None:
    """A font, a colour by name or number, a plate: in both languages."""
    assert style == dict(filmed("a 6 second film", sentence).lettering)


def test_all_words_have_it_but_for_what_is_said_of_them(session: Session) -> None:
    """What was there and what comes later, captions too; a look's letters give way, a colour of their own stays."""
    talk = session(3)
    talk.say('an elegant 9 second film, title "Sale"', "Brand font: poster font. Brand colour: #c8a040.")
    talk.say('put "only $9" in red at the bottom', 'captions: "One", "Two"')
    assert ["poster"] * 4 == [one["font"] for one in styles(talk)]
    assert ["#c8a040", "red", "#c8a040", "#c8a040"] == [one["color"] for one in styles(talk)]
    assert {"color": "red"} == dict(read(talk.drafts[-1]).words[1].style)


def test_it_goes_again(session: Session) -> None:
    """Denied, nothing of it is left on any word."""
    talk = session(3)
    talk.say('a 9 second film, title "Sale"', "Brand colour: gold.", "no brand colour")
    assert [{}] == styles(talk)


def test_names_stay_as_they_are(session: Session) -> None:
    """They are no words for the picture, and nothing is left to do."""
    talk = session(3)
    talk.say("a 6 second film")
    for said in ('Names that stay as they are: "Acme", "no logo".', "保持原样的名称：“Acme”、“老王”。"):
        assert ["applied"] == [one.outcome for one in talk.say(said).clauses if one.outcome != "defaulted"][-1:]
    assert () == read(talk.drafts[-1]).words


def test_a_brand_of_which_nothing_is_said_is_declined(session: Session) -> None:
    """What is not known is not made up."""
    said = session(3).say("a 6 second film in our brand colours").clauses
    assert "declined" in [one.outcome for one in said]


def test_a_colour_by_its_number_is_a_colour_anywhere() -> None:
    """It is no word of the text, and no hashtag."""
    [title] = filmed('a 6 second film with the title "Sale" in #FF8800').words
    assert ("Sale", {"color": "#ff8800"}) == (title.text, dict(title.style))


@pytest.mark.parametrize("sentence", ["Brand background: #EFE6D6.", "品牌背景色：#efe6d6。"])
def test_its_ground_is_behind_cut_outs_and_cards(session: Session, sentence: str) -> None:
    """It changes nothing else: pictures that fill the frame still do. It goes again."""
    talk = session(3)
    talk.say("a 6 second film", sentence)
    before, film = (read(one) for one in talk.drafts)
    assert ("#efe6d6", before.fit, before.shots) == (film.background, film.fit, film.shots)
    talk.say("remove the brand background")
    assert before.background == read(talk.drafts[-1]).background
