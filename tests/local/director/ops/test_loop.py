"""Loop: round and round, or there and back."""

from collections.abc import Callable
from typing import Any

import pytest

from local.director.score import wished

Session = Callable[..., Any]


@pytest.mark.parametrize(
    ("sentence", "kind"), [("make it loop seamlessly", "loop"), ("a boomerang", "boomerang"), ("无缝循环", "loop")]
)
def test_is_heard(session: Session, sentence: str, kind: str) -> None:
    """One kind a sentence."""
    assert [{"kind": kind}] == wished(session(3).say("a film", sentence), "loop")


def test_is_taken_away(session: Session) -> None:
    """A loop that is denied goes."""
    assert [{"what": "loop"}] == wished(session(3).say("a looping film", "no loop please"), "remove")
