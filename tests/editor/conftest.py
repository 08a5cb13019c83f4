"""The language server that editors use for YAML, from npm, spoken to as an editor speaks to it.

pytest -m editor tests/editor        (installs it into a temporary folder; needs node, npm and its registry)
IMGFREE_YLS=FOLDER pytest -m editor tests/editor         (FOLDER holds node_modules/yaml-language-server)
"""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

PATIENCE_S = 60


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave this group out of every run that does not ask for it."""
    return True if "editor" not in config.getoption("markexpr") else None


class Editor:
    """One editor window: opens files, asks what may stand at a place, and what a word there means."""

    def __init__(self, process: "subprocess.Popen[bytes]", root: Path) -> None:
        self._process = process
        self._asked = 0
        self._answers: Queue[dict[str, Any]] = Queue()
        self.problems: dict[str, list[dict[str, Any]]] = {}
        threading.Thread(target=self._listen, daemon=True).start()
        folder = {"uri": root.as_uri(), "name": "root"}
        self.ask(
            "initialize",
            {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": [folder], "capabilities": {}},
        )
        self._send({"method": "initialized", "params": {}})
        settings = {"yaml": {"completion": True, "hover": True, "validate": True, "schemaStore": {"enable": False}}}
        self._send({"method": "workspace/didChangeConfiguration", "params": {"settings": settings}})

    def open(self, path: Path, text: str) -> None:
        """Show `text` as the file of that name."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})

    def completion(self, path: Path, line: int, character: int) -> dict[str, str]:
        """Return what is offered at a place (from 0), with its description."""
        answer = self.ask("textDocument/completion", _place(path, line, character))
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: _text(item.get("documentation")) for item in items}

    def hover(self, path: Path, line: int, character: int) -> str:
        """Return what is shown for the word at a place (from 0)."""
        answer = self.ask("textDocument/hover", _place(path, line, character))
        return _text(answer["contents"]) if answer else ""

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """Return the server's answer."""
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while (answer := self._answers.get(timeout=PATIENCE_S)).get("id") != self._asked:
            pass
        assert "error" not in answer, answer
        return answer["result"]

    def _send(self, message: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(raw), raw))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while head := stream.readline():
            size = int(head.split(b":")[1])
            while stream.readline().strip():
                pass
            message = json.loads(stream.read(size))
            if "method" not in message:
                self._answers.put(message)
            elif "id" in message:  # the server asks for settings it has been told; null means its defaults
                count = (
                    len(message.get("params", {}).get("items", [])) if isinstance(message.get("params"), dict) else 0
                )
                self._send({"id": message["id"], "result": [None] * count if count else None})
            elif message["method"] == "textDocument/publishDiagnostics":
                self.problems[message["params"]["uri"]] = message["params"]["diagnostics"]


def _place(path: Path, line: int, character: int) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}


def _text(value: Any) -> str:
    return str(value["value"]) if isinstance(value, dict) else str(value or "")


@pytest.fixture(scope="session")
def server_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the language server's program; it is installed if the environment names none."""
    given = os.environ.get("IMGFREE_YLS")
    folder = Path(given) if given else tmp_path_factory.mktemp("yls")
    if shutil.which("node") is None or (given is None and shutil.which("npm") is None):
        pytest.skip("node and npm are needed")
    if given is None:
        install = ["npm", "install", "--no-audit", "--no-fund", "--silent", "yaml-language-server"]
        subprocess.run(install, cwd=folder, check=True, timeout=300)
    return folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


@pytest.fixture
def editor(server_file: Path, tmp_path: Path) -> Iterator[Callable[[], Editor]]:
    """Return a maker of an editor on the test's folder; it is closed with the test."""
    with subprocess.Popen(
        ["node", server_file, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path
    ) as process:
        yield lambda: Editor(process, tmp_path)
        process.terminate()
