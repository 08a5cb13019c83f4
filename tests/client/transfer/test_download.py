"""A file comes down whole or not at all, is continued where the line broke, and no token leaves the API."""

import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.client.server import Cloud, Log, Reply, Request, ranged, running

from imgfree.client import Client, Downloaded
from imgfree.client.transfer import part
from imgfree.client.transfer.part import Terms
from imgfree.errors import BackendRefused, BackendUnreachable, PathRefused, ProtocolBroken, SetupError

DATA = bytes(range(256)) * 400  # 102,400 bytes
FILE = "/files/a.mp4"
FALLBACK = "/api/render/proxy/render_1/download"


def fetch(client: Client, target: Path, url: str = FILE, *, render_id: str | None = None) -> Downloaded:
    """Download without overwriting."""
    return client.download(url, target, render_id=render_id)


def parts(folder: Path) -> list[Path]:
    """Return the incomplete files in a folder."""
    return sorted(path for path in folder.iterdir() if path.name.endswith(".part"))


def ranges(cloud: Cloud) -> list[str | None]:
    """Return the Range header of each request for the file."""
    return [request.headers.get("range") for request in cloud.sent("GET", FILE)]


def test_file_is_whole_and_digested(cloud: Cloud, client: Client, log: Log, tmp_path: Path) -> None:
    """Path, size and digest are told, folders are made, and nothing else is left."""
    cloud.files[FILE] = ranged(DATA)
    target = tmp_path / "out" / "deep" / "a.mp4"
    done = fetch(client, target, cloud.url + FILE)
    assert Downloaded(target, len(DATA), hashlib.sha256(DATA).hexdigest()) == done
    assert DATA == target.read_bytes()
    assert [target] == list(target.parent.iterdir())
    assert [{"path": str(target), "size_bytes": len(DATA), "sha256": done.sha256}] == log.of("artifact.saved")


