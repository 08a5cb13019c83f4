"""What a run would do, as an agent reads it before it says `start`."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from imgfree import schema
from imgfree.agents.asked import Asked, order_of
from imgfree.agents.desk import Desk
from imgfree.authoring.sentence_errors import for_sentence
from imgfree.errors import ImgfreeError, describe
from imgfree.planning.dry_run import RunPlan, dry_run
from imgfree.planning.explain import explain
from imgfree.runs.order import Order
from imgfree.template import OpenText

Told = dict[str, Any]


def plan(desk: Desk, asked: Asked) -> Told:
    """Return what a run would do, understand, cost and take; no socket is opened, nothing is kept.

    Raises:
        ImgfreeError: what would end the run, with every problem's place.
    """
    with tempfile.TemporaryDirectory(prefix="imgfree-plan-") as folder:
        return told(planned(desk, order_of(desk, asked, Path(folder) / "film.yaml"), asked.sentence))


def planned(desk: Desk, order: Order, sentence: str | None = None) -> RunPlan:
    """Return the plan of an order; of one that came from a sentence, nobody is told of places in its recipe.

    Raises:
        ImgfreeError: what would end the run.
    """
    try:
        return dry_run(desk.app, order)
    except ImgfreeError as error:
        if sentence:
            raise for_sentence(error) from error
        raise


def unpaid(found: RunPlan, max_credits: int | None) -> Told | None:
    """Return the plan where a run may cost more than was allowed; None where it may begin."""
    most = found.estimate.credits[1] if found.backend == "nemo" else 0
    if most <= (max_credits or 0):
        return None
    need = {"state": "not started", "needs": {"max_credits": round(most)}}
    return {**need, "because": "it costs credits; say max_credits to allow that", **told(found)}


def told(found: RunPlan) -> Told:
    """Return a plan as an agent reads it."""
    low, high = found.estimate.credits
    free = found.backend == "local"
    return {
        "backend": found.backend,
        "because": found.choice.because,
        "steps": [_step(step) for step in found.steps],
        "clauses": list(_clauses(found)),
        "cost": "free" if free else {"credits": [round(low), round(high)], "because": found.estimate.credits_because},
        "seconds": list(found.estimate.duration_s),
        "warnings": [describe(one) for one in found.recipe.warnings],
    }


def _step(step: Any) -> Told:
    about: Told = {"id": step.id, "kind": step.kind}
    if step.skipped or step.doubt:
        about["if"] = step.doubt or "false"
    if step.files:
        about["files"] = [file.path.name for file in step.files]
    shown = {name: value for name, value in step.params.items() if name in ("text", "to", "format", "quality")}
    return about | {name: str(value) for name, value in shown.items()}


def _clauses(found: RunPlan) -> Iterator[Told]:
    """Yield what the local director makes of each sentence, about the files sent before it."""
    if found.backend != "local":
        return
    files: list[Path] = []
    said: list[str] = []
    for step in found.steps:
        files += [file.path for file in step.files]
        words = step.params.get("text", "")
        if not schema.does(step.kind, "edits") or step.skipped or isinstance(words, OpenText):
            continue
        for clause in explain(words, files, after=said).clauses:
            yield {"text": clause.text, "outcome": clause.outcome, **({"note": clause.note} if clause.note else {})}
        said.append(words)
