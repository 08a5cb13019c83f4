"""What the local backend knows of one uploaded file."""

from dataclasses import dataclass
from pathlib import Path

from imgfree.media_types import FileType


@dataclass(frozen=True)
class SoundChoice:
    """Which of a file's several sound tracks is used, counted from 1; `name` is its title or language, or ""."""

    number: int
    count: int
    name: str


@dataclass(frozen=True)
class Asset:
    """One file of a session.

    `width` and `height` are as seen (after EXIF orientation), 0 for audio and captions; `duration_s` is 0 for
    stills and the end of the last cue for captions.
    """

    id: str
    filename: str
    file_type: FileType
    path: Path
    width: int
    height: int
    duration_s: float
    size_bytes: int
    sha256: str
    cdn_url: str
    fps: float = 0.0
    sound: SoundChoice | None = None  # only where there are several tracks