def test_relative_address(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """An address without a host is one of the API."""
    cloud.files[FILE] = ranged(DATA)
    assert len(DATA) == fetch(client, tmp_path / "a.mp4", "files/a.mp4").size_bytes


def test_cut_line_is_continued(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """After each cut only the rest is asked for, if it is still the same file."""
    cloud.files[FILE] = ranged(DATA, cuts=[30_000, 20_000])
    fetch(client, tmp_path / "a.mp4")
    assert DATA == (tmp_path / "a.mp4").read_bytes()
    assert [None, "bytes=30000-", "bytes=50000-"] == ranges(cloud)
    assert ['"v1"'] * 2 == [request.headers["if-range"] for request in cloud.sent("GET", FILE)[1:]]


def test_large_file_is_continued(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """Large bodies, which bypass the parser after their beginning, are exact and continued all the same."""
    data = b"".join(number.to_bytes(4, "big") for number in range(2_500_000))
    cloud.files[FILE] = ranged(data, cuts=[6_000_000])
    done = fetch(client, tmp_path / "a.mp4")
    assert (
        hashlib.sha256(data).hexdigest() == done.sha256 == hashlib.sha256((tmp_path / "a.mp4").read_bytes()).hexdigest()
    )
    assert [None, "bytes=6000000-"] == ranges(cloud)
    assert 100 == client.credits().total


FETCH = """
import sys
from pathlib import Path
from imgfree import settings
from imgfree.client import connect
from imgfree.clock import FreshIds, SystemClock
from imgfree.tools import Tools
url, target, clock = sys.argv[1], Path(sys.argv[2]), SystemClock(0.001)
found = settings.from_environment({"NEMO_TOKEN": "t", "IMGFREE_HOME": str(target.parent / "home")})
with connect(found, Tools(clock, FreshIds(clock)), backend="nemo", api_url=url) as client:
    client.download("/files/a.mp4", target, render_id=None)
"""


def test_what_came_is_on_the_disk_when_the_process_dies(cloud: Cloud, tmp_path: Path) -> None:
    """Killed while half of the file is there and the server pauses: the next process asks for the other half only."""
    data, half = bytes(range(256)) * 8000, 1_024_000
    cloud.files[FILE] = ranged(data)
    go_on = threading.Event()
    cloud.script("GET", FILE, Reply(data, headers={"etag": '"v1"'}, cut_after=half, hold=go_on))
    command = [sys.executable, "-c", FETCH, cloud.url, str(tmp_path / "a.mp4")]
    with subprocess.Popen(command) as process:
        while sum(part.stat().st_size for part in parts(tmp_path)) < half:
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
    go_on.set()
    subprocess.run(command, check=True, timeout=240)
    assert data == (tmp_path / "a.mp4").read_bytes()
    assert [None, f"bytes={half}-"] == ranges(cloud)


def test_server_without_ranges_starts_over(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """A 200 to a Range request replaces what was there."""
    cloud.script("GET", FILE, Reply(DATA, cut_after=30_000), Reply(DATA))
    fetch(client, tmp_path / "a.mp4")
    assert DATA == (tmp_path / "a.mp4").read_bytes()


@pytest.mark.parametrize("said", ["bytes 0-102399/102400", "bytes 29999-102399/102400", "garbage", ""])
def test_wrong_content_range_is_never_spliced(cloud: Cloud, client: Client, tmp_path: Path, said: str) -> None:
    """A 206 that does not continue our bytes leads to a fresh start."""
    wrong = Reply(b"\0" * 72_400, 206, {"content-range": said} if said else {})
    cloud.script("GET", FILE, Reply(DATA, cut_after=30_000), wrong, Reply(DATA))
    fetch(client, tmp_path / "a.mp4")
    assert DATA == (tmp_path / "a.mp4").read_bytes()
    assert [None, "bytes=30000-", None] == ranges(cloud)


def test_changed_file_is_never_spliced(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """A 206 of another version leads to a fresh start, also where the server ignores If-Range."""
    other = {"content-range": "bytes 30000-102399/102400", "etag": '"v2"'}
    cloud.script(
        "GET",
        FILE,
        Reply(DATA, headers={"etag": '"v1"'}, cut_after=30_000),
        Reply(b"\0" * 72_400, 206, other),
        Reply(DATA, headers={"etag": '"v2"'}),
    )
    fetch(client, tmp_path / "a.mp4")
    assert DATA == (tmp_path / "a.mp4").read_bytes()


def test_later_run_continues(cloud: Cloud, new_client: Callable[..., Client], tmp_path: Path) -> None:
    """After bounded tries the beginning stays; the next run asks for the rest only."""
    cloud.script("GET", FILE, Reply(DATA, headers={"etag": '"v1"'}, cut_after=30_000))
    cloud.script("GET", FILE, *[Reply(hang_up=True)] * 5)
    with pytest.raises(BackendUnreachable, match="did not come to its end") as caught:
        fetch(new_client(), tmp_path / "a.mp4")
    [part] = parts(tmp_path)
    assert (4, 30_000) == (caught.value.exit_code, part.stat().st_size)
    assert not (tmp_path / "a.mp4").exists()
    cloud.files[FILE] = ranged(DATA)
    done = fetch(new_client(), tmp_path / "a.mp4")
    assert "bytes=30000-" == ranges(cloud)[-1]
    assert (hashlib.sha256(DATA).hexdigest(), []) == (done.sha256, parts(tmp_path))


def test_later_run_takes_no_other_files_beginning(
    cloud: Cloud, new_client: Callable[..., Client], tmp_path: Path
) -> None:
    """What is left of one address, or of an older version, is not continued with another."""
    cloud.script("GET", FILE, Reply(b"\0" * 50_000, headers={"etag": '"v0"'}, cut_after=30_000))
    cloud.script("GET", FILE, *[Reply(hang_up=True)] * 5)
    with pytest.raises(BackendUnreachable):
        fetch(new_client(), tmp_path / "a.mp4")
    cloud.files["/files/b.mp4"] = ranged(DATA)
    cloud.files[FILE] = ranged(DATA)
    assert len(DATA) == fetch(new_client(), tmp_path / "b.mp4", "/files/b.mp4").size_bytes
    fetch(new_client(), tmp_path / "a.mp4")
    assert DATA == (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_killed_between_last_byte_and_rename(cloud: Cloud, new_client: Callable[..., Client], tmp_path: Path) -> None:
    """A part that is complete already is put in place after the server says so."""
    cloud.script("GET", FILE, Reply(DATA + b"x", headers={"etag": '"v1"'}, cut_after=len(DATA)))
    cloud.script("GET", FILE, *[Reply(hang_up=True)] * 5)
    with pytest.raises(BackendUnreachable):
        fetch(new_client(), tmp_path / "a.mp4")
    cloud.files[FILE] = ranged(DATA)
    fetch(new_client(), tmp_path / "a.mp4")
    assert DATA == (tmp_path / "a.mp4").read_bytes()


def test_tries_are_bounded(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """A server that always cuts at the same byte is left after five fruitless tries."""
    cloud.files[FILE] = lambda request: Reply(DATA, cut_after=1000)
    with pytest.raises(BackendUnreachable):
        fetch(client, tmp_path / "a.mp4")
    assert 6 == len(cloud.sent("GET", FILE))
    assert 1 == len(parts(tmp_path))


def test_passing_statuses_are_sat_out(cloud: Cloud, client: Client, log: Log, tmp_path: Path) -> None:
    """503 and 429 are asked again, after the time the server names."""
    busy = Reply(b"", 429, {"retry-after": "4"})
    cloud.script("GET", FILE, Reply(b"<html>", 503), busy, Reply(DATA, headers={"content-type": "video/mp4"}))
    fetch(client, tmp_path / "a.mp4")
    assert 4.0 in [event["wait_s"] for event in log.of("wait.scheduled")]


def test_redirects_are_followed_without_the_bearer(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """Another host gets neither the token nor our headers, not even when the API itself sends us there."""
    with running(Cloud()) as elsewhere:
        elsewhere.files["/cdn/a.mp4"] = ranged(DATA)
        there = elsewhere.url.replace("127.0.0.1", "localhost")
        cloud.files[FILE] = Reply(b"gone", 404)
        cloud.files[FALLBACK] = Reply(status=302, headers={"location": f"{there}/cdn/a.mp4?sig=1"})
        fetch(client, tmp_path / "a.mp4", render_id="render_1")
        [request] = elsewhere.requests
    assert "Bearer" in cloud.sent("GET", FALLBACK)[0].headers["authorization"]
    assert not {"authorization", "x-skill-source", "x-client-id"} & set(request.headers)


def test_fallback_that_gives_the_file(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """Where the address is refused, the API's own route helps, with the bearer."""
    cloud.files[FALLBACK] = Reply(DATA, headers={"content-type": "video/mp4"})
    assert len(DATA) == fetch(client, tmp_path / "a.mp4", "https://127.0.0.1:9/x", render_id="render_1").size_bytes


@pytest.mark.parametrize("body", [{"output": {"url": FILE}}, {"code": 0, "data": {"outputUrl": FILE}}, {"url": FILE}])
def test_fallback_that_gives_an_address(cloud: Cloud, client: Client, tmp_path: Path, body: object) -> None:
    """The route may answer with JSON that names another address."""
    cloud.files[FILE] = ranged(DATA)
    cloud.files[FALLBACK] = Reply(body)
    fetch(client, tmp_path / "a.mp4", "/files/missing.mp4", render_id="render_1")
    assert DATA == (tmp_path / "a.mp4").read_bytes()


def test_first_failure_is_the_one_told(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """If the fallback fails, too, the user hears what became of the address itself."""
    cloud.files[FILE] = Reply({"message": "link expired"}, 403)
    with pytest.raises(BackendRefused, match="link expired") as caught:
        fetch(client, tmp_path / "a.mp4", render_id="render_1")
    assert (4, []) == (caught.value.exit_code, parts(tmp_path))


def test_no_fallback_without_a_render(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """Foreign addresses have no other source."""
    with pytest.raises(BackendRefused, match="404"):
        fetch(client, tmp_path / "a.mp4")
    assert [] == cloud.sent("GET", "/api/render")


def test_endless_redirect(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """A circle is left."""
    cloud.files[FILE] = Reply(status=302, headers={"location": FILE})
    with pytest.raises(ProtocolBroken, match="circle"):
        fetch(client, tmp_path / "a.mp4")


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"<html>sign in", headers={"content-type": "text/html; charset=utf-8"}),
        Reply(b"", headers={"content-type": "video/mp4"}),
        Reply(status=302, headers={"location": "file:///etc/passwd"}),
        Reply({"hello": "world"}),
    ],
)
def test_what_is_no_file(cloud: Cloud, client: Client, tmp_path: Path, reply: Reply) -> None:
    """A page, an empty body, a local address and JSON without an address are never saved."""
    cloud.files[FILE] = reply
    with pytest.raises(ProtocolBroken):
        fetch(client, tmp_path / "a.mp4")
    assert [] == list(tmp_path.glob("*.mp4*"))


def test_existing_target_is_not_touched(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """Exit 3 before anything is asked for, unless overwriting is wanted."""
    target = tmp_path / "a.mp4"
    target.write_bytes(b"mine")
    with pytest.raises(PathRefused, match="exists") as caught:
        fetch(client, target)
    assert (3, [], b"mine") == (caught.value.exit_code, cloud.requests, target.read_bytes())
    cloud.files[FILE] = ranged(DATA)
    client.download(FILE, target, render_id=None, terms=Terms(overwrite=True))
    assert DATA == target.read_bytes()


def test_target_that_appears_meanwhile_is_not_touched(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """Someone else's file of that name survives."""
    target = tmp_path / "a.mp4"

    def slow(request: Request) -> Reply:
        target.write_bytes(b"theirs")
        return Reply(DATA, headers={"content-type": "video/mp4"})

    cloud.files[FILE] = slow
    with pytest.raises(PathRefused):
        fetch(client, target)
    assert b"theirs" == target.read_bytes()


def test_leftovers_of_older_renders_go(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """A finished file takes its own older parts with it, and nothing else."""
    for name in ("a.mp4.0123456789abcdef.part", "a.mp4.part", "b.mp4.0123456789abcdef.part"):
        (tmp_path / name).write_bytes(b"old")
    cloud.files[FILE] = ranged(DATA)
    fetch(client, tmp_path / "a.mp4")
    assert ["a.mp4.part", "b.mp4.0123456789abcdef.part"] == [path.name for path in parts(tmp_path)]


@pytest.mark.parametrize("url", ["ftp://example.com/a.mp4", "file:///etc/passwd", "http://[::1", "data:,x"])
def test_address_that_is_none(client: Client, tmp_path: Path, url: str) -> None:
    """Other schemes are not asked for."""
    with pytest.raises(ProtocolBroken):
        fetch(client, tmp_path / "a.mp4", url)


@pytest.mark.parametrize("overwrite", [False, True])
def test_folder_as_target(client: Client, tmp_path: Path, overwrite: bool) -> None:
    """A folder is no place for bytes."""
    with pytest.raises(PathRefused, match="folder"):
        client.download(FILE, tmp_path, render_id=None, terms=Terms(overwrite=overwrite))


def test_folder_that_cannot_be_made_is_exit_6(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """The machine is at fault, not the backend."""
    cloud.files[FILE] = ranged(DATA)
    (tmp_path / "out").write_bytes(b"a file in the way")
    with pytest.raises(SetupError) as caught:
        fetch(client, tmp_path / "out" / "a.mp4")
    assert 6 == caught.value.exit_code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_full_disk_is_exit_6(tmp_path: Path) -> None:
    """A full disk is told as such."""
    with (
        pytest.raises(SetupError, match="disk is full"),
        part.writing(tmp_path / "a.mp4"),
        Path("/dev/full").open("wb", buffering=0) as full,
    ):
        full.write(b"x")


def laid(folder: Path, content: bytes = DATA[:1000]) -> Path:
    """Return where a part of FILE lies of which the server told no version, made with that content."""
    path = folder / f"a.mp4.{part.digest(FILE)}{part.digest('')}.part"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("sort", ["link", "dangling", "hard link", "pipe", "folder"])
def test_what_is_laid_in_the_way_of_a_part(cloud: Cloud, client: Client, tmp_path: Path, sort: str) -> None:
    """Nothing but a plain file of one name is gone on with: all else is passed by, and what it leads to stays."""
    cloud.files[FILE] = lambda request: Reply(DATA, headers={"content-type": "video/mp4"})
    victim, out = tmp_path / "victim", tmp_path / "out"
    victim.write_bytes(DATA[:1000])
    out.mkdir()
    path = laid(out)
    path.unlink()
    match sort:
        case "link":
            path.symlink_to("../victim")
        case "dangling":
            path.symlink_to("../nowhere")
        case "hard link":
            path.hardlink_to(victim)
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
    if sort == "folder":
        with pytest.raises(SetupError):
            fetch(client, out / "a.mp4")
        return
    fetch(client, out / "a.mp4")
    assert DATA == (out / "a.mp4").read_bytes()
    assert DATA[:1000] == victim.read_bytes()
    assert not (tmp_path / "nowhere").exists()
    assert [None] == ranges(cloud)


@pytest.mark.parametrize("known", [True, False])
def test_only_a_known_part_is_gone_on_with(cloud: Cloud, client: Client, tmp_path: Path, known: bool) -> None:
    """A beginning of which nobody knows is dropped, and the whole file asked for."""
    cloud.files[FILE] = ranged(DATA, etag=None)
    name = laid(tmp_path, DATA[:1000] if known else b"x" * 1000).name
    terms = Terms(continues=lambda part: known and part == name)
    client.download(FILE, tmp_path / "a.mp4", render_id=None, terms=terms)
    assert DATA == (tmp_path / "a.mp4").read_bytes()
    assert ["bytes=1000-" if known else None] == ranges(cloud)


@pytest.mark.parametrize("place", ["folder", "target"])
def test_no_link_below_the_base_is_followed(cloud: Cloud, client: Client, tmp_path: Path, place: str) -> None:
    """Not even to a place below it, and nothing is asked for."""
    (tmp_path / "real").mkdir()
    if place == "folder":
        (tmp_path / "out").symlink_to("real")
    else:
        (tmp_path / "out").mkdir()
        (tmp_path / "out/a.mp4").symlink_to("../real/a.mp4")
    with pytest.raises(PathRefused):
        client.download(FILE, tmp_path / "out/a.mp4", render_id=None, terms=Terms(base=tmp_path))
    assert ([], []) == (cloud.requests, list((tmp_path / "real").iterdir()))


def test_a_file_that_may_be_replaced_is_known_by_its_content(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """It is looked at again when the bytes are there: what was changed meanwhile stays."""
    target = tmp_path / "a.mp4"
    target.write_bytes(b"ours")
    terms = Terms(replaces=lambda sha256: sha256 == hashlib.sha256(b"ours").hexdigest())

    def meanwhile(request: Request) -> Reply:
        target.write_bytes(b"edited")
        return Reply(DATA, headers={"content-type": "video/mp4"})

    cloud.files[FILE] = meanwhile
    with pytest.raises(PathRefused):
        client.download(FILE, target, render_id=None, terms=terms)
    assert b"edited" == target.read_bytes()
    cloud.files[FILE] = ranged(DATA)
    target.write_bytes(b"ours")
    client.download(FILE, target, render_id=None, terms=terms)
    assert DATA == target.read_bytes()


def test_what_may_not_have_the_name_does_not_stay(cloud: Cloud, client: Client, tmp_path: Path, log: Log) -> None:
    """The first bytes are looked at before the file gets its name; then nothing of it is left."""
    cloud.files[FILE] = ranged(DATA)
    seen: list[bytes] = []

    def refuse(head: bytes) -> None:
        seen.append(head)
        raise PathRefused("no")

    with pytest.raises(PathRefused, match="no"):
        client.download(FILE, tmp_path / "a.mp4", render_id=None, terms=Terms(check=refuse))
    assert ([], [DATA[:4096]]) == (list(tmp_path.iterdir()), seen)
    assert [] == log.of("download.received")


def test_the_name_is_told_before_it_is_given(cloud: Cloud, client: Client, log: Log, tmp_path: Path) -> None:
    """Whoever dies in between finds in the log what file that is, and what parts were begun for it."""
    cloud.files[FILE] = ranged(DATA, cuts=[30_000])
    done = fetch(client, tmp_path / "a.mp4")
    (begun,) = log.of("download.begun")
    assert begun["part"].startswith("a.mp4.")
    told = {"path": str(done.path), "size_bytes": done.size_bytes, "sha256": done.sha256}
    assert [told] == log.of("download.received") == log.of("artifact.saved")


def test_a_long_name_leaves_room_for_the_part(cloud: Cloud, client: Client, tmp_path: Path) -> None:
    """A name of 255 bytes, in letters of three bytes each, is no longer on its way."""
    cloud.files[FILE] = ranged(DATA)
    target = tmp_path / ("夏" * 83 + ".mp4")
    assert len(DATA) == fetch(client, target).size_bytes
