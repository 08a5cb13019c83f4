"""imgfree explain "SENTENCE"."""

from pathlib import Path
from typing import Any

import click

from imgfree import media_types
from imgfree.client import timeline
from imgfree.client.transfer import files
from imgfree.commands import options
from imgfree.console import result
from imgfree.errors import SetupError
from imgfree.runs.app import App

PHOTO_WIDTH, PHOTO_HEIGHT = 3000, 4000  # what --photos imagines: upright photos of a phone


@click.command(
    "explain",
    epilog="""\b
Examples:
  imgfree explain "turn three photos into a 12-second vertical reel with crossfades" --photos 3
  imgfree explain "make it 10 seconds" --photos 3 --after "turn these photos into a reel"
  imgfree explain "把这三张照片做成10秒竖屏视频" a.jpg b.jpg c.jpg --json""",
)
@click.argument("sentence")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--photos", type=click.IntRange(0, 500), help="Imagine this many photos instead of files.")
@click.option("--after", multiple=True, metavar="SENTENCE", help="Said before; may be repeated.")
@click.option("-v", "--verbose", is_flag=True, help="Also name the operations with their arguments, and the route.")
@options.as_json
@click.pass_context
def command(
    ctx: click.Context,
    sentence: str,
    paths: tuple[Path, ...],
    photos: int | None,
    after: tuple[str, ...],
    verbose: bool,
    as_json: bool,
) -> None:
    """Show what the local director understands of a sentence, in the words of a run, without running anything."""
    app = ctx.find_object(App)
    assert app is not None
    try:
        from imgfree.local.director import direct
        from imgfree.local.director.ears import chosen
    except ImportError as error:
        raise SetupError(f"the local backend needs {error.name}", hint="run: pip install 'imgfree[local]'") from error
    if paths and photos is not None:
        raise click.UsageError("give files or --photos, not both")
    assets = [_asset(number, path) for number, path in enumerate(paths, start=1)] if paths else _imagined(photos)
    if app.settings.model:
        click.echo(f"the words are heard by {app.settings.model}", err=True)
    ear = chosen(app.settings.model)
    drafts: list[dict[str, Any]] = []
    for said in (*after, sentence):
        reply = direct(said, assets, drafts, ear=ear)
        if reply.draft is not None and reply.edited:
            drafts.append(reply.draft)
    decoded = timeline.decode(drafts[-1] if drafts else {})
    if as_json:
        clauses = [
            {"text": clause.text, "outcome": clause.outcome, "ops": list(clause.ops), "note": clause.note}
            for clause in reply.clauses
        ]
        result.print_json({"route": reply.route, "sentence": sentence, "clauses": clauses, "timeline": decoded})
        return
    click.echo(reply.text)
    if verbose:
        for outcome, op in ((clause.outcome, op) for clause in reply.clauses for op in clause.ops):
            arguments = ", ".join(f"{name} {value}" for name, value in op.items() if name != "op" and value is not None)
            click.echo(f"{outcome}: {op['op']} {arguments}".rstrip())
        click.echo(f"route: {reply.route}")
    click.echo(timeline.summary(drafts[-1] if drafts else {}))


def _asset(number: int, path: Path) -> Any:
    from imgfree.local.assets import Asset
    from imgfree.local.probe import probe

    file = files.inspect(path, media_types.LOCAL_SUFFIXES)
    facts = probe(path)
    return Asset(
        id=f"file{number}",
        filename=path.name,
        file_type=facts.file_type,
        path=path,
        width=facts.width,
        height=facts.height,
        duration_s=facts.duration_s,
        size_bytes=file.size_bytes,
        sha256=file.sha256,
        cdn_url="",
        fps=facts.fps,
        sound=facts.sound,
    )


def _imagined(photos: int | None) -> list[Any]:
    from imgfree.local.assets import Asset

    return [
        Asset(f"photo{n}", f"photo-{n}.jpg", "image", Path(f"photo-{n}.jpg"), PHOTO_WIDTH, PHOTO_HEIGHT, 0.0, 0, "", "")
        for n in range(1, (photos or 0) + 1)
    ]
