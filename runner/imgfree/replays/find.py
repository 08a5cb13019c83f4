"""Find recipes and their cassettes. Imports little: the pytest plugin asks here about every YAML file it meets."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

SUFFIXES = (".yaml", ".yml")
_LONGEST_BYTES = 1024 * 1024  # of a recipe
_STEPS, _CASSETTE, _TESTS = (
    re.compile(rb"^" + word + rb"\s*:", re.MULTILINE) for word in (b"steps", b"interactions", b"tests")
)
_VERSION = re.compile(rb"^version\s*:\s*1\s*(#.*)?$", re.MULTILINE)
_NOT_OURS = {"node_modules", "__pycache__", "cassettes"}


def is_recipe(path: Path) -> bool:
    """Return whether the file looks like a recipe of ours, be it a broken one."""
    text = _start(path)
    return bool(_VERSION.search(text) and _STEPS.search(text) and not _CASSETTE.search(text))


def has_tests(path: Path) -> bool:
    """Return whether a recipe seems to have test cases of its own."""
    return bool(_TESTS.search(_start(path)))


def recipes_below(folder: Path) -> Iterator[Path]:
    """Yield the recipes in a folder and below, in order; hidden folders and environments are left out."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in _NOT_OURS and not Path(here, name, "pyvenv.cfg").exists()
        )
        for name in sorted(files):
            path = Path(here, name)
            if path.suffix in SUFFIXES and is_recipe(path):
                yield path


def cassette_of(recipe: Path, roots: Sequence[Path], stem: str = "") -> Path | None:
    """Return the cassette of a recipe: the first of `places` that is there; None if there is none."""
    return next((path for path in places(recipe, roots, stem) if path.is_file()), None)


def places(recipe: Path, roots: Sequence[Path], stem: str = "") -> list[Path]:
    """Return where a cassette of this stem (default: the recipe's) may be: beside the recipe, or in cassettes/."""
    name = stem or recipe.stem
    folder = recipe.parent
    above = folder.parent if folder.name not in ("", "..") else folder / ".."
    folders = [folder / "cassettes", above / "cassettes", *(root / "cassettes" for root in roots)]
    beside = [folder / f"{name}.cassette.yaml"]
    found = beside + [one / f"{name}{suffix}" for one in folders for suffix in SUFFIXES]
    return list(dict.fromkeys(found))


def _start(path: Path) -> bytes:
    try:
        if not path.is_file():  # nobody waits for the other end of a pipe
            return b""
        with path.open("rb") as file:
            return file.read(_LONGEST_BYTES)
    except OSError:
        return b""
