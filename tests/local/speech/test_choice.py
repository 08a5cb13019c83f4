"""Who says a script, and how long it would take."""

import pytest

from imgfree.local.speech import choice
from imgfree.local.speech.choice import Foreseen
from imgfree.local.speech.seam import Part, Unspoken
from imgfree.settings import VoiceEndpoint
from local.director.conversation import asset

ELSEWHERE = VoiceEndpoint("http://127.0.0.1:1", "m", "nova", "l")


def test_an_endpoint_that_was_named_speaks() -> None:
    """It says any language; the package says English."""
    assert ("http://127.0.0.1:1", "nova") == choice.provider("欢迎光临", ELSEWHERE)
    assert (choice.PACKAGE, choice.SPEAKER) == choice.provider("Hello there", None)


def test_without_the_package_the_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is declined by name."""
    monkeypatch.setattr(choice, "find_spec", lambda name: None)
    with pytest.raises(Unspoken, match=r"pip install 'imgfree\[voice\]'"):
        choice.provider("Hello", None)


def test_foresees_without_a_sound() -> None:
    """A longer text takes longer, a slower pace too; what would be refused is."""
    speech = Foreseen(None)
    short, long, slow = (
        speech.said([Part(text)], pace).lines[0].ms
        for text, pace in (("Hello.", 1.0), ("Hello there, and welcome.", 1.0), ("Hello.", 0.5))
    )
    assert short < long
    assert short < slow
    with pytest.raises(Unspoken):
        speech.said([Part("欢迎")], 1.0)
    with pytest.raises(Unspoken, match="not recognised"):
        speech.heard(asset("a.mp3", "audio"))
    assert () == Foreseen(ELSEWHERE).heard(asset("a.mp3", "audio"))
    assert "a.mp3" == speech.recorded(asset("a.mp3", "audio", seconds=3.0), "Hello.").provider
