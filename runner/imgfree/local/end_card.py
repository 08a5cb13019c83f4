"""The end card: a ground of its own behind a logo that ends the film, for as long as the logo is seen."""

from typing import Any, Protocol


class Ended(Protocol):
    """What of a film decides about its end card."""

    @property
    def logo(self) -> tuple[tuple[str, Any], ...] | None:
        """Return the facts of its logo."""

    @property
    def loop(self) -> str | None:
        """Return how it is played in a circle."""

    @property
    def timing(self) -> Any:
        """Return what decides its lengths: `mode` and `ms`."""


def card_ms(film: Ended) -> int:
    """Return how long the film's end card is; 0 without one. Of a length that was said it is a third at most."""
    logo = dict(film.logo or ())
    if logo.get("corner") != "center" or film.loop:
        return 0
    length = int(logo.get("length_ms", 0))
    return min(length, int(film.timing.ms) // 3) if film.timing.mode == "total" else length
