"""The command as a user types it, from outside."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Ran = subprocess.CompletedProcess[str]


def run(*args: str | Path, cwd: Path, env: dict[str, str] | None = None, timeout_s: float = 120) -> Ran:
    """Return how `imgfree ARGS` ended in that folder; `env` is added to the environment."""
    return subprocess.run(
        [sys.executable, "-m", "imgfree", *map(str, args)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout_s,
        stdin=subprocess.DEVNULL,
        check=False,
    )
