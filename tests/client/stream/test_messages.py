"""What frames say, in every dress."""

import json
from typing import Any

import pytest

from imgfree.client.stream.messages import Message, read
from imgfree.client.stream.sse import COMMENT, Frame


def said(value: object, event: str = "") -> list[Message]:
    """Return the messages of a JSON value sent as one frame."""
    return read(Frame(event, json.dumps(value)))


def kinds(value: object, event: str = "") -> list[str]:
    """Return the sorts of these messages."""
    return [message.kind for message in said(value, event)]


def adk(*parts: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return an ADK event."""
    return {"content": {"parts": list(parts), "role": "model"}, "invocationId": "e-1", "author": "nemo_agent", **more}


@pytest.mark.parametrize(
    "frame",
    [
        Frame("", ""),
        Frame("", "  "),
        Frame(COMMENT, "anything"),
        Frame("", "heartbeat"),
        Frame("", "ping"),
        Frame("", '"keep-alive"'),
        Frame("heartbeat", '{"content": {"parts": [{"text": "no words"}]}}'),
        Frame("ping", "1774000000"),
        Frame("", '{"type": "heartbeat"}'),
        Frame("", '{"type": "HEARTBEAT", "timestamp": 3}'),
        Frame("", '{"event": "heartbeat"}'),
    ],
)
def test_every_heartbeat_is_one(frame: Frame) -> None:
    """A heartbeat is a heartbeat in any spelling, and never words."""
    assert ["heartbeat"] == [message.kind for message in read(frame)]


@pytest.mark.parametrize(
    "value",
    [
        adk({"text": "Hello."}),
        {"type": "text", "content": "Hello."},
        {"type": "message", "text": "Hello."},
        {"text": "Hello."},
        {"content": "Hello."},
        [{"text": "Hello."}],
    ],
)
def test_words_are_found_in_every_shape(value: object) -> None:
    """ADK events, typed frames and bare text give the same words."""
    assert [("text", "Hello.")] == [(message.kind, message.text) for message in said(value)]


@pytest.mark.parametrize(
    "value",
    [
        {"type": "tool_call", "name": "cut", "args": {"prompt": "secret"}},
        {"type": "tool_result", "name": "cut", "result": {"text": "secret"}},
        {"type": "thought", "content": "secret"},
        adk({"functionCall": {"name": "cut", "args": {"prompt": "secret"}}}),
        adk({"function_call": {"name": "cut", "args": {"prompt": "secret"}}}),
        adk({"functionResponse": {"name": "cut", "response": {"text": "secret"}}}),
        adk({"function_response": {"name": "cut", "response": {"text": "secret"}}}),
        adk({"text": "secret", "thought": True}),
        {**adk({"text": "secret"}), "author": "user"},
    ],
)
def test_inner_work_stays_inside(value: object) -> None:
    """Calls, results, thoughts and the user's own words have a sort and a size, but no text."""
    assert all("secret" not in repr(message) for message in said(value))


def test_several_parts_come_in_order() -> None:
    """All text of an event is one message, at the place of its first part."""
    value = adk(
        {"text": "thinking", "thought": True}, {"text": "One. "}, {"functionCall": {"name": "cut"}}, {"text": "Two."}
    )
    assert ["thought", "text", "tool_call"] == kinds(value)
    assert "One. Two." == said(value)[1].text


@pytest.mark.parametrize(
    "content", [None, {}, {"parts": None}, {"parts": []}, {"parts": [None, 5, {}]}, {"role": "model"}]
)
def test_content_may_be_missing(content: object) -> None:
    """An event without content says nothing, and breaks nothing."""
    assert ["other"] == kinds({**adk(), "content": content})


def test_speakers_and_pieces_are_told() -> None:
    """Invocation, author and partial come along, in both spellings."""
    for value in (
        adk({"text": "a"}, partial=True),
        {"text": "a", "partial": True, "invocation_id": "e-1", "author": "nemo_agent"},
    ):
        assert (True, ("e-1", "nemo_agent")) == (said(value)[0].partial, said(value)[0].speaker)


def test_state_and_clauses_are_seen() -> None:
    """A draft in the state delta and clauses in a response are noticed, in both spellings."""
    camel = adk(
        {"functionResponse": {"name": "cut", "response": {"clauses": [{"text": "a"}]}}},
        actions={"stateDelta": {"draft": {}}},
    )
    snake = adk(
        {"function_response": {"name": "cut", "response": {"clauses": [{"text": "a"}]}}},
        actions={"state_delta": {"draft": {}}},
    )
    for value in (camel, snake):
        result, state = said(value)
        assert ({"text": "a"},) == result.clauses
        assert ("state", True) == (state.kind, state.draft)
    assert not said(adk(actions={"stateDelta": {"language": "en"}}))[0].draft


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        ({"error": "it broke"}, None, "it broke"),
        ({"error": {"code": 2001, "message": "no credits"}}, 2001, "no credits"),
        ({"error": "2001: no credits"}, 2001, "2001: no credits"),
        ({"error": "Error code: 2001, no credits"}, 2001, "Error code: 2001, no credits"),
        ({"error": "429 RESOURCE_EXHAUSTED"}, None, "429 RESOURCE_EXHAUSTED"),
        ({"code": 1002, "message": "Session not found"}, 1002, "Session not found"),
        ({"code": "2001", "msg": "no credits"}, 2001, "no credits"),
        ({"success": False, "error": "it broke"}, None, "it broke"),
        ({"detail": "Session not found"}, None, "Session not found"),
        ({"type": "error", "content": "it broke"}, None, "it broke"),
        (adk(errorCode="SAFETY"), None, "SAFETY"),
        (adk(errorCode="SAFETY", errorMessage="blocked"), None, "SAFETY: blocked"),
        (adk(error_code="SAFETY", error_message="blocked"), None, "SAFETY: blocked"),
        (adk(errorMessage="blocked"), None, "blocked"),
    ],
)
def test_errors_are_found_in_every_shape(value: object, code: int | None, words: str) -> None:
    """An error keeps its words, and its code where there is one."""
    (message,) = said(value)
    assert ("error", code, words) == (message.kind, message.code, message.text)


