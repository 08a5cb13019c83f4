"""A draft's values as what they must be: the draft comes over the wire, and anything may stand in it."""

import math
from collections.abc import Mapping
from typing import Any

from imgfree.local.render.failures import RenderError

_MOST = 1e9  # in milliseconds eleven days; no value of a draft is as large


class Facts:
    """One object of the draft: what is absent or null gives the default, what is of another kind RenderError."""

    def __init__(self, found: object, where: str = "") -> None:
        if not isinstance(found, Mapping):
            raise RenderError(f"the draft's '{where}' is not an object" if where else "the draft is not an object")
        self._found: Mapping[str, Any] = found
        self._where = f"{where}." if where else ""

    def number(self, name: str, default: float = 0, least: float = 0) -> float:
        """Return a number from `least` up; whole ones stay whole."""
        value = self._found.get(name)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self._wrong(name, "a number")
        if not least <= value <= _MOST:
            raise self._wrong(name, f"a number from {least:g} up")
        return value

    def text(self, name: str, default: str = "") -> str:
        """Return a text."""
        value = self._found.get(name) or default
        if not isinstance(value, str):
            raise self._wrong(name, "a text")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """Return whether something is so; numbers count as in C."""
        value = self._found.get(name)
        return default if value is None else bool(value)

    def facts(self, name: str) -> "Facts":
        """Return an object in this one; an empty one where there is none."""
        return Facts(self._found.get(name) or {}, self._where + name)

    def each(self, name: str) -> list["Facts"]:
        """Return the objects of a list."""
        return [Facts(one, f"{self._where}{name}[{number}]") for number, one in enumerate(self._list(name))]

    def box(self, name: str) -> tuple[float, float, float, float] | None:
        """Return left, top, width and height as shares of a picture; None where there is none."""
        found = self._list(name)
        if not found:
            return None
        if len(found) != 4 or not all(_is_share(one) for one in found):
            raise self._wrong(name, "four numbers from 0 to 1: left, top, width, height")
        left, top, wide, high = (float(one) for one in found)
        return left, top, wide, high

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        found = self._list(name)
        if not all(isinstance(one, str) for one in found):
            raise self._wrong(name, "a list of texts")
        return tuple(found)

    def numbers(self, name: str) -> tuple[float, ...]:
        """Return a list of numbers from 0 up."""
        found = self._list(name)
        if not all(isinstance(one, int | float) and 0 <= one <= _MOST for one in found):
            raise self._wrong(name, "a list of numbers")
        return tuple(found)

    def spans(self, name: str) -> tuple[tuple[float, float], ...]:
        """Return a list of pairs of numbers, each where something begins and where it ends."""
        found = self._list(name)
        for one in found:
            pair = one if isinstance(one, list | tuple) and len(one) == 2 else ("",)
            if not all(isinstance(at, int | float) and 0 <= at <= _MOST for at in pair):
                raise self._wrong(name, "a list of beginnings and ends")
        return tuple((first, last) for first, last in found)

    def plain(self) -> dict[str, Any]:
        """Return what was given, unchecked."""
        return dict(self._found)

    def __bool__(self) -> bool:
        return bool(self._found)

    def _list(self, name: str) -> list[Any]:
        value = self._found.get(name) or []
        if not isinstance(value, list | tuple):
            raise self._wrong(name, "a list")
        return list(value)

    def _wrong(self, name: str, expected: str) -> RenderError:
        value = repr(self._found[name])
        shown = value if len(value) <= 40 else value[:37] + "..."
        return RenderError(f"the draft's '{self._where}{name}' is {shown}, not {expected}")


def _is_share(value: object) -> bool:
    return not isinstance(value, bool) and isinstance(value, int | float) and 0 <= value <= 1
