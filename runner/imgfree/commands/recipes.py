"""imgfree recipes."""

import click

from imgfree import document, resources
from imgfree.commands import options
from imgfree.console import result


@click.command("recipes", epilog="\b\nExamples:\n  imgfree recipes\n  imgfree recipes product-reel > my-reel.yaml")
@click.argument("name", required=False)
@options.as_json
def command(name: str | None, as_json: bool) -> None:
    """List the shipped recipes, or print one."""
    folder = resources.folder("recipes")
    files = {item.name.removesuffix(".yaml"): item for item in folder.iterdir() if item.name.endswith(".yaml")}
    if name is not None:
        if name not in files:
            raise click.BadParameter(f"there is no recipe '{name}'; there are: {', '.join(sorted(files))}")
        click.echo(files[name].read_text(encoding="utf-8"), nl=False)
        return
    about = {
        stem: str(document.parse(item.read_text(encoding="utf-8"), item.name).data.get("description", ""))
        for stem, item in sorted(files.items())
    }
    if as_json:
        found = [{"name": stem, "description": text, "path": str(files[stem])} for stem, text in about.items()]
        result.print_json({"recipes": found})
        return
    width = max(map(len, about), default=0)
    for stem, text in about.items():
        click.echo(f"{stem:<{width}}  {text}")
