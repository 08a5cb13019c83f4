"""Look into a file: what it is, how large, how long. Decodes a little, so that a broken file is found here."""

import contextlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from imgfree.local import subtitles
from imgfree.local.assets import Focus, Probe
from imgfree.local.render import MediaUnreadable
from imgfree.local.render.font_files import is_whole
from imgfree.local.render.media import (
    BROKEN,
    broken,
    length_s,
    opened,
    picture_stream,
    refuse_giant,
    seen_size,
    sound_choice,
    sound_stream,
)
from imgfree.local.render.photos import check
from imgfree.local.render.sound import decoded
from imgfree.local.render.turn import turn_of
from imgfree.local.sight.focus import MOST_PX, focus, focus_of
from imgfree.local.sight.merits import merits
from imgfree.local.sight.origin import moment
from imgfree.local.sight.tones import accent, tones
from imgfree.media_types import HEAD_BYTES, sniff

__all__ = ["MediaUnreadable", "Probe", "probe"]

_AUDIBLE = 0.001  # -60 dBFS


def probe(path: Path) -> Probe:
    """Return what the file holds, by its content and not its name. Raises MediaUnreadable naming the file."""
    name = path.name
    if not path.is_file() or path.stat().st_size == 0:
        raise MediaUnreadable(f"'{name}' is empty (0 bytes)" if path.is_file() else f"'{name}' is gone")
    with path.open("rb") as file:
        found = sniff(file.read(HEAD_BYTES))
    if found is not None and found.file_type == "image":
        (width, height), small, (taken, place) = check(path, name)
        where = focus_of(small)
        still = Probe("image", width, height, 0.0, 0.0, focus=where, taken=taken, place=place)
        return replace(still, tones=tones(small), accent=accent(small, where))
    if found is not None and found.file_type == "captions":
        return Probe("captions", 0, 0, max(cue.end_ms for cue in subtitles.read(path, name).cues) / 1000, 0.0)
    if found is not None and found.file_type == "font":
        if not is_whole(path):
            raise MediaUnreadable(f"'{name}' is damaged: it is no font that can be read", hint="export it again")
        return Probe("font", 0, 0, 0.0, 0.0)
    return _media(path, name)


def _media(path: Path, name: str) -> Probe:
    with opened(path, name) as container:
        try:
            stream = picture_stream(container)
            if stream is None:
                if sound_stream(container) is None or not _sounds(path, name):
                    raise MediaUnreadable(f"'{name}' has neither picture nor sound in it")
                seconds, sound = length_s(container), sound_choice(container)
                return Probe("audio", 0, 0, seconds, 0.0, sound, silent=_silent(path, name))
            refuse_giant(stream, name)
            frame = next(container.decode(stream), None)
            if frame is None:
                raise MediaUnreadable(f"'{name}' has no picture in it")
            heard = sound_stream(container) is not None
            if heard:
                _sounds(path, name)
            width, height = seen_size(frame, stream)
            rate = stream.average_rate or stream.guessed_rate or 0
            seconds, sound = length_s(container), sound_choice(container)
            focused = _focus(container, stream, frame, seconds)
            found = merits(container, stream, seconds, path if heard else None)
            taken = moment(container.metadata.get("creation_time", ""))
            return Probe("video", width, height, seconds, float(rate), sound, focused, found, taken)
        except BROKEN as error:
            raise broken(name) from error


def _focus(container: InputContainer, stream: VideoStream, first: VideoFrame, seconds: float) -> Focus:
    """Return where the subject is in the clip's middle, or in its first picture where no other can be had."""
    frame = first
    with contextlib.suppress(*BROKEN):
        container.seek(int(seconds / 2 * av.time_base), backward=True)
        frame = next(container.decode(stream), first)
    scale = MOST_PX / max(frame.width, frame.height, MOST_PX)
    size = max(2, round(frame.width * scale)), max(2, round(frame.height * scale))
    small = frame.reformat(width=size[0], height=size[1], format="rgb24").to_ndarray()
    return focus(np.ascontiguousarray(turn_of(frame).upright(small.astype(np.uint8, copy=False))))


def _sounds(path: Path, name: str) -> bool:
    """Return whether a block of sound comes out of the file; raises MediaUnreadable where the first one is damaged."""
    with closing(decoded(path, name)) as blocks:
        return next(blocks, None) is not None


def _silent(path: Path, name: str) -> bool:
    """Return whether nothing can be heard in a file of sound; it is read as far as the first that can."""
    with closing(decoded(path, name)) as blocks:
        return all(np.abs(block).max(initial=0) < _AUDIBLE for block in blocks)
