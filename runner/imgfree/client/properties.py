"""What a draft says of itself beside its tracks, its look say, and how a change of that is told."""

from collections.abc import Iterator, Mapping
from typing import Any

from imgfree import wire
from imgfree.client.draft import items_of, meta_of

# Told with the canvas, with the tracks, or nobody's concern.
_APART = {"width", "height", "fps", "duration", "duration_ms", "title", "motion", "transition", "timing"}
_BOOKKEEPING = {"revision", "parent", "undid", "background", "unused", "ear"}


def property_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield the drafts' own properties that differ: `look: black and white now`; then the styles of texts."""
    old, new = _properties(before), _properties(after)
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key) and (key in old or new[key] != "auto"):
            yield f"{_words(key)}: {_told(new.get(key))} now"
    styles = dict(_styles(before))
    for text, style in _styles(after):
        if text in styles and styles[text] != style:
            yield f'"{text}": {_told(style)} now'


def _properties(draft: Mapping[str, Any]) -> dict[str, Any]:
    meta = dict(meta_of(draft))
    if "looks" in meta:
        meta["look"] = meta.pop("looks")  # all that were asked for, by their names
    return {key: value for key, value in meta.items() if key not in _APART | _BOOKKEEPING}


def _styles(draft: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for track in items_of(draft.get("t")):
        for segment in items_of(track.get("sg")) if track.get("tt") == wire.TRACK_TEXT else ():
            meta = meta_of(segment)
            if isinstance(meta.get("text"), str):
                yield " ".join(meta["text"].split()), meta.get("style") or {}


def _told(value: Any) -> str:
    """Return a value in words: lengths in seconds, lists and mappings by what is in them."""
    if value is None or value in ([], {}, ""):
        return "none"
    if isinstance(value, Mapping):
        return ", ".join(_pair(str(key), one) for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_told(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, int | float) else _words(value)


def _pair(key: str, value: Any) -> str:
    if key.endswith("_ms") and isinstance(value, int | float):
        return f"{_words(key[:-3])} {value / 1000:g} s"
    return f"{_words(key)} {_told(value)}"


def _words(name: Any) -> str:
    return str(name).replace("_", " ")
