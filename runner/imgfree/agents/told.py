"""What an agent reads: JSON of no more than so many bytes, without secrets, an error like the command line's."""

import json
from collections.abc import Mapping
from typing import Any

from imgfree.errors import MOST_PROBLEMS, ImgfreeError, error_as_json

MOST_BYTES = 4000
_SHORTER = ((600, 60), (300, 30), (160, 15), (80, 8), (40, 4), (20, 2))  # characters of a text, entries of a list
_PATHS = frozenset({"films", "recipe", "run_id"})  # of no use when they are cut
_HINT_CHARS = 1000


def as_text(value: Mapping[str, Any], *, most_bytes: int = MOST_BYTES) -> str:
    """Return the value as JSON, its longest parts cut until it fits."""
    text = ""
    for chars, entries in _SHORTER:
        text = json.dumps(_cut(value, chars, entries), ensure_ascii=False, separators=(",", ":"))
        if len(text.encode(errors="backslashreplace")) <= most_bytes:
            break
    else:
        text = json.dumps({"cut": text[: most_bytes // 8]})
    return text.encode(errors="backslashreplace").decode()  # a file's name may hold bytes that are no letter


def failure(error: ImgfreeError) -> dict[str, Any]:
    """Return an error with the place and the hint that the command line would show."""
    told = {name: value for name, value in error_as_json(error).items() if value is not None}
    if "problems" in told:
        told["problems"] = [{name: x for name, x in one.items() if x is not None} for one in told["problems"]]
        told["problems"] = told["problems"][:MOST_PROBLEMS]
    return {"error": told}


def _cut(value: Any, chars: int, entries: int, name: str = "") -> Any:
    if isinstance(value, str):
        chars = _HINT_CHARS if name == "hint" else chars
        return value if len(value) <= chars or name in _PATHS else f"{value[: chars - 1]}…"
    if isinstance(value, Mapping):
        return {str(key): _cut(one, chars, entries, str(key)) for key, one in value.items()}
    if isinstance(value, list | tuple):
        kept = [_cut(one, chars, entries, name) for one in value[:entries]]
        return kept if len(value) <= entries else [*kept, f"… and {len(value) - entries} more"]
    return value
