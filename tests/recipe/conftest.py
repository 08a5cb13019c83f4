"""A folder with recipes, files beside them, and files elsewhere."""

from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `book/` (recipes and assets), `work/` (the working folder) and `secret/`."""
    files = (
        "book/assets/mug-1.jpg book/assets/mug-2.jpg book/assets/mug-10.JPG book/assets/clip.mp4 book/notes.txt "
        "work/own.png work/song.mp3 work/a,b.jpg secret/key.jpg"
    )
    for name in files.split():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path
