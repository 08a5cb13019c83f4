"""What is taken for a recipe among all that lies in a folder."""

import os
from pathlib import Path

import pytest

from imgfree.replays import find


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_nobody_waits_for_a_pipe(tmp_path: Path) -> None:
    """A pipe with a recipe's name is passed over; recipes beside it are found."""
    os.mkfifo(tmp_path / "a.yaml")
    (tmp_path / "b.yaml").write_text("version: 1\nsteps:\n  - instruct: x\n", encoding="utf-8")
    assert [tmp_path / "b.yaml"] == list(find.recipes_below(tmp_path))
