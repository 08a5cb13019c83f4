"""Connections end where a request's head does not come."""

import contextlib
import time
from typing import Any

import pytest

from imgfree.local import connection
from local.bare import connected, said


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits in time that a test can wait for."""
    monkeypatch.setattr(connection, "HEAD_S", 2.0)


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: "])
def test_a_head_that_does_not_come_ends_the_connection(guest: Any, impatient: None, sent: bytes) -> None:
    """Silence and a drip of single bytes alike; the answer says why."""
    began_s = time.monotonic()
    with connected(guest.url) as client:
        client.sendall(sent)
        client.settimeout(0.3)
        while True:
            try:
                status, body = said(client)
                break
            except TimeoutError:
                with contextlib.suppress(OSError):
                    client.sendall(b"a" if sent else b"")
    assert (408, 408) == (status, body["code"])
    assert time.monotonic() - began_s < 30
