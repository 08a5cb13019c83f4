"""The stream reader against the real thing: google-adk's api_server with a scripted model."""

import threading
import uuid
from typing import Any

import httpx
import pytest

from imgfree import wire
from imgfree.client.stream.stream import StreamEnd, follow
from imgfree.clock import FreshIds, SystemClock
from imgfree.errors import BackendRefused
from imgfree.tools import Tools

pytestmark = pytest.mark.adk

SESSIONS = f"/apps/{wire.APP_NAME}/users/{wire.USER}/sessions"


def new_session(http: httpx.Client) -> str:
    """Return the id of a fresh session."""
    session_id = uuid.uuid4().hex
    http.post(f"{SESSIONS}/{session_id}", json={}).raise_for_status()
    return session_id


def body(session_id: str, case: str, **more: Any) -> dict[str, Any]:
    """Return the request of the protocol, word for word."""
    return {
        "app_name": wire.APP_NAME,
        "user_id": wire.USER,
        "session_id": session_id,
        "new_message": {"parts": [{"text": f"case:{case}"}]},
        **more,
    }


def ask(adk: str, case: str, *, scale: float = 1.0, **more: Any) -> tuple[StreamEnd, list[str], dict[str, Any]]:
    """Return what a case brought: the end, the words as they came, and the session's state afterwards."""
    words: list[str] = []
    clock = SystemClock(scale)
    with httpx.Client(base_url=adk, timeout=httpx.Timeout(60, read=None)) as http:
        session_id = new_session(http)
        before = threading.active_count()
        with http.stream("POST", wire.RUN_SSE, json=body(session_id, case, **more)) as response:
            assert 200 == response.status_code
            end = follow(response, Tools(clock, FreshIds(clock)), words.append)
        assert before == threading.active_count()
        return end, words, http.get(f"{SESSIONS}/{session_id}").json()["state"]


def test_words_arrive(adk: str) -> None:
    """Plain text comes through, in any script."""
    end, words, _ = ask(adk, "text")
    assert ("标题“夏日”已添加。🎬 Fertig, schön.", False, None) == (end.text, end.cut, end.error)
    assert end.text == "".join(words)


def test_an_edit_is_told_and_its_draft_seen(adk: str) -> None:
    """Text beside a call, the tool's clauses, the draft in the state delta, the closing words."""
    end, _, state = ask(adk, "edit")
    assert "I will cut it.\nDone." == end.text
    assert ("edit_multitrack",) == end.tool_calls
    assert ({"text": "make it slow", "outcome": "applied"},) == end.clauses
    assert 1 == end.drafts_seen
    assert 10000 == state["draft"]["d"]


def test_a_silent_edit_is_silent(adk: str) -> None:
    """Tool work without words ends well and without text."""
    end, words, state = ask(adk, "silent")
    assert ("", [], False, None, 1) == (end.text, words, end.cut, end.error, end.drafts_seen)
    assert state["draft"]


@pytest.mark.parametrize("streaming", [False, True])
def test_pieces_are_not_repeated(adk: str, streaming: bool) -> None:
    """Streaming or not, the words are the same, and a GUI phrase over two pieces is translated."""
    end, words, _ = ask(adk, "pieces", streaming=streaming)
    assert "Click the Export button. Second sentence." == end.text
    assert end.words == "".join(words)
    assert "imgfree exports it" in end.words


def test_thoughts_stay_inside(adk: str) -> None:
    """Reasoning is in no sink."""
    end, words, _ = ask(adk, "thought")
    assert "Aloud." == end.text
    assert "hush-hush" not in repr(end) + repr(words)


def test_a_refusal_is_an_error(adk: str) -> None:
    """An error event names its code and its words."""
    end, _, _ = ask(adk, "refused")
    assert isinstance(end.error, BackendRefused)
    assert "SAFETY" in end.error.message
    assert "blocked by the model" in end.error.message


def test_a_crash_is_one_error(adk: str) -> None:
    """An exception with quotes and a newline is told once and whole, whatever the release makes of it."""
    end, _, _ = ask(adk, "crash")
    assert isinstance(end.error, BackendRefused)
    assert 1 == end.error.message.count('the "model" fell over and did not get up')
    assert ("", False) == (end.text, end.cut)


def test_hanging_up_leaves_the_server_well(adk: str) -> None:
    """After ten minutes without content we go; the server serves the next one."""
    end, _, state = ask(adk, "slow", scale=0.002)
    assert (True, True) == (end.cut, "10 minutes" in end.reason)
    assert "draft" not in state
    assert "Aloud." == ask(adk, "thought")[0].text


def test_refusals_before_the_stream_are_plain_answers(adk: str) -> None:
    """An unknown session is 404, a request without a user 422."""
    with httpx.Client(base_url=adk, timeout=60) as http:
        unknown = http.post(wire.RUN_SSE, json=body("nowhere", "text"))
        assert (404, True) == (unknown.status_code, unknown.json()["detail"].startswith("Session not found"))
        request = body(new_session(http), "text")
        del request["user_id"]
        assert 422 == http.post(wire.RUN_SSE, json=request).status_code
