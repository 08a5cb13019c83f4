"""Several lines at the foot of a terminal, rewritten in place; whole lines above them stay."""

import shutil
import threading
from collections.abc import Callable, Sequence
from typing import TextIO

from imgfree.console.live import TICK_S, cut
from imgfree.errors import columns
from imgfree.terminal import Door, one_line


class Block:
    """Draws what `lines` gives, again and again while it is open; without `live`, whole lines are all there is."""

    def __init__(self, stream: TextIO, lines: Callable[[], Sequence[str]], *, live: bool, color: bool) -> None:
        self._stream = Door.before(stream)
        self._lines = lines
        self._live = live
        self._color = color
        self._guard = threading.RLock()
        self._shown: list[str] = []
        self._stopped = threading.Event()
        self._ticker: threading.Thread | None = None

    def line(self, text: str, *, mark: str = "", color: str = "") -> None:
        """Write one whole line above the block, its `mark` in front in that colour."""
        with self._guard:
            self._wipe()
            if mark and self._color:
                self._stream.control(f"\x1b[{color}m")
            self._stream.write(mark)
            if mark and self._color:
                self._stream.control("\x1b[0m")
            self._stream.write(one_line(text) + "\n")
            self._draw()
            self._stream.flush()

    def open(self) -> None:
        """Show the block from now on."""
        if self._live and self._ticker is None:
            self._ticker = threading.Thread(target=self._tick, name="imgfree-block", daemon=True)
            self._ticker.start()

    def close(self) -> None:
        """Take the block away; returns when nothing draws any more."""
        self._stopped.set()
        if self._ticker is not None:
            self._ticker.join()
        with self._guard:
            self._wipe()
            self._stream.flush()

    def _tick(self) -> None:
        while not self._stopped.wait(TICK_S):
            with self._guard:
                self._wipe()
                self._draw()
                self._stream.flush()

    def _wipe(self) -> None:
        width = max(1, shutil.get_terminal_size().columns)
        for shown in reversed(self._shown):
            folded = (columns(shown) - 1) // width if shown else 0  # a window made narrower has wrapped the line
            self._stream.control("\x1b[A\x1b[2K" * (1 + folded))
        self._shown = []

    def _draw(self) -> None:
        if self._ticker is None or self._stopped.is_set():
            return
        width = max(1, shutil.get_terminal_size().columns - 1)
        self._shown = [cut(one_line(text), width) for text in self._lines()]
        self._stream.write("".join(f"{text}\n" for text in self._shown))
