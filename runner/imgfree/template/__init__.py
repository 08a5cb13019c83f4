"""Render {{ expressions }} against the scope: sandboxed, strict about names, bounded."""

from imgfree.template.preview import Unknown, open_ended, preview, waits
from imgfree.template.reading import Flaw, Reference, is_template
from imgfree.template.rendering import Locate, check, evaluate, mentions, names, render, values_in
from imgfree.template.sandbox import shown

__all__ = [
    "Flaw",
    "Locate",
    "Reference",
    "Unknown",
    "check",
    "evaluate",
    "is_template",
    "mentions",
    "names",
    "open_ended",
    "preview",
    "render",
    "shown",
    "values_in",
    "waits",
]
