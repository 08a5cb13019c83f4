"""Nothing is left unsaid: what became of every word."""

from collections.abc import Callable
from typing import Any

import pytest

Session = Callable[..., Any]


def unknown(reply: Any) -> list[str]:
    """Return what was reported as not understood."""
    return [clause.text for clause in reply.clauses if clause.outcome == "not understood"]


@pytest.mark.parametrize(
    ("sentence", "reported"),
    [
        ("a 10 second film and marmalade the corners", "marmalade"),
        ("10 seconds. Upholster it", "Upholster"),
        ("add a lighthouse", "lighthouse"),
        ("10秒，再来个算盘", "算盘"),
    ],
)
def test_an_unknown_wish_is_reported(session: Session, sentence: str, reported: str) -> None:
    """A verb that nobody knows, and a thing that something is done with."""
    assert any(reported in text for text in unknown(session(3).say(sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        "a film for my grandmother's bakery",
        "We sell ceramics. Make a 10 second film",
        "could you make a film please, thank you",
        "麻烦帮我做个视频，谢谢",
    ],
)
def test_what_a_film_is_about_is_no_wish(session: Session, sentence: str) -> None:
    """Whom it is for, what is in it, and courtesies are nothing to be done."""
    assert not unknown(session(3).say(sentence))


def test_a_misspelt_word_is_said(session: Session) -> None:
    """Whoever reads the answer sees how it was taken."""
    notes = [clause.note for clause in session(3).say("a vertcial film").clauses]
    assert any("'vertcial' read as 'vertical'" in note for note in notes)
