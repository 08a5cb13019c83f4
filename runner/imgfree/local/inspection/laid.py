"""What lies on a film, where, and for how long: asked of the painter that laid it there, never worked out anew."""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from imgfree.local.assets import Asset
from imgfree.local.inspection.findings import Box
from imgfree.local.render.layers import Layer
from imgfree.local.render.picture import Painter
from imgfree.local.render.reel import Lettering, Logo, Reel

U8 = npt.NDArray[np.uint8]
_SEEN = 0.5  # of opacity: what is fainter is the soft edge of a shadow
_KEPT = 12  # layers
_CLEARLY = 0.5  # how much of a layer must be faded in to count as seen


@dataclass(frozen=True)
class Laid:
    """One layer: what it is, when it is seen, and what of the frame its ink takes.

    It is drawn again where it is not among the last that were asked for: a film may have thousands of captions.
    """

    what: Lettering | Logo
    box: Box
    start: int
    frames: int
    fade_frames: int
    draw: Callable[[], Layer]

    @property
    def layer(self) -> Layer:
        """Return it as it is laid."""
        return self.draw()

    @property
    def ink(self) -> npt.NDArray[np.bool_]:
        """Return where it is seen, as a mask of its layer's box."""
        return _ink(self.layer)

    @property
    def words(self) -> Lettering | None:
        """Return the text; None for a logo."""
        return self.what if isinstance(self.what, Lettering) else None

    @property
    def name(self) -> str:
        """Return what to call it in a sentence."""
        if self.words is None:
            return "the logo"
        kind = {"title": "the title", "caption": "the caption"}.get(self.words.role, "the text")
        return f'{kind} "{short(self.words.text)}"'

    def clear(self, fps: int) -> tuple[float, float]:
        """Return from when to when it is seen clearly, in seconds."""
        fade = int(self.fade_frames * _CLEARLY)
        first, end = self.start + fade, self.start + self.frames - fade
        return first / fps, max(first + 1, end) / fps


def laid(reel: Reel, assets: Mapping[str, Asset]) -> list[Laid]:
    """Return every layer of the film that is ever seen, in the order in which they are laid."""
    overlays = Painter(reel, assets).overlays
    drawn = functools.lru_cache(maxsize=_KEPT)(lambda number: overlays[number].draw())
    found = []
    for number, one in enumerate(overlays):
        layer = drawn(number)
        if layer is not None and one.frames > 0 and layer.opacity.any():
            times = layer.start, layer.frames, layer.fade_frames
            again = cast(Callable[[], Layer], functools.partial(drawn, number))
            found.append(Laid(one.what, _box(layer, _ink(layer)), *times, again))
    return found


def _ink(layer: Layer) -> npt.NDArray[np.bool_]:
    return layer.opacity >= _SEEN * float(layer.opacity.max())


def _box(layer: Layer, ink: npt.NDArray[np.bool_]) -> Box:
    x, y, width, height = cv2.boundingRect(ink.astype(np.uint8))
    return layer.left + x, layer.top + y, layer.left + x + width, layer.top + y + height


def short(text: str) -> str:
    """Return a text in one line, its beginning where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= 32 else f"{line[:30]}…"
