"""Makes docs/product-reel.jpg: frames of the product reel, rendered by the local backend, side by side.

python tests/photos/make_contact_sheet.py [VIDEO] — without a video it renders one first.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import av
from PIL import Image

RECIPES = Path(__file__).resolve().parents[2] / "recipes"
TARGET = RECIPES.parent / "docs" / "product-reel.jpg"
MOMENTS_S = (1.5, 3.4, 4.1, 5.8, 7.95, 10.8)  # title, photo, crossfade, photo, crossfade, photo
HEIGHT_PX, GAP_PX, LIMIT_BYTES = 480, 6, 200_000


def frames_at(video: Path, moments_s: tuple[float, ...]) -> list[Image.Image]:
    """Return the frames shown at these times, in order."""
    wanted, found = list(moments_s), []
    with av.open(str(video)) as container:
        for frame in container.decode(video=0):
            if wanted and frame.time is not None and frame.time >= wanted[0]:
                found.append(frame.to_image())
                wanted.pop(0)
    return found


def sheet(frames: list[Image.Image]) -> Image.Image:
    """Return the frames in one row on white."""
    small = [frame.resize((round(frame.width * HEIGHT_PX / frame.height), HEIGHT_PX), 1) for frame in frames]
    row = Image.new("RGB", (sum(one.width + GAP_PX for one in small) - GAP_PX, HEIGHT_PX), "white")
    x = 0
    for one in small:
        row.paste(one, (x, 0))
        x += one.width + GAP_PX
    return row


def write(picture: Image.Image, target: Path) -> None:
    """Save the picture at the best quality that stays within the limit."""
    target.parent.mkdir(exist_ok=True)
    for quality in range(92, 50, -4):
        picture.save(target, "JPEG", quality=quality, optimize=True, progressive=True)
        if target.stat().st_size <= LIMIT_BYTES:
            return


def main() -> None:
    """Write the contact sheet of the given video, or of one rendered now."""
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) > 1:
            video = Path(sys.argv[1])
        else:
            recipe = RECIPES / "product-reel.yaml"
            command = [sys.executable, "-m", "imgfree", "run", recipe, "--backend", "local", "--out", folder]
            subprocess.run(command, check=True, cwd=folder)
            video = Path(folder) / "out" / "product-reel.mp4"
        write(sheet(frames_at(video, MOMENTS_S)), TARGET)
    sys.stderr.write(f"{TARGET}: {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
