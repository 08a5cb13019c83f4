"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path

from commandline import Ran

Imgfree = Callable[..., Ran]


def test_a_limit_holds_from_the_command_line_on(tmp_path: Path, cloud: Imgfree, photo: Callable[[str], Path]) -> None:
    """--max-download ends a larger film, says how to allow it, and leaves nothing; a resume may say another."""
    photo("a.jpg")
    text = "version: 1\nsteps:\n  - upload: a.jpg\n  - instruct: a reel\n  - export: mp4\n  - download: a.mp4\n"
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    ran = cloud("run", "r.yaml", "--max-download", "10kB")
    assert 3 == ran.returncode
    assert "limit of 0.01 MB" in ran.stderr
    assert "--max-download SIZE" in ran.stderr
    assert [] == [path.name for path in tmp_path.iterdir() if "mp4" in path.name]
    assert 3 == cloud("resume").returncode
    assert 0 == cloud("resume", "--max-download", "1MB").returncode
