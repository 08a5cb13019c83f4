"""A draft as the cloud makes it: three pictures, music and a title."""

from typing import Any

Json = dict[str, Any]


def segment(length_ms: object, **meta: Any) -> Json:
    """Return a segment."""
    return {"d": length_ms, "m": meta}


REEL: Json = {
    "d": 12000,
    "m": {"width": 1080, "height": 1920, "fps": 30, "revision": 1},
    "t": [
        {
            "tt": 0,
            "m": {"name": "Video"},
            "sg": [
                segment(4333, title="a.jpg", start=0, source="1", motion={"kind": "zoom_in", "amount": 0.08}),
                segment(4333, title="b.jpg", start=3833, source="2", transition={"kind": "crossfade", "ms": 500}),
                segment(4333, title="c.jpg", start=7667, source="3", transition={"kind": "crossfade", "ms": 500}),
            ],
        },
        {"tt": 1, "m": {"name": "BGM"}, "sg": [segment(12000, title="song.mp3", volume=0.35)]},
        {"tt": 7, "m": {"name": "Title"}, "sg": [segment(3000, text="Summer Sale", start=0)]},
    ],
}
