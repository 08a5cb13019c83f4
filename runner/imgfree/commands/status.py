"""imgfree status [RUN_ID]."""

import click

from imgfree import past
from imgfree.client import Session
from imgfree.commands import options
from imgfree.console import completer, result
from imgfree.errors import SetupError
from imgfree.runs import backend as backends
from imgfree.runs import history
from imgfree.runs.app import App


@click.command("status")
@click.argument("run_id", required=False, shell_complete=completer.run_ids)
@click.option("--open", "with_link", is_flag=True, help="Also print a link that opens the project in a browser.")
@options.as_json
@click.pass_context
def command(ctx: click.Context, run_id: str | None, with_link: bool, as_json: bool) -> None:
    """Print the timeline of a run's session (default: the newest run) in one line."""
    app = ctx.find_object(App)
    assert app is not None
    folder = (
        history.find(app.settings.runs_dir, run_id) if run_id else history.newest(app.settings.runs_dir, app.seal())
    )
    session = Session.last_of(past.our_log(folder, app.seal()).records)
    if session is None:
        raise SetupError(f"run {folder.name} never opened a session", hint="`imgfree show` tells how it ended")
    with backends.asked(app, history.load(folder, app.seal()).backend) as client:
        client.restore(session, [])
        state = client.state()
        link = client.claim_url() if with_link else None
    if as_json:
        found = {"run_id": folder.name, "backend": client.backend, "summary": state.summary, "timeline": state.timeline}
        result.print_json(found | ({"link": link} if link else {}))
        return
    click.echo(state.summary)
    if link:
        click.echo(link)
