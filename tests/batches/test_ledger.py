"""The ledger says which row is which run, and how it ended."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commandline import Ran, printed
from imgfree import events, past
from imgfree.batches import ledger
from imgfree.batches.ledger import Ended, fold
from imgfree.errors import RecipeError
from nemo import Nemo

STARTED = {"event": events.BATCH_STARTED, "rows_sha256": "r1", "recipe_sha256": "c1"}


def ended(key: str, run: str, outcome: str) -> dict[str, Any]:
    """Return the event of a row's end."""
    return {"event": events.ROW_ENDED, **Ended(key, run, outcome, 1.5, ("a.mp4",)).to_event()}


def started(key: str, run: str) -> dict[str, Any]:
    """Return the event of a row's run."""
    return {"event": events.ROW_STARTED, "key": key, "run": run}


def test_the_newest_run_of_a_row_counts() -> None:
    """Its end is forgotten when it is run again."""
    records = [STARTED, started("A", "A"), ended("A", "A", "failed"), started("A", "A~2"), started("B", "B")]
    state = fold([*records, ended("B", "B", "passed")])
    assert {"A": "A~2", "B": "B"} == state.runs
    assert {"B": Ended("B", "B", "passed", 1.5, ("a.mp4",))} == state.ended


def test_changed_rows_are_new_ones() -> None:
    """Although they had come to a good end, and although the process died right after it was noted."""
    resumed = {"event": events.BATCH_RESUMED, "rows_sha256": "r2", "recipe_sha256": "c1", "changed": ["A"]}
    state = fold([STARTED, started("A", "A"), ended("A", "A", "passed"), {"event": events.BATCH_FINISHED}, resumed])
    assert ({}, {}, "r2", False) == (state.runs, state.ended, state.rows_sha256, state.finished)


def test_runs_have_names_of_their_own(tmp_path: Path) -> None:
    """The first has the row's, the next a number; those of all batches are found."""
    rows = tmp_path / "batches" / "b1" / past.ROWS
    assert "A" == ledger.next_run(rows, "A")
    for name in ("A", "A~2"):
        (rows / name).mkdir(parents=True)
    (rows.parent / past.EVENTS_FILE).touch()
    assert "A~3" == ledger.next_run(rows, "A")
    assert (rows / "A", rows / "A~2") == ledger.runs_of(tmp_path / "runs", "A")


def test_the_newest_unfinished_batch_is_gone_on_with(
    tmp_path: Path, batch: Callable[..., Ran], cloud: Callable[..., Ran], rows: Callable[..., Path], nemo: Nemo
) -> None:
    """Without its id, which a power cut takes with it; `imgfree runs` lists it."""
    rows("A", "B")
    nemo.answers["/run_sse"] = (200, {"code": 2001, "message": "no credits"})
    assert 4 == batch("--jobs", "1").returncode
    (listed,) = cloud("runs").stdout.splitlines()
    assert "unfinished" in listed
    assert "0 of 2 rows done" in listed
    assert 0 == cloud("resume").returncode
    (told,) = printed(cloud("runs", "--json"))["batches"]
    shown = cloud("show", told["batch_id"]).stdout.splitlines()
    assert ["A  passed   out/A/film.mp4", "B  passed   out/B/film.mp4"] == shown[:2]
    assert ["A", "B"] == [row["key"] for row in printed(cloud("show", told["batch_id"], "--json"))["rows"]]
    assert ("finished", 2, 2) == (told["outcome"], told["rows"], told["passed"])


def test_a_batch_is_found_by_the_start_of_its_id(tmp_path: Path) -> None:
    """If only one has it."""
    for name in ("2026-a1", "2026-a2"):
        (tmp_path / "batches" / name).mkdir(parents=True)
        (tmp_path / "batches" / name / past.EVENTS_FILE).touch()
    found = ledger.find(tmp_path / "runs", "2026-a1")
    assert found is not None
    assert "2026-a1" == found.name
    assert None is ledger.find(tmp_path / "runs", "2025")
    with pytest.raises(RecipeError):
        ledger.find(tmp_path / "runs", "2026")
