"""What a run may cost and take: the vendor's figures until earlier runs here know better."""

from pathlib import Path
from typing import Any

from imgfree.planning.cost import EDITING_SESSION_CREDITS, credits, estimate
from imgfree.planning.plan import Plan, PlannedStep
from imgfree.runs.history import PastRun


def step(kind: str, *, skipped: bool = False, doubt: str | None = None) -> PlannedStep:
    """Return a planned step of that kind."""
    return PlannedStep(kind, kind, None, skipped, doubt, {}, (), (), ())


def past(kind: str, *took_s: float) -> list[PastRun]:
    """Return earlier runs of the local backend in which one step of that kind took so long."""
    done: list[dict[str, Any]] = [{"kind": kind, "outcome": "passed", "duration_s": one} for one in took_s]
    return [PastRun("id", Path("x"), "passed", "x", "local", "", 1.0, steps=[one]) for one in done]


def test_what_is_in_doubt_counts_for_the_longest_alone() -> None:
    """A step behind a condition may take no time at all; a skipped one takes none."""
    sure = estimate(Plan([step("export")], {}, {}), "local", []).duration_s
    both = estimate(
        Plan([step("export"), step("export", doubt="x"), step("export", skipped=True)], {}, {}), "local", []
    )
    assert (sure[0], sure[1] * 2) == both.duration_s


def test_earlier_runs_know_better() -> None:
    """From four on, the middle half of what they took; the reason says so. Another backend's say nothing."""
    plan = Plan([step("export")], {}, {})
    few = estimate(plan, "local", past("export", 2.0, 8.0))
    assert ((2.0, 8.0), "export as in earlier runs here") == (few.duration_s, few.duration_because)
    many = estimate(plan, "local", past("export", *([4.0] * 8), 100.0, 0.0))
    assert (4.0, 4.0) == many.duration_s
    assert estimate(plan, "nemo", []).duration_s == estimate(plan, "nemo", past("export", 1.0)).duration_s


def test_open_rounds_are_admitted() -> None:
    """A group whose number of rounds nobody knows is counted once."""
    told = estimate(Plan([step("instruct")], {"shots": "once for each"}, {}), "local", []).duration_because
    assert "counted once" in told


def test_a_session_is_paid_once_and_exports_are_free() -> None:
    """However many edits there are; none where no step edits; perhaps none where each is in doubt."""
    assert (EDITING_SESSION_CREDITS, EDITING_SESSION_CREDITS) == credits("nemo", 3, 5)[0]
    assert (0, EDITING_SESSION_CREDITS) == credits("nemo", 0, 5)[0]
    assert (0, 0) == credits("nemo", 0, 0)[0]
    assert (3, 5) == credits("local", 3, 5)[0]
