"""Files by their digest, on a machine that makes pieces: each of them travels there once."""

import time
from contextlib import suppress
from pathlib import Path

from imgfree import disk
from imgfree.local.cache import Cache, part_of


class Shelf:
    """A bounded folder of files, each by its SHA-256. Safe beside other processes: a file appears when it is whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, digest: str) -> Path | None:
        """Return the file with that digest; one that is damaged is removed."""
        path = self._place(digest)
        if not path.is_file():
            return None
        if disk.sha256(path) == digest:
            with suppress(PermissionError):  # it is another user's, in a folder that machines share
                path.touch()
            return path
        path.unlink(missing_ok=True)
        return None

    def keep(self, digest: str, content: bytes) -> Path:
        """Return where these bytes are kept from now on."""
        path = self._place(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = part_of(path)
        try:
            part.write_bytes(content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return path

    def trim(self) -> None:
        """Remove what was not used for longest, until the rest fits."""
        Cache(self._folder).trim(time.time())

    def _place(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest
