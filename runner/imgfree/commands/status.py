"""imgfree status [RUN_ID]."""

from pathlib import Path

import click

from imgfree import past
from imgfree.client import Session
from imgfree.commands import options
from imgfree.console import completer, result
from imgfree.errors import SetupError
from imgfree.recipe import lock
from imgfree.runs import backend as backends
from imgfree.runs import history
from imgfree.runs.app import App
from imgfree.sharing import update


@click.command("status")
@click.argument("run_id", required=False, shell_complete=completer.run_ids)
@click.option("--open", "with_link", is_flag=True, help="Also print a link that opens the project in a browser.")
@click.option(
    "--template", "recipe", type=click.Path(path_type=Path), metavar="RECIPE",
    help="Instead: what a recipe was made after, and which files of that you changed.",
)  # fmt: skip
@options.as_json
@click.pass_context
def command(ctx: click.Context, run_id: str | None, with_link: bool, recipe: Path | None, as_json: bool) -> None:
    """Print the timeline of a run's session (default: the newest run) in one line."""
    app = ctx.find_object(App)
    assert app is not None
    if recipe is not None:
        _template(recipe, as_json)
        return
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


def _template(recipe: Path, as_json: bool) -> None:
    """Print where a recipe comes from, and how each file that came along is now."""
    taken = update.taken(recipe)
    states = lock.states(recipe.absolute().parent, recipe.name, taken)
    if as_json:
        result.print_json({"recipe": str(recipe), **lock.as_json(taken), "files": states})
        return
    click.echo(f"{recipe}: {taken.template}")
    click.echo(f"commit {taken.commit}{f', {taken.licence}' if taken.licence else ''}")
    width = max(map(len, states.values()))
    for file, state in sorted(states.items()):
        click.echo(f"{state:<{width}}  {file}")
