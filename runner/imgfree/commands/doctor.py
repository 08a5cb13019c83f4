"""imgfree doctor."""

import click

from imgfree.client.auth.auth import SignIn
from imgfree.commands import options
from imgfree.console import result
from imgfree.doctor import checks
from imgfree.errors import ImgfreeError, SetupError
from imgfree.local.cache import FOLDER, Cache
from imgfree.plurals import counted
from imgfree.runs import backend as backends
from imgfree.runs.app import App

MARKS = {"ok": "     ok", "warning": "warning", "problem": "PROBLEM"}


@click.command(
    "doctor",
    epilog="\b\nExamples:\n  imgfree doctor\n  imgfree doctor --network --json\n"
    "  imgfree doctor --verify\n  imgfree doctor --prune",
)
@click.option("--network", is_flag=True, help="Also ask the cloud's API whether it can be reached.")
@click.option("--verify", is_flag=True, help="Also read all that the local backend keeps; what is damaged is removed.")
@click.option("--prune", is_flag=True, help="Empty the render cache first; films are then rendered whole again.")
@options.as_json
@click.pass_context
def command(ctx: click.Context, network: bool, verify: bool, prune: bool, as_json: bool) -> None:
    """Say what this machine has and lacks, and what mends it. Code 6 if there is a problem."""
    app = ctx.find_object(App)
    assert app is not None
    if prune:
        _prune(Cache(app.settings.home / "local" / FOLDER))
    found = list(checks.findings(app.settings, _signed_in(app), app.clock.now_s()))
    if verify:
        found += checks.stored(app.settings.home / "local")
    if network:
        found += checks.network(app.settings.api_url, app.clock.now_s)
    problems = sum(1 for one in found if one.grade == "problem")
    if as_json:
        told = [{"name": one.name, "grade": one.grade, "says": one.says, "mend": one.mend} for one in found]
        result.print_json(app.redactor.data({"healthy": not problems, "findings": told}))
    else:
        for one in found:
            click.echo(app.redactor.text(f"{MARKS[one.grade]}  {one.name}: {one.says}"))
            if one.mend:
                click.echo(f"         → {one.mend}")
    ctx.exit(SetupError.exit_code if problems else 0)


def _prune(cache: Cache) -> None:
    pieces, size = cache.size()
    cache.clear()
    click.echo(f"render cache: {counted(pieces, 'piece')} removed, {size / 1e6:.1f} MB freed", err=True)


def _signed_in(app: App) -> SignIn | ImgfreeError:
    try:
        with backends.asked(app, "nemo") as client:
            return client.auth.status()
    except ImgfreeError as error:
        return error
