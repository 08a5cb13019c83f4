"""Who we are: NEMO_TOKEN, a saved token, an anonymous one; and what a refusal leads to."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from tests.client.server import Cloud, Log, Reply, ok, refuse

from imgfree import settings
from imgfree.client import Client, connect
from imgfree.client.auth import auth
from imgfree.clock import FreshIds, SystemClock
from imgfree.errors import AuthRejected, BackendUnreachable, ProtocolBroken, RateLimited, SetupError
from imgfree.tools import Tools

TOKEN_CALL = "/api/auth/anonymous-token"
NewClient = Callable[..., Client]


def test_given_token_wins(cloud: Cloud, new_client: NewClient) -> None:
    """NEMO_TOKEN is used as it is, also beside a saved token, and nobody asks for another."""
    new_client().ensure_session()
    new_client(NEMO_TOKEN="my-own-token").credits()
    assert "Bearer my-own-token" == cloud.requests[-1].headers["authorization"]
    assert 1 == len(cloud.client_ids)


def test_second_run_asks_for_no_second_token(cloud: Cloud, new_client: NewClient) -> None:
    """A token is good for all later runs of the same home."""
    for _ in range(3):
        new_client().ensure_session()
    assert 1 == len(cloud.client_ids)
    assert 1 == len({r.headers["authorization"] for r in cloud.sent("POST", "/api/tasks")})


def test_made_client_id_is_a_uuid_and_stays(cloud: Cloud, new_client: NewClient) -> None:
    """Without one, a UUID is made; later sign-ins use it again."""
    cloud.script("POST", TOKEN_CALL, refuse(429, status=429), refuse(429, status=429))
    with pytest.raises(RateLimited):
        new_client().ensure_session()
    new_client().ensure_session()
    first, *others = cloud.client_ids
    assert 36 == len(first)
    assert {first} == set(others)


def test_given_client_id_is_sent_verbatim(cloud: Cloud, new_client: NewClient) -> None:
    """NEMO_CLIENT_ID goes out as it is."""
    new_client(NEMO_CLIENT_ID="machine 7/blue").ensure_session()
    assert ["machine 7/blue"] == cloud.client_ids


def test_client_id_of_the_vendors_skill_is_honoured(cloud: Cloud, new_client: NewClient, tmp_path: Path) -> None:
    """An existing ~/.config/nemovideo/client_id is used, so that both count as one client."""
    shared = tmp_path / "user" / ".config" / "nemovideo"
    shared.mkdir(parents=True)
    (shared / "client_id").write_text("0d9d9d1e-1111-2222-3333-444455556666\n")
    new_client().ensure_session()
    assert ["0d9d9d1e-1111-2222-3333-444455556666"] == cloud.client_ids


def test_400_makes_a_client_id_and_asks_again(cloud: Cloud, new_client: NewClient, tmp_path: Path) -> None:
    """A backend that sees no client id gets a fresh one, once."""
    cloud.script("POST", TOKEN_CALL, refuse(400, "X-Client-Id missing", status=400))
    new_client().ensure_session()
    first, second = cloud.client_ids
    assert first != second
    assert second == json.loads((tmp_path / "home" / "credentials.json").read_text())["client_id"]


def test_429_is_tried_once_more_after_30_s(cloud: Cloud, new_client: NewClient, log: Log) -> None:
    """One wait of 30 s, one more try, and the token is there."""
    cloud.script("POST", TOKEN_CALL, refuse(429, status=429))
    new_client().ensure_session()
    assert 2 == len(cloud.client_ids)
    assert [30.0] == [event["wait_s"] for event in log.of("wait.scheduled")]


def test_429_twice_ends_with_exit_4(cloud: Cloud, new_client: NewClient, log: Log) -> None:
    """After the one more try it is over, with advice."""
    cloud.script("POST", TOKEN_CALL, *[refuse(429, status=429)] * 5)
    with pytest.raises(RateLimited) as caught:
        new_client().ensure_session()
    assert (4, 2) == (caught.value.exit_code, len(cloud.client_ids))
    assert "NEMO_TOKEN" in str(caught.value.hint)


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_honoured(cloud: Cloud, new_client: NewClient, log: Log, form: str) -> None:
    """The server's own word about the wait counts, as seconds or as a date."""
    moment = datetime.now(UTC) + timedelta(seconds=12)
    value = "7" if form == "seconds" else format_datetime(moment, usegmt=True)
    cloud.script("POST", TOKEN_CALL, refuse(429, status=429, retry_after=value))
    new_client().ensure_session()
    [event] = log.of("wait.scheduled")
    assert (event["wait_s"] == 7) if form == "seconds" else (0 < event["wait_s"] <= 12)


def test_a_week_is_not_waited_for(cloud: Cloud, new_client: NewClient, log: Log) -> None:
    """A Retry-After beyond reason ends the run at once."""
    cloud.script("POST", TOKEN_CALL, refuse(429, status=429, retry_after="604800"))
    with pytest.raises(RateLimited):
        new_client().ensure_session()
    assert [] == log.of("wait.scheduled")


def test_expired_token_is_replaced_under_the_same_client_id(cloud: Cloud, new_client: NewClient) -> None:
    """A saved token past its end is not used any more."""
    cloud.script("POST", TOKEN_CALL, ok(token="nmv_usr_old-old-old", expires_at="2020-01-01T00:00:00Z"))
    new_client().ensure_session()
    new_client().ensure_session()
    assert 2 == len(cloud.client_ids)
    assert 1 == len(set(cloud.client_ids))


