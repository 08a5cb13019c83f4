"""`imgfree test`."""

from pathlib import Path

from reels import REEL, Run


def test_what_has_no_cassette_is_told(tmp_path: Path, imgfree: Run) -> None:
    """A named recipe without one says where it was looked for; a folder without any is no success."""
    (tmp_path / "reel.yaml").write_text(REEL, encoding="utf-8")
    missing = imgfree("test", "reel.yaml")
    assert 5 == missing.returncode
    assert "'reel.cassette.yaml', 'cassettes/reel.yaml'" in missing.stderr
    none = imgfree("test")
    assert 5 == none.returncode
    assert "cassette in '.'" in none.stderr
    assert 3 == imgfree("test", "nowhere").returncode
