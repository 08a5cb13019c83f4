"""How soon a recipe is seen before its render, and how fast a finished film is watched: the shipped reel, cold.

pytest -m benchmark tests/benchmarks/bench_inspection.py
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from figures import ROUNDS, Figure
from PIL import Image
from reel import draft, photos

from imgfree.local.assets import Asset
from imgfree.local.inspection.watch import Draft, inspect
from imgfree.local.render import Output, render
from imgfree.local.render.arrangement import settled
from imgfree.local.render.plan import plan
from imgfree.local.render.preview import preview

MOST_S = 1.0  # after the words, until stills of all shots are there
SHOTS = 12


def seconds(act: Callable[[], object]) -> float:
    """Return the median of how long it takes."""
    taken = []
    for _ in range(ROUNDS):
        began_s = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began_s)
    return statistics.median(taken)


def large(folder: Path, number: int) -> Asset:
    """Return a photo of twelve million pixels, as a phone takes it."""
    noise = np.random.default_rng(number).integers(0, 255, (300, 400, 3), np.uint8)
    path = folder / f"photo-{number}.jpg"
    Image.fromarray(noise).resize((4000, 3000), Image.Resampling.BICUBIC).save(path, quality=90)
    return Asset(path.stem, path.name, "image", path, 4000, 3000, 0.0, path.stat().st_size, "", "")


def test_stills_are_there_at_once(tmp_path: Path, figure: Figure) -> None:
    """Of the shipped reel, and of twelve photos of twelve million pixels each, within a second."""
    shipped = photos(tmp_path)
    many = {one.id: one for one in (large(tmp_path, number) for number in range(SHOTS))}
    shots = [{"d": 2000, "m": {"source": name, "start": 2000 * n}} for n, name in enumerate(many)]
    long = {"d": 2000 * SHOTS, "m": {"width": 1080, "height": 1920, "fps": 30}, "t": [{"tt": 0, "sg": shots}]}
    for name, what, assets in (("shipped reel", draft(shipped), shipped), ("12 large photos", long, many)):
        taken_s = seconds(lambda what=what, assets=assets: preview(what, assets, Output(), tmp_path / "sheet.jpg"))  # type: ignore[misc]
        figure(f"stills of {name}", f"{taken_s:.2f} s", ratio=taken_s / MOST_S, of="a second")
        assert taken_s <= MOST_S


def test_a_film_is_watched_faster_than_it_plays(tmp_path: Path, figure: Figure) -> None:
    """All that is looked for takes less than the film's length."""
    assets = photos(tmp_path)
    what = draft(assets)
    target = tmp_path / "film.mp4"
    render(what, assets, Output(), target, on_progress=lambda share: None, cancelled=lambda: False)
    reel = settled(plan(what, assets, Output()), assets)
    taken_s = seconds(lambda: inspect(target, Draft(reel, assets)))
    figure("inspection, 1080p", f"{taken_s:.1f} s", ratio=taken_s / reel.duration_s, of="playing")
    assert taken_s <= reel.duration_s
