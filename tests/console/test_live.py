"""The live line: through a real terminal, and where there is none."""

import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from imgfree.console.live import Terminal, clock, cut
from nemo import Nemo

STEPS = "  - upload: a.jpg\n  - instruct: a 10 second clip\n  - export: mp4\n  - download: {to: a.mp4}\n"


def screen(raw: str) -> list[str]:
    """Return what a terminal shows after these characters: carriage return, erase line, cursor up, new line."""
    rows, row, column = [""], 0, 0
    for token in re.findall(r"\x1b\[[0-9;]*[A-Za-z]|.|\n", raw, re.DOTALL):
        if token == "\r":
            column = 0
        elif token == "\n":
            row, column = row + 1, 0
            rows += [""] * (row + 1 - len(rows))
        elif token == "\x1b[2K":
            rows[row] = ""
        elif token == "\x1b[A":
            row = max(0, row - 1)
        elif not token.startswith("\x1b"):
            rows[row] = rows[row][:column].ljust(column) + token + rows[row][column + 1 :]
            column += 1
    return [text.rstrip() for text in rows]


def terminal_run(folder: Path, nemo: Nemo, **env: str) -> str:
    """Run a recipe on a pseudo-terminal and return all that was written to it."""
    pty = pytest.importorskip("pty")
    (folder / "clip.yaml").write_text(f"version: 1\nsteps:\n{STEPS}", encoding="utf-8")
    lead, follow = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "imgfree", "run", "clip.yaml"],
        cwd=folder,
        env={**os.environ, "TERM": "xterm", "PYTHONIOENCODING": "utf-8", **nemo.environment("0.01"), **env},
        stdin=follow,
        stdout=follow,
        stderr=follow,
        start_new_session=True,
    )
    os.close(follow)
    raw = b""
    ends_s = time.monotonic() + 240
    while time.monotonic() < ends_s:
        try:
            piece = os.read(lead, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        raw += piece
    assert 0 == process.wait(timeout=240)
    os.close(lead)
    return raw.decode(errors="replace")


def test_the_line_ticks_tells_and_leaves_nothing_behind(
    tmp_path: Path, photo: Callable[[str], Path], nemo: Nemo
) -> None:
    """Waiting and rendering are told apart, time goes on, and at the end only whole lines stand there."""
    photo("a.jpg")
    nemo.work_s, nemo.render_s = 1.0, 2.5
    raw = terminal_run(tmp_path, nemo)
    assert "waiting for the agent" in raw
    assert "rendering 50 %" in raw
    assert re.search(r"about \d+ s left", raw)
    assert len(set(re.findall("[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]", raw))) > 3
    assert "\x1b[32m" in raw
    shown = [text for text in screen(raw.replace("\r\n", "\n")) if text]
    assert "a.mp4" == shown[-1]
    assert not [text for text in shown if re.match("[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]", text)]
    assert 4 == sum(1 for text in shown if re.match(r" +ok  ", text))


def test_without_colour_and_without_unicode(tmp_path: Path, photo: Callable[[str], Path], nemo: Nemo) -> None:
    """NO_COLOR writes no colour; an ASCII terminal gets ASCII from us."""
    photo("a.jpg")
    nemo.words = "done"
    raw = terminal_run(tmp_path, nemo, NO_COLOR="1", PYTHONIOENCODING="ascii")
    assert "\x1b[32m" not in raw
    assert raw.isascii()
    assert "upload - upload" in raw


@pytest.mark.parametrize("env", [{}, {"TERM": "dumb"}])
def test_elsewhere_it_is_a_line_a_step(
    tmp_path: Path, photo: Callable[[str], Path], cloud: Callable[..., Ran], env: dict[str, str]
) -> None:
    """Without a terminal nothing is rewritten and nothing is coloured."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(f"version: 1\nsteps:\n{STEPS}", encoding="utf-8")
    ran = cloud("run", "clip.yaml", env=env)
    assert 0 == ran.returncode
    assert "\r" not in ran.stderr
    assert "\x1b" not in ran.stderr
    assert 4 == len(re.findall(r"^ +ok  ", ran.stderr, re.MULTILINE))


def test_a_narrower_window_is_wiped_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that the window has wrapped is taken away in all its rows."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    monkeypatch.setenv("COLUMNS", "60")
    terminal = Terminal(stream, live=True, now_s=lambda: 0.0)
    terminal.begin("x" * 50)
    monkeypatch.setenv("COLUMNS", "20")
    terminal.end()
    terminal.close()
    stream.seek(0)
    assert stream.read().endswith("\r\x1b[2K\x1b[A\x1b[2K\x1b[A\x1b[2K")


def test_wide_characters_and_times() -> None:
    """Chinese takes two columns; times are written as people read them."""
    assert "夏季" == cut("夏季特卖", 5)
    assert ["7 s", "1:05", "1:02:03"] == [clock(7.2), clock(65), clock(3723)]


def test_words_are_there_at_once_and_lines_begin_below_them() -> None:
    """Without a terminal as with one: no line's end is waited for, and what is said next stands on its own line."""
    stream = io.StringIO()
    terminal = Terminal(stream, live=False, now_s=lambda: 0.0)
    terminal.speak("I am working", indent="  ")
    assert "  I am working" == stream.getvalue()
    terminal.speak(" on it.\n\nThen more")
    terminal.line("still working")
    terminal.speak("\n", indent="  ")
    terminal.speak("Done.")
    terminal.close()
    assert "  I am working on it.\nThen more\nstill working\nDone.\n" == stream.getvalue()
