"""Clips as sources: the frame for each moment, whatever their rate, rotation and direction of play."""

import math
from collections.abc import Iterator

import cv2
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from av.video.stream import VideoStream

from imgfree.local.assets import Asset
from imgfree.local.composition import Layout, Way, layout
from imgfree.local.grades import Look
from imgfree.local.render.fields import whole_pictures
from imgfree.local.render.frames import planes_of
from imgfree.local.render.hdr import Toned, is_hdr
from imgfree.local.render.layout import DARKER
from imgfree.local.render.look import apply
from imgfree.local.render.media import BROKEN, broken, length_s, opened, picture_stream, refuse_giant, seen_size, zero_s
from imgfree.local.render.planes import U8, Planes, blank, copy, fill, named_color
from imgfree.local.render.reel import Reel, Take
from imgfree.local.render.turn import Turn, turn_of

_CHUNK_S = 0.8  # how far a clip that plays backwards is decoded at once
_UNSPECIFIED = 2  # in H.273, which PyAV's names do not list
_MOST_SCALED = 6  # how many times the frame's own pixels a clip may be scaled to
_EARLY_S = 0.001  # time stamps are rounded


class Clip:
    """A video file as the take plays it. Frames are decoded as they are asked for; one is held after the last."""

    def __init__(self, asset: Asset, reel: Reel, take: Take, look: Look | None) -> None:
        self._asset, self._take, self._reel, self._look = asset, take, reel, look
        self._background = named_color(reel.background)
        self._container: InputContainer = opened(asset.path, asset.filename)
        stream = picture_stream(self._container)
        if stream is None:
            raise broken(asset.filename)
        refuse_giant(stream, asset.filename)
        stream.thread_type = "AUTO"
        self._stream: VideoStream = stream
        self._zero_s = zero_s(self._container)
        self._until_s = take.out_s or length_s_of(self._container, asset)
        self._decoder: Iterator[VideoFrame] = iter(())
        self._now: VideoFrame | None = None
        self._next: VideoFrame | None = None
        self._past: list[tuple[float, Planes]] = []
        self._world = blank(reel.width, reel.height)
        self._toner: Toned | None = None
        self._scaler = VideoReformatter()  # one for all frames: to set it up takes as long as two of them
        self._shown_s: float | None = None

    def world(self, n: int) -> Planes:
        """Return the picture at the take's frame `n`."""
        played = (n + 0.5) / self._reel.fps * self._take.speed
        at = self._until_s - played if self._take.reverse else self._take.in_s + played
        at = min(max(at, self._take.in_s, 0.0), max(0.0, self._until_s - _EARLY_S))
        try:
            return self._backwards(at) if self._take.reverse else self._forwards(at)
        except BROKEN as error:
            raise broken(self._asset.filename) from error

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def _forwards(self, at: float) -> Planes:
        now_s = self._time(self._now) if self._now is not None else None
        if now_s is None or at < now_s - _EARLY_S or at > now_s + 2:
            self._seek(at)
        while self._next is not None and self._time(self._next) <= at + _EARLY_S:
            self._step()
        if self._now is None:
            raise broken(self._asset.filename)
        if self._shown_s != self._time(self._now):
            self._convert(self._now, self._world)
            self._shown_s = self._time(self._now)
        return self._world

    def _time(self, frame: VideoFrame) -> float:
        """Return when the frame is shown, counted from where the file begins to play."""
        return (frame.time or 0.0) - self._zero_s

    def _backwards(self, at: float) -> Planes:
        """Return the picture from a chunk that was decoded forwards and is now read from its end."""
        while self._past and self._past[-1][0] > at and len(self._past) > 1:
            self._past.pop()
        if not self._past or self._past[0][0] > at:
            self._past = self._chunk(max(0.0, at - _CHUNK_S), at)
        return self._past[-1][1]

    def _chunk(self, start: float, end: float) -> list[tuple[float, Planes]]:
        """Return the pictures from `start` to `end`, no more of them than the film can show."""
        chunk: list[tuple[float, Planes]] = []
        step = self._take.speed / self._reel.fps
        for number in range(math.ceil((end - start) / step) + 1):
            moment = min(end, start + number * step)
            world = self._forwards(moment)
            if not chunk or chunk[-1][0] != self._shown_s:
                chunk.append((self._shown_s or 0.0, Planes(*(plane.copy() for plane in world))))
        return chunk

    def _seek(self, at: float) -> None:
        """Start decoding at the key frame before this moment; the first frame found counts, however late it is."""
        if at > 0.2 or self._now is not None:
            base = self._stream.time_base
            offset = int((max(0.0, at) + self._zero_s) / base) if base else 0
            self._container.seek(offset, stream=self._stream, backward=True)
        self._decoder = whole_pictures(self._container.decode(self._stream), self._stream)
        self._next = next(self._decoder, None)
        self._step()

    def _step(self) -> None:
        if self._next is not None:
            self._now = self._next
        try:
            self._next = next(self._decoder, None)
        except BROKEN:
            self._next = None  # damaged from here on: the last good frame stays

    def _convert(self, frame: VideoFrame, target: Planes) -> None:
        """Write the frame, upright and laid out, into planes."""
        turn = turn_of(frame)
        way = Way(self._take.fit, self._take.move.kind, self._take.move.amount, still=False)
        where = layout(seen_size(frame, self._stream), target.size, way, self._take.focus)
        size, place = _size(where), target.box(*where.place)
        # A wide clip that fills a tall frame: only what will be seen of it is brought to full size.
        narrow = size[0] * size[1] > _MOST_SCALED * target.size[0] * target.size[1]
        if narrow:
            size = _own_size(frame, turn)
        stored = turn.size(*size)
        scaled = _upright(self._toned(frame, stored) if is_hdr(frame) else _scaled(self._scaler, frame, stored), turn)
        _around(where, scaled, target, self._background)
        if narrow:
            _stretched(_seen(scaled, where), place)
        else:
            width, height = place.size
            x = _even(where.crop[0] * scaled.size[0], scaled.size[0] - width)
            y = _even(where.crop[1] * scaled.size[1], scaled.size[1] - height)
            copy(scaled.box(x, y, x + width, y + height), place)
        if self._look is not None:
            apply(self._look, target)

    def _toned(self, frame: VideoFrame, size: tuple[int, int]) -> Planes:
        if self._toner is None or not self._toner.fits(frame, size):
            self._toner = Toned(frame, size)
        return planes_of(self._toner.of(frame))


