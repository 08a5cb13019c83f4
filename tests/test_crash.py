"""Kill a run anywhere, resume it until it is done, and look at what the server saw twice: nothing.

IMGFREE_TEST_KILLS=50 IMGFREE_TEST_SEED=7 pytest -s tests/test_crash.py   kills as often as asked, at other moments

With IMGFREE_TEST_KILLS above 20 every boundary of the journal is taken, not every fifth.
"""

import json
import os
import random
import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from badline import badline
from commandline import run
from nemo import VIDEO, Nemo, serving

STEPS = """\
  - upload: [a.jpg, b.jpg, c.jpg]
  - instruct: make a 12-second reel
  - id: again
    instruct: make it a 9-second reel
  - export: {format: mp4, quality: low}
  - download: {to: reel.mp4}
"""
SMALL = STEPS.replace("a 12-second reel", "a 2-second film").replace("a 9-second reel", "a 1-second 180x320 film")
SCHEMA = Draft202012Validator(
    json.loads((Path(__file__).parents[1] / "schemas" / "event.schema.json").read_text(encoding="utf-8"))
)
KILLS = int(os.environ.get("IMGFREE_TEST_KILLS", "5"))
SEED = int(os.environ.get("IMGFREE_TEST_SEED", "1"))
WIDE = KILLS > 20
TRIES = 12

# What kills the command itself so long after the Nth line of its journal has gone to the kernel.
SUICIDE = """
import os, signal, threading
write, left = os.write, {line}
def counted(fd, data):
    global left
    done = write(fd, data)
    if bytes(data[:7]) == b'{{"ts":"':
        left -= 1
        if left == 0 and {moment_s} == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        elif left == 0:
            killer = threading.Timer({moment_s}, os.kill, (os.getpid(), signal.SIGKILL))
            killer.daemon = True
            killer.start()
    return done
os.write = counted
"""


class Trial:
    """One recipe in one folder, killed as often as asked; `killed` counts the deaths by the last event written."""

    def __init__(self, folder: Path, url: str, *, scale: float = 0.002, steps: str = STEPS, backend: str = "nemo"):
        self.folder = folder
        self.killed: Counter[str] = Counter()
        self.env = {
            "NEMO_TOKEN": "nmv_usr_of-the-test",
            "IMGFREE_TIME_SCALE": str(scale),
            "NEMO_API_URL": url,
            "IMGFREE_HOME": str(folder / "home"),
        }
        self.run_args = ("run", "crash.yaml", "--backend", backend)
        (folder / "crash.yaml").write_text(f"version: 1\nname: crash\nsteps:\n{steps}", encoding="utf-8")

    def records(self) -> list[dict[str, Any]]:
        """Return the whole events of the run so far."""
        logs = [path for path in self.folder.glob(".imgfree/runs/*/events.jsonl") if path.stat().st_size]
        lines = logs[0].read_text(encoding="utf-8").split("\n")[:-1] if logs else []
        return [json.loads(line) for line in lines]

    def next(self) -> tuple[str, ...]:
        """Return the command that goes on: nothing began yet, or something is left to be resumed."""
        return ("resume",) if self.records() else self.run_args

    def is_done(self) -> bool:
        """Return whether the run has come to its good end."""
        return any(record["event"] == "run.finished" for record in self.records())

    def die(self, *args: str, after_line: int = 1, moment_s: float = 0.0) -> None:
        """Run the command, killed that long after it has written so many lines of the journal, if it lives so long."""
        ran = run(*args, cwd=self.folder, env=self.env, before=SUICIDE.format(line=after_line, moment_s=moment_s))
        if ran.returncode == -9:
            self.killed[self.records()[-1]["event"]] += 1

    def finish(self) -> None:
        """Resume until the run is done, and look at the journal."""
        said: list[str] = []
        for _ in range(TRIES):
            if self.is_done():
                break
            ran = run(*self.next(), *self.answer(said), cwd=self.folder, env=self.env)
            said.append(ran.stdout + ran.stderr)
        records = self.records()
        assert self.is_done(), "\n".join(said)
        assert list(range(len(records))) == [record["seq"] for record in records]
        for record in records:
            SCHEMA.validate(record)
        assert not list(self.folder.rglob("*.part"))

    def answer(self, said: list[str]) -> tuple[str, ...]:
        """Return what a person says who is asked about words of which the balance shows that nothing was done.

        That is a kill between the mark and the last byte. Were they done, the timeline would have changed.
        """
        asked = re.search(r"--resend (\S+)", said[-1]) if said else None
        if asked is None:
            return ()
        assert ": it was most likely done" not in said[-1]
        return "--resend", asked[1]

    def check(self, nemo: Nemo) -> None:
        """Check what the server counted: each file and each sentence once, one render, and the right bytes."""
        assert [1, 1, 1] == list(nemo.uploads.values()), f"a file went up twice {self.killed}"
        sentences = {"make a 12-second reel": 1, "make it a 9-second reel": 1}
        assert sentences == nemo.instructs, f"words were paid twice {self.killed}"
        assert [1] == list(nemo.renders.values()), f"a render was orphaned {self.killed}"
        assert VIDEO == (self.folder / "reel.mp4").read_bytes()


