"""How far a run is, by its events and by who writes them."""

import json
import os
import time
from pathlib import Path

import pytest

from imgfree.agents import progress
from imgfree.agents.desk import Desk
from imgfree.agents.progress import Advance, Progress
from imgfree.errors import ImgfreeError
from imgfree.runs import folder as run_folder
from imgfree.runs.audience import NOBODY


def test_each_state_and_what_comes_next(desk: Desk, tmp_path: Path) -> None:
    """Starting before its first event, running while somebody writes, stopped when nobody does, then its end."""
    app = desk.app
    folder = run_folder.fresh(app)
    folder.mkdir(parents=True)
    assert ("starting", "wait") == (progress.of(app, folder).state, progress.of(app, folder).as_json()["next"])
    with run_folder.journaled(app, folder, NOBODY) as book:
        book.commit("run.started", recipe="r.yaml", sets={}, files={}, backend="local", cwd=str(tmp_path), steps=2)
        with book.step("cut", "export"):
            book.emit("step.started", attempt=1)
            book.emit("render.polled", render_id="r", status="processing", progress_pct=50)
        now = progress.of(app, folder)
        assert ("running", "cut 50%", 0, 2) == (now.state, now.line, now.done, now.of)
        assert not now.is_over
    assert "resume" == progress.of(app, folder).as_json()["next"]
    with run_folder.journaled(app, folder, NOBODY) as book:
        book.commit("run.failed", outcome="failed", duration_s=1.0, error="E", reason="why", hint="do", exit_code=4)
    told = progress.of(app, folder).as_json()
    assert {"message": "why", "hint": "do", "exit_code": 4} == told["error"]
    assert folder == progress.folder_of(app, folder.name)


def test_what_kept_a_run_from_beginning_is_told(desk: Desk) -> None:
    """With the error's hint, until it begins."""
    folder = run_folder.fresh(desk.app)
    folder.mkdir(parents=True)
    (folder / progress.REFUSED).write_text(json.dumps({"message": "no room", "hint": "make some"}))
    assert "no room" == progress.of(desk.app, folder).as_json()["error"]["message"]
    (folder / progress.REFUSED).unlink()
    (folder / progress.LOG).write_text("Traceback (most recent call last)")
    assert progress.LOG in progress.of(desk.app, folder).as_json()["error"]["hint"]


def test_a_process_that_never_wrote_a_line_is_given_up(desk: Desk) -> None:
    """After two minutes it is said how to begin the run again."""
    folder = run_folder.fresh(desk.app)
    folder.mkdir(parents=True)
    (folder / progress.LOG).touch()
    assert "starting" == progress.of(desk.app, folder).state
    os.utime(folder / progress.LOG, (time.time() - 200, time.time() - 200))
    told = progress.of(desk.app, folder).as_json()
    assert "stopped" == told["state"]
    assert "`start` again" in told["error"]["hint"]


def test_a_client_hears_of_each_advance_once() -> None:
    """What is told always grows; it is told when something changes, and every five seconds as a sign of life."""
    advance, told = Advance(), list[float]()
    for at_s in range(12):
        now = Progress("r", "running", done=at_s // 6, of=4, step="cut", share=0.25 if at_s == 3 else 0.0)
        if (reached := advance.to(now, float(at_s))) is not None:
            told.append(reached)
    assert sorted(set(told)) == told
    assert [0, 0, 0, 1, 1] == [round(one) for one in told]
    assert max(told) <= 1.25


@pytest.mark.parametrize("name", ["", "..", "../runs", "nothing", "a/b", "\0"])
def test_what_is_no_run_is_refused(desk: Desk, name: str) -> None:
    """Nothing outside the folder of runs is one."""
    with pytest.raises((ImgfreeError, ValueError)):
        progress.folder_of(desk.app, name)


def test_what_was_not_done_is_told() -> None:
    """Each such clause with its outcome, its words and why; those that were done as said are none."""
    clauses = [
        {"text": "a", "outcome": "applied", "note": ""},
        {"text": "fly", "outcome": "declined", "note": "no wings"},
        {"text": "x", "outcome": "not understood", "note": ""},
    ]
    assert ["declined · fly · no wings", "not understood · x"] == progress.declined(clauses)
    assert [] == progress.declined(None)
    crops = [{"text": "crops", "outcome": "defaulted", "note": f"photo {n} is cropped by {n} %"} for n in (16, 40)]
    assert ["photo 40 is cropped by 40 %"] == progress.cropped(crops)
    assert {} == progress.film_facts(None)
