"""Save a photo of 108 megapixels, or put one into a film and say how much memory that took: a process of its own."""

import sys
from pathlib import Path

from memory_used import peak_mb
from PIL import Image
from render_parts import asset, draft, make, shot

from imgfree.local.probe import probe


def main(what: str, path: Path, mode: str) -> None:
    """Do the one or the other."""
    if what == "save":
        picture = Image.new(mode, (12_000, 9_000), (120,) * 3 + (255,) * (mode == "RGBA"))
        picture.save(path, quality=70, compress_level=1)
        return
    seen, one = probe(path), asset(path)
    still = shot(one, 100, motion={"kind": "zoom_in", "amount": 0.1})
    make(draft(still, size=(540, 960)), [one], path.with_name("film.mp4"))
    print(seen.width, seen.height, peak_mb())


main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
