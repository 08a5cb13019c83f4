"""The process that forks itself: it runs nothing of the working folder's, and ends with its parent."""

import json
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from imgfree.local.sandbox.parent import POSSIBLE, Limits, Sandbox, TaskFailed
from local.sandbox.processes import children, standing, until

pytestmark = pytest.mark.skipif(not POSSIBLE, reason="this system cannot fork such a process")
_PARENT = """
import json, sys
from imgfree.local.sandbox.parent import Limits, Sandbox
sandbox = Sandbox()
print(sandbox.pid, flush=True)
sandbox.run("render", json.loads(sys.argv[1]), Limits(memory_bytes=10**9))
"""


def test_nothing_outlives_a_killed_parent(endless: dict[str, Any]) -> None:
    """Where the parent is killed in the middle of a task, its child processes end by themselves."""
    command = [sys.executable, "-c", _PARENT, json.dumps(endless)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        first = int(parent.stdout.readline())
        with standing(endless):
            second = children(first)[0]
            os.kill(second, signal.SIGSTOP)  # it cannot even notice
            parent.kill()
    until(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() for pid in (first, second)))


def test_no_module_comes_from_the_working_folder(tmp_path: Path, photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recipe's folder with a `numpy.py` in it runs nothing of that."""
    (tmp_path / "numpy.py").write_text("raise SystemExit('a stranger was here')")
    (tmp_path / "PIL.py").write_text("raise SystemExit('a stranger was here')")
    monkeypatch.chdir(tmp_path)
    sandbox = Sandbox()
    assert 40 == sandbox.run("probe", {"path": str(photo)}, Limits(memory_bytes=10**9))["width"]
    sandbox.close()


def test_a_working_folder_that_is_gone_is_left(
    tmp_path: Path, endless: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A task has a folder to stand in, whatever became of the one in which its process began."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    sandbox = Sandbox()
    monkeypatch.chdir(tmp_path)
    gone.rmdir()
    ended = threading.Event()
    with ThreadPoolExecutor() as pool:
        task = pool.submit(sandbox.run, "render", endless, Limits(memory_bytes=10**9), cancelled=ended.is_set)
        try:
            with standing(endless):
                assert [Path("/")] == [Path(f"/proc/{pid}/cwd").readlink() for pid in children(sandbox.pid)]
        finally:
            ended.set()
        with pytest.raises(TaskFailed):
            task.result()
    sandbox.close()
