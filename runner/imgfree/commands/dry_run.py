"""imgfree run --dry-run: what would be done, shown; nothing is sent, nothing is written."""

from collections.abc import Iterable
from pathlib import Path

import click

from imgfree import recipe
from imgfree.client.auth import auth, credentials
from imgfree.commands import agreement, grants, history, result, running, telling, trust, trusted
from imgfree.commands.app import App
from imgfree.commands.asking import Asking
from imgfree.commands.estimates import estimate
from imgfree.commands.order import Order
from imgfree.commands.planning import plan
from imgfree.errors import ImgfreeError
from imgfree.recipe import Inputs, Recipe
from imgfree.rights import Rights


def show(app: App, order: Order, *, as_json: bool) -> None:
    """Print what the recipe touches, and the plan of this run.

    Raises:
        ImgfreeError: what would end the run.
    """
    settings = app.settings
    sheet = _sheet(app, order)
    told = [] if as_json else [*trusted.as_text(sheet), ""]
    try:
        ready = running.prepare(app, order, ask=agreement.later)
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
        planned = telling.as_object(loaded, inputs, choice, found, cost)
        result.print_json(app.redactor.data(planned | {"trust": trusted.as_object(sheet)}))
        return
    _tell(app, [*told, *telling.as_text(inputs, choice, found, cost)])


def _sheet(app: App, order: Order) -> trust.Sheet:
    loaded, cwd = recipe.load(order.recipe), app.settings.cwd
    rights, inputs = order.rights.plus(grants.granted(app.settings, loaded)), _inputs(loaded, order, cwd)
    if inputs is not None:
        rights = rights.plus(Rights(allow_hosts=tuple(running.hosts_given(inputs))))
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
