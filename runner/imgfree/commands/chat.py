"""imgfree chat [FILE...]."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from imgfree.chat import conversation
from imgfree.chat.kept_recipe import KeptRecipe
from imgfree.chat.presses import Presses
from imgfree.chat.room import Ended
from imgfree.chat.talk import Talk
from imgfree.chat.tongue import Tongue
from imgfree.commands import options
from imgfree.console.prompt import Prompt
from imgfree.errors import ImgfreeError
from imgfree.rights import Rights
from imgfree.runs.app import App

QUIT = ("quit", "exit", "bye", "goodbye", "q", "退出", "再见", "拜拜", "结束")


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
@click.option("--continue", "go_on", is_flag=True, help="Go on with the last conversation of this folder.")
@options.log_format
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    backend: str | None,
    out: Path,
    save: Path | None,
    go_on: bool,
    log_format: str,
) -> None:
    """Talk to the agent: send photos, say what to change, export when it looks right. Paths of videos go to stdout."""
    app = ctx.find_object(App)
    assert app is not None
    live = sys.stdin.isatty()
    kept = KeptRecipe(save, app.redactor)
    kept.check(begun=go_on)
    prompt = Prompt(app.settings.home, app.redactor, live=live)
    wanted = conversation.Wanted(
        backend, out, Rights(), go_on, log_format, greets=live, names=paths, words=prompt.peek() or ""
    )
    with Presses.counted() as presses, conversation.held(app, wanted) as held:
        talk = Talk(held.room, held.tongue, held.memory)
        try:
            if _begins(talk, held, presses, paths, go_on=go_on, live=live):
                kept.write(talk)
                for line in _lines(prompt, presses, held.tongue):
                    _heed(talk, presses, talk.hear(line), live=live)
                    kept.write(talk)
        finally:
            prompt.close()
            kept.tell(held.tongue)
            if live:
                held.tongue.say("goodbye")
    ctx.exit(0 if live else talk.exit_code)


def _begins(
    talk: Talk, held: conversation.Held, presses: Presses, paths: tuple[str, ...], *, go_on: bool, live: bool
) -> bool:
    """Do what was left unfinished, take the files of the command line, and return whether the talk may go on.

    It may not where the files cannot be had and nobody is there to give others: words without them would be paid for.
    """
    if go_on:
        _heed(talk, presses, talk.take_up(held.memory), live=live)
    if not paths:
        return True
    return _heed(talk, presses, talk.bring(paths), live=live) or live


def _lines(prompt: Prompt, presses: Presses, tongue: Tongue) -> Iterator[str]:
    """Yield what is said, line by line, until somebody says goodbye.

    Raises:
        Ended: Ctrl-C twice in a row.
    """
    while True:
        try:
            line = prompt.line()
        except KeyboardInterrupt as interrupt:
            if isinstance(interrupt, Ended) or presses.count > 1 or not prompt.live:
                raise Ended from None
            tongue.say("line dropped")
            continue
        if line is None or line.lower().strip(" .!。！") in QUIT:
            return
        presses.count = 0
        if line.strip():
            yield line.strip()


def _heed(talk: Talk, presses: Presses, deeds: Iterator[str], *, live: bool) -> bool:
    """Do what one line asks for, and return whether it came about; a failure is said, and the conversation goes on."""
    try:
        for path in deeds:
            if not sys.stdout.isatty():  # at a terminal the conversation has said it
                click.echo(path)
    except ImgfreeError as error:
        talk.failed(error)
        return False
    except KeyboardInterrupt as interrupt:
        if isinstance(interrupt, Ended) or presses.count > 1 or not live:
            raise Ended from None
        talk.stopped()
        return False
    return True
