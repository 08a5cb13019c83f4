"""What ends a run from outside: signals, a full disk, folders that cannot be written. All of it can be resumed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from going import going
from nemo import VIDEO, Nemo

Cloud = Callable[..., Ran]
Photo = Callable[[str], Path]
STEPS = "  - upload: a.jpg\n  - instruct: x\n  - export: mp4\n  - download: {to: a.mp4}\n"
SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
FULL = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
"""


@pytest.fixture
def environment(tmp_path: Path, photo: Photo, nemo: Nemo) -> dict[str, str]:
    """Return the environment of a run of clip.yaml against the small server."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(f"version: 1\nname: clip\nsteps:\n{STEPS}", encoding="utf-8")
    return {**os.environ, **nemo.environment()}


def start(folder: Path, environment: dict[str, str]) -> "subprocess.Popen[str]":
    """Start the run as a process of its own."""
    return going("run", "clip.yaml", cwd=folder, env=environment)


def once(process: "subprocess.Popen[str]", happened: Callable[[], object]) -> None:
    """Return when that has happened; the process must live until then."""
    while not happened():
        assert process.poll() is None
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("where", ["words", "render"])
def test_one_signal_ends_in_order(
    tmp_path: Path, environment: dict[str, str], nemo: Nemo, cloud: Cloud, number: int, where: str
) -> None:
    """Exit 130, the way to go on is said and works; nothing is paid twice."""
    nemo.work_s, nemo.render_s = (0.8, 0.0) if where == "words" else (0.0, 3600.0)
    process = start(tmp_path, environment)
    once(process, lambda: nemo.instructs if where == "words" else nemo.jobs)
    process.send_signal(number)
    _, err = process.communicate(timeout=240)
    assert 130 == process.returncode
    assert "Traceback" not in err
    (log,) = tmp_path.glob(".imgfree/runs/*/events.jsonl")
    assert f"imgfree resume {log.parent.name}" in err
    assert '"run.interrupted"' in log.read_text().splitlines()[-1]
    nemo.render_s = 0.0
    ran = cloud("resume", env={"IMGFREE_TIME_SCALE": "0.02"})  # looks for longer than the words are worked on
    assert (0, "a.mp4\n") == (ran.returncode, ran.stdout), ran.stderr
    assert {"x": 1} == nemo.instructs
    assert [1] == list(nemo.uploads.values())


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_two_signals_end_at_once(tmp_path: Path, environment: dict[str, str], nemo: Nemo, cloud: Cloud) -> None:
    """The second does not wait for the cancelling of the render; what was done is kept all the same."""
    nemo.render_s, nemo.cancel_s = 3600.0, 200.0
    process = start(tmp_path, environment)
    once(process, lambda: nemo.jobs)
    process.send_signal(signal.SIGINT)
    once(process, lambda: any(path.endswith("/cancel") for _, path in nemo.requests))
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=150)
    assert 130 == process.returncode
    nemo.render_s = 0.0
    ran = cloud("resume")
    assert 0 == ran.returncode, ran.stderr
    assert {"x": 1} == nemo.instructs


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")
@pytest.mark.parametrize("size", [1000, 2500, 4000, 6000])
def test_a_full_disk_is_told_and_leaves_all_whole(
    tmp_path: Path, environment: dict[str, str], nemo: Nemo, cloud: Cloud, size: int
) -> None:
    """Wherever the disk fills up: exit 6 in words, every line of the log whole, and with space again it is finished."""
    ran = cloud("run", "clip.yaml", before=FULL.format(size=size))
    assert 6 == ran.returncode, ran.stderr
    assert "event log cannot be" in ran.stderr
    assert "Traceback" not in ran.stderr
    (log,) = tmp_path.glob(".imgfree/runs/*/events.jsonl")
    began = [json.loads(line)["event"] for line in log.read_text().splitlines()]
    ran = cloud("resume") if began else cloud("run", "clip.yaml")
    assert 0 == ran.returncode, ran.stderr
    assert {"x": 1} == nemo.instructs
    assert [1] == list(nemo.uploads.values())
    assert VIDEO == (tmp_path / "a.mp4").read_bytes()


def test_a_folder_for_videos_that_cannot_be_written(
    tmp_path: Path, environment: dict[str, str], nemo: Nemo, cloud: Cloud
) -> None:
    """`--out` below a file: exit 6 names it; nothing is lost, and once it can be written, resume finishes."""
    (tmp_path / "taken").write_text("a file")
    ran = cloud("run", "clip.yaml", "--out", "taken/out")
    assert 6 == ran.returncode
    assert "'taken/out/a.mp4'" in ran.stderr
    (tmp_path / "taken").unlink()
    assert 0 == cloud("resume").returncode
    assert VIDEO == (tmp_path / "taken" / "out" / "a.mp4").read_bytes()
    assert [1] == list(nemo.renders.values())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_read_only_folder_is_told(tmp_path: Path, environment: dict[str, str], cloud: Cloud) -> None:
    """A folder without permission: exit 6 and its name."""
    (tmp_path / "locked").mkdir(mode=0o500)
    ran = cloud("run", "clip.yaml", "--out", "locked")
    assert 6 == ran.returncode
    assert "'locked/a.mp4': perm" in ran.stderr


def test_a_folder_for_runs_that_cannot_be_written(
    tmp_path: Path, environment: dict[str, str], nemo: Nemo, cloud: Cloud
) -> None:
    """Without a journal nothing is sent: exit 6 and the setting that moves it."""
    (tmp_path / ".imgfree").write_text("a file")
    ran = cloud("run", "clip.yaml")
    assert 6 == ran.returncode
    assert "IMGFREE_RUNS_DIR" in ran.stderr
    assert not nemo.requests
