"""The music that a film can choose from, and what is heard of a file: looked up once, then remembered."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from imgfree.errors import ImgfreeError, SetupError
from imgfree.local.assets import Asset
from imgfree.local.draft_files import segments
from imgfree.local.music.grid import Grid, grid_of
from imgfree.local.music.providers import installed
from imgfree.local.music.tracks import PREFIX, Track

Listen = Callable[[Path], Mapping[str, Any]]  # a file's grid as JSON. Raises ImgfreeError naming the file


class Library:
    """All music there is here. Nothing is looked for before somebody asks."""

    def __init__(self, find: Callable[[], tuple[Track, ...]], listen: Listen) -> None:
        self._find = find
        self._listen = listen
        self._heard: dict[str, Grid] = {}

    @cached_property
    def _found(self) -> tuple[tuple[Track, ...], str]:
        try:
            return self._find(), ""
        except SetupError as error:
            return (), f"{error.message} ({error.hint})" if error.hint else error.message

    @property
    def tracks(self) -> tuple[Track, ...]:
        """Return what there is; nothing where it cannot be read."""
        return self._found[0]

    @property
    def trouble(self) -> str:
        """Return why nothing can be read; "" where all is well."""
        return self._found[1]

    def track(self, source: str) -> Track | None:
        """Return the track that a draft calls so."""
        return next((one for one in self.tracks if one.source == source), None)

    def grid(self, asset: Asset) -> Grid:
        """Return the beats of a song; an empty grid for what cannot be heard."""
        key = asset.sha256 + asset.id
        if key not in self._heard:
            try:
                self._heard[key] = grid_of(self._listen(asset.path))
            except (ImgfreeError, OSError):
                self._heard[key] = Grid()
        return self._heard[key]

    def assets(self, draft: Mapping[str, Any]) -> dict[str, Asset]:
        """Return the tracks that a draft names, by what it calls them; those that are gone are left out."""
        sources = (own.get("source") for _, _, own in segments(draft))
        named = {source for source in sources if isinstance(source, str) and source.startswith(PREFIX)}
        tracks = [self.track(source) for source in sorted(named)]
        return {track.source: track.asset() for track in tracks if track is not None and track.path.is_file()}


def _deaf(path: Path) -> Mapping[str, Any]:
    return Grid().plain()


NONE = Library(tuple, _deaf)


def of_this_machine(listen: Listen) -> Library:
    """Return the music that is installed here, and the user's own."""
    return Library(installed, listen)
