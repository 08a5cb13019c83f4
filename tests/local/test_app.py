"""The routes, over a real socket: who is let in, what is answered, in which form."""

from typing import Any

import httpx
import pytest

from imgfree import wire

GUARDED = [
    ("POST", wire.NEW_SESSION),
    ("POST", wire.RUN_SSE),
    ("POST", wire.upload_path("1")),
    ("GET", wire.CREDITS),
    ("GET", wire.state_path("1")),
    ("POST", wire.RENDER),
    ("GET", wire.render_path("render_1")),
    ("POST", wire.cancel_path("render_1")),
    ("GET", wire.download_path("render_1")),
    ("POST", wire.CLAIM_TOKEN),
]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def test_signs_in(backend: Any, new_caller: Any) -> None:
    """A client id gets a token of the documented form, with its credits and its end."""
    with backend.started() as url:
        body = new_caller(url, "client-1").sign_in().json()
    data = body["data"]
    assert 0 == body["code"]
    assert (100, "2026-03-27T09:46:40Z") == (data["credits"], data["expires_at"])
    assert data["token"].startswith("nmv_usr_")
    assert data["user_id"].startswith("anon_")


def test_needs_a_client_id(backend: Any) -> None:
    """Without the header there is no token: 400."""
    with backend.started() as url:
        answer = httpx.post(url + wire.ANONYMOUS_TOKEN)
    assert (400, 400) == (answer.status_code, answer.json()["code"])


def test_one_token_a_client_unless_embedded(backend: Any, new_caller: Any) -> None:
    """A strict backend says 429 to the second request; what an embedded one gave out before does not count."""
    with backend.started(embedded=True) as url:
        own = new_caller(url, "client-1")
        first, second = own.sign_in().json()["data"], own.sign_in().json()["data"]
    with backend.started() as url:
        caller = new_caller(url, "client-1")
        third = caller.sign_in().json()["data"]
        assert 429 == caller.sign_in().status_code
    assert {first["user_id"]} == {second["user_id"], third["user_id"]}
    assert 3 == len({answer["token"] for answer in (first, second, third)})


def test_token_and_session_survive_a_restart(backend: Any, new_caller: Any) -> None:
    """A client that kept token and session goes on where it was."""
    with backend.caller() as caller:
        caller.upload(("a.png", PNG))
        caller.say("build it")
        before, bearer, session_id = caller.draft(), caller.http.headers["Authorization"], caller.session_id
    with backend.started() as url:
        again = new_caller(url, "client-1")
        again.http.headers["Authorization"] = bearer
        again.session_id = session_id
        assert before == again.draft()
        assert (99, 0, 99) == again.credits()


@pytest.mark.parametrize("bearer", [None, "", "Bearer", "Bearer nmv_usr_wrong", "Basic abc"])
def test_lets_nobody_in_without_a_token(guest: Any, bearer: str | None) -> None:
    """Every API route answers 1001 on HTTP 401, whatever else is wrong with the request."""
    headers = {} if bearer is None else {"Authorization": bearer}
    with httpx.Client(base_url=guest.url, headers=headers) as http:
        for method, path in GUARDED:
            answer = http.request(method, path)
            assert (401, wire.Code.BAD_TOKEN) == (answer.status_code, answer.json()["code"])


def test_tokens_expire(caller: Any, backend: Any) -> None:
    """After seven days the token is 1001 and the same client may ask again, for the same account."""
    backend.clock.at_s += wire.TOKEN_LIFE_S
    assert 1001 == caller.http.get(wire.CREDITS).json()["code"]
    assert 200 == caller.sign_in().status_code
    assert caller.session_id == caller.state()["session_id"]


