"""A speech endpoint of OpenAI's form: texts to sound, and sound to words. Only what is said or heard goes there."""

import contextlib
import json
import re
from pathlib import Path
from typing import Any

import httpx

from imgfree import addresses
from imgfree.errors import BackendRefused, BackendUnreachable, ProtocolBroken, SetupError
from imgfree.redaction import Redactor
from imgfree.settings import VoiceEndpoint

LIMIT_S = 120.0
_LONGEST_BYTES = 50_000_000
_VERSIONED = re.compile(r"/v\d\w*(/|$)")
_REASON = re.compile(rb'"message"\s*:\s*"([^"\\]{1,120})')
_ERRNO = re.compile(r"^\[[^\]]*\] ")


class Endpoint:
    """Asks the endpoint; whatever goes wrong is told without its key."""

    def __init__(self, about: VoiceEndpoint, *, limit_s: float = LIMIT_S) -> None:
        self.about, self._limit_s = about, limit_s
        self._redactor = Redactor()
        self._redactor.add(about.key)
        self._near = addresses.is_this_machine(httpx.URL(about.url).host)
        if about.key and about.url.startswith("http:") and not self._near:
            advice = "give IMGFREE_VOICE_URL an address that begins with https://, or no key"
            raise SetupError(f"the way to {about} is not encrypted, and the key could be read on it", hint=advice)

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
        url = self.about.url
        address = f"{url}{route}" if _VERSIONED.search(httpx.URL(url).path) else f"{url}/v1{route}"
        headers = {"Authorization": f"Bearer {self.about.key}"} if self.about.key else {}
        limits = httpx.Timeout(self._limit_s, connect=10)
        secure = url.startswith("https:")  # without it certificates would be loaded for nothing
        try:
            with httpx.Client(verify=secure, trust_env=not self._near, timeout=limits, headers=headers) as http:
                return self._read(http, address, body)
        except httpx.HTTPError as error:
            reason = _ERRNO.sub("", self._redactor.text(str(error))) or type(error).__name__
            told = f"{self.about} cannot be reached: {reason[:120]}"
            raise BackendUnreachable(told, hint="start that endpoint, or unset IMGFREE_VOICE_URL") from None

    def _read(self, http: httpx.Client, address: str, body: dict[str, Any]) -> bytes:
        data = bytearray()
        with http.stream("POST", address, **body) as answer:
            for chunk in answer.iter_bytes():
                data += chunk
                if len(data) > _LONGEST_BYTES:
                    raise ProtocolBroken(f"the answer of {self.about} has no end")
        if answer.status_code == 200:
            return bytes(data)
        reason = _REASON.search(bytes(data))
        words = f": {self._redactor.text(reason[1].decode(errors='replace'))}" if reason else ""
        hint = "look at IMGFREE_VOICE_KEY" if answer.status_code in (401, 403) else "look at IMGFREE_VOICE_URL"
        raise BackendRefused(f"{self.about} answers {answer.status_code}{words}", code=answer.status_code, hint=hint)
