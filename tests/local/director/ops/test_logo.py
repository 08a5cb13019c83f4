"""Logos: their corner, their time, and that none is ever added unasked."""

from typing import Any

import pytest

from local.director.conversation import Session


def logo(talk: Any) -> dict[str, Any] | None:
    """Return the logo of the newest draft."""
    return talk.drafts[-1]["m"].get("logo")  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("sentence", "corner"),
    [
        ("logo top left", "top_left"),
        ("put my logo in the bottom right corner", "bottom_right"),
        ("左下角加logo", "bottom_left"),
        ("add logo.png", "top_right"),
        ("finish with our logo", "center"),
        ("片尾放logo", "center"),
    ],
)
def test_stands_where_it_is_said(session: Session, sentence: str, corner: str) -> None:
    """In its corner for the whole film, or large at the end; its file is no photo of the film."""
    talk = session(3, "logo.png")
    talk.say("a 9 second film", sentence)
    assert corner == (logo(talk) or {})["corner"]
    assert ("length_ms" in (logo(talk) or {})) is (corner == "center")


def test_moves_and_goes(session: Session) -> None:
    """What is there moves to another corner, and is taken away."""
    talk = session(3, "logo.png")
    talk.say("a film, logo top left", "move the logo to the bottom left")
    assert "bottom_left" == (logo(talk) or {})["corner"]
    talk.say("take the logo off")
    assert logo(talk) is None


def test_none_is_added_unasked(session: Session) -> None:
    """ "No watermark" is met; a mark in the source cannot go."""
    talk = session(3)
    assert "satisfied" in talk.say("a film with no watermark").text
    assert "declined" in {clause.outcome for clause in talk.say("remove the watermark from the photos").clauses}


def test_a_watermark_in_words_is_a_text(session: Session) -> None:
    """It is written in its corner."""
    reply = session(3).say('a film with the watermark "@tern" bottom left')
    [text] = [one for clause in reply.clauses for one in clause.ops if one["op"] == "text"]
    assert ("@tern", "bottom_left") == (text["text"], text["position"])


def test_without_a_file_it_is_declined(session: Session) -> None:
    """The answer says what to upload."""
    assert "no logo file" in session(3).say("a film", "add the logo").text


@pytest.mark.parametrize(
    ("sentence", "size", "opacity"),
    [
        ("make the logo tiny", 0.6, 1.0),
        ("the logo's too big", 0.75, 1.0),
        ("logo twice as big please", 2.0, 1.0),
        ("logo half as big", 0.5, 1.0),
        ("logo kinda see-through", 1.0, 0.5),
        ("logo at 35% opacity", 1.0, 0.35),
        ("fade the logo a bit", 1.0, 0.6),
        ("logo小一点，半透明", 0.75, 0.5),
        ("logo再大一倍", 2.0, 1.0),
        ("水印透明度四成", 1.0, 0.4),
        ("logo太抢眼了", 1.0, 0.6),
    ],
)
def test_size_and_opacity(session: Session, sentence: str, size: float, opacity: float) -> None:
    """Both are said of the logo alone; it keeps its corner, and the film its joins."""
    talk = session(3, "logo.png")
    talk.say("a film with hard cuts, logo bottom left", sentence)
    made = logo(talk) or {}
    assert ("bottom_left", size, opacity) == (made["corner"], made.get("size", 1.0), made.get("opacity", 1.0))
    assert "cut" == talk.drafts[-1]["m"]["transition"]["kind"]


def test_what_nothing_else_is_said_of_is_said_of_the_logo(session: Session) -> None:
    """Where it is alone on the pictures, "bigger" and "the other side" need no noun; beside a title they do."""
    talk = session(3, "logo.png")
    talk.say("a film, logo top left", "other side. and twice as big")
    assert ("top_right", 2.0) == ((logo(talk) or {})["corner"], (logo(talk) or {})["size"])
    assert not talk.say('title "Hi"', "much bigger").edited or (logo(talk) or {})["size"] == 2.0
    talk = session(3, "logo.png")
    talk.say("一个视频，左上角放logo", "放右下吧")
    assert "bottom_right" == (logo(talk) or {})["corner"]


def test_it_is_on_every_photo_or_on_none(session: Session) -> None:
    """Taken off one of them it stays, and that is said; what else is said of it holds."""
    talk = session(3, "logo.png")
    reply = talk.say("a film, logo top left", "logo off for the first photo and half as big")
    assert {"applied", "declined"} == {clause.outcome for clause in reply.clauses}
    assert 0.5 == (logo(talk) or {})["size"]


@pytest.mark.parametrize(
    "sentence",
    [
        "end with our logo and 'Order today'",
        "片尾放logo和“Order today”",
        "finish with the logo and the text 'Order today'",
    ],
)
def test_a_logo_that_ends_the_film_has_a_card_of_its_own(session: Session, sentence: str) -> None:
    """The film keeps its length, its photos make room, and what is said with the logo stands beside it."""
    talk = session(3, "logo.png")
    talk.say("a 9 second film with hard cuts and the text 'only $9' at the bottom", sentence)
    assert (6000, 3000) == tuple((logo(talk) or {})[key] for key in ("start", "ms"))
    draft = talk.drafts[-1]
    assert {"start": 6000, "ms": 3000} == draft["m"]["card"]
    [pictures, texts] = ([(one["m"]["start"], one["d"]) for one in track["sg"]] for track in draft["t"])
    assert 9000 == draft["d"]
    assert [(0, 2000), (2000, 2000), (4000, 2000)] == pictures
    assert [(0, 6000), (6000, 3000)] == texts
    talk.say("remove the logo")
    assert [3000, 3000, 3000] == [one["d"] for one in talk.drafts[-1]["t"][0]["sg"]]
