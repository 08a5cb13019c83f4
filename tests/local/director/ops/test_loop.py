"""Loop: round and round, or there and back."""

import pytest

from local.director.conversation import Session
from local.director.score import wished


@pytest.mark.parametrize(
    ("sentence", "kind"), [("make it loop seamlessly", "loop"), ("a boomerang", "boomerang"), ("无缝循环", "loop")]
)
def test_is_heard(session: Session, sentence: str, kind: str) -> None:
    """One kind a sentence."""
    assert [{"kind": kind}] == wished(session(3).say("a film", sentence), "loop")


def test_is_taken_away(session: Session) -> None:
    """A loop that is denied goes."""
    assert [{"what": "loop"}] == wished(session(3).say("a looping film", "no loop please"), "remove")


@pytest.mark.parametrize("sentence", ["整个片子放两遍", "视频放两次", "play it three times"])
def test_a_film_that_is_shown_again_goes_round(session: Session, sentence: str) -> None:
    """How often it does is the player's, which is said; a picture that is shown twice is another thing."""
    reply = session(3).say("a film", sentence)
    assert [{"kind": "loop"}] == wished(reply, "loop")
    assert [] == wished(reply, "build")
