"""imgfree chat [FILE...]."""

import functools
import sys
from pathlib import Path

import click

from imgfree.chat.kept_recipe import KeptRecipe
from imgfree.chat.loop import Loop
from imgfree.chat.presses import Presses
from imgfree.chat.start import Wanted
from imgfree.chat.start import held as begun
from imgfree.chat.talk import Talk
from imgfree.commands import options
from imgfree.console import pictures
from imgfree.console.prompt import Prompt
from imgfree.recipe import brand as brands
from imgfree.rights import Rights
from imgfree.runs.app import App


@click.command(
    "chat",
    epilog="""\b
Examples:
  imgfree chat photo.jpg
  imgfree chat shots/*.jpg --save recipes/reel.yaml
  imgfree chat --continue
  printf 'turn this image into a video clip\\nexport\\n' | imgfree chat photo.jpg

\b
At any time: export (as a gif, in 4k, 1080x1080) · status · look · credits · undo · quit.
Ctrl-C drops the line, or cancels what is being done; twice ends the chat.""",
)
@click.argument("paths", nargs=-1, metavar="[FILE]...")
@options.backend
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path(), metavar="DIR", help="Where videos go."
)
@click.option(
    "--save",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="RECIPE",
    help="Leave a recipe of the film behind; it is written after every turn.",
)
@click.option(
    "--brand",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The brand of the film, a brand.yaml.",
)
@click.option("--continue", "go_on", is_flag=True, help="Go on with the last conversation of this folder.")
@options.log_format
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    backend: str | None,
    out: Path,
    save: Path | None,
    brand: Path | None,
    go_on: bool,
    log_format: str,
) -> None:
    """Talk to the agent: send photos, say what to change, export when it looks right. Paths of videos go to stdout."""
    app = ctx.find_object(App)
    assert app is not None
    live = sys.stdin.isatty()
    shown = app.settings.pictures if log_format == "text" else None
    kept = KeptRecipe(save, app.redactor)
    kept.check(begun=go_on)
    film_brand = brands.load(brand, cwd=app.settings.cwd) if brand is not None else None
    if film_brand is not None:
        paths = (*paths, *(str(one) for one in film_brand.files))
    prompt = Prompt(app.settings.home, app.redactor, live=live)
    wanted = Wanted(backend, out, Rights(), go_on, log_format, greets=live, names=paths, words=prompt.peek() or "")
    with Presses.counted() as presses, begun(app, wanted) as held:
        said = functools.partial(brands.said, film_brand) if film_brand is not None else None
        talk = Talk(held.room, held.tongue, held.memory, lambda jpeg: pictures.show(sys.stderr, jpeg, shown), said)
        try:
            Loop(talk, prompt, presses, kept, _deliver).run(held, paths, go_on=go_on)
        finally:
            prompt.close()
            kept.tell(held.tongue)
            if live:
                held.tongue.say("goodbye")
    ctx.exit(0 if live else talk.exit_code)


def _deliver(path: str) -> None:
    if not sys.stdout.isatty():  # at a terminal the conversation has said it
        click.echo(path)
