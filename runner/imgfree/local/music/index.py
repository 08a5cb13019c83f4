"""The index of a folder of music, written from what its files say of themselves and from what is heard in them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from imgfree.errors import ImgfreeError, InputRefused
from imgfree.local.director.moodwords import named
from imgfree.local.music.grid import SURE, Grid, grid_of
from imgfree.local.music.listen import heard, tags
from imgfree.local.music.providers import OWN
from imgfree.local.music.tracks import INDEX, Track, read_index, written

SUFFIXES = ("mp3", "wav", "m4a", "aac", "ogg", "oga", "opus", "flac")
_SLOW, _QUICK = 90.0, 120.0  # beats a minute: what is guessed where no word tells the mood
_KEYS = {
    "title": ("title",),
    "key": ("initialkey", "tkey", "key"),
    "licence": ("license", "licence", "copyright", "wcop"),
    "made": ("encoded_by", "made"),
}


def index(
    folder: Path, *, told: Callable[[str], None] = lambda line: None
) -> tuple[tuple[Track, ...], tuple[str, ...]]:
    """Write the index of a folder; return its tracks, and what cannot be used with the reason.

    What an index that is there says of a file is kept. `told` is given the name of each file that is listened to.

    Raises:
        InputRefused: it is no folder, or no music is in it.
        SetupError: the index that is there cannot be read.
    """
    if not folder.is_dir():
        raise InputRefused(f"'{folder}' is no folder", hint="name the folder that the music is in")
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower().removeprefix(".") in SUFFIXES]
    if not files:
        raise InputRefused(f"there is no music in '{folder}'", hint=f"it may be {', '.join(SUFFIXES)}")
    place = folder / INDEX
    before = {track.id: track for track in read_index(place, folder, OWN)} if place.is_file() else {}
    tracks, skipped = [], []
    for path in files:
        name = path.relative_to(folder).as_posix()
        try:
            if name not in before:
                told(name)
            tracks.append(before.get(name) or _track(path, name))
        except ImgfreeError as error:
            skipped.append(error.message if path.name in error.message else f"{name}: {error.message}")
    place.write_text(written(tracks), encoding="utf-8")
    return tuple(tracks), tuple(skipped)


def _track(path: Path, name: str) -> Track:
    """Return what is known of a file. Raises ImgfreeError naming it."""
    said, grid = tags(path), grid_of(heard(path))
    if not grid.phrases:
        raise InputRefused(f"nothing is heard in '{path.name}'")
    words = {field: next((said[key] for key in keys if said.get(key)), "") for field, keys in _KEYS.items()}
    tempo = _number(said) or (grid.tempo if grid.confidence >= SURE else 0.0)
    track = Track(path, name, words["title"] or path.stem, _moods(said, name) or _guessed(grid), tempo, words["key"])
    return replace(track, licence=words["licence"], made=words["made"], seconds=grid.length_s, library=OWN)


def _moods(said: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return the moods and kinds of music that tags, folders and the file's name speak of."""
    return named(re.sub(r"[/_.,;\d-]+", " ", f"{said.get('mood', '')} {said.get('genre', '')} {name}"))


def _guessed(grid: Grid) -> tuple[str, ...]:
    """Return the mood that a tempo alone suggests."""
    if grid.confidence < SURE:
        return ("calm",)
    return ("calm",) if grid.tempo < _SLOW else ("energetic",) if grid.tempo > _QUICK else ("happy",)


def _number(said: Mapping[str, str]) -> float:
    """Return the tempo of the tags, 0 where there is none that makes sense."""
    for key in ("bpm", "tbpm", "tempo", "tmpo"):
        try:
            value = float(said.get(key, ""))
        except ValueError:
            continue
        if 20 <= value <= 400:
            return value
    return 0.0
