"""imgfree run --dry-run: what would be done, shown; nothing is sent, nothing is written."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from imgfree import recipe
from imgfree.client.auth import auth, credentials
from imgfree.console import result
from imgfree.errors import ImgfreeError
from imgfree.planning import text, trust, trust_text
from imgfree.planning.cost import estimate
from imgfree.planning.plan import plan
from imgfree.planning.requests import Asking
from imgfree.recipe import Inputs, Recipe
from imgfree.rights import Rights
from imgfree.runs import agreement, grants, history
from imgfree.runs.app import App
from imgfree.runs.order import Order
from imgfree.runs.prepare import hosts_given, prepare


def show(app: App, order: Order, *, as_json: bool) -> None:
    """Print what the recipe touches, and the plan of this run.

    Raises:
        ImgfreeError: what would end the run.
    """
    settings = app.settings
    sheet = _sheet(app, order)
    told = [] if as_json else [*trust_text.as_text(sheet), ""]
    try:
        ready = prepare(replace(app, ask=agreement.later), order)
    except ImgfreeError:
        _tell(app, told if sheet.missing else [])
        raise
    loaded, inputs, choice = ready.recipe, ready.inputs, ready.choice
    url = settings.api_url if choice.name == "nemo" else credentials.LOCAL
    signed_in = bool(choice.name == "nemo" and settings.token) or auth.stored(settings, url) is not None
    found = plan(
        loaded,
        inputs,
        cwd=settings.cwd,
        rights=ready.rights,
        formats=choice.formats,
        asking=Asking(signed_in=signed_in, paid=choice.name == "nemo"),
    )
    cost = estimate(found, choice.name, [run for run in history.every(settings.runs_dir, app.seal()) if run.ours])
    if as_json:
        planned = text.as_object(loaded, inputs, choice, found, cost)
        result.print_json(app.redactor.data(planned | {"trust": trust_text.as_object(sheet)}))
        return
    _tell(app, [*told, *text.as_text(inputs, choice, found, cost)])


def _sheet(app: App, order: Order) -> trust.Sheet:
    loaded, cwd = recipe.load(order.recipe), app.settings.cwd
    rights, inputs = order.rights.plus(grants.granted(app.settings, loaded)), _inputs(loaded, order, cwd)
    if inputs is not None:
        rights = rights.plus(Rights(allow_hosts=tuple(hosts_given(inputs))))
    return trust.sheet(loaded, rights, cwd=cwd, inputs=inputs)


def _inputs(loaded: Recipe, order: Order, cwd: Path) -> Inputs | None:
    """Return the run's inputs, wherever they may lie; None if they are wrong, which is told by what follows."""
    try:
        return recipe.resolve_inputs(loaded, order.sets, cwd=cwd, allow_read=[Path(cwd.anchor)])
    except ImgfreeError:
        return None


def _tell(app: App, lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(app.redactor.text(line))
