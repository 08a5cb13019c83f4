"""Where a step may put a file."""

from pathlib import Path

import pytest

from imgfree import artifacts, seal
from imgfree.artifacts import Artifacts
from imgfree.errors import PathRefused, ProtocolBroken
from imgfree.steps.placement import placed

MP4 = b"\0\0\0\x18ftypmp42" + bytes(4000)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
JPG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(100)
GIF = b"GIF89a" + bytes(100)


@pytest.mark.parametrize(
    ("to", "content", "refused"),
    [
        ("a.mp4", MP4, None), ("a.mov", MP4, None), ("a.png", PNG, None), ("a.jpeg", JPG, None),
        ("a.srt", b"1\n00:00:01,000 --> 00:00:02,000\nwords\n", None), ("a.jpg", PNG, PathRefused),
        ("a.mp4", GIF, PathRefused), ("a.gif", MP4, PathRefused), ("a.mp4", b"<html>\n", ProtocolBroken),
        ("a.mp4", b"#EXTM3U\nfile:///etc/passwd\n", ProtocolBroken), ("a.gif", b"#!/bin/sh\n", ProtocolBroken),
        ("a.mp4", b"", ProtocolBroken),
    ],
)  # fmt: skip
def test_content_agrees_with_the_name(tmp_path: Path, to: str, content: bytes, refused: type[Exception] | None) -> None:
    """A picture is not kept as a film, a page or a script as neither; another name is proposed where one fits."""
    _, terms = placed(tmp_path, to, artifacts.none())
    if refused is None:
        terms.check(content)
        return
    with pytest.raises(refused, match="it was not kept"):
        terms.check(content)


@pytest.fixture
def known(tmp_path: Path) -> Artifacts:
    """Return what the runs of a folder left behind, as a run of clip.yaml sees it."""
    home = seal.lasting(tmp_path / "home")
    return Artifacts(tmp_path / "runs", home, tmp_path / "clip.yaml", "digest", (tmp_path / "runs", tmp_path / "home"))


def test_no_download_among_the_runs_or_in_the_home(tmp_path: Path, known: Artifacts) -> None:
    """Whatever the folder is called, in any case, at any depth."""
    for to in ("runs/a.mp4", "runs/r1/a.mp4", "home/local/films/a.mp4"):
        (tmp_path / to).parent.mkdir(parents=True, exist_ok=True)
        with pytest.raises(PathRefused, match="keeps for itself"):
            placed(tmp_path, to, known, overwrite=True)
