"""A backend's words as a person may see them: one line, no raw answer, no path with the ids of somebody's session."""

import json
import re
from collections.abc import Mapping
from typing import Any

from imgfree import wire

LONGEST_WORDS = 300  # a backend's sentence, not its stack trace
_KEYS = ("message", "msg", "detail", "error", "reason", "errorMessage")
_RAW = re.compile(r"""\s*[:,;-]?\s*(?:\{\s*["']|\[\s*[\[{"']|<(?:!doctype|html|head|body|\?xml))""", re.IGNORECASE)
_PATH = re.compile(r"(?:https?://[^\s/'\"]+)?/(?:api|run_sse|apps|files|media|workspace)\b[^\s'\"]*")


def words_of(body: Mapping[str, Any]) -> str:
    """Return the words in an answer, or an empty text."""
    for key in _KEYS:
        value = body.get(key)
        if isinstance(value, Mapping):
            value = words_of(value)
        if isinstance(value, str) and (said := sentence(value)):
            return said
    return ""


def sentence(text: str) -> str:
    """Return a text of the backend's on one line; of a raw answer in it, what it says, or nothing."""
    line = " ".join(text.split())
    if line[:1] == "{":
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            found = None
        return words_of(found) if isinstance(found, dict) else ""
    return _PATH.sub(lambda path: wire.without_ids(path[0]), _RAW.split(line, maxsplit=1)[0])[:LONGEST_WORDS]
