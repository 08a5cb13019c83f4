"""What a text says, by the type of value."""

from typing import Any

from imgfree.local.director.read.reading import read


def said(text: str, of: str) -> list[Any]:
    """Return the values of that type in a text, in order."""
    return [item.value(of) for item in read(text).items if item.means(of)]
