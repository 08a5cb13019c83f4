"""The ear of a model: any chat endpoint of OpenAI's form says what a sentence wishes, and all it says is checked.

Only words go there: the sentence, the names of the files, and what the film is so far; no file is opened for it.
"""

import contextlib
import hashlib
import json
import re
import threading
import time
from concurrent.futures import Future, InvalidStateError
from typing import Any

from imgfree.errors import BackendUnreachable, ProtocolBroken
from imgfree.local.director import question, rules
from imgfree.local.director.coverage import held, told_and_unheard
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.table import FRAMES
from imgfree.local.director.usual import completed
from imgfree.local.director.wish import Heard, Scene, Span, Wish
from imgfree.local.remote import Remote
from imgfree.settings import Model

LIMIT_S = 300.0  # for all that one sentence takes; a small machine reads the task for a minute or two, once
_LONGEST_BYTES = 1_000_000
_OTHERWISE = "set IMGFREE_EAR=rules"
_WAYS_OUT = f"start that endpoint, or {_OTHERWISE}"
_ASKED = Say("say what, or how much", "请说明是什么，或多少")


class ModelEar:
    """Asks the endpoint, unless an earlier draft holds what it said to the same question."""

    def __init__(self, model: Model, *, limit_s: float = LIMIT_S) -> None:
        self._model, self._limit_s = model, limit_s
        self._open: set[Future[str]] = set()
        self._remote = Remote(model, "IMGFREE_MODEL", _OTHERWISE)

    def hear(self, reading: Reading, scene: Scene) -> Heard:
        """Return what the model hears; going back, and what cannot be had at all, are known without one."""
        known = rules.hear(reading, scene, FRAMES)
        if _goes_back(reading, known):
            return tuple(known), None
        messages = question.messages(reading.raw, scene)
        digest = hashlib.sha256(json.dumps(messages).encode()).hexdigest()
        about = {"model": self._model.name, "digest": digest}
        kept = [one["operations"] for one in scene.kept if about.items() <= one.items()]
        operations = kept[-1] if kept else self._answer(messages, reading.raw)
        wishes = _wishes(operations, reading.raw, scene)
        taken = [span for wish in wishes for span in wish.spans]
        wishes += [one for one in known if one.outcome == "declined" and not one.op and not _meet(one.spans, taken)]
        return tuple(rules.once(sorted(wishes, key=lambda wish: wish.start))), {**about, "operations": operations}

    def stop(self) -> None:
        """End all waiting."""
        for answer in list(self._open):
            answer.cancel()

    def _answer(self, messages: list[dict[str, str]], sentence: str) -> list[dict[str, Any]]:
        """Return the operations that the model names; told what is wrong with its answer, it may try once more."""
        ends_s = time.monotonic() + self._limit_s
        said = self._waited(messages, ends_s)
        try:
            return question.operations(said, sentence)
        except ValueError as wrong:
            again = f"That cannot be used: {wrong}. Answer once more, with JSON alone."
            turns = [{"role": "assistant", "content": said[:4000]}, {"role": "user", "content": again}]
        try:
            return question.operations(self._waited([*messages, *turns], ends_s), sentence)
        except ValueError as wrong:
            told = f"{self._model} gave two answers that cannot be used: {self._remote.redacted(str(wrong))[:120]}"
            raise ProtocolBroken(told, hint=_WAYS_OUT) from None

    def _waited(self, messages: list[dict[str, str]], ends_s: float) -> str:
        """Return what the model says; it is not waited for longer than that, however slowly the bytes trickle."""
        answer: Future[str] = Future()
        self._open.add(answer)
        threading.Thread(target=self._ask, args=(messages, answer), name="imgfree-model", daemon=True).start()
        try:
            return answer.result(max(0.0, ends_s - time.monotonic()))
        except TimeoutError:
            told = f"{self._model} gave no answer within {self._limit_s:g} s"
            raise BackendUnreachable(told, hint=_WAYS_OUT) from None
        finally:
            self._open.discard(answer)

    def _ask(self, messages: list[dict[str, str]], answer: Future[str]) -> None:
        with contextlib.suppress(InvalidStateError):  # nobody waits any more
            try:
                answer.set_result(self._said(messages))
            except Exception as error:  # whatever it is, it belongs to the one who waits
                answer.set_exception(error)

    def _said(self, messages: list[dict[str, str]]) -> str:
        most = min(4000, 500 + len(messages[1]["content"]))  # a long question has a long answer; none goes on for ever
        body = {"model": self._model.name, "messages": messages, "temperature": 0, "max_tokens": most}
        for form in question.forms():
            asked = {**body, "response_format": form}
            status, data = self._remote.posted(
                "/chat/completions", limit_s=self._limit_s + 1, most_bytes=_LONGEST_BYTES, json=asked
            )
            if status == 200 or b"response_format" not in data:  # else it knows no such format: the next is older
                break
        if status != 200:
            raise self._remote.refusal(status, data)
        try:
            return str(json.loads(data)["choices"][0]["message"]["content"])
        except (ValueError, LookupError, TypeError, RecursionError):
            raise ProtocolBroken(f"{self._model} gave an answer without a message", hint=_WAYS_OUT) from None


def _goes_back(reading: Reading, known: list[Wish]) -> bool:
    """Return whether the sentence says undo or redo, and nothing else."""
    ops = {wish.op for wish in known} - {""}
    return bool(ops) and ops <= {"undo", "redo"} and not told_and_unheard(reading, held(reading, known))[1]


def _wishes(operations: list[dict[str, Any]], sentence: str, scene: Scene) -> list[Wish]:
    """Return the wishes; words that stand there twice are those of one and the other."""
    wishes: list[Wish] = []
    taken: set[Span] = set()
    for one in operations:
        spans = []
        for piece in one["spans"]:
            places = [match.span() for match in re.finditer(re.escape(piece), sentence)]
            spans.append(next((place for place in places if place not in taken), places[0]))
        taken.update(spans)
        several, where = completed(one, scene), tuple(sorted(spans))
        wishes += [Wish(one["op"], args, where) for args in several] or [Wish("", {}, where, "declined", _ASKED)]
    return wishes


def _meet(spans: tuple[Span, ...], others: list[Span]) -> bool:
    return any(start < last and first < end for start, end in spans for first, last in others)
