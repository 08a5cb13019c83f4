"""A shop whose runs leave reports."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reportpage import RECIPE


@pytest.fixture
def shop(tmp_path: Path, photo: Callable[[str], Path]) -> Path:
    """Return a folder with a recipe and its photo."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE, encoding="utf-8")
    return tmp_path
