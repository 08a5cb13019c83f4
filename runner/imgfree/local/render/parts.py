"""A film's pieces made apart from the film: which there are, what each is made of, and the making of some."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from imgfree.local.assets import Asset
from imgfree.local.cache import Cache
from imgfree.local.output import Output
from imgfree.local.render import identity, soundtrack
from imgfree.local.render.arrangement import settled
from imgfree.local.render.encode import encode_pictures
from imgfree.local.render.failures import RenderCancelled
from imgfree.local.render.mix import audible, mixed
from imgfree.local.render.picture import Painter
from imgfree.local.render.plan import plan, with_font
from imgfree.local.render.reel import Reel
from imgfree.local.render.reel_json import as_json, reel_of
from imgfree.local.render.segments import Segment, segments
from imgfree.local.render.sound import F32

Item = TypeVar("Item")


@dataclass(frozen=True)
class Parts:
    """A film in pieces: its reel as JSON, and of each piece its key, its frames, and the files that it is made of.

    `pictures` are (key, first frame, frames, files), each key once; `sound` is (key, files) where the film has some.
    """

    reel: str
    pictures: tuple[tuple[str, int, int, tuple[str, ...]], ...]
    sound: tuple[str, tuple[str, ...]] | None


def parts(draft: Mapping[str, Any], assets: Mapping[str, Asset], output: Output) -> Parts | None:
    """Return the pieces of the film; None for one that is made in one piece. Raises as `render` does."""
    if output.format == "gif":
        return None
    reel = settled(plan(draft, assets, output), assets)
    found = {identity.pictures(reel, part, assets, output): part for part in reversed(segments(reel))}
    pictures = [(key, part.start, part.frames, _files(reel, part, assets)) for key, part in found.items()]
    sounds = audible(reel, assets)
    names = tuple(dict.fromkeys(one.source for one in reel.sounds))
    sound = (identity.sound(reel, sounds, assets, output), names) if sounds else None
    return Parts(as_json(reel), tuple(sorted(pictures, key=lambda one: one[1])), sound)


def make(
    reel_json: str,
    assets: Mapping[str, Asset],
    output: Output,
    pictures: Sequence[tuple[str, int, int]],
    sound: str | None,
    cache: Cache,
    *,
    cancelled: Callable[[], bool],
) -> dict[str, tuple[Path, bool]]:
    """Return where each of these pieces is in the cache, and whether it was made now. Raises as `render` does."""
    reel = _with_fonts(reel_of(reel_json), assets)
    made: dict[str, tuple[Path, bool]] = {}

    def keep(key: str, write: Callable[[Path], None]) -> None:
        found = cache.find(key)
        made[key] = (found, False) if found else (cache.keep(key, write), True)

    def checked(items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            if cancelled():
                raise RenderCancelled("the render was cancelled")
            yield item

    with closing(Painter(reel, assets)) as painter:
        for key, start, frames in pictures:
            painted = checked(painter.frames(start, start + frames))
            keep(key, partial(encode_pictures, reel=reel, output=output, frames=painted))
    if sound is not None:
        sounds = audible(reel, assets)

        def mix(gain: float, ceiling: float) -> Iterator[F32]:
            return checked(mixed(reel, sounds, assets, gain, ceiling))

        keep(sound, lambda piece: soundtrack.encoded(piece, output, reel.loudness_lufs, mix))
    return made


def _with_fonts(reel: Reel, assets: Mapping[str, Asset]) -> Reel:
    """Return the reel with each font where its file is on this machine."""
    words = (replace(one, style=with_font(one.style, assets)) for one in reel.words)
    return replace(reel, words=tuple(words))


def _files(reel: Reel, part: Segment, assets: Mapping[str, Asset]) -> tuple[str, ...]:
    """Return the files that a piece's pictures are made of: of what its identity is made of."""
    takes = [one for one in reel.takes if reel.loop or identity.meets(one.start, one.frames, part)]
    names = [name for take in takes for name in (take.source, *(cell.source for cell in take.cells))]
    logo = reel.logo if reel.logo and identity.meets(reel.logo.start, reel.logo.frames, part) else None
    styles = [one.style for one in reel.words if identity.meets(one.start, one.frames, part)]
    fonts = {str(style["font_file"]) for style in styles if style.get("font_file")}
    names += [name for name, asset in assets.items() if str(asset.path) in fonts]
    return tuple(dict.fromkeys([*names, *([logo.source] if logo else [])]))
