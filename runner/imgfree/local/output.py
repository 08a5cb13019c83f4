"""How the file of a film shall be. What a submit asks for, a job keeps and the renderer obeys."""

from dataclasses import dataclass
from typing import Literal, get_args

from imgfree.media_types import FilmFormat

Quality = Literal["low", "medium", "high"]

FORMATS: dict[str, FilmFormat] = {name: name for name in get_args(FilmFormat)}
QUALITIES: dict[str, Quality] = {name: name for name in get_args(Quality)}


@dataclass(frozen=True)
class Output:
    """What is asked for. `height` alone is the short side of the canvas (720 for 720p); with `width` the film is laid
    out anew on a canvas of that size; None keeps the draft's own."""

    format: FilmFormat = "mp4"
    quality: Quality = "high"
    height: int | None = None
    width: int | None = None
    fps: int | None = None
