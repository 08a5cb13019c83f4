"""Fixtures used everywhere: an environment of our own, loopback only, and the command as a user types it."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("NEMO_TOKEN", "NEMO_API_URL", "NEMO_WEB_URL", "NEMO_CLIENT_ID", "SKILL_SOURCE", "IMGFREE_RUNS_DIR", "NO_COLOR")


@pytest.fixture(autouse=True)
def own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees, or leaves behind, a token or a home of the person who runs it."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("IMGFREE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path / "user"))


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anything but this machine fails the test."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        assert host in ("", "127.0.0.1", "::1", "localhost"), f"a test tried to reach {host}"
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


Ran = subprocess.CompletedProcess[str]


@pytest.fixture
def imgfree(tmp_path: Path) -> Callable[..., Ran]:
    """Run the command in a clean folder, as a user would: `imgfree("run", "clip.yaml", cwd=…, env={…})`."""

    def run(*args: str | Path, cwd: Path = tmp_path, env: dict[str, str] | None = None, timeout_s: float = 120) -> Ran:
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

    return run
