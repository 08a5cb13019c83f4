"""The draft, decoded, told in a line, and compared."""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from imgfree.client.timeline import changes, exportable, fingerprint, summary

from .reel import REEL, Json, segment

Golden = Callable[[Path | str, str], None]


@dataclass
class Reading:
    """A state as far as it is compared."""

    draft: Json
    raw: Json = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.raw = {"draft": self.draft, **self.raw}


CITY = {
    "d": 10000,
    "m": {"title": "city timelapse", "width": 1080, "height": 1920},
    "t": [
        {"tt": 0, "sg": [segment(10000, title="city timelapse")]},
        {"tt": 1, "sg": [segment(10000, title="Lo-fi", volume=0.35)]},
        {"tt": 7, "sg": [segment(3000, title="Urban Dreams")]},
    ],
}


def test_the_summary_has_the_documented_form() -> None:
    """The example of the specification comes out word for word."""
    told = (
        "Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) "
        '3. Title: "Urban Dreams" (0-3s)'
    )
    assert told == summary(CITY)


def test_the_summary_tells_several_segments_and_fractions() -> None:
    """Segments of one track stand behind each other, times have one decimal at most."""
    told = (
        "Timeline (3 tracks): 1. Video: a.jpg (0-4.3s), b.jpg (3.8-8.2s), c.jpg (7.7-12s) "
        '2. BGM: song.mp3 (0-12s, 35%) 3. Title: "Summer Sale" (0-3s)'
    )
    assert told == summary(REEL)


ODD: list[object] = [
    None,
    {},
    {"t": None},
    {"t": [{"tt": 1, "sg": None}]},
    {"t": [{"tt": 9, "sg": [segment(1500, title="spark")]}]},
    {"t": [{"tt": 0, "sg": [segment(40)]}]},
    {"t": [{"tt": 0, "sg": [segment(1000, title="a", volume=1)]}]},
    {"t": [{"tt": 0, "sg": [segment(1000, title="a", volume=0)]}]},
    {"t": [{"tt": 7, "sg": [segment(1000, text="two\nlines")]}]},
]


def test_odd_timelines_have_a_summary(golden: Golden) -> None:
    """Empty, unknown and broken parts are told as they are."""
    told = [f"{json.dumps(draft)}\n{summary(draft)}\n" for draft in ODD]
    golden("said/timeline-odd.txt", "\n".join(told))


def test_long_tracks_are_cut_short_in_the_summary() -> None:
    """Twenty segments are told, the rest is counted."""
    draft = {"t": [{"tt": 0, "sg": [segment(1000, title=f"{n}.jpg") for n in range(25)]}]}
    assert summary(draft).endswith("5 more (to 25s)")


@pytest.mark.parametrize(
    ("draft", "yes"),
    [(CITY, True), ({}, False), (None, False), ({"t": []}, False), ({"t": [{"sg": []}, {"sg": None}]}, False)],
)
def test_only_a_timeline_with_a_segment_is_exportable(draft: object, yes: bool) -> None:
    """There must be a track with a segment."""
    assert yes == exportable(draft)


def test_fingerprints_follow_what_an_instruct_changes() -> None:
    """Key order and absence do not matter; draft, files and generated media do."""
    state = {"draft": {"d": 1, "t": []}, "video_infos": [{}], "generated_media": []}
    assert fingerprint(state) == fingerprint({"video_infos": [{}], "draft": {"t": [], "d": 1}, "task": "x"})
    assert (
        fingerprint({}) == fingerprint(None) == fingerprint({"draft": None, "video_infos": None, "generated_media": {}})
    )
    others = [
        {**state, "draft": {"d": 2, "t": []}},
        {**state, "video_infos": []},
        {**state, "generated_media": {"a": 1}},
    ]
    assert 4 == len({fingerprint(state), *(fingerprint(other) for other in others)})


def edited(edit: Callable[[Json], object]) -> list[str]:
    """Return what is told of an edit of the reel."""
    after = copy.deepcopy(REEL)
    edit(after)
    return changes(Reading(REEL), Reading(after))


def _swap(draft: Json) -> None:
    for holder in draft["t"][0]["sg"]:
        holder["m"]["title"] = {"a.jpg": "c.jpg", "c.jpg": "a.jpg"}.get(holder["m"]["title"], holder["m"]["title"])


EDITS: dict[str, Callable[[Json], object]] = {
    "another length": lambda d: d.update(d=15000),
    "another size": lambda d: d["m"].update(width=1080, height=1080),
    "a look": lambda d: d["m"].update(look="warm", revision=2),
    "an effect": lambda d: d["m"].update(effects=["film_grain"]),
    "a look by its own name": lambda d: d["m"].update(look="black_white", looks=["black_and_white"], parent=1),
    "a fade": lambda d: d["m"].update(fade={"in_ms": 500, "color": "black"}),
    "the style of a text": lambda d: d["t"][2]["sg"][0]["m"].update(style={"color": "gold"}),
    "music removed": lambda d: d["t"].pop(1),
    "an unknown track": lambda d: d["t"].append({"tt": 9, "sg": [segment(500, title="spark")]}),
    "another text": lambda d: d["t"][2]["sg"][0]["m"].update(text="Winter"),
    "a picture removed": lambda d: d["t"][0]["sg"].pop(),
    "a picture added": lambda d: d["t"][0]["sg"].append(segment(1, title="d.jpg")),
    "another order": _swap,
    "a volume": lambda d: d["t"][1]["sg"][0]["m"].update(volume=0.2),
    "a text that stays longer": lambda d: d["t"][2]["sg"][0].update(d=5000),
    "another motion": lambda d: d["t"][0]["sg"][0]["m"].update(motion={"kind": "drift"}),
    "a transition removed": lambda d: d["t"][0]["sg"][1]["m"].pop("transition"),
    "a longer transition": lambda d: d["t"][0]["sg"][1]["m"]["transition"].update(ms=800),
    "a detail": lambda d: d["t"][0]["sg"][0]["m"].update(grain=1),
    "nothing": lambda d: d,
}


def test_changes_are_told_in_plain_sentences(golden: Golden) -> None:
    """Each kind of edit is told for what it is; no edit, nothing told."""
    told = [f"{name}: {'; '.join(edited(edit))}".rstrip() for name, edit in EDITS.items()]
    golden("said/timeline-changes.txt", "\n".join(told) + "\n")


def test_many_equal_changes_are_counted() -> None:
    """More than three changes of a sort in one track are one sentence."""
    before = {"t": [{"tt": 0, "sg": [segment(1000, title=f"{n}.jpg") for n in range(5)]}]}
    after = {"t": [{"tt": 0, "sg": [segment(2000, title=f"{n}.jpg") for n in range(5)]}]}
    told = changes(Reading(before), Reading(after))
    assert ["the length is 10s now (was 5s)", "Video: the times of 5 segments changed"] == told


def test_a_first_cut_is_told(golden: Golden) -> None:
    """From nothing to a reel: length, size and every track."""
    golden("said/timeline-first-cut.txt", "\n".join(changes(Reading({}), Reading(REEL))) + "\n")


def test_new_media_are_counted() -> None:
    """Uploads and generated media are told by number."""
    before = Reading(REEL, {"video_infos": [{}], "generated_media": []})
    after = Reading(REEL, {"video_infos": [{}, {}, {}], "generated_media": [{}]})
    assert ["2 uploaded files more", "1 generated medium more"] == changes(before, after)
