"""Peak memory of a render, each in a process of its own: many photos, and a long film. One run, side by side; on Linux.

    python tests/benchmarks/bench_memory.py

*3 photos* and *100 photos* of twelve megapixels make 50 s at 1080x1920; *30 s* and *300 s* are made at 540x960.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

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
    """Render a case and print the peak of this process, in MB, before and after."""
    count, seconds, size = CASES[label]
    paths = sorted(folder.glob("photo-*.jpg"))
    assets = {}
    for number in range(count):
        path = paths[number % len(paths)]
        assets[f"p{number}"] = Asset(f"p{number}", path.name, "image", path, 3000, 4000, 0, 1, f"{number:064}", "")
    before = peak_mb()
    target = folder / "film.mp4"
    what = draft(list(assets), seconds, size)
    render(what, assets, Output(quality="low"), target, on_progress=lambda share: None, cancelled=lambda: False)
    print(f"{label:20}{before:8.0f} MB before{peak_mb():8.0f} MB at its peak", flush=True)


def peak_mb() -> float:
    """Return this process's peak; `getrusage` would count the peak of the process that started it, too."""
    (found,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found) / 1024


def main() -> None:
    """Print one table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--case", choices=CASES, help=argparse.SUPPRESS)
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.case:
        one(chosen.case, chosen.folder)
        return
    with tempfile.TemporaryDirectory() as name:
        photos(Path(name))
        for label in CASES:
            subprocess.run([sys.executable, __file__, "--case", label, "--folder", name], check=True)


if __name__ == "__main__":
    main()
