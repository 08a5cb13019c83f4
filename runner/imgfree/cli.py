"""The command group, and the one place where errors become exit codes."""

import importlib
import sys
from typing import Any

import click

from imgfree import __version__, terminal
from imgfree.errors import ImgfreeError, Interrupted, SetupError, describe

# Imported when they are asked for, so that `--version` and `validate` stay quick.
COMMANDS = {
    "run": "run a recipe",
    "batch": "run a recipe over the rows of a table",
    "validate": "check recipes without running them",
    "resume": "finish an interrupted run",
    "runs": "list the runs of this folder",
    "show": "show one run: steps, events, outputs",
    "test": "replay recipes against their cassettes",
    "preview": "a recipe's film as stills, before it is rendered",
    "inspect": "what is wrong with a finished film, and what mends it",
    "verify": "make a film again from the recipe in it, and compare",
    "looks": "what a look brings, listed or as one picture",
    "explain": "what the local director understands, clause by clause",
    "make": "photos and one sentence in, a video out",
    "chat": "a conversation instead of a recipe; can be saved as one",
    "credits": "print the balance",
    "status": "print a run's timeline in one line",
    "login": "save a token for the cloud",
    "logout": "remove the saved token",
    "serve": "serve the local backend for any client of the protocol",
    "mcp": "seven tools for agents: plan, start, wait, look, change, resume, find",
    "recipes": "list the shipped recipes",
    "music": "list the music that films can choose from; write the index of a folder",
    "vet": "what a recipe would read, write, ask and spend",
    "new": "start a recipe of your own",
    "skill": "teach an agent to make films: the skill for its host's folder",
    "update": "bring recipes to the newest version of their template",
    "gallery": "make a folder of recipes a gallery, or check that it is fit to be one",
    "doctor": "what this machine has and lacks, and what mends it",
    "completion": "print what makes the Tab key work in your shell",
    "schema": "print the JSON Schema of a recipe",
}


class Commands(click.Group):
    """Loads a command's file when it is called, and ends every failure with its own code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"imgfree.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table without importing the commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command, or fail with the nearest name."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            import difflib

            near = difflib.get_close_matches(name, COMMANDS, n=1)
            ctx.fail(f"no such command '{name}'." + (f" Did you mean '{near[0]}'?" if near else ""))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; map our errors, interrupts and bugs to exit codes, let click's own through."""
        from imgfree.console import result

        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort, click.ClickException):
            raise
        except ImgfreeError as error:
            ctx.exit(result.show_error(ctx, error))
        except KeyboardInterrupt:
            ctx.exit(result.show_error(ctx, Interrupted("interrupted")))
        except Exception:
            import traceback

            from imgfree.doctor import requirements

            if old := requirements.outdated():
                told = SetupError(f"too old for imgfree: {', '.join(old)}", hint="run: pip install --upgrade imgfree")
                ctx.exit(result.show_error(ctx, told))

            click.echo(result.mask(ctx, traceback.format_exc(limit=-25)), err=True)
            click.echo("error: this is a bug in imgfree; please send the lines above, without private data", err=True)
            ctx.exit(70)


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 a step failed, 2 wrong command line, 3 the recipe is wrong, 4 the backend failed, "
    "5 the cassette no longer fits, 6 this machine lacks something, 70 a bug, 130 interrupted.",
)
@click.version_option(__version__, prog_name="imgfree")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Video recipes you can commit: photos in, a finished reel out, in the cloud or offline.

    \b
    Examples:
      imgfree run recipes/product-reel.yaml --set title="Autumn Sale"
      imgfree explain "turn three photos into a 12-second reel" --photos 3
    """
    from imgfree.console.agreement import ask
    from imgfree.runs.app import App

    ctx.obj = App.open(ask)


def main() -> None:
    """Run the command line; never returns."""
    terminal.guard()
    try:
        cli(prog_name="imgfree", complete_var="_IMGFREE_COMPLETE")  # however it was started
    except ImgfreeError as error:  # before any command was called: --help and --version
        click.echo(describe(error.problems[0]), err=True)
        sys.exit(error.exit_code)
