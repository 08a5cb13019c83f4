"""The value of an environment variable as expressions have it: it can steer, and never becomes text.

A recipe comes from a stranger, and whatever an expression can turn into text it can send away, in pieces or coded, so
that searching for the value in what is sent would never be enough. This object has no text, no length, no parts, no
order and no hash. It can be asked whether it is empty, and whether it equals a text, a few times: a recipe learns which
of at most so many values it is, and nothing of any other.
"""

from collections.abc import Mapping

from jinja2.exceptions import SecurityError

MOST_COMPARISONS = 16


class Variable:
    """One variable's value. Every operation but `==`, `!=` and the question whether it is empty is refused."""

    __slots__ = ("_asked", "_value")

    def __init__(self, value: str) -> None:
        self._value = value
        self._asked: set[str] = set()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Variable):
            raise SecurityError("two environment variables cannot be compared with each other")
        if not isinstance(other, str):
            return False
        self._asked.add(str(other))
        if len(self._asked) > MOST_COMPARISONS:
            raise SecurityError(f"an environment variable can be compared with {MOST_COMPARISONS} values, not more")
        return self._value == other

    def __bool__(self) -> bool:
        return bool(self._value)

    def __hash__(self) -> int:
        raise _refused()

    def __str__(self) -> str:
        raise _refused()

    def __repr__(self) -> str:
        return "Variable(***)"

    def __format__(self, spec: str) -> str:
        raise _refused()

    def __int__(self) -> int:
        raise _refused()

    def __float__(self) -> float:
        raise _refused()

    def __reduce__(self) -> str:
        raise _refused()


def variables(values: Mapping[str, str]) -> dict[str, Variable]:
    """Return what expressions see as `env`."""
    return {name: Variable(value) for name, value in values.items()}


def _refused() -> SecurityError:
    return SecurityError(
        "the value of an environment variable never becomes text: compare it, or give it as an input with --set"
    )
