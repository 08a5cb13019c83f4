"""Git in an empty folder of ours: with no variable of its own, no hook, no filter, no template and no submodule."""

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from imgfree import settings
from imgfree.errors import InputRefused, SetupError

GIT_LIMIT_S = 120
LARGEST_FETCH_BYTES = 256 * 1024 * 1024  # of what git may store to get a file
PROTOCOLS = ("https", "ssh", "file")
_LONGEST_LIST_BYTES = 4 * 1024 * 1024


class Git:
    """Git in one folder, with bounds: it asks nothing, runs nothing, and ends in time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        ours = [f"protocol.{name}.allow=always" for name in PROTOCOLS]
        allowed = ["protocol.allow=never", "protocol.ext.allow=never", *ours]
        quiet = ["core.hooksPath=/dev/null", "core.fsmonitor=false", "core.askPass=", "fetch.unpackLimit=1",
                 "gc.auto=0", "maintenance.auto=false", "submodule.recurse=false", "fetch.recurseSubmodules=false",
                 "http.followRedirects=initial", "advice.detachedHead=false"]  # fmt: skip
        self._options = [part for setting in (*allowed, *quiet) for part in ("-c", setting)]
        self._environment = settings.inherited(without=("GIT_", "SSH_ASKPASS")) | {
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_CEILING_DIRECTORIES": str(folder.parent),
            "GIT_NO_REPLACE_OBJECTS": "1",
            "LC_ALL": "C",
        }

    def run(self, *args: str, most_bytes: int = _LONGEST_LIST_BYTES) -> bytes:
        """Return what git prints; no more than `most_bytes`.

        Raises:
            SetupError: it fails, or goes beyond its time or room.
        """
        with tempfile.TemporaryFile() as said, subprocess.Popen(
            ["git", "--git-dir=.", "--no-optional-locks", *self._options, *args],
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            start_new_session=True,  # away from the terminal, where git would ask for a password
            preexec_fn=_bounded(),
        ) as process:  # fmt: skip
            assert process.stdout is not None
            late = threading.Timer(GIT_LIMIT_S, _end, [process])
            late.start()
            try:
                printed = process.stdout.read(most_bytes + 1)
                if len(printed) > most_bytes:
                    raise InputRefused("the repository is too large to look through", hint="name the file after '#'")
                code = process.wait()
            finally:
                timed_out = not late.is_alive()
                late.cancel()
                _end(process)
            if timed_out:
                raise SetupError(f"git took longer than {GIT_LIMIT_S} s")
            if code:
                said.seek(0)
                raise _failed(said.read(64 * 1024).decode(errors="replace"))
        return printed


def _failed(said: str) -> SetupError:
    if "index-pack" in said or "File too large" in said:  # what stores the fetched objects was ended by its limit
        most = f"{LARGEST_FETCH_BYTES // 1024 // 1024} MB"
        return SetupError(
            f"the repository is damaged, or larger than the {most} that are fetched for a recipe",
            hint="download the recipe and name the file",
        )
    lines = [line for line in said.strip().splitlines() if line] or ["no reason given"]
    return SetupError(f"git says: {lines[0].removeprefix('fatal: ')}", hint="check the address and the name after '@'")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End git and what it started."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()


def _bounded() -> Callable[[], None] | None:
    """Return what limits a child's files and processor time, where the system has such limits."""
    try:
        from imgfree import ulimit
    except ImportError:  # Windows
        return None
    limits = {"RLIMIT_FSIZE": LARGEST_FETCH_BYTES, "RLIMIT_CPU": GIT_LIMIT_S}
    return lambda: ulimit.lower(limits)
