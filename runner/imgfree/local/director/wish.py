"""What is wished and what became of it: the shapes that ears, operations and the account share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from imgfree.local.assets import Asset
from imgfree.local.director.reply import NOTHING, Outcome, Say
from imgfree.local.film import Film
from imgfree.local.music.library import NONE, Library
from imgfree.local.speech.seam import NOBODY, Speech

Span = tuple[int, int]


@dataclass(frozen=True)
class Wish:
    """One operation that a sentence asks for. `op` is empty for words that need none, or have none.

    `args` are those of `operations.schema.json`; `spans` are the stretches of the sentence that say it.
    """

    op: str
    args: Mapping[str, Any]
    spans: tuple[Span, ...]
    outcome: Outcome = "applied"
    note: Say = NOTHING
    unsaid: bool = False  # whether its words were taken back
    aside: bool = False  # whether its words ask for nothing, and tell what the film is about
    unclear: bool = False  # whether it is declined for nothing but words that were not understood

    @property
    def start(self) -> int:
        """Return where the wish begins in the sentence."""
        return min((start for start, _ in self.spans), default=0)


Heard = tuple[tuple[Wish, ...], Mapping[str, Any] | None]  # what an ear finds, and what a draft keeps of it


@dataclass(frozen=True)
class Scene:
    """What is there besides the words: the uploads, the film so far (None before the first edit), and all wishes.

    `answer` is what a model said to these words, `kept` what models said to earlier ones and need not say again;
    `library` is the music that is there without an upload.
    """

    assets: tuple[Asset, ...]
    film: Film | None
    wishes: tuple[Wish, ...] = ()
    count: int | None = None  # how many photos the sentence speaks of
    answer: Mapping[str, Any] | None = None
    kept: tuple[Mapping[str, Any], ...] = ()
    undone: bool = False  # whether the newest draft came of an undo
    whole: bool = False  # clips are to be shown at their full length
    speech: Speech = NOBODY  # who says what is to be spoken
    library: Library = NONE

    @property
    def photos(self) -> tuple[Asset, ...]:
        """Return the stills in upload order, without files that are plainly logos."""
        stills = tuple(asset for asset in self.assets if asset.file_type == "image")
        pictures = tuple(asset for asset in stills if not is_logo(asset))
        return pictures if pictures or self.clips else stills

    @property
    def clips(self) -> tuple[Asset, ...]:
        """Return the video files in upload order."""
        return tuple(asset for asset in self.assets if asset.file_type == "video")

    @property
    def sounds(self) -> tuple[Asset, ...]:
        """Return the audio files in upload order."""
        return tuple(asset for asset in self.assets if asset.file_type == "audio")

    @property
    def captions(self) -> tuple[Asset, ...]:
        """Return the captions files in upload order."""
        return tuple(asset for asset in self.assets if asset.file_type == "captions")

    @property
    def material(self) -> tuple[Asset, ...]:
        """Return what a film can be made of, photos and clips together, in upload order."""
        visible = {asset.id for asset in (*self.photos, *self.clips)}
        return tuple(asset for asset in self.assets if asset.id in visible)

    @property
    def length(self) -> int:
        """Return how many shots the film has, or will have when this sentence starts it."""
        if self.film is not None:
            return len(self.film.shots)
        there = len(self.material)
        return min(there, self.count or there)

    def said(self, op: str) -> Wish | None:
        """Return the last wish for this operation in the sentence."""
        found = [one for one in self.wishes if one.op == op and one.outcome != "declined"]
        return found[-1] if found else None

    def named(self, name: str) -> Asset | None:
        """Return the upload of that file name, with or without its suffix, in any case."""
        wanted = name.strip().lower()
        for asset in self.assets:
            if asset.filename.lower() == wanted or asset.filename.lower().rpartition(".")[0] == wanted:
                return asset
        return None


@dataclass(frozen=True)
class Edit:
    """What an operation did. `args` are the arguments as carried out, where they differ from what was said."""

    film: Film
    outcome: Outcome = "applied"
    note: Say = NOTHING
    args: Mapping[str, Any] | None = None


EditFilm = Callable[[Film, Wish, Scene], Edit]


def is_logo(asset: Asset) -> bool:
    """Return whether the file name says logo or watermark."""
    return any(word in asset.filename.lower() for word in ("logo", "watermark", "水印", "标志"))
