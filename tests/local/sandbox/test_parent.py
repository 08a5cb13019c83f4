"""Tasks in child processes: what they give, and that every one can be ended."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from imgfree.errors import SetupError
from imgfree.local.sandbox.parent import POSSIBLE, Limits, Sandbox, TaskFailed
from local.sandbox.processes import children, standing, until

pytestmark = pytest.mark.skipif(not POSSIBLE, reason="this system cannot fork such a process")
ROOM = Limits(memory_bytes=1_000_000_000)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """A sandbox for all tests of this file."""
    made = Sandbox()
    yield made
    made.close()


def test_gives_what_the_task_gives(sandbox: Sandbox, photo: Path) -> None:
    """The answer comes back as JSON; the child is gone afterwards."""
    found = sandbox.run("probe", {"path": str(photo)}, ROOM)
    assert ("image", 40, 30) == (found["file_type"], found["width"], found["height"])
    until(lambda: not children(sandbox.pid))


def test_says_what_went_wrong(sandbox: Sandbox, tmp_path: Path) -> None:
    """A refusal comes over with its words and its advice, and so does what the disk refuses."""
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    with pytest.raises(TaskFailed, match="'b.png'") as caught:
        sandbox.run("probe", {"path": str(tmp_path / "b.png")}, ROOM)
    assert not caught.value.ended
    with pytest.raises(TaskFailed, match="KeyError"):
        sandbox.run("probe", {}, ROOM)


@pytest.mark.parametrize("way", ["silent", "cancelled", "killed", "crashed"])
def test_a_task_that_hangs_is_ended(sandbox: Sandbox, photo: Path, endless: dict[str, Any], way: str) -> None:
    """One that stands still is ended for its silence or when it is cancelled; a crash is told; the next is done."""
    stands = threading.Event()

    def strike() -> None:
        if way == "silent":
            return
        with standing(endless):
            if way in ("killed", "crashed"):
                os.kill(children(sandbox.pid)[0], signal.SIGKILL if way == "killed" else signal.SIGSEGV)
            stands.set()
            until(lambda: not children(sandbox.pid))

    striker = threading.Thread(target=strike)
    striker.start()
    limits = Limits(memory_bytes=1_000_000_000, silent_s=0.5 if way == "silent" else 60)
    with pytest.raises(TaskFailed) as caught:
        sandbox.run("render", endless, limits, cancelled=lambda: way == "cancelled" and stands.is_set())
    striker.join()
    said = {"silent": "no sign of life", "cancelled": "cancelled"}.get(way, "crashed")
    assert (True, True) == (said in caught.value.message, caught.value.ended)
    until(lambda: not children(sandbox.pid))
    assert 40 == sandbox.run("probe", {"path": str(photo)}, ROOM)["width"]


def test_a_task_has_its_memory_and_no_more(sandbox: Sandbox, tmp_path: Path) -> None:
    """A picture that needs more than the limit is refused; the sandbox lives on."""
    large = tmp_path / "large.png"
    Image.new("RGBA", (8000, 8000)).save(large, compress_level=1)
    with pytest.raises(TaskFailed):
        sandbox.run("probe", {"path": str(large)}, Limits(memory_bytes=300_000_000))
    assert 8000 == sandbox.run("probe", {"path": str(large)}, ROOM)["width"]


def test_says_why_no_task_can_be_done(photo: Path) -> None:
    """A process that is gone is told as what this machine lacks."""
    sandbox = Sandbox()
    sandbox._process.kill()
    sandbox._process.wait()
    with pytest.raises(SetupError, match="process is gone"):
        sandbox.run("probe", {"path": str(photo)}, ROOM)
    sandbox.close()
