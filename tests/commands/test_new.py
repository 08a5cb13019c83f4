"""`imgfree new`."""

import os
import select
import sys
import time
from pathlib import Path

import pytest

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
