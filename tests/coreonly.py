"""An environment with the core alone: what `pip install imgfree` brings, and nothing of the local extra."""

import importlib.metadata
import os
import re
import sys
from pathlib import Path

import imgfree


def site(folder: Path) -> Path:
    """Return `folder`, filled with links to the installed core packages; for `python -S` with it as PYTHONPATH."""
    folder.mkdir(parents=True)
    (folder / "imgfree").symlink_to(Path(imgfree.__file__).parent)
    for name in _closure("imgfree"):
        for file in importlib.metadata.distribution(name).files or ():
            top = file.parts[0]
            if top not in ("..", "__pycache__") and not (folder / top).exists():
                (folder / top).symlink_to(Path(str(file.locate())).parents[len(file.parts) - 1].joinpath(top))
    return folder


def command(folder: Path, *args: str | Path) -> tuple[list[str], dict[str, str]]:
    """Return how the core alone runs `imgfree ARGS`, and in which environment."""
    return [sys.executable, "-S", "-m", "imgfree", *map(str, args)], {**os.environ, "PYTHONPATH": str(folder)}


def _closure(root: str) -> set[str]:
    """Return the distributions that `root` needs without extras, without `root` itself."""
    found: set[str] = set()
    left = [root]
    while left:
        for line in importlib.metadata.requires(left.pop()) or ():
            need, _, marker = line.partition(";")
            named = re.match(r"[A-Za-z0-9._-]+", need)
            if named is None or "extra" in marker or named[0] in found:
                continue
            try:
                importlib.metadata.distribution(named[0])
            except importlib.metadata.PackageNotFoundError:  # for another system or an older Python
                continue
            found.add(named[0])
            left.append(named[0])
    return found


RECIPE = """\
version: 1
name: clip
backend: {backend}
steps:
  - upload: a.jpg
  - instruct: make a clip
  - export: {{}}
  - download: {{to: clip.mp4}}
"""
