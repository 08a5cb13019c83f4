"""imgfree credits."""

import click

from imgfree.commands import options
from imgfree.console import result
from imgfree.runs import backend as backends
from imgfree.runs.app import App


@click.command("credits")
@options.backend
@options.as_json
@click.pass_context
def command(ctx: click.Context, backend: str | None, as_json: bool) -> None:
    """Print the balance: available, frozen (reserved by running work), total. Exports are free."""
    app = ctx.find_object(App)
    assert app is not None
    with backends.asked(app, backend) as client:
        balance = client.credits()
    if as_json:
        found = {"available": balance.available, "frozen": balance.frozen, "total": balance.total}
        result.print_json({"backend": client.backend, **found})
        return
    click.echo(f"{balance.available} credits available, {balance.frozen} frozen, {balance.total} in all")
