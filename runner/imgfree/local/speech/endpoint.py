"""A speech endpoint of OpenAI's form: texts to sound, and sound to words. Only what is said or heard goes there."""

import contextlib
import json
from pathlib import Path
from typing import Any

from imgfree.errors import ProtocolBroken
from imgfree.local.remote import Remote
from imgfree.settings import VoiceEndpoint

_LIMIT_S = 120.0
_LONGEST_BYTES = 50_000_000


class Endpoint:
    """Asks the endpoint; whatever goes wrong is told without its key."""

    def __init__(self, about: VoiceEndpoint) -> None:
        self.about = about
        self._remote = Remote(about, "IMGFREE_VOICE", "unset IMGFREE_VOICE_URL")

    def speech(self, text: str, pace: float) -> bytes:
        """Return the text as a sound file. Raises BackendError."""
        body: dict[str, Any] = {"model": self.about.model, "input": text, "voice": self.about.speaker}
        body |= {"response_format": "wav"} | ({"speed": pace} if pace != 1.0 else {})
        sound = self._asked("/audio/speech", json=body)
        if not sound:
            raise ProtocolBroken(f"{self.about} gave an empty sound", hint="look at IMGFREE_VOICE and its model")
        return sound

    def transcript(self, path: Path, name: str) -> dict[str, Any]:
        """Return what is said in a file: `text`, and `words` or `segments` in seconds. Raises BackendError."""
        fields = {"model": self.about.listener, "response_format": "verbose_json"}
        several = [("timestamp_granularities[]", "word"), ("timestamp_granularities[]", "segment")]
        parts: list[tuple[str, Any]] = [(key, (None, value)) for key, value in (*fields.items(), *several)]
        with path.open("rb") as file:
            said = self._asked("/audio/transcriptions", files=[*parts, ("file", (name, file))])
        with contextlib.suppress(ValueError, RecursionError):
            found = json.loads(said)
            if isinstance(found, dict) and isinstance(found.get("text"), str):
                return found
        raise ProtocolBroken(f"{self.about} gave an answer without a text", hint="look at IMGFREE_VOICE_URL")

    def _asked(self, route: str, **body: Any) -> bytes:
        status, data = self._remote.posted(route, limit_s=_LIMIT_S, most_bytes=_LONGEST_BYTES, **body)
        if status != 200:
            raise self._remote.refusal(status, data)
        return data
