"""Looks as whole designs: each of what they bring is there until somebody says otherwise."""

from dataclasses import replace

import pytest

from imgfree.local.designs import DESIGNS, design_of, fit_of
from imgfree.local.draft import read, write
from imgfree.local.film import Join, Words, join_at, motion_at
from imgfree.local.grades import LOOKS
from imgfree.local.render.reel import FITS, MOTIONS, TRANSITIONS
from imgfree.local.render.type_styles import STYLES
from local.films import photos


@pytest.mark.parametrize("name", DESIGNS)
def test_a_design_is_made_of_what_can_be_rendered(name: str) -> None:
    """Its colours, its motion, its transition, its fit and its type are all the renderer's."""
    design, film = DESIGNS[name], replace(photos(2), looks=(name,))
    assert name in LOOKS
    assert motion_at(film, 0, 120).kind in MOTIONS
    assert (True, True) == (design.join[0] in TRANSITIONS, design.fit in FITS)
    assert dict(design.style)["font"] in STYLES


def test_what_was_said_holds_against_the_look() -> None:
    """A transition, a fit and a font of one's own stay, in whatever order; the rest is the design's."""
    film = replace(photos(2), looks=("elegant",), words=(Words("Hi", style=(("font", "hand"),)),))
    assert (Join("crossfade", 900), "card") == (join_at(film, 1), fit_of(film.fit, film.looks))
    own = replace(film, join=Join("crossfade", 500, said=True), fit="fill")
    assert (Join("crossfade", 500), "fill") == (join_at(own, 1), fit_of(own.fit, own.looks))
    styles = [track["sg"][0]["m"]["style"] for track in write(own, revision=1, parent=0)["t"][1:]]
    assert [{"font": "hand", "animation": "fade"}] == styles


def test_a_design_goes_with_its_look() -> None:
    """A draft keeps what was said apart from what the look brings, so that another look brings its own."""
    film = replace(photos(2), looks=("luxury",), words=(Words("Hi"),))
    again = read(write(film, revision=1, parent=0))
    assert film == again
    assert Join() == join_at(replace(again, looks=()), 1)


def test_colours_alone_are_no_design() -> None:
    """A tone brings nothing else, also beside a design; of two designs the last one counts."""
    assert (None, None) == (design_of(()), design_of(("warm",)))
    assert DESIGNS["vintage"] == design_of(("clean", "vintage", "warm"))
    assert "auto" == fit_of("auto", ("warm",))
