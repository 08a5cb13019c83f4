"""The account: its balance in any form, its links, and what a refusal over the plan asks a person to do."""

from collections.abc import Callable

import pytest

from imgfree.client import Client, Witness
from imgfree.errors import CreditsExhausted, ExportBlocked, ProtocolBroken

from .server import Cloud, Reply, ok, refuse

STATE = "/api/state"


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (ok(available=60, frozen=40, total=100), (60, 40, 100)),
        (ok(available="60", frozen=None), (60, 0, 60)),
        (Reply({"available": 5.0, "frozen": 0, "total": 5}), (5, 0, 5)),
        (ok(total=100, frozen=30), (70, 30, 100)),
    ],
)
def test_credits_in_any_form(cloud: Cloud, client: Client, answer: Reply, wanted: tuple[int, int, int]) -> None:
    """In `data` or on top, as numbers or texts."""
    cloud.script("GET", "/api/credits", answer)
    found = client.credits()
    assert wanted == (found.available, found.frozen, found.total)


def test_credits_without_a_number(cloud: Cloud, client: Client) -> None:
    """An answer without a balance is not read as zero."""
    cloud.script("GET", "/api/credits", ok(hello="world"))
    with pytest.raises(ProtocolBroken, match="balance"):
        client.credits()


@pytest.mark.parametrize("odd", [{"available": float("inf")}, {"total": 1e308, "frozen": -1e308}, {"total": 10**400}])
def test_a_balance_without_end_is_none(cloud: Cloud, client: Client, odd: dict[str, float]) -> None:
    """Numbers that no account can have are a broken answer."""
    cloud.script("GET", "/api/credits", ok(**odd))
    with pytest.raises(ProtocolBroken, match="balance"):
        client.credits()


def test_claim_link_holds_no_user_token(cloud: Cloud, client: Client) -> None:
    """The browser link carries a claim token; the registration link carries the anonymous user."""
    client.ensure_session()
    assert "https://www.nemovideo.com/workspace/claim?ct=clm_abcdef123456" == client.claim_url()
    [request] = cloud.sent("POST", "/api/auth/claim-token")
    assert {"task_id": "task_7c1e90", "session_id": cloud.sessions[0]} == request.json()
    cloud.script("POST", "/api/render", refuse(402, status=402))
    with pytest.raises(ExportBlocked) as caught:
        client.submit_render("render_1", {}, {}, on_accepted=lambda: None)
    assert str(caught.value.hint).endswith("register?bind=anon_4f9c27ab51e0")


@pytest.mark.parametrize("where", ["outside", "inside"])
def test_the_registration_link_is_looked_up_in_the_state(
    cloud: Cloud, new_client: Callable[..., Client], where: str
) -> None:
    """Neither token nor session told who the anonymous user is: the state's answer does, once it is needed."""
    told = {"user_id": "anon_77"}
    cloud.script("POST", "/api/tasks", ok(task_id="task_1", session_id="5529798706024415299"))
    cloud.script("GET", STATE, ok(state={}, **told) if where == "outside" else ok(state=told))
    cloud.script("POST", "/api/render", refuse(402, status=402))
    client = new_client(NEMO_TOKEN="nmv_usr_of-the-test")
    client.ensure_session()
    with pytest.raises(ExportBlocked) as caught:
        client.submit_render("render_1", {}, {}, on_accepted=lambda: None)
    assert str(caught.value.hint).endswith("/register?bind=anon_77")
    assert 1 == len(cloud.sent("GET", STATE))


def test_a_registered_user_gets_no_link(cloud: Cloud, new_client: Callable[..., Client]) -> None:
    """The state names a user who is not anonymous, or cannot be read: the account is told to be topped up."""
    for answer in (ok(state={}, user_id="usr_5"), Reply({}, 503)):
        cloud.script("POST", "/api/tasks", ok(task_id="task_1", session_id="5529798706024415299"))
        cloud.script("GET", STATE, ok(state={}), answer)
        cloud.script("POST", "/run_sse", refuse(2001))
        client = new_client(NEMO_TOKEN="nmv_usr_of-the-test")
        with pytest.raises(CreditsExhausted) as caught:
            client.instruct("go", Witness(), baseline=client.state())
        assert "top up" in str(caught.value.hint)
