"""The route that makes stills, apart from the protocol."""

import base64
from typing import Any

from imgfree import wire


def test_a_draft_is_seen_without_a_render(guest: Any) -> None:
    """The answer has the picture and what is on it; the session has no render, and its credits are as they were."""
    before = guest.built().credits()
    answer = guest.http.post(wire.preview_path(guest.session_id), json={"draft": guest.draft()}).json()["data"]
    assert b"sheet" == base64.b64decode(answer["jpeg"])
    assert [{"shot": 1}] == answer["stills"]
    assert ([], before) == (guest.state()["state"]["generated_media"], guest.credits())


def test_what_no_render_would_take_is_refused(guest: Any) -> None:
    """An empty draft, an unknown size, a draft that cannot be painted; each says why."""
    guest.built()
    path = wire.preview_path(guest.session_id)
    assert 400 == guest.http.post(path, json={"draft": {}}).status_code
    assert 400 == guest.http.post(path, json={"draft": guest.draft(), "output": {"resolution": "big"}}).status_code
    unknown = {"t": [{"sg": [{"m": {"source": "unknown"}}]}]}
    refused = guest.http.post(path, json={"draft": unknown})
    assert (422, True) == (refused.status_code, "unknown" in refused.json()["message"])


def test_a_session_is_its_owners(guest: Any) -> None:
    """Nobody else sees its film, nor that there is one."""
    guest.built()
    draft = guest.draft()
    guest.http.headers.pop("Authorization")
    assert 401 == guest.http.post(wire.preview_path(guest.session_id), json={"draft": draft}).status_code
