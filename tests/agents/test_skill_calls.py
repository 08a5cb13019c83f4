"""The calls of tools that the skill shows, as the server takes them."""

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from agent import Agent
from commandline import ROOT

PAGES = sorted((ROOT / "skills").rglob("*.md"))
CALLS = [
    json.loads(line)
    for page in PAGES
    for block in re.findall(r"```json\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    for line in block.splitlines()
]


@pytest.fixture
def schemas(agent: Agent) -> dict[str, Any]:
    """Return what each tool takes."""
    return {tool.name: tool.input_schema for tool in agent.ask("list_tools").tools}


def test_calls_are_such_as_the_server_takes(agent: Agent, schemas: dict[str, Any]) -> None:
    """Each tool exists and takes these arguments; what would be made of each sentence is understood whole."""
    assert len(CALLS) >= 10
    for call in CALLS:
        schema = {**schemas[call["tool"]], "additionalProperties": False}
        Draft202012Validator(schema).validate(call["arguments"])
        if "files" in call["arguments"]:
            asked = {name: call["arguments"][name] for name in ("sentence", "files")}
            clauses = agent.told("plan", **asked)["clauses"]
            assert {one["outcome"] for one in clauses} <= {"applied", "approximated", "defaulted"}


def test_every_tool_is_told_of(schemas: dict[str, Any]) -> None:
    """The table of the skill has the server's tools, all of them and no other."""
    text = (ROOT / "skills" / "imgfree" / "SKILL.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| \d? ?\| `(\w+)` \|", text, re.MULTILINE)
    assert sorted(schemas) == sorted(told)
