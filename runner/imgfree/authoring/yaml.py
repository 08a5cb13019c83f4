"""Write a recipe as a person would: parts in their usual order, a blank line between them."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from imgfree import disk
from imgfree.errors import PathRefused, SetupError


def literal(text: str) -> str:
    """Return `text` so that a template renders it to itself."""
    if re.search(r"\{[{%#]", text):
        return "{{ " + json.dumps(text, ensure_ascii=False) + " }}"
    return text


def file_inputs(files: Sequence[Path], home: Path) -> dict[str, Any]:
    """Return the `inputs` of a recipe for these files, none for none; those below its folder `home` are relative."""
    base = home.absolute()
    paths = [path.absolute() for path in files]
    named = [path.relative_to(base).as_posix() if path.is_relative_to(base) else str(path) for path in paths]
    declared = {"type": "array", "items": {"type": "string", "format": "file"}, "default": named}
    return {"files": declared} if named else {}


def recipe_text(parts: Mapping[str, Any], steps: Sequence[Mapping[str, Any]], outputs: Mapping[str, str]) -> str:
    """Return the YAML of a recipe with those top-level parts, steps and outputs."""
    blocks = [dump({"version": 1, **{name: parts[name] for name in parts if name != "inputs"}})]
    if parts.get("inputs"):
        blocks.append(dump({"inputs": parts["inputs"]}))
    blocks.append("steps:\n" + "\n".join(_item(step) for step in steps))
    if outputs:
        blocks.append(dump({"outputs": dict(outputs)}))
    return "\n".join(blocks)


def in_one_line(value: Any) -> str:
    """Return a value in one line of YAML; plain words stand without quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {in_one_line(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_one_line, value)) + "]"
    plain = isinstance(value, str) and re.fullmatch(r"[A-Za-z][\w ./-]*[\w]|[A-Za-z]", value, re.ASCII)
    if plain and value.lower() not in ("true", "false", "null"):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def save(path: Path, text: str, *, overwrite: bool = False, private: Path | None = None) -> None:
    """Put `text` under that name, whole or not at all.

    Below `private` no link is followed, and folders and file are their owner's alone.

    Raises:
        PathRefused: the file exists already.
        SetupError: it cannot be written.
    """
    file_mode, folder_mode = (disk.PRIVATE_FILE, disk.PRIVATE_FOLDER) if private else (0o666, 0o777)
    try:
        disk.write(
            path,
            text.encode(errors="replace"),
            base=private,
            replace=overwrite,
            mode=file_mode,
            folder_mode=folder_mode,
        )
    except FileExistsError as error:
        raise PathRefused(f"'{path}' exists already", hint="choose another name, or remove it") from error
    except OSError as error:
        raise SetupError(f"'{path}' cannot be written: {error.strerror}") from error


def _item(step: Mapping[str, Any]) -> str:
    first, *rest = dump(dict(step)).splitlines()
    return "\n".join([f"  - {first}", *(f"    {line}" for line in rest)]) + "\n"


class _Dumper(yaml.SafeDumper):
    """Indents lists below their key, and writes long texts as blocks."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists like mappings."""
        super().increase_indent(flow, False)


def _string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _string)


def dump(value: Any) -> str:
    """Return the YAML of a value, in the order in which it is given."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
