"""The draft's short keys, read with tolerance."""

import pytest

from imgfree.client.draft import decode

from .reel import REEL, Json


def test_decoding_gives_what_expressions_use() -> None:
    """Canvas, tracks, and segments by sort, in seconds."""
    found = decode(REEL)
    assert (12.0, 1080, 1920, 30) == (found["duration_s"], found["width"], found["height"], found["fps"])
    assert [("video", "Video"), ("audio", "BGM"), ("text", "Title")] == [
        (t["type"], t["name"]) for t in found["tracks"]
    ]
    first, second, _ = found["video"]
    assert ("a.jpg", 0.0, 4.333, "1", "zoom_in", None) == tuple(
        first[key] for key in ("label", "start_s", "end_s", "source", "motion", "transition")
    )
    assert ("crossfade", 0.5, None) == (second["transition"], second["transition_s"], second["motion"])
    assert ["Summer Sale"] == [one["label"] for one in found["text"]]
    assert 0.35 == found["audio"][0]["volume"]


def test_decoding_keeps_the_shape_when_nothing_is_there() -> None:
    """Every key exists for any input."""
    empty: Json = {"duration_s": 0.0, "width": None, "height": None, "fps": None, "tracks": []}
    for draft in (None, {}, [], "x", {"t": {}}, {"t": [None, 3]}, {"m": []}):
        assert {**empty, "video": [], "audio": [], "text": []} == decode(draft)


@pytest.mark.parametrize(
    ("odd", "start_s"),
    [
        ({"s": 2000}, 2.0),
        ({"st": "2000"}, 2.0),
        ({"start": 2000.0}, 2.0),
        ({"m": {"start": 2000}}, 2.0),
        ({}, 1.0),
        ({"s": None, "m": {"start": None}}, 1.0),
        ({"s": 0}, 0.0),
    ],
)
def test_starts_are_found_or_summed(odd: Json, start_s: float) -> None:
    """A start is read under each of its names, else it is where the segment before ended."""
    found = decode({"t": [{"tt": 0, "sg": [{"d": "1000"}, {"d": 500, **odd}]}]})["video"][1]
    assert (start_s, start_s + 0.5) == (found["start_s"], found["end_s"])


@pytest.mark.parametrize(
    ("odd", "volume"),
    [
        ({"v": 0.35}, 0.35),
        ({"vol": 35}, 0.35),
        ({"volume": "35"}, 0.35),
        ({"m": {"volume": 100}}, 1.0),
        ({"m": {"volume": 1}}, 1.0),
        ({"m": {"volume": 1.5}}, 1.5),
        ({"volume": True}, None),
        ({"volume": "loud"}, None),
        ({"volume": float("nan")}, None),
        ({}, None),
    ],
)
def test_volumes_are_factors(odd: Json, volume: float | None) -> None:
    """Percentages and factors give factors, anything else gives None."""
    assert volume == decode({"t": [{"tt": 1, "sg": [{"d": 1, **odd}]}]})["audio"][0]["volume"]


@pytest.mark.parametrize(
    ("code", "odd", "label"),
    [
        (0, {"m": {"title": "a", "name": "b"}}, "a"),
        (0, {"m": {"name": "b", "text": "c"}}, "b"),
        (0, {"text": "d", "name": "e"}, "d"),
        (0, {"name": "e"}, "e"),
        (0, {"m": {"url": "https://cdn.example.com/x/photo.jpg?sig=1"}}, "photo.jpg"),
        (0, {"m": {"source": "/data/clip.mp4"}}, "clip.mp4"),
        (0, {"m": {"title": "  "}}, "untitled"),
        (7, {"m": {"title": "t", "text": "words"}}, "words"),
        (7, {"m": {"title": "t"}}, "t"),
    ],
)
def test_labels_are_found(code: int, odd: Json, label: str) -> None:
    """A segment is called by its title, name, words or file; a text by its words."""
    assert label == decode({"t": [{"tt": code, "sg": [{"d": 1, **odd}]}]})["tracks"][0]["segments"][0]["label"]


def test_lengths_may_stand_at_any_level() -> None:
    """`d` is read from the draft, a track or a segment, as number or text."""
    assert 4.0 == decode({"d": "4000"})["duration_s"]
    assert 4.0 == decode({"m": {"d": 4000}})["duration_s"]
    assert 4.0 == decode({"t": [{"tt": "0", "d": 4000, "sg": [{}]}]})["video"][0]["end_s"]
    assert 4.0 == decode({"t": [{"tt": 0, "sg": [{"m": {"d": 4000}}]}]})["duration_s"]


def test_the_beats_of_the_music() -> None:
    """In seconds, beside what a draft says of the track; a damaged list is an empty one."""
    beats = {"tempo": 120.0, "confidence": 0.9, "bar": 4, "beats": [0, 500, 1000], "bars": [0], "phrases": None}
    music = {"title": "Calm", "source": "library:a/b", "tempo": 120, "moods": ["calm"], "made": "generated"}
    found = decode({"m": {"beats": beats}, "t": [{"tt": 1, "sg": [{"d": 1500, "m": music}]}]})
    told = {"tempo": 120.0, "confidence": 0.9, "bar": 4, "beats_s": [0, 0.5, 1.0], "bars_s": [0], "phrases_s": []}
    assert told == found["beats"]
    assert ("Calm", 120, ["calm"], "generated") == tuple(
        found["audio"][0][key] for key in ("label", "tempo", "moods", "made")
    )
