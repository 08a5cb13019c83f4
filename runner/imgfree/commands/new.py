"""imgfree new NAME."""

import json
import sys
from pathlib import Path, PurePosixPath
from typing import Any

import click
from click.core import ParameterSource

from imgfree import resources, shell
from imgfree.authoring import new
from imgfree.commands import options
from imgfree.console import completer, pictures, result
from imgfree.errors import ImgfreeError, PathRefused, error_as_text
from imgfree.runs.app import App
from imgfree.sharing import gallery, templates


@click.command(
    "new",
    epilog="""\b
Examples:
  imgfree new
  imgfree new summer
  imgfree new recipes/summer --from quick-clip --set image=photo.jpg
  imgfree new summer --from git+https://example.com/recipes.git@v1#reels/summer.yaml""",
)
@click.argument("name", required=False)
@click.option(
    "--from", "source", default="product-reel", show_default=True, metavar="RECIPE|FILE|FILM|git+URL@REF",
    help="What it is made after.", shell_complete=completer.shipped,
)  # fmt: skip
@options.sets
@options.as_json
@click.pass_context
def command(ctx: click.Context, name: str | None, source: str, sets: dict[str, str], as_json: bool) -> None:
    """Start a recipe: NAME.yaml, photos to try it with, its schema for your editor, a line in .gitignore.

    Without a NAME, on a terminal, the shipped recipes are shown to choose from.
    """
    app = ctx.find_object(App)
    assert app is not None
    if name is None:
        if not sys.stdin.isatty() or as_json:
            raise click.UsageError("say how the recipe is to be called: imgfree new NAME")
        chosen = ctx.get_parameter_source("source") is not ParameterSource.DEFAULT
        source = source if chosen else _browsed(app)
        usual = PurePosixPath(source.partition("#")[2] or source).stem
        name = str(click.prompt("name of your recipe", default=usual, err=True))
    cwd = app.settings.cwd
    home = Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    if home.exists():
        run_it = shell.command("imgfree", "run", home)
        raise PathRefused(f"'{home}' exists already", hint=f"choose another name, or run it: {run_it}")
    with templates.opened(source, app.home(), home.stem) as pattern:
        values = {**pattern.values, **new.defaults(pattern, sets, home, cwd)}
        text = new.text_of(pattern, home, values, cwd / new.SCHEMAS)  # so that a wrong one asks nothing
        if sys.stdin.isatty() and not as_json:
            values |= _asked(pattern, {**_current(pattern), **values}, set(sets), (cwd, home.absolute().parent))
            text = new.text_of(pattern, home, values, cwd / new.SCHEMAS)
        made = new.start(home, cwd, pattern, text)
    run_it = shell.command("imgfree", "run", home)
    if as_json:
        result.print_json({"recipe": str(home), "made": [str(home), *made], "next": run_it})
        return
    click.echo(home)
    click.echo(f"made after {source}; with it: {', '.join(made) or 'nothing new'}", err=True)
    click.echo(f"next: {'' if pattern.complete else 'put your photos where its inputs say, then '}{run_it}", err=True)


def _browsed(app: App) -> str:
    """Return the shipped recipe that the person chooses."""
    folder = Path(str(resources.folder("recipes")))
    shown = gallery.load(folder).recipes
    for number, entry in enumerate(shown, 1):
        if entry.cover:
            pictures.show(sys.stderr, (folder / entry.cover).read_bytes(), app.settings.pictures)
        click.echo(f"{number:2}  {entry.name}: {gallery.in_language(entry.description)}", err=True)
    number = click.prompt("which", type=click.IntRange(1, len(shown)), default=1, err=True)
    return shown[number - 1].name


def _current(pattern: new.Template) -> dict[str, Any]:
    return {name: one["default"] for name, one in pattern.inputs().items() if "default" in one}


def _asked(pattern: new.Template, known: dict[str, Any], given: set[str], folders: tuple[Path, Path]) -> dict[str, Any]:
    """Return what the person answers, input by input; return keeps what is shown."""
    answers: dict[str, Any] = {}
    for name, declared in pattern.inputs().items():
        if name in given:
            continue
        shown = _shown(known.get(name))
        about = declared.get("description") or declared.get("title")
        choices = f" ({', '.join(map(str, declared['enum']))})" if "enum" in declared else ""
        while True:
            text = click.prompt(f"{name}{': ' + about if about else ''}{choices}", default=shown, err=True)
            if text == shown:
                break
            try:
                answers[name] = new.fitting(name, text, declared, folders)
                break
            except ImgfreeError as error:
                click.echo(error_as_text(error), err=True)
    return answers


def _shown(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) if value is not None else ""
