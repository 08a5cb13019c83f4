"""What a run's event log says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from pastruns import PastRun
from reportpage import checked, newest

Imgfree = Callable[..., Ran]


def test_a_log_without_an_end(shop: Path, cloud: Imgfree) -> None:
    """Killed, or still at work: the lock tells which, and only a run that nobody works on can be resumed."""
    assert 0 == cloud("run", "clip.yaml").returncode
    log = newest(shop) / "events.jsonl"
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    cut = next(number for number, line in enumerate(lines) if '"render.submitted"' in line)
    log.write_text("".join(lines[: cut + 1]) + '{"ts": "20', encoding="utf-8")  # the last line is torn, too
    assert 0 == cloud("show", "--html", "cut.html").returncode
    page = checked(shop / "cut.html")
    assert "Cut short" in page.text
    assert "is render.submitted" in page.text
    assert "unfinished" in page.text
    assert "imgfree resume" in page.text
    fcntl = pytest.importorskip("fcntl", reason="this lock is that of POSIX")
    with (newest(shop) / "events.lock").open("r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert 0 == cloud("show", "--html", "now.html").returncode
    page = checked(shop / "now.html")
    assert "Running" in page.text
    assert "imgfree resume" not in page.text


def test_a_conversation_shows_what_was_said(tmp_path: Path, imgfree: Imgfree) -> None:
    """There is no recipe: the words are the person's own, with the answer beside them."""
    run = PastRun(tmp_path / ".imgfree" / "runs").begin(recipe="", name=None, cwd=str(tmp_path))
    run.emit("step.started", step="instruct", kind="instruct", attempt=1)
    run.emit("step.rendered", step="instruct", kind="instruct", params={"text": "make it slower, please"})
    done = {"text": "Done: slower.", "clauses": [], "changes": []}
    run.emit("step.finished", step="instruct", kind="instruct", outcome="passed", attempt=1, outputs=done)
    run.emit("run.finished", outcome="passed", outputs={}, saved=[]).write()
    assert 0 == imgfree("show", "--html", "r.html").returncode
    page = checked(tmp_path / "r.html")
    for said in ("A conversation", "You instruct", "make it slower, please", "Agent", "Done: slower."):
        assert said in page.text
    assert "Recipe instruct" not in page.text
