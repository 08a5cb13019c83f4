"""What one frame of the stream says: ADK events first, and the other shapes seen in the wild."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from imgfree.client.stream.sse import COMMENT, CONTINUATION, Frame, is_broken_error
from imgfree.client.wording import sentence

MessageKind = Literal[
    "text", "thought", "tool_call", "tool_result", "state", "heartbeat", "error", "continuation", "other"
]
CONTENT: frozenset[MessageKind] = frozenset({"text", "thought", "tool_call", "tool_result", "state", "error"})

_HEARTBEATS = {"heartbeat", "heart_beat", "heart-beat", "ping", "keepalive", "keep-alive", "keep_alive"}
_TYPED_TEXTS = {"text", "message", "delta", "text_delta", "content", "answer"}
_TYPED_CALLS = {"tool_call", "toolcall", "tool_use", "function_call", "functioncall"}
_TYPED_RESULTS = {"tool_result", "toolresult", "tool_response", "function_response", "functionresponse"}
_TYPED_THOUGHTS = {"thought", "thinking", "reasoning"}
# Older ADK reports a model turn without words as an event whose error code is the ordinary finish reason.
_NOT_ERRORS = {"", "0", "ok", "none", "success", "stop", "finishreason.stop"}
_CODE_IN_WORDS = re.compile(r"(?:^\W*|\bcode\b\W{0,4})(1001|1002|2001|4001|4002)\b", re.IGNORECASE)
_BROKEN_HEAD = re.compile(r'^\s*\{\s*"error"\s*:\s*"?')
_BROKEN_TAIL = re.compile(r'"?\s*\}?\s*$')


@dataclass(frozen=True)
class Message:
    """One thing said by the backend. `text` is shown only where `kind` is text or error."""

    kind: MessageKind
    text: str = ""
    chars: int = 0
    partial: bool = False  # `text` is a piece; the whole may follow from the same speaker
    speaker: tuple[str, str] | None = None  # (invocation, author); None where the frame does not say
    name: str = ""  # of the tool
    clauses: tuple[dict[str, Any], ...] | None = None
    draft: bool = False  # a new draft came with it
    code: int | None = None  # of an error


def read(frame: Frame) -> list[Message]:
    """Return what the frame says, in order; at least one message."""
    if frame.event == CONTINUATION:
        return [Message("continuation", _BROKEN_TAIL.sub("", frame.data), len(frame.data))]
    data = frame.data.strip()
    if frame.event == COMMENT or _beats(frame.event) or not data or _beats(data):
        return [Message("heartbeat", chars=len(data))]
    if is_broken_error(data):
        words = _BROKEN_TAIL.sub("", _BROKEN_HEAD.sub("", data))
        return [_error(None, words)]
    try:
        payload = json.loads(data, strict=False)
    except (ValueError, RecursionError):
        if "\n" in data:  # frames sent without the blank line between them
            return [message for line in data.split("\n") for message in read(Frame(frame.event, line))]
        return [_error(None, data)] if frame.event == "error" else [Message("other", chars=len(data))]
    items = payload if isinstance(payload, list) else [payload]
    found = [message for item in items if isinstance(item, dict) for message in _read_object(item, frame.event)]
    return found or [Message("other", chars=len(data))]


def _beats(word: str) -> bool:
    return word.strip(' "').lower() in _HEARTBEATS


def _read_object(item: Mapping[str, Any], event: str) -> list[Message]:
    kind = str(item.get("type") or event).lower()
    if any(_beats(str(item.get(key, ""))) for key in ("type", "event", "kind")):
        return [Message("heartbeat")]
    said = list(_said(item, kind))
    failure = _failure(item, kind, speaks=bool(said))
    return [*said, failure] if failure else said


def _said(item: Mapping[str, Any], kind: str) -> Iterator[Message]:
    content = item.get("content")
    if kind in _TYPED_CALLS:
        yield Message("tool_call", name=_name(item), chars=_size(item))
    elif kind in _TYPED_RESULTS:
        yield _result(item, item.get("result", item.get("response")))
    elif kind in _TYPED_THOUGHTS or item.get("thought") is True:
        yield Message("thought", chars=_size(item))
    elif isinstance(content, Mapping):
        yield from _parts(item, content)
    elif kind not in ("error", "done", "end"):
        words = content if isinstance(content, str) else item.get("text", item.get("delta"))
        if isinstance(words, str) and words and (kind in _TYPED_TEXTS or not item.get("type")):
            yield Message("text", words, len(words), item.get("partial") is True, _speaker(item))
    yield from _state(item)


def _parts(item: Mapping[str, Any], content: Mapping[str, Any]) -> Iterator[Message]:
    """Yield an ADK event's parts; all its text as one message, because the whole replaces what came piece by piece."""
    parts = [part for part in content.get("parts") or [] if isinstance(part, Mapping)]
    own = item.get("author") != "user"
    shown = [part["text"] for part in parts if own and not part.get("thought") and _is_words(part.get("text"))]
    for part in parts:
        if part.get("thought") is True:
            yield Message("thought", chars=_size(part))
        elif (call := _either(part, "functionCall", "function_call")) is not None:
            yield Message("tool_call", name=_name(call), chars=_size(call))
        elif (answer := _either(part, "functionResponse", "function_response")) is not None:
            yield _result(answer, answer.get("response") if isinstance(answer, Mapping) else None)
        elif shown and _is_words(part.get("text")):
            words, shown = "".join(shown), []
            yield Message("text", words, len(words), item.get("partial") is True, _speaker(item))


