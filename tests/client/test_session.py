"""Sessions: how they begin, what their state is, and what happens when the backend forgets one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imgfree.client import Client, Session, Witness, exportable, inspect
from imgfree.errors import BackendError, ProtocolBroken, SessionLost

from .server import Cloud, Log, Reply, ok, refuse, words

STATE = "/api/state"
GONE = [
    refuse(1002, "session not found"),
    refuse(1002, "session not found", status=404),
    Reply({"detail": "Session not found"}, 404),
    Reply({"detail": "Session not found: 5529798706024415200"}, 404),
]


def test_body_carries_name_and_language(cloud: Cloud, client: Client) -> None:
    """The session is opened with the name and language of the run."""
    client.ensure_session()
    [request] = cloud.sent("POST", "/api/tasks")
    assert {"task_name": "project", "language": "en"} == request.json()


def test_opens_one_session_a_run(cloud: Cloud, client: Client, log: Log) -> None:
    """Later calls share the session; its event tells the ids."""
    first = client.ensure_session()
    client.state()
    assert first == client.ensure_session()
    assert 1 == len(cloud.sessions)
    assert [cloud.sessions[0]] == [event["session_id"] for event in log.of("session.opened")]


@pytest.mark.parametrize("form", ["number", "on top"])
def test_ids_in_other_forms(cloud: Cloud, client: Client, form: str) -> None:
    """An id as a number, or without the envelope, is read all the same, to its last digit."""
    fields = {"session_id": 5529798706024415232, "task_id": 7}
    cloud.script("POST", "/api/tasks", ok(**fields) if form == "number" else Reply(fields))
    assert Session("5529798706024415232", "7", None) == client.ensure_session()


@pytest.mark.parametrize("odd", ["a\r\nX-Y: z", "../../files", "s?x", "s#x", "..", "s%2f", "s\ud800", "é", "s" * 201])
def test_an_id_that_cannot_stand_in_a_path_is_none(cloud: Cloud, client: Client, odd: str) -> None:
    """What a server calls an id leads to no other path, and never ends the run with a traceback."""
    cloud.script("POST", "/api/tasks", ok(session_id=odd, task_id="t"))
    with pytest.raises(ProtocolBroken, match="session id"):
        client.ensure_session()


def test_answer_without_id_is_broken(cloud: Cloud, client: Client) -> None:
    """A session without an id is no session."""
    cloud.script("POST", "/api/tasks", ok(task_id="t"))
    with pytest.raises(ProtocolBroken, match="session id"):
        client.ensure_session()


def test_passing_failures_are_sat_out(cloud: Cloud, client: Client) -> None:
    """5xx, a lost connection and a 429 before a session cost only time."""
    cloud.script("POST", "/api/tasks", Reply(b"<html>busy", 503), refuse(429, status=429), Reply(hang_up=True))
    assert client.ensure_session().session_id == cloud.sessions[0]


@pytest.mark.parametrize("gone", GONE)
def test_lost_session_is_replaced(
    cloud: Cloud, client: Client, log: Log, photo: Callable[..., Path], gone: Reply
) -> None:
    """1002 in any form: a new session, the uploads of this run again, the loss told, and the call made once more."""
    client.upload_files([inspect(photo("a.jpg")), inspect(photo("b.jpg"))])
    client.upload_urls(["https://example.com/c.jpg"])
    cloud.script("GET", STATE, gone)
    client.state()
    assert 2 == len(cloud.sessions)
    uploads = [request for request in cloud.sent("POST", "/api/upload") if request.path.endswith(cloud.sessions[1])]
    assert 2 == len(uploads)
    assert b'filename="a.jpg"' in uploads[0].body
    assert b'filename="b.jpg"' in uploads[0].body
    assert ["https://example.com/c.jpg"] == uploads[1].json()["urls"]
    [lost] = log.of("session.lost")
    assert cloud.sessions[0] == lost["session_id"]
    assert "old timeline is gone" in lost["reason"]


def test_session_that_stays_lost_is_exit_4(cloud: Cloud, client: Client) -> None:
    """One cure a call; the failure speaks of the session."""
    client.ensure_session()
    cloud.script("GET", STATE, *[refuse(1002, "not there")] * 5)
    with pytest.raises(SessionLost, match="session") as caught:
        client.state()
    assert (4, 2) == (caught.value.exit_code, len(cloud.sent("GET", STATE)))


def test_backend_that_forgets_every_session_ends_the_run(cloud: Cloud, client: Client) -> None:
    """Cures are bounded over a run, too, so that polling cannot open sessions for ever."""
    for _ in range(4):
        cloud.script("GET", STATE, refuse(1002, "gone"), ok(state={}))
    for _ in range(3):
        client.state()
    with pytest.raises(SessionLost):
        client.state()
    assert 4 == len(cloud.sessions)


def test_words_go_once_more_after_a_cure(cloud: Cloud, client: Client) -> None:
    """A 1002 before the stream means that the words were not taken: they go to the new session."""
    before = client.state()
    cloud.script("POST", "/run_sse", Reply({"detail": "Session not found"}, 404), words("Done."))
    told: list[str] = []
    answer = client.instruct("go", Witness(accepted=lambda: told.append("yes")), baseline=before)
    assert ("Done.", ["yes"]) == (answer.text, told)
    assert cloud.sessions == [request.json()["session_id"] for request in cloud.sent("POST", "/run_sse")]


def test_words_go_once_more_after_1001(cloud: Cloud, client: Client) -> None:
    """The same for a refused token, under the same client id."""
    before = client.state()
    cloud.script("POST", "/run_sse", refuse(1001, status=401))
    answer = client.instruct("go", Witness(), baseline=before)
    assert ("Done.", 2) == (answer.text, cloud.tokens)


def test_session_lost_after_the_words_is_no_reason_to_send_again(cloud: Cloud, client: Client) -> None:
    """Once a stream has begun, a lost session ends the step instead."""
    before = client.state()
    frames = (b'data: {"error": "Session not found", "code": 1002}\n\n',)
    cloud.script("POST", "/run_sse", Reply(frames, headers={"content-type": "text/event-stream"}))
    with pytest.raises(BackendError, match="[Ss]ession"):
        client.instruct("go", Witness(), baseline=before)
    assert 1 == len(cloud.sent("POST", "/run_sse"))


def test_restored_session_is_used_and_its_uploads_known(
    cloud: Cloud, new_client: Callable[..., Client], photo: Callable[..., Path]
) -> None:
    """A resumed run opens no session, and can still upload again what the first part had uploaded."""
    first = new_client()
    file = inspect(photo())
    [uploaded] = first.upload_files([file])
    second = new_client()
    mark = {"path": str(file.path), "sha256": file.sha256, "file": uploaded.as_outputs()}
    second.restore(first.ensure_session(), [mark, {"url": "https://example.com/c.jpg", "file": {}}])
    second.state()
    assert 1 == len(cloud.sessions)
    cloud.script("GET", STATE, refuse(1002))
    second.state()
    assert 2 == len(cloud.sessions)
    assert 3 == len(cloud.sent("POST", "/api/upload"))


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"state": None},
        {"state": {}},
        {"state": {"draft": None, "video_infos": None, "generated_media": None}},
        {"state": {"draft": {}, "video_infos": [], "generated_media": []}},
        {"state": {"draft": ""}},
        {"state": []},
    ],
)
def test_null_absent_and_empty_are_alike(cloud: Cloud, client: Client, data: dict[str, Any]) -> None:
    """Nothing there, in any spelling: an empty draft, one fingerprint, nothing to export."""
    cloud.script("GET", "/api/state", ok(**data))
    found = client.state()
    assert ({}, False) == (found.draft, exportable(found.draft))
    assert client.state().fingerprint == found.fingerprint


def test_draft_as_text_is_read(cloud: Cloud, client: Client) -> None:
    """JSON within JSON is JSON."""
    cloud.script("GET", "/api/state", ok(state={"draft": '{"t": [], "d": 1.0}'}))
    assert {"t": [], "d": 1.0} == client.state().draft


def test_state_without_envelope(cloud: Cloud, client: Client) -> None:
    """State on top of the answer serves as well."""
    cloud.script("GET", "/api/state", Reply({"state": {"draft": {"d": 5}}}))
    assert {"d": 5} == client.state().draft


@pytest.mark.parametrize("body", [b"", b"[]", b"<html>", b'{"code":', b'"text"', b"\xff\xfe"])
def test_unreadable_answer_is_exit_4(cloud: Cloud, client: Client, body: bytes) -> None:
    """A success that is no JSON object is named by its path, and not shown."""
    client.ensure_session()
    cloud.script("GET", "/api/state", Reply(body))
    with pytest.raises(ProtocolBroken, match="cannot be read") as caught:
        client.state()
    assert 4 == caught.value.exit_code
