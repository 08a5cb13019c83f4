"""Joins begin with the old picture and end with the new one, each in its own way."""

import numpy as np
import pytest

from imgfree.local.render.planes import Planes, blank, from_rgb
from imgfree.local.render.reel import TRANSITIONS
from imgfree.local.render.transitions import join, share

OLD = from_rgb(np.full((160, 90, 3), 60, np.uint8))
NEW = from_rgb(np.full((160, 90, 3), 200, np.uint8))
DARK, LIGHT = int(OLD.y[0, 0]), int(NEW.y[0, 0])


def _at(kind: str, t: float) -> Planes:
    target = blank(90, 160)
    join(kind, OLD, NEW, t, target)
    return target


@pytest.mark.parametrize("kind", [kind for kind in TRANSITIONS if kind != "cut"])
def test_every_join_leads_from_old_to_new(kind: str) -> None:
    """At 0 the old picture is seen, at 1 the new one, and all of the frame is written in between."""
    assert 2 > np.abs(_at(kind, 0.0).y.astype(int) - DARK).max()
    assert 2 > np.abs(_at(kind, 1.0).y.astype(int) - LIGHT).max()
    assert {128} == set(np.unique(_at(kind, 0.4).u))


@pytest.mark.parametrize(
    ("side", "entering"),
    [("left", np.s_[:, -8:]), ("right", np.s_[:, :8]), ("up", np.s_[-8:, :]), ("down", np.s_[:8, :])],
)
@pytest.mark.parametrize("kind", ["wipe", "slide", "push"])
def test_the_new_picture_travels_to_the_named_side(kind: str, side: str, entering: tuple[slice, slice]) -> None:
    """To the left means: it comes in at the right edge."""
    early = _at(f"{kind}_{side}", 0.3).y
    assert LIGHT == int(np.median(early[entering]))
    assert DARK == int(np.median(early))


def test_fades_pass_through_their_colour() -> None:
    """In the middle of a fade through black nothing else is seen."""
    assert {16} == set(np.unique(_at("fade_black", 0.5).y))
    assert {235} == set(np.unique(_at("fade_white", 0.5).y))


def test_a_crossfade_is_even() -> None:
    """Each frame of a join moves by the same share, and neither end is pure."""
    shares = [share(n, 15) for n in range(15)]
    assert 1e-9 > max(np.diff(shares)) - min(np.diff(shares))
    assert 0 < shares[0] < shares[-1] < 1
    assert 1 >= abs((DARK + LIGHT) / 2 - int(_at("crossfade", 0.5).y[5, 5]))
