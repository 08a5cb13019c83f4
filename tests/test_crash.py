"""Kill a run anywhere, resume it until it is done, and look at what the server saw twice: nothing."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from nemo import VIDEO, Nemo, serving

RECIPE = """\
version: 1
name: crash
steps:
  - upload: [a.jpg, b.jpg, c.jpg]
  - instruct: make a 12-second reel
  - id: again
    instruct: make it a 9-second reel
  - export: mp4
  - download: {to: reel.mp4}
"""
ENV = {"NEMO_TOKEN": "nmv_usr_of-the-test", "IMGFREE_TIME_SCALE": "0.002"}
RANDOM_KILLS = int(os.environ.get("IMGFREE_TEST_KILLS", "12"))
SEED = int(os.environ.get("IMGFREE_TEST_SEED", "1"))


class Trial:
    """One recipe in one folder against one server, killed as often as asked."""

    def __init__(self, folder: Path, nemo: Nemo) -> None:
        self.folder = folder
        self.nemo = nemo
        (folder / "crash.yaml").write_text(RECIPE, encoding="utf-8")

    def start(self, *args: str) -> "subprocess.Popen[str]":
        """Start the command."""
        env = {**os.environ, **ENV, "NEMO_API_URL": self.nemo.url, "IMGFREE_HOME": str(self.folder / "home")}
        command = [sys.executable, "-m", "imgfree", *args]
        return subprocess.Popen(
            command, cwd=self.folder, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def events(self) -> list[str]:
        """Return the lines of the one run's journal so far."""
        logs = list(self.folder.glob(".imgfree/runs/*/events.jsonl"))
        return logs[0].read_text(encoding="utf-8").splitlines() if logs else []

    def finish(self) -> None:
        """Resume until the run is done, then check everything that must hold."""
        if not self.events():  # killed before it began: nothing happened, so it may simply be started
            assert not self.nemo.uploads
            out, err = self.start("run", "crash.yaml").communicate(timeout=60)
        else:
            for _ in range(3):
                process = self.start("resume")
                _out, err = process.communicate(timeout=60)
                if process.returncode == 0:
                    break
        assert process_ok(err), err
        assert [1, 1, 1] == list(self.nemo.uploads.values()), "a file went up twice"
        assert {"make a 12-second reel": 1, "make it a 9-second reel": 1} == self.nemo.instructs, (
            "words were paid twice"
        )
        assert [1] == list(self.nemo.renders.values()), "a render was orphaned"
        assert VIDEO == (self.folder / "reel.mp4").read_bytes()
        assert not list(self.folder.rglob("*.part"))
        records = [json.loads(line) for line in self.events()]
        assert list(range(len(records))) == [record["seq"] for record in records]


def process_ok(err: str) -> bool:
    """Return whether a command ended without an error text."""
    return "error:" not in err


@pytest.fixture
def trial(tmp_path: Path, photo: Callable[[str], Path]) -> Callable[[Nemo, str], Trial]:
    """Return a maker of trials, each in a folder of its own."""

    def make(nemo: Nemo, name: str) -> Trial:
        for letter in "abc":
            photo(f"{name}/{letter}.jpg")
        return Trial(tmp_path / name, nemo)

    return make


@pytest.mark.slow
def test_a_kill_at_any_moment_loses_and_repeats_nothing(trial: Callable[[Nemo, str], Trial]) -> None:
    """Seeded random moments: each file once, each instruct once, one render, the same bytes at the end."""
    chance = random.Random(SEED)
    for number in range(RANDOM_KILLS):
        with serving(Nemo(work_s=0.05, render_s=0.1)) as nemo:
            one = trial(nemo, f"random{number}")
            process = one.start("run", "crash.yaml")
            time.sleep(0.15 + chance.random() * 0.9)
            process.kill()
            process.communicate()
            if not one.events() or '"run.finished"' not in one.events()[-1]:
                one.finish()


@pytest.mark.slow
def test_a_kill_after_every_event_loses_and_repeats_nothing(trial: Callable[[Nemo, str], Trial]) -> None:
    """Every journal boundary: killed as soon as the log has that many lines, then resumed."""
    with serving(Nemo()) as nemo:
        whole = trial(nemo, "whole")
        whole.start("run", "crash.yaml").communicate(timeout=60)
        boundaries = len(whole.events())
    assert boundaries > 20
    for lines in range(1, boundaries, 3):
        with serving(Nemo(work_s=0.02, render_s=0.02)) as nemo:
            one = trial(nemo, f"after{lines}")
            process = one.start("run", "crash.yaml")
            while process.poll() is None and len(one.events()) < lines:
                time.sleep(0.001)
            process.kill()
            process.communicate()
            if '"run.finished"' not in one.events()[-1]:
                one.finish()
