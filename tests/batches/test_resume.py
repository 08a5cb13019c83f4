"""A batch that was cut short goes on: nothing is sent, paid or made twice, and a changed table is told."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commandline import Ran
from nemo import Nemo

Batch = Callable[..., Ran]
Rows = Callable[..., Path]
Results = Callable[..., dict[str, dict[str, Any]]]


@pytest.fixture
def again(tmp_path: Path, cloud: Callable[..., Ran]) -> Batch:
    """Return what goes on with the one batch that there is."""

    def resume(*args: str) -> Ran:
        (folder,) = (tmp_path / ".imgfree" / "batches").iterdir()
        return cloud("resume", folder.name, *args)

    return resume


def test_what_is_done_stays(batch: Batch, again: Batch, rows: Rows, results: Results, nemo: Nemo) -> None:
    """Rows that failed stay failed, those that are done are not touched."""
    rows("A", "B", "C")
    nemo.answers["/api/upload-video"] = (400, {"code": 4001, "message": "bad file"})
    assert 1 == batch("--jobs", "1").returncode
    asked = len(nemo.requests)
    ran = again()
    assert 1 == ran.returncode
    assert "3 rows: 2 done, 1 failed (2 of them before)" in ran.stdout
    assert asked == len(nemo.requests)
    ran = again("--retry", "failed")
    assert "3 rows: 3 done (2 of them before)\n" == ran.stdout, ran.stderr
    assert [1, 1, 1] == list(nemo.instructs.values())
    assert ["passed"] * 3 == [row["outcome"] for row in results().values()]


def test_what_stopped_all_is_gone_on_with(batch: Batch, again: Batch, rows: Rows, nemo: Nemo) -> None:
    """The row that found no credits, too."""
    rows("A", "B", "C")
    nemo.answers["/run_sse"] = (200, {"code": 2001, "message": "no credits"})
    assert 4 == batch("--jobs", "2").returncode
    assert 0 == again().returncode
    assert [1, 1, 1] == list(nemo.instructs.values())
    assert 3 == sum(nemo.uploads.values())


def test_a_changed_table_is_told_row_by_row(
    tmp_path: Path, batch: Batch, again: Batch, rows: Rows, results: Results, nemo: Nemo
) -> None:
    """New rows are run, changed ones again, and those that are gone are told; all on the user's word."""
    rows("A", "B", "C")
    assert 0 == batch().returncode
    path = rows("A", "B", "D")
    path.write_text(path.read_text(encoding="utf-8").replace("Title B", "New B"), encoding="utf-8")
    ran = again()
    assert 3 == ran.returncode
    for line in ('~ B (line 3): title "Title B" → "New B"', "+ D (line 4)", "- C (was line 4)"):
        assert line in ran.stderr
    assert 3 == sum(nemo.instructs.values())
    ran = again("--accept-changes")
    assert "3 rows: 3 done (1 of them before)\n" == ran.stdout, ran.stderr
    assert 5 == sum(nemo.instructs.values())
    assert ["A", "B", "D"] == list(results())
    assert results()["B"]["run_id"].endswith("/B~2")
    assert 0 == again().returncode
    assert 5 == sum(nemo.instructs.values())


def test_a_changed_recipe_is_told(tmp_path: Path, batch: Batch, again: Batch, rows: Rows, clip: Path) -> None:
    """What is done stays as it is all the same."""
    rows("A")
    assert 0 == batch().returncode
    clip.write_text(clip.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    ran = again()
    assert 3 == ran.returncode
    assert "clip.yaml: its content" in ran.stderr
    assert 0 == again("--accept-changes").returncode


def test_a_row_is_a_run_that_can_be_shown_and_resumed(
    tmp_path: Path, batch: Batch, again: Batch, rows: Rows, cloud: Callable[..., Ran], nemo: Nemo
) -> None:
    """By the batch's id and its key; the batch takes what came of it."""
    rows("A")
    nemo.cut_words, nemo.edits = 1, False
    ran = batch("--jobs", "1")
    assert 1 == ran.returncode
    (folder,) = (tmp_path / ".imgfree" / "batches").iterdir()
    name = f"{folder.name}/A"
    assert 0 == cloud("show", name).returncode
    nemo.edits = True
    assert 0 == cloud("resume", name, "--resend", "cut").returncode
    ran = again("--retry", "failed")
    assert "1 row: 1 done\n" == ran.stdout, ran.stderr


def test_limits_may_change(batch: Batch, again: Batch, rows: Rows, nemo: Nemo) -> None:
    """What ended a batch need not end it again."""
    rows("A", "B", "C")
    nemo.price = 30
    ran = batch("--jobs", "1", "--max-credits", "60")
    assert 1 == ran.returncode
    assert re.search("60 credits .* 30, .*--max-credits is 60", ran.stderr)
    assert 2 == sum(nemo.instructs.values())
    assert 0 == again("--max-credits", "500").returncode
    assert [1, 1, 1] == list(nemo.instructs.values())


def test_options_of_runs_are_no_batches(again: Batch, batch: Batch, rows: Rows) -> None:
    """They are for one row."""
    rows("A")
    assert 0 == batch().returncode
    ran = again("--accept", "cut")
    assert 2 == ran.returncode
    assert "one row: imgfree resume" in ran.stderr


def test_a_changed_brand_is_a_changed_recipe(
    tmp_path: Path, batch: Batch, again: Batch, rows: Rows, nemo: Nemo
) -> None:
    """Each row is made for the brand; one that is wrong stops all before the first, one that has changed is told."""
    rows("A", "B")
    made = tmp_path / "clip.yaml"
    made.write_text(made.read_text(encoding="utf-8").replace("instruct: ", "instruct: '{{ brand.words }}' #", 1))
    kit = tmp_path / "kit.yaml"
    kit.write_text("version: 1\nfont: comic\n", encoding="utf-8")
    assert 3 == batch("--brand", "kit.yaml").returncode
    assert not nemo.requests
    kit.write_text("version: 1\nfont: serif\n", encoding="utf-8")
    nemo.answers["/run_sse"] = (200, {"code": 2001, "message": "no credits"})
    assert 4 == batch("--brand", "kit.yaml", "--jobs", "1").returncode
    kit.write_text("version: 1\nfont: hand\n", encoding="utf-8")
    assert "kit.yaml: its content" in again().stderr
    kit.write_text("version: 1\nfont: serif\n", encoding="utf-8")
    assert 0 == again().returncode
    assert {"Brand font: serif."} == set(nemo.instructs)
