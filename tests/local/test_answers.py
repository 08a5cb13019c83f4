"""What every request body must be, and the forms in which one is refused."""

import json
from typing import Any

import pytest

from imgfree import wire
from imgfree.local.answers import Refused, iso, refusal

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def test_codes_may_travel_on_http_200(backend: Any) -> None:
    """With status=envelope the four-digit codes come on HTTP 200; plain HTTP failures stay what they are."""
    with backend.caller("status=envelope") as caller:
        caller.session_id = "1"
        lost = caller.say("hello")
        assert (200, 1002) == (lost.status_code, lost.json()["code"])
        caller.http.headers["Authorization"] = "Bearer no"
        assert (200, 1001) == (caller.http.get(wire.CREDITS).status_code, caller.http.get(wire.CREDITS).json()["code"])
        assert 404 == caller.http.get("/nowhere").status_code


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"{", 422), (b"[]", 422), (b'{"a": NaN}', 422), (b"[" * 100_000, 422), (b" " * (8 * 1024 * 1024 + 1), 413)],
)
def test_survives_any_body(guest: Any, content: bytes, status: int) -> None:
    """What is no JSON object is refused with a reason, whatever it is."""
    answer = guest.http.post(wire.NEW_SESSION, content=content)
    assert (status, True) == (answer.status_code, bool(answer.json()["detail"]))


def test_a_body_nested_without_end_is_refused(guest: Any) -> None:
    """Deeper than any draft is 422 in the agent server's form, whatever would read it."""
    deep = '{"a":' * 500 + "1" + "}" * 500
    for path in (wire.RENDER, wire.NEW_SESSION, wire.RUN_SSE):
        headers = dict.fromkeys(wire.ATTRIBUTION_HEADERS, "x") | {"Content-Type": "application/json"}
        answer = guest.http.post(path, content=deep, headers=headers)
        assert (422, "json_invalid") == (answer.status_code, answer.json()["detail"][0]["type"])


def test_half_a_character_is_a_question_mark(guest: Any) -> None:
    """In words and in a draft; a whole one, written as two halves, stays."""
    guest.upload(("a.png", PNG))
    body = json.dumps(guest.said("build \ud800 it \U0001f600")).encode()
    told = guest.http.post(wire.RUN_SSE, content=body, headers={"Content-Type": "application/json"})
    assert "Done: build ? it \U0001f600" in told.text
    draft = guest.draft() | {"title": "\udfff"}
    headers = dict.fromkeys(wire.ATTRIBUTION_HEADERS, "x") | {"Content-Type": "application/json"}
    order = json.dumps({"id": "r1", "sessionId": guest.session_id, "draft": draft}).encode()
    assert 200 == guest.http.post(wire.RENDER, content=order, headers=headers).status_code
    assert wire.COMPLETED == guest.finished("r1")["status"]


def test_a_refusal_is_read_by_every_client() -> None:
    """The render proxy's clients find `success` and `error` in it, the agent server's `detail`, the cloud's `code`."""
    answer = refusal(Refused(404, wire.Code.SESSION_NOT_FOUND, "gone", hint="wait"), render=True)
    told = {
        "code": 1002,
        "success": False,
        "hint": "wait",
        **dict.fromkeys(("message", "detail", "error"), "gone"),
    }
    assert told == json.loads(bytes(answer.body))


def test_moments_are_written_in_universal_time() -> None:
    """Seconds since 1970 as the cloud writes them."""
    assert "2026-03-26T08:15:00Z" == iso(1_774_512_900)
