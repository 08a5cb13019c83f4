"""What went wrong, with its place in the recipe as it was run."""

import re
from collections.abc import Callable
from pathlib import Path

from commandline import Ran
from imgfree import journal
from imgfree.redaction import Redactor
from imgfree.report import recipe
from imgfree.report.failures import Trouble, troubles
from imgfree.report.texts import Texts
from pastruns import PastRun
from reportpage import RECIPE as SHOP
from reportpage import checked, newest

RECIPE = "version: 1\nsteps:\n  - id: cut\n    instruct: x\n"
CUT = {"step": "cut", "kind": "instruct"}
AT = "/home/jane/w/clip.yaml:4:5"


def found(run: PastRun) -> list[Trouble]:
    """Return the troubles of a run of RECIPE."""
    folder = run.write(RECIPE)
    return list(troubles(journal.read(folder), recipe.read(folder), Texts(Redactor(), "/home/jane/w")))


def test_a_step_that_ended_the_run_is_told_once(tmp_path: Path) -> None:
    """With its line, the word in it marked, and what to do."""
    run = PastRun(tmp_path).begin().emit("step.failed", **CUT, reason="no", error="StepFailed", at=AT)
    (trouble,) = found(run.emit("run.failed", outcome="failed", reason="no", at=AT, hint="try", exit_code=1))
    assert ("cut", "no", "StepFailed", "clip.yaml:4:5", "try", False) == (
        *(trouble.step, trouble.reason, trouble.kind, trouble.place, trouble.hint, trouble.mended),
    )
    assert ["", "instruct"] == [line.marked for line in trouble.lines]


def test_what_passed_later_is_mended(tmp_path: Path) -> None:
    """A retry that passed leaves the failure in the story, not in the way."""
    run = PastRun(tmp_path).begin().emit("step.failed", **CUT, reason="no", at=None)
    (trouble,) = found(run.emit("step.finished", **CUT, outcome="passed"))
    assert (True, ()) == (trouble.mended, trouble.lines)


def test_a_run_may_fail_between_its_steps(tmp_path: Path) -> None:
    """An end that no step has told is a trouble of its own; a place in another file shows no line of ours."""
    run = PastRun(tmp_path).begin()
    (trouble,) = found(run.emit("run.failed", outcome="failed", reason="gone", at="other.yaml:1:1", exit_code=4))
    assert ("", "gone", "other.yaml:1:1", ()) == (trouble.step, trouble.reason, trouble.place, trouble.lines)


Imgfree = Callable[..., Ran]


def test_a_failed_run_shows_the_line(shop: Path, cloud: Imgfree) -> None:
    """The reason, the user's own line with its word marked, what was seen, what never ran, and both commands."""
    text = SHOP.replace("length == 1", "length == 3")
    (shop / "clip.yaml").write_text(text, encoding="utf-8")
    ran = cloud("run", "clip.yaml", "--report", "bad.html")
    assert 1 == ran.returncode
    page = checked(shop / "bad.html")
    assert "Failed" in page.text
    assert "length == 3" in page.text
    assert "length = 1" in page.text
    assert re.search(r"clip.yaml:14:13", page.text)
    assert "14 expect:" in page.text
    assert "<mark>timeline</mark>" in page.source
    assert 4 == page.text.count("not run") // 2  # more, export, download, after: in the table and in the details
    assert f"imgfree resume {newest(shop).name}" in page.text
    assert "--backend nemo --new" in page.text
    assert "not in the log" in page.text
