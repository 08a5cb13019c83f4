"""Which track answers to a mood."""

from pathlib import Path

import pytest

from imgfree.local.director.lexicon import lexicon, senses_of
from imgfree.local.music.moods import has, known, ranked
from imgfree.local.music.providers import PROVIDERS
from imgfree.local.music.tracks import Track


def _track(name: str, *moods: str, tempo: float = 0.0) -> Track:
    return Track(Path(name), name, name, moods, tempo)


CALM, HAPPY = _track("1", "calm", tempo=70), _track("2", "happy", tempo=110)
WILD, JAZZ = _track("3", "energetic", tempo=140), _track("4", "jazz")
ALL = (CALM, HAPPY, WILD, JAZZ)


@pytest.mark.parametrize(
    ("mood", "track"),
    [("calm", CALM), ("upbeat", HAPPY), ("jazz", JAZZ), ("relaxing", CALM), ("rock", WILD), ("lo-fi", CALM)],
)
def test_the_one_that_has_it_or_the_nearest(mood: str, track: Track) -> None:
    """A word that means the same counts as having it."""
    assert track == ranked(ALL, [mood])[0]


def test_what_is_said_to_have_it() -> None:
    """Its own word, or one that means the same; not what lies near."""
    assert has(HAPPY, "upbeat")
    assert not has(WILD, "upbeat")


def test_the_tempo_decides_among_equals() -> None:
    """And alone, where no mood is said."""
    assert WILD == ranked(ALL, [], 150)[0]
    assert HAPPY == ranked((CALM, HAPPY), ["soul"], 112)[0]


def test_no_wish_is_met_by_the_middle() -> None:
    """Glad, and not too stirred."""
    assert HAPPY == ranked((CALM, HAPPY, WILD), [])[0]


def test_every_mood_of_the_vocabulary_has_a_place() -> None:
    """No word for music is heard that the libraries cannot place."""
    said = {
        sense.value
        for language in ("en", "zh")
        for rows in lexicon(language).rows.values()
        for _, of, value in rows
        for sense in (senses_of(of, value) if of else ())
        if sense.type in ("mood", "genre")
    }
    assert set() == said - set(known())


def test_every_mood_of_the_shipped_tracks_has_a_place() -> None:
    """Their moods and their kinds."""
    there = {mood for provider in PROVIDERS for track in provider.tracks() for mood in track.moods}
    assert set() == there - set(known())
