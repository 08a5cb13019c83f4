"""Foreign failures, HTTP and body codes alike, become errors of our own; some pass, and the call goes again."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from imgfree import media_types, wire
from imgfree.client.wording import words_of
from imgfree.errors import (
    AuthRejected,
    BackendError,
    BackendRefused,
    BackendUnreachable,
    CreditsExhausted,
    ExportBlocked,
    FileRefused,
    RateLimited,
    SessionLost,
)
from imgfree.tools import Tools

_LONGEST_RETRY_AFTER_S = 300.0  # asked to wait longer, a person should decide
_BACKOFF_S = (1.0, 3.0)
_BAD_TOKEN_CODES = (wire.Code.BAD_TOKEN, 1010, 1011, 401)  # 1010 and 1011 come from the vendor's other gateway
_SESSION_NOT_FOUND = re.compile(r"session\b.{0,80}\b(not found|does not exist|expired)|no such session", re.IGNORECASE)
_PASSING_STATUSES = frozenset({408, 425, *range(500, 600)})
# Codes that say what to do. An unknown body code leaves the word to such an HTTP status.
_MEANINGFUL = frozenset({*_BAD_TOKEN_CODES, *wire.Code, *_PASSING_STATUSES})


class NotSent(BackendUnreachable):
    """No connection came about: the request never left and may be repeated, whatever it is."""


def number(value: Any) -> float | None:
    """Return a number that may have come as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if abs(found) < float("inf") else None  # not infinite, not NaN


def code_of(body: Mapping[str, Any]) -> int | None:
    """Return the body code, on top or in an `error` object; None where there is none."""
    error = body.get("error")
    for holder in (body, error if isinstance(error, Mapping) else {}):
        code = number(holder.get("code"))
        if code is not None:
            return int(code)
    return None


def refusal(code: int | None, words: str = "", *, retry_after_s: float | None = None) -> BackendRefused:
    """Return the refusal that a body code or HTTP status stands for; unknown codes give a plain BackendRefused."""
    said = f": {words}" if words else ""
    if code in _BAD_TOKEN_CODES:
        return AuthRejected(f"the backend refused the token{said}", code=code)
    match code:
        case wire.Code.SESSION_NOT_FOUND:
            return SessionLost(f"the backend does not know the session{said}", code=code)
        case wire.Code.NO_CREDITS:
            return CreditsExhausted(f"no credits left{said}", code=code)
        case wire.Code.UNSUPPORTED_FILE:
            return FileRefused(
                f"the backend does not take this kind of file{said}",
                code=code,
                hint=f"it takes {media_types.usual(media_types.CLOUD_SUFFIXES)}",
            )
        case wire.Code.FILE_TOO_LARGE:
            megabytes = wire.MAX_UPLOAD_BYTES // 1_000_000
            return FileRefused(
                f"the file is too large for the backend{said}",
                code=code,
                hint=f"compress or trim it; the limit is {megabytes} MB",
            )
        case wire.Code.EXPORT_BLOCKED:
            return ExportBlocked(
                f"the plan does not allow this export, which is not about credits{said}",
                code=code,
                hint="register or upgrade your plan to unlock export",
            )
        case wire.Code.RATE_LIMITED:
            return RateLimited(f"the backend asks to slow down{said}", retry_after_s=retry_after_s)
    sort = "fails with" if code is not None and 500 <= code < 600 else "answers"
    return BackendRefused(f"the backend {sort} {'an error' if code is None else code}{said}", code=code)


def refused(
    status: int, body: Mapping[str, Any] | None, *, mask: Callable[[str], str], retry_after_s: float | None = None
) -> BackendRefused | None:
    """Return what an answer refuses, or None if it is a success. A body code beats the HTTP status.

    `mask` is applied to the backend's words: it may echo a token.
    """
    body = body or {}
    code, words = code_of(body), mask(words_of(body))
    if 404 in (status, code) and _SESSION_NOT_FOUND.search(words):
        return refusal(wire.Code.SESSION_NOT_FOUND, words)
    if code and (code in _MEANINGFUL or status not in _MEANINGFUL):
        return refusal(code, words, retry_after_s=retry_after_s)
    if status >= 400:
        return refusal(status, words, retry_after_s=retry_after_s)
    if body.get("success") is False and not _tells_status(body):
        return refusal(None, words)
    return None


def _tells_status(body: Mapping[str, Any]) -> bool:
    """Return whether the answer is about a render that failed, rather than a call that did."""
    data = body.get("data")
    return any(holder.get("status") == wire.FAILED for holder in (body, data if isinstance(data, Mapping) else {}))


def unreachable(error: httpx.TransportError, host: str) -> BackendUnreachable:
    """Return what a transport error means for the user; NotSent where the request cannot have left."""
    match error:
        case httpx.ConnectTimeout() | httpx.PoolTimeout():
            return NotSent(f"no connection to {host} in time")
        case httpx.ConnectError() | httpx.ProxyError() | httpx.UnsupportedProtocol():
            return NotSent(f"cannot reach {host}: {_plain(error)}", hint="check the network, NEMO_API_URL and proxies")
        case httpx.TimeoutException():
            return BackendUnreachable(f"{host} stopped answering")
    return BackendUnreachable(f"the connection to {host} broke off: {_plain(error)}")


def passing(error: BackendError) -> bool:
    """Return whether the same request may well succeed a little later: 408, 429, 5xx, no connection."""
    if isinstance(error, BackendUnreachable | RateLimited):
        return True
    return type(error) is BackendRefused and error.code in _PASSING_STATUSES


class Patience:
    """Counts what went wrong with one call, and waits where another try makes sense."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._failures = 0
        self._limited = False

    def wait_or_raise(self, error: BackendError, *, repeatable: bool) -> None:
        """Return after a pause if the call may go again; raise `error` if not. A 429 is repeated once."""
        if isinstance(error, RateLimited):
            if self._limited:
                raise error
            wait_s, self._limited = asked_wait_s(error), True
            self._tools.pause(wait_s, "rate limit")
            return
        again = isinstance(error, NotSent) or (repeatable and passing(error))
        if not again or self._failures >= len(_BACKOFF_S):
            raise error
        self._failures += 1
        self._tools.pause(_BACKOFF_S[self._failures - 1], type(error).__name__)


def asked_wait_s(error: RateLimited) -> float:
    """Return how long a 429 asks to wait; raises it where that is so long that a person should decide."""
    wait_s = error.retry_after_s if error.retry_after_s is not None else wire.RATE_LIMIT_WAIT_S
    if wait_s > _LONGEST_RETRY_AFTER_S:
        raise error
    return wait_s


def retry_after_s(headers: Mapping[str, str], now_s: float) -> float | None:
    """Return how long `Retry-After` asks to wait, given as seconds or as a date; None where it says nothing."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal() and value.isascii():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() - now_s)


def _plain(error: Exception) -> str:
    """Return the system's reason as a part of a sentence, without its errno."""
    return re.sub(r"^\[[^\]]*\] ", "", str(error)).strip().rstrip(".").lower() or type(error).__name__
