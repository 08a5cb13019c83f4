"""imgfree logout."""

import click

from imgfree.runs import agreement
from imgfree.runs import backend as backends
from imgfree.runs.app import App


@click.command("logout")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Remove the saved token of NemoVideo's cloud, and the leave to use it.

    The client id stays, so that the next sign-in is the same client.
    """
    app = ctx.find_object(App)
    assert app is not None
    with backends.asked(app, "nemo") as client:
        gone = client.auth.forget()
    taken_back = agreement.forget(app.settings)
    click.echo("the saved token is removed" if gone else "no token was saved", err=True)
    if taken_back:
        click.echo("you will be asked again before anything goes to the cloud", err=True)
