"""A speech endpoint: what is no answer of one."""

from pathlib import Path

import pytest

from imgfree.errors import ProtocolBroken
from imgfree.local.speech.endpoint import Endpoint
from local.speech.voices_here import serving


def test_silence_is_no_answer() -> None:
    """An empty sound is refused."""
    with serving(b"") as asked, pytest.raises(ProtocolBroken, match="empty sound"):
        Endpoint(asked.about()).speech("Hello.", 1.0)


def test_a_transcript_has_a_text(tmp_path: Path) -> None:
    """Anything else is no transcript, be it JSON or not."""
    (tmp_path / "me.wav").write_bytes(b"sound")
    for answer in ({"words": []}, b"hello"):
        with serving(answer) as asked, pytest.raises(ProtocolBroken, match="without a text"):
            Endpoint(asked.about()).transcript(tmp_path / "me.wav", "me.wav")
