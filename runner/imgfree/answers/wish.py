"""What the words of an export ask of the file, heard as the local director hears them: format, size, frame rate."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from imgfree.local.platforms import CANVASES, PLATFORMS

_PLAIN = re.compile(
    r"\W*(?:please |now )*(?:export|download|导出|下载)(?: (?:it|the video|now|please))*(?:视频|吧|一下)*\W*",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"\b(?:draft|preview|rough|quick look)\b|草稿|预览|小样|粗剪", re.IGNORECASE)
_NAMED = {720: "720p", 1080: "1080p", 2160: "4k"}


@dataclass(frozen=True)
class Wish:
    """`params` of the export step; `notes` on what cannot be had; `refused` where no film would be what was asked."""

    params: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    refused: bool = False


def read(words: str, timeline: Mapping[str, Any]) -> Wish:
    """Return what the words ask of the file of that timeline (decoded; its width and height count)."""
    if not words.strip() or _PLAIN.fullmatch(words):
        return Wish()
    from imgfree.local.director.direct import direct  # only here: reading its word list takes time

    clauses = direct(words, [], []).clauses
    asked: dict[str, Any] = {}
    for operation in (operation for clause in clauses for operation in clause.ops):
        asked |= {name: value for name, value in operation.items() if name != "op"}
    notes = tuple(clause.note for clause in clauses if clause.outcome == "declined" and clause.note)
    if "project" in asked:
        return Wish(notes=notes, refused=True)
    params: dict[str, Any] = {"format": asked["format"]} if "format" in asked else {}
    size = _size(asked, timeline)
    if _DRAFT.search(words):
        params["quality"] = "low" if size else "draft"  # a size that was asked for holds
    if "fps" in asked:
        params["fps"] = asked["fps"]
    return Wish(params | ({"resolution": size} if size else {}), notes)


def _size(asked: Mapping[str, Any], timeline: Mapping[str, Any]) -> str:
    """Return the step's `resolution`: a canvas of another shape, or the height of the shorter side."""
    ratio = asked.get("ratio") or (PLATFORMS[asked["name"]].ratio if asked.get("name") in PLATFORMS else None)
    height = asked.get("height")
    if "width" in asked and height:
        return f"{asked['width']}x{height}"
    if ratio in CANVASES:
        return _scaled(CANVASES[ratio], height or min(CANVASES[ratio]))
    if height in _NAMED:
        return _NAMED[height]
    return of_height(timeline, height) if height else ""


def of_height(timeline: Mapping[str, Any], shorter_px: int) -> str:
    """Return the step's `resolution` for that shorter side, in the timeline's own shape; "" where that is unknown."""
    size = timeline.get("width"), timeline.get("height")
    return _scaled((size[0], size[1]), shorter_px) if size[0] and size[1] else ""


def _scaled(size: tuple[int, int], shorter_px: int) -> str:
    """Return width and height, even, with that shorter side."""
    factor = shorter_px / min(size)
    return "x".join(str(round(side * factor / 2) * 2) for side in size)
