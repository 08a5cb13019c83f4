"""Cues as texts of a film: one at a time, short enough to read, in time after a cut."""

from typing import Any

import pytest

from imgfree.local.captions import cut_out, laid, segments, spans
from imgfree.local.draft import read, write
from imgfree.local.film import Film, Join, Shot, Words, slots
from imgfree.local.subtitles import Cue


def _shown(*cues: Cue) -> list[tuple[int, int, str]]:
    return [(words.at_ms, words.at_ms + words.length_ms, words.text) for words in laid(cues)]


def test_cues_become_captions_that_keep_their_times() -> None:
    """A cue is a caption at its own time and place."""
    assert (Words("a", "caption", "top_left", "cue", 1000, 500),) == laid([Cue(1000, 1500, "a", "top_left")])


def test_cues_that_overlap_are_shown_together() -> None:
    """What is said at the same time stands line by line in one caption; a brief overlap is only untidy."""
    assert [(0, 2000, "A"), (2000, 4000, "A\nB"), (4000, 6000, "B")] == _shown(Cue(0, 4000, "A"), Cue(2000, 6000, "B"))
    assert [(0, 1900, "A"), (1900, 3000, "B")] == _shown(Cue(0, 2000, "A"), Cue(1900, 3000, "B"))


def test_cues_of_two_places_do_not_touch_each_other() -> None:
    """A caption at the top leaves the one at the bottom alone."""
    assert [(0, 2000, "A"), (500, 900, "T")] == _shown(Cue(0, 2000, "A"), Cue(500, 900, "T", "top"))


def test_at_most_three_cues_are_shown_at_once() -> None:
    """The oldest gives way, so that a crowd stays readable."""
    shown = _shown(*(Cue(at * 1000, 9000, str(at)) for at in range(5)))
    assert (4000, 9000, "2\n3\n4") == shown[-1]
    assert 3 == max(text.count("\n") + 1 for _, _, text in shown)


def test_rolling_captions_are_not_doubled() -> None:
    """A line that is repeated in the next cue stands once."""
    assert (1000, 2000, "one\ntwo") == _shown(Cue(0, 2000, "one"), Cue(1000, 3000, "one\ntwo"))[1]


@pytest.mark.parametrize("text", ["word " * 60, "慢慢发酵一整夜，" * 20])
def test_a_long_cue_is_shown_in_parts(text: str) -> None:
    """All its words are seen, one part after the other, in the cue's own time."""
    shown = _shown(Cue(1000, 7000, text.strip()))
    assert 3 == len(shown)
    assert [1000, *(end for _, end, _ in shown[:-1])] == [start for start, _, _ in shown]
    assert 7000 == shown[-1][1]
    assert "".join(text.split()) == "".join("".join(part for _, _, part in shown).split())


def _clip(source: str = "c", **facts: Any) -> Shot:
    return Shot(source, f"{source}.mp4", "", "video", **{"in_ms": 0, "out_ms": 10_000, "join": Join("cut", 0)} | facts)


def test_a_cue_is_cut_at_the_end_of_the_film() -> None:
    """Its segment ends with the film and remembers its own length; what begins later is kept apart."""
    film = Film((_clip(out_ms=2000),), words=(Words("Title"), *laid([Cue(1000, 3000, "A"), Cue(4000, 5000, "B")])))
    [shown], [hidden] = segments(film)
    facts = {"text": "A", "start": 1000, "role": "caption", "position": "bottom", "anchor": "cue", "length_ms": 2000}
    assert {"d": 1000, "m": facts} == shown
    assert (1000, "B") == (hidden["d"], hidden["m"]["text"])


@pytest.mark.parametrize(
    ("shots", "found"),
    [
        ((_clip(),), [(1000, 3000)]),
        ((_clip(in_ms=2000),), [(0, 1000)]),
        ((_clip(in_ms=4000),), []),
        ((_clip(speed=2.0),), [(500, 1500)]),
        ((_clip(in_ms=500, speed=0.5),), [(1000, 5000)]),
        ((_clip(reverse=True),), [(7000, 9000)]),
        ((_clip("other"), _clip()), [(11_000, 13_000)]),
        ((_clip(out_ms=2000), _clip("other", out_ms=1000), _clip(in_ms=2500)), [(1000, 2000), (3000, 3500)]),
        ((_clip(out_ms=2000), _clip("other", join=Join("crossfade", 500))), [(1000, 1900)]),
        ((_clip("other"),), []),
    ],
)
def test_a_cue_follows_its_clip(shots: tuple[Shot, ...], found: list[tuple[int, int]]) -> None:
    """Its time is the clip's own: it moves with trim, speed, place and direction, and is hidden with its pictures."""
    film = Film(shots, words=laid([Cue(1000, 3000, "A")], "c"))
    assert found == spans(film.words[0], film, slots(film))
    again = read(write(film, revision=1, parent=0))
    assert (film.words, found) == (again.words, spans(again.words[0], again, slots(again)))


def test_a_cut_keeps_captions_with_their_pictures() -> None:
    """What comes after the cut moves up, what lies in it goes, what reaches into it is shortened."""
    words = [Words("T"), *laid([Cue(0, 1500, "A"), Cue(1600, 1900, "B"), Cue(1950, 3000, "C"), Cue(4000, 5000, "D")])]
    after = cut_out(words, 1000, 2000)
    assert [("T", 0), ("A", 0), ("C", 1000), ("D", 3000)] == [(one.text, one.at_ms) for one in after]
    assert [1000, 1000, 1000] == [one.length_ms for one in after[1:]]
