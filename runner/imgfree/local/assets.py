"""What the local backend knows of one uploaded file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree.media_types import FileType


@dataclass(frozen=True)
class SoundChoice:
    """Which of a file's several sound tracks is used, counted from 1; `name` is its title or language, or ""."""

    number: int
    count: int
    name: str


Box = tuple[float, float, float, float]  # left, top, width, height, as shares of a picture


@dataclass(frozen=True)
class Focus:
    """Where a picture's subject is, how sure that is (0 to 1), and by what: face, saliency, alpha, centre or said."""

    box: Box
    confidence: float
    by: str


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
    focus: Focus | None = None  # of a photo or clip
    merits: tuple[float, ...] = ()  # of a clip's equal parts, 0 to 1
    taken: str = ""  # 2024-06-01T12:30:00, as the file says; "" where it does not
    place: str = ""  # where that was, in its owner's words
    tones: str = ""  # how light a photo is, as `sight.tones` writes it
    accent: str = ""  # its strongest colour as #rrggbb; "" where it has none
    silent: bool = False  # a song or recording in which nothing is heard


@dataclass(frozen=True)
class Probe:
    """What a look into a file found. `width` and `height` are as seen, 0 for sound and captions.

    `duration_s` and `fps` are 0 for a still; captions last until the end of their last cue.
    """

    file_type: FileType
    width: int
    height: int
    duration_s: float
    fps: float
    sound: SoundChoice | None = None
    focus: Focus | None = None
    merits: tuple[float, ...] = ()
    taken: str = ""
    place: str = ""
    tones: str = ""
    accent: str = ""
    silent: bool = False

    @staticmethod
    def read(facts: Mapping[str, Any]) -> "Probe":
        """Return what `asdict` made JSON of."""
        return Probe(**fields(facts))

    def asset(self, upload_id: str, filename: str, path: Path, *, size_bytes: int, sha256: str, cdn_url: str) -> Asset:
        """Return the file as one of a session's."""
        facts = vars(self)
        return Asset(
            id=upload_id, filename=filename, path=path, size_bytes=size_bytes, sha256=sha256, cdn_url=cdn_url, **facts
        )


def fields(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return a file's plain facts as it holds them: sound, focus and merits made of their parts."""
    sound, focus = facts.get("sound"), facts.get("focus")
    return {
        **facts,
        "sound": SoundChoice(**sound) if sound else None,
        "focus": Focus(**focus | {"box": tuple(focus["box"])}) if focus else None,
        "merits": tuple(facts.get("merits") or ()),
    }
