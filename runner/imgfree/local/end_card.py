"""The end card: a ground of its own behind a logo and words that end the film, for as long as they are seen."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from imgfree.local.legibility import read_in, shown_ms

CARD = "card"  # the anchor of words that stand on it; those at the end stand on one that is there for others
ENDS = ("end", CARD)
MOST_READ_S = 8  # a card is a sign, not a page: nobody waits longer for the end of a film


class Anchored(Protocol):
    """What of a text decides about an end card."""

    @property
    def anchor(self) -> str:
        """Return what keeps its place."""

    @property
    def length_ms(self) -> int:
        """Return how long it is seen."""


class Ended(Protocol):
    """What of a film decides about its end card."""

    @property
    def logo(self) -> tuple[tuple[str, Any], ...] | None:
        """Return the facts of its logo."""

    @property
    def words(self) -> Sequence[Anchored]:
        """Return its texts."""

    @property
    def loop(self) -> str | None:
        """Return how it is played in a circle."""

    @property
    def timing(self) -> Any:
        """Return what decides its lengths: `mode` and `ms`."""


def read_ms(text: str, facts: Mapping[str, Any]) -> int:
    """Return how long words stand of which nobody said it: as long as they are read, on an end card 8 s at most."""
    return min(shown_ms(text), 1000 * MOST_READ_S) if facts.get("anchor") == CARD else shown_ms(text)


def sign(text: str, words: Anchored) -> str:
    """Return the text, on an end card as many of its words as are read while they stand, or in 8 s."""
    return read_in(text, max(words.length_ms / 1000, MOST_READ_S)) if words.anchor == CARD else text


def card_ms(film: Ended) -> int:
    """Return how long the film's end card is; 0 without one. Of a length that was said it is a third at most."""
    lengths = [words.length_ms for words in film.words if words.anchor == CARD]
    if has_logo(film):
        lengths.append(int(dict(film.logo or ())["length_ms"]))
        lengths += [min(words.length_ms, 1000 * MOST_READ_S) for words in film.words if words.anchor in ENDS]
    if film.loop or not lengths:
        return 0
    return min(max(lengths), int(film.timing.ms) // 3) if film.timing.mode == "total" else max(lengths)


def has_logo(film: Ended) -> bool:
    """Return whether the film's logo stands on its end card."""
    logo = dict(film.logo or ())
    return logo.get("corner") == "center" and "length_ms" in logo
