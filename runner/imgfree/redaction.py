"""Keep secrets out of everything that is shown or written."""

import base64
import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, quote_plus

MASK = "***"
_SHORTEST = 6  # masking shorter values would blot out ordinary words
_LETTERS = b"REDACTED"
TOKEN = re.compile(r"nmv_[A-Za-z]+_[\w.~-]{6,}")  # whoever's it is


class Redactor:
    """Knows the secrets of this process and masks them, also url-encoded, JSON-escaped or in base64."""

    def __init__(self) -> None:
        self._forms: list[str] = []
        self._raw_forms: list[bytes] = []  # the same, as bytes
        self._any = re.compile("nmv_")  # what finds out quickly that there is nothing to mask

    @property
    def forms(self) -> int:
        """Return how many spellings are known; it only grows."""
        return len(self._forms)

    def add(self, secret: str | None) -> None:
        """Mask `secret` from now on; None and very short values are ignored."""
        if not secret or len(secret) < _SHORTEST or secret in self._forms:
            return
        known = {form for form in _spellings(secret) if len(form) >= _SHORTEST} | set(self._forms)
        self._forms = sorted(known, key=len, reverse=True)
        self._raw_forms = [form.encode() for form in self._forms]
        self._any = re.compile("|".join(["nmv_", *map(re.escape, self._forms)]))

    def text(self, value: str) -> str:
        """Return `value` with every known secret masked, and every token of the vendor's form."""
        if len(value) < _SHORTEST or not self._any.search(value):
            return value
        for form in self._forms:
            value = value.replace(form, MASK)
        return TOKEN.sub(MASK, value) if "nmv_" in value else value

    def data(self, value: Any) -> Any:
        """Return JSON-shaped `value` with every text in it masked, keys included."""
        return with_texts(value, self.text)

    def cover(self, value: bytes) -> bytes:
        """Return `value` with letters in place of every known secret; not one byte longer or shorter."""
        for form in self._raw_forms:
            if form in value:
                value = value.replace(form, letters(len(form)))
        return value

    def cover_end(self, value: bytes) -> bytes:
        """Return `value` with a secret covered of which only the beginning fits before the end."""
        for form in self._raw_forms:
            for length in range(min(len(form) - 1, len(value)), _SHORTEST - 1, -1):
                if value.endswith(form[:length]):
                    return value[:-length] + letters(length)
        return value


def with_texts(value: Any, told: Callable[[str], str]) -> Any:
    """Return JSON-shaped `value` with what `told` makes of every text in it, keys included."""
    if isinstance(value, str):
        return told(value)
    if value is None or isinstance(value, (int, float)):
        return value
    if isinstance(value, (list, tuple)):
        return [with_texts(item, told) for item in value]
    if isinstance(value, (dict, Mapping)):  # a dictionary first: to ask whether something is a mapping takes long
        return {told(str(key)): with_texts(item, told) for key, item in value.items()}
    return value


def letters(length: int) -> bytes:
    """Return what stands where a secret of that length was: safe in JSON, addresses, headers and base64."""
    return (_LETTERS * (length // len(_LETTERS) + 1))[:length]


def _spellings(secret: str) -> set[str]:
    """Return how a secret may be written in JSON, in an address, in base64, or in one inside another."""
    escaped = {json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]}
    escaped |= {
        form.replace("/", "\\/") for form in escaped
    }  # some servers escape the slash, and some the signs of HTML
    escaped |= {_without_html(form) for form in escaped}
    quoted = {quote(secret, safe=""), quote(secret), quote_plus(secret)}
    quoted |= {_lower_hex(form) for form in quoted} | {quote(form, safe="") for form in quoted}
    coded = {
        _base64(encode, secret.encode(), lead, last=last)
        for encode in (base64.b64encode, base64.urlsafe_b64encode)
        for lead in range(3)
        for last in (False, True)
    }
    twice = {json.dumps(form)[1:-1] for form in escaped} | {quote(form, safe="") for form in coded}
    return {secret} | escaped | quoted | coded | twice


def _without_html(escaped: str) -> str:
    for char in "&<>='+":
        escaped = escaped.replace(char, f"\\u{ord(char):04x}")
    return escaped


def _lower_hex(quoted: str) -> str:
    parts = quoted.split("%")
    return "%".join([parts[0], *(part[:2].lower() + part[2:] for part in parts[1:])])


def _base64(encode: Any, raw: bytes, lead: int, *, last: bool) -> str:
    """Return the part of a base64 text that is the same whatever stands before `raw`, which begins `lead` bytes in.

    Unless `raw` is the `last` of it, up to two characters are left out that depend on what comes after.
    """
    padded = b"\0" * lead + raw
    whole = len(padded) if last else len(padded) - len(padded) % 3
    text: str = encode(padded[:whole]).decode().rstrip("=")
    return text[(0, 2, 3)[lead] :]
