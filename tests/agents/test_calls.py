"""Calls that no schema would let through, and what a program makes of its words: each is answered shortly."""

from typing import Any

import pytest
from mcp.server.mcpserver.exceptions import UnexpectedToolError

from agent import Agent
from imgfree.agents import calls, told
from imgfree.errors import InputRefused

TAKES = {"plan": ["recipe", "sentence", "files"], "wait": ["run_id", "seconds"]}
LONG = "x" * 50_000
CLUMSY: list[tuple[str, dict[str, Any], str]] = [
    ("nope", {}, "the tools are: plan, wait"),
    (LONG, {}, "the tools are: plan, wait"),
    ("plan", {"sentence": "a clip", "files": [1] * 5000}, "`plan` takes: recipe, sentence, files, set"),
    ("plan", {"sentence": ["a"], "files": ["a.jpg"]}, "`plan` takes"),
    ("plan", {"sentence": "a clip", "file": ["a.jpg"]}, "did you mean 'files'?"),
    ("plan", {"recipe": "reel.yaml", "set": "title=Mugs"}, "`plan` takes"),
    ("plan", {"recipe": "reel.yaml", "set": {"title": ["Mugs"]}}, "give a text"),
    ("plan", {"recipe": LONG}, "shipped are"),
    ("plan", {"sentence": "a clip", "files": [LONG]}, "looked for"),
    ("plan", {"sentence": " \n", "files": ["a.jpg"]}, "product-reel"),
    ("start", {"key": "", "sentence": "a clip", "files": ["a.jpg"]}, "`start` takes"),
    ("start", {"key": "k", "recipe": "reel.yaml", "maxCredits": 50}, "did you mean 'max_credits'?"),
    ("start", {"key": "k", "recipe": "reel.yaml", "max_credits": -1}, "`start` takes"),
    ("wait", {"run_id": None}, "`wait` takes: run_id, seconds"),
    ("wait", {"run_id": LONG}, "`find` lists the runs"),
    ("wait", {"run_id": "\0/../*"}, "`find` lists the runs"),
    ("wait", {"runId": "r"}, "did you mean 'run_id'?"),
    ("wait", {"run_id": "r", "seconds": "nan"}, "`wait` takes"),
    ("look", {"run_id": "r", "what": "poster"}, "`look` takes"),
    ("look", {"run_id": "r", "film": 0}, "`look` takes"),
    ("change", {"run_id": "r", "sentence": LONG}, "`change` takes"),
    ("find", {"what": "films"}, "`find` takes: query, what"),
]


@pytest.mark.parametrize(
    ("tool", "arguments", "hint"), CLUMSY, ids=[f"{n}-{one[0][:6]}" for n, one in enumerate(CLUMSY)]
)
def test_a_clumsy_call_is_told_what_would_be_one(agent: Agent, tool: str, arguments: dict[str, Any], hint: str) -> None:
    """As every error: JSON of no more than 4 kB, with a sentence and a hint."""
    answer = agent.call(tool, **arguments)
    assert answer.failed
    assert answer.size_bytes <= told.MOST_BYTES
    assert answer.told["error"]["message"]
    assert hint in answer.told["error"]["hint"]


def test_what_is_meant_is_taken(agent: Agent) -> None:
    """One file for a list of one, a list in a text, three hundred files, and words that nobody asked for."""
    for files in ("a.jpg", '["a.jpg"]', ["a.jpg"] * 300):
        planned = agent.told("plan", sentence="a 1-second clip without motion", files=files, sessionId="s")
        assert "a.jpg" == planned["steps"][0]["files"][0]


def test_null_is_nothing(agent: Agent) -> None:
    """As models give what they do not mean to give."""
    asked = {"recipe": "reel.yaml", "sentence": None, "files": None, "set": {"title": None}}
    assert "Mugs" in str(agent.told("plan", **asked)["steps"])
    assert "null" not in str(agent.told("plan", **asked))


def test_a_bug_of_ours_is_one() -> None:
    """Also told in JSON; where it is the disk that refuses, that is said."""
    bug, full = UnexpectedToolError("Error executing tool plan"), UnexpectedToolError("Error executing tool plan")
    bug.__cause__, full.__cause__ = KeyError("x"), OSError(28, "No space left on device", "/tmp/a")
    assert 70 == calls.failure(bug, "plan", TAKES).exit_code
    assert "'/tmp/a': No space left on device" == calls.failure(full, "plan", TAKES).message


def test_an_argument_of_its_own_beside_another_like_it_is_no_slip() -> None:
    """Who gives both means both."""
    calls.check("wait", {"run_id": "r", "runId": "r"}, TAKES)
    with pytest.raises(InputRefused, match="takes no 'second'"):
        calls.check("wait", {"run_id": "r", "second": 1}, TAKES)