@pytest.mark.parametrize(
    "value",
    [
        {"error": None, "text": "Hello."},
        {"error": "", "text": "Hello."},
        {"code": 0, "text": "Hello."},
        adk({"text": "Hello."}, errorCode="STOP"),
        adk({"text": "Hello."}, errorCode=None, errorMessage=None),
        adk({"text": "Hello."}, errorCode="FinishReason.STOP"),
    ],
)
def test_empty_errors_are_none(value: object) -> None:
    """An error key without an error, a zero code and an ordinary finish reason are no errors."""
    assert ["text"] == kinds(value)


def test_an_error_beside_words_keeps_both() -> None:
    """An event that speaks and fails does both, in that order."""
    assert ["text", "error"] == kinds(adk({"text": "Hello."}, errorCode="MAX_TOKENS"))


@pytest.mark.parametrize(
    "data", ["[DONE]", "42", "null", '"words"', "{", "[" * 100_000, '{"type": "done", "text": "x"}', "words"]
)
def test_what_cannot_be_read_is_passed_over(data: str) -> None:
    """Frames of no known shape are neither words nor errors."""
    assert ["other"] == [message.kind for message in read(Frame("", data))]


def test_an_error_event_needs_no_json() -> None:
    """`event: error` says enough."""
    assert [("error", "it broke")] == [(message.kind, message.text) for message in read(Frame("error", "it broke"))]
    assert ["error"] == kinds({"message": "it broke"}, "error")


def test_frames_without_a_blank_line_between_are_read() -> None:
    """Several JSON texts in one frame are several messages; one JSON text over several lines is one."""
    assert ["text", "text"] == [m.kind for m in read(Frame("", '{"text": "a"}\n{"text": "b"}'))]
    assert ["text"] == [m.kind for m in read(Frame("", '{"text":\n"a"\n}'))]
