"""imgfree completion SHELL."""

import click

VARIABLE = "_IMGFREE_COMPLETE"


@click.command(
    "completion",
    epilog="""\b
Put one of these where your shell begins:
  bash (~/.bashrc)                     eval "$(imgfree completion bash)"
  zsh  (~/.zshrc)                      eval "$(imgfree completion zsh)"
  fish (~/.config/fish/config.fish)    imgfree completion fish | source""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print what makes the Tab key complete commands, options, inputs after --set, and run ids."""
    from click.shell_completion import get_completion_class

    complete = get_completion_class(shell)
    assert complete is not None
    made = complete(ctx.find_root().command, {}, "imgfree", VARIABLE)
    click.echo(made.source_template % made.source_vars())  # source() would start bash to ask for its version
