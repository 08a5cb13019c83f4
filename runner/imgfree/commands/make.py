"""imgfree make "SENTENCE" FILE..."""

import json
from pathlib import Path

import click

from imgfree import media_types, shell
from imgfree.client import files
from imgfree.commands import ending, options, running, writing
from imgfree.commands.app import App
from imgfree.commands.backend import choose
from imgfree.commands.order import Order
from imgfree.rights import Rights

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
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
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
    paths: tuple[Path, ...],
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
    """Upload files, say one sentence, export, download: all in one go. The video's path goes to stdout."""
    app = ctx.find_object(App)
    assert app is not None
    formats = choose(backend or "auto", app.settings).formats
    for path in paths:
        files.inspect(path, formats)
    photo = next((path for path in paths if not _is_captions(path)), paths[0])
    home = save or app.settings.runs_dir.parent / "make" / f"{app.ids.uuid()}.yaml"
    given = [str(path.absolute()) for path in paths]
    private = None if save else app.settings.cwd
    text = recipe_of(sentence, given, output.name if output else _free_stem(photo), home.parent)
    writing.save(home, text, private=private)
    rights = Rights(overwrite=overwrite, max_download_bytes=max_download_bytes)
    out = output.parent if output else Path()
    order = Order(home, {"files": json.dumps(given)}, backend, out, rights, strict=strict, new=new)
    ended = running.start(app, order, log_format)
    if save is not None and log_format != "json":
        click.echo(f"the recipe is {save}; run it again with: {shell.command('imgfree', 'run', save)}", err=True)
    ending.finish(ctx, ended, as_json=as_json, log_format=log_format)


def recipe_of(sentence: str, paths: list[str], to: str, home: Path) -> str:
    """Return the recipe that does what `make` does; files below its folder are named relative to it.

    Where `to` has no suffix of a film, the sentence decides what is made.
    """
    suffix = media_types.suffix_of(to)
    given = suffix in media_types.EXPORTED
    target = writing.literal(to)
    named = [_relative(Path(path), home) for path in paths]
    return writing.recipe_text(
        {
            "name": Path(to).stem if given else to,
            "description": writing.literal(sentence),
            "inputs": {"files": {"type": "array", "items": {"type": "string", "format": "file"}, "default": named}},
        },
        [
            {"upload": "{{ inputs.files }}"},
            {"instruct": writing.literal(sentence)},
            {"export": {**({"format": suffix} if given else {}), "quality": "high"}},
            {"download": {"to": target if given else f"{target}.{{{{ steps.export.format }}}}"}},
        ],
        {"video": "{{ steps.download.path }}"},
    )


def _relative(path: Path, home: Path) -> str:
    base = home.absolute()
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path)


def _is_captions(path: Path) -> bool:
    found = media_types.by_suffix(media_types.suffix_of(path.name))
    return found is not None and found.file_type == "captions"


def _free_stem(photo: Path) -> str:
    """Return the photo's name without its suffix, counted up where a film of that name is there, or it reads as one."""
    number, stem = 1, photo.stem
    while any(Path(f"{stem}.{suffix}").exists() for suffix in media_types.EXPORTED) or stem.endswith(_FILM_LIKE):
        number += 1
        stem = f"{photo.stem}-{number}"
    return stem
