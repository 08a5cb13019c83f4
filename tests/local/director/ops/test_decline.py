"""What is refused, and what is met by doing nothing."""

from collections.abc import Callable
from typing import Any

import pytest

Session = Callable[..., Any]


@pytest.mark.parametrize("sentence", ["add a voice-over", "put a countdown over the last 5 seconds", "给我配个旁白"])
def test_a_refused_wish_begins_no_film(session: Session, sentence: str) -> None:
    """It is declined with all that was said of it, and nothing is built."""
    reply = session(3).say(sentence)
    assert [clause.outcome for clause in reply.clauses] == ["declined"]
    assert reply.clauses[0].note
    assert not reply.edited


def test_what_else_is_said_is_done(session: Session) -> None:
    """The refusal ends where another wish begins."""
    reply = session(3).say('a 12 second film with a voice-over reading the menu, and the title "Lunch"')
    ops = {op["op"] for clause in reply.clauses if clause.outcome == "applied" for op in clause.ops}
    assert {"duration", "title"} <= ops
    assert "declined" in {clause.outcome for clause in reply.clauses}


@pytest.mark.parametrize(
    "sentence", ["no stickers", "make it warm, everything else stays the same", "改成暖色，其他不变"]
)
def test_what_is_met_anyway_is_said(session: Session, sentence: str) -> None:
    """Nothing is refused where nothing impossible is asked for."""
    reply = session(3).say("make a film", sentence)
    assert {clause.outcome for clause in reply.clauses} == {"applied"}
