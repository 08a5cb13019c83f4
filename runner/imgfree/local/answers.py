"""The envelope around every answer, and the form of a refusal."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from imgfree import wire

MAX_DEPTH = 64
MOST_PATIENCE_S = 10
_WAIT = re.compile(r"\bwait=([0-9]{1,4})\b")
MAX_JSON_BYTES = 8 * 1024 * 1024  # a draft of 1000 segments is about a tenth of this


class Refused(Exception):
    """The request is answered with no. `http_status` carries it, `code` names it in the body."""

    def __init__(self, http_status: int, code: int, message: str, **extra: Any) -> None:
        super().__init__(message)
        self.http_status = http_status
        self.code = int(code)
        self.message = message
        self.extra = extra


def granted(data: Mapping[str, Any]) -> JSONResponse:
    """Return the answer that carries `data`."""
    return JSONResponse({"code": 0, "data": data})


def refusal(refused: Refused, *, envelope_only: bool = False, render: bool = False) -> JSONResponse:
    """Return the answer that says no, readable by clients of the cloud, of its agent server and of its render proxy.

    `envelope_only` sends the four-digit codes on HTTP 200, as the cloud may.
    """
    body: dict[str, Any] = {"code": refused.code, "message": refused.message, "detail": refused.message}
    if render:
        body |= {"success": False, "error": refused.message}
    status = 200 if envelope_only and refused.code >= 1000 else refused.http_status
    return JSONResponse(body | refused.extra, status)


def malformed(kind: str, place: tuple[str | int, ...], message: str) -> Refused:
    """Return the refusal of a request body, in the form of the agent server (protocol notes, 5.5)."""
    where = ".".join(map(str, place))
    detail = [{"type": kind, "loc": list(place), "msg": message}]
    return Refused(422, 422, f"{where}: {message}", detail=detail)


def session_not_found() -> Refused:
    """Return the refusal of a session that is unknown or someone else's."""
    return Refused(404, wire.Code.SESSION_NOT_FOUND, "Session not found")


def patience_s(request: Request) -> int:
    """Return for how long the client would wait for news, by its header `Prefer`; 0 where it says nothing of it."""
    asked = _WAIT.search(request.headers.get(wire.PREFER_HEADER, ""))
    return min(int(asked[1]), MOST_PATIENCE_S) if asked else 0


async def json_body(request: Request) -> dict[str, Any]:
    """Return the request's JSON object.

    Raises:
        Refused: 422 when it is no object, 413 when it is too big to be one of ours.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_JSON_BYTES:
            raise Refused(413, 413, f"the body is larger than {MAX_JSON_BYTES} bytes")
    try:
        value = json.loads(bytes(body), parse_constant=_no_number)
    except (ValueError, RecursionError) as exc:
        raise malformed("json_invalid", ("body",), f"JSON decode error: {exc}") from exc
    if _nested(value) > MAX_DEPTH:
        raise malformed("json_invalid", ("body",), f"objects and lists are nested more than {MAX_DEPTH} deep")
    if not isinstance(value, dict):
        raise malformed("model_attributes_type", ("body",), "Input should be a valid dictionary or object")
    return _whole_characters(value) if b"\\ud" in bytes(body).lower() else value


def _whole_characters(value: dict[str, Any]) -> dict[str, Any]:
    """Return the object with a question mark for each half of a character: neither disk nor network takes those."""
    whole: dict[str, Any] = json.loads(json.dumps(value, ensure_ascii=False).encode(errors="replace"))
    return whole


def _nested(value: Any) -> int:
    """Return how deep objects and lists lie in each other, counted no further than to one beyond the limit."""
    depth, level = 0, [value]
    while level and depth <= MAX_DEPTH:
        inner = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)]
        level = [item for items in inner for item in items]
        depth += 1 if inner else 0
    return depth


def iso(at_s: float) -> str:
    """Return the moment as `2026-03-26T08:15:00Z`."""
    return datetime.fromtimestamp(at_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def base_url(request: Request) -> str:
    """Return the address by which this client reaches us, without a trailing slash."""
    return str(request.base_url).rstrip("/")


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no JSON number")
