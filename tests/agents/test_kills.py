"""Server and run killed at any moment: who says the same key again gets the same run, and all of it happens once."""

import itertools
import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from going import NOTHING, PIPE, going
from imgfree import events
from nemo import Nemo
from thorough import many

pytestmark = pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="processes are found in /proc")
RECIPE = """\
version: 1
name: reel
steps:
  - upload: [a.jpg, b.jpg, c.jpg]
  - instruct: make a 12-second reel
  - export: mp4
  - download: reel.mp4
"""
# What is on the disk when the kill comes; the first three are the call itself.
MOMENTS: dict[str, Callable[[Path], bool]] = {
    "called": lambda folder: True,
    "claimed": lambda folder: any(folder.glob("home/agents/*.json")),
    "begun": lambda folder: any(folder.glob(".imgfree/runs/*/events.lock")),
    "upload": lambda folder: seen(folder, events.STEP_STARTED, "upload"),
    "instruct": lambda folder: seen(folder, events.STEP_INTENDED, "instruct"),
    "render": lambda folder: seen(folder, events.STEP_INTENDED, "export"),
    "download": lambda folder: seen(folder, events.STEP_STARTED, "download"),
}
TRIALS = 50


def seen(folder: Path, event: str, kind: str) -> bool:
    """Return whether the run's log has that event of that kind of step."""
    lines = [line for log in folder.glob(".imgfree/runs/*/events.jsonl") for line in log.read_bytes().splitlines()]
    return any(f'"{event}"'.encode() in line and f'"{kind}"'.encode() in line for line in lines)


class Server:
    """A server as a process, spoken to in plain JSON."""

    def __init__(self, folder: Path, nemo: Nemo) -> None:
        self._numbers = itertools.count(1)
        self.process = going("mcp", cwd=folder, env=nemo.environment(), stdin=PIPE, stderr=NOTHING)
        client = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
        self.answer(self.send("initialize", client))
        self._write({"method": "notifications/initialized"})

    def send(self, method: str, params: dict[str, Any]) -> int:
        """Send a request, and return its number."""
        number = next(self._numbers)
        self._write({"id": number, "method": method, "params": params})
        return number

    def answer(self, number: int) -> dict[str, Any]:
        """Return the answer to the request of that number."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            told: dict[str, Any] = json.loads(line)
            if told.get("id") == number:
                return told["result"]
        raise AssertionError("the server ended")

    def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """Return what a tool tells."""
        found = self.answer(self.send("tools/call", {"name": tool, "arguments": arguments}))
        told: dict[str, Any] = json.loads(found["content"][0]["text"])
        assert not found.get("isError"), told
        return told

    def kill(self) -> None:
        """End it at once."""
        self.process.kill()
        self.process.communicate()

    def _write(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        self.process.stdin.flush()


def workers(folder: Path) -> list[int]:
    """Return the processes of runs that work in that folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            command = (place / "cmdline").read_bytes()  # what is forked keeps the name of the warm process
            ours = b"imgfree.agents.worker" in command or b"warm.py" in command
            if ours and (place / "cwd").resolve() == folder:
                found.append(int(place.name))
        except OSError:
            continue
    return found


@pytest.mark.parametrize("seed", range(many(2, TRIALS)))
def test_all_of_it_happens_once(seed: int, tmp_path: Path, photo: Callable[[str], Path], nemo: Nemo) -> None:
    """One upload of each file, one instruct, one render, whenever the server is killed, and the run with it or not."""
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        photo(name)
    (tmp_path / "reel.yaml").write_text(RECIPE)
    choose = random.Random(seed)
    nemo.work_s, nemo.render_s = choose.uniform(0, 0.3), choose.uniform(0, 0.3)
    moment = [*MOMENTS][(seed * 3) % len(MOMENTS)]
    asked = {"key": "k", "recipe": "reel.yaml", "max_credits": 50}
    first = Server(tmp_path, nemo)
    first.send("tools/call", {"name": "start", "arguments": asked})
    while not MOMENTS[moment](tmp_path):
        time.sleep(0.005)
    with_run = choose.random() < 0.5
    first.kill()
    for pid in workers(tmp_path) if with_run else ():
        os.kill(pid, 9)
    second = Server(tmp_path, nemo)
    run_id = second.call("start", **asked)["run_id"]
    while (told := second.call("wait", run_id=run_id))["next"] == "wait":
        pass
    assert run_id == second.call("start", **asked)["run_id"]
    second.kill()
    assert "passed" == told["state"], told
    assert [1] == [*nemo.instructs.values()]
    assert [1] == [*nemo.renders.values()]
    assert 3 == len(nemo.uploads)
    assert with_run or {1} == set(nemo.uploads.values())
    assert [run_id] == [path.name for path in (tmp_path / ".imgfree" / "runs").iterdir()]
