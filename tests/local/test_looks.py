"""Looks as they are told."""

from imgfree.local.designs import DESIGNS
from imgfree.local.grades import LOOKS
from imgfree.local.looks import told


def test_every_look_is_told_once() -> None:
    """Designs first, each with its type, its motion and its transition; then those of colours alone."""
    found = told()
    assert [*DESIGNS] == [one["name"] for one in found[: len(DESIGNS)]]
    assert len(LOOKS) == len({one["name"] for one in found}) == len(found)
    luxury = next(one["brings"] for one in found if one["name"] == "luxury")
    assert all(part in luxury for part in ("gold serif type", "zoom in", "crossfade of 1 s"))
