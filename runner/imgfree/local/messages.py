"""The body of `/run_sse`, checked as the agent server checks it (protocol notes, 5.1 and 5.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from imgfree.local.answers import malformed
from imgfree.quotes import checked

MAX_SENTENCE = 10_000
_ABSENT = object()
_CONTENT_KEYS = {"parts", "role"}
_PART_KEYS = {
    "text",
    "functionCall",
    "functionResponse",
    "inlineData",
    "fileData",
    "thought",
    "thoughtSignature",
    "executableCode",
    "codeExecutionResult",
    "videoMetadata",
    "mediaResolution",
    "toolCall",
    "toolResponse",
    "partMetadata",
    "audioTranscription",
    "mediaProcessing",
    "speechMetadata",
}


@dataclass(frozen=True)
class Said:
    """A message as it came; nothing in it has been looked up yet."""

    app_name: str
    user_id: str
    session_id: str
    sentence: str
    streaming: bool


def message(body: Mapping[str, Any]) -> Said:
    """Return the message in a request body; keys may be snake case or camel case.

    Raises:
        Refused: 422, with the place and the kind of each first fault.
    """
    streaming = _find(body, "streaming")
    if streaming is not _ABSENT and not isinstance(streaming, bool):
        raise malformed("bool_type", ("body", "streaming"), "Input should be a valid boolean")
    app_name, user_id, session_id = (_text(body, name) for name in ("app_name", "user_id", "session_id"))
    return Said(app_name, user_id, session_id, _sentence(body), streaming is True)


def _sentence(body: Mapping[str, Any]) -> str:
    content = _find(body, "new_message")
    place: tuple[str | int, ...] = ("body", "newMessage")
    if content is _ABSENT:
        raise malformed("missing", place, "Field required")
    if not isinstance(content, dict):
        raise malformed("model_attributes_type", place, "Input should be a valid dictionary or object")
    _check_keys(content, _CONTENT_KEYS, place)
    parts = content.get("parts")
    if not isinstance(parts, list):
        raise malformed("list_type", (*place, "parts"), "Input should be a valid list")
    texts = [_part_text(part, (*place, "parts", index)) for index, part in enumerate(parts)]
    whole = "\n".join(filter(None, texts))
    sentence = whole.strip()
    if not sentence:
        raise malformed("value_error", (*place, "parts"), "No parts in the new_message.")
    if len(sentence) > MAX_SENTENCE:
        raise malformed("string_too_long", (*place, "parts"), f"at most {MAX_SENTENCE} characters")
    alone = len(parts) == 1  # places count from the beginning of one part's text
    literals = _find(_find(parts[0], "part_metadata"), "literals") if alone else None
    return checked(sentence, literals, begins=len(whole) - len(whole.lstrip()))


def _part_text(part: Any, place: tuple[str | int, ...]) -> str:
    if not isinstance(part, dict):
        raise malformed("model_attributes_type", place, "Input should be a valid dictionary or object")
    _check_keys(part, _PART_KEYS, place)
    text = part.get("text")
    if text is not None and not isinstance(text, str):
        raise malformed("string_type", (*place, "text"), "Input should be a valid string")
    return "" if part.get("thought") else text or ""


def _check_keys(value: Mapping[str, Any], known: set[str], place: tuple[str | int, ...]) -> None:
    for key in value:
        if _camel(key) not in known:
            raise malformed("extra_forbidden", (*place, key), "Extra inputs are not permitted")


def _text(body: Mapping[str, Any], name: str) -> str:
    value = _find(body, name)
    if value is _ABSENT:
        raise malformed("missing", ("body", _camel(name)), "Field required")
    if not isinstance(value, str):
        raise malformed("string_type", ("body", _camel(name)), "Input should be a valid string")
    return value


def _find(body: Any, name: str) -> Any:
    return body.get(_camel(name), body.get(name, _ABSENT)) if isinstance(body, Mapping) else _ABSENT


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)
