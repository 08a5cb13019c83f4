"""A film begun: whatever is said twice under one key happens once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from imgfree.agents import claims, progress, workers
from imgfree.agents.asked import Asked, order_of
from imgfree.agents.claims import Claim
from imgfree.agents.desk import Desk
from imgfree.agents.names import Names
from imgfree.agents.plan import Told, planned, unpaid
from imgfree.planning.dry_run import RunPlan
from imgfree.runs import fingerprints
from imgfree.runs import folder as run_folder
from imgfree.runs.order import Order


def start(desk: Desk, asked: Asked, key: str, max_credits: int | None) -> Told:
    """Return the run of that key, begun if it was not; where paying for it was not allowed, its plan.

    Raises:
        ImgfreeError: nothing was begun, and the key is still free.
    """
    claim = claims.find(desk.app, key, asked.digest)
    if claim is None:
        folder = run_folder.fresh(desk.app)
        names = Names(desk.app, folder)
        with unless_begun(home_of(desk, folder), folder, names):
            order = order_of(desk, asked, home_of(desk, folder), names.take)
            found = planned(desk, order, asked.sentence)
            if lacking := unpaid(found, max_credits):
                return lacking
            same = fingerprints.identity(found.recipe.path, found.inputs, order.sets, found.backend)
            fingerprints.refuse_second(desk.app.settings.runs_dir, same, desk.app.seal())
            claim = begun(desk, key, asked.digest, order, found, folder)
    return at_work(desk, claim)


@contextmanager
def unless_begun(home: Path, folder: Path, names: Names) -> Iterator[None]:
    """Take the recipe away that was written to `home`, and its film's name, unless its run has a folder in the end."""
    try:
        yield
    finally:
        if not folder.is_dir():
            home.unlink(missing_ok=True)
            names.give_back()


def at_work(desk: Desk, claim: Claim) -> Told:
    """See to it that the run is at work, unless it is over, and return how far it is."""
    workers.begin(desk.app, claim)
    now = progress.of(desk.app, claim.run_dir)
    return (now if now.is_over else replace(now, told={})).as_json()


def begun(desk: Desk, key: str, digest: str, order: Order, found: RunPlan, folder: Path, **about: Any) -> Claim:
    """Return what the key stands for from now on: this order in that folder, or what was begun first."""
    cwd = desk.app.settings.cwd
    kept = {**order.to_event(cwd), "backend": found.backend}
    return claims.take(desk.app, Claim(key, digest, folder, cwd, kept, **about))


def home_of(desk: Desk, folder: Path) -> Path:
    """Return where the recipe of a run lies that nobody wrote: beside those of `imgfree make`."""
    return desk.app.settings.runs_dir.parent / "make" / f"{folder.name}.yaml"
