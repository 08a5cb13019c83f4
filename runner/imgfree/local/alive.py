"""Which servers on this data folder are still running, asked of the operating system."""

import secrets
import sqlite3
import time
from pathlib import Path

_FORGET_AFTER_S = 3600.0


class Presence:
    """A lock held as long as this server lives; the system lets go of it however the process ends.

    Each server holds an exclusive transaction on a file of its own. SQLite locks files alike on every system, which
    spares us three branches of locking code.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        self.name = secrets.token_hex(8)
        self._held = _hold(self._path(self.name), wait_s=2)  # another server may be looking at it

    def living(self) -> set[str]:
        """Return the names of the servers that run now, this one included; traces of old dead ones are removed."""
        names = {self.name}
        for path in self._folder.glob("*.lock"):
            if path.stem == self.name:
                continue
            try:
                _hold(path, wait_s=0).close()
            except sqlite3.OperationalError:
                names.add(path.stem)
                continue
            # A young file may belong to a server that is about to take its lock.
            if path.exists() and time.time() - path.stat().st_mtime > _FORGET_AFTER_S:
                path.unlink(missing_ok=True)
        return names

    def close(self) -> None:
        """Let go, so that others may take over what this server left."""
        self._held.close()
        self._path(self.name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.lock"


def _hold(path: Path, *, wait_s: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=wait_s, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
