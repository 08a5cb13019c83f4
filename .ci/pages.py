"""Write what follows from the program: docs/commands.md, tables of recipe-language.md, llms.txt, server.json."""

import json
import re
import runpy
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from imgfree import schema
from imgfree.cli import COMMANDS, cli
from imgfree.template.sandbox import FILTER_NAMES

DOCS = Path(__file__).parents[1] / "docs"


def commands() -> str:
    """Return the page of all commands, each with what its --help says."""
    width = {"terminal_width": 100, "max_content_width": 100}
    group = click.Context(cli, info_name="imgfree", **width, **cli.context_settings)
    pieces = ["# Command line\n\nWhat `imgfree COMMAND --help` says, for every command. Written by `.ci/pages.py`.\n"]
    pieces.append(_help("imgfree", cli, group))
    for name in COMMANDS:
        command = cli.get_command(group, name)
        within = click.Context(command, info_name=name, parent=group, **width)
        pieces.append(_help(f"imgfree {name}", command, within))
    return "\n".join(pieces)


def language(page: str) -> str:
    """Return the page with its marked parts written anew."""

    def written(match: re.Match[str]) -> str:
        return f"{match[1]}\n\n{PARTS[match[2]]()}\n\n{match[3]}"

    return re.sub(r"(<!-- (\w+) -->)\n.*?\n(<!-- end -->)", written, page, flags=re.DOTALL)


def _help(name: str, command: click.Command, within: click.Context) -> str:
    return f"## {name}\n\n```text\n{command.get_help(within)}\n```\n"


def _recipe() -> str:
    return _table(schema.load(schema.RECIPE)["properties"])


def _inputs() -> str:
    return _table(schema.load(schema.RECIPE)["$defs"]["input"]["properties"])


def _common() -> str:
    properties = schema.load(schema.RECIPE)["$defs"]["step"]["properties"]
    return _table({name: value for name, value in properties.items() if name not in schema.kinds()})


def _group() -> str:
    return _table(schema.load(schema.RECIPE)["$defs"]["group"]["properties"])


def _brand() -> str:
    properties = schema.load(schema.BRAND)["properties"]
    colors, end = (
        {f"{name}.{key}": value for key, value in properties[name]["properties"].items()} for name in ("colors", "end")
    )
    plain = {name: value for name, value in properties.items() if name not in ("colors", "end")}
    return _table({**plain, **colors, **end})


def _kinds() -> str:
    return "\n\n".join(_kind(name) for name in schema.kinds())


def _filters() -> str:
    return " ".join(f"`{name}`" for name in sorted(FILTER_NAMES))


PARTS = {
    "recipe": _recipe,
    "inputs": _inputs,
    "common": _common,
    "group": _group,
    "kinds": _kinds,
    "filters": _filters,
    "brand": _brand,
}


def _kind(name: str) -> str:
    whole = schema.load(f"steps/{name}.schema.json")
    again = "may have" if whole["x-repeatable"] else "has no"
    outputs = "\n".join(f"| `{output}` | {_cell(said)} |" for output, said in whole["x-outputs"].items())
    short = f"The short form gives `{whole['x-short']}`; the step {again} `retry`."
    parameters = _table(whole["then"]["properties"])
    return (
        f"### {name}\n\n{_cell(whole['description'])} {short}\n\n{parameters}\n\n| output | is |\n|---|---|\n{outputs}"
    )


def _table(properties: Mapping[str, Any]) -> str:
    return "\n".join(["| key | means | default | for example |", "|---|---|---|---|", *_rows(properties)])


def _rows(properties: Mapping[str, Any]) -> Iterator[str]:
    for name, one in properties.items():
        default = _value(one["default"]) if "default" in one else ""
        yield f"| `{name}` | {_cell(one['description'])} | {default} | {_value(one['examples'][0])} |"


def _cell(said: str) -> str:
    return said.replace("|", "\\|").replace("<", "\\<")


def _value(value: Any) -> str:
    return "`" + json.dumps(value, ensure_ascii=False).replace("|", "\\|") + "`"


def main() -> None:
    """Write the files."""
    page = DOCS / "recipe-language.md"
    page.write_text(language(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    (DOCS / "commands.md").write_text(commands(), encoding="utf-8", newline="\n")
    runpy.run_path(str(Path(__file__).with_name("listings.py")), run_name="__main__")


if __name__ == "__main__":
    main()
