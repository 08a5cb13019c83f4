"""Words are paid once: however their request ends, and wherever the run dies, they leave whole one time."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commandline import Ran
from going import going
from nemo import Nemo

Cloud = Callable[..., Ran]
WORDS = "make it warm"


@pytest.fixture
def clip(tmp_path: Path, nemo: Nemo) -> Path:
    """Return a recipe of one sentence, which costs a credit and changes nothing that the timeline would show."""
    nemo.price, nemo.edits = 1, False
    path = tmp_path / "clip.yaml"
    path.write_text(f"version: 1\nname: clip\nsteps:\n  - id: cut\n    instruct: {WORDS}\n", encoding="utf-8")
    return path


def marks(folder: Path) -> list[dict[str, Any]]:
    """Return the marks of the run's steps."""
    logs = list(folder.glob(".imgfree/runs/*/events.jsonl"))
    lines = logs[0].read_text(encoding="utf-8").splitlines() if logs else []
    names = ("planned", "intended", "sent", "accepted", "withdrawn", "settled", "finished")
    found = [json.loads(line) for line in lines]
    return [one for one in found if one["event"].removeprefix("step.") in names]


def names(folder: Path) -> list[str]:
    """Return the names of the marks of the run's steps."""
    return [mark["event"].removeprefix("step.") for mark in marks(folder)]


def start(folder: Path, nemo: Nemo, *python: str) -> "subprocess.Popen[str]":
    """Start the run as a process of its own."""
    if not python:
        return going("run", "clip.yaml", cwd=folder, env=nemo.environment())
    command = [sys.executable, *python, "run", "clip.yaml"]
    return subprocess.Popen(
        command, cwd=folder, env={**os.environ, **nemo.environment()}, text=True, stderr=subprocess.PIPE
    )


def test_words_cut_before_the_head_are_asked_about(tmp_path: Path, clip: Path, cloud: Cloud, nemo: Nemo) -> None:
    """Taken, charged, cut before any answer, the timeline unchanged: told with the balance, never sent again."""
    nemo.cut_words = 1
    ran = cloud("run", clip)
    assert 4 == ran.returncode
    assert "99 now: it was most likely done" in ran.stderr
    assert ["planned", "intended", "sent"] == names(tmp_path)
    for _ in range(3):
        ran = cloud("resume")
        assert 1 == ran.returncode
        assert "99 now: it was most likely done" in ran.stderr
        assert "--accept cut" in ran.stderr
        assert "--resend cut" in ran.stderr
    assert {WORDS: 1} == nemo.instructs


def test_a_kill_after_the_last_byte_is_asked_about(tmp_path: Path, clip: Path, cloud: Cloud, nemo: Nemo) -> None:
    """Killed while the answer's head is awaited: the words are with the backend, so they never go again."""
    nemo.hold_words = threading.Event()
    process = start(tmp_path, nemo)
    while not nemo.instructs:
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.communicate(timeout=240)
    nemo.hold_words.set()
    nemo.hold_words = None
    ran = cloud("resume")
    assert 1 == ran.returncode
    assert "most likely done" in ran.stderr
    assert {WORDS: 1} == nemo.instructs
    assert 0 == cloud("resume", "--accept", "cut").returncode
    assert {WORDS: 1} == nemo.instructs


DIE = """
import os, signal
write = os.write
def die(fd, data):
    if b"step.sent" in bytes(data):
        os.kill(os.getpid(), signal.SIGKILL)
    return write(fd, data)
os.write = die
from imgfree.cli import main
main()
"""


def test_a_kill_before_the_last_byte_sends_once(tmp_path: Path, clip: Path, cloud: Cloud, nemo: Nemo) -> None:
    """Nobody can have acted on words that never left whole: they go, under the same key, when all stayed quiet."""
    process = start(tmp_path, nemo, "-c", DIE)
    process.communicate(timeout=240)
    assert -9 == process.returncode
    assert ["planned", "intended"] == names(tmp_path)
    assert not nemo.instructs
    nemo.edits = True
    assert 0 == cloud("resume").returncode
    assert {WORDS: 1} == nemo.instructs
    assert 1 == len({mark["key"] for mark in marks(tmp_path) if "key" in mark})


def test_resend_is_another_request(tmp_path: Path, clip: Path, cloud: Cloud, nemo: Nemo) -> None:
    """The user's word sends once more, under a key of its own: a backend that minds keys does it again."""
    nemo.cut_words = 1
    cloud("run", clip)
    nemo.edits = True
    assert 0 == cloud("resume", "--resend", "cut").returncode
    assert {WORDS: 2} == nemo.instructs
    assert 2 == len(set(nemo.keys))


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (401, {"code": 1001, "message": "token expired"}),
        (200, {"code": 2001, "message": "no credits"}),
        (429, {"code": 429, "message": "slow down"}),
        (307, {}),
    ],
)
def test_a_clear_no_is_withdrawn(
    tmp_path: Path, clip: Path, cloud: Cloud, nemo: Nemo, status: int, body: dict[str, Any]
) -> None:
    """Refused before the stream began, words were not taken: the mark says so, and they may go again at once."""
    nemo.edits = True
    nemo.answers["/run_sse"] = (status, body)
    if cloud("run", clip).returncode:
        assert "withdrawn" == names(tmp_path)[-1]
        assert 0 == cloud("resume").returncode
    found = names(tmp_path)
    assert ["intended", "sent", "withdrawn"] == found[1:4]
    assert ["intended", "sent", "accepted", "finished"] == found[-4:]
    assert {WORDS: 1} == nemo.instructs


@pytest.mark.parametrize("status", [303, 500, 502, 503, 504])
def test_an_unclear_answer_is_asked_about(tmp_path: Path, clip: Path, cloud: Cloud, nemo: Nemo, status: int) -> None:
    """A gateway that gives up, or a redirect to what was done, may have passed the words on: they never go again."""
    nemo.answers["/run_sse"] = (status, {"detail": "gone"})
    assert 4 == cloud("run", clip).returncode
    ran = cloud("resume")
    assert 1 == ran.returncode
    assert "100 now: it was most likely not" in ran.stderr
    assert not nemo.instructs


def test_a_balance_that_cannot_be_had_is_left_out(tmp_path: Path, clip: Path, cloud: Cloud, nemo: Nemo) -> None:
    """The question about credits is a courtesy: its failure stops nothing and is not spoken of."""
    nemo.broken, nemo.cut_words = "/api/credits", 1
    assert 4 == cloud("run", clip).returncode
    ran = cloud("resume")
    assert 1 == ran.returncode
    assert "credits before" not in ran.stderr


def test_a_slow_down_keeps_the_key(tmp_path: Path, clip: Path, cloud: Cloud, nemo: Nemo) -> None:
    """The same words to the same session are the same request, however often they have to knock."""
    nemo.edits = True
    nemo.answers["/run_sse"] = (429, {"code": 429, "message": "slow down"})
    assert 0 == cloud("run", clip).returncode
    keys = [mark["key"] for mark in marks(tmp_path) if "key" in mark]
    assert (2, 1) == (len(keys), len(set(keys)))
    assert keys[-1:] == nemo.keys
