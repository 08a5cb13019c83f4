"""What is wrong with recipes, as a continuous-integration service wants to hear it."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from imgfree import __version__
from imgfree.errors import Problem

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def github(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield a workflow command for each problem, which GitHub shows beside the line."""
    for one in problems:
        at, kind = one.at, "warning" if one.warning else "error"
        place = {"title": "imgfree"}
        if at is not None:
            place |= {
                "file": _relative(at.file),
                "line": str(at.line),
                "col": str(at.column),
                "endColumn": str(at.column + at.width),
            }
        told = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in place.items())
        yield f"::{kind} {told}::{_escaped(_sentence(one))}"


def sarif(problems: Sequence[Problem]) -> dict[str, Any]:
    """Return the problems as one SARIF 2.1.0 log."""
    driver = {
        "name": "imgfree",
        "version": __version__,
        "rules": [{"id": name, "shortDescription": {"text": text}} for name, text in _RULES.items()],
    }
    return {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [*map(_result, problems)]}],
    }


_RULES = {"recipe": "The recipe breaks a rule.", "advice": "The recipe runs, and this is most likely not meant."}


def _result(one: Problem) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": "advice" if one.warning else "recipe",
        "level": "warning" if one.warning else "error",
        "message": {"text": _sentence(one)},
    }
    if one.at is not None:
        at = one.at
        region = {"startLine": at.line, "startColumn": at.column, "endColumn": at.column + at.width}
        place = {"artifactLocation": {"uri": _uri(at.file)}, "region": region}
        found["locations"] = [{"physicalLocation": place}]
    return found


def _sentence(one: Problem) -> str:
    return f"{one.message}: {one.hint}" if one.hint else one.message


def _relative(file: str) -> str:
    """Return a path as seen from here, where it is below; a service knows no other folder of ours."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return PurePath(os.path.normpath(path)).as_posix()


def _uri(file: str) -> str:
    """Return the path as a URI reference: a relative one below this folder, else an absolute one."""
    path = _relative(file)
    if Path(path).is_absolute():
        return Path(path).as_uri()
    quoted = quote(os.fsencode(path))
    return f"./{quoted}" if ":" in quoted.partition("/")[0] else quoted  # "a:b" would be read as a scheme


def _escaped(text: str, further: str = "") -> str:
    for char in f"%\r\n{further}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text
