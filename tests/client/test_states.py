"""The state and the balance are read whatever is missing in them."""

from typing import Any

import pytest

from imgfree.client import Client, exportable
from imgfree.errors import ProtocolBroken

from .server import Cloud, Reply, ok


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
