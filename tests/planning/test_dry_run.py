"""`imgfree run --dry-run`: what would be done is shown, and nothing is."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import ROOT, SHIPPED, Ran, printed
from thorough import some

Imgfree = Callable[..., Ran]
# Run before a command: any socket at all ends the process.
NO_SOCKETS = """
import sys
def refuse(event, args):
    if event.startswith("socket."):
        raise SystemExit(f"a socket was opened: {event} {args}")
sys.addaudithook(refuse)
"""


@pytest.mark.parametrize("backend", ["local", "nemo"])
@pytest.mark.parametrize("recipe", some(sorted(path.stem for path in SHIPPED), 3))
def test_no_socket_is_opened_and_nothing_is_written(
    recipe: str, backend: str, tmp_path: Path, imgfree: Imgfree
) -> None:
    """A shipped recipe is planned by a process that may not open a socket; the folder stays as it was."""
    here = tmp_path / "here"
    here.mkdir()
    path = ROOT / "recipes" / f"{recipe}.yaml"
    ran = imgfree("run", path, "--dry-run", "--backend", backend, cwd=here, before=NO_SOCKETS)
    assert 0 == ran.returncode, ran.stderr
    assert "nothing was sent" in ran.stdout
    assert [] == list(here.iterdir())


def test_the_guard_sees_a_socket(tmp_path: Path, imgfree: Imgfree, photo: Callable[[str], Path]) -> None:
    """The same run without --dry-run is ended by the guard, so the test above means something."""
    ran = imgfree("credits", "--backend", "nemo", env={"NEMO_API_URL": "http://127.0.0.1:9"}, before=NO_SOCKETS)
    assert "a socket was opened" in ran.stderr


def test_a_taken_target_is_told(tmp_path: Path, imgfree: Imgfree) -> None:
    """A download that would end on an existing file is refused before the run."""
    (tmp_path / "a.mp4").touch()
    (tmp_path / "clip.yaml").write_text("version: 1\nsteps:\n  - instruct: hi\n  - export:\n  - download: a.mp4\n")
    ran = imgfree("run", "clip.yaml", "--dry-run")
    assert 3 == ran.returncode
    assert "exists already" in ran.stderr


def test_earlier_runs_make_the_estimate(
    tmp_path: Path, photo: Callable[[str], Path], cloud: Callable[..., Ran]
) -> None:
    """Once something ran here, times are taken from it, and the plan says so."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text("version: 1\nsteps:\n  - upload: a.jpg\n  - credits: 1\n")
    before = printed(cloud("run", "clip.yaml", "--dry-run", "--json"))["estimates"]["duration_s"]
    assert "no earlier run" in before["because"]
    assert 0 == cloud("run", "clip.yaml").returncode
    after = printed(cloud("run", "clip.yaml", "--dry-run", "--json"))["estimates"]["duration_s"]
    assert "credits, upload " in after["because"]
    assert after["to"] <= before["to"]
    shutil.rmtree(tmp_path / ".imgfree")
