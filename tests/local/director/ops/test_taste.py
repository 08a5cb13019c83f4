"""Looks, effects, motions, fades and transitions: named, more or less of them, disliked, or only spoken of."""

from collections.abc import Callable
from typing import Any

import pytest

from imgfree.local.draft import read
from imgfree.local.film import Film, Join, Motion, join_at

Session = Callable[..., Any]


def film(session: Session, *sentences: str) -> Film:
    """Return the film after these sentences about three photos."""
    talk = session(3, "song.mp3")
    talk.say(*sentences)
    return read(talk.drafts[-1]) if talk.drafts else Film()


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
def test_looks(session: Session, sentence: str, looks: tuple[str, ...]) -> None:
    """By name, by a tone that goes up or down, against what is too much; never by what describes something else."""
    assert film(session, "make a film", sentence).looks == looks


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
def test_looks_lie_one_on_the_other(session: Session, said: list[str], looks: tuple[str, ...]) -> None:
    """A tone joins what is there and takes the place of its opposite; a style takes that of a style; grey is grey."""
    assert film(session, "make a film", *said).looks == looks


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
def test_looks_of_certain_photos(session: Session, said: list[str], own: list[tuple[str, ...] | None]) -> None:
    """They have their own, and follow what is said of all."""
    assert [shot.looks for shot in film(session, "make a film", *said).shots] == own


@pytest.mark.parametrize(
    "sentence", ["less grain", "the grain is too heavy", "no grain", "I hate the grain", "颗粒太重了"]
)
def test_an_effect_that_is_disliked_goes(session: Session, sentence: str) -> None:
    """It has one strength, so less of it is none of it; the other effect stays."""
    assert film(session, "a film with grain and a vignette", sentence).effects == ("vignette",)


@pytest.mark.parametrize("sentence", ["no flashy effects", "the grain looks cheap", "it looks boring", "太花哨了"])
def test_a_complaint_never_adds(session: Session, sentence: str) -> None:
    """What is not there is not put there because somebody dislikes it, and no film is begun for it."""
    assert film(session, sentence) == Film()
    assert film(session, "make a film", sentence) == film(session, "make a film")


def test_what_is_only_spoken_of_stays(session: Session) -> None:
    """Words for what is there are no wish for it."""
    before = film(session, "a film with wipes and grain")
    assert film(session, "a film with wipes and grain", "those wipes remind me of school") == before
    assert film(session, "a film with wipes and grain", "make it warm, keep the grain").effects == ("grain",)


@pytest.mark.parametrize(
    ("sentence", "motion"),
    [
        ("zoom in", Motion("zoom_in", 0.08)),
        ("a very gentle pan to the left", Motion("pan_left", 0.05)),
        ("a strong zoom out", Motion("zoom_out", 0.18)),
        ("more zoom", Motion("alternate", 0.12)),
        ("too much motion", Motion("alternate", 0.05)),
        ("don't zoom", Motion("none", 0.0)),
        ("镜头慢慢推近", Motion("zoom_in", 0.08)),
    ],
)
def test_motions(session: Session, sentence: str, motion: Motion) -> None:
    """As they are named and as strong as that is said; more and less are a step from what is there."""
    assert film(session, "make a film", sentence).motion == motion


def test_motions_of_some_and_of_the_rest(session: Session) -> None:
    """One photo moves, the others stand still."""
    shots = film(session, "a film: zoom into photo 2, the rest still").shots
    assert [shot.motion and shot.motion.kind for shot in shots] == ["none", "zoom_in", "none"]


def test_what_is_in_a_picture_does_not_move(session: Session) -> None:
    """It is declined, and the photos move no other way for it."""
    reply = session(3).say("make the little boat drift")
    assert [clause.outcome for clause in reply.clauses] == ["declined"]


@pytest.mark.parametrize(
    ("sentence", "join"),
    [
        ("wipes, half a second", Join("wipe_left", 500)),
        ("photos slide in from the left", Join("slide_right", 500)),
        ("no transitions", Join("cut", 0)),
        ("the crossfades look cheap, hard cuts", Join("cut", 0)),
        ("slower transitions", Join("crossfade", 1000)),
        ("fade to white between the photos", Join("fade_white", 500)),
        ("转场换成闪黑", Join("fade_black", 500)),
    ],
)
def test_transitions(session: Session, sentence: str, join: Join) -> None:
    """One kind, its side and its length; what is disliked gives way to what is wanted."""
    assert film(session, "make a film", sentence).join == join


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
def test_fades(session: Session, sentence: str, fade: tuple[int, int, str] | None) -> None:
    """Of the ends of the film; those between shots are transitions, and the music has its own."""
    assert film(session, "make a film", sentence).fade == fade


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("put a wipe between the first and second photo", ["wipe_left", "crossfade"]),
        ("between 2 and 3 a straight cut", ["crossfade", "cut"]),
        ("第二张和第三张之间用闪白", ["crossfade", "fade_white"]),
        ("hard cuts, but keep the crossfade into the last photo", ["cut", "crossfade"]),
        ("no transitions, just cuts", ["cut", "cut"]),
        ("转场往右滑", ["slide_right", "slide_right"]),
    ],
)
def test_joins(session: Session, sentence: str, kinds: list[str]) -> None:
    """A pair of photos is joined as was said of it; all of them otherwise."""
    made = film(session, "make a film with crossfades", sentence)
    assert [join_at(made, place).kind for place in (1, 2)] == kinds


