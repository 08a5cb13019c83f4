"""Motions: which way, how much, and of which photos."""

import pytest

from imgfree.local.film import Motion
from local.director.conversation import begun, filmed


@pytest.mark.parametrize(
    ("sentence", "motion"),
    [
        ("zoom in", Motion("zoom_in", 0.08)),
        ("a very gentle pan to the left", Motion("pan_left", 0.05)),
        ("a strong zoom out", Motion("zoom_out", 0.18)),
        ("more zoom", Motion("alternate", 0.12)),
        ("too much motion", Motion("vary", 0.05)),
        ("don't zoom", Motion("none", 0.0)),
        ("镜头慢慢推近", Motion("zoom_in", 0.08)),
    ],
)
def test_motions(sentence: str, motion: Motion) -> None:
    """As they are named and as strong as that is said; more and less are a step from what is there."""
    assert filmed("make a film", sentence).motion == motion


def test_motions_of_some_and_of_the_rest() -> None:
    """One photo moves, the others stand still."""
    shots = filmed("a film: zoom into photo 2, the rest still").shots
    assert [shot.motion and shot.motion.kind for shot in shots] == ["none", "zoom_in", "none"]


def test_what_is_in_a_picture_does_not_move() -> None:
    """It is declined, and the photos move no other way for it."""
    reply = begun(3).say("make the little boat drift")
    assert [clause.outcome for clause in reply.clauses] == ["declined"]


@pytest.mark.parametrize("sentence", ["this makes me dizzy", "看着头晕"])
def test_dizzy(sentence: str) -> None:
    """Who feels unwell has less motion, and none that was not there."""
    assert filmed("make a film, zoom in on every photo", sentence).motion == Motion("zoom_in", 0.05)


def test_a_drift_with_a_side() -> None:
    """A drift that has a side is one motion, of the photos it was said of."""
    shots = filmed("make a film, no motion", "make photo 2 drift to the right").shots
    assert [shot.motion.kind if shot.motion else None for shot in shots] == [None, "pan_right", None]
