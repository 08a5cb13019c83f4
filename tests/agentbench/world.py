"""The folder that an agent works in: photos, a song, a clip with captions, a recipe, and one that is broken."""

import os
import wave
from pathlib import Path

import av
import numpy as np
from PIL import Image

REEL = """\
version: 1
name: reel
description: A one-second clip of a photo with a title.
inputs:
  photos: {type: array, items: {type: string, format: image}, default: [a.jpg]}
  title: {type: string, default: Mugs}
steps:
  - upload: "{{ inputs.photos }}"
  - instruct: a 1-second vertical clip with the title "{{ inputs.title }}"
  - export: {quality: draft}
  - download: reel.mp4
"""
BROKEN = """\
version: 1
name: broken
steps:
  - uplaod: a.jpg
  - instruct: make a clip
  - export: mp4
  - download: clip.mp4
"""
CAPTIONS = "1\n00:00:00,200 --> 00:00:00,900\nHello there\n"


def furnish(folder: Path) -> Path:
    """Return the folder in which a task is done, with what tasks speak of; beside it lies what is nobody's business."""
    work = folder / "work"
    work.mkdir(parents=True)
    for name, light in (("a.jpg", 60), ("b.jpg", 120), ("c.jpg", 180)):
        _photo(work / name, light)
    (folder / "private").mkdir()
    _photo(folder / "private" / "secret.jpg", 200)
    _song(work / "song.wav")
    _clip(work / "clip.mp4")
    (work / "talk.srt").write_text(CAPTIONS, encoding="utf-8")
    (work / "reel.yaml").write_text(REEL, encoding="utf-8")
    (work / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    return work


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of the server: this machine alone, and a home of the task's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEMO_", "IMGFREE_"))}
    return kept | {"IMGFREE_HOME": str(folder / "home"), "HOME": str(folder / "user")}


def _photo(path: Path, light: int) -> None:
    picture = Image.new("RGB", (180, 320), (light, 90, 220 - light))
    picture.paste((250, 220, 40), (40, 60 + light // 2, 120, 140 + light // 2))
    picture.save(path)


def _song(path: Path) -> None:
    tone = 0.4 * np.sin(2 * np.pi * 440 * np.arange(3 * 16_000) / 16_000)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes((tone * 32767).astype("<i2").tobytes())


def _clip(path: Path) -> None:
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=25, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 180, 320, "yuv420p"
        for number in range(25):
            picture = np.full((320, 180, 3), 40 + 5 * number, np.uint8)
            picture[100:180, 4 * number : 4 * number + 60] = (230, 60, 40)
            film.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        film.mux(stream.encode())
