"""Look into a file: what it is, how large, how long. Decodes a little, so that a broken file is found here."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import av

from imgfree.local.render import MediaUnreadable
from imgfree.local.render.photos import check

__all__ = ["MediaUnreadable", "Probe", "probe"]

_CLIPS = {".mp4", ".mov", ".avi", ".webm", ".mkv"}
_SOUNDS = {".mp3", ".wav", ".m4a", ".aac"}


@dataclass(frozen=True)
class Probe:
    """`width` and `height` as seen, 0 for sound; `duration_s` and `fps` are 0 for a still."""

    file_type: Literal["image", "video", "audio"]
    width: int
    height: int
    duration_s: float
    fps: float


def probe(path: Path) -> Probe:
    """Return what the file holds, by its content and not its name. Raises MediaUnreadable naming the file."""
    name = path.name
    if path.suffix.lower() in _CLIPS | _SOUNDS:
        return _media(path, name)
    width, height, _ = check(path, name)
    return Probe("image", width, height, 0.0, 0.0)


def _media(path: Path, name: str) -> Probe:
    if path.stat().st_size == 0:
        raise MediaUnreadable(f"'{name}' is empty (0 bytes)")
    try:
        with av.open(str(path)) as container:
            stream = next((one for one in container.streams.video if not _cover(one)), None)
            if stream is not None:
                frame = next(container.decode(stream), None)
                if frame is None:
                    raise MediaUnreadable(f"'{name}' has no picture in it")
                width, height = frame.width, frame.height
                if frame.rotation % 180:
                    width, height = height, width
                return Probe("video", width, height, _length(path), float(stream.average_rate or 0))
            if not container.streams.audio or next(container.decode(audio=0), None) is None:
                raise MediaUnreadable(f"'{name}' has neither picture nor sound in it")
            return Probe("audio", 0, 0, _length(path), 0.0)
    except (av.FFmpegError, OSError) as error:
        raise MediaUnreadable(f"'{name}' is damaged or of another kind", hint="export or copy it again") from error


def _cover(stream: "av.VideoStream") -> bool:
    """Return whether a picture stream is only a song's cover."""
    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def _length(path: Path) -> float:
    """Return the length in seconds: what the container says, else what its packets add up to."""
    with av.open(str(path)) as container:
        if container.duration:
            return float(container.duration / av.time_base)
        end = 0.0
        for packet in container.demux():
            if packet.pts is not None and packet.time_base is not None:
                end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
        return end
