"""`imgfree new`."""

import os
import select
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from imgfree import recipe


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
def test_a_person_is_asked_for_the_defaults(tmp_path: Path) -> None:
    """On a terminal each input is asked for with its default; a value that does not fit is asked for again."""
    import pty

    process, terminal = pty.fork()
    if process == 0:
        os.chdir(tmp_path)
        os.execv(sys.executable, [sys.executable, "-m", "imgfree", "new", "mine", "--set", "photos=a.jpg"])
    shown = b""
    for waited, answer in ((b"title", b"Autumn\n"), (b"aspect", b"5:5\n"), (b"aspect", b"\n")):
        mark = len(shown)
        while waited not in shown[mark:] or b"]: " not in shown[shown.rindex(waited) :]:
            assert select.select([terminal], [], [], 30)[0], shown
            shown += os.read(terminal, 1000)
        os.write(terminal, answer)
        time.sleep(0.1)
    try:
        while piece := os.read(terminal, 1000):
            shown += piece
    except OSError:  # the other end has gone
        pass
    _, status = os.waitpid(process, 0)
    assert 0 == status, shown.decode()
    made = recipe.load(tmp_path / "mine.yaml")
    assert ("Autumn", "9:16") == (made.inputs["title"]["default"], made.inputs["aspect"]["default"])
    assert b"error: --set aspect:" in shown


def test_a_brand_goes_with_its_recipe(tmp_path: Path, imgfree: Callable[..., Ran]) -> None:
    """Its file and its logo come along, so that the new recipe says what the old one did."""
    assert 0 == imgfree("new", "mine", "--from", "branded-reel").returncode
    assert {"brand.yaml", "logo.png", "mug-1.jpg"} <= {one.name for one in (tmp_path / "assets").iterdir()}
    planned = imgfree("run", "mine.yaml", "--backend", "local", "--dry-run")
    assert 0 == planned.returncode, planned.stderr
    assert "Brand font: serif." in planned.stdout
