"""How well a text stands out from what lies around its letters, measured on the frames of the finished film."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

from imgfree.colors import READABLE, linear, ratio
from imgfree.local.inspection.laid import Laid
from imgfree.local.render.layers import Layer
from imgfree.local.render.planes import Planes

F32 = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

_MOMENTS = 5  # at which a text is looked at
_SOLID = 0.97  # of opacity: letters, where a shadow or a plate is fainter
_LIKE = 26  # of luma: as much as coding and edges change the colour of a letter
_BEYOND = 0.1  # and how wide what lies beyond that is
_OFF, _REACH = 0.02, 0.05  # of a line's height: how far from a letter what is beside it begins, and how wide that is
_WORST = 0.2  # of a text's parts may stand out less: not all of a line lies on one thing
_DRAWN, _ALL_ROUND = 0.6, 0.6  # of opacity, and of the letters' rim
_NEARLY = 0.95  # what is measured on a coded picture is no exact figure
_CLEAR_PX = 28  # from this height of a line on, letters are as clear in a film as they were drawn
_LEAST_PX = 12  # of smaller ones nothing is left to measure
_LEAST_BESIDE = 12  # pixels: of less nobody can tell
_KR, _KB = 0.2126, 0.0722
_LINEAR = np.array([linear(one / 255) for one in range(256)], np.float32)


@dataclass(frozen=True)
class _Measure:
    """Where to look: at letters, at what is beside them, at what lies beyond that; and the parts judged each alone."""

    letters: Mask
    beside: Mask
    beyond: Mask
    columns: Sequence[tuple[int, int]]
    light: float  # of the letters, 0 to 1
    outlined: float  # the contrast with an outline or plate that is drawn with them; 1 where there is none
    due: float  # the contrast that can be asked for: coding smears small letters into what is beside them

    def ratios(self, light: F32) -> Iterator[float]:
        """Yield for each part of the text the contrast of its letters with what is around them."""
        for first, end in self.columns:
            near, far = (light[:, first:end][mask[:, first:end]] for mask in (self.beside, self.beyond))
            if len(near) >= _LEAST_BESIDE and self.letters[:, first:end].any():
                edge = float(np.median(near))
                # Letters with an outline are read by it, however like it they are themselves.
                outline = ratio(edge, float(np.median(far))) if len(far) >= _LEAST_BESIDE else 1.0
                yield max(ratio(self.light, edge), outline, self.outlined)


@dataclass
class Watched:
    """A text, the moments at which it is looked at, and what was seen: the least contrast, and when it was too low.

    `measured` says whether anything could be: not in tiny letters, nor in emoji alone.
    """

    thing: Laid
    moments: list[float]
    measured: bool = True
    least: float = 21.0
    low_s: list[float] = field(default_factory=list)
    _measure: _Measure | None = None

    def due(self, at_s: float) -> bool:
        """Return whether this is the frame of its next moment, which is then past."""
        if not self.moments or at_s < self.moments[0] - 1e-4:
            return False
        while self.moments and self.moments[0] <= at_s + 1e-4:
            self.moments.pop(0)
        return self.measured

    def see(self, at_s: float, frame: Planes) -> None:
        """Look at the text on this frame, which has the size of the film that it was laid on."""
        self._measure = measure = self._measure or _measure(self.thing.layer)
        self.measured = measure is not None
        ratios = sorted(measure.ratios(luminance(frame.box(*self.thing.layer.box)))) if measure else []
        if measure and ratios:
            found = ratios[int(_WORST * (len(ratios) - 1))]
            self.low_s += [at_s] if found < measure.due else []
            self.least = min(self.least, found)
        if not self.moments:
            self._measure = None


def luminance(picture: Planes) -> F32:
    """Return how much light each pixel gives, 0 to 1."""
    y = (picture.y.astype(np.float32) - 16) / 219
    u, v = ((np.repeat(np.repeat(one, 2, 0), 2, 1).astype(np.float32) - 128) / 224 for one in (picture.u, picture.v))
    red, blue = y + 2 * (1 - _KR) * v, y + 2 * (1 - _KB) * u
    green = (y - _KR * red - _KB * blue) / (1 - _KR - _KB)
    parts = (_LINEAR[np.clip(one * 255 + 0.5, 0, 255).astype(np.uint8)] for one in (red, green, blue))
    light: F32 = sum(share * one for share, one in zip((_KR, 1 - _KR - _KB, _KB), parts, strict=True))  # type: ignore[assignment]
    return light


def watched(things: Sequence[Laid], fps: int) -> list[Watched]:
    """Return the texts, each with the moments at which to look at it, spread over the time in which it is clear."""
    found = []
    for thing in things:
        if thing.words is not None:
            first, end = thing.start + thing.fade_frames, thing.start + thing.frames - thing.fade_frames
            count = max(1, min(_MOMENTS, end - first))
            times = [(first + (number + 0.5) * max(0, end - first) / count) / fps for number in range(count)]
            found.append(Watched(thing, times))
    return found


def _measure(layer: Layer) -> _Measure | None:
    """Return how to look at a text; None for one of which nothing can be measured."""
    luma, solid = layer.picture.y, layer.opacity >= _SOLID
    if not solid.any():
        return None
    # Letters are what is in the middle of strokes; an outline is only at their edges.
    depth = cv2.distanceTransform(np.pad(solid, 1).astype(np.uint8), cv2.DIST_L2, 3)[1:-1, 1:-1]
    middle = solid & (depth >= np.quantile(depth[solid], 0.7))
    ink = float(np.median(luma[middle]))
    letters = solid & (np.abs(luma.astype(np.float32) - ink) <= _LIKE)
    line = _line_height(letters)
    if line < _LEAST_PX:
        return None
    near = max(1, round(_OFF * line))
    far = near + max(2, round(_REACH * line))
    grown = _grown(letters, far)
    beside, beyond = grown & ~_grown(letters, near), _grown(letters, far + max(3, round(_BEYOND * line))) & ~grown
    halves = middle[::2, ::2]
    color = [float(np.median(one[halves])) if halves.any() else 128.0 for one in (layer.picture.u, layer.picture.v)]
    light = _light(ink, *color)
    due = READABLE * _NEARLY * min(1.0, line / _CLEAR_PX)
    return _Measure(letters, beside, beyond, _columns(letters, line), light, _outlined(layer, letters, ink, light), due)


def _outlined(layer: Layer, letters: Mask, ink: float, light: float) -> float:
    """Return the contrast of letters with the outline or plate that is drawn with them: in a small film it is so narrow
    that nobody can measure it, and is seen all the same."""
    rim = _grown(letters, 2) & ~letters
    drawn = rim & (layer.opacity >= _DRAWN) & (np.abs(layer.picture.y.astype(np.float32) - ink) > _LIKE)
    if drawn.sum() < _ALL_ROUND * rim.sum():
        return 1.0
    shades = sorted(layer.picture.y[drawn].tolist(), key=lambda luma: abs(luma - ink))
    return ratio(light, _light(shades[len(shades) * 3 // 4], 128.0, 128.0))  # soft edges are between both


def _light(y: float, u: float, v: float) -> float:
    """Return how much light a colour gives, 0 to 1."""
    planes = (np.full((2, 2), round(y), np.uint8), *(np.full((1, 1), round(one), np.uint8) for one in (u, v)))
    return float(luminance(Planes(*planes))[0, 0])


def _line_height(letters: Mask) -> int:
    """Return how high a line of the text is, from the rows that have letters in them."""
    rows = np.flatnonzero(np.diff(np.pad(letters.any(axis=1).astype(np.int8), 1)))
    return max(8, int(np.max(rows[1::2] - rows[0::2], initial=8)))


def _grown(mask: Mask, by: int) -> Mask:
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * by + 1, 2 * by + 1))
    return cv2.dilate(mask.astype(np.uint8), kernel).astype(bool)


def _columns(letters: Mask, line: int) -> list[tuple[int, int]]:
    """Return the text cut into parts about as wide as a line is high."""
    used = np.flatnonzero(letters.any(axis=0))
    first, end = int(used[0]), int(used[-1]) + 1
    count = max(1, round((end - first) / line))
    edges = np.linspace(first, end, count + 1).astype(int)
    return [(int(one), int(two)) for one, two in itertools.pairwise(edges)]
