"""The one door to clips, songs and our own pieces: decoders that read this file and nothing else."""

from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from imgfree.local.assets import SoundChoice
from imgfree.local.render.failures import MediaUnreadable
from imgfree.local.render.turn import turn_of
from imgfree.media_types import (
    AAC,
    AVI,
    AVIF,
    FLAC,
    GIF,
    HEAD_BYTES,
    HEIC,
    M4A,
    MKV,
    MOV,
    MP3,
    MP4,
    OGG,
    THREE_GP,
    WAV,
    WEBM,
    sniff,
)

# A text file named .mp4 can be a playlist; its reader would go and open what it lists. So the reader is chosen by the
# file's first bytes, never by ffmpeg's own guess, and may open nothing but plain files.
_READERS = {
    **dict.fromkeys((MP4, MOV, M4A, THREE_GP, HEIC, AVIF), "mov"),
    **dict.fromkeys((MKV, WEBM), "matroska"),
    AVI: "avi",
    MP3: "mp3",
    WAV: "wav",
    AAC: "aac",
    FLAC: "flac",
    OGG: "ogg",
    GIF: "gif",
}
_OPTIONS = {"protocol_whitelist": "file"}

MAX_CLIP_PIXELS = 36_000_000  # 8K and a bit; twice that took more than a gigabyte

_DECODING_THREADS = 2  # for each painter; every further one holds pictures of its own

_MOST_BOXES = 10_000
_META_BYTES = 1 << 20

# What decoders raise on damaged input; PyAV maps ffmpeg's own codes onto these.
BROKEN = (av.FFmpegError, OSError, ValueError, EOFError)


def opened(path: Path, name: str) -> InputContainer:
    """Return the opened file. Raises MediaUnreadable with `name` in it."""
    if not path.is_file() or path.stat().st_size == 0:
        raise MediaUnreadable(f"'{name}' is empty (0 bytes)" if path.is_file() else f"'{name}' is gone")
    reader = _reader(path)
    if reader is None or _circular(path):
        raise broken(name)
    try:
        return _open(path, reader)
    except BROKEN as error:
        raise broken(name) from error


def piece(path: Path, format_: str) -> InputContainer:
    """Return an opened piece of our own, written in this container format. Raises one of BROKEN."""
    return _open(path, format_)


def _reader(path: Path) -> str | None:
    """Return the name of ffmpeg's reader for this file; None for a file that none of ours is for."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        found = sniff(head)
        if found is MP3 and head.startswith(b"ID3"):  # notes, before whatever sound
            file.seek(10 + sum((byte & 0x7F) << 7 * (3 - place) for place, byte in enumerate(head[6:10])))
            found = AAC if sniff(file.read(HEAD_BYTES)) is AAC else MP3
    return _READERS.get(found) if found else None


def _open(path: Path, reader: str) -> InputContainer:
    # The name is a file's, whatever looks like an address or a pattern in it.
    return av.open(f"file:{path.absolute()}", format=reader, options=_OPTIONS | {"format_whitelist": reader})


def _circular(path: Path) -> bool:
    """Return whether ffmpeg would read this file for ever.

    FFmpeg 8 was seen to, where a still picture's properties (HEIC) come after a film's index, as in two files glued.
    """
    with path.open("rb") as file:
        indexed, at, length = False, 0, path.stat().st_size
        for _ in range(_MOST_BOXES):
            file.seek(at)
            head = file.read(16)
            size, kind = int.from_bytes(head[:4], "big"), head[4:8]
            if kind == b"meta" and indexed and b"iprp" in file.read(min(size, _META_BYTES)):
                return True
            indexed = indexed or kind == b"moov"
            at += int.from_bytes(head[8:], "big") if size == 1 else size
            if size == 0 or at >= length:
                break
    return False


def broken(name: str) -> MediaUnreadable:
    """Return the error for a file that a decoder gave up on."""
    return MediaUnreadable(f"'{name}' is damaged or of another kind", hint="export or copy it again")


def picture_stream(container: InputContainer) -> VideoStream | None:
    """Return the stream of moving pictures; a song's cover is none, and neither is what no decoder is known for."""
    for stream in container.streams.video:
        if stream.codec_context is not None and not stream.disposition & Disposition.attached_pic:
            return stream
    return None


def refuse_giant(stream: VideoStream, name: str) -> None:
    """Raise MediaUnreadable for a clip whose pictures are too large to decode; one that grows later ends there."""
    if stream.width * stream.height > MAX_CLIP_PIXELS:
        size = f"{stream.width}x{stream.height}"
        raise MediaUnreadable(f"'{name}' is {size}, larger than 8K", hint="make it smaller first")
    stream.codec_context.options = {"max_pixels": str(MAX_CLIP_PIXELS)}
    stream.codec_context.thread_count = _DECODING_THREADS


def seen_size(frame: VideoFrame, stream: VideoStream) -> tuple[int, int]:
    """Return width and height as shown: turned as the camera was held, and with pixels that are square."""
    ratio = float(stream.sample_aspect_ratio or 1)
    # Kept within reason: a damaged header may ask for a line.
    width = max(1, round(frame.width * min(8.0, max(0.125, ratio))))
    return turn_of(frame).size(width, frame.height)


def sound_stream(container: InputContainer) -> AudioStream | None:
    """Return the stream of sound that players choose: the first one that is marked as the default, else the first.

    Only those count that there is a decoder for; phones put one beside it that only they read.
    """
    readable = _readable_sounds(container)
    marked = (stream for stream in readable if stream.disposition & Disposition.default)
    return next(marked, readable[0] if readable else None)


def sound_choice(container: InputContainer) -> SoundChoice | None:
    """Return which sound track is used where the file has several that can be read; None where there is no choice."""
    readable, used = _readable_sounds(container), sound_stream(container)
    if used is None or len(readable) < 2:
        return None
    name = used.metadata.get("title") or used.metadata.get("language") or ""
    return SoundChoice(readable.index(used) + 1, len(readable), "" if name == "und" else name)


def _readable_sounds(container: InputContainer) -> list[AudioStream]:
    return [stream for stream in container.streams.audio if stream.codec_context is not None]


def has_sound(path: Path, name: str) -> bool:
    """Return whether the file has sound that can be read."""
    with opened(path, name) as container:
        return sound_stream(container) is not None


def zero_s(container: InputContainer) -> float:
    """Return the time stamp at which the file begins to play; not 0 where it was cut out of a longer recording."""
    return float(container.start_time / av.time_base) if container.start_time is not None else 0.0


def length_s(container: InputContainer) -> float:
    """Return the length: what the file says, else what its packets add up to (the container is then read through)."""
    if container.duration:
        length = float(container.duration / av.time_base)
        # Matroska notes when the last frame ends, others how long it all lasts.
        early = zero_s(container) if "matroska" in container.format.name else 0.0
        return length - early if early < length else length
    end = 0.0
    try:
        for packet in container.demux():
            if packet.pts is not None and packet.time_base is not None:
                end = max(end, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    except BROKEN:
        pass  # what came before the damage counts
    return end
