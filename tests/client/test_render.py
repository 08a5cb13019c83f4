"""Export: our own id, one poll an interval, no second submit of the same id, and every shape of answer."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imgfree import settings
from imgfree.client import Client, SubmitRefused, connect
from imgfree.client.render import read
from imgfree.clock import FreshIds, SystemClock
from imgfree.errors import BackendError, BackendUnreachable, ExportBlocked, RenderFailed, StepTimedOut
from imgfree.tools import Tools

from .server import Cloud, Log, Reply, ok, refuse

RENDER = "/api/render/proxy/lambda"
DRAFT: dict[str, Any] = {"t": [{"tt": 0, "sg": [{"d": 10000}]}], "d": 10000}


def submit(client: Client, render_id: str = "render_1", draft: dict[str, Any] | None = None) -> None:
    """Submit with the usual output."""
    client.submit_render(render_id, draft or DRAFT, {"format": "mp4", "quality": "high"}, on_accepted=lambda: None)


def wait(client: Client, *, timeout_s: float = 3600) -> Any:
    """Wait in the usual rhythm."""
    return client.wait_render("render_1", every_s=30, timeout_s=timeout_s)


def status(name: str, **more: Any) -> Reply:
    """Return a poll's answer."""
    return Reply({"taskId": "render_1", "status": name} | more)


def test_submit_body(cloud: Cloud, client: Client) -> None:
    """The body has our id, sessionId in camel case, the draft as JSON and the output."""
    submit(client)
    [request] = cloud.sent("POST", RENDER)
    assert {
        "id": "render_1",
        "sessionId": cloud.sessions[0],
        "draft": DRAFT,
        "output": {"format": "mp4", "quality": "high"},
    } == request.json()


def test_draft_is_echoed_to_the_letter(cloud: Cloud, client: Client) -> None:
    """Key order, number types, large integers, unknown keys and odd texts survive the way through state and submit."""
    raw = '{"z":1.0,"t":[{"sg":[{"d":10}],"tt":99,"x":null}],"a":9223372036854775999,"b":1e-7,"s":"\\ud83d 杯 \\u0000"}'
    cloud.draft = json.loads(raw)
    submit(client, draft=client.state().draft)
    sent = cloud.sent("POST", RENDER)[0].body.decode()
    assert json.dumps(json.loads(raw), separators=(",", ":")) in sent
    assert list(json.loads(raw)) == list(json.loads(sent)["draft"])


def test_accepted_is_told_after_the_answer(cloud: Cloud, client: Client) -> None:
    """`on_accepted` is called when the backend has the job."""
    told: list[int] = []
    client.submit_render("render_1", DRAFT, {}, on_accepted=lambda: told.append(len(cloud.sent("POST", RENDER))))
    assert [1] == told


@pytest.mark.parametrize(
    "answer",
    [
        Reply({"success": False, "error": "duplicate id"}),
        Reply({"success": False, "error": "duplicate id"}, 409),
        refuse(5000, "broken draft", status=400),
        Reply(b"<html>", 500),
        Reply(hang_up=True),
    ],
)
def test_refused_submit_may_go_again_under_a_new_id(cloud: Cloud, client: Client, answer: Reply) -> None:
    """Whatever came to nothing is SubmitRefused, after one request; the caller decides about a new id."""
    cloud.script("POST", RENDER, answer)
    with pytest.raises(SubmitRefused) as caught:
        submit(client)
    assert (4, 1) == (caught.value.exit_code, len(cloud.sent("POST", RENDER)))
    submit(client, "render_2")
    assert ["render_2"] == [render["id"] for render in cloud.renders]


@pytest.mark.parametrize("answer", [Reply(hang_up=True), Reply(b"", 504)])
def test_submit_that_arrived_without_an_answer_counts(cloud: Cloud, client: Client, answer: Reply) -> None:
    """After a lost answer the backend is asked for the id: what it has is not submitted again."""

    def takes_it(request: Any) -> Reply:
        cloud.renders.append(request.json())
        return answer

    cloud.script("POST", RENDER, takes_it)
    submit(client)
    assert 1 == len(cloud.sent("POST", RENDER))


def test_submit_to_nobody_is_unknown(cloud: Cloud, client: Client) -> None:
    """If nobody answers the question after the id either, the id stays good for later."""
    cloud.script("POST", RENDER, Reply(hang_up=True))
    cloud.script("GET", RENDER, *[Reply(hang_up=True)] * 9)
    with pytest.raises(BackendUnreachable):
        submit(client)


def test_429_on_submit_waits_before_the_new_id(cloud: Cloud, client: Client, log: Log) -> None:
    """The pause is taken before SubmitRefused, so that the caller may go at once."""
    cloud.script("POST", RENDER, refuse(429, status=429, retry_after="9"))
    with pytest.raises(SubmitRefused):
        submit(client)
    assert [9.0] == [event["wait_s"] for event in log.of("wait.scheduled")]


