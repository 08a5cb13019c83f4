"""A model at any endpoint of OpenAI's form as the agent: it gets the skill, the seven tools, and what they answer."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from agent import Agent, Answer

SKILL = Path(__file__).parents[2] / "skills" / "imgfree" / "SKILL.md"
MOST_CALLS = 40  # of one task
_LONGEST_S = 300.0


@dataclass(frozen=True)
class Endpoint:
    """Where the model is asked. `eyes`: whether it is shown pictures."""

    url: str
    model: str
    key: str = ""
    eyes: bool = False


class Model:
    """Does what the model says, turn by turn, until it says something to the user instead."""

    def __init__(self, agent: Agent, endpoint: Endpoint) -> None:
        self._agent, self._endpoint = agent, endpoint
        head = {"authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
        self._http = httpx.Client(base_url=endpoint.url.rstrip("/"), headers=head, timeout=_LONGEST_S)
        self._messages: list[dict[str, Any]] = [{"role": "system", "content": SKILL.read_text(encoding="utf-8")}]
        self._calls = 0

    def work(self, turns: Sequence[str]) -> str:
        """Return the last words, when all turns are done.

        Raises:
            httpx.HTTPError: the endpoint does not answer, or refuses.
        """
        answer = ""
        with self._http:
            for turn in turns:
                self._messages.append({"role": "user", "content": turn})
                answer = self._answered()
        return answer

    def _answered(self) -> str:
        while self._calls < MOST_CALLS:
            said = self._asked()
            self._messages.append(said)
            if not said.get("tool_calls"):
                return str(said.get("content") or "")
            pictures = [picture for call in said["tool_calls"] for picture in self._called(call)]
            if pictures and self._endpoint.eyes:
                self._messages.append({"role": "user", "content": [_shown(picture) for picture in pictures]})
        return ""

    def _asked(self) -> dict[str, Any]:
        body = {
            "model": self._endpoint.model,
            "messages": self._messages,
            "tools": [_function(tool) for tool in self._agent.ask("list_tools").tools],
            "temperature": 0,
        }
        answer = self._http.post("/chat/completions", json=body).raise_for_status().json()
        message: dict[str, Any] = answer["choices"][0]["message"]
        return message

    def _called(self, call: dict[str, Any]) -> list[bytes]:
        """Do one call, tell the model what came of it, and return the pictures."""
        self._calls += 1
        told = self._done(call["function"]["name"], call["function"].get("arguments") or "{}")
        words = json.dumps(told.told, ensure_ascii=False)
        self._messages.append({"role": "tool", "tool_call_id": call["id"], "content": words})
        return told.pictures

    def _done(self, name: str, arguments: str) -> Answer:
        try:
            return self._agent.call(name, **json.loads(arguments))
        except (ValueError, TypeError) as error:  # arguments that are no JSON object
            return Answer({"error": str(error)}, failed=True, size_bytes=0)


def _function(tool: Any) -> dict[str, Any]:
    about = {"name": tool.name, "description": tool.description or "", "parameters": tool.input_schema}
    return {"type": "function", "function": about}


def _shown(jpeg: bytes) -> dict[str, Any]:
    url = f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"
    return {"type": "image_url", "image_url": {"url": url}}
