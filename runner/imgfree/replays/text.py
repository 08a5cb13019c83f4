"""Verdicts as text for a reader, and as an object for a script."""

from collections.abc import Iterator, Sequence
from typing import Any

from imgfree import shell
from imgfree.replays.judge import Verdict

_MARKS = {"passed": "ok", "failed": "FAILED", "stale": "STALE", "updated": "updated"}


def line(verdict: Verdict) -> str:
    """Return one verdict in one line."""
    note = f"  ({verdict.note})" if verdict.note else ""
    return f"{_MARKS[verdict.outcome]:>7}  {verdict.case}  {verdict.duration_s:.2f} s{note}"


def summary(verdicts: Sequence[Verdict], duration_s: float) -> Iterator[str]:
    """Yield what did not pass in its own words, then the counts."""
    failed = [verdict for verdict in verdicts if not verdict.good]
    for verdict in failed:
        yield f"\n{verdict.case} with {verdict.case.cassette}\n{verdict.words()}"
    counts = {outcome: sum(1 for verdict in verdicts if verdict.outcome == outcome) for outcome in _MARKS}
    told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count)
    yield f"{chr(10) if failed else ''}{told} in {duration_s:.2f} s"


def hints(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield what to do about those that did not pass."""
    failed = [verdict for verdict in verdicts if not verdict.good]
    if any(verdict.told for verdict in failed):
        yield "if what is new is right, accept it with: imgfree test --update"
    for verdict in failed:
        if verdict.outcome == "stale" and not verdict.case.name:
            again = shell.command("imgfree", "run", verdict.case.recipe, "--record", verdict.case.cassette)
            yield f"if the recipe is right, record it again with: {again}"


def as_object(verdicts: Sequence[Verdict], duration_s: float) -> dict[str, Any]:
    """Return all verdicts as one JSON-shaped object."""
    return {
        "outcome": "passed" if all(verdict.good for verdict in verdicts) else "failed",
        "cases": [
            {
                "recipe": str(verdict.case.recipe),
                "name": verdict.case.name or None,
                "cassette": str(verdict.case.cassette),
                "outcome": verdict.outcome,
                "duration_s": verdict.duration_s,
                "reason": verdict.reason or None,
                "diff": list(verdict.diff),
                "note": verdict.note or None,
            }
            for verdict in verdicts
        ],
        "duration_s": duration_s,
    }
