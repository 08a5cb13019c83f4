"""The ear of a model against the real thing: llama.cpp's server with the smallest model there is."""

import httpx
import pytest

from imgfree.errors import BackendError, BackendUnreachable, ProtocolBroken
from imgfree.local.director.model import ModelEar
from imgfree.settings import Model
from local.director.conversation import Conversation, asset

pytestmark = [pytest.mark.model, pytest.mark.timeout(900)]


@pytest.mark.parametrize("base", ["", "/v1"])
def test_is_asked_and_answers_in_the_form_that_was_asked_for(llama: str, base: str) -> None:
    """A film comes of it, or a failure that says what was wrong with the answer; nothing in between."""
    ear = ModelEar(Model(llama + base, "gemma"), limit_s=400)
    talk = Conversation([asset("a.jpg"), asset("b.jpg")], ear)
    try:
        print(talk.say("make a square film").text)
    except ProtocolBroken as error:
        print(f"two answers, none of use: {error.message}")


def test_is_not_waited_for(llama: str) -> None:
    """A model at work takes longer than a moment; the wait ends all the same."""
    ear = ModelEar(Model(llama, "gemma"), limit_s=0.5)
    with pytest.raises(BackendUnreachable, match="no answer within 0.5 s"):
        Conversation([asset("a.jpg")], ear).say("make a film that is 12 seconds long, square and calm")


def test_an_address_beside_it_is_told(llama: str) -> None:
    """What the server says to a wrong address is in the failure."""
    with pytest.raises(BackendError, match="answers 404"):
        Conversation([asset("a.jpg")], ModelEar(Model(f"{llama}/v2", "gemma"))).say("make a film")
    assert httpx.get(f"{llama}/v1/models", timeout=300).status_code == 200