@pytest.mark.parametrize(
    "answer",
    [
        refuse(1001, "token expired"),
        refuse(1001, "token expired", status=401),
        refuse(1001, "token expired", status=500),
        Reply({"detail": "Unauthorized"}, 401),
    ],
)
def test_1001_signs_in_again_once(cloud: Cloud, new_client: NewClient, answer: Reply) -> None:
    """A refused anonymous token is replaced under the same client id; the body code decides."""
    client = new_client()
    client.ensure_session()
    cloud.script("GET", "/api/credits", answer)
    assert 60 == client.credits().available
    assert 2 == len(cloud.client_ids)
    assert 1 == len(set(cloud.client_ids))
    assert 2 == len({request.headers["authorization"] for request in cloud.sent("GET", "/api/credits")})


def test_1001_signs_in_again_once_a_run(cloud: Cloud, new_client: NewClient) -> None:
    """The second refusal of a run is final: exit 4."""
    client = new_client()
    cloud.script("GET", "/api/credits", refuse(1001), ok(available=1), refuse(1001))
    client.credits()
    with pytest.raises(AuthRejected) as caught:
        client.credits()
    assert (4, 2) == (caught.value.exit_code, len(cloud.client_ids))


def test_1001_for_a_given_token_is_final(cloud: Cloud, new_client: NewClient) -> None:
    """NEMO_TOKEN never falls back to an anonymous one; the failure names the variable and not its value."""
    cloud.script("GET", "/api/credits", refuse(1001, "bad token my-own-token", status=401))
    with pytest.raises(AuthRejected) as caught:
        new_client(NEMO_TOKEN="my-own-token").credits()
    shown = f"{caught.value.message} {caught.value.hint}"
    assert "NEMO_TOKEN" in shown
    assert "my-own-token" not in shown
    assert (4, []) == (caught.value.exit_code, cloud.client_ids)


def test_new_user_loses_the_old_session_and_goes_on(cloud: Cloud, new_client: NewClient) -> None:
    """A new anonymous user does not own the old session: 1001, then 1002, then the call on a new session."""
    client = new_client()
    client.ensure_session()
    cloud.script("GET", "/api/state", refuse(1001, status=401), refuse(1002, status=404))
    client.state()
    assert (2, 2, 3) == (cloud.tokens, len(cloud.sessions), len(cloud.sent("GET", "/api/state")))


def test_local_backend_sees_no_cloud_token(cloud: Cloud, tmp_path: Path) -> None:
    """NEMO_TOKEN is for the cloud; the local backend's token is kept apart, whatever port it has."""
    found = settings.from_environment({"IMGFREE_HOME": str(tmp_path / "home"), "NEMO_TOKEN": "my-own-token"})
    clock = SystemClock(0.001)
    for _ in range(2):
        with connect(found, Tools(clock, FreshIds(clock)), backend="local", api_url=cloud.url) as client:
            client.ensure_session()
    assert 1 == cloud.tokens
    assert auth.stored(found, "local") is not None
    assert not [r for r in cloud.requests if "my-own-token" in r.headers.get("authorization", "")]


def test_login_status_and_logout(cloud: Cloud, new_client: NewClient) -> None:
    """Status tells where the token comes from and whose it is; after logout there is none, but the client id stays."""
    who = new_client().auth
    assert "none" == who.status().source
    who.sign_in()
    assert ("saved", "anon_4f9c27ab51e0", False) == (who.status().source, who.status().user_id, who.status().expired)
    assert who.forget()
    assert not who.forget()
    assert "none" == who.status().source
    who.sign_in()
    assert 1 == len(set(cloud.client_ids))
    assert "NEMO_TOKEN" == new_client(NEMO_TOKEN="my-own-token").auth.status().source


def test_stored_tells_whether_a_token_is_there(cloud: Cloud, new_client: NewClient, tmp_path: Path) -> None:
    """The choice of a backend needs no client and no network."""
    found = settings.from_environment({"IMGFREE_HOME": str(tmp_path / "home")})
    assert auth.stored(found, cloud.url) is None
    new_client().auth.sign_in()
    assert auth.stored(found, cloud.url) is not None


def test_answer_without_a_token_is_broken(cloud: Cloud, new_client: NewClient) -> None:
    """A success that holds no token is an answer we cannot use."""
    cloud.script("POST", TOKEN_CALL, ok(credits=100))
    with pytest.raises(ProtocolBroken):
        new_client().ensure_session()


def test_token_on_top_of_the_answer_is_found(cloud: Cloud, new_client: NewClient) -> None:
    """An answer without an envelope serves as well."""
    cloud.script("POST", TOKEN_CALL, Reply({"token": "nmv_usr_on-the-top"}))
    new_client().credits()
    assert "Bearer nmv_usr_on-the-top" == cloud.requests[-1].headers["authorization"]


def test_unreachable_api_is_exit_4(new_client: NewClient) -> None:
    """Nobody listens: a few tries, then a clear end."""
    with pytest.raises(BackendUnreachable, match=r"cannot reach 127\.0\.0\.1") as caught:
        new_client(NEMO_API_URL="http://127.0.0.1:9").ensure_session()
    assert 4 == caught.value.exit_code


@pytest.mark.parametrize("value", ["ключ", "two\nlines"])
def test_token_that_no_header_can_carry(new_client: NewClient, value: str) -> None:
    """Such a token is refused without being shown."""
    with pytest.raises(SetupError, match="NEMO_TOKEN") as caught:
        new_client(NEMO_TOKEN=value).credits()
    assert value not in caught.value.message
