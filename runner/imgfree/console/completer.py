"""What the Tab key offers: inputs of the recipe after --set, run ids, shipped recipes. Never an error, never slow."""

import re
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from imgfree import document, shell
from imgfree.errors import ImgfreeError

MOST_RUNS = 50
_PLAIN = re.compile(r"[\w.-]+")  # what no shell reads as anything else; names come from strangers' files


def inputs(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return `title=` for each input of the recipe that was named; after the `=` the values that it may have."""
    declared = _declared(_named_recipe(ctx) or _named_source(ctx))
    name, equals, text = incomplete.partition("=")
    if equals:
        values = declared.get(name, {}).get("enum") or declared.get(name, {}).get("examples") or []
        fitting = [str(value) for value in values if str(value).startswith(text) and str(value).isprintable()]
        return [CompletionItem(f"{name}={_typed(value)}") for value in fitting]
    return [
        CompletionItem(f"{one}=", help=_one_line(str(about.get("description") or about.get("type") or "")))
        for one, about in declared.items()
        if one.startswith(name) and _PLAIN.fullmatch(one)
    ]


def run_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the runs of this folder, the newest first."""
    from imgfree import settings
    from imgfree.past import folders

    names = (folder.name for folder in folders(settings.from_environment().runs_dir))
    return [CompletionItem(name) for name in names if name.startswith(incomplete) and _PLAIN.fullmatch(name)][
        :MOST_RUNS
    ]


def shipped(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the shipped recipes of that beginning, then files."""
    from imgfree import resources

    found = [CompletionItem(name) for name in resources.recipe_names() if name.startswith(incomplete)]
    return [*found, CompletionItem(incomplete, type="file")]


def _typed(value: str) -> str:
    """Return a value as it has to stand in the line: bash takes it as it comes, the others quote it themselves."""
    from imgfree import settings

    return shell.word(value) if settings.completing_for() == "bash" else value


def _one_line(text: str) -> str:
    """Return a description that cannot pretend to be another completion."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())


def _named_recipe(ctx: click.Context) -> Path | None:
    """Return the recipe of this line; while an option waits for its value, click has it only among the words."""
    words = [ctx.params.get("recipe"), *ctx.args]
    return next((Path(word) for word in words if word and Path(word).suffix in (".yaml", ".yml")), None)


def _named_source(ctx: click.Context) -> Path | None:
    """Return the shipped recipe or file that `imgfree new --from` names."""
    from imgfree import resources

    source = ctx.params.get("source")
    if source in resources.recipe_names():
        return Path(str(resources.folder("recipes"))) / f"{source}.yaml"
    return Path(source) if source else None


def _declared(path: Path | None) -> dict[str, dict[str, Any]]:
    try:
        data = document.read(path).data if path else {}
    except ImgfreeError:
        return {}
    found = data.get("inputs") if isinstance(data, dict) else None
    return {name: one for name, one in found.items() if isinstance(one, dict)} if isinstance(found, dict) else {}
