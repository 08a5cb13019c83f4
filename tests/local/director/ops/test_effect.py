"""Effects come, go, and are of the whole film."""

import pytest

from local.director.conversation import filmed


@pytest.mark.parametrize(
    "sentence", ["less grain", "the grain is too heavy", "no grain", "I hate the grain", "颗粒太重了"]
)
def test_an_effect_that_is_disliked_goes(sentence: str) -> None:
    """It has one strength, so less of it is none of it; the other effect stays."""
    assert filmed("a film with grain and a vignette", sentence).effects == ("vignette",)


def test_darker_edges() -> None:
    """Edges that are darker are a vignette, and the picture stays as bright as it was."""
    made = filmed("make a film", "make the edges a bit darker")
    assert (made.effects, made.looks) == (("vignette",), ())


@pytest.mark.parametrize(
    "sentence",
    ["film grain on all but the first photo", "grain but only on photo 2", "only the first photo with grain"],
)
def test_effects_of_certain_photos(sentence: str) -> None:
    """What only a whole film can look like is not had by leaving the other photos out."""
    made = filmed("make a film", sentence)
    assert (len(made.shots), made.looks, made.effects) == (3, (), ())
