"""Runs of a film's pieces, each as one order for a worker."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from imgfree.local import renderer
from imgfree.local.assets import Asset
from imgfree.local.output import Output

MOST_PIECES = 4  # of one order: neighbours often show the same photo, which is then decoded once
_ROUNDS = 2  # orders for each core: who is faster makes more of them
_WORTH_OF_SOUND = 0.1  # of the time that its pictures take, roughly


@dataclass(frozen=True)
class Order:
    """Some pieces of a film: what a worker is told, the keys of what it gives, and how many frames that counts for."""

    told: str
    keys: tuple[str, ...]
    files: Mapping[str, Path]  # by digest
    worth: float


@dataclass(frozen=True)
class Film:
    """A film in pieces, as `render.parts` has it, and what is known of its files."""

    parts: Mapping[str, Any]
    assets: Mapping[str, Asset]
    output: Output

    @property
    def keys(self) -> list[str]:
        """Return the keys of all pieces, each once."""
        sound = self.parts["sound"]
        return [*(key for key, *_ in self.parts["pictures"]), *([sound[0]] if sound else [])]

    def orders(self, keys: Sequence[str], cores: float, within_s: float, store: Path | None) -> list[Order]:
        """Return orders for these pieces, so that so many cores have about as much to do; of one it may be a part."""
        pictures = [one for one in self.parts["pictures"] if one[0] in keys]
        size = max(1, min(MOST_PIECES, math.ceil(len(pictures) / (_ROUNDS * cores))))
        sound = self.parts["sound"] if self.parts["sound"] and self.parts["sound"][0] in keys else None
        about = {"within_s": within_s, "store": str(store) if store else None}
        frames = sum(one[2] for one in self.parts["pictures"])
        return [
            *([self._order([], sound, frames * _WORTH_OF_SOUND, about)] if sound else []),
            *(
                self._order(pictures[at : at + size], None, sum(one[2] for one in pictures[at : at + size]), about)
                for at in range(0, len(pictures), size)
            ),
        ]

    def _order(
        self, pictures: Sequence[Any], sound: Sequence[Any] | None, worth: float, about: Mapping[str, Any]
    ) -> Order:
        names = dict.fromkeys(name for _, names in _pieces(pictures, sound) for name in names)
        files = {self.assets[name].sha256: self.assets[name].path for name in names}
        told = {
            "drawn_by": renderer.drawn_by(),
            "reel": self.parts["reel"],
            "assets": {name: _told(asset) for name, asset in self.assets.items()},
            "output": asdict(self.output),
            "pictures": [[key, start, frames] for key, start, frames, _ in pictures],
            "sound": sound[0] if sound else None,
            "files": [*files],
            **about,
        }
        return Order(json.dumps(told), tuple(key for key, _ in _pieces(pictures, sound)), files, worth)


def _pieces(pictures: Sequence[Any], sound: Sequence[Any] | None) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the key and the files of each piece."""
    yield from ((key, files) for key, _, _, files in pictures)
    if sound:
        yield sound[0], sound[1]


def _told(asset: Asset) -> dict[str, Any]:
    """Return what a painter needs to know of a file; not where it is kept, nor where it was taken."""
    return asdict(asset) | {"path": "", "cdn_url": "", "place": "", "taken": "", "merits": ()}
