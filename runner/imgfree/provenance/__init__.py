"""What a film says of itself in its own file: how it was made, from what, and, if its author wants, by which recipe.

`look` reads it, `imprint` says what to write; both read the film piece by piece.
"""

from imgfree.provenance.film import Found, MarkTooLarge, imprint, look
from imgfree.provenance.layout import Imprint
from imgfree.provenance.mark import MOST_BYTES, MOST_MEDIA, NOBODY, Carried, Generated, Level, Mark, Medium, Sent

__all__ = [
    "MOST_BYTES",
    "MOST_MEDIA",
    "NOBODY",
    "Carried",
    "Found",
    "Generated",
    "Imprint",
    "Level",
    "Mark",
    "MarkTooLarge",
    "Medium",
    "Sent",
    "imprint",
    "look",
]
