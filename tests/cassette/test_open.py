"""Recording and replaying, against a real server: what was recorded happens again."""

import itertools
import socket
from pathlib import Path
from typing import Any

import pytest

from imgfree import cassette
from imgfree.errors import CassetteMismatch, CassetteMissing, CassetteUnplayed


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Forbid sockets from the call on."""

    def refuse() -> None:
        def fail(*args: Any, **options: Any) -> None:
            raise AssertionError("a replay opened a socket")

        monkeypatch.setattr(socket, "socket", fail)

    return refuse


def test_answers_come_again_without_a_socket(
    site: Any, path: Path, no_sockets: Any, recording: Any, client: Any
) -> None:
    """Status, reason, headers and body are what they were, on another host and with no network."""
    site.on("/a")(lambda it: it.give(b'{"code": 0}', status=201, x_one="1"))
    with recording(path) as taping, client(taping, site.url) as web:
        first = web.get("/a", params={"q": "1"})
    no_sockets()
    with cassette.replaying(path) as taping, client(taping) as web:
        again = web.get("/a", params={"q": "1"})
        taping.finish()
    assert (201, "Created", b'{"code": 0}', "1") == (
        again.status_code,
        again.reason_phrase,
        again.content,
        again.headers["x-one"],
    )
    assert first.content == again.content


def test_polls_come_in_order(site: Any, path: Path, recording: Any, client: Any) -> None:
    """Equal requests get the recorded answers one after the other; one more is a mismatch that says so."""
    count = itertools.count()
    site.on("/poll")(lambda it: it.give(b'{"n": %d}' % next(count)))
    with recording(path) as taping, client(taping, site.url) as web:
        for _ in range(3):
            web.get("/poll")
    with cassette.replaying(path) as taping, client(taping) as web:
        assert [0, 1, 2] == [web.get("/poll").json()["n"] for _ in range(3)]
        with pytest.raises(CassetteMismatch, match=r"'GET /poll' .* 3 times"):
            web.get("/poll")


def test_what_was_never_asked_for_is_named(site: Any, path: Path, recording: Any, client: Any) -> None:
    """finish() raises CassetteUnplayed with the requests that were left over."""
    site.on("/a")(lambda it: it.give(b"{}"))
    with recording(path) as taping, client(taping, site.url) as web:
        web.get("/a")
        web.get("/a?x=1")
    with cassette.replaying(path) as taping, client(taping) as web:
        web.get("/a")
        assert ["GET /a?x=1"] == taping.unplayed()
        with pytest.raises(CassetteUnplayed, match=r"1 .* 'GET /a\?x=1'"):
            taping.finish()


def test_no_cassette_is_missing_and_garbage_has_a_place(tmp_path: Path) -> None:
    """No file, no YAML and no cassette are three different messages; YAML errors point into the file."""
    with pytest.raises(CassetteMissing, match="there is no cassette"), cassette.replaying(tmp_path / "none.yaml"):
        pass
    bad = tmp_path / "bad.yaml"
    bad.write_text("version: 1\ninteractions:\n- request: @GET\n- x\n")
    with pytest.raises(CassetteMissing, match="is not YAML") as caught, cassette.replaying(bad):
        pass
    assert caught.value.at is not None
    assert (3, str(bad)) == (caught.value.at.line, caught.value.at.file)
    bad.write_text("steps: []\n")
    with pytest.raises(CassetteMissing, match="is not a cassette"), cassette.replaying(bad):
        pass


def test_record_modes_mean_what_vcrpy_means(site: Any, path: Path, recording: Any, client: Any) -> None:
    """none needs a cassette; once records the first time and replays afterwards; all records anew."""
    count = itertools.count()
    site.on("/n")(lambda it: it.give(b"%d" % next(count)))

    def ask(mode: str) -> str:
        with recording(path, mode=mode) as taping, client(taping, site.url) as web:
            return web.get("/n").text

    with pytest.raises(CassetteMissing):
        ask("none")
    assert ["0", "0", "0", "1", "1"] == [ask(mode) for mode in ("once", "once", "none", "all", "once")]


def test_left_out_media_replay_as_a_clip_that_players_accept(
    site: Any, path: Path, recording: Any, client: Any
) -> None:
    """With media="digest" a video leaves its digest; the replay gives a small valid clip and an event says so."""
    movie = b"\0\0\0\x20ftypisom" + b"v" * 300_000
    site.on("/movie")(lambda it: it.give(movie, "video/mp4"))
    with recording(path, media="digest") as taping, client(taping, site.url) as web:
        assert movie == web.get("/movie").content
    assert not cassette.bodies_folder(path).exists()
    said: list[tuple[str, Any]] = []
    with (
        cassette.replaying(path, emit=lambda event, **fields: said.append((event, fields.get("address")))) as taping,
        client(taping) as web,
    ):
        answer = web.get("/movie")
    assert ("cassette.placeholder_used", f"{site.url}/movie") in said
    assert str(len(answer.content)) == answer.headers["content-length"]
    assert len(answer.content) < 2000
    assert b"ftyp" == answer.content[4:8]


def test_the_token_stand_in_tells_how_the_recording_began(site: Any, path: Path, recording: Any, client: Any) -> None:
    """A recording that signed in itself needs no token at replay; one that had a token gets a stand-in."""
    site.on("/api/auth/anonymous-token")(lambda it: it.give(b'{"data": {"token": "nmv_usr_abcdefgh"}}'))
    site.on("/n")(lambda it: it.give(b"{}"))
    with recording(path) as taping, client(taping, site.url) as web:
        web.post("/api/auth/anonymous-token")
    with cassette.replaying(path) as taping:
        assert taping.token is None
    with recording(path) as taping, client(taping, site.url) as web:
        web.get("/n")
    with cassette.replaying(path) as taping:
        assert taping.token
