"""Marks that only this installation can make: they tell our own journals from those that came with a folder."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from imgfree import disk

if TYPE_CHECKING:
    from hmac import HMAC

KEY_FILE = "journal.key"
_KEY_BYTES = 32
MARK_CHARS = 32  # 128 bits


@dataclass(frozen=True, repr=False)
class Seal:
    """A secret key. One that is not `lasting` has no file and ends with this process."""

    key: bytes
    lasting: bool

    def at(self, place: Path) -> "Stamp":
        """Return what marks the lines of the journal in that folder."""
        import hmac  # only where a journal is written or read: it loads OpenSSL

        return Stamp(hmac.new(self.key, os.fsencode(os.path.realpath(place)) + b"\0", "sha256"))


@dataclass(frozen=True, repr=False)
class Stamp:
    """Marks the lines of one journal. Elsewhere, or with one byte different, a mark does not fit."""

    _begun: "HMAC"  # over the key and the place

    def mark(self, line: bytes) -> str:
        """Return the mark of a line."""
        whole = self._begun.copy()
        whole.update(line)
        return whole.hexdigest()[:MARK_CHARS]

    def fits(self, mark: bytes, line: bytes) -> bool:
        """Return whether we made that mark for this line."""
        import hmac

        return hmac.compare_digest(mark, self.mark(line).encode())


def passing() -> Seal:
    """Return a seal that fits nothing written before, and that nobody can use later."""
    return Seal(os.urandom(_KEY_BYTES), lasting=False)


def kept(home: Path) -> Seal:
    """Return the seal of this home; a passing one if there is none, or it cannot be read. Nothing is written."""
    try:
        key = disk.read(home / KEY_FILE, most_bytes=_KEY_BYTES)
    except OSError:
        return passing()
    return Seal(key, lasting=True) if len(key) == _KEY_BYTES else passing()


def lasting(home: Path) -> Seal:
    """Return the seal of this home, made if there is none; a passing one where the home cannot be written.

    Of several processes that come first at the same time, all return the same.
    """
    found = kept(home)
    for replace in (False, True):  # what is there and holds no key was cut short, say: it is replaced
        if found.lasting:
            break
        try:
            key = os.urandom(_KEY_BYTES)
            disk.write(home / KEY_FILE, key, replace=replace, mode=disk.PRIVATE_FILE, folder_mode=disk.PRIVATE_FOLDER)
        except FileExistsError:  # another process was first, whole, or it is damaged
            pass
        except OSError:  # the home is not ours to write
            return kept(home)
        found = kept(home)
    return found
