"""What a run would do, touch and cost: prepared as the run itself would be, and then not done."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from imgfree import recipe
from imgfree.client.auth import auth, credentials
from imgfree.errors import ImgfreeError
from imgfree.planning import text, trust_text
from imgfree.planning.cost import Estimate, estimate
from imgfree.planning.plan import Plan, PlannedStep, plan
from imgfree.planning.trust import Sheet, sheet
from imgfree.recipe import Inputs, Recipe
from imgfree.rights import Rights
from imgfree.runs import agreement, grants, history
from imgfree.runs.app import App
from imgfree.runs.backend import Choice
from imgfree.runs.order import Order
from imgfree.runs.prepare import Ready, hosts_given, inputs_of, prepare
from imgfree.steps.foresight import Talk


@dataclass(frozen=True)
class RunPlan:
    """A run as far as it can be known without it: its steps, what it may cost, and what it reads, writes and asks."""

    recipe: Recipe
    inputs: Inputs
    choice: Choice  # the backend, and why
    plan: Plan
    estimate: Estimate
    trust: Sheet

    @property
    def backend(self) -> str:
        """Return where it would run: nemo or local."""
        return self.choice.name

    @property
    def steps(self) -> tuple[PlannedStep, ...]:
        """Return the steps in order, those of groups written out."""
        return tuple(self.plan.steps)

    def as_json(self) -> dict[str, Any]:
        """Return the plan for a script, as --dry-run --json prints it."""
        planned = text.as_object(self.recipe, self.inputs, self.choice, self.plan, self.estimate)
        return planned | {"trust": trust_text.as_object(self.trust)}


def dry_run(app: App, order: Order) -> RunPlan:
    """Return what this order would come to; nothing is sent, nothing is written, nobody is asked.

    Raises:
        ImgfreeError: what would end the run.
    """
    ready = prepare(replace(app, ask=agreement.later), order)
    found = plan(
        ready.recipe,
        ready.inputs,
        cwd=app.settings.cwd,
        rights=ready.rights,
        formats=ready.choice.formats,
        talk=Talk(signed_in=_is_signed_in(app, ready), charged=ready.choice.name == "nemo"),
    )
    ours = [run for run in history.every(app.settings.runs_dir, app.seal()) if run.ours]
    cost = estimate(found, ready.choice.name, ours)
    trust = sheet(ready.recipe, ready.rights, cwd=app.settings.cwd, inputs=ready.inputs)
    return RunPlan(ready.recipe, ready.inputs, ready.choice, found, cost, trust)


def trust_of(app: App, order: Order) -> Sheet:
    """Return what the recipe of this order touches and which rights it needs, be the order right or not.

    Raises:
        RecipeError: the recipe cannot be read.
    """
    loaded, cwd = recipe.load(order.recipe), app.settings.cwd
    rights, inputs = order.rights.plus(grants.granted(app.settings, loaded)), _inputs(loaded, order, cwd)
    if inputs is not None:
        rights = rights.plus(Rights(allow_hosts=tuple(hosts_given(inputs))))
    return sheet(loaded, rights, cwd=cwd, inputs=inputs)


def _is_signed_in(app: App, ready: Ready) -> bool:
    cloud = ready.choice.name == "nemo"
    url = app.settings.api_url if cloud else credentials.LOCAL
    return bool(cloud and app.settings.token) or auth.stored(app.settings, url) is not None


def _inputs(loaded: Recipe, order: Order, cwd: Path) -> Inputs | None:
    """Return the run's inputs, wherever they may lie; None if they are wrong, which is told by what follows."""
    try:
        return inputs_of(loaded, order, cwd=cwd, rights=Rights(allow_read=(Path(cwd.anchor),)))
    except ImgfreeError:
        return None
