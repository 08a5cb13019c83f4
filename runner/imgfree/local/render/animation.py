"""Animated GIF, WebP and PNG: they play at their own pace, again and again, as long as the take lasts."""

from dataclasses import replace

from PIL import Image

from imgfree.local.assets import Asset
from imgfree.local.composition import layout
from imgfree.local.grades import Look
from imgfree.local.render.layout import composed
from imgfree.local.render.look import apply
from imgfree.local.render.photos import BROKEN, damaged, decoded, opened, refuse_giant, seen_size
from imgfree.local.render.planes import Planes
from imgfree.local.render.reel import Reel, Take
from imgfree.local.render.subjects import way_of

_DEFAULT_MS = 100  # what browsers use for a frame that names no time, or less than two hundredths
_SHORTEST_MS = 20


class Animation:
    """An animated picture. Frame times are learnt as it plays, so that a long one starts at once."""

    def __init__(self, asset: Asset, reel: Reel, take: Take, look: Look | None) -> None:
        self._asset, self._reel, self._take, self._look = asset, reel, take, look
        self._picture: Image.Image = opened(asset.path, asset.filename)
        self._count: int = getattr(self._picture, "n_frames", 1)
        self._starts_ms: list[int] = [0]
        self._total_ms: int | None = None
        self._shown: int | None = None
        self._world: Planes | None = None

    def world(self, n: int) -> Planes:
        """Return the picture at the take's frame `n`."""
        at_ms = round(self._take.in_s * 1000 + (n + 0.5) * 1000 / self._reel.fps * self._take.speed)
        try:
            index = self._index(at_ms)
            if self._world is None or index != self._shown:
                self._world, self._shown = self._painted(index), index
        except BROKEN as error:
            raise damaged(self._asset.filename, error) from error
        return self._world

    def close(self) -> None:
        """Close the file."""
        self._picture.close()

    def _index(self, at_ms: int) -> int:
        """Return which frame is shown at this time, learning the times up to there."""
        while self._total_ms is None and self._starts_ms[-1] <= at_ms:
            index = len(self._starts_ms) - 1
            end = self._starts_ms[-1] + self._length_ms(index)
            if index + 1 < self._count:
                self._starts_ms.append(end)
            else:
                self._total_ms = end
        if self._total_ms is not None:
            at_ms %= self._total_ms
        return max(index for index, start in enumerate(self._starts_ms) if start <= at_ms)

    def _length_ms(self, index: int) -> int:
        self._go(index)
        length = int(self._picture.info.get("duration") or 0)
        return length if length >= _SHORTEST_MS else _DEFAULT_MS

    def _go(self, index: int) -> None:
        try:
            self._picture.seek(index)
            refuse_giant(self._picture, self._asset.filename)
            self._picture.load()
        except BROKEN:
            if index == 0:
                raise
            self._count = index  # a damaged tail: play what is whole
            self._picture.seek(index - 1)

    def _painted(self, index: int) -> Planes:
        self._go(index)
        size = self._reel.width, self._reel.height
        way = replace(way_of(self._take, self._reel, self._asset), still=False)
        where = layout(seen_size(self._picture), size, way, self._take.focus)
        whole = decoded(self._picture.copy(), self._asset.filename)
        world = composed(whole, where, size, self._reel.background)
        if self._look is not None:
            apply(self._look, world)
        return world
