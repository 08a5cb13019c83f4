"""What of a film is its maker's own, and what was generated for it, as far as its timeline tells."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, get_args
from urllib.parse import unquote, urlsplit

from imgfree.media_types import FileType
from imgfree.provenance import Generated

_CLOUD, _CLOUD_OR_LIBRARY = "nemo", "nemo, or its library"  # of sound it does not tell which
_TYPES = get_args(FileType)
_LONGEST, _MOST = 100, 20  # letters of a maker's name, and sorts that are told: a backend may say anything
_MADE = "generated with "  # as the music library writes it


def own(files: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many files of each type the user brought."""
    return dict(sorted(Counter(sort_of(file) for file in files).items()))


def sort_of(file: Mapping[str, Any]) -> str:
    """Return what an uploaded file is: one of our types, else just a file."""
    told = str(file.get("file_type"))
    return told if told in _TYPES else "file"


def generated(
    timeline: Mapping[str, Any], files: Sequence[Mapping[str, Any]], *, in_cloud: bool
) -> tuple[Generated, ...]:
    """Return what was generated, and by what. In the cloud that is all that is none of the user's files."""
    names = {name for file in files for key in ("filename", "cdn_url") for name in _names(file.get(key))}
    found = Counter([*_sound(timeline, names, in_cloud=in_cloud), *_pictures(timeline, names, in_cloud=in_cloud)])
    return tuple(Generated(what, by[:_LONGEST], count) for (what, by), count in list(found.items())[:_MOST])


def _sound(timeline: Mapping[str, Any], names: set[str], *, in_cloud: bool) -> Iterator[tuple[str, str]]:
    for segment in timeline.get("audio") or ():
        if segment.get("bus") == "voice" and segment.get("provider"):
            yield "voice", str(segment["provider"])
        elif segment.get("made"):
            yield "music", str(segment["made"]).removeprefix(_MADE)
        elif in_cloud and not _is_own(segment, names):
            yield "sound", _CLOUD_OR_LIBRARY


def _pictures(timeline: Mapping[str, Any], names: set[str], *, in_cloud: bool) -> Iterator[tuple[str, str]]:
    for segment in timeline.get("video") or ():
        if in_cloud and not _is_own(segment, names):
            yield "clip", _CLOUD


def _is_own(segment: Mapping[str, Any], names: set[str]) -> bool:
    return any(name in names for key in ("label", "source", "url") for name in _names(segment.get(key)))


def _names(text: object) -> set[str]:
    """Return the names by which a file may be spoken of: the last part of its path or address, and that one's stem."""
    if not isinstance(text, str) or not text:
        return set()
    last = PurePosixPath(unquote(urlsplit(text).path if "://" in text else text))
    return {last.name.lower(), last.stem.lower()}
