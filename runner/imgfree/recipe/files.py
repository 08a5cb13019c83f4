"""Which files a path or glob means, and whether a recipe may read them.

A recipe may come from a stranger. It reads only below its own folder, the working folder, folders allowed by
--allow-read, and what --set named; symlinks are followed before that is decided.
"""

import difflib
import itertools
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from imgfree import settings, shell
from imgfree.errors import InputRefused, PathRefused
from imgfree.recipe import wildcards
from imgfree.recipe.model import Inputs, Recipe

MATCH_LIMIT = 1000


@dataclass(frozen=True)
class Access:
    """Folders and files that may be read, with whatever is below them. `named` are as many as a user may name."""

    roots: tuple[Path, ...]
    named: frozenset[Path] = frozenset()

    def allows(self, path: Path) -> bool:
        """Return whether the file that `path` really leads to lies below one of them."""
        real = _real(path)
        return any(real.is_relative_to(root) for root in self.roots) or not self.named.isdisjoint((real, *real.parents))


def access(recipe: Recipe, *, cwd: Path, allow_read: Sequence[Path], named: Sequence[Path] = ()) -> Access:
    """Return what this recipe may read in this run."""
    allowed = [cwd / settings.expanded(folder) for folder in allow_read]
    return Access(tuple(root.resolve() for root in (recipe.dir, cwd, *allowed)), frozenset(map(_real, named)))


def readable(text: str, recipe: Recipe, inputs: Inputs, *, cwd: Path, allow_read: Sequence[Path]) -> list[Path]:
    """Return the files that a path or glob in the recipe means, absolute and in natural order; never none.

    Raises:
        InputRefused: there is no such file, or it is a folder.
        PathRefused: the recipe may not read it.
    """
    roots = access(recipe, cwd=cwd, allow_read=allow_read).roots
    return matches(text, recipe.dir, Access(roots, inputs.real))


def matches(text: str, base: Path, allowed: Access | None, *, folders: bool = False) -> list[Path]:
    """Return the files behind a path or glob relative to `base`; `allowed` is None for what the user named.

    What may not be read is refused before the disk is asked whether it exists.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", text):
        raise InputRefused(f"'{text}' is a web address, not a file", hint="web addresses go under 'urls:' of an upload")
    if "\0" in text or not text.strip():
        raise InputRefused(f"{text!r} is not the path of a file")
    folder, rest = _split(base, text)
    path = folder / rest
    _permit(fixed_part(text, base), text, allowed)
    path = wildcards.same_letters(path)
    if _is_there(path) or not wildcards.is_wild(rest):
        _permit(path, text, allowed)
        return [_existing(path, text, folders)]
    found = _found(folder, rest, text)
    for one in found:
        _permit(one, text, allowed)
    return found


def fixed_part(text: str, base: Path) -> Path:
    """Return the path that a path or glob relative to `base` begins with, before the first wildcard."""
    folder, rest = _split(base, text)
    return folder.joinpath(*itertools.takewhile(lambda part: not wildcards.is_wild(part), Path(rest).parts))


def holder(path: Path) -> Path:
    """Return the folder to allow for what lies at this path."""
    return path if os.path.isdir(path) else path.parent  # noqa: PTH112 -- any text may be asked


def _split(base: Path, text: str) -> tuple[Path, str]:
    """Return an absolute folder and what comes below it, so that only the user's own text is read as a pattern."""
    rest = os.path.normpath(text)
    folder = Path(os.path.normpath(base.absolute()))
    anchor = Path(rest).anchor
    if anchor:
        return Path(anchor), rest[len(anchor) :]
    while rest == ".." or rest.startswith("../"):
        folder, rest = folder.parent, rest[3:]
    return folder, rest


def _permit(path: Path, text: str, allowed: Access | None) -> None:
    if allowed is not None and not allowed.allows(path):
        hint = f"if you trust the recipe, add: --allow-read {shell.word(holder(path))}"
        raise PathRefused(f"the recipe may not read '{text}'", hint=hint)


def _existing(path: Path, text: str, folders: bool) -> Path:
    if not folders and os.path.isdir(path):  # noqa: PTH112 -- any text may be asked
        raise InputRefused(f"'{text}' is a folder", hint=f"write {text.rstrip('/')}/*.jpg for the photos in it")
    if not _is_there(path):
        names = os.listdir(path.parent) if os.path.isdir(path.parent) else []  # noqa: PTH112, PTH208 -- only names
        folded = {name.casefold(): name for name in names}
        close = difflib.get_close_matches(path.name.casefold(), folded, n=1)
        hint = f"did you mean '{folded[close[0]]}'?" if close else f"looked for {path}"
        raise InputRefused(f"'{text}' does not exist", hint=hint)
    return path


def _found(folder: Path, rest: str, text: str) -> list[Path]:
    found = list(itertools.islice(wildcards.found(folder, rest), MATCH_LIMIT + 1))
    if not found:
        raise InputRefused(f"no file fits '{text}'", hint=_others(folder, rest))
    if len(found) > MATCH_LIMIT:
        raise InputRefused(f"more than {MATCH_LIMIT} files fit '{text}'", hint="write a narrower pattern")
    return sorted(found, key=natural)


def _others(folder: Path, rest: str) -> str:
    """Return where was looked for a pattern, and what there is instead."""
    parts = Path(rest).parts
    literal = folder.joinpath(*itertools.takewhile(lambda part: not wildcards.is_wild(part), parts[:-1]))
    if not os.path.isdir(literal):  # noqa: PTH112 -- any text may be asked
        return f"there is no folder '{literal}'"
    there = list(itertools.islice(wildcards.found(literal, "*"), 100))
    shown = ", ".join(path.name for path in sorted(there, key=natural)[:3])
    return (
        f"looked in {literal}; there {'is' if len(there) == 1 else 'are'}: {shown}" if there else f"looked in {literal}"
    )


def is_file(text: str, base: Path) -> bool:
    """Return whether `text`, relative to `base`, is the path of a file as it stands."""
    if "\0" in text:
        return False
    return os.path.isfile(wildcards.same_letters(base / settings.expanded(text)))  # noqa: PTH113 -- any text may be asked


def _real(path: Path) -> Path:
    """Return where a path leads; one that leads in a circle stays as it is, which pathlib would raise."""
    return Path(os.path.realpath(path))


def _is_there(path: Path) -> bool:
    """Return whether the disk has it: nothing has a name that is too long, which pathlib would raise."""
    return os.path.exists(path)  # noqa: PTH110 -- as above


def natural(path: Path) -> list[tuple[int, str]]:
    """Return a sort key by which 2.jpg comes before 10.jpg."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", str(path).casefold())]
