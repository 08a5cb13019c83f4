"""What a recipe is once it has been checked."""

import pytest

from imgfree import recipe
from imgfree.errors import StepFailed
from imgfree.recipe.model import MOST_GROUP_STEPS, Group


def test_a_group_has_an_end() -> None:
    """As many steps as the limit are done; one round more is refused in its place."""
    text = "version: 1\nsteps:\n  - {id: g, foreach: [1], as: it, steps: [{credits: 1}, {id: two, credits: 1}]}\n"
    made = recipe.parse(text, "r.yaml")
    (group,) = made.steps
    assert isinstance(group, Group)
    at = made.document.at(("steps", 0, "foreach"))
    group.check_rounds(MOST_GROUP_STEPS // 2, at)
    with pytest.raises(StepFailed, match="5,001 rounds of 2 steps") as refused:
        group.check_rounds(MOST_GROUP_STEPS // 2 + 1, at)
    assert at == refused.value.at
