"""What is said of a request that the cassette has no answer for."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from imgfree import cassette
from imgfree.cassette.form import Interaction
from imgfree.errors import CassetteMismatch
from tapes import POLL, interrupt, write


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


def test_a_mismatch_names_the_field(site: Any, path: Path, recording: Any, client: Any, golden: Any) -> None:
    """The message has the request, the nearest interaction and the place in the body; its position is in the file."""
    site.on("/run_sse")(lambda it: (it.body(), it.give(b"{}")))
    site.on("/other")(lambda it: it.give(b"{}"))

    def words(text: str) -> dict[str, Any]:
        return {"new_message": {"parts": [{"text": text}]}}

    with recording(path) as taping, client(taping, site.url) as web:
        web.get("/other")
        web.post("/run_sse", json=words("make a reel of 3 photos"))
    with cassette.replaying(path) as taping, client(taping) as web:
        web.get("/other")
        with pytest.raises(CassetteMismatch) as caught:
            web.post("/run_sse", json=words("make a reel of 4 photos"))
        with pytest.raises(CassetteMismatch):
            taping.finish()
    golden("said/cassette-mismatch.txt", caught.value.message)
    at = caught.value.at
    assert at is not None
    assert "/run_sse" in path.read_text().splitlines()[at.line - 1]


def test_an_incomplete_recording_says_where_it_ends(site: Any, path: Path, client: Any, recording: Any) -> None:
    """An interrupted first recording is in its place, plays, and its end is named."""
    site.on("/n")(lambda it: it.give(b"{}"))
    interrupt(recording, client, path, f"{site.url}/n")
    with cassette.replaying(path) as taping, client(taping) as web:
        assert {} == web.get("/n").json()
        with pytest.raises(CassetteMismatch) as caught:
            web.get("/more")
    assert "after 1 request" in str(caught.value.hint)
