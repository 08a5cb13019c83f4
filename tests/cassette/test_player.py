"""Replays: linear, offline, and careful with what a stranger's cassette may hold."""

import time
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from imgfree import cassette
from imgfree.cassette import form
from imgfree.cassette.form import Facts, Interaction
from imgfree.errors import CassetteMismatch, CassetteMissing

POLL = Interaction(
    "GET", "http://127.0.0.1:5/api/render/1", {}, "", 200, "OK", {"content-type": ["application/json"]}, b""
)


def write(path: Path, *made: Interaction) -> Path:
    """Write a finished cassette."""
    recording = form.Recording(path, {}, made, True)
    path.write_bytes(form.head({}) + b"".join(map(form.block, made)) + form.tail(recording))
    return path


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
    """2,000 polls take less than six times the time of 500: the search is not quadratic."""
    polls = [replace(POLL, body=b'{"progress": %d}' % number) for number in range(2000)]
    few, many = write(tmp_path / "few.yaml", *polls[:500]), write(tmp_path / "many.yaml", *polls)
    cpu_s(few, 500)
    assert cpu_s(many, 2000) < 6 * cpu_s(few, 500)


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


def test_recorded_time_passes_between_requests(tmp_path: Path) -> None:
    """The clock advances by what answers took, but not while a body is being read."""
    path = write(tmp_path / "c.yaml", replace(POLL, body=b"{}", facts=Facts(wait_ms=2000, took_ms=60_000)), POLL)
    with (
        cassette.replaying(path) as taping,
        httpx.Client(transport=taping.transport, base_url="http://x.invalid") as web,
    ):
        web.get("/api/render/1")
        assert 2.0 == taping.clock.protocol_s()
        web.get("/api/render/1")
        assert 62.0 == taping.clock.protocol_s()


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (replace(POLL, uri="http://a/api/render/1?x=1"), "query 'x' was '1' and is 'not there'"),
        (replace(POLL, method="POST"), "method was 'POST' and is 'GET'"),
        (replace(POLL, uri="http://a/api/render/2"), "path was '/api/render/2' and is '/api/render/1'"),
        (replace(POLL, request_headers={"range": ["bytes=5-"]}), "range was 'bytes=5-' and is ''"),
        (replace(POLL, request_body="words"), "body was 'words' and is ''"),
    ],
)
def test_a_mismatch_says_what_differs(tmp_path: Path, made: Interaction, words: str) -> None:
    """Method, path, query, range and body: the first that differs is named with both values."""
    path = write(tmp_path / "c.yaml", made)
    with (
        cassette.replaying(path) as taping,
        httpx.Client(transport=taping.transport, base_url="http://x.invalid") as web,
        pytest.raises(CassetteMismatch) as caught,
    ):
        web.get("/api/render/1")
    assert caught.value.message.endswith(f"whose {words}".replace("'not there'", "not there"))
