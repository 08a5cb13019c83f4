"""How light a picture is, part by part, and its strongest colour: what words on it and grounds beside it go by."""

import cv2
import numpy as np
from PIL import Image

from imgfree.local.assets import Focus

GRID = 12  # cells across and down
_SIDE = 64
_HUES = 24
_GREY, _DARK = 0.22, 0.18  # of saturation and value: what has less is no colour
_LEAST = 0.012  # of the picture, weighed: less is a fleck
_OF_SUBJECT = 3.0
_EARTH, _PURE = (0.02, 0.13), 0.85  # hues of wood, skin and sand, and the saturation beyond which they are orange
_OPAQUE = 128


def tones(picture: Image.Image) -> str:
    """Return the light of each cell of a grid over the picture, row by row: two hexadecimal digits each."""
    grey = np.asarray(_flat(picture).convert("L").resize((GRID, GRID), Image.Resampling.BOX))
    return grey.astype(np.uint8).tobytes().hex()


def accent(picture: Image.Image, focus: Focus) -> str:
    """Return the picture's strongest colour as #rrggbb; "" for one that has none.

    A strong colour of the subject counts more than a faint one of a whole wall; that of wood and skin only where there
    is no other.
    """
    clear = picture if picture.mode == "RGB" else picture.convert("RGBA")
    small = clear.resize((_SIDE, _SIDE), Image.Resampling.BOX)  # first: a picture without alpha needs none made for it
    rgba = np.asarray(small.convert("RGBA"))
    rgb, seen = np.ascontiguousarray(rgba[..., :3]), rgba[..., 3] > _OPAQUE
    hsv = cv2.cvtColor(rgb, cv2.COLOR_RGB2HSV_FULL).astype(np.float32) / 255
    colourful = (hsv[..., 1] >= _GREY) & (hsv[..., 2] >= _DARK) & seen
    strength = np.where(colourful, hsv[..., 1] ** 2 * np.minimum(1, 2 * hsv[..., 2]), 0)
    left, top, wide, high = (round(_SIDE * edge) for edge in focus.box)
    strength[top : top + high, left : left + wide] *= _OF_SUBJECT
    earthy = (hsv[..., 0] >= _EARTH[0]) & (hsv[..., 0] <= _EARTH[1]) & (hsv[..., 1] < _PURE)
    bins = (hsv[..., 0] * _HUES).astype(int) % _HUES
    for own in (strength * ~earthy, strength):
        weights = np.bincount(bins.ravel(), own.ravel(), _HUES) / max(1, int(seen.sum()))
        near = weights + 0.5 * (np.roll(weights, 1) + np.roll(weights, -1))
        best = int(near.argmax())
        if near[best] >= _LEAST:
            own = own * np.isin(bins, [(best + by) % _HUES for by in (-1, 0, 1)])
            red, green, blue = (round(float((rgb[..., n] * own).sum() / own.sum())) for n in range(3))
            return f"#{red:02x}{green:02x}{blue:02x}"
    return ""


def at(grid: str, box: tuple[float, float, float, float]) -> list[int]:
    """Return the light, 0 to 255, of the cells that a part of the picture touches; its edges are shares of it."""
    cells = np.frombuffer(bytes.fromhex(grid), np.uint8).reshape(GRID, GRID)
    left, top = (max(0, min(GRID - 1, int(edge * GRID))) for edge in box[:2])
    right, bottom = (max(1, min(GRID, int(np.ceil(edge * GRID)))) for edge in box[2:])
    return [int(one) for one in cells[top : max(top + 1, bottom), left : max(left + 1, right)].ravel()]


def _flat(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    return Image.alpha_composite(Image.new("RGBA", picture.size, (128, 128, 128, 255)), picture)
