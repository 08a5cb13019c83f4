"""imgfree explain "SENTENCE"."""

from pathlib import Path

import click

from imgfree.commands import options
from imgfree.console import result
from imgfree.planning.explain import explain
from imgfree.runs.app import App


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
    if paths and photos is not None:
        raise click.UsageError("give files or --photos, not both")
    model = app.settings.model
    if model:
        click.echo(f"the words are heard by {model}", err=True)
    found = explain(sentence, paths, photos=photos or 0, after=after, model=model, voice=app.settings.voice)
    if as_json:
        result.print_json(found.as_json())
        return
    click.echo(found.text)
    if verbose:
        for outcome, op in ((clause.outcome, op) for clause in found.clauses for op in clause.ops):
            arguments = ", ".join(f"{name} {value}" for name, value in op.items() if name != "op" and value is not None)
            click.echo(f"{outcome}: {op['op']} {arguments}".rstrip())
        click.echo(f"route: {found.route}")
    click.echo(found.summary)
