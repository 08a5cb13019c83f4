"""Write what registries and models read of this project: llms.txt, and server.json of the MCP registry.

Both follow from README.md, docs/ and what `--help` says. OWNER stands for whoever publishes it, as in docs/ci.md.
"""

import json
import re
from pathlib import Path
from typing import Any

import click

from imgfree import __version__, resources
from imgfree.cli import COMMANDS, cli

ROOT = Path(__file__).parents[1]
NAME = "io.github.OWNER/imgfree"  # README.md holds it, too: the registry asks the package index for it
SCHEMA = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"
_MARK = "<!-- mcp-name: {} -->"
_TO_LEAVE_OUT = ("vocabulary", "architecture", "protocol")  # long, or for who works on imgfree


def llms() -> str:
    """Return llms.txt: what it is, the commands, and every page of docs/ with its first sentence."""
    readme = _text("README.md")
    title, about = re.findall(r"\A# (\w+)\n<!--[^\n]+-->\n(.+?)\n\n", readme, re.DOTALL)[0]
    commands = "\n".join(f"- `imgfree {name}`: {does}" for name, does in COMMANDS.items())
    linked = dict(re.findall(r"\[([^\]]+)\]\(docs/([\w-]+)\.md\)", readme.partition("## Read on")[2]))
    pages = {stem: f"- [{name}](docs/{stem}.md){_first(f'docs/{stem}.md')}" for name, stem in linked.items()}
    pages["vocabulary"] = f"- [Vocabulary](docs/vocabulary.md){_first('docs/vocabulary.md')}"
    skill = re.findall(r"^description: (.+?\.) ", _text("skills/imgfree/SKILL.md"), re.MULTILINE)[0]
    schemas = [
        f"- [{path.name}](schemas/{path.name}): {json.loads(path.read_text(encoding='utf-8'))['description']}"
        for path in sorted((ROOT / "schemas").glob("*.schema.json"))
        if "description" in json.loads(path.read_text(encoding="utf-8"))
    ]
    recipes = [f"- [{name}](recipes/{name}.yaml): {_description(name)}" for name in resources.recipe_names()]
    sections = {
        "Docs": [line for stem, line in pages.items() if stem not in _TO_LEAVE_OUT],
        "For agents": [f"- [The skill](skills/imgfree/SKILL.md): {skill}", *schemas],
        "Recipes": recipes,
        "Optional": [line for stem, line in pages.items() if stem in _TO_LEAVE_OUT],
    }
    told = "\n\n".join(f"## {name}\n\n" + "\n".join(lines) for name, lines in sections.items())
    return f"# {title}\n\n> {' '.join(about.split())}\n\n{commands}\n\n{told}\n"


def server() -> str:
    """Return server.json: how `imgfree mcp` is started, with the options that its help names."""
    command: Any = cli.get_command(click.Context(cli), "mcp")
    described = re.search(r'^description = "(.+)"$', _text("pyproject.toml"), re.MULTILINE)
    assert described is not None
    assert _MARK.format(NAME) in _text("README.md")
    package = {
        "registryType": "pypi",
        "identifier": "imgfree",
        "version": __version__,
        "runtimeHint": "uvx",
        "runtimeArguments": [{"type": "named", "name": "--with", "value": f"imgfree[mcp,local]=={__version__}"}],
        "packageArguments": [
            {"type": "positional", "value": "mcp"},
            *(_argument(option) for option in command.params if _is_for_stdio(option)),
        ],
        "environmentVariables": [
            {"name": "NEMO_TOKEN", "description": "For NemoVideo's cloud; without it films are made here.",
             "isSecret": True},
            {"name": "IMGFREE_HOME", "description": "Where tokens, keys and pieces of films are kept.",
             "format": "filepath"},
        ],
        "transport": {"type": "stdio"},
    }  # fmt: skip
    told = {
        "$schema": SCHEMA, "name": NAME, "title": "imgfree", "description": described[1], "version": __version__,
        "packages": [package],
    }  # fmt: skip
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _is_for_stdio(option: Any) -> bool:
    return isinstance(option, click.Option) and not option.is_flag and "--http" not in option.opts


def _argument(option: Any) -> dict[str, Any]:
    argument: dict[str, Any] = {"type": "named", "name": option.opts[0], "description": option.help}
    if option.multiple:
        argument["isRepeated"] = True
    if isinstance(option.type, click.Choice):
        argument["choices"] = list(option.type.choices)
    if isinstance(option.type, click.Path):
        argument["format"] = "filepath"
    return argument


def _description(name: str) -> str:
    found = re.search(r"^description: (.+)$", _text(f"recipes/{name}.yaml"), re.MULTILINE)
    return found[1] if found else ""


def _first(name: str) -> str:
    """Return `: ` and the first whole sentence of a page."""
    paragraphs = (" ".join(part.split()) for part in _text(name).split("\n\n")[1:])
    said = next((part for part in paragraphs if re.match(r"[`\w].*?\.( |$)", part)), "")
    plain = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", said)
    return f": {re.split(r'(?<=[.]) ', plain)[0]}" if plain else ""


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def main() -> None:
    """Write the files."""
    for name, text in (("llms.txt", llms()), ("server.json", server())):
        (ROOT / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
