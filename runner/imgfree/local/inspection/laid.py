"""What lies on a film, where, and for how long: asked of the painter that laid it there, never worked out anew."""

from collections.abc import Mapping
from dataclasses import dataclass

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
_CLEARLY = 0.5  # how much of a layer must be faded in to count as seen


@dataclass(frozen=True)
class Laid:
    """One layer. `ink` is where it is seen, as a mask of `layer.box`; `box` is what of the frame that takes."""

    what: Lettering | Logo
    layer: Layer
    ink: npt.NDArray[np.bool_]
    box: Box

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
        fade = int(self.layer.fade_frames * _CLEARLY)
        first, end = self.layer.start + fade, self.layer.start + self.layer.frames - fade
        return first / fps, max(first + 1, end) / fps


def laid(reel: Reel, assets: Mapping[str, Asset]) -> list[Laid]:
    """Return every layer of the film that is ever seen, in the order in which they are laid."""
    found = []
    for one in Painter(reel, assets).overlays:
        layer = one.draw()
        if layer is None or one.frames <= 0:
            continue
        ink = layer.opacity >= _SEEN * float(layer.opacity.max())
        if ink.any():
            found.append(Laid(one.what, layer, ink, _box(layer, ink)))
    return found


def _box(layer: Layer, ink: npt.NDArray[np.bool_]) -> Box:
    x, y, width, height = cv2.boundingRect(ink.astype(np.uint8))
    return layer.left + x, layer.top + y, layer.left + x + width, layer.top + y + height


def short(text: str) -> str:
    """Return a text in one line, its beginning where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= 32 else f"{line[:30]}…"
