"""What a film is called: a name is promised to one run, so that two films made at once do not meet in one file."""

import contextlib
import hashlib
import time
from pathlib import Path

from imgfree import disk
from imgfree.agents import claims, progress
from imgfree.errors import ImgfreeError
from imgfree.runs.app import App

FOLDER = "names"
_BEGINS_S = 60.0  # a run that has a name, and no folder by then, will have none
_MOST_BYTES = 20_000


class Names:
    """The names that a run asks for. All servers of this home know of a promise; a run that is over holds none."""

    def __init__(self, app: App, run_dir: Path) -> None:
        self._app, self._run_dir = app, run_dir
        self._marks: list[Path] = []

    def take(self, film: Path) -> bool:
        """Return whether this run may call its film so from now on; `film` is a path without a suffix."""
        name = hashlib.sha256(str(film.absolute()).encode(errors="surrogateescape")).hexdigest()
        mark = self._app.settings.home / claims.FOLDER / FOLDER / name
        own = str(self._run_dir).encode(errors="surrogateescape")
        try:
            disk.write(mark, own, replace=False, mode=disk.PRIVATE_FILE, folder_mode=disk.PRIVATE_FOLDER)
        except FileExistsError:
            if self._held(mark):
                return False
            with contextlib.suppress(OSError):
                disk.write(mark, own, replace=True, mode=disk.PRIVATE_FILE)
        except OSError:  # of which the claim will tell
            return True
        self._marks.append(mark)
        return True

    def give_back(self) -> None:
        """Let others have what was asked for: the run did not begin."""
        for mark in self._marks:
            mark.unlink(missing_ok=True)

    def _held(self, mark: Path) -> bool:
        try:
            holder = Path(disk.read(mark, most_bytes=_MOST_BYTES).decode(errors="surrogateescape"))
            if not holder.is_dir():
                return time.time() - mark.stat().st_mtime < _BEGINS_S
            return not progress.of(self._app, holder).is_over
        except (OSError, ImgfreeError):
            return False
