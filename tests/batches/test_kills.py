"""Kill a batch anywhere, go on with it until it is done: no row is lost, nothing is paid or made twice.

IMGFREE_TEST_KILLS=60 IMGFREE_TEST_ROWS=200 IMGFREE_TEST_SEED=7 pytest -s tests/batches/test_kills.py   the whole of it
"""

import csv
import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran, run
from nemo import VIDEO, Nemo

KILLS = int(os.environ.get("IMGFREE_TEST_KILLS", "5"))
ROWS = int(os.environ.get("IMGFREE_TEST_ROWS", "12"))
SEED = int(os.environ.get("IMGFREE_TEST_SEED", "1"))
JOBS = 6
LINES_A_ROW = 30  # of all journals together, roughly

# What kills the command (or tells it that the disk is full) at the Nth line of any of its journals.
MISHAP = """
import errno, os, signal
write, left, how = os.write, {lines}, "{how}"
def counted(fd, data):
    global left
    mine = bytes(data[:7]) == b'{{"ts":"'
    left -= mine
    if mine and left <= 0 and how == "full":
        raise OSError(errno.ENOSPC, "No space left on device")
    done = write(fd, data)
    if mine and left == 0 and how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    return done
os.write = counted
"""


class Trial:
    """A batch in a folder, cut short as often as asked; `told` is what its last life said."""

    def __init__(self, folder: Path, nemo: Nemo) -> None:
        self.folder, self.nemo, self.told = folder, nemo, ""
        self.ends: Counter[int] = Counter()
        self.doubted: list[str] = []  # rows of which only the user can tell whether their words arrived

    def live(self, *, lines: int = 0, how: str = "kill") -> int:
        """Begin the batch, or go on with it, until it ends or that many lines are written; return its exit code."""
        batch = self.batch()
        asked = ["resume", batch] if batch else ["batch", "clip.yaml", "rows.csv", "--key", "sku", "--jobs", str(JOBS)]
        ran = self.run(*asked, before=MISHAP.format(lines=lines, how=how) if lines else "")
        self.told = ran.stderr
        self.ends[ran.returncode] += 1
        self.check()
        return ran.returncode

    def batch(self) -> str:
        """Return the id of the batch; an empty text as long as its ledger has no line."""
        logs = sorted(self.folder.glob(".imgfree/batches/*/events.jsonl"))
        return logs[-1].parent.name if logs and logs[-1].stat().st_size else ""

    def run(self, *asked: str, before: str = "") -> Ran:
        """Return how the command ended."""
        return run(*asked, cwd=self.folder, env=self.nemo.environment("0.002"), timeout_s=240, before=before)

    def check(self) -> None:
        """Whatever happened: no words went twice, no render was ordered twice, and the results are whole."""
        assert {*self.nemo.instructs.values()} <= {1}, self.nemo.instructs.most_common(3)
        assert {*self.nemo.renders.values()} <= {1}
        if (self.folder / "out" / "results.csv").exists():
            with (self.folder / "out" / "results.csv").open(encoding="utf-8", newline="") as file:
                found = list(csv.DictReader(file))
            assert [f"K{number}" for number in range(ROWS)] == [row["key"] for row in found]
            assert {row["outcome"] for row in found} <= {"passed", "left", "failed"}, self.told
            self.doubted = [row["key"] for row in found if row["outcome"] == "failed"]
            assert all("only you can tell" in row["error"] for row in found if row["outcome"] == "failed")

    def settle(self) -> None:
        """Say of each row that is asked about what a look at the account would tell: whether its words arrived."""
        batch = self.batch()
        for key in self.doubted:
            arrived = any(f'"Title {key}"' in words for words in self.nemo.instructs)
            self.run("resume", f"{batch}/{key}", "--accept" if arrived else "--resend", "cut")

    def finish(self) -> None:
        """Go on with it to its end: every row has its film, and was paid once."""
        if self.live():
            assert self.doubted, self.told
            self.settle()
            assert 0 == self.run("resume", self.batch(), "--retry", "failed").returncode
        assert ROWS == len(self.nemo.instructs) == len(self.nemo.renders)
        for number in range(ROWS):
            assert VIDEO == (self.folder / "out" / f"K{number}" / "film.mp4").read_bytes()
        with (self.folder / "out" / "results.csv").open(encoding="utf-8", newline="") as file:
            assert {"passed"} == {row["outcome"] for row in csv.DictReader(file)}
        requests = len(self.nemo.requests)
        assert 0 == self.live()
        assert requests == len(self.nemo.requests)


@pytest.fixture
def trial(tmp_path: Path, rows: Callable[..., Path], nemo: Nemo) -> Trial:
    """Return a batch that has not begun."""
    rows(*(f"K{number}" for number in range(ROWS)))
    return Trial(tmp_path, nemo)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_kills_lose_no_row_and_pay_none_twice(trial: Trial) -> None:
    """SIGKILL at random lines of its journals, again and again."""
    chance = random.Random(SEED)
    most = max(4, 2 * ROWS * LINES_A_ROW // (KILLS + 1))
    for _ in range(KILLS):
        trial.live(lines=chance.randint(1, most))
    trial.finish()
    print(f"{ROWS} rows, exit codes {dict(trial.ends)}, {sum(trial.nemo.instructs.values())} instructs")


@pytest.mark.slow
def test_a_full_disk_stops_it_in_order(trial: Trial) -> None:
    """It is told, with the way to go on; with room again nothing was lost."""
    assert 6 == trial.live(lines=3 * LINES_A_ROW, how="full")
    assert "cannot be written: No space left on device" in trial.told
    trial.finish()
