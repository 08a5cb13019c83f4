"""imgfree run --dry-run: what would be done, shown; nothing is sent, nothing is written."""

import click

from imgfree.client import auth, credentials
from imgfree.commands import agreement, history, result, running, telling
from imgfree.commands.app import App
from imgfree.commands.estimates import estimate
from imgfree.commands.order import Order
from imgfree.commands.planning import plan


def show(app: App, order: Order, *, as_json: bool) -> None:
    """Print the plan of this run.

    Raises:
        ImgfreeError: what would end the run.
    """
    settings = app.settings
    ready = running.prepare(app, order, ask=agreement.later)
    loaded, inputs, choice = ready.recipe, ready.inputs, ready.choice
    url = settings.api_url if choice.name == "nemo" else credentials.LOCAL
    signed_in = bool(choice.name == "nemo" and settings.token) or auth.stored(settings, url) is not None
    found = plan(
        loaded,
        inputs,
        cwd=settings.cwd,
        rights=ready.order.rights,
        formats=choice.formats,
        signed_in=signed_in,
    )
    cost = estimate(found, choice.name, [run for run in history.every(settings.runs_dir, app.seal()) if run.ours])
    if as_json:
        result.print_json(app.redactor.data(telling.as_object(loaded, inputs, choice, found, cost)))
        return
    for line in telling.as_text(inputs, choice, found, cost):
        click.echo(app.redactor.text(line))
