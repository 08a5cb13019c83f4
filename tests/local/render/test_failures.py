"""How a film that cannot be made ends."""

from imgfree.errors import InputRefused
from imgfree.local.render.failures import MediaUnreadable, RenderCancelled, RenderError


def test_each_failure_has_its_exit_code() -> None:
    """A file is the caller's matter like any other input, a film a step that failed, a cancel an interruption."""
    assert isinstance(MediaUnreadable("'a.jpg' is damaged"), InputRefused)
    assert [3, 1, 130] == [kind("x").exit_code for kind in (MediaUnreadable, RenderError, RenderCancelled)]
