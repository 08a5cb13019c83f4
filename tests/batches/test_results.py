"""results.csv and results.jsonl tell each row, whole at any time."""

import csv
import json
from pathlib import Path

import pytest

from imgfree.batches import results
from imgfree.batches.ledger import Ended
from imgfree.batches.rows import Film
from imgfree.errors import PathRefused

DONE = Ended("A", "A", "passed", 2.5, ("out/A/film.mp4", "out/A/cover.jpg"), 1, 3)
FAILED = Ended("=B", "=B", "failed", 1.0, error="expected\n2 == 3", at="clip.yaml:3:1", hint="mend it")
BAD = Film("D", 4, 5, {}, refused="no", at="r.csv:5:1")
FILMS = (
    Film("A", 1, 2, {}),
    Film("=B", 2, 3, {}),
    Film("C", 3, 4, {}),
    Film("D", 4, 5, {}, refused="no", at="r.csv:5:1"),
)
FACTS = [results.facts(film, ended, "batch") for film, ended in zip(FILMS, (DONE, FAILED, None, None), strict=True)]


def test_each_row_is_accounted_for() -> None:
    """Done, failed, left or refused; and which run it was."""
    assert ["passed", "failed", "left", "refused"] == [row["outcome"] for row in FACTS]
    assert ["batch/A", "batch/=B", "", ""] == [row["run_id"] for row in FACTS]
    assert ["", "clip.yaml:3:1", "", "r.csv:5:1"] == [row["at"] for row in FACTS]


def test_both_files_say_the_same(tmp_path: Path) -> None:
    """One for spreadsheets, in which nothing is computed, one for programs."""
    results.write(tmp_path / "out", tmp_path, FACTS)
    lines = (tmp_path / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    assert FACTS == [json.loads(line) for line in lines]
    with (tmp_path / "out" / "results.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert ["A", "'=B", "C", "D"] == [row["key"] for row in rows]
    assert "out/A/film.mp4;out/A/cover.jpg" == rows[0]["paths"]
    assert "expected\n2 == 3" == rows[1]["error"]


def test_another_file_of_that_name_is_nobodys_to_replace(tmp_path: Path) -> None:
    """Ours is, and with the user's word any."""
    results.check_targets(tmp_path, overwrite=False)
    results.write(tmp_path, tmp_path, FACTS)
    results.check_targets(tmp_path, overwrite=False)
    (tmp_path / "results.csv").write_text("name,score\nme,1\n", encoding="utf-8")
    with pytest.raises(PathRefused):
        results.check_targets(tmp_path, overwrite=False)
    results.check_targets(tmp_path, overwrite=True)


def test_long_tables_are_written_in_pieces(tmp_path: Path) -> None:
    """And are whole."""
    results.write(tmp_path, tmp_path, FACTS * 1000)
    assert 4000 == len((tmp_path / "results.jsonl").read_text(encoding="utf-8").splitlines())
    with (tmp_path / "results.csv").open(encoding="utf-8", newline="") as file:
        assert 4001 == len(list(csv.reader(file)))
