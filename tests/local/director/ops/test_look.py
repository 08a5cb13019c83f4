"""Looks: named, laid one on the other, or of certain photos."""

import pytest

from imgfree.local.draft import read
from local.director.conversation import begun, filmed


@pytest.mark.parametrize(
    ("sentence", "looks"),
    [
        ("black and white please", ("black_and_white",)),
        ("turn the contrast up a little", ("more_contrast",)),
        ("the photos are too dark", ("brighter",)),
        ("饱和度低一点", ("muted",)),
        ("有点暗", ("brighter",)),
        ("brighter, and less contrast", ("brighter", "less_contrast")),
        ("a film of my vintage motorbike photos", ()),
        ("soft piano music for a film", ()),
    ],
)
def test_looks(sentence: str, looks: tuple[str, ...]) -> None:
    """By name, by a tone that goes up or down, against what is too much; never by what describes something else."""
    assert filmed("make a film", sentence).looks == looks


@pytest.mark.parametrize(
    ("said", "looks"),
    [
        (["warm colours", "more contrast please"], ("warm", "more_contrast")),
        (["warm colours", "brighter", "vintage look"], ("brighter", "vintage")),
        (["make it brighter", "too bright"], ("darker",)),
        (["warmer, brighter, a bit more contrast too"], ("warm", "brighter", "more_contrast")),
        (["black and white with an old film look"], ("vintage", "black_and_white")),
        (["black and white", "my brother wants the colour back"], ()),
        (["黑白", "还是要彩色的"], ()),
        (["sepia", "get rid of the sepia"], ()),
        (["bump the colours a bit"], ("vivid",)),
        (["颜色鲜艳一点"], ("vivid",)),
    ],
)
def test_looks_lie_one_on_the_other(said: list[str], looks: tuple[str, ...]) -> None:
    """A tone joins what is there and takes the place of its opposite; a style takes that of a style; grey is grey."""
    assert filmed("make a film", *said).looks == looks


@pytest.mark.parametrize(
    ("said", "own"),
    [
        (["photo 2 in black and white"], [None, ("black_and_white",), None]),
        (["black and white on 1 and 3 only"], [("black_and_white",), None, ("black_and_white",)]),
        (["sepia but only on photo 2"], [None, ("sepia",), None]),
        (["only the first photo in sepia"], [("sepia",), None, None]),
        (["第二张复古"], [None, ("vintage",), None]),
        (["sepia", "the last photo in colour"], [None, None, ()]),
        (["sepia for the first photo", "everything a bit brighter"], [("sepia", "brighter"), None, None]),
        (["sepia for the first photo", "no filter"], [None, None, None]),
    ],
)
def test_looks_of_certain_photos(said: list[str], own: list[tuple[str, ...] | None]) -> None:
    """They have their own, and follow what is said of all."""
    assert [shot.looks for shot in filmed("make a film", *said).shots] == own


def test_a_complaint_about_the_filter() -> None:
    """A look that is too strong has no weaker form, so it goes, and that is said."""
    talk = begun(3)
    talk.say("make a vintage film")
    clause = talk.say("the filter is too strong").clauses[0]
    assert (clause.outcome, read(talk.drafts[-1]).looks) == ("approximated", ())


def test_a_look_brings_its_design_but_for_what_is_said() -> None:
    """It says what else it brings; what the same sentence says, or a later one, is not the look's."""
    talk = begun(3)
    reply = talk.say("elegant look, hard cuts")
    assert [("card", None)] * 3 == [
        (one["m"]["fit"], one["m"].get("transition")) for one in talk.drafts[-1]["t"][0]["sg"]
    ]
    assert ("cards" in reply.text, "crossfade" in reply.text) == (True, False)
    talk.say("vintage look instead")
    assert ["grain"] == talk.drafts[-1]["m"]["effects"]
    talk.say("playful look")
    assert "effects" not in talk.drafts[-1]["m"]
