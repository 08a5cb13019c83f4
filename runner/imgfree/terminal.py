"""The one door to stdout and stderr: what strangers say cannot steer a terminal or a CI, and showing stops no run.

Words of the agent, names of files, texts of recipes and messages of servers end up on a screen or in a CI's log. The
door shows what has no shape of its own as an escape, `\\x1b` or `\\u202e`, which inside JSON means the same character.
"""

import contextlib
import errno
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO, cast

from imgfree.errors import SetupError

READER_GONE = 141  # what a shell reports for a program that a closed pipe has ended
_GONE = (errno.EPIPE, errno.EINVAL) if os.name == "nt" else (errno.EPIPE,)
_LONGEST_TOLD = 4000  # characters of what stdout did not take

_SHAPELESS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and line feed
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e001f"
    "\U000e0080-\U000e00ff\U000e01f0-\U000e0fff]"
    # The joiners belong between letters of some scripts and between emoji, the tags to flags such as Scotland's.
    "|(?<![\u00a9\u00ae\u0300-\u1fff\u20d0-\u2fff\ufb50-\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]"
    "|[\u200c\u200d](?![\u0300-\u1fff\u2190-\u2fff\ufb50-\ufdff\U0001f000-\U0001faff])"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]"
)
# GitHub runs `::name::` at the start of a line, and `##[name]` anywhere in it; others have words like the latter.
_HASHED = re.compile(r"##(?=(?:vso|teamcity)?\[)")
_COMMAND = re.compile(rf"(?m:^)[^\S\n]*:(?=:)|{_HASHED.pattern}")
_LONGEST_COMMAND = 10  # characters: ##teamcity


def visible(text: str) -> str:
    """Return `text` with every character that shows nothing, or steers, as an escape; lines, tabs and letters stay."""
    return _SHAPELESS.sub(_escape, text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """Return `text` made visible, line breaks and all, so that nothing in it can pass for a line of ours."""
    return visible(text).replace("\n", "\\n").replace("\t", "    ")


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return f"\\x{code:02x}"
    units = chr(code).encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def size(count: float) -> str:
    """Return a number of bytes as people write it."""
    for unit in ("B", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"


class Door:
    """A text stream that strangers' words may be written to. Only `control` and `command` let more through."""

    def __init__(self, stream: TextIO | None, *, result: bool = False) -> None:
        """Stand before `stream`; None is one that was closed before we began.

        A `result` must arrive: what does not is raised, or ends the process where the reader has gone. All else is
        only shown: once that fails, nothing is shown any more.
        """
        self._stream = stream
        self._result = result
        self._line = ""  # the end of the line so far; empty while nothing is in it
        self._lost = False
        self._unsaid = ""  # the beginning of what was not handed over yet

    @classmethod
    def before(cls, stream: TextIO) -> "Door":
        """Return the door of that stream, which may be one already."""
        return stream if isinstance(stream, cls) else cls(stream)

    def write(self, text: str | bytes) -> int:
        """Write `text`, made visible and void of a CI's commands; its length is returned, as files do."""
        if isinstance(text, bytes):
            if not text:  # asked by who wonders whether this takes bytes
                raise TypeError("this stream takes text")
            text = text.decode(errors="replace")  # what completes a line in a shell comes so
        if text:
            self._put(self._disarmed(visible(text)))
        return len(text)

    def command(self, text: str) -> None:
        """Write a line of ours that a CI shall obey; what strangers say in it is made visible all the same."""
        self._put(_HASHED.sub(r"#\\u0023", visible(text)) + "\n")

    def control(self, sequence: str) -> None:
        """Write what moves the cursor or sets a colour, as it is."""
        self._put(sequence, is_text=False)

    def flush(self) -> None:
        """Hand over what was written."""
        if self._stream is not None and not self._lost:
            try:
                self._stream.flush()
            except (OSError, ValueError) as error:
                self._fail(error)
            self._unsaid = ""

    @property
    def encoding(self) -> str:
        """Return how letters become bytes here."""
        return getattr(self._stream, "encoding", None) or "ascii"

    def __getattr__(self, name: str) -> Any:
        """Return what else is asked of a stream, but for its bytes: these have no door."""
        if self._stream is None or name in ("buffer", "detach", "raw", "writelines"):
            raise AttributeError(name)
        return getattr(self._stream, name)

    def isatty(self) -> bool:
        """Return whether a person is reading."""
        return self._stream is not None and not self._lost and self._stream.isatty()

    def _disarmed(self, text: str) -> str:
        """Return `text` with a character escaped in each command that it holds, or ends."""
        if ":" not in text and "#" not in text and not self._line:
            return text
        begun = len(self._line)
        whole = self._line + text
        for found in reversed(list(_COMMAND.finditer(whole))):
            at = max(found.end() - 1, begun)
            whole = f"{whole[:at]}\\u{ord(whole[at]):04x}{whole[at + 1 :]}"
        return whole[begun:]

    def _put(self, text: str, *, is_text: bool = True) -> None:
        if is_text:
            line = (self._line + text).rpartition("\n")[2]
            kept = line.strip() and f"\0{line[-_LONGEST_COMMAND:]}"  # no longer the start of a line
            self._line = ":" if line.strip() == ":" else kept
        elif "\r" in text:
            self._line = ""
        if self._lost:
            return
        self._unsaid = (self._unsaid + text)[:_LONGEST_TOLD] if self._result else ""
        try:
            if self._stream is None:
                raise ValueError("it is closed")
            self._stream.write(text)
        except (OSError, ValueError) as error:
            self._fail(error)

    def _fail(self, error: OSError | ValueError) -> None:
        self._lost = True
        if not self._result:
            return
        if getattr(error, "errno", None) in _GONE:
            raise SystemExit(READER_GONE)
        reason = (getattr(error, "strerror", None) or "it is closed").lower()
        lines = self._unsaid.strip().splitlines()
        hint = f"what it did not take: {lines[0]}" if len(lines) == 1 else None
        raise SetupError(f"stdout cannot be written: {reason}", hint=hint)


def guard() -> None:
    """Put a door before stdout and stderr, for the life of the process.

    A stream that is closed gets its number back, bound to nothing: else the next file that is opened would be taken
    for it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdin is None:
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 -- for the life of the process
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a code page without a character must not end a run
    sys.stdout = cast(TextIO, Door(sys.stdout, result=True))
    sys.stderr = cast(TextIO, Door(sys.stderr))


@contextlib.contextmanager
def protocol() -> Iterator[None]:
    """Let another program have stdout for the time of the block, byte for byte: no person reads it.

    Raises:
        SetupError: it is closed.
    """
    door = sys.stdout
    stream = door._stream if isinstance(door, Door) else door
    if stream is None:
        raise SetupError("stdout is closed, and the protocol is spoken over it")
    sys.stdout = stream
    try:
        yield
    finally:
        sys.stdout = door
