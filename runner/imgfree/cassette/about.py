"""What a recording says of itself, as far as it is what its readers can use: a cassette may come from anybody."""

from collections.abc import Callable, Mapping
from typing import Any

_MOST_S = 1e11  # seconds since the epoch, some thousand years from now
_MOST_COUNT = 10**9


def usable(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told, without what is of another type, or beyond what can be; names not known here stay."""
    return {name: value for name, value in found.items() if name not in _FIELDS or _FIELDS[name](value)}


def _number(value: Any, least: float, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _are_counts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, int) and _number(one, 0, _MOST_COUNT) for one in value)


_FIELDS: Mapping[str, Callable[[Any], bool]] = {
    "started_s": lambda value: _number(value, 0, _MOST_S),
    "poll_s": lambda value: _number(value, 0.001, _MOST_S),
    "render_limit_s": lambda value: value is None or _number(value, 0.001, _MOST_S),
    "resumed": _are_counts,
    "backend": _is_text,
    "media": _is_text,
    "run_id": _is_text,
}
