"""Write frames and sound into a file, under a temporary name until it is whole."""

import errno
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from imgfree.errors import SetupError
from imgfree.local.render.failures import RenderError
from imgfree.local.render.film import Film, Output
from imgfree.local.render.frames import tag
from imgfree.local.render.gif import Paletted
from imgfree.local.render.sound import F32, RATE

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_GOP_S = 2
_SMALL = 512


@dataclass(frozen=True)
class Codec:
    """How one container is written."""

    video: str
    audio: str
    options: dict[str, str]
    audio_bit_rate: int
    container_options: dict[str, str]
    pixels: str = "yuv420p"


_X264 = {"low": ("28", "superfast"), "medium": ("23", "veryfast"), "high": ("20", "veryfast")}
_VP9 = {"low": "40", "medium": "34", "high": "29"}


def codec(output: Output, *, small: bool = False) -> Codec:
    """Return the encoder settings for this output."""
    if output.format == "gif":
        return Codec("gif", "", {}, 0, {}, pixels="pal8")
    if output.format == "webm":
        options = {"crf": _VP9[output.quality], "b": "0", "deadline": "realtime", "cpu-used": "6", "row-mt": "1"}
        options |= {"tile-columns": "1", "auto-alt-ref": "0"}
        return Codec("libvpx-vp9", "libopus", options, 128_000, {})
    crf, preset = _X264[output.quality]
    options = {"crf": crf, "preset": preset, "profile": "high"}
    if small:
        # Below about 256 pixels x264's macroblock tree was seen to give other bytes for the same frames.
        options["mbtree"] = "0"
    return Codec("libx264", "aac", options, 160_000, {"movflags": "+faststart"})


class Writer:
    """A film being written. Use as a context; without `finish` nothing is left on disk."""

    def __init__(
        self, target: Path, film: Film, output: Output, *, sound: bool, palette: VideoFrame | None = None
    ) -> None:
        self._target = target
        self.part = target.with_name(f"{target.stem}.part{target.suffix}")
        self._film = film
        self._codec = codec(output, small=min(film.width, film.height) < _SMALL)
        self._sound = sound
        self._palette = Paletted(palette, film) if palette is not None else None
        self._frames = 0
        self._samples = 0

    def __enter__(self) -> "Writer":
        """Open the file and the encoders."""
        wanted = self._codec
        for name in (wanted.video, wanted.audio) if self._sound else (wanted.video,):
            if name not in av.codecs_available:
                raise SetupError(f"this installation of PyAV has no encoder '{name}'", hint="pip install -U av")
        self._target.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._container: OutputContainer = av.open(str(self.part), "w", container_options=wanted.container_options)
            self._video = self._video_stream()
            self._audio = self._audio_stream() if self._sound else None
        except (av.FFmpegError, OSError) as error:
            self._discard()
            raise self._failure(error) from error
        return self

    def __exit__(self, *_: object) -> None:
        """Remove what is unfinished."""
        self._discard()

    def add(self, frame: VideoFrame, sound: F32 | None) -> None:
        """Encode one frame and the sound that goes with it."""
        frame.pts, frame.time_base = self._frames, Fraction(1, self._film.fps)
        self._frames += 1
        try:
            for ready in self._palette.push(frame) if self._palette else (frame,):
                self._container.mux(self._video.encode(ready))
            if sound is not None and self._audio is not None:
                self._container.mux(self._audio.encode(self._audio_frame(sound)))
        except (av.FFmpegError, OSError) as error:
            raise self._failure(error) from error

    def finish(self) -> None:
        """Write what the encoders still hold, then give the file its name."""
        try:
            for ready in self._palette.flush() if self._palette else ():
                self._container.mux(self._video.encode(ready))
            self._container.mux(self._video.encode(None))
            if self._audio is not None:
                self._container.mux(self._audio.encode(None))
            self._container.close()
            self.part.replace(self._target)
        except (av.FFmpegError, OSError) as error:
            raise self._failure(error) from error

    def _video_stream(self) -> VideoStream:
        stream = self._container.add_stream(self._codec.video, rate=self._film.fps, options=dict(self._codec.options))
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = self._film.width, self._film.height, self._codec.pixels
        context = stream.codec_context
        context.time_base = Fraction(1, self._film.fps)
        context.gop_size = _GOP_S * self._film.fps
        context.thread_count = 0
        if self._palette is None:
            tag(context)
        return stream

    def _audio_stream(self) -> AudioStream:
        stream = self._container.add_stream(self._codec.audio, rate=RATE, layout="stereo")
        assert isinstance(stream, AudioStream)
        stream.bit_rate = self._codec.audio_bit_rate
        return stream

    def _audio_frame(self, block: F32) -> AudioFrame:
        planar = self._codec.audio == "aac"
        layout = np.ascontiguousarray(block.T) if planar else np.ascontiguousarray(block).reshape(1, -1)
        frame = AudioFrame.from_ndarray(layout, format="fltp" if planar else "flt", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, self._samples, Fraction(1, RATE)
        self._samples += len(block)
        return frame

    def _discard(self) -> None:
        """Close without caring how, then remove the unfinished file."""
        if hasattr(self, "_container"):
            with suppress(av.FFmpegError, OSError):
                self._container.close()
        self.part.unlink(missing_ok=True)

    def _failure(self, error: Exception) -> RenderError:
        return failure(error, self._target)


def failure(error: Exception, target: Path) -> RenderError:
    """Return what an error of the encoder or the disk means for the user."""
    if getattr(error, "errno", None) in _FULL:
        return RenderError(
            f"no space left on the disk while writing '{target.name}'", hint="free some space and render again"
        )
    return RenderError(f"'{target.name}' could not be written: {getattr(error, 'strerror', None) or error}")
