"""What happens on the wire, happens again: pieces, cut streams, failures, resumed downloads, broken uploads."""

import itertools
import socket
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from imgfree import cassette
from imgfree.errors import CassetteMismatch


def test_a_stream_passes_while_it_is_recorded(site: Any, path: Path, recording: Any, client: Any) -> None:
    """Each event reaches the client before the server has sent the next one."""
    seen = threading.Semaphore(0)

    @site.on("/s")
    def stream(it: Any) -> None:
        it.begin()
        for number in range(5):
            it.wfile.write(f"data: {number}\n\n".encode())
            assert seen.acquire(timeout=5)

    with recording(path) as taping, client(taping, site.url) as web, web.stream("GET", "/s") as answer:
        for _ in answer.iter_raw():
            seen.release()
    assert "data: 0\\n\\ndata: 1\\n" in path.read_text()


def test_pieces_come_as_recorded(site: Any, path: Path, recording: Any, client: Any) -> None:
    """A replay hands out the pieces of the wire, even where one cuts a character in two."""
    text = "data: grün\n\n".encode()
    sent = [text[:9], text[9:], b"data:\n\n"]
    seen = threading.Semaphore(0)

    @site.on("/s")
    def stream(it: Any) -> None:
        it.begin()
        for piece in sent:
            it.wfile.write(piece)
            assert seen.acquire(timeout=5)

    with recording(path) as taping, client(taping, site.url) as web, web.stream("GET", "/s") as answer:
        for _ in answer.iter_raw():
            seen.release()
    with cassette.replaying(path) as taping, client(taping) as web, web.stream("GET", "/s") as answer:
        assert sent == list(answer.iter_raw())


def test_a_cut_stream_is_cut_again(site: Any, path: Path, recording: Any, client: Any) -> None:
    """The same bytes arrive, then the same httpx error with the same words."""

    @site.on("/s")
    def stream(it: Any) -> None:
        it.give(b"data: 1\n\ndata: 2", "text/event-stream", length="1000")
        it.close_connection = True

    def play(taping: cassette.Taping, url: str) -> tuple[bytes, str, str]:
        got = b""
        with client(taping, url) as web, web.stream("GET", "/s") as answer:
            try:
                for piece in answer.iter_raw():
                    got += piece
            except httpx.TransportError as error:
                return got, type(error).__name__, str(error)
        return got, "", ""

    with recording(path) as taping:
        first = play(taping, site.url)
    with cassette.replaying(path) as taping:
        again = play(taping, "http://replay.invalid")
    assert "RemoteProtocolError" == first[1]
    assert first == again


def test_a_refused_connection_and_a_timeout_happen_again(site: Any, path: Path, recording: Any, client: Any) -> None:
    """Failures without an answer are recorded with their httpx class, and the retry after them succeeds."""
    calls = itertools.count()

    @site.on("/slow")
    def slow(it: Any) -> None:
        if next(calls) == 0:
            time.sleep(0.6)
        it.give(b"{}")

    def play(taping: cassette.Taping, url: str, nobody: str) -> list[str]:
        seen = []
        with client(taping, url) as web:
            for address, limit_s in ((nobody, 5), (f"{url}/slow", 0.2), (f"{url}/slow", 5)):
                try:
                    seen.append(str(web.post(address, json={"a": 1}, timeout=limit_s).status_code))
                except httpx.TransportError as error:
                    seen.append(type(error).__name__)
        return seen

    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{unused.getsockname()[1]}/nobody"
    with recording(path) as taping:
        first = play(taping, site.url, nobody)
    with cassette.replaying(path) as taping:
        again = play(taping, "http://replay.invalid", "http://replay.invalid/nobody")
        taping.finish()
    assert ["ConnectError", "ReadTimeout", "200"] == first
    assert first == again


def test_a_download_resumes_as_it_did(site: Any, path: Path, recording: Any, client: Any) -> None:
    """A download that broke off and went on by Range gives the same pieces, from side files."""
    movie = bytes(range(256)) * 1200

    @site.on("/movie")
    def give(it: Any) -> None:
        asked = it.headers.get("Range")
        if asked:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            it.give(movie[start:], "video/mp4", 206, Content_Range=f"bytes {start}-{len(movie) - 1}/{len(movie)}")
        else:
            it.give(movie[:200_000], "video/mp4", length=str(len(movie)))
            it.close_connection = True

    def fetch(taping: cassette.Taping, url: str) -> bytes:
        got = b""
        with client(taping, url) as web:
            try:
                with web.stream("GET", "/movie") as answer:
                    for piece in answer.iter_raw():
                        got += piece
            except httpx.RemoteProtocolError:
                with web.stream("GET", "/movie", headers={"Range": f"bytes={len(got)}-"}) as answer:
                    got += b"".join(answer.iter_raw())
        return got

    with recording(path) as taping:
        assert movie == fetch(taping, site.url)
    with cassette.replaying(path) as taping:
        assert movie == fetch(taping, "http://replay.invalid")
        taping.finish()
    sizes = sorted(item.stat().st_size for item in cassette.bodies_folder(path).iterdir())
    assert [len(movie) - 200_000, 200_000] == sizes


def test_an_upload_is_kept_as_digests_and_recognised_whatever_its_boundary(
    site: Any, path: Path, recording: Any, client: Any
) -> None:
    """A multipart upload leaves one line for each part; the same files match again, another file does not."""
    site.on("/upload")(lambda it: (it.body(), it.give(b"{}")))
    files = [
        ("files", ("mug.jpg", b"\xff\xd8" + b"m" * 90_000, "image/jpeg")),
        ("files", ("b.png", b"png", "image/png")),
    ]
    with recording(path) as taping, client(taping, site.url) as web:
        web.post("/upload", files=files)
    text = path.read_text()
    assert 'filename=\\"mug.jpg\\"; image/jpeg; 90002 bytes; sha256:' in text.replace("\\\\", "\\")
    assert len(text) < 3000
    with cassette.replaying(path) as taping, client(taping) as web:
        web.post("/upload", files=files)
        taping.finish()
    files[1] = ("files", ("b.png", b"gif", "image/png"))
    with (
        cassette.replaying(path) as taping,
        client(taping) as web,
        pytest.raises(CassetteMismatch, match="part 2 of the upload was"),
    ):
        web.post("/upload", files=files)


def test_an_upload_that_broke_off_breaks_off_again(site: Any, path: Path, recording: Any, client: Any) -> None:
    """The first try fails with the recorded error after what was sent; the second one goes through."""
    calls = itertools.count()

    @site.on("/upload")
    def take(it: Any) -> None:
        if next(calls) == 0:
            it.rfile.read(100_000)
            it.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            it.connection.close()
            return
        it.body()
        it.give(b"{}")

    def body() -> Any:
        for number in range(200):
            yield bytes([number]) * 65536

    def play(taping: cassette.Taping, url: str) -> list[str]:
        seen = []
        with client(taping, url) as web:
            for _ in range(2):
                try:
                    seen.append(str(web.post("/upload", content=body()).status_code))
                except httpx.TransportError as error:
                    seen.append(type(error).__name__)
        return seen

    with recording(path) as taping:
        first = play(taping, site.url)
    assert first[0] in ("WriteError", "ReadError", "RemoteProtocolError")
    with cassette.replaying(path) as taping:
        assert first == play(taping, "http://replay.invalid")
        taping.finish()
