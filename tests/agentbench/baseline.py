"""The scripted agent: no model, seven tools, the loop of the skill as it is written."""

import json
import re
from collections.abc import Sequence

from agent import Agent, Answer

_FILES = re.compile(r"[\w./-]+\.(?:jpg|png|wav|mp4|srt)")
_RECIPE = re.compile(r"[\w./-]+\.yaml")
_ONLY_AHEAD = re.compile(r"don't|do not|先不要|不要做", re.IGNORECASE)
_QUOTED = re.compile(r"'([^']+)'|“([^”]+)”")


class Baseline:
    """Does what is said, turn by turn: plan, start, wait, look; then change, wait, look."""

    def __init__(self, agent: Agent, key: str) -> None:
        self._agent, self._key = agent, key
        self._run_id = ""

    def work(self, turns: Sequence[str]) -> str:
        """Return the last words, when all turns are done."""
        answer = ""
        for turn in turns:
            answer = self._change(turn) if self._run_id else self._make(turn)
        return answer

    def _make(self, turn: str) -> str:
        if recipe := _RECIPE.search(turn):
            title = next(("".join(found) for found in _QUOTED.findall(turn)), "")
            asked = {"recipe": recipe[0], **({"set": {"title": title}} if title else {})}
        else:
            asked = {"sentence": turn, "files": _FILES.findall(turn)}
        planned = self._agent.call("plan", **asked)
        if planned.failed or _ONLY_AHEAD.search(turn):
            return _words(planned)
        return self._seen(self._agent.call("start", key=self._key, **asked))

    def _change(self, turn: str) -> str:
        return self._seen(self._agent.call("change", run_id=self._run_id, sentence=turn))

    def _seen(self, begun: Answer) -> str:
        """Wait for the run, look at its film, and tell what it came to."""
        told = begun
        if "run_id" in begun.told and begun.told.get("next") == "wait":
            self._run_id = begun.told["run_id"]
            while told.told.get("next") == "wait" and not told.failed:
                told = self._agent.call("wait", run_id=self._run_id, seconds=45)
            if told.told.get("films"):
                self._agent.call("look", run_id=self._run_id)
        return _words(told)


def _words(answer: Answer) -> str:
    return json.dumps(answer.told, ensure_ascii=False)
