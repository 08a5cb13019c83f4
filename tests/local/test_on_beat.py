"""Words that come on the music's beats."""

from dataclasses import replace
from typing import Any

import pytest

from imgfree.local.draft import read, write
from imgfree.local.film import Film, Shot, Timing, Words
from imgfree.local.music.song import Music
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
