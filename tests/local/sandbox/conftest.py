"""A file that is looked into at once, and a task that never ends by itself."""

import os
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from render_parts import draft, plain, shot


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A small photo."""
    Image.new("RGB", (40, 30), "red").save(tmp_path / "a.png")
    return tmp_path / "a.png"


@pytest.fixture
def endless(tmp_path: Path) -> dict[str, Any]:
    """A render of a photo that is a pipe into which nobody writes: it stands still when it is opened."""
    pipe = tmp_path / "pipe.png"
    facts = vars(plain(pipe, size=(8, 8))) | {"path": str(pipe), "sha256": "0" * 64}
    what = draft(shot(plain(pipe, size=(8, 8)), 100), size=(64, 112))
    pipe.unlink()
    os.mkfifo(pipe)
    places = {name: str(tmp_path / "out" / name) for name in ("target", "cover", "sheet", "cache")}
    return {"draft": what, "assets": {"pipe": facts}, "output": {}, "painters": 1, **places}
