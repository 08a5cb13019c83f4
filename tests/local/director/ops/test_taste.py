"""What is disliked or only spoken of: nothing is added for it, and nothing else changes."""

import pytest

from imgfree.local.film import Film
from local.director.conversation import filmed


@pytest.mark.parametrize("sentence", ["no flashy effects", "the grain looks cheap", "it looks boring", "太花哨了"])
def test_a_complaint_never_adds(sentence: str) -> None:
    """What is not there is not put there because somebody dislikes it, and no film is begun for it."""
    assert filmed(sentence) == Film()
    assert filmed("make a film", sentence) == filmed("make a film")


def test_what_is_only_spoken_of_stays() -> None:
    """Words for what is there are no wish for it."""
    before = filmed("a film with wipes and grain")
    assert filmed("a film with wipes and grain", "those wipes remind me of school") == before
    assert filmed("a film with wipes and grain", "make it warm, keep the grain").effects == ("grain",)


@pytest.mark.parametrize("sentence", ["the order of the photos stays, 歌别动", "歌别动", "标题不动"])
def test_what_else_stays(sentence: str) -> None:
    """What is said to stay as it is, and is no photo, stops no photo's motion."""
    before = filmed('make a film with music and the title "Hello", zoom in on every photo')
    after = filmed('make a film with music and the title "Hello", zoom in on every photo', sentence)
    assert (after.motion, after.music) == (before.motion, before.music)


def test_words_that_are_to_be_bigger() -> None:
    """What is to be bigger is what was spoken of last: letters move no photo."""
    before, after = (filmed('make a film with the title "Hello"', *more) for more in ([], ["字太小了，放大"]))
    assert after.motion == before.motion
