"""Renders from submit to file."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from imgfree import wire

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def test_renders_to_an_open_address(guest: Any) -> None:
    """Submit, poll and file, in every form that clients read; the address needs no token; credits stay."""
    answer = guest.built().submit("render_1", output={"format": "mp4", "quality": "high"}).json()
    assert (0, True, "render_1", "render_1") == tuple(answer[key] for key in ("code", "success", "id", "taskId"))
    assert answer["status"] == answer["data"]["status"]
    body = guest.finished("render_1")
    assert (wire.COMPLETED, 100) == (body["status"], body["progress"])
    data = body["data"]
    assert (body["output"]["url"], wire.COMPLETED, "render_1") == (data["outputUrl"], data["status"], data["id"])
    assert data["completedAt"] >= data["createdAt"] > 10**12
    film = httpx.get(body["output"]["url"])
    assert (200, "video/mp4", body["output"]["size"]) == (
        film.status_code,
        film.headers["content-type"],
        len(film.content),
    )
    assert (99, 0, 99) == guest.credits()
    [generated] = guest.state()["state"]["generated_media"]
    assert ("render_1", body["output"]["url"], 1.5) == (generated["id"], generated["url"], generated["duration"])


def test_needs_the_three_headers(guest: Any) -> None:
    """Each missing one is 402, in both envelopes, before anything else is looked at."""
    guest.built()
    for name in wire.ATTRIBUTION_HEADERS:
        headers = {other: "x" for other in wire.ATTRIBUTION_HEADERS if other != name}
        answer = guest.http.post(wire.RENDER, json={}, headers=headers)
        body = answer.json()
        assert (402, 402, False) == (answer.status_code, body["code"], body["success"])
        assert name in body["error"]


def test_the_same_order_twice_is_one_job(caller: Any, backend: Any) -> None:
    """A repeated submit finds its job; the same id for something else is 409."""
    caller.built()
    assert 200 == caller.submit("render_1").status_code
    first = caller.finished("render_1")
    assert first["data"]["createdAt"] == caller.submit("render_1").json()["data"]["createdAt"]
    other = caller.submit("render_1", output={"format": "gif"})
    assert (409, False) == (other.status_code, other.json()["success"])
    assert 1 == len(backend.parts.rendered)


@pytest.mark.parametrize("draft", [{}, {"t": []}, {"t": [{"sg": []}]}, "text", None])
def test_refuses_empty_drafts(guest: Any, draft: Any) -> None:
    """A draft with nothing in it is a 400."""
    answer = guest.submit("render_1", draft=draft)
    assert (400, False) == (answer.status_code, answer.json()["success"])


def test_a_draft_names_only_its_own_files(guest: Any, new_caller: Any) -> None:
    """The client's draft cannot reach another session's photos, though it knows their ids."""
    draft = guest.built().draft()
    stranger = new_caller(guest.url, f"{guest.client_id}-2")
    stranger.sign_in()
    stranger.open_session()
    stranger.submit("render_1", draft=draft)
    body = stranger.finished("render_1")
    assert wire.FAILED == body["status"]
    assert "output" not in body


def test_renders_belong_to_their_user(guest: Any, new_caller: Any) -> None:
    """Another user's render is not found; the same id may be used by both."""
    guest.built().submit("render_1")
    stranger = new_caller(guest.url, f"{guest.client_id}-2")
    stranger.sign_in()
    stranger.open_session()
    assert 404 == stranger.http.get(wire.render_path("render_1")).status_code
    assert 404 == stranger.http.post(wire.cancel_path("render_1")).status_code
    stranger.upload(("b.png", PNG))
    stranger.say("build it")
    assert 200 == stranger.submit("render_1").status_code


def test_cancels_running_and_waiting(caller: Any, backend: Any) -> None:
    """Both end as failed at once; the one behind them is rendered."""
    caller.built()
    backend.parts.gate.clear()
    backend.parts.entered.clear()
    for render_id in ("render_1", "render_2", "render_3"):
        caller.submit(render_id)
    assert backend.parts.entered.wait(240)
    assert (wire.PROCESSING, wire.PENDING) == (caller.poll("render_1")["status"], caller.poll("render_2")["status"])
    assert 25 == caller.poll("render_1")["progress"]
    for render_id in ("render_1", "render_2"):
        answer = caller.http.post(wire.cancel_path(render_id)).json()
        assert (wire.FAILED, "cancelled") == (answer["status"], answer["data"]["error"])
    backend.parts.gate.set()
    assert wire.COMPLETED == caller.finished("render_3")["status"]
    assert 1 == len(backend.parts.rendered)
    assert wire.COMPLETED == caller.http.post(wire.cancel_path("render_3")).json()["status"]


