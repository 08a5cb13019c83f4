"""What a piece of a film depends on, as a digest: equal digests, equal bytes."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from imgfree.local.assets import Asset
from imgfree.local.output import Output
from imgfree.local.render.encode import codec
from imgfree.local.render.reel import Lettering, Logo, Reel, Sound, Take
from imgfree.local.render.segments import Segment
from imgfree.local.render.text import faces_of
from imgfree.local.renderer import drawn_by


def pictures(reel: Reel, segment: Segment, assets: Mapping[str, Asset], output: Output) -> str:
    """Return the digest of a segment's encoded pictures. Where the segment stands in the film is no part of it.

    Raises RenderError for a text that no font can draw.
    """
    logo = reel.logo if reel.logo and meets(reel.logo.start, reel.logo.frames, segment) else None
    facts = {
        "canvas": [reel.width, reel.height, reel.fps, reel.background, reel.platform],
        "codec": [codec(output).video, codec(output).options],
        "frames": segment.frames,
        "takes": [_take(one, segment, assets) for one in reel.takes if meets(one.start, one.frames, segment)],
        "words": [_words(one, segment) for one in reel.words if meets(one.start, one.frames, segment)],
        "logo": _logo(logo, reel, segment, assets) if logo else None,
        "fade": _fade(reel, segment),
        "card": [reel.card.start - segment.start, reel.card.color]
        if reel.card and segment.end > reel.card.start - reel.fps
        else None,
        # Effects are drawn from the film's own frame number; a loop shows other parts of the film again.
        "effects": [reel.effects, segment.start] if reel.effects else None,
        "loop": [reel.loop, segment.start, [_take(one, Segment(0, 0), assets) for one in reel.takes]]
        if reel.loop
        else None,
    }
    return _digest(facts)


def sound(reel: Reel, sounds: Sequence[Sound], assets: Mapping[str, Asset], output: Output) -> str:
    """Return the digest of the film's encoded sound."""
    facts = {
        "codec": [codec(output).audio, codec(output).audio_bit_rate],
        "length": [reel.frames, reel.fps],
        "target": reel.loudness_lufs,
        "sounds": [asdict(one) | {"source": _asset(assets[one.source])} for one in sounds],
    }
    return _digest(facts)


def meets(start: int, frames: int, segment: Segment) -> bool:
    """Return whether something that lasts so many frames is seen in the segment."""
    return start < segment.end and segment.start < start + frames


def _take(take: Take, segment: Segment, assets: Mapping[str, Asset]) -> dict[str, Any]:
    own = asdict(take) | {"source": _asset(assets[take.source]), "start": take.start - segment.start}
    own["cells"] = [asdict(cell) | {"source": _asset(assets[cell.source])} for cell in take.cells]
    del own["volume"]
    return own


def _words(words: Lettering, segment: Segment) -> dict[str, Any]:
    fonts = sorted((face.path.name, face.path.stat().st_size, face.index) for face in faces_of(words))
    style = {key: value for key, value in words.style.items() if key != "font_file"}
    return asdict(words) | {"style": style, "start": words.start - segment.start, "fonts": fonts}


def _logo(logo: Logo, reel: Reel, segment: Segment, assets: Mapping[str, Asset]) -> list[Any]:
    source = _asset(assets[logo.source]) if logo.source in assets else None
    shown = [logo.corner, logo.size, logo.opacity]
    return [source, *shown, logo.start - segment.start, logo.frames, logo.frames >= reel.frames]


def _fade(reel: Reel, segment: Segment) -> list[Any] | None:
    """Return how far the film's beginning and end are, if their fades reach into the segment."""
    fade = reel.fade
    begins = [fade.in_frames, segment.start] if segment.start < fade.in_frames else None
    ends = [fade.out_frames, reel.frames - segment.end] if segment.end > reel.frames - fade.out_frames else None
    return [begins, ends, fade.color] if begins or ends else None


def _asset(asset: Asset) -> list[Any]:
    """Return what identifies a file's content; a file without a digest is known by its place and time."""
    if asset.sha256:
        return [asset.sha256, asset.file_type, asset.duration_s]
    facts = asset.path.stat() if asset.path.exists() else None
    seen = [facts.st_size, facts.st_mtime_ns] if facts else []
    return [str(asset.path), *seen, asset.file_type, asset.duration_s]


def _digest(facts: Mapping[str, Any]) -> str:
    whole = json.dumps([drawn_by(), facts], sort_keys=True, default=str)
    return hashlib.sha256(whole.encode()).hexdigest()
