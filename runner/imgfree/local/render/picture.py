"""Make any frame of a film: takes, transitions, layers, fades."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from av.video.frame import VideoFrame

from imgfree.local.assets import Asset
from imgfree.local.render import effects
from imgfree.local.render.frames import planes_of, tag
from imgfree.local.render.layers import Layer, lay
from imgfree.local.render.logo import logo_layer
from imgfree.local.render.look import composed
from imgfree.local.render.planes import Planes, blank, fill, mix, named_color, toward
from imgfree.local.render.prepared import Prepared
from imgfree.local.render.reel import Lettering, Logo, Reel
from imgfree.local.render.sources import Source, source
from imgfree.local.render.text import words_layer
from imgfree.local.render.transitions import join, share

_LOOP_S = 0.5
_CARD_S = 0.4


@dataclass(frozen=True)
class Overlay:
    """Something laid on frames `start` to `start + frames - 1`, and how it is drawn."""

    what: Lettering | Logo
    draw: Callable[[], Layer | None]

    @property
    def start(self) -> int:
        """Return the first frame on which it lies."""
        return self.what.start

    @property
    def frames(self) -> int:
        """Return on how many frames it lies."""
        return self.what.frames


def card_share(reel: Reel, frame: int) -> float:
    """Return how much of the end card is seen: it comes over the end of the last picture."""
    if reel.card is None:
        return 0.0
    comes = round(_CARD_S * reel.fps)
    return min(1.0, max(0.0, (frame - reel.card.start + comes + 1) / (comes + 1)))


class Painter:
    """Paints frames, in any order; in rising order each file is read once. Holds only what the last frame showed.

    `overlays` is what lies on the film, in the order in which it is laid; `prepared` what painters of a film share.
    """

    def __init__(self, reel: Reel, assets: Mapping[str, Asset], prepared: Prepared | None = None) -> None:
        self._reel = reel
        self._assets = assets
        self._effects = [effects.named(name, reel) for name in reel.effects]
        self._background = named_color(reel.background)
        self._card_color = named_color(reel.card.color) if reel.card else self._background
        self._fade_color = named_color(reel.fade.color)
        self.prepared = prepared or Prepared()
        self._sources: dict[int, Source] = {}
        self.overlays = [Overlay(one, partial(words_layer, one, reel)) for one in reel.words]
        if reel.logo:
            self.overlays.insert(0, Overlay(reel.logo, partial(logo_layer, reel, assets)))
        self._layers: dict[int, Layer | None] = {}
        self._spare = (blank(reel.width, reel.height), blank(reel.width, reel.height))
        self._first: Planes | None = None

    def close(self) -> None:
        """Close all files."""
        self._keep(())

    def frames(self, first: int, end: int) -> Iterator[VideoFrame]:
        """Yield frames `first` to `end - 1` of the film, as the encoder takes them."""
        for number in range(first, end):
            yield self.frame(number)

    def frame(self, number: int) -> VideoFrame:
        """Return one frame of the film, as the encoder takes it."""
        made = VideoFrame(self._reel.width, self._reel.height, "yuv420p")
        tag(made)
        self.paint(number, planes_of(made))
        return made

    def paint(self, frame: int, target: Planes) -> None:
        """Write frame `frame` of the film into the target."""
        returning = self._reel.loop == "loop" and self._reel.frames - frame <= self._return_frames
        if returning and self._first is None:
            self._first = blank(*target.size)
            self._scene(0, self._first)
        self._scene(self._moment(frame), target)
        if returning and self._first is not None:
            mix(target, self._first, 1 - (self._reel.frames - frame) / (self._return_frames + 1), target)
        if self._reel.card is not None:
            toward(target, self._card_color, card_share(self._reel, frame))
        for effect in self._effects:
            effect(target, frame)
        for one in self._shown(frame):
            lay(one, frame, target)
        self._fade(frame, target)

    def _shown(self, frame: int) -> Iterator[Layer]:
        """Yield the layers of this frame in the order in which they are laid, each drawn when it is first seen."""
        for number, one in enumerate(self.overlays):
            if not one.start <= frame < one.start + one.frames:
                self._layers.pop(number, None)
                continue
            if number not in self._layers:
                self._layers[number] = one.draw()
            if (layer := self._layers[number]) is not None:
                yield layer

    def _moment(self, frame: int) -> int:
        """Return which moment of the timeline this frame shows: a boomerang plays it through and back in its time."""
        last = self._reel.frames - 1
        if self._reel.loop != "boomerang" or last < 1:
            return frame
        return round(last * (1 - abs(1 - 2 * frame / last)))

    def _scene(self, at: int, target: Planes) -> None:
        takes = self._reel.takes
        active = [index for index, take in enumerate(takes) if take.start <= at < take.end]
        self._keep(active)
        if not active:
            fill(target, self._background)
            return
        newest = active[-1]
        joined = takes[newest].transition
        inside = at - takes[newest].start
        if joined is None or inside >= joined.frames or len(active) < 2:
            self._draw(newest, at, target)
            return
        old, new = self._spare
        self._draw(active[-2], at, old)
        self._draw(newest, at, new)
        join(joined.kind, old, new, share(inside, joined.frames), target)

    def _draw(self, index: int, at: int, target: Planes) -> None:
        self._source(index).paint(at - self._reel.takes[index].start, target)

    @property
    def _return_frames(self) -> int:
        """Return how long a film that is played in a circle blends into its first frame."""
        return min(round(_LOOP_S * self._reel.fps), self._reel.frames // 3)

    def _fade(self, frame: int, target: Planes) -> None:
        fade = self._reel.fade
        left = self._reel.frames - 1 - frame
        if frame < fade.in_frames:
            toward(target, self._fade_color, 1 - frame / fade.in_frames)
        if left < fade.out_frames:
            toward(target, self._fade_color, 1 - left / fade.out_frames)

    def _source(self, index: int) -> Source:
        if index not in self._sources:
            take = self._reel.takes[index]
            make = partial(source, self._assets, self._reel, take, composed(take.looks))
            self._sources[index] = self.prepared.take(index, make)
        return self._sources[index]

    def _keep(self, active: Sequence[int]) -> None:
        """Close what is no longer shown."""
        for index in [index for index in self._sources if index not in active]:
            self._sources.pop(index).close()
            self.prepared.release(index)
