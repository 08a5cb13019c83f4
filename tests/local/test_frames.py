"""The frames of a stream, in the agent server's form."""

import json
from typing import Any

import pytest

from imgfree.clock import SystemClock
from imgfree.local.frames import TOOL, Frames


@pytest.fixture
def frames() -> Frames:
    """The frames of one invocation."""
    return Frames(SystemClock())


def held(frame: bytes) -> dict[str, Any]:
    """Return the object in a frame, which is one line of `data:` and an empty one."""
    assert (frame[:6], frame[-2:], frame.count(b"\n")) == (b"data: ", b"\n\n", 2)
    value: dict[str, Any] = json.loads(frame[6:])
    return value


def test_every_event_has_the_agent_servers_form(frames: Frames) -> None:
    """All keys are there, all events are of one invocation, and each has an id of its own."""
    made = [frames.call("x"), frames.result({"ok": True}, None), *frames.words("x", streaming=False), frames.silence()]
    events = [held(frame) for frame in made]
    for event in events:
        assert {"invocationId", "author", "actions", "id", "timestamp", "content"} <= set(event)
        actions = {"stateDelta", "artifactDelta", "requestedAuthConfigs", "requestedToolConfirmations"}
        assert actions == set(event["actions"])
    assert (1, 4) == tuple(len({event[key] for event in events}) for key in ("invocationId", "id"))


def test_a_result_answers_its_call(frames: Frames) -> None:
    """Both name one call of the one tool; a new draft is a change of the state, and none is none."""
    call = held(frames.call("make it warm"))["content"]["parts"][0]["functionCall"]
    result = held(frames.result({"ok": True}, {"d": 1}))
    response = result["content"]["parts"][0]["functionResponse"]
    assert (TOOL, {"instruction": "make it warm"}) == (call["name"], call["args"])
    assert (call["id"], TOOL, {"ok": True}) == (response["id"], response["name"], response["response"])
    assert ("user", {"draft": {"d": 1}}) == (result["content"]["role"], result["actions"]["stateDelta"])
    assert {} == held(frames.result({"ok": True}, None))["actions"]["stateDelta"]


def test_pieces_are_the_whole_text_again(frames: Frames) -> None:
    """Streamed words come in a few partial pieces and then whole; Chinese is plain UTF-8."""
    text = "做一个视频，配上音乐，再加一个标题，然后淡出"
    *pieces, whole = map(held, frames.words(text, streaming=True))
    assert text == "".join(one["content"]["parts"][0]["text"] for one in pieces)
    assert len(pieces) > 1
    assert [True] * len(pieces) == [one["partial"] for one in pieces]
    assert "partial" not in whole
    assert text == whole["content"]["parts"][0]["text"]
    assert "做一个视频".encode() in frames.words(text, streaming=False)[0]


def test_no_text_breaks_its_frame(frames: Frames) -> None:
    """Quotes, line ends and half a character stay inside the one line."""
    assert {"error": 'why: "so"\nand\udc80'} == held(frames.failure('why: "so"\nand\udc80'))
