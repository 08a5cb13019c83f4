"""Small real films, and a mark to put into them."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from imgfree import disk
from imgfree.provenance import Generated, Mark, Medium, imprint

CODECS = {"mp4": "libx264", "mov": "libx264", "webm": "libvpx-vp9"}
FRAMES = 12


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a film of half a second in each container that takes a mark."""
    folder = tmp_path_factory.mktemp("films")
    made = {}
    for suffix, codec in CODECS.items():
        made[suffix] = folder / f"film.{suffix}"
        options = {"movflags": "+faststart"} if suffix == "mp4" else {}
        with av.open(str(made[suffix]), "w", options=options) as container:
            stream = container.add_stream(codec, rate=24)
            assert isinstance(stream, VideoStream)
            stream.width, stream.height, stream.pix_fmt = 96, 160, "yuv420p"
            for number in range(FRAMES):
                pixels = np.full((160, 96, 3), number * 16, np.uint8)
                frame = VideoFrame.from_ndarray(pixels, format="rgb24")
                frame.pts, frame.time_base = number, Fraction(1, 24)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
    return made


@pytest.fixture
def mark() -> Mark:
    """Return a mark without a recipe."""
    return Mark(
        imgfree="1.0",
        backend="local",
        encoder={"av": "17.0.0"},
        recipe_sha256="a" * 64,
        inputs_sha256="b" * 64,
        own={"image": 1},
        media=(Medium("c" * 64, "image"),),
        generated=(Generated("voice", "hibari-tts", 2),),
    )


@pytest.fixture
def marked(films: dict[str, Path], tmp_path: Path) -> Callable[..., Path]:
    """Return what puts a mark into a copy of a film."""

    def put(suffix: str, mark: Mark) -> Path:
        film = tmp_path / f"marked.{suffix}"
        film.write_bytes(films[suffix].read_bytes())
        with film.open("r+b") as file:
            made = imprint(file, mark, size_bytes=film.stat().st_size, sha256=disk.sha256(film))
            assert made is not None
            file.seek(0, 2)
            file.write(made.tail)
            if made.patch is not None:
                file.seek(made.patch.at)
                file.write(made.patch.content)
        return film

    return put
