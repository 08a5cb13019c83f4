"""What a run may cost and how long it may take. Never more than an estimate, and it says what it rests on."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from imgfree import schema
from imgfree.planning.plan import Plan
from imgfree.runs.history import PastRun
from imgfree.steps import KINDS

Range = tuple[float, float]

EDITING_SESSION_CREDITS = 50  # the vendor's own figures, which it calls approximate
GENERATED_CLIP_CREDITS = 100
RUNS_LOOKED_AT = 20


@dataclass(frozen=True)
class Estimate:
    """Credits and seconds, each from-to, and a sentence on what they rest on."""

    credits: Range
    credits_because: str
    duration_s: Range
    duration_because: str


def estimate(plan: Plan, backend: str, past: Sequence[PastRun]) -> Estimate:
    """Return what this plan may cost and take, measured by earlier runs of this folder where there are any."""
    certain = [step for step in plan.steps if not step.skipped and not step.doubt]
    possible = [step for step in plan.steps if not step.skipped]
    measured = _measured(backend, past)
    low, high = (0.0, 0.0)
    for step in possible:
        shortest, longest = measured.get(step.kind) or KINDS[step.kind].usual_s(backend)
        low, high = low + (shortest if step in certain else 0), high + longest
    kinds = {step.kind for step in possible}
    told = sorted(kinds & measured.keys())
    because = f"{', '.join(told)} as in earlier runs here" if told else "usual times; no earlier run here to measure by"
    edits = [sum(1 for step in steps if schema.does(step.kind, "edits")) for steps in (certain, possible)]
    return Estimate(*credits(backend, *edits), (round(low, 1), round(high, 1)), because + _open_rounds(plan))


def credits(backend: str, least: int, most: int) -> tuple[Range, str]:
    """Return what that many edits may cost, and why."""
    if backend == "local":
        return (least, most), "one for each edit; the local backend refills them by itself"
    if not most:
        return (0, 0), "no step edits; exports are free"
    because = (
        f"about {EDITING_SESSION_CREDITS} an editing session, about {GENERATED_CLIP_CREDITS} more for each clip that "
        "the agent generates; exports are free"
    )
    return (EDITING_SESSION_CREDITS if least else 0, EDITING_SESSION_CREDITS), because


def _measured(backend: str, past: Sequence[PastRun]) -> dict[str, Range]:
    """Return shortest and longest usual time by kind: the middle half of what earlier runs took."""
    took: dict[str, list[float]] = {}
    for run in [run for run in past if run.backend == backend][:RUNS_LOOKED_AT]:
        for step in run.steps:
            if step.get("outcome") == "passed" and "duration_s" in step:
                took.setdefault(str(step["kind"]), []).append(float(step["duration_s"]))
    return {kind: _middle(times_s) for kind, times_s in took.items()}


def _middle(times_s: Sequence[float]) -> Range:
    if len(times_s) < 4:
        return min(times_s), max(times_s)
    low, _, high = statistics.quantiles(times_s, n=4)
    return low, high


def _open_rounds(plan: Plan) -> str:
    return "; each group of unknown length is counted once" if plan.repeats else ""
