"""Advice for slow and odd files, and for vague wishes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imgfree.chat.advice import is_vague, on_files
from nemo import Nemo
from piped import piped

Photo = Callable[[str], Path]


def test_advice_comes_once_and_where_it_belongs(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """A vague wish gets two examples, an odd format the smooth ones, a GIF the word of MP4."""
    from PIL import Image

    Image.new("RGB", (64, 64)).save(tmp_path / "odd.gif")
    ran = piped(tmp_path, nemo, "make it look better\nmake it better\nexport as gif\n", "odd.gif")
    assert 1 == ran.stderr.count("concrete words")
    assert 1 == ran.stderr.count("WEBP and HEIC")


@pytest.mark.parametrize(
    ("words", "vague"),
    [
        ("make it better", True), ("Please make this look nicer!", True), ("surprise me", True), ("优化一下", True),
        ("帮我做得更好看一点", True), ("make it warmer", False), ("make it better with a crossfade", False),
        ("fix the title", True), ("加标题", False), ("make it better " * 9, False),
    ],
)  # fmt: skip
def test_a_vague_wish_says_not_what(words: str, vague: bool) -> None:
    """Something better is wished for, and nothing else; in both languages."""
    assert vague == is_vague(words)


@pytest.mark.parametrize(
    ("files", "frames"),
    [
        ([{"filename": "a.jpg", "file_type": "image", "size_bytes": 8_000_000}], []),
        ([{"filename": "a.jpg", "file_type": "image", "size_bytes": 8_000_001}], ["small files"]),
        ([{"filename": "a.mp4", "file_type": "video", "size_bytes": 60_000_000}], []),
        ([{"filename": "a.mp4", "file_type": "video", "size_bytes": 60_000_001}], ["small files"]),
        ([{"filename": "a.gif", "file_type": "image"}, {"filename": "b.bmp", "file_type": "image"}], ["smooth files"]),
        ([{"filename": "a.png", "file_type": "image", "size_bytes": None}, {"file_type": "image"}], []),
    ],
)
def test_files_are_advised_about_once(files: list[dict[str, Any]], frames: list[str]) -> None:
    """However many of them are large or odd."""
    assert frames == list(on_files(files))
