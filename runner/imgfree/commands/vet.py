"""imgfree vet RECIPE|git+URL@REF."""

import dataclasses
from pathlib import Path
from typing import Any

import click

from imgfree import recipe, shell
from imgfree.commands import options
from imgfree.console import result
from imgfree.errors import InputRefused
from imgfree.planning import trust_text
from imgfree.planning.trust import Sheet, of_brand, sheet
from imgfree.recipe import Recipe
from imgfree.recipe import brand as brands
from imgfree.rights import Rights
from imgfree.runs import grants
from imgfree.runs.app import App
from imgfree.sharing import templates

_SORTS = {"env": "allow_env", "host": "allow_hosts", "read": "allow_read"}


def _granted(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> Rights:
    found: dict[str, tuple[Any, ...]] = {}
    for item in value:
        sort, _, name = item.partition(":")
        if sort not in _SORTS or not name:
            raise click.BadParameter(f"'{item}' is not env:NAME, host:HOST or read:DIR")
        checked = Path(name).expanduser().absolute() if sort == "read" else options.checked(sort, name)
        found[_SORTS[sort]] = (*found.get(_SORTS[sort], ()), checked)
    return Rights(**found)  # type: ignore[arg-type]


@click.command(
    "vet",
    epilog="""\b
Examples:
  imgfree vet recipes/product-reel.yaml
  imgfree vet git+https://example.com/recipes.git@v1#reels/summer.yaml
  imgfree vet summer.yaml --grant env:STAGE --grant host:cdn.example.com
  imgfree vet summer.yaml --json | jq -e '.missing == []'""",
)
@click.argument("source", metavar="RECIPE|git+URL@REF")
@click.option(
    "--grant", "given", multiple=True, metavar="RIGHT", callback=_granted,
    help="Give this very text a right for good: env:NAME, host:HOST[:PORT] or read:DIR. May be repeated.",
)  # fmt: skip
@options.brand
@click.option("--revoke", is_flag=True, help="Take back what was granted to this text.")
@options.as_json
@click.pass_context
def command(ctx: click.Context, source: str, given: Rights, brand: Path | None, revoke: bool, as_json: bool) -> None:
    """Tell what a recipe or a brand would read, write, ask and spend, and which rights it needs. None of it is done.

    A grant holds for the recipe as it is now: it is kept in IMGFREE_HOME under the digest of the text, and void as soon
    as that changes.
    """
    app = ctx.find_object(App)
    assert app is not None
    if brands.is_brand(Path(source)):
        if given != Rights() or revoke:
            raise InputRefused(f"'{source}' is a brand: it has no rights of its own", hint="grant them to the recipe")
        _tell(app, of_brand(brands.load(Path(source), cwd=app.settings.cwd)), as_json=as_json)
        return
    loaded = _loaded(source)
    if revoke:
        grants.revoke(app, loaded)
    if given != Rights():
        if source.startswith("git+"):
            first = shell.command("imgfree", "new", "NAME", "--from", source)
            raise InputRefused("a grant is given to a file of your own", hint=f"get it first: {first}")
        grants.grant(app, loaded, given)
    path = brands.found(loaded, brand, cwd=app.settings.cwd)
    rights = grants.granted(app.settings, loaded)
    branded = brands.load(path, cwd=app.settings.cwd, allow_read=rights.allow_read) if path else None
    _tell(app, sheet(loaded, rights, cwd=app.settings.cwd, brand=branded), as_json=as_json)


def _tell(app: App, found: Sheet, *, as_json: bool) -> None:
    if as_json:
        result.print_json(app.redactor.data(trust_text.as_object(found)))
        return
    for line in trust_text.as_text(found):
        click.echo(app.redactor.text(line))


def _loaded(source: str) -> Recipe:
    if not source.startswith("git+"):
        return recipe.load(Path(source))
    with templates.opened(source) as found:
        return dataclasses.replace(recipe.parse(found.text, Path(f"{found.stem}.yaml")), path=Path(source))
