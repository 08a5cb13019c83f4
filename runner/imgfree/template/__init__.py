"""Render {{ expressions }} against the scope: sandboxed, strict about names, bounded.

Names are told without Jinja where that is possible; everything else here loads Jinja when it is first used.
"""

import importlib
from typing import TYPE_CHECKING, Any

from imgfree.template.effort import limited
from imgfree.template.lookups import mentions, names
from imgfree.template.naming import Flaw, OpenText, Reference, is_template

if TYPE_CHECKING:
    from imgfree.template.partly import Unknown, open_ended, preview, waits
    from imgfree.template.rendering import Locate, check, evaluate, render, values_in
    from imgfree.template.values import shown
    from imgfree.template.variable import Variable, variables

_LATER = tuple(f"imgfree.template.{name}" for name in ("rendering", "partly", "values", "variable"))
__all__ = [
    "Flaw",
    "Locate",
    "OpenText",
    "Reference",
    "Unknown",
    "Variable",
    "check",
    "evaluate",
    "is_template",
    "limited",
    "mentions",
    "names",
    "open_ended",
    "preview",
    "render",
    "shown",
    "values_in",
    "variables",
    "waits",
]


def __getattr__(name: str) -> Any:
    """Return what is loaded only when it is used."""
    if name in __all__:
        for module in map(importlib.import_module, _LATER):
            if hasattr(module, name):
                return getattr(module, name)
    raise AttributeError(f"module 'imgfree.template' has no '{name}'")
