"""`imgfree chat`, with its lines on a pipe or somebody at a terminal."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commandline import Ran
from nemo import Nemo
from ptytalk import Typist, at_terminal


def talking(nemo: Nemo, scale: str = "0.001", **env: str) -> dict[str, str]:
    """Return the environment that makes `nemo` the cloud; of the locale, it has LANG alone."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    return {**own, **nemo.environment(scale), "LANG": "C", **env}


def piped(folder: Path, nemo: Nemo, lines: str, *args: str, env: dict[str, str] | None = None) -> Ran:
    """Run `imgfree chat` with those lines on stdin."""
    command = [sys.executable, "-m", "imgfree", "chat", *args]
    return subprocess.run(
        command, cwd=folder, env=talking(nemo, **(env or {})), input=lines, text=True, encoding="utf-8",
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip


@contextmanager
def chatting(folder: Path, nemo: Nemo, *args: str, scale: str = "0.001", **env: str) -> Iterator[Typist]:
    """Yield somebody at `imgfree chat`, with `nemo` as the cloud."""
    own = talking(nemo, scale, **{"LANG": "C.UTF-8", "TERM": "xterm", **env})
    with at_terminal([sys.executable, "-m", "imgfree", "chat", *args], cwd=folder, env=own) as typist:
        yield typist
