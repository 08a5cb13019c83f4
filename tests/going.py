"""A command that goes on beside its test: spoken to through pipes or a terminal, sent signals, killed."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import warm
from commandline import is_read_at_start

PIPE, NOTHING = subprocess.PIPE, subprocess.DEVNULL


def going(
    *args: str | Path,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    stdin: int = NOTHING,
    stdout: int = PIPE,
    stderr: int = PIPE,
    terminal: bool = False,
    before: str = "",
) -> "subprocess.Popen[str]":
    """Return `imgfree ARGS` as a process that has begun; `env` is added to the environment.

    Its pipes are of text. Where its streams are a terminal, that may be its own. `before` is Python that it runs first.
    """
    told, around = [str(arg) for arg in args], {**os.environ, **(env or {})}
    if hasattr(os, "fork") and not any(is_read_at_start(name, value) for name, value in (env or {}).items()):
        return _Going(told, cwd, around, (stdin, stdout, stderr), terminal, before)  # type: ignore[return-value]
    program = ["-c", f"{before}\nfrom imgfree.__main__ import main\nmain()"] if before else ["-m", "imgfree"]
    command = [sys.executable, *program, *told]
    return subprocess.Popen(command, cwd=cwd, env=around, text=True, stdin=stdin, stdout=stdout, stderr=stderr)


class _Going:
    """A process that was forked from a warm one, with as much of Popen as tests ask of it."""

    def __init__(
        self,
        args: list[str],
        cwd: Path,
        env: dict[str, str],
        streams: tuple[int, int, int],
        terminal: bool,
        before: str,
    ) -> None:
        theirs: list[int] = []
        ours: list[IO[Any] | None] = []
        for number, asked in enumerate(streams):
            if asked == PIPE:
                pipe = os.pipe()
                theirs.append(pipe[number > 0])
                ours.append(os.fdopen(pipe[number == 0], "r" if number else "w", encoding="utf-8", errors="replace"))
            else:
                theirs.append(os.open(os.devnull, os.O_RDWR) if asked == NOTHING else os.dup(asked))
                ours.append(None)
        self.stdin, self.stdout, self.stderr = ours
        self.returncode: int | None = None
        try:
            self._begun = warm.go(args, cwd, env, theirs, terminal=terminal, before=before)
        finally:
            for fd in theirs:
                os.close(fd)
        self.pid = self._begun.pid

    def poll(self) -> int | None:
        """Return how it ended; None while it goes on."""
        return self.returncode if self._begun.goes_on() else self.wait()

    def wait(self, timeout: float | None = None) -> int:
        """Return how it ended, once it has."""
        try:
            self.returncode = self._begun.wait(timeout)
        except TimeoutError:
            raise subprocess.TimeoutExpired("imgfree", timeout or 0) from None
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)

    def communicate(self, input: str | None = None, timeout: float | None = None) -> tuple[str | None, str | None]:
        """Return all that it says till its end, after that was said to it."""
        said: dict[str, str] = {}
        streams = {"out": self.stdout, "err": self.stderr}
        heard = [
            threading.Thread(target=lambda name=name, one=one: said.update({name: one.read()}), daemon=True)
            for name, one in streams.items()
            if one and not one.closed
        ]
        for thread in heard:
            thread.start()
        if self.stdin and not self.stdin.closed:
            with contextlib.suppress(BrokenPipeError):
                self.stdin.write(input or "")
                self.stdin.close()
        self.wait(timeout)
        for thread in heard:
            thread.join(timeout)
        for one in filter(None, streams.values()):
            one.close()
        return said.get("out"), said.get("err")

    def __enter__(self) -> "_Going":
        return self

    def __exit__(self, *_: object) -> None:
        for one in filter(None, (self.stdin, self.stdout, self.stderr)):
            with contextlib.suppress(BrokenPipeError):
                one.close()
        self.wait()
