"""A film planned, and begun: whatever is said twice under one key happens once."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from imgfree import schema
from imgfree.agents import claims, progress, workers
from imgfree.agents.asked import Asked, order_of
from imgfree.agents.claims import Claim
from imgfree.agents.desk import Desk
from imgfree.errors import describe
from imgfree.planning.dry_run import RunPlan, dry_run
from imgfree.planning.explain import explain
from imgfree.runs import fingerprints
from imgfree.runs import folder as run_folder
from imgfree.runs.order import Order
from imgfree.template import OpenText

Told = dict[str, Any]


def plan(desk: Desk, asked: Asked) -> Told:
    """Return what a run would do, understand, cost and take; no socket is opened, nothing is kept.

    Raises:
        ImgfreeError: what would end the run, with every problem's place.
    """
    with tempfile.TemporaryDirectory(prefix="imgfree-plan-") as folder:
        return told(planned(desk, order_of(desk, asked, Path(folder) / "film.yaml")))


def start(desk: Desk, asked: Asked, key: str, max_credits: int | None) -> Told:
    """Return the run of that key, begun if it was not; where paying for it was not allowed, its plan.

    Raises:
        ImgfreeError: nothing was begun, and the key is still free.
    """
    claim = claims.find(desk.app, key, asked.digest)
    if claim is None:
        folder = run_folder.fresh(desk.app)
        with unless_begun(home_of(desk, folder), folder):
            order = order_of(desk, asked, home_of(desk, folder))
            found = planned(desk, order)
            if lacking := unpaid(found, max_credits):
                return lacking
            same = fingerprints.identity(found.recipe.path, found.inputs, order.sets, found.backend)
            fingerprints.refuse_second(desk.app.settings.runs_dir, same, desk.app.seal())
            claim = begun(desk, key, asked.digest, order, found, folder)
    return at_work(desk, claim)


@contextmanager
def unless_begun(home: Path, folder: Path) -> Iterator[None]:
    """Take the recipe away that was written to `home`, unless its run has a folder when the block ends."""
    try:
        yield
    finally:
        if not folder.is_dir():
            home.unlink(missing_ok=True)


def at_work(desk: Desk, claim: Claim) -> Told:
    """See to it that the run is at work, unless it is over, and return how far it is."""
    workers.begin(desk.app, claim)
    now = progress.of(desk.app, claim.run_dir)
    return (now if now.is_over else replace(now, told={})).as_json()


def begun(
    desk: Desk, key: str, digest: str, order: Order, found: RunPlan, folder: Path, after: Path | None = None
) -> Claim:
    """Return what the key stands for from now on: this order in that folder, or what was begun first."""
    cwd = desk.app.settings.cwd
    kept = {**order.to_event(cwd), "backend": found.backend}
    return claims.take(desk.app, Claim(key, digest, folder, cwd, kept, after))


def home_of(desk: Desk, folder: Path) -> Path:
    """Return where the recipe of a run lies that nobody wrote: beside those of `imgfree make`."""
    return desk.app.settings.runs_dir.parent / "make" / f"{folder.name}.yaml"


def planned(desk: Desk, order: Order) -> RunPlan:
    """Return the plan of an order.

    Raises:
        ImgfreeError: what would end the run.
    """
    return dry_run(desk.app, order)


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
