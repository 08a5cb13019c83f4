"""The draft's short keys, read with tolerance: only five of them are documented."""

from collections.abc import Iterator, Mapping
from typing import Any

from imgfree import wire

_TYPES = {wire.TRACK_VIDEO: "video", wire.TRACK_AUDIO: "audio", wire.TRACK_TEXT: "text"}
_NAMES = {wire.TRACK_VIDEO: "Video", wire.TRACK_AUDIO: "BGM", wire.TRACK_TEXT: "Title"}
_KEPT = ("file_type", "text", "role", "position", "speed", "reverse", "url", "bus", "provider", "pace")
_MUSIC = ("tempo", "moods", "key", "licence", "made")  # of a track of a library
_PULSE = ("beats", "bars", "phrases")


def decode(draft: object) -> dict[str, Any]:
    """Return the draft as `{duration_s, width, height, fps, tracks, video, audio, text}`.

    What is missing is None or empty. Times are seconds, volumes factors, motion and transition words. Where the
    beats of its music are known, `beats` has `{tempo, confidence, bar, beats_s, bars_s, phrases_s}`.
    """
    source = draft if isinstance(draft, Mapping) else {}
    meta = meta_of(source)
    tracks = [_track(track) for track in items_of(source.get("t"))]
    segments = [segment for track in tracks for segment in track["segments"]]
    total_ms = _first(source, meta, ("d",))
    longest_s = max((segment["end_s"] for segment in segments), default=0.0)
    return {
        "duration_s": longest_s if total_ms is None else _seconds(total_ms),
        "width": _whole(_first(source, meta, ("width", "w"))),
        "height": _whole(_first(source, meta, ("height", "h"))),
        "fps": _whole(_first(source, meta, ("fps",))),
        "tracks": tracks,
        **{kind: [s for t in tracks if t["type"] == kind for s in t["segments"]] for kind in _TYPES.values()},
        **_pulse(meta.get("beats")),
    }


def _pulse(found: object) -> dict[str, Any]:
    """Return the beats of the film's music; nothing where they are not known."""
    if not isinstance(found, Mapping):
        return {}
    rows = {name: found.get(name) for name in _PULSE}
    times = {
        f"{name}_s": [_seconds(ms) for ms in map(_number, row if isinstance(row, list) else []) if ms is not None]
        for name, row in rows.items()
    }
    tempo, confidence, bar = (_number(found.get(name)) for name in ("tempo", "confidence", "bar"))
    return {"beats": {"tempo": tempo, "confidence": confidence, "bar": _whole(bar), **times}}


def _track(track: Mapping[str, Any]) -> dict[str, Any]:
    number = _number(track.get("tt"))
    code = int(number) if number is not None else -1
    kind = _TYPES.get(code, f"track type {track.get('tt', '?')}")
    name = meta_of(track).get("name")
    default = _NAMES.get(code, kind[:1].upper() + kind[1:])
    return {
        "type": kind,
        "name": name if isinstance(name, str) and name else default,
        "segments": list(_segments(track, code)),
    }


def _segments(track: Mapping[str, Any], code: int) -> Iterator[dict[str, Any]]:
    found = items_of(track.get("sg"))
    fallback_ms = _first(track, meta_of(track), ("d",)) if len(found) == 1 else None
    position_ms = 0.0
    for segment in found:
        meta = meta_of(segment)
        start_ms = _first(segment, meta, ("s", "st", "start"))
        start_ms = position_ms if start_ms is None else start_ms
        length_ms = _first(segment, meta, ("d",))
        length_ms = (fallback_ms or 0.0) if length_ms is None else length_ms
        position_ms = start_ms + length_ms
        transition = meta.get("transition", segment.get("transition"))
        yield {
            "label": _label(segment, meta, meta_of(track), code),
            "start_s": _seconds(start_ms),
            "end_s": _seconds(position_ms),
            "duration_s": _seconds(length_ms),
            "volume": _volume(segment, meta),
            "source": meta.get("source", segment.get("source")),
            "motion": _kind(meta.get("motion", segment.get("motion"))),
            "transition": _kind(transition),
            "transition_s": _transition_s(transition),
            **{key: meta[key] for key in (*_KEPT, *_MUSIC) if key in meta},
        }


def _label(segment: Mapping[str, Any], meta: Mapping[str, Any], track: Mapping[str, Any], code: int) -> str:
    words = [meta.get("title"), meta.get("name"), meta.get("text"), segment.get("text"), segment.get("name")]
    if code == wire.TRACK_TEXT:
        words = [meta.get("text"), segment.get("text"), *words]
    sources = [holder.get(key) for holder in (meta, segment) for key in ("url", "cdn_url", "src", "source", "path")]
    files = [source.split("?")[0].rstrip("/").rsplit("/", 1)[-1] for source in sources if isinstance(source, str)]
    for word in (*words, *files, track.get("title")):
        if isinstance(word, str) and word.strip():
            return word
    return "untitled"


def _volume(segment: Mapping[str, Any], meta: Mapping[str, Any]) -> float | None:
    """Return the volume as a factor. Backends write 0-1 or 0-100; a factor of 2 is the loudest anyone asks for."""
    found = _first(segment, meta, ("v", "vol", "volume"))
    if found is None:
        return None
    return round(found / 100 if found > 2 else found, 4)


def _kind(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("kind", value.get("type", value.get("name")))
    return value if isinstance(value, str) and value not in ("", "none", "cut") else None


def _transition_s(value: object) -> float | None:
    length = _number(value.get("ms")) if isinstance(value, Mapping) else None
    return None if length is None else _seconds(length)


def meta_of(holder: object) -> Mapping[str, Any]:
    """Return what `m` holds, empty if there is nothing."""
    meta = holder.get("m") if isinstance(holder, Mapping) else None
    return meta if isinstance(meta, Mapping) else {}


def items_of(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a list; nothing for null and whatever else is no list."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _first(holder: Mapping[str, Any], meta: Mapping[str, Any], keys: tuple[str, ...]) -> float | None:
    found = (_number(source.get(key)) for source in (holder, meta) for key in keys)
    return next((number for number in found if number is not None), None)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < float("inf") else None


def _whole(number: float | None) -> int | float | None:
    return int(number) if number is not None and number == int(number) else number


def _seconds(milliseconds: float) -> float:
    return round(milliseconds / 1000, 3)
