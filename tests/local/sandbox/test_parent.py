"""Tasks in child processes: what they give, and that every one can be ended."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from imgfree.errors import SetupError
from imgfree.local.sandbox.parent import POSSIBLE, Limits, Sandbox, TaskFailed

pytestmark = pytest.mark.skipif(not POSSIBLE, reason="this system cannot fork such a process")
ROOM = Limits(memory_bytes=1_000_000_000)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """A sandbox for all tests of this file."""
    made = Sandbox()
    yield made
    made.close()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A small photo."""
    Image.new("RGB", (40, 30), "red").save(tmp_path / "a.png")
    return tmp_path / "a.png"


def _children(of: int) -> list[int]:
    """Return the processes that this one has begun and not yet waited for, those that have ended left out."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, rest = entry.read_text().rpartition(") ")
        except OSError:
            continue
        state, parent = rest.split()[:2]
        if int(parent) == of and state != "Z":
            found.append(int(entry.parent.name))
    return found


def _until(fact: object) -> None:
    end_s = time.monotonic() + 20
    while not fact():  # type: ignore[operator]
        assert time.monotonic() < end_s
        time.sleep(0.01)


def test_gives_what_the_task_gives(sandbox: Sandbox, photo: Path) -> None:
    """The answer comes back as JSON; the child is gone afterwards."""
    found = sandbox.run("probe", {"path": str(photo)}, ROOM)
    assert ("image", 40, 30) == (found["file_type"], found["width"], found["height"])
    _until(lambda: not _children(sandbox.pid))


def test_says_what_went_wrong(sandbox: Sandbox, tmp_path: Path) -> None:
    """A refusal comes over with its words and its advice, and so does what the disk refuses."""
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    with pytest.raises(TaskFailed, match="'b.png'") as caught:
        sandbox.run("probe", {"path": str(tmp_path / "b.png")}, ROOM)
    assert not caught.value.ended
    with pytest.raises(TaskFailed, match="KeyError"):
        sandbox.run("probe", {}, ROOM)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A photo that takes a while to decode."""
    Image.new("RGBA", (8000, 8000)).save(tmp_path / "large.png", compress_level=1)
    return tmp_path / "large.png"


@pytest.mark.parametrize("way", ["silent", "cancelled", "killed", "crashed"])
def test_a_task_that_hangs_is_ended(sandbox: Sandbox, photo: Path, large: Path, way: str) -> None:
    """One that stands still is ended for its silence or when it is cancelled; a crash is told; the next is done."""
    struck = threading.Event()

    def strike() -> None:
        _until(lambda: _children(sandbox.pid))
        number = {"killed": signal.SIGKILL, "crashed": signal.SIGSEGV}.get(way, signal.SIGSTOP)
        os.kill(_children(sandbox.pid)[0], number)
        struck.set()

    threading.Thread(target=strike).start()
    limits = Limits(memory_bytes=1_000_000_000, silent_s=0.5 if way == "silent" else 60)
    with pytest.raises(TaskFailed) as caught:
        sandbox.run("probe", {"path": str(large)}, limits, cancelled=lambda: way == "cancelled" and struck.is_set())
    said = {"silent": "no sign of life", "cancelled": "cancelled"}.get(way, "crashed")
    assert (True, True) == (said in caught.value.message, caught.value.ended)
    _until(lambda: not _children(sandbox.pid))
    assert 40 == sandbox.run("probe", {"path": str(photo)}, ROOM)["width"]


def test_a_task_has_its_memory_and_no_more(sandbox: Sandbox, large: Path) -> None:
    """A picture that needs more than the limit is refused; the sandbox lives on."""
    with pytest.raises(TaskFailed):
        sandbox.run("probe", {"path": str(large)}, Limits(memory_bytes=300_000_000))
    assert 8000 == sandbox.run("probe", {"path": str(large)}, ROOM)["width"]


_PARENT = """
import sys
from imgfree.local.sandbox.parent import Limits, Sandbox
sandbox = Sandbox()
print(sandbox.pid, flush=True)
sandbox.run("probe", {"path": sys.argv[1]}, Limits(memory_bytes=10**9))
"""


def test_nothing_outlives_a_killed_parent(large: Path) -> None:
    """Where the parent is killed in the middle of a task, its child processes end by themselves."""
    command = [sys.executable, "-c", _PARENT, str(large)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        first = int(parent.stdout.readline())
        _until(lambda: _children(first))
        second = _children(first)[0]
        os.kill(second, signal.SIGSTOP)
        parent.kill()
    _until(lambda: not any(Path(f"/proc/{pid}/cmdline").exists() for pid in (first, second)))


def test_says_why_no_task_can_be_done(photo: Path) -> None:
    """A process that is gone is told as what this machine lacks."""
    sandbox = Sandbox()
    sandbox._process.kill()
    sandbox._process.wait()
    with pytest.raises(SetupError, match="process is gone"):
        sandbox.run("probe", {"path": str(photo)}, ROOM)
    sandbox.close()


def test_no_module_comes_from_the_working_folder(tmp_path: Path, photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recipe's folder with a `numpy.py` in it runs nothing of that."""
    (tmp_path / "numpy.py").write_text("raise SystemExit('a stranger was here')")
    (tmp_path / "PIL.py").write_text("raise SystemExit('a stranger was here')")
    monkeypatch.chdir(tmp_path)
    sandbox = Sandbox()
    assert 40 == sandbox.run("probe", {"path": str(photo)}, ROOM)["width"]
    sandbox.close()
