"""imgfree looks."""

from pathlib import Path

import click

from imgfree import resources
from imgfree.commands import options
from imgfree.console import result
from imgfree.runs.agreement import lacks_local


@click.command(
    "looks",
    epilog="""\b
Examples:
  imgfree looks
  imgfree looks --sheet looks.jpg
  imgfree looks --sheet looks.jpg --look bold --look luxury --title 'Autumn Sale' photos/*.jpg""",
)
@click.argument("photos", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write a JPEG: each look on a canvas of each shape. An earlier one is replaced.",
)
@click.option("--look", "names", multiple=True, metavar="NAME", help="Only this one on the sheet. May be repeated.")
@click.option("--title", default="Summer Sale", show_default=True, help="The words on the sheet.")
@options.as_json
def command(photos: tuple[Path, ...], sheet: Path | None, names: tuple[str, ...], title: str, as_json: bool) -> None:
    """List the looks that a sentence can name, and what each brings where nothing else is said.

    PHOTOS are shown on the sheet, in turn; by default those that are shipped.
    """
    try:
        from imgfree.local import looks  # only here: help and completion need none of it
    except ImportError as error:
        raise lacks_local(error.name) from error
    if sheet is not None:
        from imgfree.local.designs import DESIGNS
        from imgfree.local.look_sheet import look_sheet
        from imgfree.planning.sheet import check, write

        if unknown := [name for name in names if name not in DESIGNS]:
            raise click.BadParameter(f"'{unknown[0]}' is none of {', '.join(DESIGNS)}", param_hint="--look")
        check(sheet, option="--sheet")  # before it is drawn
        write(sheet, look_sheet(photos or _shipped(), title, names), option="--sheet")
    found = looks.told()
    if as_json:
        result.print_json({"looks": found} | ({"sheet": str(sheet)} if sheet else {}))
    elif sheet is not None:
        click.echo(str(sheet))
    else:
        width = max(len(str(one["name"])) for one in found)
        for one in found:
            click.echo(f"{one['name']:<{width}}  {one['brings']}")


def _shipped() -> list[Path]:
    folder = resources.folder("recipes").joinpath("assets")
    return sorted(item for item in folder.iterdir() if isinstance(item, Path) and item.suffix == ".jpg")
