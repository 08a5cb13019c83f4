"""What was undone comes back."""

import pytest

from local.director.conversation import begun


@pytest.mark.parametrize("words", ["redo", "重做", "put it back", "undo the undo"])
def test_what_was_undone_comes_back(words: str) -> None:
    """Redo, and "put it back" after an undo, bring the later film again; another undo takes it away."""
    talk = begun(3)
    talk.say("a 9 second film", "make it 20 seconds", "undo", words)
    assert talk.drafts[1]["d"] == talk.drafts[-1]["d"]
    talk.say("undo")
    assert talk.drafts[0]["d"] == talk.drafts[-1]["d"]


def test_redo_with_nothing_undone_is_declined() -> None:
    """The film stays as it is."""
    talk = begun(3)
    talk.say("a 9 second film")
    reply = talk.say("redo")
    assert (["declined"], False) == ([one.outcome for one in reply.clauses], reply.edited)
