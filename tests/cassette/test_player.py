"""Replays: linear, offline, and careful with what a stranger's cassette may hold."""

import contextlib
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from imgfree import cassette
from imgfree.cassette.form import Facts
from imgfree.errors import CassetteMissing, CassetteUnplayed
from tapes import POLL, write


def cpu_s(path: Path, count: int) -> float:
    """Return the CPU seconds that loading and replaying so many polls take."""
    started_s = time.process_time()
    with (
        cassette.replaying(path) as taping,
        httpx.Client(transport=taping.transport, base_url="http://x.invalid") as web,
    ):
        for number in range(count):
            assert number == web.get("/api/render/1").json()["progress"]
        taping.finish()
    return time.process_time() - started_s


def test_polls_cost_the_same_each(tmp_path: Path) -> None:
    """2,000 polls cost about four times what 500 cost, and not sixteen times: the search is not quadratic."""
    polls = [replace(POLL, body=b'{"progress": %d}' % number) for number in range(2000)]
    few, many = write(tmp_path / "few.yaml", *polls[:500]), write(tmp_path / "many.yaml", *polls)
    cpu_s(few, 500)
    assert min(cpu_s(many, 2000) for _ in range(2)) < 9 * min(cpu_s(few, 500) for _ in range(2))


def test_a_render_that_was_cancelled_is_of_an_interruption(tmp_path: Path) -> None:
    """No replay gives up a render: of a recording that was gone on with that may be left, whatever came after it."""
    cancel = replace(POLL, method="POST", uri="http://127.0.0.1:5/api/render/proxy/lambda/r/cancel", request_body="")
    for about, fits in (({"resumed": [2]}, True), ({}, False)):
        path = write(tmp_path / "c.yaml", cancel, POLL, **about)
        with (
            cassette.replaying(path) as taping,
            httpx.Client(transport=taping.transport, base_url="http://x.invalid") as web,
        ):
            web.get("/api/render/1")
            with contextlib.nullcontext() if fits else pytest.raises(CassetteUnplayed):
                taping.finish()


@pytest.mark.parametrize("name", ["../../etc/passwd", "0" * 64, "/etc/passwd"])
def test_side_files_are_only_looked_for_beside_the_cassette(tmp_path: Path, name: str) -> None:
    """A name that is no digest, or that is not there, is refused with the place in the cassette."""
    path = write(tmp_path / "c.yaml", replace(POLL, facts=Facts(file=name)))
    with (
        cassette.replaying(path) as taping,
        httpx.Client(transport=taping.transport, base_url="http://x.invalid") as web,
        pytest.raises(CassetteMissing, match="lacks its side file") as caught,
    ):
        web.get("/api/render/1")
    assert caught.value.at is not None


def test_a_damaged_side_file_is_noticed(tmp_path: Path) -> None:
    """A side file whose content is not what its name says ends the replay."""
    path = write(tmp_path / "c.yaml", replace(POLL, facts=Facts(file="0" * 64)))
    cassette.bodies_folder(path).mkdir()
    (cassette.bodies_folder(path) / ("0" * 64)).write_bytes(b"something else")
    with (
        cassette.replaying(path) as taping,
        httpx.Client(transport=taping.transport, base_url="http://x.invalid") as web,
        pytest.raises(CassetteMissing, match="is damaged"),
    ):
        web.get("/api/render/1")


@pytest.mark.parametrize("name", ["Client", "HTTPStatusError", "__name__", "left"])
def test_only_transport_errors_are_raised_by_name(tmp_path: Path, name: str) -> None:
    """Whatever a cassette says, a failure is one of httpx's transport errors."""
    path = write(tmp_path / "c.yaml", replace(POLL, facts=Facts(end=name, answered=False)))
    with (
        cassette.replaying(path) as taping,
        httpx.Client(transport=taping.transport, base_url="http://x.invalid") as web,
        pytest.raises(httpx.ReadError),
    ):
        web.get("/api/render/1")


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
            assert seen.acquire(timeout=120)

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