def test_opens_a_session(guest: Any) -> None:
    """Each call makes a new one; the language may be left out; the real user id may stand for `me`."""
    one, two = guest.open_session(), guest.open_session()
    assert one["session_id"] != two["session_id"]
    assert one["task_id"].startswith("task_")
    real = wire.NEW_SESSION.replace("/me/", f"/{one['user_id']}/")
    assert 200 == guest.http.post(real, json={"task_name": "x", "language": "zh"}).status_code
    assert 1002 == guest.http.post(wire.NEW_SESSION.replace("/me/", "/anon_other/"), json={}).json()["code"]


@pytest.mark.parametrize("whose", ["unknown", "another"])
def test_a_session_is_its_users_alone(guest: Any, new_caller: Any, whose: str) -> None:
    """An unknown session and someone else's are the same 1002 on HTTP 404, readable for every kind of client."""
    stranger = new_caller(guest.url, f"{guest.client_id}-2")
    stranger.sign_in()
    stranger.session_id = guest.session_id if whose == "another" else "1000000000000000000"
    body = {"task_id": "t", "session_id": stranger.session_id}
    answers = [
        stranger.say("hello"),
        stranger.upload(("a.png", PNG)),
        stranger.http.get(wire.state_path(stranger.session_id)),
        stranger.http.post(wire.CLAIM_TOKEN, json=body),
    ]
    for answer in answers:
        assert 404 == answer.status_code
        assert {"code": 1002, "message": "Session not found", "detail": "Session not found"} == answer.json()


def test_credits_add_up(guest: Any) -> None:
    """An edit costs one credit; an answer that changes nothing and a failure cost none."""
    assert (100, 0, 100) == guest.credits()
    guest.say("build it")
    assert (99, 0, 99) == guest.credits()
    guest.say("nothing")
    guest.say("fail")
    assert (99, 0, 99) == guest.credits()


def test_says_when_credits_run_out(backend: Any) -> None:
    """2001 comes before any work and before the stream; export stays free."""
    with backend.caller("credits=1") as caller:
        caller.upload(("a.png", PNG))
        caller.say("build it")
        before = caller.draft()
        answer = caller.say("once more")
        assert (403, 2001) == (answer.status_code, answer.json()["code"])
        assert before == caller.draft()
        assert 200 == caller.submit("render_1").status_code


def test_an_embedded_backend_never_runs_dry(backend: Any) -> None:
    """The ledger refills; misbehaviour that sets the credits still wins."""
    with backend.caller(embedded=True) as caller:
        for _ in range(102):
            assert 200 == caller.say("again").status_code


def test_refuses_the_first_token_requests(backend: Any, new_caller: Any) -> None:
    """rate=2 answers 429 twice, then as usual."""
    with backend.started("rate=2") as url:
        caller = new_caller(url, "client-1")
        assert [429, 429, 200] == [caller.sign_in().status_code for _ in range(3)]


def test_loses_sessions_on_request(backend: Any) -> None:
    """gone=1 takes one message; from then on the session is 1002 everywhere, and a new one works."""
    with backend.caller("gone=1") as caller:
        assert 200 == caller.say("build it").status_code
        assert 1002 == caller.say("again").json()["code"]
        assert 1002 == caller.http.get(wire.state_path(caller.session_id)).json()["code"]
        caller.open_session()
        assert {} == caller.draft()


def test_claims_a_session(guest: Any) -> None:
    """The claim token has its form and life."""
    data = guest.http.post(wire.CLAIM_TOKEN, json={"session_id": guest.session_id}).json()["data"]
    assert data["claim_token"].startswith("clm_")
    assert 604800 == data["expires_in"]


def test_unknown_paths_and_methods(guest: Any) -> None:
    """404 and 405 come as JSON."""
    assert 404 == guest.http.get("/nowhere").json()["code"]
    assert 405 == guest.http.get(wire.RUN_SSE).json()["code"]


def test_answers_to_its_own_name_only(guest: Any) -> None:
    """A web page that renamed itself to this address is turned away."""
    assert 400 == guest.http.get(wire.CREDITS, headers={"Host": "evil.example"}).status_code
    assert 200 == guest.http.get(wire.CREDITS, headers={"Host": "localhost:1"}).status_code
