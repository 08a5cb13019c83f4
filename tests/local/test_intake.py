"""Uploads: what is taken, what is refused and when, and that nothing is left behind."""

import hashlib
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from imgfree import wire
from imgfree.local.answers import Refused
from imgfree.local.intake import plain_name, said_focus

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
JPG = b"\xff\xd8\xff\xe0" + bytes(50)


def left_over(backend: Any) -> list[Any]:
    """Return what lies in the folder of parts."""
    return list((backend.data_dir / "parts").iterdir())


def test_takes_several_files(caller: Any, backend: Any) -> None:
    """The answer lists them in order and in full, and they are in the state at once."""
    answer = caller.upload(("a.png", PNG), ("photo.JPEG", JPG)).json()
    assert (0, True) == (answer["code"], answer["data"]["session_state_applied"])
    first, second = answer["data"]["files"]
    assert ("a.png", "image", 40, 30, 0.0, len(PNG)) == tuple(
        first[key] for key in ("filename", "file_type", "width", "height", "duration", "size")
    )
    assert hashlib.sha256(JPG).hexdigest() == second["hash"]
    assert ["a.png", "photo.JPEG"] == [info["filename"] for info in caller.state()["state"]["video_infos"]]
    assert [] == left_over(backend)


def test_keeps_the_same_content_once(caller: Any, backend: Any) -> None:
    """Two uploads of one photo are two entries and one file, stored under its content's name."""
    caller.upload(("a.png", PNG), ("b.png", PNG))
    stored = [path for path in (backend.data_dir / "files").rglob("*") if path.is_file()]
    assert [f"{hashlib.sha256(PNG).hexdigest()}.png"] == [path.name for path in stored]
    assert 2 == len(caller.state()["state"]["video_infos"])


def test_looks_into_the_same_content_once(caller: Any, backend: Any) -> None:
    """What was seen in a file is kept by its content: the second time it is only looked up."""
    caller.upload(("a.png", PNG), ("b.png", PNG))
    with closing(sqlite3.connect(backend.data_dir / "backend.sqlite3")) as database:
        seen = database.execute("SELECT sha256 FROM seen").fetchall()
        database.execute("UPDATE seen SET probe = replace(probe, '\"width\": 40', '\"width\": 41')")
        database.commit()
    assert [(hashlib.sha256(PNG).hexdigest(),)] == seen
    assert 41 == caller.upload(("c.png", PNG)).json()["data"]["files"][0]["width"]


def test_content_decides_the_format(caller: Any, backend: Any) -> None:
    """A PNG that calls itself a film is a picture, and is stored as what it is."""
    assert "image" == caller.upload(("film.mp4", PNG)).json()["data"]["files"][0]["file_type"]
    assert [".png"] == [path.suffix for path in (backend.data_dir / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize(("name", "suffix"), [("talk.SRT", ".srt"), ("talk.vtt", ".srt"), ("film.mp4", ".srt")])
def test_takes_captions_for_what_they_are(caller: Any, backend: Any, name: str, suffix: str) -> None:
    """Captions are stored under a name that no decoder is given, whatever they call themselves."""
    answer = caller.upload((name, b"1\n00:00:01,000 --> 00:00:02,000\nHi\n"))
    assert 200 == answer.status_code
    assert [suffix] == [path.suffix for path in (backend.data_dir / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("notes.pdf", PNG, "'notes.pdf' is pdf; supported are mp4, mov"),
        ("photo", PNG, "'photo' is without a suffix; supported are"),
        ("empty.jpg", b"", "'empty.jpg' is empty; supported are"),
        ("page.srt", b"<html>", "'page.srt' holds a web page; supported are"),
        ("broken.srt", b"00:00:01,000 --> 00:00:02,000\nbroken", "'broken.srt' is damaged"),
        ("list.mp4", b"#EXTM3U\n/etc/passwd", "'list.mp4' holds a playlist; supported are"),
        ("bad.png", PNG + b"broken", "'bad.png' is damaged"),
    ],
)
def test_refuses_what_is_no_medium(caller: Any, backend: Any, name: str, content: bytes, reason: str) -> None:
    """4001 names the file and why; nothing of the call is kept, the good file before it neither."""
    answer = caller.upload(("good.png", PNG), (name, content))
    assert (415, wire.Code.UNSUPPORTED_FILE) == (answer.status_code, answer.json()["code"])
    assert answer.json()["message"].startswith(reason)
    assert [] == caller.state()["state"]["video_infos"]
    assert [] == left_over(backend)


def test_refuses_while_it_streams(backend: Any) -> None:
    """4002 comes as soon as the limit is passed, and what had arrived is gone."""
    with backend.caller(max_upload_bytes=1000) as caller:
        assert 200 == caller.upload(("a.png", PNG + bytes(800))).status_code
        answer = caller.upload(("big.png", PNG + bytes(1_000_000)))
        assert (413, wire.Code.FILE_TOO_LARGE) == (answer.status_code, answer.json()["code"])
        assert "larger than 0.001 MB" in answer.json()["message"]
        assert [] == left_over(backend)


def test_the_limit_is_for_each_file(backend: Any) -> None:
    """Several files may be more than the limit together."""
    with backend.caller(max_upload_bytes=1000) as caller:
        assert 200 == caller.upload(*((f"{n}.png", PNG + bytes(700)) for n in range(5))).status_code


@pytest.mark.parametrize(
    ("content_type", "content"),
    [
        ("multipart/form-data", b"whatever"),
        ("multipart/form-data; boundary=x", b"no form at all"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\nab',
        ),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="other"\r\n\r\nab\r\n--x--\r\n',
        ),
        ("application/json", b'{"urls": []}'),
        ("application/json", b'{"urls": "http://x"}'),
        ("application/json", b'{"files": []}'),
    ],
)
def test_refuses_broken_forms(caller: Any, backend: Any, content_type: str, content: bytes) -> None:
    """A form that is none, ends early or has no file is a 400, and leaves nothing."""
    headers = {"Content-Type": content_type}
    answer = caller.http.post(wire.upload_path(caller.session_id), content=content, headers=headers)
    assert 400 == answer.status_code
    assert [] == left_over(backend)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("photo.jpg", "photo.jpg"),
        ("../../etc/passwd.png", "passwd.png"),
        ("C:\\fotos\\a.png", "a.png"),
        ("一张照片.webp", "一张照片.webp"),
        ("a\r\nb\x1b[31m.png", "ab[31m.png"),
        ("..", "file"),
        (".png", "file.png"),
        ("", "file"),
    ],
)
def test_makes_names_harmless(given: str, kept: str) -> None:
    """Folders and control characters go; letters of any language stay."""
    assert kept == plain_name(given)


