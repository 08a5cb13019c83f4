"""Where a download may go, hop by hop, and how much and how long it may take."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from tests.client.server import Cloud, Reply, running

from imgfree.client import Client
from imgfree.client.transfer.bounds import Bounds, Lead, hosts_of
from imgfree.errors import HostRefused, ProtocolBroken, RightMissing, SetupError, StepTimedOut
from imgfree.rights import Rights

CLOUD = "https://api.example"
NEAR = "http://127.0.0.1:8123"


def reach(url: str, api: str = CLOUD, *, lead: Lead = "recipe", hosts: tuple[str, ...] = ()) -> str | None:
    """Return how far a request may reach."""
    bounds = Bounds(api, Rights(allow_hosts=hosts))
    return bounds.reach(httpx.URL(url), lead)


def test_the_api_is_not_asked_about() -> None:
    """Its own address is where it is, on loopback too; another port or scheme is another."""
    assert None is reach(f"{CLOUD}/a.mp4")
    assert None is reach(f"{NEAR}/a.mp4", NEAR)
    with pytest.raises(HostRefused):
        reach("http://127.0.0.1:8124/a.mp4", NEAR)
    with pytest.raises(RightMissing):
        reach("http://api.example/a.mp4")


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("https://cdn.example/a", ("cdn.example",)),
        ("https://CDN.example/a", ("cdn.EXAMPLE:443",)),
        ("http://cdn.example:8080/a", ("x.example", "cdn.example:8080")),
        ("https://[2606:4700::1111]/a", ("[2606:4700::1111]",)),
        ("https://[2606:4700::1111]:99/a", ("[2606:4700::1111]:99",)),
        ("https://[2606:4700::1111]/a", ("2606:4700::1111",)),
    ],
)
def test_allowed_hosts(url: str, hosts: tuple[str, ...]) -> None:
    """Whatever its case; without a port, the one that the scheme means."""
    assert "public" == reach(url, hosts=hosts)


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("https://evil.example/a", "--allow-host evil.example"),
        ("https://evil.example:8443/a", "--allow-host evil.example:8443"),
        ("https://cdn.example.evil.example/a", "--allow-host cdn.example.evil.example"),
        ("https://cdn.example:444/a", "--allow-host cdn.example:444"),
        ("http://sub.cdn.example/a", "--allow-host sub.cdn.example"),
    ],
)
def test_other_hosts_need_a_right(url: str, hint: str) -> None:
    """The hint is the option to add."""
    with pytest.raises(RightMissing) as caught:
        reach(url, hosts=("cdn.example",))
    assert str(caught.value.hint).endswith(hint)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "10.1.2.3", "169.254.169.254", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1",
     "127.1", "0177.0.0.1", "127.0.0.1.", "u@cdn.example", "u:p@cdn.example", "[fec0::1]", "192.0.0.8", "127。0。0。1"],
)  # fmt: skip
def test_no_right_leads_inside(host: str) -> None:
    """Nor does an odd way of writing it."""
    for port in ("", ":8123"):
        with pytest.raises((HostRefused, httpx.InvalidURL)):
            reach(
                f"http://{host}{port}/a",
                "http://127.0.0.1:9",
                hosts=(host, host + port, "127.0.0.1:8123", "cdn.example"),
            )


def test_what_the_backend_told_is_checked_when_it_is_connected_to() -> None:
    """A backend on this machine may name this machine; no other may, nor may a redirect of what it named."""
    assert "loopback" == reach("http://localhost:9/a", NEAR, lead="backend")
    assert "named" == reach("http://localhost:9/a", NEAR, lead="redirect")
    assert "named" == reach("http://localhost:9/a", lead="backend")
    assert {"cdn.example:443", "a.example:80"} == hosts_of(["https://cdn.example/x", "http://a.example", "/x", None, 3])


def test_a_recipe_cannot_ask_its_neighbours(client: Client, tmp_path: Path) -> None:
    """Another server on this machine is not asked, allowed or not."""
    with running(Cloud()) as other:
        for rights in (Rights(), Rights(allow_hosts=(other.url.removeprefix("http://"),))):
            with pytest.raises(HostRefused):
                client.download(f"{other.url}/a.mp4", tmp_path / "a.mp4", render_id=None, rights=rights)
        assert [] == other.requests


def test_a_backend_that_leads_inside_is_not_followed(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """A redirect to this machine's other servers, or the network behind it, ends the download, whoever sent it."""
    with running(Cloud()) as other:
        for place in ("http://10.255.255.1/secret", f"{other.url}/secret", other.url.replace("127.0.0.1", "localhost")):
            cloud.files["/a.mp4"] = Reply(status=302, headers={"location": place})
            with pytest.raises(ProtocolBroken, match="no public"):
                client.download("/a.mp4", tmp_path / "a.mp4", render_id=None)
        assert [] == other.requests


def _endless(piece: bytes, pause_s: float) -> Iterator[bytes]:
    while True:
        yield piece
        time.sleep(pause_s)


@pytest.mark.parametrize("announced", [True, False])
def test_too_much_is_ended(
    cloud: Cloud, client: Client, tmp_path: Path, endless: Callable[[Iterator[bytes]], str], announced: bool
) -> None:
    """At the head if it tells, else at the limit; nothing stays on the disk."""
    url = "/big.mp4"
    if announced:
        cloud.files[url] = Reply(bytes(5_000_001), headers={"content-type": "video/mp4"})
    else:
        url = endless(_endless(bytes(1 << 16), 0.0))
    rights = Rights(max_download_bytes=5_000_000)
    with pytest.raises(RightMissing, match="limit of 5 MB") as caught:
        client.download(url, tmp_path / "a.mp4", render_id="r", rights=rights)
    assert "--max-download" in str(caught.value.hint)
    assert [] == list(tmp_path.glob("a.mp4*"))


def test_a_trickle_is_ended(client: Client, tmp_path: Path, endless: Callable[[Iterator[bytes]], str]) -> None:
    """Bytes that never end do not hold a run; the step's timeout is the limit."""
    url = endless(_endless(b"x", 0.02))
    with pytest.raises(StepTimedOut, match="did not end within"):
        client.download(url, tmp_path / "a.mp4", render_id="r", limit_s=0.4)


def test_a_head_that_trickles_is_ended(client: Client, tmp_path: Path, endless: Callable[..., str]) -> None:
    """Nor do headers."""
    url = endless(_endless(b"x", 0.02), head=b"HTTP/1.1 200 OK\r\nx-slow: ")
    with pytest.raises(StepTimedOut, match="did not end within"):
        client.download(url, tmp_path / "a.mp4", render_id="r", limit_s=0.4)


@pytest.mark.parametrize("url", ["http://api.example", "http://10.0.0.1:8000", "http://localhost.evil.example"])
def test_a_token_does_not_travel_in_the_clear(new_client: Callable[..., Client], url: str) -> None:
    """Plain http is for this machine only: exit 6 before anything is sent."""
    with pytest.raises(SetupError, match="not encrypted"):
        new_client(NEMO_API_URL=url, NEMO_TOKEN="nmv_usr_of-the-test")


@pytest.mark.parametrize("url", ["http://xn--/a", "https://xn--a-.example/a", "http://xn--zzzzzzzz/a"])
def test_names_that_cannot_be_decoded_are_refused(url: str) -> None:
    """A host may only look like one in another script; it is told like any other that is not allowed."""
    with pytest.raises((RightMissing, HostRefused)):
        Bounds(CLOUD, Rights()).check(url)
    assert 1 == len(hosts_of([url]))
