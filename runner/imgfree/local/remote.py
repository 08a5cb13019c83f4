"""An endpoint of OpenAI's form, named by the environment: asked with its key, and what goes wrong told without it."""

import re
from typing import Any

import httpx

from imgfree import addresses
from imgfree.errors import BackendRefused, BackendUnreachable, ProtocolBroken, SetupError
from imgfree.redaction import Redactor
from imgfree.settings import Model, VoiceEndpoint

_VERSIONED = re.compile(r"/v\d\w*(/|$)")
_REASON = re.compile(rb'"message"\s*:\s*"([^"\\]{1,120})')
_ERRNO = re.compile(r"^\[[^\]]*\] ")


class Remote:
    """Posts to the endpoint. `settings` begins the names of its variables, `otherwise` says what to do without it."""

    def __init__(self, about: Model | VoiceEndpoint, settings: str, otherwise: str) -> None:
        self._about, self._settings, self._otherwise = about, settings, otherwise
        self._redactor = Redactor()
        self._redactor.add(about.key)
        self._near = addresses.is_this_machine(httpx.URL(about.url).host)
        if about.key and about.url.startswith("http:") and not self._near:
            advice = f"give {settings}_URL an address that begins with https://, or no key"
            raise SetupError(f"the way to {about} is not encrypted, and the key could be read on it", hint=advice)

    def redacted(self, text: str) -> str:
        """Return the text without the key."""
        return self._redactor.text(text)

    def posted(self, route: str, *, limit_s: float, most_bytes: int, **body: Any) -> tuple[int, bytes]:
        """Return the status and the answer of a POST; the version that a route needs is added where the address has
        none. Raises BackendUnreachable, and ProtocolBroken for an answer that is longer."""
        about, url = self._about, self._about.url
        if not url.endswith(route):
            url = f"{url}{route}" if _VERSIONED.search(httpx.URL(url).path) else f"{url}/v1{route}"
        headers = {"Authorization": f"Bearer {about.key}"} if about.key else {}
        limits = httpx.Timeout(limit_s, connect=10)
        secure = url.startswith("https:")  # without it certificates would be loaded for nothing
        data = bytearray()
        try:
            with (
                httpx.Client(verify=secure, trust_env=not self._near, timeout=limits, headers=headers) as http,
                http.stream("POST", url, **body) as answer,
            ):
                for chunk in answer.iter_bytes():
                    data += chunk
                    if len(data) > most_bytes:
                        raise ProtocolBroken(f"the answer of {about} has no end", hint=self._hint("URL"))
        except httpx.HTTPError as error:
            reason = _ERRNO.sub("", self.redacted(str(error))) or type(error).__name__
            told = f"{about} cannot be reached: {reason[:120]}"
            raise BackendUnreachable(told, hint=f"start that endpoint, or {self._otherwise}") from None
        return answer.status_code, bytes(data)

    def refusal(self, status: int, data: bytes) -> BackendRefused:
        """Return the error for an answer with that status."""
        reason = _REASON.search(data)
        words = f": {self.redacted(reason[1].decode(errors='replace'))}" if reason else ""
        hint = self._hint("KEY" if status in (401, 403) else "URL")
        return BackendRefused(f"{self._about} answers {status}{words}", code=status, hint=hint)

    def _hint(self, name: str) -> str:
        return f"look at {self._settings}_{name}, or {self._otherwise}"
