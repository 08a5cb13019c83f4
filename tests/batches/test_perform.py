"""The loop over rows: how many at a time, and what stops it."""

import re
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commandline import Ran
from going import going
from imgfree import cores
from imgfree.batches.order import Limits
from imgfree.batches.perform import jobs_of
from imgfree.runs.backend import Choice
from nemo import Nemo

Batch = Callable[..., Ran]
Rows = Callable[..., Path]
Results = Callable[..., dict[str, dict[str, Any]]]


def test_as_many_rows_as_keep_the_machine_busy() -> None:
    """Here one more than cores, so that none waits for a file; in the cloud a few; or as the user says."""
    assert [cores.available() + 1, 4] == [jobs_of(Limits(), Choice(name, "")) for name in ("local", "nemo")]
    assert 9 == jobs_of(Limits(jobs=9), Choice("nemo", ""))


def test_ctrl_c_stops_in_order(tmp_path: Path, rows: Rows, results: Results, nemo: Nemo, cloud: Batch) -> None:
    """Rows under way end where they can be gone on with; the way to go on is printed; nothing is paid twice."""
    rows(*"ABCDEFGH")
    nemo.hold_words = threading.Event()
    args = ("batch", "clip.yaml", "rows.csv", "--key", "sku", "--jobs", "2")
    process = going(*args, cwd=tmp_path, env=nemo.environment())
    while len(nemo.instructs) < 2:
        assert process.poll() is None
    nemo.edits = True
    process.send_signal(signal.SIGINT)
    nemo.hold_words.set()
    _, told = process.communicate(timeout=240)
    assert 130 == process.returncode, told
    (folder,) = (tmp_path / ".imgfree" / "batches").iterdir()
    assert f" imgfree resume {folder.name}" in told
    assert {"left"} >= {row["outcome"] for row in results().values()} - {"passed"}
    nemo.hold_words = None
    ran = cloud("resume", folder.name)
    assert 0 == ran.returncode, ran.stderr
    assert {1} == set(nemo.instructs.values())
    assert ["passed"] * 8 == [row["outcome"] for row in results().values()]


@pytest.mark.parametrize(("most", "done"), [("1", 2), ("25%", 3)])
def test_failures_end_it(batch: Batch, rows: Rows, results: Results, nemo: Nemo, most: str, done: int) -> None:
    """No row is begun after too many have failed; they are left."""
    rows(*"ABCDEFGH")
    nemo.edits = False
    ran = batch("--jobs", "1", "--max-failures", most)
    assert 1 == ran.returncode
    assert re.search(rf"{done} rows .*--max-failures is {most}", ran.stderr)
    outcomes = [row["outcome"] for row in results().values()]
    assert ["failed"] * done + ["left"] * (8 - done) == outcomes
    assert " imgfree resume " in ran.stderr
