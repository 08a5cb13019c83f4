"""export: one render for one video, on demand also across runs."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran

Imgfree = Callable[..., Ran]
Photo = Callable[[str], Path]


def recipe(folder: Path, to: str, more: str) -> Path:
    """Write a recipe of one short, small video and return its path."""
    steps = f"""\
  - upload: a.jpg
  - instruct: a 1-second clip
  - export: {{format: mp4, quality: low, resolution: 720p{more}}}
  - download: {{to: {to}}}
"""
    path = folder / "clip.yaml"
    path.write_text(f"version: 1\nname: clip\nbackend: local\nsteps:\n{steps}", encoding="utf-8")
    return path


def renders(folder: Path) -> list[int]:
    """Return which file on the disk each finished render has; the same number is the same file."""
    home = folder / "home" / "local"
    database = sqlite3.connect(home / "backend.sqlite3")
    keys = database.execute("SELECT key FROM renders WHERE status = 'completed' ORDER BY rowid").fetchall()
    database.close()
    return [(home / "renders" / f"{key}.mp4").stat().st_ino for (key,) in keys]


@pytest.mark.slow
def test_a_finished_render_serves_again(tmp_path: Path, photo: Photo, imgfree: Imgfree) -> None:
    """With `cache: true` another download target renders nothing; another photo, or no `cache`, renders."""
    photo("a.jpg")
    for to, more in (("one.mp4", ""), ("two.mp4", ", cache: true")):
        assert 0 == imgfree("run", recipe(tmp_path, to, more)).returncode
    first, second = renders(tmp_path)
    assert first == second
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()
    assert 0 == imgfree("run", recipe(tmp_path, "three.mp4", "")).returncode
    (tmp_path / "a.jpg").write_bytes(photo("other.jpg").read_bytes())
    assert 0 == imgfree("run", recipe(tmp_path, "four.mp4", ", cache: true")).returncode
    assert 3 == len(set(renders(tmp_path)))
