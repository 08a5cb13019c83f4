"""The command as a user types it, from outside."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import warm

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = sorted(path for path in (ROOT / "recipes").glob("*.yaml") if path.name != "index.yaml")  # the recipes
Ran = subprocess.CompletedProcess[str]


def run(
    *args: str | Path,
    cwd: Path,
    env: dict[str, str] | None = None,
    timeout_s: float = 120,
    stdin: str = "",
    before: str = "",
) -> Ran:
    """Return how `imgfree ARGS` ended in that folder, in a process of its own; `env` is added to the environment.

    `before` is Python that the process runs first.
    """
    told = [str(arg) for arg in args]
    around = {**os.environ, **(env or {})}
    if not any(map(is_read_at_start, env or {}, (env or {}).values())):
        ran = warm.run(told, cwd, around, timeout_s, stdin, before)
        if ran is not None:
            return ran
    program = ["-c", f"{before}\nfrom imgfree.__main__ import main\nmain()"] if before else ["-m", "imgfree"]
    return subprocess.run(
        [sys.executable, *program, *told],
        cwd=cwd,
        env=around,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout_s,
        input=stdin,
        check=False,
    )


def is_read_at_start(name: str, value: str) -> bool:
    """Return whether the interpreter itself goes by that variable, other than the tests' own does."""
    if value == os.environ.get(name):
        return False
    return name.startswith("PYTHON") or (name.startswith(("LC_", "LANG")) and value[-5:] not in ("", "UTF-8"))


def printed(ran: Ran) -> dict[str, Any]:
    """Return the object that a successful command printed."""
    assert 0 == ran.returncode, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def lines_of(ran: Ran) -> list[str]:
    """Return the lines that a successful command printed."""
    assert 0 == ran.returncode, ran.stderr
    return ran.stdout.splitlines()
