"""What was asked of the backend, counted from the log."""

from pathlib import Path

from imgfree import journal
from imgfree.redaction import Redactor
from imgfree.report.requests import tally
from imgfree.report.texts import Texts
from pastruns import PastRun


def test_equal_requests_are_one_line(tmp_path: Path) -> None:
    """By step, method, path without its ids, and status; the slowest of them is told."""
    run = PastRun(tmp_path).begin()
    for number, took_s in enumerate((0.5, 2.0)):
        poll = {"method": "GET", "path": f"/api/render/render_{number}", "step": "x", "kind": "export"}
        run.emit("request.sent", **poll).emit("response.received", **poll, status=200, duration_s=took_s)
    (line,) = tally(journal.read(run.write()), Texts(Redactor(), ""))
    assert ("x", "GET", "/api/render/…", 200, 2, 2.0) == (
        *(line.step, line.method, line.path, line.status, line.count, line.longest_s),
    )


def test_what_was_not_answered_is_told(tmp_path: Path) -> None:
    """Its status is 0; an answer whose question is not in the log owes nothing."""
    run = PastRun(tmp_path).begin()
    run.emit("request.sent", method="POST", path="/run_sse", step="cut", kind="instruct")
    run.emit("response.received", method="GET", path="/api/x", status=503, duration_s=1.0)
    found = {(line.path, line.status): line.count for line in tally(journal.read(run.write()), Texts(Redactor(), ""))}
    assert {("/api/x", 503): 1, ("/run_sse", 0): 1} == found
