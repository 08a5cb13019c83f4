"""What a submit asks for: read from its body, checked, and filled in from the draft's own words."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from imgfree.local.answers import Refused
from imgfree.local.output import FORMATS, QUALITIES, Output

_RENDER_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_RESOLUTION = re.compile(r"(\d{2,4})(?:[pP]|\s*[xX×]\s*(\d{2,4}))?")


@dataclass(frozen=True)
class Order:
    """A submitted render, checked. The draft in it is the client's and not to be trusted."""

    render_id: str
    session_id: str
    draft: dict[str, Any]
    output: Output
    body_hash: str
    reuse: bool = False  # whether a file that was made of the same content earlier will do


def order(body: Mapping[str, Any]) -> Order:
    """Return what a submit asks for.

    Raises:
        Refused: 400, it is no order we can carry out; the message says what is wrong.
    """
    render_id, session_id, draft = body.get("id"), body.get("sessionId"), body.get("draft")
    output = body.get("output")
    if not isinstance(render_id, str) or not _RENDER_ID.fullmatch(render_id):
        raise Refused(400, 400, "'id' must be 1 to 128 letters, digits or . _ : -")
    if not isinstance(session_id, str):
        raise Refused(400, 400, "'sessionId' is missing")
    if not exportable(draft):
        raise Refused(400, 400, "the draft has no track with a segment")
    if output is not None and not isinstance(output, Mapping):
        raise Refused(400, 400, "'output' must be an object")
    assert isinstance(draft, dict)
    whole = json.dumps([session_id, draft, output], sort_keys=True)
    body_hash = hashlib.sha256(whole.encode()).hexdigest()
    again = output is not None and output.get("cache") is True
    return Order(render_id, session_id, draft, output_of(_filled(output or {}, draft)), body_hash, again)


def exportable(draft: Any) -> bool:
    """Return whether a draft has a track with a segment in it."""
    tracks = draft.get("t") if isinstance(draft, dict) else None
    if not isinstance(tracks, list):
        return False
    return any(isinstance(track, dict) and isinstance(track.get("sg"), list) and track["sg"] for track in tracks)


def _filled(output: Mapping[str, Any], draft: Mapping[str, Any]) -> dict[str, Any]:
    """Return the output with what the words of the session asked for, wherever the request itself says nothing."""
    facts = draft.get("m")
    said = facts.get("export") if isinstance(facts, Mapping) else None
    wished = dict(said) if isinstance(said, Mapping) else {}
    if "width" in wished and "height" in wished:
        wished["resolution"] = f"{wished.pop('width')}x{wished.pop('height')}"
    if output.get("resolution") is not None or output.get("height") is not None:
        wished = {name: value for name, value in wished.items() if name not in ("resolution", "height")}
    return wished | {name: value for name, value in output.items() if value is not None}


def output_of(output: Mapping[str, Any]) -> Output:
    """Return what `output` asks for; keys that are not known are passed over.

    Raises:
        Refused: 400, a value that cannot be met.
    """
    format_ = str(output.get("format") or "mp4").lower()
    if format_ not in FORMATS:
        raise Refused(400, 400, f"'output.format' is '{format_}'; it can be {', '.join(FORMATS)}")
    quality = str(output.get("quality") or _quality_of(output.get("crf"))).lower()
    if quality not in QUALITIES:
        raise Refused(400, 400, f"'output.quality' is '{quality}'; it can be {', '.join(QUALITIES)}")
    width, height = _size_of(output.get("resolution"))
    if own := _whole(output, "height", 16, 4320):
        width, height = None, own
    return Output(FORMATS[format_], QUALITIES[quality], height, width, _whole(output, "fps", 1, 120))


def _quality_of(crf: Any) -> str:
    """Return the quality nearest to an x264 rate factor, which some clients send in its place."""
    if not isinstance(crf, int | float):
        return "high"
    return "high" if crf <= 22 else "medium" if crf <= 27 else "low"


def _size_of(resolution: Any) -> tuple[int | None, int | None]:
    """Return width and height; the short side alone, as a height, for 720p and 4k."""
    if resolution is None:
        return None, None
    named = {"4k": "2160p"}.get(str(resolution).strip().lower(), str(resolution).strip())
    found = _RESOLUTION.fullmatch(named)
    sides = [int(side) for side in found.groups() if side] if found else []
    if not sides or not all(16 <= side <= 4320 for side in sides):
        raise Refused(400, 400, f"'output.resolution' is '{resolution}'; write it like 1080p, 4k or 1080x1920")
    return (sides[0], sides[1]) if len(sides) == 2 else (None, sides[0])


def _whole(output: Mapping[str, Any], name: str, least: int, most: int) -> int | None:
    value = output.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise Refused(400, 400, f"'output.{name}' must be a number from {least} to {most}")
    return int(value)
