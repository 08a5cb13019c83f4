"""The draft, decoded: for expressions, for people, and for telling whether something changed."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from imgfree.client.draft import decode as decode
from imgfree.client.draft import items_of, meta_of
from imgfree.client.properties import property_changes
from imgfree.plurals import counted

_SHOWN_SEGMENTS = 20
_MANY = 3  # beyond this, changes of one sort are counted, not listed
_TOLD = (
    ("volume", "volume"),
    ("motion", "motion"),
    ("transition", "transition"),
    ("transition_s", "transition length"),
    ("speed", "speed"),
    ("position", "position"),
    ("source", "source"),
)


class Snapshot(Protocol):
    """A state as far as it is compared."""

    @property
    def raw(self) -> Mapping[str, Any]:
        """Return `data.state` as it came."""
        ...

    @property
    def draft(self) -> Mapping[str, Any]:
        """Return the draft, empty if there is none."""
        ...


def summary(draft: object) -> str:
    """Return the one line that tells the timeline: `Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. …`."""
    return line(decode(draft)["tracks"])


def line(tracks: Sequence[Mapping[str, Any]]) -> str:
    """Return the line for the tracks of a decoded timeline."""
    if not tracks:
        return "Timeline (0 tracks): empty"
    told = " ".join(f"{place}. {_told_track(track)}" for place, track in enumerate(tracks, 1))
    return f"Timeline ({len(tracks)} {'track' if len(tracks) == 1 else 'tracks'}): {told}"


def exportable(draft: object) -> bool:
    """Return whether some track has a segment."""
    return isinstance(draft, Mapping) and any(items_of(track.get("sg")) for track in items_of(draft.get("t")))


def wished(draft: object) -> dict[str, Any]:
    """Return what the words of the session asked of the file: format, width, height, fps, or an editor's `project`.

    `height` alone is the picture's shorter side. Empty where nothing was said, or the backend keeps no such thing.
    """
    said = meta_of(draft).get("export")
    return dict(said) if isinstance(said, Mapping) else {}


def fingerprint(raw_state: object) -> str:
    """Return a digest of what an instruct changes: the draft, and how many files and generated media there are."""
    state = raw_state if isinstance(raw_state, Mapping) else {}
    counts = [count_of(state.get(key)) for key in ("video_infos", "generated_media")]
    text = json.dumps([state.get("draft") or {}, *counts], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def changes(before: Snapshot, after: Snapshot) -> list[str]:
    """Return what is different now, a short sentence each; empty if nothing is."""
    if fingerprint(before.raw) == fingerprint(after.raw) and before.draft == after.draft:
        return []
    old, new = decode(before.draft), decode(after.draft)
    found = [*_canvas_changes(old, new), *_track_changes(old["tracks"], new["tracks"])]
    found += property_changes(before.draft, after.draft)
    for key, name in (("video_infos", "uploaded file"), ("generated_media", "generated medium")):
        found += _count_changes(name, count_of(before.raw.get(key)), count_of(after.raw.get(key)))
    if not found and before.draft != after.draft:
        found = ["details of the timeline changed"]
    return found


def _told_track(track: Mapping[str, Any]) -> str:
    segments = track["segments"]
    told = [_told(segment, track["type"]) for segment in segments[:_SHOWN_SEGMENTS]]
    if len(segments) > _SHOWN_SEGMENTS:
        told.append(f"and {len(segments) - _SHOWN_SEGMENTS} more (to {_clock(segments[-1]['end_s'])}s)")
    return f"{track['name']}: {', '.join(told) or '(empty)'}"


def _told(segment: Mapping[str, Any], kind: str) -> str:
    label = " ".join(segment["label"].split())
    label = f'"{label}"' if kind == "text" else label
    return f"{label} ({_span(segment)}{_loudness(segment, kind)})"


def _loudness(segment: Mapping[str, Any], kind: str) -> str:
    volume = segment["volume"]
    if volume is None or kind == "text" or (kind != "audio" and volume == 1):
        return ""
    return f", {round(volume * 100)}%"


def _span(segment: Mapping[str, Any]) -> str:
    return f"{_clock(segment['start_s'])}-{_clock(segment['end_s'])}s"


def _clock(seconds: float) -> str:
    """Return seconds with one decimal at most; very short times keep two."""
    text = f"{seconds:.2f}" if 0 < seconds < 0.1 else f"{seconds:.1f}"
    return text.rstrip("0").rstrip(".")


def count_of(value: object) -> int:
    return len(value) if isinstance(value, list | Mapping) else 0


def _canvas_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    if old["duration_s"] != new["duration_s"]:
        yield f"the length is {_clock(new['duration_s'])}s now (was {_clock(old['duration_s'])}s)"
    sizes = [f"{side['width']}x{side['height']}" if side["width"] and side["height"] else "" for side in (old, new)]
    if sizes[0] != sizes[1] and sizes[1]:
        yield f"the size is {sizes[1]} now" + (f" (was {sizes[0]})" if sizes[0] else "")
    if old["fps"] != new["fps"] and new["fps"] and old["fps"]:
        yield f"the frame rate is {new['fps']} now (was {old['fps']})"


def _track_changes(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what became of each track; tracks are matched by type and name, in order."""
    left = list(old)
    for track in new:
        same = [t for t in left if t["type"] == track["type"] and t["name"] == track["name"]]
        same = same or [t for t in left if t["type"] == track["type"] and not _stands_for(t, new)]
        if same:
            left.remove(same[0])
            yield from _segment_changes(same[0], track)
        else:
            yield f"added {_told_track(track)}"
    for track in left:
        yield f"removed {_told_track(track)}"


