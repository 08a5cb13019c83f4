"""Words that come on the music's beats."""

from dataclasses import replace
from typing import Any

import pytest

from imgfree.local.draft import read, span_ms, write
from imgfree.local.film import Film, Join, Motion, Shot, Timing, Words
from imgfree.local.music.song import Music, Sync
from local.music.synthetic import even

TITLE = Words("Big summer sale", "title", style=(("animation", "beat"),))
FILM = Film(
    (Shot("a", "a.jpg", "", "image"),), Timing("total", 8000), music=Music("s", "s", grid=even(120, 60)), words=(TITLE,)
)


def _text(film: Film) -> dict[str, Any]:
    """Return the facts of the only text."""
    facts: dict[str, Any] = next(track for track in write(film, revision=1, parent=0)["t"] if track["tt"] == 7)["sg"][
        0
    ]["m"]
    return facts


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Sale", [0]),
        ("Big summer sale", [0, 500, 1000]),
        ("夏日特卖", [0, 500, 1000, 1500]),
        ("a b c d e f g h", [0, 0, 500, 500]),
    ],
)
def test_each_word_has_a_beat(text: str, starts: list[int]) -> None:
    """From the first beat that can be seen to come; many words share them, and half of the time all are there."""
    facts = _text(replace(FILM, words=(replace(TITLE, text=text),)))
    assert (500, "pop", 0) == (facts["start"], facts["style"]["animation"], facts["fade_ms"])
    assert starts == [first for first, _ in facts["words_ms"]][: len(starts)]
    assert facts["words_ms"][-1][0] <= 1500


def test_other_music_has_other_beats() -> None:
    """What was asked for is kept in the draft, and the beats are those of the music there is."""
    again = read(write(FILM, revision=1, parent=0))
    assert (TITLE,) == again.words
    slower = replace(again, music=Music("s", "s", grid=even(60, 60)))
    assert (1000, [0, 0, 1000]) == (_text(slower)["start"], [first for first, _ in _text(slower)["words_ms"]])


def test_without_a_beat_it_grows() -> None:
    """At the time at which it was to be seen."""
    facts = _text(replace(FILM, music=None))
    assert (0, "scale") == (facts["start"], facts["style"]["animation"])
    assert "words_ms" not in facts


def test_where_cuts_are_on_beats_ends_and_shares_begin_on_one() -> None:
    """The nearest to when they were to be seen; parts of the film still follow each other. All else stays."""
    texts = [Words("a", anchor="end"), *(Words("b", anchor=f"share:{n}/3") for n in (1, 2, 3)), Words("c", at_ms=1234)]
    film = replace(FILM, timing=Timing("total", 7900), words=())
    plain = [(4900, 3000), (0, 2633), (2633, 2633), (5266, 2634), (0, 3000)]
    assert plain == [span_ms(film, one) for one in texts]
    synced = replace(film, sync=Sync())
    snapped = [(5000, 2900), (0, 2500), (2500, 3000), (5500, 2400), (0, 3000)]
    assert snapped == [span_ms(synced, one) for one in texts]
    brief = [Words("d", anchor=f"share:{n}/30") for n in range(1, 31)]
    assert [span_ms(film, one) for one in brief] == [span_ms(synced, one) for one in brief]


def test_a_pulse_beats_where_cuts_do() -> None:
    """At every beat of its shot, from the shot's beginning on; it breathes where nothing is cut on beats."""
    shots = (FILM.shots[0], replace(FILM.shots[0], source="b"))
    film = replace(FILM, shots=shots, motion=Motion("pulse", 0.08), join=Join("cut", 0), sync=Sync())
    film = replace(film, timing=Timing("total", 4000))
    rows = next(track for track in write(film, revision=1, parent=0)["t"] if track["tt"] == 0)["sg"]
    motion = [row["m"]["motion"] for row in rows]
    assert [[0, 500, 1000, 1500], [0, 500, 1000, 1500]] == [one["beats_ms"] for one in motion]
    still = write(replace(film, sync=None), revision=1, parent=0)
    assert not any("beats_ms" in str(row) for row in still["t"])
