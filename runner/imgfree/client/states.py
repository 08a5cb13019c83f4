"""Read the session's state, whatever is missing in it."""

import json
from collections.abc import Mapping
from typing import Any

from imgfree import wire
from imgfree.client import timeline
from imgfree.client.api import Api, data_of
from imgfree.client.model import Session, State


def read_state(api: Api, session: Session) -> State:
    """Return the newest state; null, absent and empty parts are all empty."""
    return state_of(api.get(wire.state_path(session.session_id)))


def state_of(answer: Mapping[str, Any]) -> State:
    """Return the state in an answer. The draft keeps its key order and number types, so that it can be echoed."""
    raw = data_of(answer).get("state")
    raw = raw if isinstance(raw, Mapping) else {}
    draft = _draft(raw.get("draft"))
    return State(
        raw=raw,
        draft=draft,
        timeline=timeline.decode(draft),
        summary=timeline.summary(draft),
        fingerprint=timeline.fingerprint(raw),
    )


def _draft(value: Any) -> dict[str, Any]:
    if isinstance(value, str):  # some backends keep JSON within JSON
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return {}
    return dict(value) if isinstance(value, Mapping) else {}
