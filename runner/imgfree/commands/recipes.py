"""imgfree recipes."""

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from imgfree import document, resources, shell
from imgfree.commands import options
from imgfree.console import result
from imgfree.errors import InputRefused
from imgfree.runs.app import App
from imgfree.sharing import gallery, repository
from imgfree.sharing.gallery import INDEX, Entry


@click.command(
    "recipes",
    epilog="""\b
Examples:
  imgfree recipes
  imgfree recipes product-reel > my-reel.yaml
  imgfree recipes --from git+https://example.com/recipes.git@v1 summer""",
)
@click.argument("words", nargs=-1, metavar="[NAME | WORDS...]")
@click.option("--from", "source", metavar="git+URL[@REF]|DIR", help="List a gallery instead; WORDS search in it.")
@options.as_json
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...], source: str | None, as_json: bool) -> None:
    """List the shipped recipes, or print one; with --from, list what a gallery has."""
    if source is not None:
        app = ctx.find_object(App)
        assert app is not None
        _listed(app, source, words, as_json)
        return
    folder = resources.folder("recipes")
    files = {name: folder.joinpath(f"{name}.yaml") for name in resources.recipe_names()}
    if words:
        [name, *more] = words
        if name not in files or more:
            raise click.BadParameter(f"there is no recipe '{' '.join(words)}'; there are: {', '.join(files)}")
        click.echo(files[name].read_text(encoding="utf-8"), nl=False)
        return
    about = {
        stem: str(document.parse(item.read_text(encoding="utf-8"), item.name).data.get("description", ""))
        for stem, item in files.items()
    }
    if as_json:
        found = [{"name": stem, "description": text, "path": str(files[stem])} for stem, text in about.items()]
        result.print_json({"recipes": found})
        return
    width = max(map(len, about), default=0)
    for stem, text in about.items():
        click.echo(f"{stem:<{width}}  {text}")


def _listed(app: App, source: str, words: tuple[str, ...], as_json: bool) -> None:
    """Print the recipes of a gallery, their covers where the terminal shows pictures."""
    with _opened(app, source) as (folder, address):
        known = gallery.load(folder)
        found = gallery.wanted(known, words)
        if as_json:
            result.print_json({"address": address, "recipes": [one.plain() for one in found]})
            return
        if not found:
            click.echo(f"no recipe of this gallery has the words {' '.join(words)}", err=True)
        for entry in found:
            _show(app, folder, entry)
        if found:
            one = gallery.source_of(found[0], address)
            click.echo(f"next: {shell.command('imgfree', 'vet', one)}", err=True)
            click.echo(f"then: {shell.command('imgfree', 'new', found[0].name, '--from', one)}", err=True)


@contextlib.contextmanager
def _opened(app: App, source: str) -> Iterator[tuple[Path, str]]:
    """Yield the folder of a gallery, and how it is named when one of its recipes is taken."""
    if not source.startswith("git+"):
        folder = Path(source)
        if not (folder / INDEX).is_file():
            raise InputRefused(f"'{source}' is no gallery: it has no {INDEX}", hint="imgfree gallery build makes one")
        yield folder, str(folder)
        return
    asked = repository.address(source, with_ref=False)
    with repository.opened(replace(asked, path=None), app.home()) as commit:
        folder = commit.folder / (asked.path or "")
        if not (folder / INDEX).is_file():
            raise InputRefused(f"the repository has no {INDEX} there", hint="name its folder: git+URL@REF#recipes")
        yield folder, str(replace(asked, ref=asked.ref or commit.id))


def _show(app: App, folder: Path, entry: Entry) -> None:
    language = (app.settings.locale or "en")[:2]
    cover = folder / entry.cover if entry.cover else None
    if cover is not None and cover.is_file() and app.settings.pictures and sys.stderr.isatty():
        from imgfree.console import pictures

        pictures.show(sys.stderr, cover.read_bytes(), app.settings.pictures)
    needs = f" (needs {', '.join(entry.needs)})" if entry.needs else ""
    click.echo(f"{entry.name}: {gallery.in_language(entry.title, language)}{needs}")
    if entry.description:
        click.echo(f"  {gallery.in_language(entry.description, language)}")
