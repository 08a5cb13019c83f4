"""imgfree gallery build|check [DIR]."""

from dataclasses import replace
from pathlib import Path

import click

from imgfree import disk
from imgfree.commands import options
from imgfree.console import result
from imgfree.errors import SetupError
from imgfree.runs.app import App
from imgfree.runs.signals import stoppable
from imgfree.sharing import exhibits, gallery, gallery_page
from imgfree.sharing.gallery import INDEX, Entry, Gallery


@click.command(
    "gallery",
    epilog="""\b
Examples:
  imgfree gallery build recipes --address git+https://example.com/recipes.git@v1
  imgfree gallery check recipes""",
)
@click.argument("what", type=click.Choice(["build", "check"]))
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False, exists=True), metavar="[DIR]")
@click.option(
    "--address", default="DIR", metavar="git+URL@REF", help="How others name the repository, for the page's commands."
)
@options.as_json
@click.pass_context
def command(ctx: click.Context, what: str, folder: Path, address: str, as_json: bool) -> None:
    """Make a folder of recipes a gallery, or check that it is fit to be one.

    build writes index.yaml, covers and sheets, and index.html, of all recipes with a cassette; titles, descriptions and
    platforms that you wrote into the index stay. check is the gate of a CI: every recipe is valid, needs no rights,
    replays, has a licence and photos of a sensible size.
    """
    app = ctx.find_object(App)
    assert app is not None
    if what == "check":
        _check(ctx, app, folder, as_json)
    else:
        _build(app, folder, address, as_json)


def _build(app: App, folder: Path, address: str, as_json: bool) -> None:
    known = gallery.load(folder) if (folder / INDEX).is_file() else Gallery()
    shown, left_out = gallery.listed(folder, known)
    found: list[Entry] = []
    with stoppable():
        for entry in shown:
            found.append(exhibits.painted(app, folder, entry))
            click.echo(f"{entry.path}", err=True)
    made = replace(known, licence=known.licence or gallery.licence(folder), recipes=tuple(found))
    try:
        disk.write(folder / INDEX, gallery.text_of(made).encode(), replace=True)
        disk.write(folder / gallery_page.PAGE, gallery_page.html(made, address).encode(), replace=True)
    except OSError as error:
        raise SetupError(f"'{error.filename}' cannot be written: {error.strerror}") from error
    if as_json:
        result.print_json({"index": str(folder / INDEX), "recipes": [one.path for one in found], "left_out": left_out})
        return
    for name in left_out:
        click.echo(f"left out: {name} has no cassette", err=True)
    click.echo(folder / INDEX)
    click.echo(folder / gallery_page.PAGE)


def _check(ctx: click.Context, app: App, folder: Path, as_json: bool) -> None:
    known = gallery.load(folder)
    faults: dict[str, list[str]] = {}
    with stoppable():
        for entry in known.recipes:
            faults[entry.path] = list(exhibits.faults(app, folder, known, entry))
            if not as_json:
                click.echo(f"{entry.path}: {'ok' if not faults[entry.path] else 'not fit to be shown'}")
                for fault in faults[entry.path]:
                    click.echo(app.redactor.text(f"  {fault}"))
    if as_json:
        result.print_json(app.redactor.data({"good": not any(faults.values()), "faults": faults}))
    ctx.exit(1 if any(faults.values()) else 0)
