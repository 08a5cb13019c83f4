"""Blanks that are no plain space."""

import pytest

from imgfree import blanks


@pytest.mark.parametrize(
    ("text", "at", "name"),
    [("a b\tc\n", -1, None), ("a\u00a0b", 1, "a no-break space (U+00A0)"),
     ("\u2003x\u00a0", 0, "an odd space (U+2003)"),
     ("夏\u3000日", 1, "a wide space (U+3000)"), ("a\u200d\u200c", -1, None)],
)  # fmt: skip
def test_the_first_is_found_and_named(text: str, at: int, name: str | None) -> None:
    """Plain blanks, and what joins letters, are none."""
    assert (at, name) == (blanks.find(text), blanks.named(text))


def test_all_are_written_out() -> None:
    """So that a reader sees them."""
    assert "a\\u00a0b c\\ufeff" == blanks.visible("a\u00a0b c\ufeff")
