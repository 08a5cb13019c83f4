"""`imgfree recipes`."""

import json
from collections.abc import Callable

import pytest

from commandline import ROOT, Ran
from imgfree import resources

Imgfree = Callable[..., Ran]


@pytest.mark.parametrize("name", resources.recipe_names()[:2])
def test_a_recipe_is_printed_as_it_is(imgfree: Imgfree, name: str) -> None:
    """To the byte, so that it can be kept under another name."""
    assert (ROOT / "recipes" / f"{name}.yaml").read_text(encoding="utf-8") == imgfree("recipes", name).stdout


def test_all_are_listed(imgfree: Imgfree) -> None:
    """With what each is for, as lines and as one object; a name that there is not is a wrong command line."""
    told = json.loads(imgfree("recipes", "--json").stdout)["recipes"]
    assert resources.recipe_names() == [one["name"] for one in told]
    assert all(one["description"] for one in told)
    assert resources.recipe_names() == [line.split()[0] for line in imgfree("recipes").stdout.splitlines()]
    assert 2 == imgfree("recipes", "no-such-recipe").returncode
