"""Calls of tools that are none: told in few words, with what would be one."""

import difflib
from collections.abc import Mapping, Sequence

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import ValidationError

from imgfree.errors import ImgfreeError, InputRefused, SetupError

Takes = Mapping[str, Sequence[str]]
_MOST = 3  # arguments that are told


def check(tool: str, arguments: Mapping[str, object], takes: Takes) -> None:
    """Refuse a tool that there is not, and an argument that reads like one of its own; others are no matter.

    Raises:
        InputRefused: with what was meant.
    """
    if tool not in takes:
        raise InputRefused(f"there is no tool '{tool}'", hint=f"the tools are: {', '.join(takes)}")
    known = {_bare(name): name for name in takes[tool]}
    for name in arguments:
        close = difflib.get_close_matches(_bare(name), known, n=1, cutoff=0.8) if name not in takes[tool] else ()
        if close and known[close[0]] not in arguments:
            raise InputRefused(f"`{tool}` takes no '{name}'", hint=f"did you mean '{known[close[0]]}'?")


def failure(error: ToolError, tool: str, takes: Takes) -> ImgfreeError:
    """Return what kept a tool from answering: arguments of the wrong kind, the disk, or a bug of ours."""
    cause = error.__cause__
    if isinstance(cause, ValidationError):
        told = list(dict.fromkeys(f"{_place(one['loc'])}: {_lower(one['msg'])}" for one in cause.errors()))
        more = [f"and {len(told) - _MOST} more"] if len(told) > _MOST else []
        return InputRefused("; ".join([*told[:_MOST], *more]), hint=f"`{tool}` takes: {', '.join(takes[tool])}")
    if isinstance(cause, OSError):
        return SetupError(f"'{cause.filename}': {cause.strerror}" if cause.filename else str(cause))
    return ImgfreeError("this is a bug in imgfree", hint="what it came to stands on the server's stderr")


def _bare(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


def _place(parts: Sequence[str | int]) -> str:
    """Return an argument's name, and which entry of it is meant; of its kinds the message itself tells."""
    return ".".join(str(part) for number, part in enumerate(parts) if number == 0 or isinstance(part, int))


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
