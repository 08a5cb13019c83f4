"""Look into a file: what it is, how large, how long. Decodes a little, so that a broken file is found here."""

from contextlib import closing
from pathlib import Path

from imgfree.local import subtitles
from imgfree.local.assets import Probe
from imgfree.local.render import MediaUnreadable
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
from imgfree.media_types import HEAD_BYTES, sniff

__all__ = ["MediaUnreadable", "Probe", "probe"]


def probe(path: Path) -> Probe:
    """Return what the file holds, by its content and not its name. Raises MediaUnreadable naming the file."""
    name = path.name
    if not path.is_file() or path.stat().st_size == 0:
        raise MediaUnreadable(f"'{name}' is empty (0 bytes)" if path.is_file() else f"'{name}' is gone")
    with path.open("rb") as file:
        found = sniff(file.read(HEAD_BYTES))
    if found is not None and found.file_type == "image":
        width, height, _ = check(path, name)
        return Probe("image", width, height, 0.0, 0.0)
    if found is not None and found.file_type == "captions":
        return Probe("captions", 0, 0, max(cue.end_ms for cue in subtitles.read(path, name).cues) / 1000, 0.0)
    return _media(path, name)


def _media(path: Path, name: str) -> Probe:
    with opened(path, name) as container:
        try:
            stream = picture_stream(container)
            if stream is None:
                if sound_stream(container) is None or not _sounds(path, name):
                    raise MediaUnreadable(f"'{name}' has neither picture nor sound in it")
                return Probe("audio", 0, 0, length_s(container), 0.0, sound_choice(container))
            refuse_giant(stream, name)
            frame = next(container.decode(stream), None)
            if frame is None:
                raise MediaUnreadable(f"'{name}' has no picture in it")
            if sound_stream(container) is not None:
                _sounds(path, name)
            width, height = seen_size(frame, stream)
            rate = stream.average_rate or stream.guessed_rate or 0
            return Probe("video", width, height, length_s(container), float(rate), sound_choice(container))
        except BROKEN as error:
            raise broken(name) from error


def _sounds(path: Path, name: str) -> bool:
    """Return whether a block of sound comes out of the file; raises MediaUnreadable where the first one is damaged."""
    with closing(decoded(path, name)) as blocks:
        return next(blocks, None) is not None
