"""An endpoint of the user's: who may be asked in the open, where, and how its failures read."""

import pytest

from imgfree.errors import BackendUnreachable, ProtocolBroken, SetupError
from imgfree.local.remote import Remote
from imgfree.settings import Model, VoiceEndpoint
from local.speech.voices_here import serving

FAR = "http://far.example"


def asked(url: str, **more: str) -> tuple[int, bytes]:
    """Return what the endpoint at this address answers."""
    about = VoiceEndpoint(url, "m", "v", "l", **more)
    return Remote(about, "IMGFREE_VOICE", "go without").posted("/audio/speech", limit_s=5, most_bytes=10, json={})


@pytest.mark.parametrize(
    "about", [Model("http://far.example", "m", "sk"), VoiceEndpoint("http://far.example", "", "", "", "sk")]
)
def test_a_key_is_not_sent_in_the_open(about: Model | VoiceEndpoint) -> None:
    """Beyond this machine it needs https."""
    with pytest.raises(SetupError, match="not encrypted"):
        Remote(about, "IMGFREE_MODEL", "go without")


def test_one_that_is_not_there_is_named() -> None:
    """Its address is told, with what to do."""
    with serving(b"") as here:
        url = here.url
    with pytest.raises(BackendUnreachable, match="cannot be reached") as failed:
        asked(url)
    assert url in failed.value.message
    assert "start that endpoint, or go without" == failed.value.hint


def test_a_versioned_address_stays_as_it_is() -> None:
    """/v1 is added only where no version is named, and nothing to a whole address."""
    with serving(b"ok") as here:
        for path in ("", "/v2", "/my/audio/speech"):
            assert (200, b"ok") == asked(here.url + path)
        assert ["/v1/audio/speech", "/v2/audio/speech", "/my/audio/speech"] == [path for path, _, _ in here.requests]


def test_an_answer_has_an_end() -> None:
    """What is longer than it can be is not read to its end."""
    with serving(b"x" * 11) as here, pytest.raises(ProtocolBroken, match="no end"):
        asked(here.url)
