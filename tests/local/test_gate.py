"""Who may talk to the backend, how slowly and how much; on real sockets."""

import socket
from pathlib import Path
from typing import Any

import httpx
import pytest

from imgfree import wire
from imgfree.local import gate
from imgfree.local.answers import Refused
from imgfree.local.intake import Room, parts
from imgfree.local.server import Door
from local.bare import connected, said

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
FORM = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n' + PNG + b"\r\n--b--\r\n"


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1:{port}", True),
        ("LocalHost:{port}", True),
        ("localhost.:{port}", True),
        ("[::1]:{port}", True),
        ("evil.example:{port}", False),
        ("127.0.0.1.evil.example", False),
        ("localhost@evil.example", False),
        ("localhost:1@evil.example", False),
        ("[::1].evil.example", False),
        ("", False),
    ],
)
def test_answers_only_to_its_own_names(guest: Any, host: str, known: bool) -> None:
    """A page whose name leads here is refused in the protocol's form, and so is a request without any name."""
    port = guest.url.rpartition(":")[2]
    named = host.format(port=port)
    with connected(guest.url) as client:
        request = f"GET {wire.CREDITS} HTTP/1.1\r\nHost: {named}\r\nConnection: close\r\n\r\n"
        client.sendall(request.encode())
        status, body = said(client)
    assert ((401, wire.Code.BAD_TOKEN) if known else (400, 400)) == (status, body["code"])


def test_knows_the_names_of_this_machine() -> None:
    """Bound to all addresses it goes by its own, bound to one by that; never by any name."""
    assert {*gate.LOOPBACK_NAMES, socket.gethostname()} <= set(gate.names_of("0.0.0.0"))
    assert (*gate.LOOPBACK_NAMES, "192.0.2.7") == gate.names_of("192.0.2.7")
    assert (*gate.LOOPBACK_NAMES, "[2001:db8::1]") == gate.names_of("2001:db8::1")
    assert "*" not in gate.names_of("0.0.0.0")
    assert [True, True, True, False, False] == [
        Door(host).local for host in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "192.0.2.7")
    ]


def test_a_key_opens_the_door(backend: Any) -> None:
    """Without the key there is no token; with it, it is one, and gives others their own."""
    key = "nmv_usr_secret"
    headers = {wire.CLIENT_ID_HEADER: "client-1"}
    with backend.started(key=key) as url, httpx.Client(base_url=url) as http:
        refused = http.post(wire.ANONYMOUS_TOKEN, headers=headers)
        assert (401, wire.Code.BAD_TOKEN) == (refused.status_code, refused.json()["code"])
        bearer = {"Authorization": f"Bearer {key}"}
        assert 100 == http.get(wire.CREDITS, headers=bearer).json()["data"]["available"]
        own = http.post(wire.ANONYMOUS_TOKEN, headers=headers | bearer).json()["data"]["token"]
        assert 200 == http.get(wire.CREDITS, headers={"Authorization": f"Bearer {own}"}).status_code
    assert key.encode() not in (backend.data_dir / "backend.sqlite3").read_bytes()


@pytest.mark.parametrize("drips", [False, True])
def test_a_body_that_stops_is_refused(backend: Any, drips: bool) -> None:
    """A form of which no more comes, or a byte at a time, is answered and leaves nothing behind."""
    with backend.caller(stalled_s=1.0) as caller, connected(caller.url) as client:
        head = (
            f"POST {wire.upload_path(caller.session_id)} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(FORM)}\r\n"
            f"Authorization: {caller.http.headers['Authorization']}\r\n"
            "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
        )
        client.sendall(head.encode() + FORM[:90])
        client.settimeout(0.2)
        while True:
            try:
                status, body = said(client)
                break
            except TimeoutError:
                client.sendall(b"x" if drips else b"")
        assert (408, 408) == (status, body["code"])
        assert 100 == caller.credits()[0]
    assert [] == list((backend.data_dir / "parts").iterdir())


def test_a_slow_director_is_no_slow_client(backend: Any) -> None:
    """What takes its time here is not held against who waits."""
    with backend.caller("slow=2s", stalled_s=0.5) as caller:
        caller.upload(("a.png", PNG))
        assert "Done" in caller.say("build it").text


def test_a_request_has_its_room(tmp_path: Path) -> None:
    """Files and bytes beyond it are refused when they come, and nothing stays."""
    with parts(tmp_path, Room(10, 15, 2)) as open_part:
        open_part("a").write(bytes(10))
        second = open_part("b")
        with pytest.raises(Refused, match="too much in one request"):
            second.write(bytes(10))
        with pytest.raises(Refused, match="too many files"):
            open_part("c")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "form",
    [
        b"--b\r\n" + b"X" * 50_000 + b": y\r\n\r\n",
        b"--b\r\nX: " + b"y" * 50_000 + b"\r\n\r\n",
        b"--b\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(100)) + b"\r\n",
        b"--b\r\nX: y\r\n\r\n\r\n" * 2000 + b"--b--\r\n",
    ],
)
def test_a_form_without_end_is_refused(guest: Any, form: bytes) -> None:
    """Endless headers and parts are refused before they fill the memory."""
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = guest.http.post(wire.upload_path(guest.session_id), content=form, headers=headers)
    assert answer.status_code in (400, 413)
