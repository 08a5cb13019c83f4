"""The bench itself: a few of its tasks by the scripted agent, and a scripted model at an endpoint; THOROUGH=1: all."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from agentbench.baseline import Baseline
from agentbench.bench import Outcome, done, row, tasks
from agentbench.endpoint import Endpoint, Model
from agentbench.facts import Left, wrong
from loopback import answering, listening
from thorough import THOROUGH

FEW = ["zh-recipe"]


def test_there_are_as_many_in_each_language() -> None:
    """Twelve and twelve; each has words and facts, and a task of one language is not only in that language."""
    named = [name.partition("-")[0] for name in tasks()]
    assert (24, 12, 12) == (len(named), named.count("en"), named.count("zh"))
    assert all(task["turns"] and task["facts"] for task in tasks().values())
    for name, task in tasks().items():
        assert name.startswith("zh") == any("\u4e00" <= char <= "\u9fff" for turn in task["turns"] for char in turn)


@pytest.mark.slow
@pytest.mark.parametrize("name", list(tasks()) if THOROUGH else FEW)
def test_the_baseline_does_it(name: str, tmp_path: Path) -> None:
    """The loop of the skill, said by no model, solves the task."""
    assert () == done(name, tmp_path, Baseline).wrong


def test_what_was_not_done_is_seen(tmp_path: Path) -> None:
    """A folder without films, and an answer without the words: each fact that does not hold is told."""
    left = Left(tmp_path, "I did nothing.")
    facts = {"films": 1, "suffix": "mp4", "texts": ["Sale"], "answer": ["free", "nothing"]}
    assert ["films", "suffix", "texts", "answer"] == [one.partition(":")[0] for one in wrong(left, facts)]
    assert ["answer: ['nothing'] instead of ['free', 'nothing']"] == list(wrong(left, {"answer": facts["answer"]}))


def test_a_row_counts() -> None:
    """Solved by language, calls and kB a task, bytes of pictures."""
    found = [Outcome("en-a", (), 4, 2000, 100_000), Outcome("zh-a", ("films: 0 instead of 1",), 2, 1000, 0)]
    assert "| m | 1 of 1 | 0 of 1 | 3.0 | 1.5 | 50 |" == row("m", found)


class _Scripted(BaseHTTPRequestHandler):
    """A model that knows one task by heart: start, wait for it, look, and say so."""

    asked: list[dict[str, Any]]

    def log_message(self, *args: object) -> None:
        """Keep quiet."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.asked.append({"path": self.path, "key": self.headers["authorization"], **body})
        answer = json.dumps({"choices": [{"message": self._next(body["messages"])}]}).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def _next(self, messages: list[dict[str, Any]]) -> dict[str, Any]:
        called = [one["tool_calls"][0]["function"]["name"] for one in messages if one.get("tool_calls")]
        told = [json.loads(one["content"]) for one in messages if one["role"] == "tool"]
        if not told:
            return _call("start", key="k", recipe="reel.yaml", set={"title": "Open Day"})
        if told[-1].get("next") == "wait":
            return _call("wait", run_id=told[0]["run_id"], seconds=45)
        if called[-1] != "look":
            return _call("look", run_id=told[0]["run_id"])
        return {"role": "assistant", "content": "Here it is."}


def _call(name: str, **arguments: Any) -> dict[str, Any]:
    function = {"name": name, "arguments": json.dumps(arguments)}
    return {"role": "assistant", "content": None, "tool_calls": [{"id": "1", "type": "function", "function": function}]}


@pytest.fixture
def endpoint() -> Iterator[tuple[Endpoint, list[dict[str, Any]]]]:
    """Return an endpoint on loopback with eyes and a key, and what it is asked."""
    asked: list[dict[str, Any]] = []
    with listening(answering(_Scripted, asked=asked)) as url:
        yield Endpoint(f"{url}/v1", "by-heart", "sesame", eyes=True), asked


@pytest.mark.slow
def test_a_model_at_an_endpoint_does_it(tmp_path: Path, endpoint: tuple[Endpoint, list[dict[str, Any]]]) -> None:
    """It gets the skill, the seven tools, what they answer, and the picture; its film is judged as everybody's."""
    where, asked = endpoint
    outcome = done("en-recipe", tmp_path, lambda agent, key: Model(agent, where))
    assert () == outcome.wrong
    assert {"/v1/chat/completions"} == {one["path"] for one in asked}
    assert {"Bearer sesame"} == {one["key"] for one in asked}
    assert 7 == len(asked[0]["tools"])
    first, *_, last = asked[-1]["messages"]
    assert first["content"].startswith("---\nname: imgfree\n")
    assert last["content"][0]["image_url"]["url"].startswith("data:image/jpeg;base64,")
