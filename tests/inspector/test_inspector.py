"""The server as the MCP Inspector sees it."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.inspector
Inspect = Callable[..., Any]
ASKED = ("key=k", "sentence=a 1-second clip", 'files=["a.jpg"]')


def call(inspect: Inspect, tool: str, *arguments: str) -> tuple[dict[str, Any], list[bytes]]:
    """Return what a tool told, and its pictures."""
    content = inspect("tools/call", "--tool-name", tool, *(["--tool-arg", *arguments] if arguments else []))["content"]
    pictures = [base64.b64decode(one["data"]) for one in content if one["type"] == "image"]
    return json.loads(next(one["text"] for one in content if one["type"] == "text")), pictures


def test_the_tools_are_portable(inspect: Inspect) -> None:
    """Its strict check finds nothing in any schema; prompts and resources are listed."""
    assert 7 == len(inspect("tools/list", "--strict")["tools"])
    assert "product-reel" in [one["name"] for one in inspect("prompts/list")["prompts"]]
    assert "imgfree://schema/recipe" in [one["uri"] for one in inspect("resources/list")["resources"]]


def test_a_film_is_made_by_a_server_for_each_call(inspect: Inspect, photo: Callable[[str], Path]) -> None:
    """Planned, begun twice with one key, waited for and looked at: each call starts a server that ends with it."""
    photo("a.jpg")
    planned, _ = call(inspect, "plan", *ASKED[1:])
    assert "applied" == planned["clauses"][0]["outcome"]
    runs = [call(inspect, "start", *ASKED)[0]["run_id"] for _ in range(2)]
    assert runs[0] == runs[1]
    while (told := call(inspect, "wait", f"run_id={runs[0]}")[0])["next"] == "wait":
        pass
    assert "passed" == told["state"]
    seen, [picture] = call(inspect, "look", f"run_id={runs[0]}", "what=cover")
    assert picture.startswith(b"\xff\xd8")
    assert told["films"] == [seen["film"]]
