"""A refusal waits until the client has sent what it wanted to send."""

from typing import Any

from imgfree import wire
from local.bare import connected, said

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def test_a_refusal_waits_for_the_body(guest: Any) -> None:
    """A client that sends much with a dead token reads 1001, not a broken connection."""
    guest.http.headers["Authorization"] = "Bearer dead"
    assert [1001] * 5 == [guest.upload(("a.png", PNG + bytes(4_000_000))).json()["code"] for _ in range(5)]


def test_a_client_that_asks_first_is_told_at_once(guest: Any) -> None:
    """Who waits for `100 Continue` before sending a large body gets the refusal without sending it."""
    head = (
        f"POST {wire.upload_path(guest.session_id)} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4000000\r\n"
        "Expect: 100-continue\r\nAuthorization: Bearer dead\r\n\r\n"
    )
    with connected(guest.url) as client:
        client.sendall(head.encode())
        status, body = said(client)
    assert (401, wire.Code.BAD_TOKEN) == (status, body["code"])
