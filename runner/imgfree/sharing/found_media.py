"""Files found again by their digests, wherever they lie now and whatever they are called."""

import os
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from imgfree import disk
from imgfree.media_types import suffix_of

_MOST_FILES = 20_000  # that are listed of one folder


def find(wanted: Mapping[str, str], folder: Path, *, below: bool) -> dict[str, Path]:
    """Return where in a folder the files of these digests lie; `wanted` has their names by digest.

    Files of the same name are tried first, then all that end alike; `below` says whether folders in it are looked
    through, too. No link is followed.
    """
    left, found = dict(wanted), dict[str, Path]()
    names, endings = set(wanted.values()), {suffix_of(name).lower() for name in wanted.values()}
    there = islice(_files(folder, below=below), _MOST_FILES)
    for path in sorted(there, key=lambda path: path.name not in names):
        if not left:
            break
        if path.name in names or suffix_of(path.name).lower() in endings:
            sha256 = _sha256(path)
            if left.pop(sha256, None) is not None:
                found[sha256] = path
    return found


def _files(folder: Path, *, below: bool) -> Iterator[Path]:
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith(".")) if below else []
        yield from (path for name in sorted(names) if (path := Path(base, name)).is_file() and not path.is_symlink())


def _sha256(path: Path) -> str:
    try:
        return disk.sha256(path)
    except OSError:  # not ours to read
        return ""
