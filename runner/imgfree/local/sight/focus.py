"""Where a picture's subject is: its faces, else what stands out, else a little above the middle."""

import cv2
import numpy as np
from PIL import Image

from imgfree.local.assets import Focus
from imgfree.local.render.planes import U8
from imgfree.local.sight.faces import Face, faces
from imgfree.local.sight.saliency import Map, saliency

MOST_PX = 512  # of the longer side: no more of a picture is looked at
_LEAST_PX = 8
_CLEAR, _LEAST_CLEAR = 128, 0.02  # of alpha; of the picture: less is no cut-out but a soft corner
CENTRE = Focus((0.25, 0.2, 0.5, 0.5), 0.0, "centre")
_BACKGROUND = 0.4  # of the largest face's height: smaller ones are passers-by
_THRESHOLD = 0.34
_ROOM = 0.06  # of the box, on each side: shadow sides and handles stand out less than what they belong to
_SECOND = 0.3  # of the strongest part's weight: weaker ones are props
_LEAST_AREA, _MOST_AREA = 0.003, 0.62
# Of what stands out: left out at the left, right, top and bottom where it is spread over most of the picture. More goes
# below: things stand on tables, and those have grain and shadows.
_BULK = ((0.08, 0.08), (0.05, 0.16))
_VAGUE = 0.45


def focus_of(picture: Image.Image) -> Focus:
    """Return where the subject of a picture is, RGB or RGBA; of one that is cut out, all that is left of it."""
    if picture.mode == "RGBA":
        alpha = np.asarray(picture.getchannel("A"))
        if (alpha < _CLEAR).mean() >= _LEAST_CLEAR and (box := picture.getchannel("A").getbbox()):
            edges = (box[0] / picture.width, box[1] / picture.height, box[2] / picture.width, box[3] / picture.height)
            return _boxed(edges, 1.0, "alpha")
    return focus(np.asarray(picture.convert("RGB")))


def focus(rgb: U8) -> Focus:
    """Return where the subject of a picture is, upright and of any size; the same picture gives the same focus."""
    height, width = rgb.shape[:2]
    if min(height, width) < _LEAST_PX:
        return CENTRE
    scale = MOST_PX / max(height, width)
    if scale < 1:
        size = max(1, round(width * scale)), max(1, round(height * scale))
        rgb = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    people = faces(rgb)
    return _around_faces(people, rgb.shape[1], rgb.shape[0]) if people else _standing_out(rgb)


def _around_faces(people: list[Face], width: int, height: int) -> Focus:
    """Return the box around all faces that count, with the hair above and the neck below."""
    tallest = max(face.bottom - face.top for face in people)
    shown = [face for face in people if face.bottom - face.top >= _BACKGROUND * tallest]
    edges: list[tuple[float, ...]] = []
    for face in shown:
        wide, high = face.right - face.left, face.bottom - face.top
        edges.append(
            (face.left - 0.2 * wide, face.top - 0.45 * high, face.right + 0.2 * wide, face.bottom + 0.3 * high)
        )
    left, top = (min(edge[n] for edge in edges) for n in (0, 1))
    right, bottom = (max(edge[n] for edge in edges) for n in (2, 3))
    return _boxed((left / width, top / height, right / width, bottom / height), max(f.sure for f in shown), "face")


def _standing_out(rgb: U8) -> Focus:
    found, sure = saliency(rgb)
    if sure <= 0:
        return CENTRE
    parts = _parts(found)
    if not parts:
        return CENTRE
    heaviest = max(weight for weight, _ in parts)
    boxes = [box for weight, box in parts if weight >= _SECOND * heaviest]
    left, top = (min(box[n] for box in boxes) for n in (0, 1))
    right, bottom = (max(box[n] for box in boxes) for n in (2, 3))
    area = (right - left) * (bottom - top)
    room = _ROOM * (right - left), _ROOM * (bottom - top)
    if area < _LEAST_AREA:
        return CENTRE
    if area > _MOST_AREA:
        return _boxed(_bulk(found), min(_VAGUE, sure), "saliency")
    return _boxed((left - room[0], top - room[1], right + room[0], bottom + room[1]), sure * (1 - area / 2), "saliency")


def _bulk(found: Map) -> tuple[float, float, float, float]:
    """Return the edges between which most of what stands out lies."""
    weight = found * found
    edges = []
    for axis, (before, after) in enumerate(_BULK):
        line = np.cumsum(weight.sum(axis=axis)) / max(1e-9, float(weight.sum()))
        edges.append([float(np.searchsorted(line, share)) / len(line) for share in (before, 1 - after)])
    (left, right), (top, bottom) = edges
    return left, top, right, bottom


def _parts(found: Map) -> list[tuple[float, tuple[float, float, float, float]]]:
    """Return weight and edges, in shares, of each connected part that stands out."""
    mask = (found >= _THRESHOLD).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    high, wide = mask.shape
    parts = []
    for number in range(1, count):
        x, y, w, h = (int(stats[number, of]) for of in range(4))
        weight = float(found[labels == number].sum())
        parts.append((weight, ((x - 0.5) / wide, (y - 0.5) / high, (x + w + 0.5) / wide, (y + h + 0.5) / high)))
    return parts


def _boxed(edges: tuple[float, float, float, float], sure: float, by: str) -> Focus:
    """Return the focus with these edges, inside the picture, to a thousandth."""
    left, top, right, bottom = (min(1.0, max(0.0, edge)) for edge in edges)
    box = round(left, 3), round(top, 3), round(max(0.02, right - left), 3), round(max(0.02, bottom - top), 3)
    return Focus(box, round(float(sure), 2), by)
