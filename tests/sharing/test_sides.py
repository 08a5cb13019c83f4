"""Both films of an update: what is shown, and what is said where there is nothing to show."""

from pathlib import Path

from imgfree.runs.app import App
from imgfree.sharing import sides
from imgfree.sharing.sides import Side


def test_only_clauses_that_differ_are_changes() -> None:
    """Each as often as it is more often on one side."""
    before = Side("v1", (), (("applied", "warm"), ("applied", "slow"), ("applied", "slow")), "passed")
    after = Side("v2", (), (("applied", "warm"), ("declined", "slow"), ("applied", "slow")), "passed")
    lines = [(one["side"], one["outcome"], one["text"]) for one in sides.changed(before, after)]
    assert [("before", "applied", "slow"), ("after", "declined", "slow")] == lines


def test_a_recipe_that_cannot_be_shown_says_why(tmp_path: Path) -> None:
    """Its photo is missing: no stills, the error; and no cassette came with it."""
    path = tmp_path / "r.yaml"
    path.write_text("version: 1\nsteps:\n  - upload: missing.jpg\n  - export: mp4\n")
    found = sides.seen(App.open(), path, "v1", path)
    assert ((), "there is none") == (found.sheets, found.cassette)
    assert "missing.jpg" in found.trouble
