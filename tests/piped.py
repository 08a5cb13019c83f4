"""`imgfree chat` with its lines on a pipe."""

import os
import subprocess
import sys
from pathlib import Path

from commandline import Ran
from nemo import Nemo


def talking(nemo: Nemo) -> dict[str, str]:
    """Return the environment that makes `nemo` the cloud."""
    fast = {"NEMO_API_URL": nemo.url, "NEMO_TOKEN": "nmv_usr_of-the-test", "IMGFREE_TIME_SCALE": "0.001", "LANG": "C"}
    return {**{name: value for name, value in os.environ.items() if not name.startswith("LC_")}, **fast}


def piped(folder: Path, nemo: Nemo, lines: str, *args: str, env: dict[str, str] | None = None) -> Ran:
    """Run `imgfree chat` with those lines on stdin."""
    command = [sys.executable, "-m", "imgfree", "chat", *args]
    return subprocess.run(
        command, cwd=folder, env=talking(nemo) | (env or {}), input=lines, text=True, encoding="utf-8",
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip
