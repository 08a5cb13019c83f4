"""What identifies a request: of an upload, the digests of its parts."""

import itertools
import socket
from pathlib import Path
from typing import Any

import httpx
import pytest

from imgfree import cassette
from imgfree.errors import CassetteMismatch


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
