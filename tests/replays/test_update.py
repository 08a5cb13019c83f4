"""What --update takes for right, and what it records anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nemo import Nemo
from reels import Run, change


def test_the_cloud_is_not_asked_again_for_an_update(project: Path, cloud: Run, nemo: Nemo) -> None:
    """--update leaves a cassette of the cloud that no longer fits alone: recording may cost."""
    change(project, "12-second", "9-second")
    asked, before = len(nemo.requests), (project / "cassettes/reel.yaml").read_bytes()
    failed = cloud("test", "--update")
    assert 5 == failed.returncode
    assert "not recorded again" in failed.stdout
    assert (asked, before) == (len(nemo.requests), (project / "cassettes/reel.yaml").read_bytes())


@pytest.mark.slow
def test_a_local_recording_is_renewed_by_update(tmp_path: Path, imgfree: Run, photo: Callable[[str], Path]) -> None:
    """--update records anew what the local backend recorded: that costs nothing."""
    photo("a.jpg")
    recipe = tmp_path / "clip.yaml"
    recipe.write_text(
        "version: 1\nsteps:\n  - upload: a.jpg\n  - instruct: make a 2-second 180x320 video\n"
        "  - export: {format: mp4, quality: low}\n  - download: clip.mp4\n",
        encoding="utf-8",
    )
    done = imgfree("run", "clip.yaml", "--backend", "local", "--record", "cassettes/clip.yaml", "--out", "out",
                   "--record-media", "digest")  # fmt: skip
    assert 0 == done.returncode, done.stderr
    assert 0 == imgfree("test").returncode
    recipe.write_text(recipe.read_text(encoding="utf-8").replace("2-second", "1-second"), encoding="utf-8")
    assert 5 == imgfree("test").returncode
    renewed = imgfree("test", "--update")
    assert (0, True) == (renewed.returncode, "recorded again" in renewed.stdout), renewed.stdout
    assert 0 == imgfree("test").returncode
    assert "1-second" in (tmp_path / "cassettes/clip.yaml").read_text(encoding="utf-8")
