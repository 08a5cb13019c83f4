"""A batch from its beginning: every row a run of its own, and nothing begun that cannot end well."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commandline import Ran, run
from going import going
from imgfree import past
from nemo import Nemo

Batch = Callable[..., Ran]
Rows = Callable[..., Path]
Results = Callable[..., dict[str, dict[str, Any]]]


def logs(folder: Path) -> list[Path]:
    """Return the event logs of all rows."""
    return sorted(folder.glob(".imgfree/batches/*/rows/*/events.jsonl"))


def test_each_row_is_a_run(tmp_path: Path, batch: Batch, rows: Rows, results: Results, nemo: Nemo) -> None:
    """With its journal, its film in its place, its line in the results; sent and paid once."""
    rows("A", "B/2", "C")
    ran = batch()
    assert 0 == ran.returncode, ran.stderr
    assert "3 rows: 3 done\n" == ran.stdout
    assert {"A", "B-2", "C"} == {log.parent.name for log in logs(tmp_path)}
    assert [1, 1, 1] == list(nemo.instructs.values())
    found = results()
    assert ["passed"] * 3 == [row["outcome"] for row in found.values()]
    assert ["out/B-2/film.mp4"] == found["B-2"]["paths"]
    assert (tmp_path / "out" / "B-2" / "film.mp4").is_file()
    told = past.read(logs(tmp_path)[0].parent)
    assert found["A"]["run_id"] == told[0]["run_id"]


def test_a_row_that_fails_stops_no_other(batch: Batch, rows: Rows, results: Results, nemo: Nemo) -> None:
    """It is told, by its place in the recipe; the exit code is 1."""
    rows("A", "B", "C")
    nemo.answers["/api/upload-video"] = (400, {"code": 4001, "message": "bad file"})
    ran = batch("--jobs", "1")
    assert 1 == ran.returncode
    assert "3 rows: 2 done, 1 failed" in ran.stdout
    assert "failed: A · " in ran.stdout
    assert "--retry failed" in ran.stderr
    assert ["failed", "passed", "passed"] == [row["outcome"] for row in results().values()]
    assert results()["A"]["at"].startswith("clip.yaml:")


def test_what_holds_for_all_stops_all(batch: Batch, rows: Rows, results: Results, nemo: Nemo) -> None:
    """Without credits no other row is tried; the exit code is the backend's."""
    rows(*"ABCDEFGH")
    nemo.answers["/run_sse"] = (200, {"code": 2001, "message": "no credits"})
    ran = batch("--jobs", "1")
    assert 4 == ran.returncode
    assert {"left"} == {row["outcome"] for row in results().values()}
    assert " imgfree resume " in ran.stderr
    assert not nemo.instructs


def test_nothing_is_sent_for_a_wrong_table(batch: Batch, tmp_path: Path, clip: Path, nemo: Nemo) -> None:
    """All its mistakes are told, and no folder is made."""
    (tmp_path / "rows.csv").write_text("sku,title,logo\nA,ok,a.jpg\nB,,gone.jpg\n", encoding="utf-8")
    ran = batch()
    assert 3 == ran.returncode
    assert "1 row of the table " in ran.stderr
    assert "  --> rows.csv:3:4\n  |\n3 | B,,gone.jpg\n  |    ^^^^^^^^" in ran.stderr
    assert "rows.csv:3:3" in ran.stderr
    assert not (tmp_path / ".imgfree").exists()
    assert not nemo.requests


def test_films_of_an_earlier_batch_are_replaced(tmp_path: Path, batch: Batch, rows: Rows, results: Results) -> None:
    """As those of an earlier run are; those that somebody changed are refused, row by row."""
    rows("A", "B")
    assert 0 == batch().returncode
    (tmp_path / "out" / "B" / "film.mp4").write_bytes(b"mine")
    ran = batch()
    assert ["passed", "failed"] == [row["outcome"] for row in results().values()], ran.stderr
    assert b"mine" == (tmp_path / "out" / "B" / "film.mp4").read_bytes()


def test_a_second_batch_of_paid_rows_is_refused(batch: Batch, rows: Rows, nemo: Nemo) -> None:
    """What is unfinished is gone on with, or begun afresh on the user's word."""
    rows("A", "B")
    nemo.answers["/run_sse"] = (200, {"code": 2001, "message": "no credits"})
    assert 4 == batch("--jobs", "1").returncode
    ran = batch()
    assert 3 == ran.returncode
    assert "may be paid for" in ran.stderr
    assert 0 == batch("--new").returncode


def test_a_second_batch_beside_it_is_refused(tmp_path: Path, batch: Batch, rows: Rows, nemo: Nemo) -> None:
    """Two would write one results.csv, and two at one ledger would pay twice."""
    rows("A", "B")
    nemo.hold_words = threading.Event()
    first = going("batch", "clip.yaml", "rows.csv", "--key", "sku", cwd=tmp_path, env=nemo.environment())
    try:
        while not nemo.instructs:
            assert first.poll() is None
        ran = batch()
        assert 3 == ran.returncode
        assert " is going on, " in ran.stderr
        (folder,) = (tmp_path / ".imgfree" / "batches").iterdir()
        assert f"batch {folder.name} is going on in " in batch_resume(tmp_path, nemo, folder.name).stderr
    finally:
        nemo.hold_words.set()
        first.communicate(timeout=240)
    assert 0 == first.returncode
    assert [1, 1] == list(nemo.instructs.values())


def batch_resume(folder: Path, nemo: Nemo, batch_id: str) -> Ran:
    """Return how going on with that batch ended."""
    return run("resume", batch_id, cwd=folder, env=nemo.environment())


def test_rows_come_from_stdin(tmp_path: Path, clip: Path, nemo: Nemo) -> None:
    """They are kept, so that the batch can be gone on with."""
    nemo.answers["/api/upload-video"] = (400, {"code": 4001, "message": "bad file"})
    text = '{"title": "x"}\n{"title": "y"}\n'
    ran = run("batch", "clip.yaml", "-", "--jobs", "1", cwd=tmp_path, env=nemo.environment(), stdin=text)
    assert "2 rows: 1 done, 1 failed" in ran.stdout, ran.stderr
    (folder,) = (tmp_path / ".imgfree" / "batches").iterdir()
    assert text == (folder / "table").read_text()
    ran = run("resume", folder.name, "--retry", "failed", cwd=tmp_path, env=nemo.environment())
    assert "2 rows: 2 done (1 of them before)\n" == ran.stdout, ran.stderr


@pytest.mark.parametrize("name", ["results.csv", "results.jsonl"])
def test_a_file_of_that_name_stays(tmp_path: Path, batch: Batch, rows: Rows, name: str, nemo: Nemo) -> None:
    """Nothing is begun that would replace it."""
    rows("A")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("mine", encoding="utf-8")
    assert 3 == batch().returncode
    assert "mine" == (tmp_path / "out" / name).read_text(encoding="utf-8")
    assert not nemo.requests
