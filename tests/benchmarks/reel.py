"""The task of the rendering benchmarks: three photos of 12 megapixels, 12 s, zooms, crossfades, a title."""

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from imgfree.local.assets import Asset

WIDTH, HEIGHT = 1080, 1920
SECONDS, FPS, SLOT_MS = 12, 30, 4333
TITLE = "Summer Sale"


def photos(folder: Path) -> dict[str, Asset]:
    """Return three photos of 12 megapixels with detail like a camera's."""
    made = {}
    for number in range(3):
        path = folder / f"photo-{number}.jpg"
        random = np.random.default_rng(number)
        soft = Image.fromarray(random.integers(0, 255, (50, 38, 3), np.uint8)).resize(
            (3000, 4000), Image.Resampling.BICUBIC
        )
        detail = random.normal(0, 5, (4000, 3000, 1))
        Image.fromarray(np.clip(np.asarray(soft) + detail, 0, 255).astype(np.uint8)).save(path, quality=90)
        made[path.stem] = Asset(path.stem, path.name, "image", path, 3000, 4000, 0, path.stat().st_size, "", "")
    return made


def draft(assets: dict[str, Asset]) -> dict[str, Any]:
    """Return the shipped reel: three slots, slow zooms, two crossfades, a title of three seconds."""
    segments = []
    for number, name in enumerate(assets):
        facts: dict[str, Any] = {"source": name, "title": name, "start": (0, 3833, 7667)[number]}
        facts["motion"] = {"kind": ("zoom_in", "zoom_out")[number % 2], "amount": 0.08}
        if number:
            facts["transition"] = {"kind": "crossfade", "ms": 500}
        segments.append({"d": SLOT_MS, "m": facts})
    title = {"text": TITLE, "start": 0, "role": "title", "position": "upper_third", "fade_ms": 400}
    tracks = [{"tt": 0, "sg": segments}, {"tt": 7, "sg": [{"d": 3000, "m": title}]}]
    return {"d": SECONDS * 1000, "m": {"width": 1080, "height": 1920, "fps": FPS}, "t": tracks}


def dressed(assets: dict[str, Asset], folder: Path) -> tuple[dict[str, Any], dict[str, Asset]]:
    """Return the same film on cards, with a caption for every two seconds and a logo; and its files with the logo."""
    path = folder / "logo.png"
    mark = Image.new("RGBA", (600, 240), (0, 0, 0, 0))
    ImageDraw.Draw(mark).rounded_rectangle((0, 0, 599, 239), 60, fill=(30, 90, 70, 255))
    mark.save(path)
    logo = Asset("logo", path.name, "image", path, 600, 240, 0, path.stat().st_size, "", "")
    film = draft(assets)
    film["m"] |= {"fit": "card", "logo": {"source": "logo", "corner": "top_right"}}
    spoken = (
        "We bake at four in the morning",
        "with flour, water and salt",
        "and let the dough have its time.",
        "Come by before ten:",
        "later there is none left,",
        "and on Sundays we sleep.",
    )
    captions = [
        {"text": one, "start": 2000 * n, "role": "caption", "position": "bottom"} for n, one in enumerate(spoken)
    ]
    film["t"][1]["sg"] += [{"d": 2000, "m": one} for one in captions]
    return film, assets | {"logo": logo}
