"""What a shot is made of, ready to be shown: a world of planes for each of its frames."""

from typing import Protocol

from imgfree.local.assets import Asset
from imgfree.local.render.film import Film, Shot
from imgfree.local.render.layout import compose, layout
from imgfree.local.render.look import Look, apply
from imgfree.local.render.photos import decoded, opened, seen_size
from imgfree.local.render.planes import Planes, from_rgb

OVERSAMPLING = 1.25  # bilinear sampling keeps 93 % of the finest detail at this size, 89 % without


class Source(Protocol):
    """One shot's pictures."""

    def world(self, n: int) -> Planes:
        """Return the world at the shot's frame `n`; valid until the next call."""
        ...

    def close(self) -> None:
        """Give back files and memory."""
        ...


class Still:
    """A photo: one world for the whole shot."""

    def __init__(self, world: Planes) -> None:
        self._world = world

    def world(self, n: int) -> Planes:
        """Return the photo's world."""
        return self._world

    def close(self) -> None:
        """Do nothing: memory goes with the object."""


def world_size(film: Film, shot: Shot) -> tuple[int, int]:
    """Return the size of the shot's world in pixels, even: larger than the frame where the view will move."""
    scale = 1.0 if shot.motion.kind == "none" else OVERSAMPLING
    return round(film.width * scale / 2) * 2, round(film.height * scale / 2) * 2


def photo(asset: Asset, film: Film, shot: Shot, look: Look | None) -> Still:
    """Return the photo laid out for its motion, with the look on it. Raises MediaUnreadable."""
    size = world_size(film, shot)
    with opened(asset.path, asset.filename) as picture:
        seen = seen_size(picture)
        where = layout(seen, size, shot.fit, shot.motion)
        placed = where.place[2] - where.place[0], where.place[3] - where.place[1]
        used = where.crop[2] - where.crop[0], where.crop[3] - where.crop[1]
        needed = round(placed[0] / used[0]), round(placed[1] / used[1])
        world = from_rgb(compose(decoded(picture, asset.filename, needed), where, size, film.background))
    if look is not None:
        apply(look, world)
    return Still(world)


def source(asset: Asset, film: Film, shot: Shot, look: Look | None) -> Source:
    """Return the shot's pictures, whatever kind of file they come from."""
    return photo(asset, film, shot, look)
