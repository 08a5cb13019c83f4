"""A track of a library, and the index that a folder of music has: `music.toml`, one table a track."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree.disk import sha256
from imgfree.errors import SetupError
from imgfree.local.assets import Asset

INDEX = "music.toml"
_NO_LIST = "'track' must be a list of tables: [[track]]"
PREFIX = "library:"  # what the source of a track begins with in a draft; no upload's does


@dataclass(frozen=True)
class Track:
    """One piece of music. `made` says how it came to be, "" where nobody knows; `tempo` is 0 where it has none."""

    path: Path
    id: str
    title: str
    moods: tuple[str, ...] = ()
    tempo: float = 0.0
    key: str = ""
    licence: str = ""
    made: str = ""
    seconds: float = 0.0
    library: str = ""

    @property
    def source(self) -> str:
        """Return what a draft calls it."""
        return f"{PREFIX}{self.library}/{self.id}"

    def asset(self) -> Asset:
        """Return the same as a file that a film can use. Raises OSError where it is gone."""
        size, name = self.path.stat().st_size, self.path.name
        return Asset(self.source, name, "audio", self.path, 0, 0, self.seconds, size, sha256(self.path), "")

    def plain(self) -> dict[str, Any]:
        """Return the same as JSON."""
        facts = vars(self) | {"path": str(self.path), "moods": list(self.moods), "source": self.source}
        return {name: value for name, value in facts.items() if name != "id"}


def read_index(index: Path, folder: Path, library: str) -> tuple[Track, ...]:
    """Return the tracks that an index lists and that are in the folder, by their files' names.

    Raises:
        SetupError: it is no TOML, or a value in it is not what it should be; says which.
    """
    try:
        listed = tomllib.loads(index.read_text(encoding="utf-8")).get("track", [])
        if not isinstance(listed, list):
            raise ValueError(_NO_LIST)
        tracks = [_track(number, one, folder, library) for number, one in enumerate(listed, 1)]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise SetupError(
            f"{index} cannot be read: {told}", hint=f"mend it, or: imgfree music index {folder}"
        ) from error
    except ValueError as error:
        raise SetupError(f"{index}: {error}", hint=f"mend it, or: imgfree music index {folder}") from error
    return tuple(sorted((one for one in tracks if one.path.is_file()), key=lambda one: one.id))


def _track(number: int, row: Mapping[str, Any], folder: Path, library: str) -> Track:
    """Return the track of one table. Raises ValueError naming the table and the key."""
    if not isinstance(row, Mapping):
        raise ValueError(_NO_LIST)
    words = {name: row.get(name, "") for name in ("file", "title", "key", "licence", "made")}
    numbers = {name: row.get(name, 0) for name in ("tempo", "seconds")}
    moods = row.get("moods", [])
    if wrong := [name for name, value in words.items() if not isinstance(value, str)]:
        raise ValueError(f"track {number}: '{wrong[0]}' must be text")
    if wrong := [name for name, value in numbers.items() if isinstance(value, bool) or not _is_number(value)]:
        raise ValueError(f"track {number}: '{wrong[0]}' must be a number, 0 or more")
    if not isinstance(moods, list) or not all(isinstance(mood, str) for mood in moods):
        raise ValueError(f"track {number}: 'moods' must be a list of words")
    file = words.pop("file")
    path = (folder / file).resolve()
    if not file or not path.is_relative_to(folder.resolve()):
        raise ValueError(f"track {number}: 'file' must name a file in the folder")
    words["title"] = words["title"] or path.stem
    lowered = tuple(mood.strip().lower() for mood in moods)
    return Track(path, file, moods=lowered, tempo=float(numbers["tempo"]), seconds=float(numbers["seconds"]),
                 library=library, **words)  # fmt: skip


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and 0 <= value < float("inf")


def written(tracks: Iterable[Track]) -> str:
    """Return the text of an index."""
    rows = [
        "# What is known of the music in this folder. Correct it freely: moods and titles are what films choose by.\n"
    ]
    for track in tracks:
        facts = {
            "file": track.id,
            "title": track.title,
            "moods": list(track.moods),
            "tempo": round(track.tempo, 1),
            "key": track.key,
            "licence": track.licence,
            "made": track.made,
            "seconds": round(track.seconds, 2),
        }
        # JSON's texts, numbers and lists are TOML's as well.
        rows.append("[[track]]")
        rows += [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items()]
        rows.append("")
    return "\n".join(rows)
