"""The film's own beginning and end."""

import pytest

from local.director.conversation import filmed


@pytest.mark.parametrize(
    ("sentence", "fade"),
    [
        ("fade out at the end over 2 seconds", (0, 2000, "black")),
        ("fade in from white", (500, 0, "white")),
        ("最后一秒淡出", (0, 1000, "black")),
        ("slow fades between the photos", None),
        ("fade the music out", None),
    ],
)
def test_fades(sentence: str, fade: tuple[int, int, str] | None) -> None:
    """Of the ends of the film; those between shots are transitions, and the music has its own."""
    assert filmed("make a film", sentence).fade == fade


@pytest.mark.parametrize(
    ("sentence", "fade"),
    [
        ("结尾闪白", (0, 500, "white")),
        ("fade the last two seconds to black", (0, 2000, "black")),
        ("fade in from black, fade out to black, 2 seconds both", (2000, 2000, "black")),
    ],
)
def test_fades_of_an_end(sentence: str, fade: tuple[int, int, str]) -> None:
    """A dip at an end is a fade of it; a length said of both holds for both."""
    assert filmed("make a film", sentence).fade == fade
