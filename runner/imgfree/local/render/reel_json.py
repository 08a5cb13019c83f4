"""A reel as JSON, for a renderer on another machine, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from imgfree.local.render.reel import Reel


def as_json(reel: Reel) -> str:
    """Return the reel as JSON."""
    return json.dumps(asdict(reel), ensure_ascii=False)


def reel_of(text: str) -> Reel:
    """Return the reel that `as_json` made JSON of."""
    made = _read(Reel, json.loads(text))
    assert isinstance(made, Reel)
    return made


def _read(kind: Any, told: Any) -> Any:
    """Return the value of that type: dataclasses and tuples are made anew, all else is as JSON has it."""
    origin, args = get_origin(kind), get_args(kind)
    if told is None:
        return None
    if origin in (Union, UnionType):
        return _read(next(one for one in args if one is not type(None)), told)
    if origin is tuple:
        kinds = [args[0]] * len(told) if args[-1] is ... else args
        return tuple(_read(one, item) for one, item in zip(kinds, told, strict=True))
    if is_dataclass(kind) and isinstance(told, Mapping):
        hints = get_type_hints(kind)
        return kind(**{name: _read(hints[name], value) for name, value in told.items()})  # type: ignore[operator]
    return told
