"""What a run's time went into."""

from pathlib import Path

from imgfree import journal
from imgfree.runs import times
from pastruns import PastRun


def test_waiting_is_told_apart_from_working(tmp_path: Path) -> None:
    """Every gap between two events is imgfree's, the backend's, or a pause; an interruption is none of these."""
    step, export = {"step": "cut", "kind": "instruct"}, {"step": "x", "kind": "export"}
    run = PastRun(tmp_path).begin()
    run.emit("step.started", 1.0, **step)
    run.emit("wait.scheduled", 0.5, wait_s=2, **step).emit("request.sent", 2.0, **step)
    run.emit("stream.opened", 0.25, **step).emit("stream.closed", 4.0, **step).emit("step.finished", 0.25, **step)
    run.emit("step.started", 0.0, **export).emit("render.submitted", 1.0, **export)
    run.emit("run.resumed", 3600.0).emit("render.polled", 1.0, **export).emit("render.finished", 3.0, **export)
    found = times.measured(journal.read(run.write()))
    assert (1.0, 4.0, 2.0) == tuple(found.spent_s("cut", sort) for sort in ("working", "backend", "waiting"))
    assert (1.0, 3.0, 0.0) == tuple(found.spent_s("x", sort) for sort in ("working", "backend", "waiting"))
    assert [times.Break(9.0, 3600.0)] == found.breaks
    assert 13.0 == found.total_s
    assert ["working", "waiting", "working", "backend", "working"] == [piece.sort for piece in found.pieces["cut"]]


def test_a_clock_that_was_set_back_takes_no_time(tmp_path: Path) -> None:
    """No bar has a negative length."""
    run = PastRun(tmp_path).begin().emit("step.started", 5.0, step="a", kind="upload")
    run.emit("step.finished", -60.0, step="a", kind="upload")
    assert 5.0 == times.measured(journal.read(run.write())).total_s
