"""imgfree skill."""

import click

from imgfree import __version__, skill
from imgfree.authoring.recipe_skill import skill_of
from imgfree.commands import options
from imgfree.console import result
from imgfree.runs.app import App


@click.command(
    "skill",
    epilog="""\b
Examples:
  imgfree skill
  imgfree skill --install claude
  imgfree skill --install agents --project
  imgfree skill --print
  imgfree skill --from-recipe product-reel --install claude""",
)
@click.option("--install", "host", type=click.Choice(list(skill.HOSTS)), help="Write it to the folder of that host.")
@click.option("--project", is_flag=True, help="Write it below the working folder, for whoever works in it.")
@click.option("--print", "shown", is_flag=True, help="Print SKILL.md, and nothing else.")
@click.option("--force", is_flag=True, help="Replace a copy that was edited.")
@click.option(
    "--from-recipe", "source", metavar="RECIPE", help="A skill for one recipe alone: a shipped one, or a file."
)
@options.as_json
@click.pass_context
def command(
    ctx: click.Context, host: str | None, project: bool, shown: bool, force: bool, source: str | None, as_json: bool
) -> None:
    """Teach an agent to make films: write the skill to its host's folder. Without options: where it lies, how old."""
    app = ctx.find_object(App)
    assert app is not None
    if host is None and (project or force):
        raise click.UsageError("--project and --force go with --install")
    name, texts = skill_of(source) if source is not None else (skill.NAME, skill.texts())
    if host is not None:
        into = skill.folder(host, app.settings, project=project, name=name)
        files = skill.install(into, texts, force=force, base=app.settings.cwd if project else None)
        if as_json:
            result.print_json({"host": host, "version": __version__, "files": [str(path) for path in files]})
        else:
            click.echo(str(files[0]))
    elif shown or source is not None:
        click.echo(texts[skill.MAIN], nl=False)
    else:
        _tell(list(skill.copies(app.settings)), as_json=as_json)


def _tell(found: list[skill.Copy], *, as_json: bool) -> None:
    if as_json:
        told = [{"host": one.host, "folder": str(one.folder), "project": one.project, "state": one.state,
                 "version": one.version or None} for one in found]  # fmt: skip
        result.print_json({"version": __version__, "copies": told})
        return
    for one in found:
        click.echo(f"{one.host}  {one.state}  {one.folder}")
    if not found:
        click.echo(f"nowhere yet: imgfree skill --install {'|'.join(skill.HOSTS)}", err=True)
