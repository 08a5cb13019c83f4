"""imgfree chat [FILE...]."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from imgfree.commands import conversation, options, result, talk, writing
from imgfree.commands.app import App
from imgfree.errors import ImgfreeError

WELCOME = """\
Setting up...
Drop photos here (or type their paths), or say what you would like to see. For instance:
  turn these three photos into a 12-second vertical reel with crossfades
  make it warmer and add the title "Autumn Sale"
  把这张图片做成10秒竖屏视频
At any time: export · status · credits · quit"""


@click.command(
    "chat",
    epilog="""\b
Examples:
  imgfree chat photo.jpg
  imgfree chat shots/*.jpg --save recipes/reel.yaml
  printf 'turn this image into a video clip\\nexport\\n' | imgfree chat photo.jpg""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@options.backend
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path(), metavar="DIR", help="Where videos go."
)
@click.option(
    "--save", type=click.Path(path_type=Path, dir_okay=False), metavar="RECIPE", help="Leave a recipe behind."
)
@options.log_format
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[Path, ...], backend: str | None, out: Path, save: Path | None, log_format: str
) -> None:
    """Talk to the agent: send photos, say what to change, export when it looks right. Paths of videos go to stdout."""
    app = ctx.find_object(App)
    assert app is not None
    live = sys.stdin.isatty()
    if live:
        click.echo(WELCOME, err=True)
    with conversation.held(app, backend, log_format, words=[]) as room:
        chat = talk.Talk(room, out)
        try:
            if paths:
                _heed(ctx, chat, " ".join(f"'{path}'" for path in paths))
            for line in _lines(live=live):
                if line.lower().strip(" .!。") in ("quit", "exit", "bye", "退出", "再见"):
                    break
                _heed(ctx, chat, line)
        finally:
            if save is not None and chat.steps:
                writing.save(save, chat.recipe(save))
                click.echo(f"the recipe is {save}; run it again with: imgfree run {save}", err=True)
    ctx.exit(chat.exit_code if not live else 0)


def _heed(ctx: click.Context, chat: talk.Talk, line: str) -> None:
    """Do what one line asks for; a failure is said, and the conversation goes on."""
    try:
        for path in chat.hear(line):
            click.echo(path)
    except ImgfreeError as error:
        chat.exit_code = error.exit_code
        click.echo(result.mask(ctx, result.error_text(error)), err=True)


def _lines(*, live: bool) -> Iterator[str]:
    while True:
        if live:
            click.echo("> ", nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            return
        if line.strip():
            yield line.strip()
