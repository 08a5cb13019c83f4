"""A project with a recipe and its recording, for tests that replay it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reels import REEL, Run, record


@pytest.fixture
def project(tmp_path: Path, photo: Callable[[str], Path], cloud: Run) -> Path:
    """Return a project with one recipe and its cassette, recorded from the cloud."""
    photo("recipes/a.jpg")
    photo("recipes/b.jpg")
    (tmp_path / "recipes/reel.yaml").write_text(REEL, encoding="utf-8")
    record(cloud)
    shutil.rmtree(tmp_path / "out")
    return tmp_path
