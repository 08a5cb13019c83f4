"""What expressions see, and how they are refused."""

from typing import Any

import pytest

from imgfree import template
from imgfree.errors import Position, TemplateFailed

SCOPE: dict[str, Any] = {
    "inputs": {
        "photos": ["/a/x.jpg", "/b/y.tar.gz"],
        "title": "Sale",
        "n": 3,
        "flag": True,
        "none": None,
        "items": "an input called items",
        "get": 7,
        "big": "a" * 900_000,
    },
    "steps": {"reel": {"url": "u", "keys": [1], "values": {"copy": 2}}},
    "timeline": {"video": [{"label": "a"}, {"label": "b"}], "duration_s": 12.0},
}


def locate(offset: int, *below: str | int) -> Position:
    """Place an offset in a long line of its own; the path stands in the file's name."""
    return Position("/".join(map(str, below)) or "r.yaml", 1, offset + 1, 1, " " * 200)


def refused(text: str) -> TemplateFailed:
    """Return the error of a text that cannot be rendered."""
    with pytest.raises(TemplateFailed) as caught:
        template.render(text, SCOPE, locate)
    return caught.value


def underlined(text: str, offset: int, width: int, message: str, hint: str | None) -> str:
    """Return a text with what is wrong in it marked, and the words for it."""
    return f"{text}\n{' ' * offset}{'^' * width} {message}\n" + (f"hint: {hint}\n" if hint else "")
