"""imgfree make "SENTENCE" FILE..."""

import json
import os
from dataclasses import replace
from pathlib import Path

import click

from imgfree import media_types, shell
from imgfree.authoring import yaml
from imgfree.authoring.sentence import film_stem, holds, recipe_of
from imgfree.authoring.sentence_errors import for_sentence
from imgfree.chat import mentions
from imgfree.chat.mentions import Mentions
from imgfree.chat.named_paths import Place
from imgfree.client.transfer import files
from imgfree.commands import options
from imgfree.console import run_result, screen
from imgfree.engine import Engine
from imgfree.errors import ImgfreeError, InputRefused
from imgfree.provenance import Level
from imgfree.results import RunResult
from imgfree.rights import Rights
from imgfree.runs.app import App
from imgfree.runs.backend import choose
from imgfree.runs.order import Order
from imgfree.runs.signals import stoppable
from imgfree.runs.start import start


def _film_name(ctx: click.Context, option: click.Parameter, value: Path | None) -> Path | None:
    """Return the name of the film, refused before anything runs where it promises what cannot be made."""
    if value is None or media_types.suffix_of(value.name) in media_types.EXPORTED:
        return value
    formats = ", ".join(media_types.EXPORTED)
    if str(value) == "-":
        raise click.BadParameter(f"a film is not written to stdout; name a file, such as film.mp4 ({formats})", ctx)
    named = f"cannot become a {value.suffix} file" if value.suffix else "needs a suffix"
    raise click.BadParameter(f"'{value}' {named}; a film can be {formats}", ctx)


@click.command(
    "make",
    epilog="""\b
Examples:
  imgfree make "turn this image into a free downloadable video clip" photo.jpg
  imgfree make "把这三张照片做成10秒竖屏视频" a.jpg b.jpg c.jpg -o reel.mp4 --save recipes/reel.yaml""",
)
@click.argument("sentence")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=_film_name,
    help="The video: .mp4, .mov, .webm or .gif. Default: as it is called in the words, else after the photo.",
)
@click.option(
    "--save", type=click.Path(path_type=Path, dir_okay=False), metavar="RECIPE", help="Leave a recipe behind."
)
@options.brand
@options.backend
@options.engine
@options.marks
@options.overwrite
@options.max_download
@options.strict
@options.new
@options.as_json
@options.log_format
@click.pass_context
def command(
    ctx: click.Context,
    sentence: str,
    paths: tuple[str, ...],
    output: Path | None,
    save: Path | None,
    brand: Path | None,
    backend: str | None,
    engine: Engine | None,
    marks: Level | None,
    overwrite: bool,
    max_download_bytes: int | None,
    strict: bool,
    new: bool,
    as_json: bool,
    log_format: str,
) -> None:
    """Upload files, say one sentence, export, download: all in one go. The video's path goes to stdout.

    A FILE may also be a folder, a pattern or an address (https://…).
    """
    app = ctx.find_object(App)
    assert app is not None
    given = _given(paths, Place(app.settings.cwd, app.settings.user_home))
    _check_files(app, given, backend)
    home = save or app.settings.runs_dir.parent / "make" / f"{app.ids.uuid()}.yaml"
    to = output.name if output else film_stem(given.files, given.urls)
    text = recipe_of(sentence, given.files, given.urls, to, home.parent, branded=brand is not None)
    if not (save and holds(save, text)):
        yaml.save(home, text, overwrite=overwrite, private=None if save else app.settings.cwd)
    rights = Rights(overwrite=overwrite, max_download_bytes=max_download_bytes)
    sets = {"files": json.dumps([str(path) for path in given.files])} if given.files else {}
    where = output.parent if output else Path()
    order = Order(home, sets, backend, where, rights, strict=strict, new=new, brand=brand, engine=engine, marks=marks)
    ended = _made(app, order, log_format)
    if save is not None and log_format != "json":
        click.echo(f"the recipe is {save}; run it again with: {shell.command('imgfree', 'run', save)}", err=True)
    run_result.finish(ctx, ended, as_json=as_json, log_format=log_format)


def _made(app: App, order: Order, log_format: str) -> RunResult:
    """Return how the run ended, its failure in words for who wrote no recipe."""
    try:
        with screen.watched(app, log_format) as audience, stoppable():
            ended = start(app, order, audience)
    except ImgfreeError as error:
        raise for_sentence(error) from error
    if ended.error is not None:
        ended.error = for_sentence(ended.error)
    return ended


def _check_files(app: App, given: Mentions, backend: str | None) -> None:
    """Refuse a file that the backend will not take, before anything is written."""
    place = Place(app.settings.cwd, app.settings.user_home)
    formats = choose(backend or "auto", app.settings, ask=app.ask).formats
    for path in given.files:
        files.inspect(place.short(path), formats)


def _given(arguments: tuple[str, ...], place: Place) -> Mentions:
    """Return the files and addresses that the arguments name, files as absolute paths.

    Raises:
        InputRefused: one leads to nothing, or to a folder without media.
    """
    found = mentions.given(arguments, place)
    if found.missing:
        name = found.missing[0]
        empty = os.path.isdir(place.cwd / name)  # noqa: PTH112 -- any text may come
        raise InputRefused(f"there is no media file in '{name}'" if empty else f"there is no file '{name}'")
    return replace(found, files=tuple(path.absolute() for path in found.files))
