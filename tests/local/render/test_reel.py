"""The painted film has words of its own."""

import inspect
from types import ModuleType

from imgfree.local import film
from imgfree.local.render import reel


def _classes(module: ModuleType) -> set[str]:
    return {name for name, one in inspect.getmembers(module, inspect.isclass) if one.__module__ == module.__name__}


def test_no_name_stands_for_two_things() -> None:
    """What is edited and what is painted are told apart by their names alone."""
    assert set() == _classes(film) & _classes(reel)
    assert {"Film", "Shot", "Join"} <= _classes(film)
    assert {"Reel", "Take", "Transition"} <= _classes(reel)
