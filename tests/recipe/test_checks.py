"""What a schema cannot say."""

import pytest

from imgfree import recipe
from imgfree.errors import RecipeInvalid
from imgfree.recipe import Recipe


def loaded(text: str) -> Recipe:
    """Return the recipe with these steps."""
    return recipe.parse("version: 1\nsteps:\n" + text, "r.yaml")


def test_steps_of_different_groups_may_share_names() -> None:
    """Ids are unique where they can be met: in one list and around it."""
    group = "  - id: {}\n    foreach: [1]\n    as: x\n    steps:\n      - credits: 1\n      - export: mp4\n"
    assert 2 == len(loaded(group.format("one") + group.format("two")).steps)
    with pytest.raises(RecipeInvalid, match="called 'credits'"):
        loaded("  - credits: 1\n" + group.format("one"))


def test_an_export_in_a_group_counts_for_a_later_download() -> None:
    """`download` without `from` needs any export before it."""
    group = "  - foreach: [1]\n    as: x\n    steps:\n      - export: mp4\n"
    assert loaded(group + "  - download: a.mp4\n").steps
