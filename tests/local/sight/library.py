"""Sixty pictures with their subjects' true boxes: drawn in code, and cut from the photos that the ray tracer made."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

PHOTOS = Path(__file__).parents[3] / "recipes" / "assets"
Edges = tuple[float, float, float, float]  # left, top, right, bottom, as shares

# Subjects of the traced photos, to a hundredth, read off their full size.
TRACED: dict[str, Edges] = {
    "mug-1": (0.21, 0.35, 0.80, 0.71),
    "mug-2": (0.26, 0.26, 0.77, 0.65),
    "mug-3": (0.0, 0.27, 0.81, 0.84),
    "candle": (0.28, 0.29, 0.82, 0.80),
    "bottle": (0.29, 0.20, 0.71, 0.82),
}


@dataclass(frozen=True)
class Picture:
    """A picture, the edges of its subject, and of each face in it."""

    name: str
    rgb: np.ndarray[Any, np.dtype[np.uint8]]
    subject: Edges
    faces: tuple[Edges, ...] = ()


def pictures() -> list[Picture]:
    """Return all sixty, the same each time."""
    return [*_things(), *_pairs(), *_people(), *_traced()]


def _ground(kind: str, size: tuple[int, int], seed: int) -> Image.Image:
    """Return a ground: plain, a shading, a room of two parts, dark, cloth, or leaves."""
    rng = np.random.default_rng(seed)
    width, height = size
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    hue = rng.uniform(70, 190, 3)
    if kind == "plain":
        light = np.ones((height, width, 1)) * hue
    elif kind == "shading":
        light = hue * (0.55 + 0.6 * (0.6 * x + 0.4 * y))[..., None]
    elif kind == "room":
        floor = (y > 0.62 + 0.02 * x)[..., None]
        light = np.where(floor, hue * 0.6, hue * (1.05 - 0.2 * x[..., None]))
    elif kind == "dark":
        light = 0.16 * hue * (1.2 - ((x - 0.5) ** 2 + (y - 0.5) ** 2))[..., None]
    else:
        coarse = rng.normal(0, 1, (height // 12 + 2, width // 12 + 2)).astype(np.float32)
        noise = np.asarray(Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC))
        light = hue * (1 + (0.09 if kind == "cloth" else 0.16) * noise)[..., None]
    grain = rng.normal(0, 3, (height, width, 1))
    return Image.fromarray(np.clip(light + grain, 0, 255).astype(np.uint8))


def _bright(rng: np.random.Generator) -> tuple[int, int, int]:
    first = rng.permutation([225, int(rng.uniform(20, 200)), 25])
    return int(first[0]), int(first[1]), int(first[2])


def _thing(picture: Image.Image, box: tuple[float, float, float, float], shape: str, seed: int) -> None:
    """Draw a thing into a box of pixels: a ball, a crate, a jug, a tree; each with a shadow side and a light."""
    rng = np.random.default_rng(seed)
    pen = ImageDraw.Draw(picture)
    left, top, right, bottom = box
    colour = _bright(rng)
    dim = tuple(int(one * 0.6) for one in colour)
    wide, high = right - left, bottom - top
    if shape == "ball":
        pen.ellipse(box, fill=dim)
        pen.ellipse((left, top, right - 0.12 * wide, bottom - 0.12 * high), fill=colour)
        pen.ellipse((left + 0.2 * wide, top + 0.16 * high, left + 0.38 * wide, top + 0.3 * high), fill=(250, 250, 245))
    elif shape == "crate":
        pen.rectangle(box, fill=colour)
        for n in range(1, 4):
            pen.line((left, top + n * high / 4, right, top + n * high / 4), fill=dim, width=max(2, int(wide / 30)))
        pen.rectangle((left, top, left + wide / 8, bottom), fill=dim)
    elif shape == "jug":
        pen.rounded_rectangle((left, top, right - 0.25 * wide, bottom), radius=wide / 8, fill=colour)
        pen.arc((right - 0.5 * wide, top + 0.2 * high, right, bottom - 0.25 * high), -90, 90, fill=dim,
                width=max(3, int(wide / 12)))  # fmt: skip
        pen.rectangle(
            (left + wide / 10, top + 0.3 * high, right - 0.35 * wide, top + 0.55 * high), fill=(240, 235, 220)
        )
    else:
        pen.rectangle((left + 0.42 * wide, top + 0.6 * high, left + 0.58 * wide, bottom), fill=(84, 54, 30))
        pen.polygon([(left, top + 0.7 * high), (left + wide / 2, top), (right, top + 0.7 * high)], fill=colour)


def _things() -> Iterator[Picture]:
    """One thing, off the middle; tall, wide, square and dark pictures."""
    sizes = ((480, 360), (360, 480), (640, 360), (360, 640), (400, 400), (640, 240))
    grounds = ("plain", "shading", "room", "dark", "cloth", "leaves")
    shapes = ("ball", "crate", "jug", "tree")
    for n in range(20):
        rng = np.random.default_rng(100 + n)
        size = sizes[n % len(sizes)]
        share = rng.uniform(0.22, 0.42)
        side = share * min(size)
        wide, high = side * rng.uniform(0.8, 1.1), side * rng.uniform(0.9, 1.4)
        high = min(high, 0.8 * size[1])
        left = rng.uniform(0.04, 0.96 - wide / size[0]) * size[0]
        top = rng.uniform(0.06, 0.94 - high / size[1]) * size[1]
        picture = _ground(grounds[n % 6], size, 200 + n)
        box = (left, top, left + wide, top + high)
        _thing(picture, box, shapes[n % 4], 300 + n)
        yield _made(f"{shapes[n % 4]} on {grounds[n % 6]} {n}", picture, box)


def _pairs() -> Iterator[Picture]:
    """Two things beside each other; both are the subject."""
    for n in range(6):
        rng = np.random.default_rng(400 + n)
        size = ((640, 400), (480, 480))[n % 2]
        side = 0.24 * size[1]
        left, top = rng.uniform(0.08, 0.2) * size[0], rng.uniform(0.3, 0.5) * size[1]
        gap = rng.uniform(0.2, 0.9) * side
        picture = _ground(("plain", "room", "shading")[n % 3], size, 500 + n)
        first = (left, top, left + side, top + 1.2 * side)
        second = (left + side + gap, top + 0.1 * side, left + 2 * side + gap, top + 1.3 * side)
        _thing(picture, first, "jug", 600 + n)
        _thing(picture, second, "ball", 700 + n)
        yield _made(f"pair {n}", picture, (first[0], first[1], second[2], second[3]))


def person(picture: Image.Image, middle: tuple[float, float], head: float, seed: int) -> tuple[Edges, Edges]:
    """Draw somebody, head and shoulders, the head so high; return the face's and the person's edges in pixels."""
    rng = np.random.default_rng(seed)
    pen = ImageDraw.Draw(picture)
    x, y = middle
    skin = [(236, 188, 160), (198, 134, 98), (141, 85, 54), (255, 214, 186)][seed % 4]
    dark = tuple(int(one * 0.72) for one in skin)
    hair = [(40, 26, 20), (92, 60, 30), (20, 18, 22), (150, 110, 60)][(seed // 2) % 4]
    wide = 0.76 * head
    face = (x - wide / 2, y - head / 2, x + wide / 2, y + head / 2)
    pen.rounded_rectangle((x - head, y + 0.62 * head, x + head, y + 2.2 * head), radius=head / 2, fill=_bright(rng))
    pen.rectangle((x - 0.2 * head, y + 0.35 * head, x + 0.2 * head, y + 0.8 * head), fill=dark)
    pen.ellipse((face[0] - 0.07 * head, face[1] - 0.16 * head, face[2] + 0.07 * head, y + 0.3 * head), fill=hair)
    pen.ellipse(face, fill=skin)
    pen.ellipse((face[0] + 0.1 * wide, face[1] + 0.55 * head, face[2] - 0.1 * wide, face[3] - 0.03 * head), fill=skin)
    for side in (-1, 1):
        eye = x + side * 0.19 * head
        pen.ellipse((eye - 0.085 * head, y - 0.1 * head, eye + 0.085 * head, y + 0.0 * head), fill=(250, 250, 248))
        pen.ellipse((eye - 0.042 * head, y - 0.092 * head, eye + 0.042 * head, y - 0.008 * head), fill=(46, 32, 24))
        pen.arc((eye - 0.12 * head, y - 0.24 * head, eye + 0.12 * head, y - 0.06 * head), 200, 340, fill=hair,
                width=max(2, int(0.035 * head)))  # fmt: skip
    pen.polygon(
        [(x, y - 0.02 * head), (x - 0.06 * head, y + 0.16 * head), (x + 0.06 * head, y + 0.16 * head)], fill=dark
    )
    pen.chord((x - 0.16 * head, y + 0.16 * head, x + 0.16 * head, y + 0.36 * head), 10, 170, fill=(170, 60, 62))
    return face, (x - head, face[1] - 0.16 * head, x + head, y + 2.2 * head)


def _people() -> Iterator[Picture]:
    """Faces, drawn: one off the middle, two, a row of them; small and large."""
    for n in range(14):
        rng = np.random.default_rng(800 + n)
        size = ((640, 427), (427, 640), (480, 480), (720, 320))[n % 4]
        picture = _ground(("plain", "shading", "room", "leaves", "dark")[n % 5], size, 900 + n)
        count = (1, 1, 2, 1, 3)[n % 5]
        head = rng.uniform(0.16, 0.3) * min(size)
        head = min(head, 0.6 * size[0] / (2.1 * (count - 1))) if count > 1 else head
        first = rng.uniform(0.17 * size[0], 0.83 * size[0] - 2.1 * (count - 1) * head)
        level = rng.uniform(0.3, 0.6) * size[1]
        faces = []
        for k in range(count):
            x = first + k * 2.1 * head
            faces.append(person(picture, (x, level + rng.uniform(-0.1, 0.1) * head), head, 17 * n + k)[0])
        around = tuple(f(one[e] for one in faces) for e, f in ((0, min), (1, min), (2, max), (3, max)))
        soft = picture.filter(ImageFilter.GaussianBlur(0.6))
        shares = tuple(_shares(one, size) for one in faces)
        yield Picture(f"people {n}", np.asarray(soft), _shares(around, size), shares)


def _traced() -> Iterator[Picture]:
    """The shipped photos, whole and cut so that their subjects stand at a side, in tall and wide pictures."""
    for name, (left, top, right, bottom) in TRACED.items():
        photo = Image.open(PHOTOS / f"{name}.jpg")
        photo.draft("RGB", (360, 540))
        whole = photo.convert("RGB")
        for kind, cut in {
            "whole": (0, 0, 1, 1),
            "left": (max(0.0, left - 0.03), 0.0, 1, 1),
            "low": (0, max(0.0, top - 0.04), 1, 1),
            "wide": (0, max(0.0, top - 0.05), 1, min(1.0, bottom + 0.05)),
        }.items():
            box = tuple(round(cut[e] * whole.size[e % 2]) for e in range(4))
            part = whole.crop(box)
            edges = [(e * whole.size[n % 2] - box[n % 2]) / part.size[n % 2]
                     for n, e in enumerate((left, top, right, bottom))]  # fmt: skip
            yield Picture(f"{name} {kind}", np.asarray(part), (edges[0], edges[1], edges[2], edges[3]))


def _made(name: str, picture: Image.Image, box: tuple[float, ...]) -> Picture:
    return Picture(name, np.asarray(picture.filter(ImageFilter.GaussianBlur(0.6))), _shares(box, picture.size))


def _shares(box: tuple[float, ...], size: tuple[int, int]) -> Edges:
    edges = [min(1.0, max(0.0, edge / size[n % 2])) for n, edge in enumerate(box)]
    return edges[0], edges[1], edges[2], edges[3]