def test_long_names_keep_their_suffix() -> None:
    """A name is cut before what a file system takes, in whole characters."""
    name = plain_name("照" * 300 + ".jpg")
    assert name.endswith("照.jpg")
    assert len(name.encode()) < 200


def test_a_quotation_mark_in_a_name_stays_one(caller: Any) -> None:
    """Clients escape it as browsers do; the name that is kept is the file's own."""
    answer = caller.upload(('it\'s "q".png', PNG)).json()
    assert ['it\'s "q".png'] == [file["filename"] for file in answer["data"]["files"]]


@pytest.mark.parametrize(
    ("header", "box"),
    [
        ("0.2, 0.4", (0.1, 0.3, 0.2, 0.2)),
        ("0.95,0.05", (0.85, 0.0, 0.15, 0.2)),
        ("0.1, 0.2, 0.3, 0.4", (0.1, 0.2, 0.3, 0.4)),
        ("0.9, 0, 0.5, 1", (0.9, 0.0, 0.1, 1.0)),
    ],
)
def test_a_point_or_a_box_is_a_focus(header: str, box: tuple[float, ...]) -> None:
    """A point gets room around it, inside the picture; a box that leaves the picture ends at its edge."""
    focus = said_focus(header)
    assert focus is not None
    assert (pytest.approx(box), 1.0, "said") == (focus.box, focus.confidence, focus.by)


@pytest.mark.parametrize("header", ["0.2", "left", "0.2, 0.3, 0.4", "0.2, 1.2", "nan, 0"])
def test_anything_else_is_refused(header: str) -> None:
    """It names the header and what to write."""
    with pytest.raises(Refused, match="write x, y or "):
        said_focus(header)


def test_a_focus_that_is_said_comes_before_the_measured_one(caller: Any) -> None:
    """It comes with its file, for that file of that upload alone."""
    form = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\nX-Picture-Focus: 0.2, 0.4\r\n\r\n'
        + PNG
        + b'\r\n--x\r\nContent-Disposition: form-data; name="files"; filename="b.png"\r\n\r\n'
        + PNG
        + b"\r\n--x--\r\n"
    )
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    caller.http.post(wire.upload_path(caller.session_id), content=form, headers=headers).raise_for_status()
    first, second = caller.state()["state"]["video_infos"]
    assert {"box": [0.1, 0.3, 0.2, 0.2], "confidence": 1.0, "by": "said"} == first["focus"]
    assert second.get("focus") != first["focus"]
