"""Peak memory of a render, each in a process of its own: many photos, and a long film. One run, side by side; on Linux.

    pytest -m benchmark tests/benchmarks/bench_memory.py

*3 photos* and *100 photos* of twelve megapixels make 50 s at 1080x1920; *30 s* and *300 s* are made at 540x960.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from figures import Figure
from reel import photos

from imgfree.local.assets import Asset
from imgfree.local.render import Output, render

CASES = {
    "3 photos, 50 s": (3, 50, (1080, 1920)),
    "100 photos, 50 s": (100, 50, (1080, 1920)),
    "3 photos, 30 s": (3, 30, (540, 960)),
    "3 photos, 300 s": (3, 300, (540, 960)),
}


def draft(names: list[str], seconds: int, size: tuple[int, int]) -> dict[str, Any]:
    """Return a film in which each photo is shown equally long."""
    each = seconds * 1000 // len(names)
    motion = {"kind": "zoom_in", "amount": 0.08}
    segments = [
        {"d": each, "m": {"source": name, "start": number * each, "motion": motion}}
        for number, name in enumerate(names)
    ]
    return {
        "d": each * len(names),
        "m": {"width": size[0], "height": size[1], "fps": 30},
        "t": [{"tt": 0, "sg": segments}],
    }


def one(label: str, folder: Path) -> None:
    """Render a case and print the peak of this process, in MB."""
    count, seconds, size = CASES[label]
    paths = sorted(folder.glob("photo-*.jpg"))
    assets = {}
    for number in range(count):
        path = paths[number % len(paths)]
        assets[f"p{number}"] = Asset(f"p{number}", path.name, "image", path, 3000, 4000, 0, 1, f"{number:064}", "")
    target = folder / "film.mp4"
    what = draft(list(assets), seconds, size)
    render(what, assets, Output(quality="low"), target, on_progress=lambda share: None, cancelled=lambda: False)
    print(round(peak_mb()))


def peak_mb() -> float:
    """Return this process's peak; `getrusage` would count the peak of the process that started it, too."""
    (found,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found) / 1024


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="peak memory is read from /proc")
def test_memory_does_not_grow_with_the_film(tmp_path: Path, figure: Figure) -> None:
    """A hundred photos take little more than three, and ten times the length takes nothing more."""
    photos(tmp_path)
    peaks = {}
    for label in CASES:
        argv = [sys.executable, __file__, label, str(tmp_path)]
        peaks[label] = int(subprocess.run(argv, stdout=subprocess.PIPE, check=True).stdout)
        figure(label, f"peak {peaks[label]} MB")
    assert peaks["100 photos, 50 s"] < 1.5 * peaks["3 photos, 50 s"]
    assert peaks["3 photos, 300 s"] < 1.2 * peaks["3 photos, 30 s"]


if __name__ == "__main__":
    one(sys.argv[1], Path(sys.argv[2]))
