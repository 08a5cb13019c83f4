"""Keep secrets out of cassettes: learn them where they are named, cover them wherever they stand.

A cover is as long as what it hides, so that lengths and frames stay true, and it consists of letters, so that JSON,
addresses and headers stay what they are.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, unquote

from imgfree.redaction import Redactor, letters

REDACTED = "REDACTED"
_SHORTEST_LEARNT = 8  # a shorter value is covered where it is named, but not everywhere: it may be a word
_SIGNATURES_KEPT = 200  # every poll may bring a newly signed address; only the newest are looked for everywhere

_NAME = (
    r"[\w-]*(?:token|secret|password|passwd|passphrase|api[_-]?key|private[_-]?key|access[_-]?key(?:[_-]?id)?"
    r"|authorization|cookie|signature|credentials?|client[_-]?id)|refresh|bearer|jwt"
)
_QUERY_NAME = (
    rf"{_NAME}|sig|sign|auth|auth[_-]key|ct|policy|key-pair-id|awsaccesskeyid|ossaccesskeyid|googleaccessid"
    r"|x-(?:amz|goog|oss|cos|obs|tos)-[\w-]+|q-[\w-]+"
)
_SECRET_HEADERS = {"authorization", "proxy-authorization", "x-client-id", "x-api-key", "cookie", "set-cookie"}
_IS_NAME = re.compile(f"(?i)(?:{_NAME})")
_IS_QUERY_NAME = re.compile(f"(?i)(?:{_QUERY_NAME})")
_MASKED = re.compile(r"(?:REDACTED)+(?:REDACTE|REDACT|REDAC|REDA|RED|RE|R)?|REDACTE?")

_TOKEN = re.compile(rb"nmv_[A-Za-z]+_[\w.~-]{6,}")
_JWT = re.compile(rb"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*")
# "name": "value" in JSON, and the same inside a JSON string, where each quote has backslashes before it.
_PAIR = re.compile(rf'(?i)(?<!\\)("(?:{_NAME})"\s*:\s*")((?:[^"\\]|\\.)+)'.encode())
_INNER_PAIR = re.compile(rf'(?i)(?<!\\)((\\+)"(?:{_NAME})\2"\s*:\s*\2")(.+?)(?=(?<!\\)\2"|$)'.encode())
_AND, _IS = r"(?:[?&;]|\\u0026|%26|%3f)", r"(?:=|\\u003d|%3d)"
_QUERY = re.compile(rf"(?i)((?:^|{_AND})(?:amp;)?(?:{_QUERY_NAME}){_IS})((?:(?!\\u0026|%26)[^&\s\"'\\<>#])+)".encode())
_CODED = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")


class Scrubber:
    """Learns secrets from what passes, beside those that the program's own redactor knows."""

    def __init__(self, redactor: Redactor | None = None) -> None:
        self._given = redactor or Redactor()
        self._named = Redactor()
        self._signatures = Redactor()
        self._signed = 0

    @property
    def learnt(self) -> tuple[int, int]:
        """Return a mark that changes whenever a secret is learnt that earlier interactions may hold, too."""
        return self._given.forms, self._named.forms

    def learn_headers(self, items: Iterable[tuple[str, str]]) -> None:
        """Learn from headers."""
        for name, value in items:
            lower = name.lower()
            if lower in ("cookie", "set-cookie"):
                for pair in value.split(";") if lower == "cookie" else [value.partition(";")[0]]:
                    self._name(pair.partition("=")[2].strip().strip('"'))
            elif lower in _SECRET_HEADERS or _IS_NAME.fullmatch(lower):
                self._name(value.rpartition(" ")[2])
                self._basic(value)
            else:
                self._address(value)

    def learn(self, data: bytes) -> None:
        """Learn from a body or an address."""
        text = data.decode("utf-8", "replace")
        if text[:1] in ("{", "[", '"'):
            self._json(text)
        elif "data:" in text:
            for line in text.splitlines():
                if line.startswith("data:"):
                    self._json(line[5:].strip())
        for found in _PAIR.finditer(data):
            self._name(_unescaped(found[2]))
        self._address(text)

    def cover(self, data: bytes, *, cut: bool = False) -> bytes:
        """Return `data` with letters over every secret; its length stays. `cut`: the end may be half of one."""
        data = self.known(data)
        if cut:
            for redactor in (self._given, self._named, self._signatures):
                data = redactor.cover_end(data)
        for whole in (_JWT, _TOKEN):
            data = whole.sub(lambda found: letters(len(found[0])), data)
        for pattern, value in ((_PAIR, 2), (_INNER_PAIR, 3), (_QUERY, 2)):
            data = pattern.sub(lambda found, at=value: found[1] + letters(len(found[at])), data)  # type: ignore[misc]
        return data

    def known(self, data: bytes) -> bytes:
        """Return `data` with letters over the secrets known so far, without looking for names."""
        return self._signatures.cover(self.named(data))

    def named(self, data: bytes) -> bytes:
        """Return `data` with letters over tokens and the like, but not over what signed addresses: for media.

        A part of a signature may be a word that a film holds by chance.
        """
        return self._named.cover(self._given.cover(data))

    def text(self, value: str) -> str:
        """Return `value` with letters over every secret."""
        return self.cover(value.encode("utf-8", "surrogateescape")).decode("utf-8", "surrogateescape")

    def headers(self, items: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
        """Return the headers as a cassette holds them."""
        shown = [(name, _shown(name.lower(), value)) for name, value in items]
        values = self.text("\n".join(value for _, value in shown)).split("\n")  # at once: there are many small ones
        kept: dict[str, list[str]] = {}
        for (name, _), value in zip(shown, values, strict=bool(shown)):
            kept.setdefault(name, []).append(value)
        return kept

    def _name(self, value: str) -> None:
        if len(value) >= _SHORTEST_LEARNT and not _MASKED.fullmatch(value):
            self._named.add(value)

    def _basic(self, value: str) -> None:
        if value[:6].lower() == "basic ":
            self._name(_decoded(value[6:].strip()).partition(":")[2])

    def _address(self, text: str) -> None:
        for found in _QUERY.finditer(text.encode("utf-8", "replace")):
            raw = found[2].decode("utf-8", "replace")
            for value in {raw, unquote(raw), unquote(unquote(raw))}:
                self._signature(value)

    def _signature(self, value: str) -> None:
        if len(value) < _SHORTEST_LEARNT or _MASKED.fullmatch(value):
            return
        if self._signed and self._signed % _SIGNATURES_KEPT == 0:
            self._signatures = Redactor()
        self._signed += 1
        self._signatures.add(value)

    def _json(self, text: str) -> None:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return
        self._walk(found, "", 0)

    def _walk(self, value: Any, name: str, depth: int) -> None:
        if depth > 50:
            return
        if isinstance(value, dict):
            for key, item in value.items():
                self._walk(item, key, depth + 1)
        elif isinstance(value, list):
            for item in value:
                self._walk(item, name, depth + 1)
        elif isinstance(value, str):
            self._leaf(value, name, depth)

    def _leaf(self, value: str, name: str, depth: int) -> None:
        if name and _IS_NAME.fullmatch(name):
            self._name(value)
        inner = value if value[:1] in ("{", "[") else _decoded(value)
        if inner[:1] in ("{", "["):
            try:
                self._walk(json.loads(inner), "", depth + 1)
            except (ValueError, RecursionError):
                return
        if "=" in value:
            for key, item in parse_qsl(value.partition("?")[2]):
                if _IS_QUERY_NAME.fullmatch(key):
                    self._signature(item)


def same(text: str) -> str:
    """Return `text` with all covers of one length, so that a recorded request equals its replay."""
    return _MASKED.sub(REDACTED, text)


def _shown(name: str, value: str) -> str:
    if name == "set-cookie":
        return re.sub(r"=[^;]*", f"={REDACTED}", value, count=1)
    return REDACTED if name in _SECRET_HEADERS or _IS_NAME.fullmatch(name) else value


def _unescaped(raw: bytes) -> str:
    try:
        return str(json.loads(b'"' + raw + b'"'))
    except ValueError:
        return raw.decode("utf-8", "replace")


def _decoded(value: str) -> str:
    """Return what a base64 text says, if it is text."""
    if not _CODED.fullmatch(value) and not value.endswith("="):
        return ""
    try:
        padded = value.rstrip("=") + "=" * (-len(value.rstrip("=")) % 4)
        return base64.b64decode(
            padded, altchars=b"-_" if "-" in value or "_" in value else None, validate=True
        ).decode()
    except (binascii.Error, ValueError):
        return ""