def _stands_for(track: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> bool:
    return any(track["type"] == other["type"] and track["name"] == other["name"] for other in others)


def _segment_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    name, kind = new["name"], new["type"]
    labels = [[segment["label"] for segment in track["segments"]] for track in (old, new)]
    gone, come = _without(labels[0], labels[1]), _without(labels[1], labels[0])
    if len(gone) == len(come) == 1 and len(labels[0]) == len(labels[1]):
        verb = "reads" if kind == "text" else "is"
        yield f'{name} {verb} "{come[0]}" now (was "{gone[0]}")'
    elif gone or come:
        yield from _listed(f"{name}: added", come)
        yield from _listed(f"{name}: removed", gone)
    elif labels[0] != labels[1]:
        yield f"{name}: the order is {', '.join(labels[1])} now"
    elif old["segments"] != new["segments"]:
        yield from _value_changes(name, old["segments"], new["segments"])


def _value_changes(name: str, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what is different about the same segments in the same order."""
    pairs = list(zip(old, new, strict=True))
    moved = [f"{b['label']} runs {_span(b)} (was {_span(a)})" for a, b in pairs if _span(a) != _span(b)]
    yield from _few(name, moved, f"the times of {len(moved)} segments")
    for key, word in _TOLD:
        told = [
            f"{b['label']}: {word} {_shown(key, b.get(key))} (was {_shown(key, a.get(key))})"
            for a, b in pairs
            if a.get(key) != b.get(key) and not (key == "transition_s" and None in (a[key], b[key]))
        ]
        yield from _few(name, told, f"the {word} of {len(told)} segments")


def _shown(key: str, value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{round(value * 100)}%" if key == "volume" else f"{value:g}{'s' if key.endswith('_s') else ''}"
    return str(value)


def _few(name: str, told: list[str], counted: str) -> Iterator[str]:
    if len(told) > _MANY:
        yield f"{name}: {counted} changed"
    else:
        yield from (f"{name}: {one}" for one in told)


def _listed(lead: str, labels: list[str]) -> Iterator[str]:
    if labels:
        more = f" and {len(labels) - _SHOWN_SEGMENTS} more" if len(labels) > _SHOWN_SEGMENTS else ""
        yield f"{lead} {', '.join(labels[:_SHOWN_SEGMENTS])}{more}"


def _without(labels: list[str], others: list[str]) -> list[str]:
    left = list(others)
    kept = []
    for label in labels:
        if label in left:
            left.remove(label)
        else:
            kept.append(label)
    return kept


def _count_changes(name: str, old: int, new: int) -> Iterator[str]:
    if new != old:
        plural = "generated media" if name == "generated medium" else ""
        yield f"{counted(abs(new - old), name, plural)} {'more' if new > old else 'fewer'}"
