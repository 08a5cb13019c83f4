"""What may be uploaded is decided by name, size and content, before a byte is sent."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree import wire
from imgfree.client import inspect
from imgfree.errors import InputRefused, describe
from imgfree.media_types import CLOUD_SUFFIXES, LOCAL_SUFFIXES

Golden = Callable[[Path | str, str], None]
BEGINNINGS = {
    "a.jpg": b"\xff\xd8\xff\xe0",
    "a.JPEG": b"\xff\xd8\xff\xe1",
    "a.Png": b"\x89PNG\r\n\x1a\n",
    "a.gif": b"GIF89a",
    "a.webp": b"RIFF\x10\0\0\0WEBP",
    "a.HEIC": b"\0\0\0\x18ftypheic",
    "b.heic": b"\0\0\0\x18ftypmif1",
    "a.mp4": b"\0\0\0\x18ftypisom",
    "a.MOV": b"\0\0\0\x14ftypqt  ",
    "old.mov": b"\0\0\0\x08wide",
    "a.avi": b"RIFF\x10\0\0\0AVI ",
    "a.webm": b"\x1aE\xdf\xa3",
    "a.mkv": b"\x1aE\xdf\xa3",
    "a.mp3": b"ID3\x04",
    "b.mp3": b"\xff\xfb\x90\x64",
    "padded.mp3": b"\0\0\0\xff\xfb\x90\x64",
    "a.wav": b"RIFF\x10\0\0\0WAVE",
    "a.m4a": b"\0\0\0\x18ftypM4A ",
    "a.aac": b"\xff\xf1\x50\x80",
}
_TYPES = {
    **dict.fromkeys(("mp4", "mov", "avi", "webm", "mkv"), "video"),
    **dict.fromkeys(("mp3", "wav", "m4a", "aac"), "audio"),
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "webp", "heic"), "image"),
}


@pytest.mark.parametrize("name", BEGINNINGS)
def test_takes_every_format(name: str, tmp_path: Path) -> None:
    """Each listed format is taken, its suffix in any case, with its size and digest."""
    content = BEGINNINGS[name] + b"\x01" * 64
    (tmp_path / name).write_bytes(content)
    found = inspect(tmp_path / name)
    assert (len(content), hashlib.sha256(content).hexdigest()) == (found.size_bytes, found.sha256)
    assert (name, _TYPES[name.lower().rpartition(".")[2]]) == (found.name, found.file_type)


CAPTIONS = {
    "a.srt": b"1\r\n00:00:01,000 --> 00:00:02,000\r\nHi\r\n",
    "a.SRT": "\ufeff1\n00:00:01,000 --> 00:00:02,000\n你好\n".encode("utf-16-le"),
    "a.vtt": b"\xef\xbb\xbfWEBVTT\n\n00:01.000 --> 00:02.000\nHi\n",
}


@pytest.mark.parametrize("name", CAPTIONS)
def test_captions_are_for_backends_that_take_them(name: str, tmp_path: Path) -> None:
    """A captions file is taken where its format is named, and refused elsewhere."""
    (tmp_path / name).write_bytes(CAPTIONS[name])
    assert "captions" == inspect(tmp_path / name, LOCAL_SUFFIXES).file_type
    with pytest.raises(InputRefused):
        inspect(tmp_path / name)


def test_covers_the_whole_list() -> None:
    """The table above leaves no format out."""
    assert set(CLOUD_SUFFIXES) == {name.lower().rpartition(".")[2] for name in BEGINNINGS}


def test_takes_a_png_that_is_called_jpg(tmp_path: Path) -> None:
    """A picture of another accepted format is still a picture."""
    (tmp_path / "a.jpg").write_bytes(BEGINNINGS["a.Png"] + b"\0" * 9)
    assert "image" == inspect(tmp_path / "a.jpg").file_type


AVIF = b"\0\0\0\x20ftypavif\0\0\0\0avifmif1miaf"
JPEG = BEGINNINGS["a.jpg"]
REFUSED = [  # name, content, and whether it is for the local backend
    ("secrets.jpg", b"password=hunter2\n", False), ("secrets.mp3", "password=hunter2\n".encode("utf-16"), False),
    ("film.png", b"\0\0\0\x18ftypisom0000", False), ("photo.mp4", b"\xff\xd8\xff\xe0 jfif", False),
    ("zeros.jpg", b"\0" * 100, False), ("notes.txt", JPEG, False), ("photo", JPEG, False),
    ("photo.jpg.exe", JPEG, False), ("photo.jpg_large", JPEG, False), ("scan.jpg", b"%PDF-1.7 ...", False),
    ("empty.jpg", b"", False),
    ("a.srt", CAPTIONS["a.srt"], False), ("page.srt", b"<!-- a --> page", True), ("words.jpg", CAPTIONS["a.srt"], True),
    ("web.avif", AVIF, False), ("web.jpg", AVIF, False),
]  # fmt: skip


def test_what_is_refused_is_called_by_its_name(golden: Golden, tmp_path: Path) -> None:
    """Content that is not what the name says, other formats, nothing at all: what it is, and what would be accepted."""
    told = []
    for name, content, local in REFUSED:
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputRefused) as caught:
            inspect(tmp_path / name, LOCAL_SUFFIXES if local else CLOUD_SUFFIXES)
        assert 3 == caught.value.exit_code
        told.append(describe(caught.value.problems[0]).replace(f"{tmp_path}/", ""))
    golden("said/files-refused.txt", "\n".join(told) + "\n")


def test_refuses_too_large_a_file(tmp_path: Path) -> None:
    """One byte over 200 MB is refused with the limit and a remedy; exactly 200 MB passes that check."""
    large = tmp_path / "a.jpg"
    large.write_bytes(BEGINNINGS["a.jpg"])
    os.truncate(large, wire.MAX_UPLOAD_BYTES + 1)  # sparse: takes no room
    with pytest.raises(InputRefused, match="the limit is 200 MB") as caught:
        inspect(large)
    assert "compress or trim it" == caught.value.hint


def test_refuses_what_is_no_file(tmp_path: Path) -> None:
    """Nothing there, a folder, and a pipe are refused by name, and nobody waits for the pipe's other end."""
    (tmp_path / "folder.jpg").mkdir()
    os.mkfifo(tmp_path / "pipe.jpg")
    for name, reason in (("none.jpg", "there is no file"), ("folder.jpg", "is a folder"), ("pipe.jpg", "plain file")):
        with pytest.raises(InputRefused, match=reason) as caught:
            inspect(tmp_path / name)
        assert name in caught.value.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    """A file without permission is refused by name."""
    (tmp_path / "a.jpg").write_bytes(BEGINNINGS["a.jpg"])
    (tmp_path / "a.jpg").chmod(0)
    with pytest.raises(InputRefused, match=r"a\.jpg': permission"):
        inspect(tmp_path / "a.jpg")


@pytest.mark.parametrize(
    ("name", "sent_as"), [("a.jfif", "a.jpg"), ("a.JPE", "a.jpg"), ("a.heif", "a.heic"), ("a.hif", "a.heic")]
)
def test_other_names_of_a_format_are_taken(name: str, sent_as: str, tmp_path: Path) -> None:
    """Browsers and cameras have other names for what is accepted: the cloud gets one that it knows."""
    beginning = BEGINNINGS["a.jpg" if "j" in name.lower() else "a.HEIC"]
    (tmp_path / name).write_bytes(beginning + b"\x01" * 64)
    assert (sent_as, name) == (inspect(tmp_path / name).name, inspect(tmp_path / name, LOCAL_SUFFIXES).name)


def test_the_local_backend_reads_more(tmp_path: Path) -> None:
    """By its content, whatever it is called."""
    for name in ("web.avif", "web.jpg"):
        (tmp_path / name).write_bytes(AVIF)
        assert "image" == inspect(tmp_path / name, LOCAL_SUFFIXES).file_type
