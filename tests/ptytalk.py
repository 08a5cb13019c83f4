"""A program at a real pseudo-terminal: type, wait for what it shows, end it."""

import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from going import going

LIMIT_S = 200.0


class Typist:
    """Sits at the terminal of a process. `seen` is everything that was shown."""

    def __init__(self, process: "subprocess.Popen[str]", lead: int) -> None:
        self.process = process
        self.seen = ""
        self._lead = lead
        self._from = 0

    def type(self, text: str) -> None:
        """Type something; end a line with a line break."""
        os.write(self._lead, text.encode())

    def until(self, text: str) -> str:
        """Wait until the text is shown after what was last waited for, and return what came up to it."""
        ends_s = time.monotonic() + LIMIT_S
        while text not in self.seen[self._from :]:
            assert time.monotonic() < ends_s, f"{text!r} never came:\n{self.seen}"
            assert self._read(), f"it ended before {text!r} came:\n{self.seen}"
        at = self.seen.index(text, self._from) + len(text)
        came, self._from = self.seen[self._from : at], at
        return came

    def interrupt(self) -> None:
        """Press Ctrl-C, once the program waits: while it still takes a letter, Python's `input` may miss the signal."""
        state = Path(f"/proc/{self.process.pid}/stat")
        ends_s = time.monotonic() + LIMIT_S
        while state.exists() and state.read_text().rpartition(")")[2].split()[0] != "S":
            assert time.monotonic() < ends_s, "it never waits"
        os.write(self._lead, b"\x03")

    def kill(self, number: int = signal.SIGKILL) -> None:
        """End the process without a word, and wait for it."""
        self.process.send_signal(number)
        self.process.wait(timeout=LIMIT_S)

    def end(self) -> int:
        """Return the exit code, once everything was read."""
        ends_s = time.monotonic() + LIMIT_S
        while self._read():
            assert time.monotonic() < ends_s, f"it never ended:\n{self.seen}"
        return self.process.wait(timeout=LIMIT_S)

    def _read(self) -> bool:
        """Take what is there, waiting for a moment; return whether more may come."""
        if not select.select([self._lead], [], [], 0.5)[0]:
            return True
        try:
            piece = os.read(self._lead, 65536)
        except OSError:  # the other end is closed
            return False
        self.seen += piece.decode(errors="replace")
        return bool(piece)


@contextmanager
def at_terminal(*args: str, cwd: Path, env: Mapping[str, str]) -> Iterator[Typist]:
    """Yield somebody at the terminal of `imgfree ARGS`; a process that is left over ends with the block."""
    import pty

    lead, follow = pty.openpty()
    process = going(*args, cwd=cwd, env=env, stdin=follow, stdout=follow, stderr=follow, terminal=True)
    os.close(follow)
    try:
        yield Typist(process, lead)
    finally:
        process.kill()
        process.wait(LIMIT_S)
        os.close(lead)
