"""A real google-adk server, in an environment of its own.

    python -m venv .adk-env && .adk-env/bin/pip install google-adk
    IMGFREE_ADK_PYTHON=$PWD/.adk-env/bin/python pytest -m adk tests/adk

Several interpreters, separated as in PATH, test several releases. Releases up to about 1.4 pass over a message that has
no `role`, which the protocol's request has not; with one added this group passes there too.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

HERE = Path(__file__).parent
PYTHONS = [python for python in os.environ.get("IMGFREE_ADK_PYTHON", "").split(os.pathsep) if python]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave this group out of every run that does not ask for it."""
    return True if "adk" not in config.getoption("markexpr") else None


@pytest.fixture(scope="module", params=PYTHONS or [""], ids=lambda python: Path(python).parent.parent.name or "none")
def adk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the base url of a server on loopback."""
    if not request.param:
        pytest.skip("IMGFREE_ADK_PYTHON names no interpreter that has google-adk")
    folder = tmp_path_factory.mktemp("adk")  # releases keep sessions in the agents' folder and do not share them
    shutil.copytree(HERE / "agents", folder / "agents")
    log = (folder / "log").open("wb")
    server = subprocess.Popen(
        [request.param, HERE / "serve.py", folder / "agents", folder / "port"],
        cwd=folder,
        stdout=log,
        stderr=subprocess.STDOUT,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    try:
        yield _ready(server, folder)
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def _ready(server: "subprocess.Popen[bytes]", folder: Path) -> str:
    until_s = time.monotonic() + 120
    while time.monotonic() < until_s and server.poll() is None:
        if (folder / "port").exists() and (port := (folder / "port").read_text(encoding="ascii")):
            try:
                httpx.get(f"http://127.0.0.1:{port}/list-apps", timeout=5).raise_for_status()
                return f"http://127.0.0.1:{port}"
            except httpx.TransportError:
                pass
        time.sleep(0.2)
    raise RuntimeError((folder / "log").read_text(encoding="utf-8", errors="replace")[-3000:])
