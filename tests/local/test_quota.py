"""What one account, and one request, may ask for."""

from typing import Any

from imgfree import wire
from imgfree.local.quota import Quota

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def test_an_account_has_a_quota(backend: Any) -> None:
    """Sessions, files, bytes and waiting renders: one beyond is 429 with the reason; ending one makes room."""
    quota = Quota(sessions=2, files=3, stored_bytes=1000, waiting_renders=1)
    with backend.caller(quota=quota) as caller:
        assert 200 == caller.http.post(wire.NEW_SESSION, json={}).status_code
        over = caller.http.post(wire.NEW_SESSION, json={})
        assert (429, wire.Code.RATE_LIMITED) == (over.status_code, over.json()["code"])
        assert 200 == caller.upload(("a.png", PNG), ("b.png", PNG)).status_code
        many = caller.upload(("c.png", PNG), ("d.png", PNG))
        assert (429, True) == (many.status_code, "2 files of 3" in many.json()["message"])
        assert 429 == caller.upload(("c.png", PNG + bytes(900))).status_code
        caller.say("build it")
        backend.parts.gate.clear()
        assert [200, 429, 200] == [caller.submit(name).status_code for name in ("r1", "r2", "r1")]
        caller.http.post(wire.cancel_path("r1"))
        assert 200 == caller.submit("r3").status_code
        backend.parts.gate.set()
