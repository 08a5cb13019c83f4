"""Make any frame of a film: shots, joins, layers, fades."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from imgfree.local.assets import Asset
from imgfree.local.render import effects
from imgfree.local.render.film import Film, Shot
from imgfree.local.render.layers import Layer, lay
from imgfree.local.render.look import named
from imgfree.local.render.motion import view
from imgfree.local.render.planes import Planes, blank, copy, fill, mix, named_color, toward, warp
from imgfree.local.render.sources import Source, source
from imgfree.local.render.transitions import join, share

_LOOP_S = 0.5


class Painter:
    """Paints frames in order. Sources are opened one shot ahead and closed when they are over."""

    def __init__(self, film: Film, assets: Mapping[str, Asset], layers: Sequence[Layer]) -> None:
        self._film = film
        self._assets = assets
        self._layers = layers
        self._effects = [effects.named(name, film) for name in film.effects]
        self._look = named(film.look) if film.look else None
        self._background = named_color(film.background)
        self._fade_color = named_color(film.fade.color)
        self._ahead = ThreadPoolExecutor(1, thread_name_prefix="imgfree-photo")
        self._open: dict[int, Future[Source]] = {}
        self._spare = (blank(film.width, film.height), blank(film.width, film.height))
        self._first: Planes | None = None

    def close(self) -> None:
        """Close all sources; a photo that is being decoded is waited for."""
        self._ahead.shutdown(wait=True, cancel_futures=True)
        for future in self._open.values():
            if future.done() and not future.cancelled() and future.exception() is None:
                future.result().close()
        self._open.clear()

    def paint(self, frame: int, target: Planes) -> None:
        """Write frame `frame` of the film into the target."""
        at = self._moment(frame)
        self._scene(at, target)
        if self._film.loop == "loop":
            self._return(frame, target)
        for effect in self._effects:
            effect(target, frame)
        for one in self._layers:
            lay(one, frame, target)
        self._fade(frame, target)

    def _moment(self, frame: int) -> int:
        """Return which moment of the timeline this frame shows: a boomerang plays it through and back in its time."""
        last = self._film.frames - 1
        if self._film.loop != "boomerang" or last < 1:
            return frame
        return round(last * (1 - abs(1 - 2 * frame / last)))

    def _scene(self, at: int, target: Planes) -> None:
        shots = self._film.shots
        active = [index for index, shot in enumerate(shots) if shot.start <= at < shot.end]
        self._keep(active)
        if not active:
            fill(target, self._background)
            return
        newest = active[-1]
        joined = shots[newest].join
        inside = at - shots[newest].start
        if joined is None or inside >= joined.frames or len(active) < 2:
            self._draw(newest, at, target)
            return
        old, new = self._spare
        self._draw(active[-2], at, old)
        self._draw(newest, at, new)
        join(joined.kind, old, new, share(inside, joined.frames), target)

    def _draw(self, index: int, at: int, target: Planes) -> None:
        shot = self._film.shots[index]
        n = at - shot.start
        world = self._source(index).world(n)
        if shot.motion.kind == "none":
            copy(world, target)
            return
        t = n / max(1, shot.frames - 1)
        warp(world, view(shot.motion.kind, shot.motion.amount, t, seconds=shot.frames / self._film.fps), target)

    def _return(self, frame: int, target: Planes) -> None:
        """Blend the film's last half second into its first frame, so that it can be played in a circle."""
        if frame == 0:
            self._first = Planes(*(plane.copy() for plane in target))
        length = min(round(_LOOP_S * self._film.fps), self._film.frames // 3)
        left = self._film.frames - frame
        if self._first is not None and left <= length:
            mix(target, self._first, 1 - left / (length + 1), target)

    def _fade(self, frame: int, target: Planes) -> None:
        fade = self._film.fade
        left = self._film.frames - 1 - frame
        if frame < fade.in_frames:
            toward(target, self._fade_color, 1 - frame / fade.in_frames)
        if left < fade.out_frames:
            toward(target, self._fade_color, 1 - left / fade.out_frames)

    def _source(self, index: int) -> Source:
        return self._open[index].result()

    def _keep(self, active: Sequence[int]) -> None:
        """Open what is shown and what comes next, close the rest."""
        near = range(min(active, default=0), max(active, default=0) + 2)
        for index in [index for index in self._open if index not in near]:
            self._open.pop(index).result().close()
        for index in near:
            if index < len(self._film.shots) and index not in self._open:
                self._open[index] = self._ahead.submit(self._opened, self._film.shots[index])

    def _opened(self, shot: Shot) -> Source:
        return source(self._assets[shot.source], self._film, shot, self._look)
