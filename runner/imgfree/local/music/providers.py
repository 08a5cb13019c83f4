"""Where libraries come from: packages that hold music, each one line here, and the folder of the user's own."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from imgfree import settings
from imgfree.errors import SetupError
from imgfree.local.music.tracks import INDEX, Track, read_index

EXTRA = "pip install 'imgfree[music]'"
OWN = "own"  # the library of IMGFREE_MUSIC_DIR


@dataclass(frozen=True)
class Provider:
    """A package with music in it: the folder below its module, and the index that is ours."""

    package: str
    folder: str
    index: Path

    def tracks(self) -> tuple[Track, ...]:
        """Return its music; nothing where the package is not installed. Nothing of it is imported."""
        found = importlib.util.find_spec(self.package.replace("-", "_"))
        places = list(found.submodule_search_locations or ()) if found else []
        return read_index(self.index, Path(places[0]) / self.folder, self.package) if places else ()


PROVIDERS = (Provider("immich-memories-music", "tracks", Path(__file__).with_name("immich-memories-music.toml")),)


def installed() -> tuple[Track, ...]:
    """Return all music there is here, the user's own first.

    Raises:
        SetupError: IMGFREE_MUSIC_DIR is no folder, or has no index that can be read.
    """
    folder = settings.music_dir()
    own = _own(folder) if folder is not None else ()
    return (*own, *(track for provider in PROVIDERS for track in provider.tracks()))


def _own(folder: Path) -> tuple[Track, ...]:
    if not folder.is_dir():
        raise SetupError(f"IMGFREE_MUSIC_DIR is '{folder}', which is no folder", hint="name one, or unset it")
    if not (folder / INDEX).is_file():
        raise SetupError(f"'{folder}' has no {INDEX}", hint=f"write one: imgfree music index {folder}")
    return read_index(folder / INDEX, folder, OWN)
