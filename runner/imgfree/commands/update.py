"""imgfree update [RECIPE]..."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from imgfree import shell
from imgfree.authoring import new
from imgfree.commands import options
from imgfree.console import result
from imgfree.errors import InputRefused
from imgfree.plurals import counted
from imgfree.recipe import lock
from imgfree.runs.app import App
from imgfree.runs.signals import stoppable
from imgfree.sharing import repository, update
from imgfree.sharing.repository import Address
from imgfree.sharing.update import Offer


@click.command(
    "update",
    epilog="""\b
Examples:
  imgfree update
  imgfree update recipes/summer.yaml --to v2
  imgfree update --check --json""",
)
@click.argument("recipes", nargs=-1, type=click.Path(path_type=Path), metavar="[RECIPE]...")
@click.option("--check", is_flag=True, help="Change nothing; exit 1 if a recipe is behind its template.")
@click.option(
    "--to", metavar="VERSION", help="This tag or branch; by default the newest tag, or the branch it came from."
)
@click.option("--accept-rights", is_flag=True, help="Take a version that needs more rights than the one you have.")
@options.as_json
@click.pass_context
def command(
    ctx: click.Context, recipes: tuple[Path, ...], check: bool, to: str | None, accept_rights: bool, as_json: bool
) -> None:
    """Bring recipes to the newest version of what they were made after; your own edits stay.

    Without a RECIPE, all that imgfree.lock knows here and in recipes/. What both of you changed is marked in the file,
    with both sides. A page shows both films' stills side by side, and which clauses changed.
    """
    app = ctx.find_object(App)
    assert app is not None
    paths = [_named(path) for path in recipes] or update.locked([Path(), Path("recipes")])
    if not paths:
        raise InputRefused(
            f"no recipe here was made after a template: there is no {lock.NAME}",
            hint="make one: imgfree new NAME --from git+URL@VERSION#PATH",
        )
    told: list[dict[str, Any]] = []
    with stoppable():
        for path in paths:
            offer = update.offered(path, to)
            if check or not (offer.behind or offer.lacking):
                told.append(_about(offer))
            else:
                told.append(_about(offer) | _updated(app, offer, accept_rights))
            if not as_json:
                _tell(told[-1], check)
    if as_json:
        result.print_json(app.redactor.data({"recipes": told}))
    ctx.exit(1 if any(one["behind"] for one in told if check) or any(one.get("conflicts") for one in told) else 0)


def _named(path: Path) -> Path:
    """Return the file that is meant, its ending left out or not, here or in recipes/."""
    places = (path, path.with_name(f"{path.name}.yaml"), Path("recipes", f"{path}.yaml"))
    return next((one for one in places if one.is_file()), path)


def _about(offer: Offer) -> dict[str, Any]:
    known = offer.taken
    return {
        "recipe": str(offer.path),
        "behind": offer.behind,
        "from": {"version": known.ref, "commit": known.commit},
        "to": {"version": offer.ref, "commit": offer.commit},
    }


def _updated(app: App, offer: Offer, accept_rights: bool) -> dict[str, Any]:
    """Return what became of an update, with both films seen before and after it."""
    from imgfree.sharing import sides  # only here: a check needs none of it

    cwd, home = app.settings.cwd, app.home()
    old, coming = update.commits(offer)
    with repository.opened(old, home) as before, repository.opened(coming, home) as after:
        found = update.prepared(offer, before, after, cwd / new.SCHEMAS)
        if found.wider and not accept_rights:
            raise InputRefused(
                f"version {offer.ref} of '{offer.path}' needs more rights: {', '.join(found.wider)}",
                hint=f"look at it: {_vet(coming, offer)}; take it with --accept-rights",
            )
        told = {"files": sorted(found.files), "kept": list(found.kept), "gone": list(found.gone)}
        if found.merged.conflicts:
            update.apply(found)
            return told | {"conflicts": found.merged.conflicts}
        was = sides.seen(app, offer.path, offer.taken.ref, before.folder / offer.taken.path)
        update.apply(found)
        now = sides.seen(app, offer.path, offer.ref, after.folder / offer.taken.path)
        page = cwd / ".imgfree" / "updates" / f"{offer.path.stem}.html"
        sides.write(page, found, was, now)
    return told | {
        "conflicts": 0,
        "cassettes": {"before": was.cassette, "after": now.cassette},
        "clauses": sides.changed(was, now),
        "page": str(page),
    }


def _vet(coming: Address, offer: Offer) -> str:
    return shell.command("imgfree", "vet", str(replace(coming, ref=offer.ref)))


def _tell(told: dict[str, Any], check: bool) -> None:
    """Print one recipe's line, and what is worth a look below it."""
    path, here, there = told["recipe"], told["from"], told["to"]
    versions = f"{here['version']} ({here['commit'][:10]}) -> {there['version']} ({there['commit'][:10]})"
    behind = f"{'behind, ' if check else ''}{versions}"
    click.echo(f"{path}: {behind if told['behind'] else here['version'] + ', the newest'}")
    if "files" not in told:
        return
    for file in told["files"]:
        click.echo(f"  {file}: the template's new one")
    for file in told["kept"]:
        click.echo(f"  {file}: stays; yours differs from the template's")
    for file in told["gone"]:
        click.echo(f"  {file}: used no more, and left where it is")
    if told["conflicts"]:
        click.echo(
            f"  {counted(told['conflicts'], 'time')}, both of you changed the same: see <<<<<<< and >>>>>>>",
            err=True,
        )
        click.echo(f"next: keep one side of each, then {shell.command('imgfree', 'preview', path)}", err=True)
        return
    for clause in told["clauses"]:
        click.echo(f"  {'-' if clause['side'] == 'before' else '+'} {clause['outcome']}: {clause['text']}")
    click.echo(f"  the template's own cassette: {told['cassettes']['before']} -> {told['cassettes']['after']}")
    click.echo(f"  both films side by side: {told['page']}")
