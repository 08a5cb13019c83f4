"""The files that go with a recipe elsewhere: what it reads of its own folder, its brand, its cassettes."""

import fnmatch
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from imgfree import recipe
from imgfree.errors import InputRefused, PathRefused
from imgfree.planning import trust
from imgfree.recipe import Recipe, brand
from imgfree.recipe.files import Access, matches
from imgfree.rights import Rights
from imgfree.sharing import recordings


def companions(path: Path, text: str, home: str, refused: Mapping[Path, str] | None = None) -> dict[str, Path]:
    """Return the files that go with the recipe in the file `path`, by where they belong beside the copy `home`.yaml.

    What lies outside the recipe's folder stays there; but its cassettes come from wherever they may be. `refused` says
    what those are that cannot be taken.

    Raises:
        RecipeError: the recipe, or the brand beside it, is wrong.
        InputRefused: one of the files cannot be taken.
    """
    loaded = recipe.parse(text, path)
    _check(loaded, refused or {})
    found = {file.relative_to(loaded.dir).as_posix(): file for file in _read(loaded) if file.is_relative_to(loaded.dir)}
    found |= {name.as_posix(): loaded.dir / name for name in brand.names_beside(loaded)}
    return found | recordings.recordings(loaded, home)


def _read(loaded: Recipe) -> Iterator[Path]:
    """Yield the files that the recipe reads where nobody gives it others."""
    own = Access((loaded.dir.resolve(),))
    for text in _named(loaded):
        try:
            yield from matches(text, loaded.dir, own)
        except (InputRefused, PathRefused):  # the user is to bring it; or it is not for a recipe to read
            continue


def _named(loaded: Recipe) -> Iterator[str]:
    return (text for text in trust.sheet(loaded, Rights(), cwd=loaded.dir).reads if "‹" not in text)


def _check(loaded: Recipe, refused: Mapping[Path, str]) -> None:
    """Raise InputRefused for a file that the recipe would take along and that is no plain one."""
    wanted = [str(loaded.dir / text) for text in _named(loaded)]
    wanted += recordings.looked_for(loaded)
    for path, what in refused.items():
        if path.name == brand.NAME or any(fnmatch.fnmatchcase(str(path), os.path.normpath(one)) for one in wanted):
            raise InputRefused(f"'{path.name}' is {what} in the repository", hint="only plain files are taken")
