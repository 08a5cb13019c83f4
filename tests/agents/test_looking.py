"""A look shows one small picture, and says what is wrong."""

import pytest

from imgfree.agents import looking
from imgfree.agents.desk import Desk
from imgfree.errors import ImgfreeError
from imgfree.runs import folder as run_folder


def test_there_is_nothing_to_see_before_a_film_is_there(desk: Desk) -> None:
    """Which is said, with how far the run is."""
    folder = run_folder.fresh(desk.app)
    folder.mkdir(parents=True)
    with pytest.raises(ImgfreeError, match="has no film 1 to look at") as refused:
        looking.look(desk, folder.name, "sheet")
    assert "`wait` for it" in str(refused.value.hint)
