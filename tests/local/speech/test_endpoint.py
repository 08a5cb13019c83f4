"""A speech endpoint: who may be asked in the open, and how its failures read."""

import pytest

from imgfree.errors import BackendUnreachable, ProtocolBroken, SetupError
from imgfree.local.speech.endpoint import Endpoint
from imgfree.settings import VoiceEndpoint
from local.speech.voices_here import serving, tone


def test_a_key_is_not_sent_in_the_open() -> None:
    """Beyond this machine it needs https."""
    with pytest.raises(SetupError, match="not encrypted"):
        Endpoint(VoiceEndpoint("http://voices.example", "m", "v", "l", key="sk-1"))


def test_one_that_is_not_there_is_named() -> None:
    """Its address is told, with what to do."""
    with serving(b"") as asked:
        about = asked.about()
    with pytest.raises(BackendUnreachable, match="cannot be reached") as failed:
        Endpoint(about).speech("Hello.", 1.0)
    assert about.url in failed.value.message


def test_silence_is_no_answer() -> None:
    """An empty sound is refused; so is a transcript without a text."""
    with serving(b"") as asked, pytest.raises(ProtocolBroken, match="empty sound"):
        Endpoint(asked.about()).speech("Hello.", 1.0)


def test_a_versioned_address_stays_as_it_is() -> None:
    """/v1 is added only where no version is named."""
    with serving(tone(0.1)) as asked:
        for about in (asked.about(), VoiceEndpoint(f"{asked.url}/v2", "m", "v", "l")):
            Endpoint(about).speech("Hello.", 1.0)
        assert ["/v1/audio/speech", "/v2/audio/speech"] == [path for path, _, _ in asked.requests]