@pytest.fixture
def folder(tmp_path: Path, photo: Callable[[str], Path]) -> Callable[[str], Path]:
    """Return a maker of folders with three photos."""

    def make(name: str) -> Path:
        for letter in "abc":
            photo(f"{name}/{letter}.jpg")
        return tmp_path / name

    return make


@pytest.fixture(scope="module")
def tally() -> Any:
    """Gather where the kills hit, told at the end."""
    killed: Counter[str] = Counter()
    yield killed
    mishaps = sum(count for what, count in killed.items() if what.startswith("a request"))
    print(f"\nseed {SEED}: {killed.total() - mishaps} kills, {mishaps} mishaps on the line, seen twice: nothing")
    for event, count in killed.most_common():
        print(f"  {count:4} after {event}")


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_kill_at_any_moment_loses_and_repeats_nothing(folder: Callable[[str], Path], tally: Counter[str]) -> None:
    """Seeded random moments, also while it is resumed: each file once, each sentence once, one render, all bytes."""
    chance = random.Random(SEED)
    for number in range(KILLS):
        with serving(Nemo(price=1, work_s=0.05, render_s=0.1)) as nemo:
            one = Trial(folder(f"random{number}"), nemo.url)
            for _ in range(chance.choice((1, 1, 2, 3))):
                if not one.is_done():
                    one.die(*one.next(), moment_s=chance.random() ** 2)
            one.finish()
            one.check(nemo)
            tally.update(one.killed)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_kill_after_every_event_loses_and_repeats_nothing(folder: Callable[[str], Path], tally: Counter[str]) -> None:
    """Every boundary of the journal: killed right after that line, then resumed."""
    with serving() as nemo:
        whole = Trial(folder("whole"), nemo.url)
        whole.finish()
        whole.check(nemo)
        boundaries = len(whole.records())
    assert boundaries > 30
    for line in range(1 if WIDE else 1 + SEED % 5, boundaries, 1 if WIDE else 5):
        with serving(Nemo(price=1, work_s=0.02, render_s=0.02)) as nemo:
            one = Trial(folder(f"after{line}"), nemo.url)
            one.die(*one.run_args, after_line=line)
            assert 1 == sum(one.killed.values())
            one.finish()
            one.check(nemo)
            tally.update(one.killed)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_bad_line_loses_and_repeats_nothing(folder: Callable[[str], Path], tally: Counter[str]) -> None:
    """Requests dropped, delayed, cut short and doubled at random, and a kill now and then."""
    chance = random.Random(SEED)
    for number in range(max(2, KILLS // 3)):
        with (
            serving(Nemo(price=1, work_s=0.05, render_s=0.1)) as nemo,
            badline(nemo.url, chance.randrange(10**6)) as line,
        ):
            nemo.url = line.url  # so that files are fetched over the bad line, too
            one = Trial(folder(f"line{number}"), line.url, scale=0.01)
            if chance.random() < 0.5:
                one.die(*one.run_args, moment_s=chance.random())
            one.finish()
            one.check(nemo)
            tally.update(one.killed)
            tally.update({f"a request: {what}": count for what, count in line.happened.items()})


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_the_local_backend_dies_and_comes_back_with_its_run(folder: Callable[[str], Path], tally: Counter[str]) -> None:
    """Sessions, edits and renders come back from the disk; nothing is done twice, and the video is the same."""
    whole = Trial(folder("local"), "", steps=SMALL, backend="local", scale=0.01)
    whole.finish()
    video, count = (whole.folder / "reel.mp4").read_bytes(), len(whole.records())
    chance = random.Random(SEED)
    for line in sorted(chance.sample(range(2, count), 15 if WIDE else 3)):
        one = Trial(folder(f"local{line}"), "", steps=SMALL, backend="local", scale=0.01)
        one.die(*one.run_args, after_line=line)
        one.finish()
        assert kept(whole) == kept(one), one.killed
        assert video == (one.folder / "reel.mp4").read_bytes()
        tally.update(one.killed)


def kept(trial: Trial) -> dict[str, list[Any]]:
    """Return what the local backend has on disk, but for ids and times."""
    with sqlite3.connect(trial.folder / "home" / "local" / "backend.sqlite3") as database:
        found = {
            "uploads": "SELECT filename, sha256 FROM uploads ORDER BY position",
            "edits": "SELECT revision, sentence FROM revisions ORDER BY revision",
            "renders": "SELECT status, size_bytes FROM renders",
        }
        rows = {name: database.execute(query).fetchall() for name, query in found.items()}
    database.close()
    return rows
