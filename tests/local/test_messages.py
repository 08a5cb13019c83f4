"""The body of /run_sse, taken or refused as the agent server would."""

from typing import Any

import pytest

from imgfree.local.answers import Refused
from imgfree.local.messages import Said, message


def body(**changes: Any) -> dict[str, Any]:
    """Return the specification's body with changes; None leaves a key out."""
    whole = {
        "app_name": "nemo_agent",
        "user_id": "me",
        "session_id": "1",
        "new_message": {"parts": [{"text": "turn this into a clip"}]},
    }
    return {key: value for key, value in {**whole, **changes}.items() if value is not None}


def test_takes_the_body_of_the_specification() -> None:
    """No role and no streaming flag are needed."""
    assert Said("nemo_agent", "me", "1", "turn this into a clip", False) == message(body())


def test_takes_camel_case_and_more_than_it_needs() -> None:
    """Both spellings are read, unknown top-level keys are passed over, thoughts are not what the user said."""
    parts = [
        {"text": "hmm", "thought": True},
        {"text": "one"},
        {"inlineData": {}},
        {"inline_data": {}},
        {"text": "two"},
    ]
    camel = {"appName": "a", "userId": "u", "sessionId": "s", "newMessage": {"parts": parts, "role": "user"}}
    assert Said("a", "u", "s", "one\ntwo", True) == message({**camel, "streaming": True, "whatever": 1})


@pytest.mark.parametrize(
    ("changes", "kind", "place"),
    [
        ({"app_name": None}, "missing", ["body", "appName"]),
        ({"session_id": None}, "missing", ["body", "sessionId"]),
        ({"session_id": 7}, "string_type", ["body", "sessionId"]),
        ({"new_message": None}, "missing", ["body", "newMessage"]),
        ({"new_message": "hi"}, "model_attributes_type", ["body", "newMessage"]),
        ({"new_message": {"parts": "hi"}}, "list_type", ["body", "newMessage", "parts"]),
        ({"new_message": {"parts": []}}, "value_error", ["body", "newMessage", "parts"]),
        ({"new_message": {"parts": [{"text": 5}]}}, "string_type", ["body", "newMessage", "parts", 0, "text"]),
        ({"new_message": {"parts": [{"txt": "x"}]}}, "extra_forbidden", ["body", "newMessage", "parts", 0, "txt"]),
        ({"new_message": {"parts": [{"text": "x"}], "x": 1}}, "extra_forbidden", ["body", "newMessage", "x"]),
        ({"new_message": {"parts": [{"text": "x" * 10_001}]}}, "string_too_long", ["body", "newMessage", "parts"]),
        ({"streaming": "yes"}, "bool_type", ["body", "streaming"]),
    ],
)
def test_refuses_with_kind_and_place(changes: dict[str, Any], kind: str, place: list[Any]) -> None:
    """A malformed body is a 422 whose detail says what is wrong where."""
    with pytest.raises(Refused) as caught:
        message(body(**changes))
    [detail] = caught.value.extra["detail"]
    assert (422, kind, place) == (caught.value.http_status, detail["type"], detail["loc"])
