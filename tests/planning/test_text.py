"""A plan as text for a reader, and as an object for a script."""

from collections.abc import Callable
from pathlib import Path

from imgfree import recipe
from imgfree.client import LocalFile
from imgfree.planning.cost import Estimate
from imgfree.planning.plan import Plan, PlannedStep
from imgfree.planning.text import as_object, as_text
from imgfree.recipe import Inputs
from imgfree.runs.backend import Choice
from imgfree.steps.foresight import Asked

Golden = Callable[[Path | str, str], None]
FILE = LocalFile(Path("a.jpg"), 1500, "f" * 64, "image")
STEPS = (
    PlannedStep("up", "upload", None, False, None, {"files": ["a.jpg"]}, [FILE], [Asked("POST", "/up")], (), "files"),
    PlannedStep("cut", "instruct", "Cut it", False, "run.id", {"text": "a\nreel"}, (), (), ("1 == 1",)),
    PlannedStep("no", "credits", None, True, "false", {}, (), (), ()),
)
PLAN = Plan(STEPS, {"group": "once for each of ‹x›"}, {"video": "‹y›"})
COST = Estimate((50, 50), "a session", (30, 300), "usual times")
GIVEN = Inputs({"title": "Sale", "photos": ["a.jpg", "b.jpg"]}, (), {})
CHOICE = Choice("nemo", "asked for")


def test_a_reader_sees_each_step_with_what_it_does(golden: Golden) -> None:
    """Files in place of the parameter that lists them; what is in doubt, and what is skipped, by its condition."""
    golden("said/plan.txt", "\n".join(as_text(GIVEN, CHOICE, PLAN, COST)) + "\n")


def test_a_script_sees_the_same() -> None:
    """Each step with its outcome, files by their digests, requests in their order, estimates as numbers."""
    loaded = recipe.parse("version: 1\nsteps:\n  - credits: 1\n", "r.yaml")
    told = as_object(loaded, GIVEN, CHOICE, PLAN, COST)
    assert ["runs", "depends", "skipped"] == [step["outcome"] for step in told["steps"]]
    assert "f" * 64 == told["steps"][0]["files"][0]["sha256"]
    assert [{"method": "POST", "path": "/up"}] == told["steps"][0]["requests"]
    assert (50, 300) == (told["estimates"]["credits"]["to"], told["estimates"]["duration_s"]["to"])
