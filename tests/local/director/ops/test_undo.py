"""Undo: which draft comes back."""

import pytest

from local.director.conversation import Session
from local.director.score import operations, wished


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


def test_how_soon_is_no_pace(session: Session) -> None:
    """Who wants it undone quickly wants no quick film."""
    talk = session(3)
    reply = talk.say("竖屏，标题写夏天", "来个复古的", "太老气了，快撤回")
    assert ["undo"] == [op["op"] for op in operations(reply)]
