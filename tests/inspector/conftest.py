"""The MCP Inspector's command line, from npm: a client that nobody here wrote.

pytest -m inspector tests/inspector        (installs it into a temporary folder; needs node, npm and its registry)
IMGFREE_INSPECTOR=FOLDER pytest -m inspector tests/inspector      (FOLDER holds node_modules/.bin/mcp-inspector)
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

VERSION = "2.12.0"
PATIENCE_S = 300


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave this group out of every run that does not ask for it."""
    return True if "inspector" not in config.getoption("markexpr") else None


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Inspector's program."""
    given = os.environ.get("IMGFREE_INSPECTOR")
    folder = Path(given) if given else tmp_path_factory.mktemp("inspector")
    if not given:
        npm = shutil.which("npm")
        assert npm, "npm is not here"
        package = f"@modelcontextprotocol/inspector@{VERSION}"
        subprocess.run([npm, "install", "--no-audit", "--no-fund", package], cwd=folder, check=True, timeout=600)
    return folder / "node_modules" / ".bin" / "mcp-inspector"


@pytest.fixture
def inspect(program: Path, tmp_path: Path) -> Callable[..., Any]:
    """Ask a server in the test's folder by one call of the program; return what it prints, as JSON."""

    def ask(method: str, *options: str) -> Any:
        server = [sys.executable, "-m", "imgfree", "mcp"]
        patience = ["--connect-timeout", str(PATIENCE_S * 1000)]
        ran = subprocess.run(
            [program, "--cli", *patience, *server, "--method", method, *options],
            cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE_S, check=False,
        )  # fmt: skip
        assert 0 == ran.returncode, ran.stdout + ran.stderr
        return json.loads(ran.stdout)

    return ask
