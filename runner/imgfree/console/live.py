"""One line at the foot of a terminal: rewritten in place, and ticking while nothing arrives."""

import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from imgfree.errors import columns
from imgfree.terminal import Door, visible

if TYPE_CHECKING:
    from imgfree.runs.app import App

TICK_S = 0.2
_WHEEL = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_PLAIN_WHEEL = "|/-\\"
_SURE_S = 1.0  # before that, how long the rest takes is a guess nobody wants
_PLAIN = {"…": "...", "·": "-", "⏳": "*", "×": "x"}


def clock(seconds: float) -> str:
    """Return a length of time as people read it: 7 s, 1:05, 1:02:03."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def cut(text: str, width: int) -> str:
    """Return as much of `text` as fits into that many columns; wide characters count twice."""
    while columns(text) > width:
        text = text[:-1]
    return text


@contextmanager
def on_stderr(app: "App") -> Iterator["Terminal"]:
    """Give the block the lines on stderr, and on a terminal a live one below, which is gone when the block ends."""
    live = sys.stderr.isatty() and not app.settings.dumb_terminal
    terminal = Terminal(sys.stderr, live=live, now_s=app.system.monotonic_s)
    try:
        yield terminal
    finally:
        terminal.close()


class Terminal:
    """Whole lines, and below them one live line. Threads may write; nothing is drawn unless `live`."""

    def __init__(self, stream: TextIO, *, live: bool, now_s: Callable[[], float]) -> None:
        self._stream = Door.before(stream)
        self._live = live
        self._now_s = now_s
        self._guard = threading.RLock()
        self._shown = ""
        self._title: str | None = None
        self._state = ""
        self._share: float | None = None
        self._begun_s = self._phase_s = 0.0
        self._turn = 0
        self._open = False  # words without a line's end stand above
        self._stopped = threading.Event()
        self._ticker: threading.Thread | None = None
        self._wheel = _WHEEL
        self.unicode = True
        try:
            "".join([_WHEEL, *_PLAIN]).encode(stream.encoding or "ascii")
        except (UnicodeError, LookupError):
            self.unicode, self._wheel = False, _PLAIN_WHEEL

    def line(self, text: str, *, mark: str = "", color: str = "") -> None:
        """Write one whole line, its `mark` in front in that colour; the live line moves down."""
        with self._guard:
            self._wipe()
            self._end_words()
            if color:
                self._stream.control(f"\x1b[{color}m")
            self._stream.write(mark)
            if color:
                self._stream.control("\x1b[0m")
            self._stream.write(self._plain(text) + "\n")
            self._draw()
            self._stream.flush()

    def speak(self, words: str, *, indent: str = "") -> None:
        """Write words at once, whether or not their line has ended; the next line begins below them.

        Each of their lines begins with `indent`; lines without words are left out.
        """
        with self._guard:
            self._wipe()
            for line in words.splitlines(keepends=True):
                if self._open or line.strip():
                    self._stream.write(("" if self._open else indent) + self._plain(line))
                    self._open = not line.endswith("\n")
            self._draw()
            self._stream.flush()

    def begin(self, title: str) -> None:
        """Start the live line of a step; its time counts from now."""
        with self._guard:
            self._title, self._state, self._share = title, "", None
            self._begun_s = self._phase_s = self._now_s()
            if self._live and self._ticker is None:
                self._ticker = threading.Thread(target=self._tick, name="imgfree-live", daemon=True)
                self._ticker.start()
            self._redraw()

    def tell(self, phase: str, detail: str = "", share: float | None = None) -> None:
        """Say what the step is at; `share` of it (0..1) is done. A new phase starts its own estimate."""
        with self._guard:
            if not self._state.startswith(phase):
                self._phase_s = self._now_s()
            self._state, self._share = f"{phase}{detail}", share
            self._redraw()

    def end(self) -> None:
        """Take the live line away, and end the line of words above it."""
        with self._guard:
            self._wipe()
            self._end_words()
            self._title = None
            self._stream.flush()

    def close(self) -> None:
        """Take the live line away for good; returns when nothing draws any more."""
        self.end()
        self._stopped.set()
        if self._ticker is not None:
            self._ticker.join()

    def _tick(self) -> None:
        while not self._stopped.wait(TICK_S):
            with self._guard:
                self._turn += 1
                self._redraw()

    def _redraw(self) -> None:
        self._wipe()
        self._draw()
        self._stream.flush()

    def _wipe(self) -> None:
        if not self._shown:
            return
        width = max(1, shutil.get_terminal_size().columns)
        folded = (columns(self._shown) - 1) // width  # a window made narrower has wrapped the line
        self._stream.control("\r" + "\x1b[2K\x1b[A" * folded + "\x1b[2K")
        self._shown = ""

    def _end_words(self) -> None:
        if self._open:
            self._stream.write("\n")
            self._open = False

    def _draw(self) -> None:
        if not self._live or self._title is None or self._open:
            return
        width = max(1, shutil.get_terminal_size().columns - 1)
        times = f"  {self._times()}"
        words = f"{self._wheel[self._turn % len(self._wheel)]} {self._title}"
        if self._state:
            words += f"  {self._state}"
        self._shown = cut(self._plain(words), max(0, width - len(times))) + cut(times, width)
        self._stream.write(self._shown)

    def _times(self) -> str:
        now_s = self._now_s()
        spent_s, phase_s = now_s - self._begun_s, now_s - self._phase_s
        if self._share is None or self._share < 0.02 or phase_s < _SURE_S:
            return clock(spent_s)
        return f"{clock(spent_s)}, about {clock(phase_s * (1 - self._share) / self._share)} left"

    def _plain(self, text: str) -> str:
        text = visible(text)  # before it is measured and cut
        if self.unicode:
            return text
        return "".join(_PLAIN.get(char, char) for char in text)
