"""How big a YAML text is with its aliases written out."""

import pytest

from imgfree.document.expansion import DEPTH_LIMIT, TooBig, check
from imgfree.document.parsers import FAST, parser_events


def big(text: str, *, nodes: int = 10, letters: int = 100) -> bool:
    """Return whether a text is bigger than that."""
    try:
        check(parser_events(FAST, text), nodes=nodes, letters=letters)
    except TooBig:
        return True
    return False


@pytest.mark.parametrize(
    ("text", "values"),
    [("[1, 2, 3]", 4), ("{a: b}", 3), ("[&x [1, 2], *x, *x]", 10), ("- &x a\n- *x\n", 3)],
)
def test_values_are_counted_with_their_aliases_written_out(text: str, values: int) -> None:
    """As many as the limit are fine, one more is not."""
    assert not big(text, nodes=values)
    assert big(text, nodes=values - 1)


def test_letters_are_counted_with_their_aliases_written_out() -> None:
    """A long text that is named again and again is as long as all of them."""
    assert not big("[&x abcd, *x, *x]", letters=12)
    assert big("[&x abcd, *x, *x]", letters=11)


def test_a_value_inside_itself_has_no_end() -> None:
    """Neither has one that is nested too deeply."""
    assert big("&x [*x]", nodes=1000)
    assert not big("[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT, nodes=1000)
    assert big("[" * (DEPTH_LIMIT + 1) + "]" * (DEPTH_LIMIT + 1), nodes=1000)
