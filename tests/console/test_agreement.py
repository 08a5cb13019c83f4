"""The question whether photos may go to the cloud."""

import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import coreonly
from commandline import Ran
from coreonly import RECIPE
from nemo import Nemo

Photo = Callable[[str], Path]
Bare = Callable[..., Ran]


def at_a_terminal(
    folder: Path, core: Path, nemo: Nemo, answer: str, *args: str, lang: str = "C.UTF-8"
) -> tuple[int, str]:
    """Return how the command ended and what it showed, once `answer` was typed at its question."""
    import pty

    lead, follow = pty.openpty()
    command, env = coreonly.command(core, *args)
    env |= {"NEMO_API_URL": nemo.url, "IMGFREE_TIME_SCALE": "0.001", "LC_ALL": lang}
    process = subprocess.Popen(
        command, cwd=folder, env=env, stdin=follow, stdout=follow, stderr=follow, start_new_session=True
    )
    os.close(follow)
    seen, asked, ends_s = "", False, time.monotonic() + 240
    while True:
        try:
            piece = os.read(lead, 4096).decode(errors="replace")
        except OSError:  # the other end is closed
            break
        seen += piece
        if not asked and ("1 or 2" in seen or "1 / 2" in seen):
            os.write(lead, answer.encode() + b"\n")
            asked = True
        assert time.monotonic() < ends_s, seen
    os.close(lead)
    return process.wait(timeout=240), seen


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_answer_at_a_terminal_is_kept(tmp_path: Path, photo: Photo, core: Path, bare: Bare, nemo: Nemo) -> None:
    """Asked once; the yes holds for the next run without a terminal, until a logout takes it back."""
    photo("a.jpg")
    code, seen = at_a_terminal(tmp_path, core, nemo, "1", "make", "make a clip", "a.jpg")
    assert 0 == code, seen
    assert "photos go there" in seen
    assert 0o600 == stat.S_IMODE((tmp_path / "home" / "agreement.json").stat().st_mode)
    (tmp_path / "home" / "credentials.json").unlink()
    ran = bare("make", "make another clip", "a.jpg")
    assert 0 == ran.returncode, ran.stderr
    assert "you agreed to it" in ran.stderr
    bare("logout")
    assert 6 == bare("make", "make a third clip", "a.jpg").returncode


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("pinned", [False, True])
def test_a_no_sends_nothing(tmp_path: Path, photo: Photo, core: Path, bare: Bare, nemo: Nemo, pinned: bool) -> None:
    """The other answer ends with exit 6 and the way to stay here, for a recipe of the cloud, too; it is kept."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE.format(backend="nemo" if pinned else "auto"))
    code, seen = at_a_terminal(tmp_path, core, nemo, "2", "run", "clip.yaml")
    assert 6 == code, seen
    assert {"cloud": False} == json.loads((tmp_path / "home" / "agreement.json").read_bytes())
    assert 6 == bare("run", "clip.yaml").returncode
    assert [] == nemo.requests


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_question_speaks_the_systems_language(tmp_path: Path, photo: Photo, core: Path, nemo: Nemo) -> None:
    """A Chinese system is asked in Chinese."""
    photo("a.jpg")
    code, seen = at_a_terminal(tmp_path, core, nemo, "2", "make", "做一个视频", "a.jpg", lang="zh_CN.UTF-8")
    assert 6 == code, seen
    assert "照片会发送到那里" in seen
    assert [] == nemo.requests