def _is_words(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _result(answer: object, response: object) -> Message:
    clauses = response.get("clauses") if isinstance(response, Mapping) else None
    kept = tuple(clause for clause in clauses if isinstance(clause, dict)) if isinstance(clauses, list) else None
    return Message("tool_result", name=_name(answer), chars=_size(answer), clauses=kept)


def _state(item: Mapping[str, Any]) -> Iterator[Message]:
    actions = item.get("actions")
    delta = _either(actions, "stateDelta", "state_delta") if isinstance(actions, Mapping) else None
    if isinstance(delta, Mapping) and delta:
        yield Message("state", chars=_size(delta), draft=delta.get("draft") is not None)


def _failure(item: Mapping[str, Any], kind: str, *, speaks: bool) -> Message | None:
    """Return the error that the object reports, if it does; `speaks` says that it carries an answer as well."""
    inner = item.get("error")
    if inner:
        details = inner if isinstance(inner, Mapping) else {"message": inner}
        return _error(details.get("code", item.get("code")), _words(details) or json.dumps(inner, ensure_ascii=False))
    code = _either(item, "errorCode", "error_code")
    words = _either(item, "errorMessage", "error_message")
    if (code is not None or words) and str(code or "").lower() not in _NOT_ERRORS - ({""} if words else set()):
        return _error(code, str(words or ""))
    if kind == "error":
        return _error(item.get("code"), _words(item))
    refused = _number(item.get("code")) not in (None, 0) or item.get("success") is False
    if not speaks and (refused or ("detail" in item and "content" not in item)):
        return _error(item.get("code"), _words(item))
    return None


def _error(code: object, words: str) -> Message:
    number = _number(code)
    if number is None:
        named = str(code) if code is not None else ""
        if named and not words.startswith(named):
            words = f"{named}: {words}" if words else named
        found = _CODE_IN_WORDS.search(words)
        number = int(found[1]) if found else None
    said = sentence(words) or "the backend reports an error, and does not say which"
    return Message("error", said, len(said), code=number)


def _words(item: Mapping[str, Any]) -> str:
    for key in ("message", "msg", "detail", "reason", "content", "text", "error_message"):
        value = item.get(key)
        if value:
            return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return ""


def _number(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10 else None


def _speaker(item: Mapping[str, Any]) -> tuple[str, str] | None:
    invocation = _either(item, "invocationId", "invocation_id")
    author = item.get("author")
    return (str(invocation or ""), str(author or "")) if invocation or author else None


def _either(item: Mapping[str, Any], camel: str, snake: str) -> Any:
    return item.get(camel) if item.get(camel) is not None else item.get(snake)


def _name(item: object) -> str:
    return str(item.get("name") or "") if isinstance(item, Mapping) else ""


def _size(item: object) -> int:
    return len(json.dumps(item, ensure_ascii=False))