@pytest.mark.parametrize("status", [200, 402])
def test_402_is_about_the_plan(cloud: Cloud, client: Client, status: int) -> None:
    """Exit 4, not retried, says register or upgrade, and that it is not about credits."""
    cloud.script("POST", RENDER, refuse(402, "upgrade required", status=status))
    with pytest.raises(ExportBlocked, match="not about credits") as caught:
        submit(client)
    assert "register or upgrade" in str(caught.value.hint)
    assert "/register?bind=anon_4f9c27ab51e0" in str(caught.value.hint)
    assert (4, 1) == (caught.value.exit_code, len(cloud.sent("POST", RENDER)))


def test_polls_until_the_url_is_there(cloud: Cloud, client: Client, log: Log) -> None:
    """Pending, unknown words and `completed` without a url go on; each wait is one interval."""
    submit(client)
    url = {"url": "https://cdn.example.com/a.mp4"}
    cloud.script(
        "GET",
        RENDER,
        status("pending", output=None),
        status("PROCESSING", progress="40"),
        status("queued somewhere"),
        status("completed"),
        status("completed", output={"url": None}),
        status("completed", output=url),
    )
    assert url["url"] == wait(client).url
    polled = [(event["status"], event["progress_pct"]) for event in log.of("render.polled")]
    assert [("pending", None), ("processing", 40.0), ("queued somewhere", None), *[("completed", 100.0)] * 3] == polled
    assert 1 == len(log.of("render.finished"))


class Stepping(SystemClock):
    """A clock on which only waiting takes time."""

    waited_s = 0.0

    def protocol_s(self) -> float:
        """Return how long was waited."""
        return self.waited_s

    def wait(self, protocol_s: float) -> None:
        """Let the time pass."""
        self.waited_s += protocol_s


def test_one_poll_an_interval(cloud: Cloud, new_client: Callable[..., Client]) -> None:
    """With 30 s between polls, 100 s hold those at 0, 30, 60 and 90 s and one at the limit, failures included."""
    client = new_client(clock=Stepping())
    submit(client)
    cloud.script("GET", RENDER, *[status("pending"), Reply(b"", 503)] * 50)
    with pytest.raises(StepTimedOut, match="render_1") as caught:
        wait(client, timeout_s=100)
    assert (1, 5) == (caught.value.exit_code, len(cloud.sent("GET", RENDER)))


@pytest.mark.parametrize("backend", ["nemo", "local"])
def test_only_the_local_backend_is_asked_to_wait_for_news(cloud: Cloud, tmp_path: Path, backend: Any) -> None:
    """`Prefer: wait=30` for 30 s between polls; the cloud's protocol has no such thing."""
    found, clock = settings.from_environment({"IMGFREE_HOME": str(tmp_path)}, cwd=tmp_path), Stepping()
    with connect(found, Tools(clock, FreshIds(clock)), backend=backend, api_url=cloud.url) as client:
        cloud.script("GET", RENDER, status("completed", output={"url": "http://127.0.0.1/a.mp4"}))
        wait(client)
    [polled] = cloud.sent("GET", RENDER)
    assert ("wait=30" if backend == "local" else None) == polled.headers.get("prefer")


@pytest.mark.parametrize(
    "answer", [Reply(b"", 408), Reply(b"", 429), Reply(b"<html>", 500), Reply(b"", 503), Reply(hang_up=True)]
)
def test_passing_failures_only_cost_their_poll(cloud: Cloud, client: Client, answer: Reply) -> None:
    """The same id is asked again one interval later."""
    submit(client)
    cloud.script("GET", RENDER, answer, answer)
    assert wait(client).completed
    assert 3 == len(cloud.sent("GET", RENDER))


@pytest.mark.parametrize(
    "answer",
    [
        status("failed", error="codec broke"),
        Reply({"success": True, "data": {"id": "render_1", "status": "failed", "error": {"message": "codec broke"}}}),
        Reply({"success": False, "data": {"status": "failed", "error": "codec broke"}}),
        status("cancelled", error="codec broke"),
    ],
)
def test_failed_render_tells_why(cloud: Cloud, client: Client, answer: Reply) -> None:
    """Exit 4 with the backend's reason."""
    submit(client)
    cloud.script("GET", RENDER, answer)
    with pytest.raises(RenderFailed, match="codec broke") as caught:
        wait(client)
    assert 4 == caught.value.exit_code


def test_render_that_stays_unknown_has_failed(cloud: Cloud, client: Client) -> None:
    """A backend that lost the job is believed at the third time."""
    with pytest.raises(RenderFailed, match="does not know"):
        wait(client)
    assert 3 == len(cloud.sent("GET", RENDER))


