"""A conversation, through a pipe and through a pseudo-terminal."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from imgfree.commands.talk import split_paths
from nemo import VIDEO, Nemo

Photo = Callable[[str], Path]


def talking(nemo: Nemo) -> dict[str, str]:
    """Return the environment that makes `nemo` the cloud."""
    fast = {"NEMO_API_URL": nemo.url, "NEMO_TOKEN": "nmv_usr_of-the-test", "IMGFREE_TIME_SCALE": "0.001"}
    return {**os.environ, **fast}


def piped(folder: Path, nemo: Nemo, lines: str, *args: str) -> Ran:
    """Run `imgfree chat` with those lines on stdin."""
    command = [sys.executable, "-m", "imgfree", "chat", *args]
    return subprocess.run(
        command, cwd=folder, env=talking(nemo), input=lines, text=True, encoding="utf-8",
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip


def test_each_line_is_routed_as_the_specification_says(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """Words go to the agent, export/导出 renders, 余额 and 状态 ask; the video's path is on stdout."""
    photo("my mug.jpg")
    lines = "turn this into a 10 second clip\n状态\n余额\n导出\nmake it a 7-second clip\nexport\nquit\nnever said\n"
    ran = piped(tmp_path, nemo, lines, "my mug.jpg")
    assert 0 == ran.returncode, ran.stderr
    assert "my mug.mp4\nmy mug-2.mp4\n" == ran.stdout
    assert {"turn this into a 10 second clip": 1, "make it a 7-second clip": 1} == nemo.instructs
    assert 2 == len(nemo.renders)
    assert "Timeline (1 track): 1. Video: my mug.jpg (0-10s)" in ran.stderr
    assert "100 of 100 credits" in ran.stderr
    assert VIDEO == (tmp_path / "my mug-2.mp4").read_bytes()


def test_a_conversation_becomes_a_recipe_that_runs(
    tmp_path: Path, photo: Photo, nemo: Nemo, cloud: Callable[..., Ran]
) -> None:
    """--save leaves a recipe that validates and does the same again."""
    photo("a.jpg")
    photo("b.jpg")
    lines = "'a.jpg' b.jpg\nmake a {% reel %} of 12 seconds\nexport\n"
    assert 0 == piped(tmp_path, nemo, lines, "--save", "reel.yaml").returncode
    assert 0 == cloud("validate", "reel.yaml").returncode
    again = cloud("run", "reel.yaml", "--out", "again")
    assert 0 == again.returncode, again.stderr
    assert {"make a {% reel %} of 12 seconds": 2} == nemo.instructs
    assert [2, 2] == list(nemo.uploads.values())
    assert again.stdout.startswith("again/")


def test_a_failure_is_said_and_the_conversation_goes_on(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """Nothing to export, and a file that is none: both are errors in words, and the next line is heard."""
    photo("a.jpg")
    (tmp_path / "fake.jpg").write_text("no picture at all")
    ran = piped(tmp_path, nemo, "export\n./fake.jpg\na.jpg\nmake a clip\n")
    assert "nothing to export" in ran.stderr
    assert "fake.jpg" in ran.stderr
    assert {"make a clip": 1} == nemo.instructs
    assert 0 != ran.returncode


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_on_a_terminal_it_welcomes_and_ends_with_ctrl_d(tmp_path: Path, photo: Photo, nemo: Nemo) -> None:
    """Through a pty: the welcome and a prompt, an edit's words, an export, and a clean end."""
    import pty

    photo("a.jpg")
    lead, follow = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "imgfree", "chat", "a.jpg"],
        cwd=tmp_path, env=talking(nemo), stdin=follow, stdout=follow, stderr=follow, start_new_session=True,
    )  # fmt: skip
    os.close(follow)
    seen = ""

    def until(text: str) -> None:
        nonlocal seen
        ends_s = time.monotonic() + 30
        while text not in seen:
            assert time.monotonic() < ends_s, seen
            seen += os.read(lead, 4096).decode()

    until("> ")
    os.write(lead, b"turn this into a clip\n")
    until("Done: I cut the reel.")
    os.write(lead, b"send me the video\n")
    until("a.mp4")
    os.write(lead, b"\x04")
    assert 0 == process.wait(timeout=30)
    os.close(lead)
    assert "Drop photos here" in seen
    assert {"turn this into a clip": 1} == nemo.instructs
    assert (tmp_path / "a.mp4").is_file()


@pytest.mark.parametrize(
    ("line", "files", "words"),
    [
        ("don't stop", [], "don't stop"),
        ("'{0}/my mug.jpg'", ["my mug.jpg"], ""),
        (r"{0}/my\ mug.jpg make it warm", ["my mug.jpg"], "make it warm"),
        ('"{0}/my mug.jpg" "{0}/b.png"', ["my mug.jpg", "b.png"], ""),
        ("add the title 'Sale'", [], "add the title 'Sale'"),
    ],
)
def test_dropped_files_are_told_from_words(
    tmp_path: Path, photo: Photo, line: str, files: list[str], words: str
) -> None:
    """Paths as terminals drop them (quoted or escaped) are files; quotes in a sentence stay in it."""
    photo("my mug.jpg")
    photo("b.png")
    found, rest = split_paths(line.replace("{0}", str(tmp_path)))
    assert files == [path.name for path in found]
    assert words == rest
