"""imgfree make "SENTENCE" FILE..."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click

from imgfree import media_types, shell
from imgfree.authoring import yaml
from imgfree.authoring.sentence_errors import for_sentence
from imgfree.chat import mentions
from imgfree.chat.mentions import Mentions
from imgfree.chat.named_paths import Place
from imgfree.client.transfer import files
from imgfree.commands import options
from imgfree.console import run_result, screen
from imgfree.errors import ImgfreeError, InputRefused
from imgfree.rights import Rights
from imgfree.runs.app import App
from imgfree.runs.backend import choose
from imgfree.runs.order import Order
from imgfree.runs.signals import stoppable
from imgfree.runs.start import start

_FILM_LIKE = tuple(f".{suffix}" for suffix in media_types.EXPORTED)


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
    help="The video: .mp4, .mov, .webm or .gif. Default: after the photo, in the format that is asked for.",
)
@click.option(
    "--save", type=click.Path(path_type=Path, dir_okay=False), metavar="RECIPE", help="Leave a recipe behind."
)
@options.backend
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
    backend: str | None,
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
    place = Place(app.settings.cwd, app.settings.user_home)
    given = _given(paths, place)
    formats = choose(backend or "auto", app.settings, ask=app.ask).formats
    for path in given.files:
        files.inspect(place.short(path), formats)
    home = save or app.settings.runs_dir.parent / "make" / f"{app.ids.uuid()}.yaml"
    text = recipe_of(sentence, given, output.name if output else _free_stem(_stem(given)), home.parent)
    if not (save and _holds(save, text)):
        yaml.save(home, text, overwrite=overwrite, private=None if save else app.settings.cwd)
    rights = Rights(overwrite=overwrite, max_download_bytes=max_download_bytes)
    out = output.parent if output else Path()
    sets = {"files": json.dumps([str(path) for path in given.files])} if given.files else {}
    try:
        order = Order(home, sets, backend, out, rights, strict=strict, new=new)
        with screen.watched(app, log_format) as audience, stoppable():
            ended = start(app, order, audience)
    except ImgfreeError as error:
        raise for_sentence(error) from error
    if save is not None and log_format != "json":
        click.echo(f"the recipe is {save}; run it again with: {shell.command('imgfree', 'run', save)}", err=True)
    if ended.error is not None:
        ended.error = for_sentence(ended.error)
    run_result.finish(ctx, ended, as_json=as_json, log_format=log_format)


def _holds(path: Path, text: str) -> bool:
    """Return whether that recipe is there already, from the same words said before."""
    try:
        return path.read_bytes() == text.encode(errors="replace")
    except OSError:
        return False


def _given(arguments: tuple[str, ...], place: Place) -> Mentions:
    """Return the files and addresses that the arguments name, files as absolute paths.

    Raises:
        InputRefused: one leads to nothing, or to a folder without media.
    """
    found = mentions.given(arguments, place)
    if found.missing:
        name = found.missing[0]
        empty = (place.cwd / name).is_dir()
        raise InputRefused(f"there is no media file in '{name}'" if empty else f"there is no file '{name}'")
    return replace(found, files=tuple(path.absolute() for path in found.files))


def recipe_of(sentence: str, given: Mentions, to: str, home: Path) -> str:
    """Return the recipe that does what `make` does; files below its folder are named relative to it.

    Where `to` has no suffix of a film, the sentence decides what is made.
    """
    suffix = media_types.suffix_of(to)
    named = suffix in media_types.EXPORTED
    target = yaml.literal(to)
    default = [_relative(path, home) for path in given.files]
    inputs = {"files": {"type": "array", "items": {"type": "string", "format": "file"}, "default": default}}
    upload = {
        **({"files": "{{ inputs.files }}"} if default else {}),
        "urls": [yaml.literal(url) for url in given.urls],
    }
    return yaml.recipe_text(
        {
            "name": Path(to).stem if named else to,
            "description": yaml.literal(sentence),
            "inputs": inputs if default else {},
        },
        [
            {"upload": upload if given.urls else "{{ inputs.files }}"},
            {"instruct": yaml.literal(sentence)},
            {"export": {**({"format": suffix} if named else {}), "quality": "high"}},
            {"download": {"to": target if named else f"{target}.{{{{ steps.export.format }}}}"}},
        ],
        {"video": "{{ steps.download.path }}"},
    )


def _relative(path: Path, home: Path) -> str:
    base = home.absolute()
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path)


def _stem(given: Mentions) -> str:
    """Return what the film is named after: the first photo or clip, else whatever there is."""
    names = [
        *(path.name for path in given.files),
        *(unquote(urlsplit(url).path).rpartition("/")[2] for url in given.urls),
    ]
    seen = next((name for name in names if not _is_captions(name)), names[0])
    return Path(seen).stem or "video"


def _is_captions(name: str) -> bool:
    found = media_types.by_suffix(media_types.suffix_of(name))
    return found is not None and found.file_type == "captions"


def _free_stem(wanted: str) -> str:
    """Return the name, counted up where a film of that name is there, or it reads as one."""
    number, stem = 1, wanted
    while any(Path(f"{stem}.{suffix}").exists() for suffix in media_types.EXPORTED) or stem.endswith(_FILM_LIKE):
        number += 1
        stem = f"{wanted}-{number}"
    return stem