def test_other_refusals_end_the_wait(cloud: Cloud, client: Client) -> None:
    """A poll that is refused for good is not repeated for an hour."""
    submit(client)
    cloud.script("GET", RENDER, refuse(7777, "no such luck", status=403))
    with pytest.raises(BackendError, match="no such luck"):
        wait(client)


def test_poll_of_an_unknown_id(cloud: Cloud, client: Client) -> None:
    """A resume learns that the backend never saw the id."""
    assert client.poll_render("render_9") is None
    submit(client, "render_9")
    found = client.poll_render("render_9")
    assert found is not None
    assert found.completed


def test_cancel_never_raises(cloud: Cloud, client: Client) -> None:
    """On Ctrl-C the backend is told; whether it listens is not our failure."""
    submit(client)
    assert client.cancel_render("render_1")
    cloud.script("POST", f"{RENDER}/render_1/cancel", Reply(b"", 500))
    assert not client.cancel_render("render_1")
    assert 2 == len(cloud.sent("POST", f"{RENDER}/render_1/cancel"))


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (
            {"status": "completed", "output": {"url": "u", "duration": 10.0, "size": 7}},
            ("completed", 100, "u", 7, 10.0),
        ),
        (
            {"success": True, "data": {"status": "completed", "outputUrl": "u", "duration": "10.5", "size": "7"}},
            ("completed", 100, "u", 7, 10.5),
        ),
        ({"code": 0, "data": {"status": "processing", "output": {"url": ""}}}, ("processing", None, None, None, None)),
        ({"status": "processing", "progress": 0.25}, ("processing", 25, None, None, None)),
        ({"status": "processing", "progress": 1}, ("processing", 1, None, None, None)),
        ({"status": "processing", "progress": "55.5"}, ("processing", 55.5, None, None, None)),
        ({"status": "processing", "progress": 250}, ("processing", 100, None, None, None)),
        ({}, ("pending", None, None, None, None)),
    ],
)
def test_reads_every_shape(answer: dict[str, Any], wanted: tuple[Any, ...]) -> None:
    """On top or in `data`, numbers or texts, fractions or percents."""
    found = read(answer)
    assert wanted == (found.status, found.progress_pct, found.url, found.size_bytes, found.duration_s)


def test_submit_after_a_lost_session_goes_to_the_new_one(cloud: Cloud, client: Client) -> None:
    """The draft is at hand, so the new session can export it."""
    client.ensure_session()
    cloud.script("POST", RENDER, refuse(1002))
    submit(client)
    assert [cloud.sessions[1]] == [render["sessionId"] for render in cloud.renders]


def test_answer_of_the_submit_is_not_needed(cloud: Cloud, client: Client) -> None:
    """Our id is the one that is polled, whatever the backend calls it."""
    cloud.script("POST", RENDER, ok(id="something_else"))
    cloud.script("GET", RENDER, status("completed", taskId="something_else", output={"url": "u"}))
    submit(client)
    assert "completed" == wait(client).status
    assert [f"{RENDER}/render_1"] == [request.path for request in cloud.sent("GET", RENDER)]


def test_relative_addresses_are_the_apis(cloud: Cloud, client: Client) -> None:
    """What the backend says without a host is told with the API's, so that it can be given on as an address."""
    submit(client)
    output = {"url": "/files/a%2Fb.mp4?sig=x%3D", "coverUrl": "covers/a.jpg"}
    cloud.script("GET", RENDER, status("completed", output=output))
    found = client.wait_render("render_1", every_s=1, timeout_s=9)
    assert f"{cloud.url}/files/a%2Fb.mp4?sig=x%3D" == found.url
    assert f"{cloud.url}/covers/a.jpg" == found.cover_url


class WaitingClock(SystemClock):
    """Protocol time that passes by waiting alone, at once."""

    def __init__(self) -> None:
        super().__init__()
        self._passed_s = 0.0

    def protocol_s(self) -> float:
        """Return how long has been waited."""
        return self._passed_s

    def wait(self, protocol_s: float) -> None:
        """Let that time be over."""
        self._passed_s += protocol_s


def test_a_submit_whose_answer_is_lost_is_looked_for(cloud: Cloud, new_client: Callable[..., Client]) -> None:
    """A queue may be slower than its poll: no new id while the first may be under way."""
    late = [Reply({"success": False, "error": "not found"}, 404)] * 5
    cloud.script("POST", RENDER, Reply(hang_up=True))
    cloud.script("GET", RENDER, *late, status("pending"))
    submit(new_client(clock=WaitingClock()))
    assert 6 == len(cloud.sent("GET", RENDER))
    assert 1 == len(cloud.sent("POST", RENDER))
