"""The best part of a clip."""

import pytest

from imgfree.local.sight.best import best


@pytest.mark.parametrize(
    ("merits", "stretch", "length_ms", "begins"),
    [
        ((0.1, 0.1, 0.9, 0.1), (0, 8000), 2000, 4000),
        ((0.1, 0.1, 0.9, 0.1), (0, 8000), 3000, 3000),
        ((0.1, 0.1, 0.9, 0.1), (0, 4000), 2000, 0),
        ((0.5, 0.5, 0.52, 0.5), (0, 8000), 2000, 0),
        ((0.9, 0.1, 0.1, 0.8), (2000, 8000), 2000, 6000),
        ((0.9, 0.1, 0.1, 0.8), (2000, 4000), 2000, 2000),
        ((), (1000, 8000), 2000, 1000),
    ],
)
def test_best(merits: tuple[float, ...], stretch: tuple[int, int], length_ms: int, begins: int) -> None:
    """Where the merits are highest, inside the stretch; its beginning where nothing is known or clearly better."""
    assert begins == best(merits, 8000, stretch, length_ms)
