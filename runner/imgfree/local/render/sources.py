"""What a take is made of, ready to be shown at each of its frames."""

from collections.abc import Mapping
from typing import Protocol

from imgfree import disk
from imgfree.local.assets import Asset
from imgfree.local.composition import layout
from imgfree.local.grades import Look
from imgfree.local.motion import view
from imgfree.local.render.animation import Animation
from imgfree.local.render.clips import Clip
from imgfree.local.render.collage import collage
from imgfree.local.render.failures import MediaUnreadable
from imgfree.local.render.layers import Layer, lay
from imgfree.local.render.panes import Pane, backed, needed, pane, together, uncovered
from imgfree.local.render.photos import decoded, frame_count, opened, seen_size
from imgfree.local.render.planes import Planes, copy, warp
from imgfree.local.render.reel import Reel, Take
from imgfree.local.render.subjects import way_of


class Source(Protocol):
    """One take's pictures."""

    def paint(self, n: int, target: Planes) -> None:
        """Write the take's frame `n`."""
        ...

    def close(self) -> None:
        """Give back files and memory."""
        ...


class Still:
    """Photos that stand on a ground of their own, or fill the frame."""

    def __init__(
        self,
        take: Take,
        fps: int,
        panes: tuple[Pane, ...],
        ground: Planes | None = None,
        labels: tuple[Layer, ...] = (),
    ) -> None:
        self._last, self._seconds = max(1, take.frames - 1), take.frames / fps
        self.panes = panes
        self.ground = ground
        self._labels = labels
        self._bare = uncovered(panes, ground.size) if ground is not None else []

    def paint(self, n: int, target: Planes) -> None:
        """Write the photos as they are at the take's frame `n`."""
        if self.ground is not None:
            for box in self._bare:
                copy(self.ground.box(*box), target.box(*box))
        for one in self.panes:
            one.paint(n / self._last, self._seconds, target)
        for label in self._labels:
            lay(label, 0, target)

    def close(self) -> None:
        """Do nothing: memory goes with the object."""


class Played:
    """A clip or an animation, under a view that moves as the take says."""

    def __init__(self, take: Take, fps: int, playing: Clip | Animation) -> None:
        self._move, self._last, self._seconds = take.move, max(1, take.frames - 1), take.frames / fps
        self.playing = playing

    def paint(self, n: int, target: Planes) -> None:
        """Write the picture that plays at the take's frame `n`."""
        world = self.playing.world(n)
        if self._move.kind == "none":
            copy(world, target)
        else:
            move, t = self._move, n / self._last
            warp(world, view(move.kind, move.amount, t, seconds=self._seconds, beats=move.beats), target)

    def close(self) -> None:
        """Close the file."""
        self.playing.close()


def photo(asset: Asset, reel: Reel, take: Take, look: Look | None) -> Still:
    """Return the photo laid out for its motion, with the look on it. Raises MediaUnreadable."""
    frame = reel.width, reel.height
    with opened(asset.path, asset.filename) as picture:
        way = way_of(take, reel, asset)
        where = layout(seen_size(picture), frame, way, take.focus)
        seen = decoded(picture, asset.filename, needed(where, take.move))
        if where.around in ("color", "own"):
            return Still(take, reel.fps, (together(seen, where, frame, take.move, reel.background, look),))
        shown = pane(seen, where, frame, take.move, reel.background, look)
        around = None if where.around == "nothing" else backed(seen, where, frame, reel.background, look)
    return Still(take, reel.fps, (shown,), around)


def unchanged(asset: Asset) -> None:
    """Raise MediaUnreadable if the file is not the one that came; an asset without a digest is taken as it is."""
    if not asset.sha256:
        return
    try:
        found = disk.sha256(asset.path)
    except OSError as error:
        raise MediaUnreadable(f"'{asset.filename}' is gone", hint="upload it again") from error
    if found != asset.sha256:
        raise MediaUnreadable(f"'{asset.filename}' was changed or damaged where it is kept", hint="upload it again")


def source(assets: Mapping[str, Asset], reel: Reel, take: Take, look: Look | None) -> Source:
    """Return the take's pictures, whatever kind of file they come from."""
    if take.cells:
        return Still(take, reel.fps, *collage(assets, reel, take, look))
    asset = assets[take.source]
    if asset.file_type == "video":
        return Played(take, reel.fps, Clip(asset, reel, take, look))
    with opened(asset.path, asset.filename) as picture:
        plays = frame_count(picture) > 1
    return Played(take, reel.fps, Animation(asset, reel, take, look)) if plays else photo(asset, reel, take, look)
