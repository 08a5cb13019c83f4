"""The line that a person types: with editing and a history at a terminal, plain from a pipe."""

import contextlib
import re
import select
import sys
from pathlib import Path
from types import ModuleType

from imgfree import disk
from imgfree.redaction import Redactor

HISTORY_FILE = "chat_history"
_MOST_LINES = 1000
_MOST_BYTES = 1_000_000
_SECRET = re.compile(r"nmv_\w|\b(?:token|password|passwd|secret|api[_ -]?key|bearer)\b\s*[:=]?\s*\S", re.IGNORECASE)
_PROMPT = "> "
_GLANCE_S = 0.2


class Prompt:
    """Reads lines. The history lies in IMGFREE_HOME, for its owner alone, without what looks like a secret."""

    def __init__(self, home: Path, redactor: Redactor, *, live: bool) -> None:
        self.live = live
        self._peeked: str | None = None
        self._file = home / HISTORY_FILE
        self._redactor = redactor
        self._readline = _library() if live and sys.stdout.isatty() else None
        if self._readline is not None:
            self._recall(self._readline)

    def line(self) -> str | None:
        """Return the next line without its end; None when there are no more.

        Raises:
            KeyboardInterrupt: Ctrl-C; the line is gone.
        """
        if not self.live:
            text, self._peeked = (self._peeked or _read()), None
            return text
        sys.stdout.flush()
        try:
            if self._readline is not None:
                return input(_PROMPT)
            sys.stderr.write(_PROMPT)
            sys.stderr.flush()
            text = _read()
        except EOFError:
            text = None
        except KeyboardInterrupt:
            sys.stderr.write("\n")
            raise
        if text is None:
            sys.stderr.write("\n")
        return text

    def peek(self) -> str | None:
        """Return the next line of a pipe if it is there already, and keep it for `line`; None at a terminal."""
        if not self.live and self._peeked is None and _waiting():
            self._peeked = _read()
        return self._peeked

    def close(self) -> None:
        """Keep the history."""
        library = self._readline
        if library is None:
            return
        count = library.get_current_history_length()
        lines = [str(library.get_history_item(number)) for number in range(max(1, count - _MOST_LINES + 1), count + 1)]
        kept = [self._redactor.text(line) for line in lines if "\n" not in line and not _SECRET.search(line)]
        with contextlib.suppress(OSError):  # a history that cannot be kept stops nobody
            text = "".join(f"{line}\n" for line in kept).encode(errors="backslashreplace")
            disk.write(self._file, text, replace=True, mode=disk.PRIVATE_FILE, folder_mode=disk.PRIVATE_FOLDER)

    def _recall(self, library: ModuleType) -> None:
        library.clear_history()
        with contextlib.suppress(OSError):
            for line in disk.read(self._file, most_bytes=_MOST_BYTES).decode(errors="replace").splitlines():
                library.add_history(line)


def _waiting() -> bool:
    """Return whether a line can be read without waiting for it; never where the system cannot tell."""
    try:
        return bool(select.select([sys.stdin], [], [], _GLANCE_S)[0])
    except (OSError, ValueError):
        return False


def _read() -> str | None:
    text = sys.stdin.readline()
    return text.rstrip("\r\n") if text else None


def _library() -> ModuleType | None:
    """Return the module that edits lines; None where the system has none."""
    try:
        import readline
    except ImportError:
        return None
    return readline
