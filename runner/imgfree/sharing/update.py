"""A recipe brought to another version of its template: three texts merged, files exchanged, rights compared."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from imgfree import __version__, disk, recipe
from imgfree.authoring import new
from imgfree.errors import InputRefused, SetupError
from imgfree.planning import trust
from imgfree.recipe import lock
from imgfree.recipe.lock import Taken
from imgfree.rights import Rights
from imgfree.sharing import templates, versions
from imgfree.sharing.merge import Merged, merge
from imgfree.sharing.repository import Address, Commit


@dataclass(frozen=True)
class Offer:
    """A recipe, what it was made after, and the newest version there is of that."""

    path: Path
    taken: Taken
    ref: str
    commit: str

    @property
    def behind(self) -> bool:
        """Return whether the newest version is another one."""
        return self.commit != self.taken.commit

    @property
    def lacking(self) -> tuple[str, ...]:
        """Return the fonts and cassettes that are damaged or gone, which are the template's own to bring again."""
        states = lock.states(self.path.absolute().parent, self.path.name, self.taken)
        ours = (file for file in states if lock.is_font(file) or lock.is_cassette(file))
        return tuple(file for file in ours if states[file] in ("damaged", "missing"))


@dataclass(frozen=True)
class Update:
    """What an offer comes to. `files` come or change, `kept` stay as the user has them, `gone` are used no more."""

    offer: Offer
    merged: Merged
    taken: Taken
    files: Mapping[str, Path] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    wider: tuple[str, ...] = ()  # rights that the recipe did not need before, as options

    @property
    def path(self) -> Path:
        """Return the recipe's file."""
        return self.offer.path


def locked(folders: Iterator[Path] | list[Path]) -> list[Path]:
    """Return the recipes in these folders that were made after templates.

    Raises:
        RecipeError: a lock is broken.
    """
    return [folder / name for folder in folders for name in sorted(lock.read(folder)) if (folder / name).is_file()]


def taken(path: Path) -> Taken:
    """Return what a recipe was made after; raises InputRefused if the lock knows nothing of it."""
    found = lock.read(path.absolute().parent).get(path.name)
    if found is None:
        hint = "make it with: imgfree new NAME --from git+URL@VERSION#PATH"
        raise InputRefused(f"{lock.NAME} knows no template of '{path}'", hint=hint)
    return found


def offered(path: Path, to: str | None = None) -> Offer:
    """Return what there is for a recipe; raises as `versions.newest` does."""
    known = taken(path)
    return Offer(path, known, *versions.newest(known, to))


def prepared(offer: Offer, before: Commit, after: Commit, schemas: Path) -> Update:
    """Return what an update would do; nothing is changed.

    Raises:
        InputRefused, RecipeError: the new version has no such recipe, or it is wrong.
    """
    folder, name = offer.path.absolute().parent, offer.path.name
    old, coming = (_template(offer, commit) for commit in (before, after))
    base, theirs = (new.text_of(one, offer.path, {}, schemas) for one in (old, coming))
    ours = offer.path.read_text(encoding="utf-8")
    merged = merge(base, ours, theirs, offer.ref)
    files = {file: source for file, source in coming.files.items() if _changed(folder / file, source)}
    states = lock.states(folder, name, offer.taken)
    kept = {file for file in files if states.get(file, "yours") == "yours" and (folder / file).exists()}
    digests = {file: lock.digest(source.read_bytes()) for file, source in coming.files.items()}
    assert coming.origin is not None
    return Update(
        offer,
        merged,
        Taken(**vars(coming.origin), imgfree=__version__, files=digests | {name: lock.digest(theirs.encode())}),
        {file: source for file, source in files.items() if file not in kept},
        tuple(sorted(kept)),
        tuple(sorted(offer.taken.files.keys() - digests.keys() - {name})),
        _wider(offer.path, ours, merged) if not merged.conflicts else (),
    )


def commits(offer: Offer) -> tuple[Address, Address]:
    """Return where the version that was taken is, and where the new one."""
    at = Address(offer.taken.source.removeprefix("git+"), offer.taken.commit, offer.taken.path)
    return at, replace(at, ref=offer.commit)


def apply(update: Update) -> None:
    """Write what the update comes to, each file whole or not at all, the lock last: done again, it comes to the same.

    Raises:
        SetupError: something cannot be written.
    """
    folder = update.path.absolute().parent
    try:
        for file, source in update.files.items():
            disk.write(folder / file, source.read_bytes(), base=folder, replace=True)
        disk.write(update.path.absolute(), update.merged.text.encode(), replace=True)
        lock.write(folder, lock.read(folder) | {update.path.name: update.taken})
    except OSError as error:
        raise SetupError(f"'{error.filename}' cannot be written: {error.strerror}") from error


def _template(offer: Offer, commit: Commit) -> new.Template:
    """Return the template as a commit has it, under the name that the lock has for the version."""
    ref = offer.taken.ref if commit.id == offer.taken.commit else offer.ref
    at = Address(offer.taken.source.removeprefix("git+"), ref, offer.taken.path)
    return templates.at_commit(at, commit, offer.path.stem)


def _changed(path: Path, source: Path) -> bool:
    return not os.path.lexists(path) or lock.digest(path.read_bytes()) != lock.digest(source.read_bytes())


def _wider(path: Path, ours: str, merged: Merged) -> tuple[str, ...]:
    """Return the rights that the merged recipe needs and ours does not."""
    had, needs = ({(need.option, need.value) for need in _needs(path, text)} for text in (ours, merged.text))
    return tuple(f"{option} {value}" for option, value in sorted(needs - had))


def _needs(path: Path, text: str) -> tuple[trust.Need, ...]:
    loaded = recipe.parse(text, path)
    return trust.sheet(loaded, Rights(), cwd=loaded.dir).needs
