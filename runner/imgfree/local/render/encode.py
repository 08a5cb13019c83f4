"""Encode pictures or sound into a file, under a temporary name until it is whole."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from imgfree.errors import SetupError
from imgfree.local import disk
from imgfree.local.cache import part_of
from imgfree.local.output import Output
from imgfree.local.render.failures import RenderError
from imgfree.local.render.frames import tag
from imgfree.local.render.gif import Paletted
from imgfree.local.render.reel import Reel
from imgfree.local.render.sound import F32, RATE

PICTURES_IN = "nut"  # the container of a piece of pictures

_AVX512 = 13  # OpenCV's CV_CPU_AVX_512F, which its Python module does not name


@dataclass(frozen=True)
class Codec:
    """How one container is written. `held` is how many pictures its encoder may hold back to reorder them;
    `sound_in` is the container of a piece of sound, one that notes what the encoder put before its beginning."""

    video: str
    audio: str
    options: dict[str, str]
    audio_bit_rate: int
    container_options: dict[str, str]
    held: int = 0
    sound_in: str = "nut"


_X264 = {"low": ("28", "superfast"), "medium": ("23", "veryfast"), "high": ("20", "veryfast")}
_VP9 = {"low": "40", "medium": "34", "high": "29"}


def codec(output: Output) -> Codec:
    """Return the encoder settings for this output."""
    if output.format == "gif":
        return Codec("gif", "", {}, 0, {})
    if output.format == "webm":
        options = {"crf": _VP9[output.quality], "b": "0", "deadline": "realtime", "cpu-used": "6"}
        return Codec("libvpx-vp9", "libopus", options | {"auto-alt-ref": "0"}, 128_000, {}, sound_in="matroska")
    crf, preset = _X264[output.quality]
    options = {"crf": crf, "preset": preset, "profile": "high", "bf": "3"} | _steady()
    return Codec("libx264", "aac", options, 160_000, {"movflags": "+faststart"}, held=2)


def encode_pictures(piece: Path, reel: Reel, output: Output, frames: Iterable[VideoFrame]) -> None:
    """Write the frames into the file `piece`, as one closed group of pictures.

    It begins with a key frame and needs nothing around it. One thread: what is encoded side by side are the segments,
    and the bytes are then the same on every machine.
    """
    how = codec(output)
    _check(how.video)
    with _container(piece, piece, PICTURES_IN) as container:
        stream = _video_stream(container, how, reel)
        stream.pix_fmt = "yuv420p"
        context = stream.codec_context
        context.gop_size, context.thread_count = 1_000_000, 1
        context.flags |= Flags.global_header.value
        tag(context)
        for number, frame in enumerate(frames):
            frame.pts, frame.time_base = number, Fraction(1, reel.fps)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def encode_gif(target: Path, reel: Reel, palette: VideoFrame, frames: Iterable[VideoFrame]) -> None:
    """Write the whole film as a GIF with these colours."""
    reduced = Paletted(palette, reel)
    with new_file(target, "gif") as container:
        stream = _video_stream(container, codec(Output(format="gif")), reel)
        stream.pix_fmt = "pal8"
        for number, frame in enumerate(frames):
            frame.pts, frame.time_base = number, Fraction(1, reel.fps)
            for ready in reduced.push(frame):
                container.mux(stream.encode(ready))
        for ready in reduced.flush():
            container.mux(stream.encode(ready))
        container.mux(stream.encode(None))


def encode_sound(piece: Path, output: Output, blocks: Iterable[F32], notes: dict[str, str]) -> None:
    """Write the sound into the file `piece`, with notes that `join.notes_of` reads back.

    The note `first` says at which sample it begins.
    """
    how = codec(output)
    _check(how.audio)
    with _container(piece, piece, how.sound_in) as container:
        stream = container.add_stream(how.audio, rate=RATE, layout="stereo")
        assert isinstance(stream, AudioStream)
        stream.bit_rate = how.audio_bit_rate
        stream.codec_context.flags |= Flags.global_header.value
        container.metadata.update(notes)
        at = 0
        for block in blocks:
            for packet in stream.encode(_audio_frame(block, at, planar=how.audio == "aac")):
                # The header, with these notes in it, is written with the first packet.
                container.metadata.setdefault("first", str(packet.pts))
                container.mux(packet)
            at += len(block)
        container.mux(stream.encode(None))


def _audio_frame(block: F32, at: int, *, planar: bool) -> AudioFrame:
    layout = np.ascontiguousarray(block.T) if planar else np.ascontiguousarray(block).reshape(1, -1)
    frame = AudioFrame.from_ndarray(layout, format="fltp" if planar else "flt", layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
    return frame


def _video_stream(container: OutputContainer, how: Codec, reel: Reel) -> VideoStream:
    stream = container.add_stream(how.video, rate=reel.fps, options=dict(how.options))
    assert isinstance(stream, VideoStream)
    stream.width, stream.height = reel.width, reel.height
    stream.codec_context.time_base = Fraction(1, reel.fps)
    return stream


def _steady() -> dict[str, str]:
    """Return what makes x264 write equal bytes for equal pictures.

    Its macroblock tree for AVX-512 works on sixteen blocks at a time and takes what lies behind the last row's end
    for more of them, whatever that memory held; where a row is no multiple of 256 pixels, the bytes are then chance.
    The one for AVX2, which every such processor has as well, stops where the row does. It takes 6 % longer.
    """
    return {"x264-params": "asm=AVX2"} if cv2.checkHardwareSupport(_AVX512) else {}


def _check(name: str) -> None:
    if name not in av.codecs_available:
        raise SetupError(f"this installation of PyAV has no encoder '{name}'", hint="pip install -U av")


@contextmanager
def new_file(target: Path, format_: str, options: dict[str, str] | None = None) -> Iterator[OutputContainer]:
    """Give a container under a temporary name, which becomes `target` when the block ends well; else nothing is left.

    By then it would outlive a power cut. Raises RenderError for what the encoder or the disk refuses.
    """
    part = part_of(target)
    try:
        with _container(part, target, format_, options) as container:
            yield container
        try:
            disk.settle(part)
            part.replace(target)
        except OSError as error:
            raise _failure(error, target) from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _container(
    path: Path, target: Path, format_: str, options: dict[str, str] | None = None
) -> Iterator[OutputContainer]:
    """Give a container that is written at `path` and whole after the block; errors speak of `target`."""
    container: Any = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        container = av.open(f"file:{path.absolute()}", "w", format=format_, container_options=options or {})
        yield container
        container.close()
    except (av.FFmpegError, OSError) as error:
        raise _failure(error, target) from error
    finally:
        if container is not None:
            with suppress(av.FFmpegError, OSError):
                container.close()


def _failure(error: Exception, target: Path) -> RenderError:
    """Return what an error of the encoder or the disk means for the user."""
    if disk.is_full(error):
        return RenderError(disk.full(target.parent))
    return RenderError(f"'{target.name}' could not be written: {getattr(error, 'strerror', None) or error}")
