"""Looks as whole designs: how pictures move, meet and lie, and how words are set, where nobody said otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Design:
    """One design. `motion` is a kind and the part of the picture travelled in 4 s, `join` a kind and its ms, `fit`
    how a picture lies in the frame, `style` how words are set, `effects` what lies over the film."""

    motion: tuple[str, float]
    join: tuple[str, int]
    style: tuple[tuple[str, Any], ...]
    fit: str = "auto"
    effects: tuple[str, ...] = ()


_HAND = (("font", "hand"), ("color", "accent"), ("animation", "scale"))
_POSTER = (("font", "poster"), ("color", "accent"), ("animation", "scale"))
_SERIF = (("font", "serif"), ("animation", "fade"))
DESIGNS = {
    "clean": Design(("drift", 0.04), ("crossfade", 400), (("font", "clean"), ("animation", "fade")), "card"),
    "bold": Design(("zoom_in", 0.14), ("push_left", 250), _POSTER),
    "elegant": Design(("zoom_out", 0.06), ("crossfade", 900), _SERIF, "card"),
    "playful": Design(("vary", 0.1), ("slide_left", 350), _HAND, "card"),
    "vintage": Design(("ken_burns", 0.06), ("crossfade", 700), (*_SERIF, ("color", "ivory")), effects=("grain",)),
    "cinematic": Design(("push_in", 0.09), ("crossfade", 800), (("font", "clean"), ("animation", "word_by_word"))),
    "luxury": Design(("zoom_in", 0.05), ("crossfade", 1000), (*_SERIF, ("color", "gold"))),
}


def design_of(looks: Sequence[str]) -> Design | None:
    """Return the design that the looks of a film bring, the last one's; None where they are colours alone."""
    return next((DESIGNS[name] for name in reversed(looks) if name in DESIGNS), None)


def fit_of(fit: str, looks: Sequence[str]) -> str:
    """Return how pictures lie in the frame: as was said, else as the look has it, else auto."""
    design = design_of(looks)
    return design.fit if design and fit == "auto" else fit
