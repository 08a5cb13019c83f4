"""`imgfree chat`, with its lines on a pipe or somebody at a terminal."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commandline import Ran, run
from nemo import Nemo
from ptytalk import Typist, at_terminal


def talking(nemo: Nemo, scale: str = "0.001", **env: str) -> dict[str, str]:
    """Return the environment that makes `nemo` the cloud; of the locale, it has LANG alone."""
    return {**os.environ, "LC_ALL": "", "LC_MESSAGES": "", **nemo.environment(scale), "LANG": "C.UTF-8", **env}


def piped(folder: Path, nemo: Nemo, lines: str, *args: str, env: dict[str, str] | None = None) -> Ran:
    """Run `imgfree chat` with those lines on stdin."""
    return run("chat", *args, cwd=folder, env=talking(nemo, **(env or {})), stdin=lines)


@contextmanager
def chatting(folder: Path, nemo: Nemo, *args: str, scale: str = "0.001", **env: str) -> Iterator[Typist]:
    """Yield somebody at `imgfree chat`, with `nemo` as the cloud."""
    own = talking(nemo, scale, **{"TERM": "xterm", **env})
    with at_terminal("chat", *args, cwd=folder, env=own) as typist:
        yield typist
