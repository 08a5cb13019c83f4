"""Colour grades as figures; what they look like is tested where they are applied."""

import itertools

import pytest

from imgfree.local.grades import LOOKS


@pytest.mark.parametrize("name", LOOKS)
def test_light_keeps_its_order(name: str) -> None:
    """What was brighter is not darker afterwards, from black to white."""
    curve = [LOOKS[name].curve(light / 255) for light in range(256)]
    assert all(before <= after for before, after in itertools.pairwise(curve))
    assert 0 <= curve[0] < curve[-1] <= 1
