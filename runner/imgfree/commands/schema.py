"""imgfree schema."""

import click

from imgfree import resources


@click.command("schema")
@click.argument("name", default="recipe")
def command(name: str) -> None:
    """Print the JSON Schema of a recipe, of a `brand`, `template` or `event`, or of a step kind such as `upload`."""
    folder = resources.folder("schemas")
    for candidate in (folder / f"{name}.schema.json", folder / "steps" / f"{name}.schema.json"):
        if candidate.is_file():
            click.echo(candidate.read_text(encoding="utf-8"), nl=False)
            return
    raise click.BadParameter(f"there is no schema '{name}'")