def test_a_patient_poll_is_answered_when_there_is_news(caller: Any, backend: Any) -> None:
    """`Prefer: wait=10` is answered when the film is made, `wait=1` after that second, and neither of a film made."""
    patient = {wait_s: {wire.PREFER_HEADER: f"wait={wait_s}"} for wait_s in (1, 10)}
    caller.built()
    backend.parts.gate.clear()
    caller.submit("render_1")
    first = caller.http.get(wire.render_path("render_1"), headers=patient[1])
    assert (wire.PROCESSING, True) == (first.json()["status"], first.elapsed.total_seconds() >= 1)
    with ThreadPoolExecutor(1) as beside:
        second = beside.submit(caller.http.get, wire.render_path("render_1"), headers=patient[10])
        backend.parts.gate.set()
        assert wire.COMPLETED == second.result().json()["status"]
    assert second.result().elapsed.total_seconds() < 10
    assert wire.COMPLETED == caller.http.get(wire.render_path("render_1"), headers=patient[10]).json()["status"]


def test_a_failing_renderer_says_why(guest: Any) -> None:
    """Whatever a draft makes the renderer raise, the job fails with words and the next one is rendered."""
    guest.built()
    guest.submit("render_1", draft={"t": [{"sg": [7]}]})
    body = guest.finished("render_1")
    assert (wire.FAILED, True) == (body["status"], body["error"].startswith("TypeError"))
    guest.submit("render_2")
    assert wire.COMPLETED == guest.finished("render_2")["status"]


def test_fails_on_request(backend: Any) -> None:
    """fail_render=1 fails every render."""
    with backend.caller("fail_render=1") as caller:
        caller.built().submit("render_1")
        assert wire.FAILED == caller.finished("render_1")["status"]


@pytest.mark.parametrize("embedded", [False, True])
def test_an_interrupted_render_is_taken_up(backend: Any, new_caller: Any, embedded: bool) -> None:
    """A stop leaves the job waiting; the next server renders it: by itself, or embedded as soon as it is asked for."""
    with backend.caller() as caller:
        caller.built()
        backend.parts.gate.clear()
        backend.parts.entered.clear()
        caller.submit("render_1")
        assert backend.parts.entered.wait(240)
        bearer = caller.http.headers["Authorization"]
    assert [] == backend.parts.rendered
    backend.parts.gate.set()
    with backend.started(embedded=embedded) as url:
        again = new_caller(url, "client-1")
        again.http.headers["Authorization"] = bearer
        assert wire.COMPLETED == again.finished("render_1")["status"]
    assert 1 == len(backend.parts.rendered)


def test_two_servers_render_a_job_once(backend: Any, new_caller: Any) -> None:
    """A second server on the same folder shows the first one's work and leaves it alone."""
    with backend.caller() as caller:
        caller.built()
        backend.parts.gate.clear()
        caller.submit("render_1")
        with backend.started() as url:
            other = new_caller(url, "client-1")
            other.http.headers["Authorization"] = caller.http.headers["Authorization"]
            assert other.poll("render_1")["status"] in (wire.PENDING, wire.PROCESSING)
            backend.parts.gate.set()
            assert wire.COMPLETED == other.finished("render_1")["status"]
        assert 1 == len(backend.parts.rendered)


def test_the_draft_comes_back_as_it_was(caller: Any, backend: Any) -> None:
    """An echoed draft is rendered key by key, and what is asked of its file reaches the renderer."""
    caller.built().submit("render_1", output={"format": "webm", "resolution": "720p", "unknown": 1})
    content = httpx.get(caller.finished("render_1")["output"]["url"]).text.splitlines()
    assert [{"format": "webm", "quality": "high", "height": 720, "width": None, "fps": None}, "a.png"] == [
        json.loads(content[0]),
        content[1],
    ]
