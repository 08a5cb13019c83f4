"""Whether the installed libraries are as new as imgfree needs them: pip minds it once, later installs may undo it."""

import importlib.metadata
import re
from collections.abc import Iterable, Iterator

_LEAST = re.compile(r"([\w.-]+)>=([\d.]+)[^;]*(?:;\s*extra == ['\"]local['\"])?")


def outdated() -> list[str]:
    """Return each library that is too old, with its version and the one that is needed."""
    try:
        needed = importlib.metadata.requires("imgfree") or ()
    except importlib.metadata.PackageNotFoundError:  # run from a folder that nobody installed
        return []
    return list(_older(needed))


def _older(needed: Iterable[str]) -> Iterator[str]:
    for name, least in (found.groups() for found in map(_LEAST.fullmatch, needed) if found):
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        if _numbers(version) < _numbers(least):
            yield f"{name} {version} ({least} or newer is needed)"


def _numbers(version: str) -> list[int]:
    found = re.match(r"\d+(?:\.\d+)*", version)
    return [int(number) for number in found[0].split(".")] if found else []
