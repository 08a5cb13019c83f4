"""Streams: their frames, their silences, and what goes on when nobody listens."""

import json
import time
from typing import Any

import httpx
import pytest

from imgfree import wire


def kinds(events: list[dict[str, Any]]) -> list[str]:
    """Return what each event carries, in order."""
    parts = [event["content"]["parts"] for event in events]
    return [next(iter(part[0])) if part else "nothing" for part in parts]


def test_frames_of_an_edit(guest: Any) -> None:
    """Call, result with clauses and the new draft, then the words."""
    answer = guest.say("build it")
    assert "text/event-stream; charset=utf-8" == answer.headers["content-type"]
    events = guest.events("build it")
    assert ["functionCall", "functionResponse", "text"] == kinds(events)
    _, result, words = events
    response = result["content"]["parts"][0]["functionResponse"]["response"]
    clause = {"text": "build it", "outcome": "applied", "ops": [{"op": "build"}], "note": ""}
    assert {"ok": True, "clauses": [clause]} == response
    assert guest.draft() == result["actions"]["stateDelta"]["draft"]
    assert [{"text": "Done: build it"}] == words["content"]["parts"]


def test_words_in_pieces(guest: Any) -> None:
    """Where `streaming` is asked for the words come in pieces before they come whole."""
    assert ["text"] * 3 == kinds(guest.events("做一个视频", streaming=True))[2:]


def test_nothing_changed(guest: Any) -> None:
    """The clauses say why, no draft is announced, and the state stays."""
    events = guest.events("nothing")
    assert ["functionCall", "functionResponse", "text"] == kinds(events)
    assert {} == events[1]["actions"]["stateDelta"]
    assert "not understood" == events[1]["content"]["parts"][0]["functionResponse"]["response"]["clauses"][0]["outcome"]
    assert {} == guest.draft()


def test_a_failure_is_the_last_frame(guest: Any) -> None:
    """After the call comes nothing but the reason."""
    assert 'the director gave up: "why"\nnobody knows' == guest.events("fail")[-1]["error"]


def test_silent_edits(backend: Any) -> None:
    """silent=1 ends every edit without a word though the state has changed; what changes nothing still speaks."""
    with backend.caller("silent=1") as caller:
        assert ["functionCall", "functionResponse", "nothing"] == kinds(caller.events("build it"))
        assert 1 == caller.draft()["m"]["revision"]
        assert "text" == kinds(caller.events("nothing"))[-1]


def test_cut_streams(backend: Any) -> None:
    """cut=1 breaks the connection off mid-way, and the work is done all the same."""
    with backend.caller("cut=1") as caller:
        with pytest.raises(httpx.RemoteProtocolError):
            caller.say("build it")
        for _ in range(24_000):
            if caller.draft():
                break
            time.sleep(0.01)
        assert 1 == caller.draft()["m"]["revision"]
        assert (99, 0, 99) == caller.credits()


def test_heartbeats_while_it_thinks(backend: Any) -> None:
    """An empty `data:` line and a blank line, again and again, until there is news."""
    with backend.caller("slow=300ms,heartbeat=50ms") as caller:
        text = caller.say("build it").text
    assert text.count("data:\n\n") >= 3
    assert text.index("functionCall") < text.index("data:\n\n") < text.index("functionResponse")


def test_goes_on_without_a_listener(backend: Any) -> None:
    """The client may hang up: the edit is made, paid for once, and found in the state."""
    backend.parts.gate.clear()
    with backend.caller() as caller:
        body = caller.said("build it")
        with httpx.stream("POST", caller.url + wire.RUN_SSE, json=body, headers=caller.http.headers) as answer:
            next(answer.iter_lines())
        assert backend.parts.entered.wait(240)
        assert ({}, (99, 1, 100)) == (caller.draft(), caller.credits())
        backend.parts.gate.set()
        for _ in range(24_000):
            if caller.credits() == (99, 0, 99):
                break
            time.sleep(0.01)
        assert 1 == caller.draft()["m"]["revision"]


def test_one_message_at_a_time(backend: Any) -> None:
    """A second message to a working session is 409 and costs nothing; another session is free."""
    backend.parts.gate.clear()
    with backend.caller() as caller:
        body = caller.said("build it")
        with httpx.stream("POST", caller.url + wire.RUN_SSE, json=body, headers=caller.http.headers) as answer:
            lines = answer.iter_lines()
            next(lines)
            assert (409, (99, 1, 100)) == (caller.say("me too").status_code, caller.credits())
            backend.parts.gate.set()
            busy = caller.session_id
            caller.open_session()
            assert 200 == caller.say("build it").status_code
            caller.session_id = busy
            assert "Done" in "".join(lines)
        assert 200 == caller.say("and now").status_code


def test_state_is_there_before_the_words(guest: Any) -> None:
    """Whoever reads the state on the last words sees the edit."""
    with httpx.stream(
        "POST", guest.url + wire.RUN_SSE, json=guest.said("build it"), headers=guest.http.headers
    ) as answer:
        for line in answer.iter_lines():
            if (
                line.startswith("data: ")
                and '"text"' in line
                and "Done" in json.loads(line[6:])["content"]["parts"][0].get("text", "")
            ):
                assert 1 == guest.draft()["m"]["revision"]
                return
    raise AssertionError("no words came")


def test_validates_before_the_stream(guest: Any) -> None:
    """Wrong bodies, apps, users and sessions are JSON, not streams, and cost nothing."""
    wrong = [
        ({"app_name": "other"}, 404),
        ({"user_id": "anon_other"}, 404),
        ({"session_id": "1"}, 404),
        ({"new_message": {"parts": [{"words": "x"}]}}, 422),
    ]
    for changes, status in wrong:
        answer = guest.http.post(wire.RUN_SSE, json=guest.said("x", **changes))
        assert (status, "application/json") == (answer.status_code, answer.headers["content-type"])
    assert (100, 0, 100) == guest.credits()
