"""One door for foreign failures: what a status, a body code or a transport error means here."""

import httpx
import pytest

from imgfree.client import failures
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


def same(words: str) -> str:
    """Mask nothing."""
    return words


@pytest.mark.parametrize(
    ("status", "body", "wanted"),
    [
        (200, {"code": 1001}, AuthRejected),
        (200, {"code": "1001"}, AuthRejected),
        (500, {"code": 1001}, AuthRejected),
        (401, None, AuthRejected),
        (401, {"code": 40100}, AuthRejected),
        (200, {"code": 1011}, AuthRejected),
        (404, {"code": 1002}, SessionLost),
        (404, {"detail": "Session not found: 5"}, SessionLost),
        (404, {"code": 404, "message": "Session 5 does not exist"}, SessionLost),
        (404, {"detail": "Not Found"}, BackendRefused),
        (402, {"code": 2001}, CreditsExhausted),
        (402, {}, ExportBlocked),
        (400, {"error": {"code": 4001, "message": "no"}}, FileRefused),
        (200, {"code": 4002}, FileRefused),
        (429, {"code": 77}, RateLimited),
        (400, {"code": 77}, BackendRefused),
        (200, {"success": False, "error": "no"}, BackendRefused),
        (503, None, BackendRefused),
    ],
)
def test_refusals(status: int, body: dict[str, object] | None, wanted: type[BackendRefused]) -> None:
    """A body code beats the HTTP status; an unknown code leaves the word to a status that says what to do."""
    assert wanted is type(failures.refused(status, body, mask=same))


@pytest.mark.parametrize(
    "body", [{"code": 0}, {"code": "0", "data": {}}, {"success": True}, {"status": "failed"}, {}, None]
)
def test_successes(body: dict[str, object] | None) -> None:
    """Zero, nothing, and a render that failed are no refusal of the call."""
    assert failures.refused(200, body, mask=same) is None


@pytest.mark.parametrize("key", ["message", "msg", "detail", "error", "reason"])
def test_words_under_any_key(key: str) -> None:
    """The backend's words are found, put on one line, bounded and masked."""
    found = failures.refused(400, {key: "so\nsecret " + "x" * 999}, mask=lambda words: words.replace("secret", "***"))
    assert found is not None
    assert "so *** xxx" in found.message
    assert 400 > len(found.message)


@pytest.mark.parametrize(
    ("error", "passing"),
    [
        (RateLimited("x"), True),
        (BackendUnreachable("x"), True),
        (BackendRefused("x", code=503), True),
        (BackendRefused("x", code=408), True),
        (BackendRefused("x", code=404), False),
        (CreditsExhausted("x", code=503), False),
        (AuthRejected("x", code=1001), False),
    ],
)
def test_passing(error: BackendError, passing: bool) -> None:
    """What may succeed a little later: 408, 429, 5xx, no connection."""
    assert passing == failures.passing(error)


@pytest.mark.parametrize(
    ("error", "left"),
    [
        (httpx.ConnectError("[Errno 111] Connection refused"), False),
        (httpx.ConnectTimeout("x"), False),
        (httpx.ReadTimeout("x"), True),
        (httpx.RemoteProtocolError("x"), True),
        (httpx.ReadError(""), True),
    ],
)
def test_transport_errors(error: httpx.TransportError, left: bool) -> None:
    """Only without a connection is it sure that nothing left; the host is named, and no errno."""
    found = failures.unreachable(error, "api.example")
    assert left != isinstance(found, failures.NotSent)
    assert "api.example" in found.message
    assert "Errno" not in found.message
