"""Undo and redo: which draft comes back."""

from collections.abc import Callable
from typing import Any

import pytest

from local.director.score import wished

Session = Callable[..., Any]


@pytest.mark.parametrize("words", [("undo",), ("撤销",), ("go back one step",)])
def test_goes_back_one_step(session: Session, words: tuple[str, ...]) -> None:
    """The film is the one before the last edit."""
    talk = session(3)
    talk.say("a 9 second film", "make it square")
    talk.say(*words)
    assert talk.drafts[0]["m"]["width"] == talk.drafts[-1]["m"]["width"]


def test_goes_back_several_steps(session: Session) -> None:
    """As many as are said, all in one wish."""
    talk = session(3)
    talk.say("a 9 second film", "make it square", "make it 20 seconds")
    reply = talk.say("undo the last two changes")
    assert [{"steps": 2}] == wished(reply, "undo")
    assert talk.drafts[0]["d"] == talk.drafts[-1]["d"]


@pytest.mark.parametrize("words", ["redo", "重做", "put it back", "undo the undo"])
def test_what_was_undone_comes_back(session: Session, words: str) -> None:
    """Redo, and "put it back" after an undo, bring the later film again; another undo takes it away."""
    talk = session(3)
    talk.say("a 9 second film", "make it 20 seconds", "undo", words)
    assert talk.drafts[1]["d"] == talk.drafts[-1]["d"]
    talk.say("undo")
    assert talk.drafts[0]["d"] == talk.drafts[-1]["d"]


def test_redo_with_nothing_undone_is_declined(session: Session) -> None:
    """The film stays as it is."""
    talk = session(3)
    talk.say("a 9 second film")
    reply = talk.say("redo")
    assert (["declined"], False) == ([one.outcome for one in reply.clauses], reply.edited)
