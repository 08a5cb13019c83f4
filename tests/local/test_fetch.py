"""Addresses to fetch: public ones only, at every hop, and by the address that was checked."""

import http.server
from collections.abc import Iterator
from typing import Any

import pytest

from imgfree import wire
from imgfree.addresses import public
from loopback import answering, listening

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


class Site(http.server.BaseHTTPRequestHandler):
    """A web site on loopback with a picture, a page, and ways around in circles."""

    def do_GET(self) -> None:
        path, _, _ = self.path.partition("?")
        redirect = {"/moved": "/photo.png", "/circle": "/circle", "/file": "file:///etc/passwd"}.get(path)
        content = {"/photo.png": PNG, "/nameless": PNG, "/page.png": b"<html>"}.get(path)
        self.send_response(302 if redirect else 200 if content else 404)
        if redirect:
            self.send_header("Location", redirect)
        self.send_header("Content-Length", str(len(content or b"")))
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """The address of a small web site."""
    with listening(answering(Site)) as address:
        yield address


def send(caller: Any, *urls: str) -> Any:
    """Upload these addresses."""
    body = {"urls": list(urls), "source_type": "url"}
    return caller.http.post(wire.upload_path(caller.session_id), json=body)


def test_fetches_and_names(backend: Any, site: str) -> None:
    """A redirect keeps the target's name; a nameless picture gets its content's suffix."""
    with backend.caller(allow_private_urls=True) as caller:
        answer = send(caller, f"{site}/moved", f"{site}/nameless?size=1").json()
        assert ["photo.png", "nameless.png"] == [file["filename"] for file in answer["data"]["files"]]
        assert "failed" not in answer["data"]
        assert 2 == len(caller.state()["state"]["video_infos"])


def test_tells_what_failed(backend: Any, site: str) -> None:
    """What can be had is taken; the rest is listed with its reason; if nothing can, the answer is a refusal."""
    with backend.caller(allow_private_urls=True) as caller:
        data = send(caller, f"{site}/page.png", f"{site}/photo.png", f"{site}/gone.png").json()["data"]
        assert ["photo.png"] == [file["filename"] for file in data["files"]]
        assert [(f"{site}/page.png", 4001), (f"{site}/gone.png", 400)] == [
            (entry["url"], entry["code"]) for entry in data["failed"]
        ]
        assert "HTTP 404" in data["failed"][1]["message"]
        assert 4001 == send(caller, f"{site}/page.png").json()["code"]


@pytest.mark.parametrize("path", ["/circle", "/file"])
def test_redirects_end(backend: Any, site: str, path: str) -> None:
    """Neither circles nor other schemes are followed."""
    with backend.caller(allow_private_urls=True) as caller:
        assert 400 == send(caller, site + path).status_code


def test_the_limit_holds_for_addresses(backend: Any, site: str) -> None:
    """4002 for a file beyond the limit."""
    with backend.caller(allow_private_urls=True, max_upload_bytes=50) as caller:
        assert 4002 == send(caller, f"{site}/photo.png").json()["code"]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "169.254.169.254"],
)
def test_never_looks_inside(guest: Any, site: str, host: str) -> None:
    """However loopback, link-local and private addresses are written, they are refused before a connection."""
    url = site.replace("127.0.0.1", host) + "/photo.png"
    answer = send(guest, url)
    assert 400 == answer.status_code
    assert "no public address" in answer.json()["message"]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://x/a.png", "http://", "//x/a.png", "http://a b/", "http://[::1"]
)
def test_only_web_addresses(guest: Any, url: str) -> None:
    """Other schemes and broken addresses are refused by form."""
    assert "only http and https" in send(guest, url).json()["message"]


@pytest.mark.parametrize(
    ("address", "reachable"),
    [
        ("93.184.216.34", True),
        ("2606:4700::1111", True),
        ("10.0.0.1", False),
        ("172.16.5.5", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses(address: str, reachable: bool) -> None:
    """Only what anybody on the internet can reach is public, tunnels to private places included."""
    assert reachable is public(address)
