"""Render {{ expressions }} against the scope: sandboxed, strict about names, bounded."""

from imgfree.template.reading import Flaw, Reference, is_template
from imgfree.template.rendering import Locate, check, evaluate, mentions, names, render, values_in
from imgfree.template.sandbox import shown

__all__ = [
    "Flaw",
    "Locate",
    "Reference",
    "check",
    "evaluate",
    "is_template",
    "mentions",
    "names",
    "render",
    "shown",
    "values_in",
]
