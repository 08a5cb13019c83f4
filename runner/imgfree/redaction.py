"""Keep secrets out of everything that is shown or written."""

import base64
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, quote_plus

MASK = "***"
_SHORTEST = 6  # masking shorter values would blot out ordinary words


class Redactor:
    """Knows the secrets of this process and masks them, also url-encoded, JSON-escaped or in base64."""

    def __init__(self) -> None:
        self._forms: list[str] = []

    def add(self, secret: str | None) -> None:
        """Mask `secret` from now on; None and very short values are ignored."""
        if not secret or len(secret) < _SHORTEST:
            return
        raw = secret.encode()
        forms = {secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]}
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            forms |= {_stable_base64(encode, raw, lead) for lead in range(3)}
        known = {form for form in forms if len(form) >= _SHORTEST} | set(self._forms)
        self._forms = sorted(known, key=len, reverse=True)

    def text(self, value: str) -> str:
        """Return `value` with every known secret masked."""
        for form in self._forms:
            value = value.replace(form, MASK)
        return value

    def data(self, value: Any) -> Any:
        """Return JSON-shaped `value` with every text in it masked, keys included."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.text(str(key)): self.data(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.data(item) for item in value]
        return value


def _stable_base64(encode: Any, raw: bytes, lead: int) -> str:
    """Return the part of the base64 text that stays the same whatever stands around `raw`, `lead` bytes in."""
    padded = b"\0" * lead + raw
    whole = len(padded) - len(padded) % 3
    text: str = encode(padded[:whole]).decode()
    return text[(0, 2, 3)[lead] :]