def length_s_of(container: InputContainer, asset: Asset) -> float:
    """Return how long the clip is, without reading it through where its length is known."""
    return asset.duration_s or length_s(container)


def _size(where: Layout) -> tuple[int, int]:
    """Return how large the whole frame must become so that its used part fills its place."""
    left, top, right, bottom = where.place
    width = (right - left) / (where.crop[2] - where.crop[0])
    height = (bottom - top) / (where.crop[3] - where.crop[1])
    return 2 * math.ceil(width / 2), 2 * math.ceil(height / 2)


def _own_size(frame: VideoFrame, turn: Turn) -> tuple[int, int]:
    width, height = (2 * math.ceil(side / 2) for side in (frame.width, frame.height))
    return turn.size(width, height)


def _seen(picture: Planes, where: Layout) -> Planes:
    """Return the part that is used, to the nearest even pixel."""
    width, height = picture.size
    x, y = _even(where.crop[0] * width, width - 2), _even(where.crop[1] * height, height - 2)
    right, bottom = _even(where.crop[2] * width, width), _even(where.crop[3] * height, height)
    return picture.box(x, y, max(x + 2, right), max(y + 2, bottom))


def _stretched(picture: Planes, target: Planes) -> None:
    for plane, out in zip(picture, target, strict=True):
        out[:] = cv2.resize(plane, (out.shape[1], out.shape[0]), interpolation=cv2.INTER_CUBIC)


def _scaled(scaler: VideoReformatter, frame: VideoFrame, size: tuple[int, int]) -> Planes:
    """Return the frame in BT.709 limited range at this size. Untagged frames are taken as players take them."""
    source = int(frame.colorspace)
    if source == _UNSPECIFIED:
        source = int(Colorspace.ITU709 if frame.height >= 720 else Colorspace.ITU601)
    full = frame.color_range == ColorRange.JPEG or frame.format.name.startswith("yuvj")
    return planes_of(
        scaler.reformat(
            frame,
            width=size[0],
            height=size[1],
            format="yuv420p",
            src_colorspace=source,
            dst_colorspace=int(Colorspace.ITU709),
            src_color_range=int(ColorRange.JPEG if full else ColorRange.MPEG),
            dst_color_range=int(ColorRange.MPEG),
            interpolation=Interpolation.BICUBIC,
        )
    )


def _upright(picture: Planes, turn: Turn) -> Planes:
    return Planes(*(turn.upright(plane) for plane in picture))


def _around(where: Layout, picture: Planes, target: Planes, background: tuple[int, int, int]) -> None:
    if where.around == "color":
        fill(target, background)
    elif where.around == "blur":
        for plane, out, black in zip(picture, target, (16, 128, 128), strict=True):
            out[:] = _soft(plane, (out.shape[1], out.shape[0]), black)


def _soft(plane: U8, size: tuple[int, int], black: int) -> U8:
    """Return a blurred, darkened copy that covers `size`; made small, since nothing sharp will be seen."""
    scale = max(size[0] / plane.shape[1], size[1] / plane.shape[0]) * 160 / max(size)
    width, height = max(2, round(plane.shape[1] * scale)), max(2, round(plane.shape[0] * scale))
    small = cv2.resize(plane, (width, height), interpolation=cv2.INTER_AREA)
    wide, high = min(width, round(160 * size[0] / max(size))), min(height, round(160 * size[1] / max(size)))
    left, top = (width - wide) // 2, (height - high) // 2
    soft = cv2.GaussianBlur(small[top : top + high, left : left + wide], (0, 0), 6.0)
    dark = cv2.addWeighted(soft, DARKER, soft, 0, black * (1 - DARKER))
    return cv2.resize(dark, size, interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)


def _even(offset: float, most: int) -> int:
    return max(0, min(round(offset / 2) * 2, most // 2 * 2))