@pytest.mark.parametrize(
    ("sentence", "fade"),
    [
        ("结尾闪白", (0, 500, "white")),
        ("fade the last two seconds to black", (0, 2000, "black")),
        ("fade in from black, fade out to black, 2 seconds both", (2000, 2000, "black")),
    ],
)
def test_fades_of_an_end(session: Session, sentence: str, fade: tuple[int, int, str]) -> None:
    """A dip at an end is a fade of it; a length said of both holds for both."""
    assert film(session, "make a film", sentence).fade == fade


def test_darker_edges(session: Session) -> None:
    """Edges that are darker are a vignette, and the picture stays as bright as it was."""
    made = film(session, "make a film", "make the edges a bit darker")
    assert (made.effects, made.looks) == (("vignette",), ())


def test_a_list_that_goes(session: Session) -> None:
    """What is said behind a list is said of each of its things."""
    made = film(session, 'make a film with music and the title "Hello"', "音乐和标题都去掉")
    assert (made.music, made.words) == (None, ())


@pytest.mark.parametrize("sentence", ["this makes me dizzy", "看着头晕"])
def test_dizzy(session: Session, sentence: str) -> None:
    """Who feels unwell has less motion, and none that was not there."""
    assert film(session, "make a film, zoom in on every photo", sentence).motion == Motion("zoom_in", 0.05)


def test_a_drift_with_a_side(session: Session) -> None:
    """A drift that has a side is one motion, of the photos it was said of."""
    shots = film(session, "make a film, no motion", "make photo 2 drift to the right").shots
    assert [shot.motion.kind if shot.motion else None for shot in shots] == [None, "pan_right", None]


def test_unheard_music(session: Session) -> None:
    """Music that can hardly be heard is turned up, and what drowns the rest is turned down."""
    up, down = (
        film(session, "make a film with music", one).gain
        for one in ("I can hardly hear it, the music is inaudible", "the song is deafening")
    )
    assert (up, down) == (1.413, 0.708)


@pytest.mark.parametrize("sentence", ["the order of the photos stays, 歌别动", "歌别动", "标题不动"])
def test_what_else_stays(session: Session, sentence: str) -> None:
    """What is said to stay as it is, and is no photo, stops no photo's motion."""
    before = film(session, 'make a film with music and the title "Hello", zoom in on every photo')
    after = film(session, 'make a film with music and the title "Hello", zoom in on every photo', sentence)
    assert (after.motion, after.music) == (before.motion, before.music)


def test_words_that_are_to_be_bigger(session: Session) -> None:
    """What is to be bigger is what was spoken of last: letters move no photo."""
    before, after = (film(session, 'make a film with the title "Hello"', *more) for more in ([], ["字太小了，放大"]))
    assert after.motion == before.motion


@pytest.mark.parametrize("sentence", ["竖屏，不要竖屏了，要方的", "改成方的，竖屏太丑"])
def test_a_shape_that_is_taken_back(session: Session, sentence: str) -> None:
    """A shape that is denied or disliked is not the film's."""
    made = film(session, "make a film", sentence)
    assert made.width == made.height


@pytest.mark.parametrize(
    "sentence",
    ["film grain on all but the first photo", "grain but only on photo 2", "only the first photo with grain"],
)
def test_effects_of_certain_photos(session: Session, sentence: str) -> None:
    """What only a whole film can look like is not had by leaving the other photos out."""
    made = film(session, "make a film", sentence)
    assert (len(made.shots), made.looks, made.effects) == (3, (), ())


def test_a_complaint_about_the_filter(session: Session) -> None:
    """A look that is too strong has no weaker form, so it goes, and that is said."""
    talk = session(3)
    talk.say("make a vintage film")
    clause = talk.say("the filter is too strong").clauses[0]
    assert (clause.outcome, read(talk.drafts[-1]).looks) == ("approximated", ())
