"""A look shows one small picture, and says what is wrong."""

from collections.abc import Callable

import pytest

from imgfree.agents import look
from imgfree.agents.claims import Claim
from imgfree.agents.desk import Desk
from imgfree.errors import ImgfreeError


def test_there_is_nothing_to_see_before_a_film_is_there(desk: Desk, claimed: Callable[[str], Claim]) -> None:
    """Which is said, with how far the run is."""
    with pytest.raises(ImgfreeError, match="has no film 1 to look at") as refused:
        look.look(desk, claimed("reel.yaml").run_id, "sheet")
    assert "`wait` for it" in str(refused.value.hint)
