"""What is refused, and what is met by doing nothing."""

import pytest

from local.director.conversation import Session


@pytest.mark.parametrize("sentence", ["add a voice-over", "put a countdown over the last 5 seconds", "给我配个旁白"])
def test_a_refused_wish_begins_no_film(session: Session, sentence: str) -> None:
    """It is declined with all that was said of it, and nothing is built."""
    reply = session(3).say(sentence)
    assert [clause.outcome for clause in reply.clauses] == ["declined"]
    assert reply.clauses[0].note
    assert not reply.edited


@pytest.mark.parametrize(
    "sentence",
    [
        "get somebody to read the prices out",
        "find me a tune everybody knows",
        "cut my uncle out of the background",
        "have the same words in german too",
        "stick it on our Instagram",
        "tell me who is in photo 2",
        "draw me a lighthouse",
        "让我家狗开口说你好",
        "帮我找首好听的",
        "把后面的垃圾桶抠掉",
        "帮我发到抖音",
    ],
)
def test_what_people_ask_for_in_their_own_words_is_refused(session: Session, sentence: str) -> None:
    """No operation comes of the words around it, and none is reported as not understood."""
    reply = session(3).say("make a film", sentence)
    found = [clause for clause in reply.clauses if clause.outcome != "defaulted"]
    assert ({"declined"}, [], False) == (
        {one.outcome for one in found},
        [op for one in found for op in one.ops],
        reply.edited,
    )


def test_what_is_only_in_a_photo_does_not_take_the_photo_along(session: Session) -> None:
    """Nothing is removed on a guess."""
    reply = session(3).say("make a film", "get rid of the cables in photo 2")
    assert not reply.edited
    assert {"declined", "not understood"} & {clause.outcome for clause in reply.clauses}


def test_what_else_is_said_is_done(session: Session) -> None:
    """The refusal ends where another wish begins."""
    reply = session(3).say('a 12 second film with a voice-over reading the menu, and the title "Lunch"')
    ops = {op["op"] for clause in reply.clauses if clause.outcome == "applied" for op in clause.ops}
    assert {"duration", "title"} <= ops
    assert "declined" in {clause.outcome for clause in reply.clauses}
