"""What the backend asks of decoders and of the renderer, done in child processes where the system allows it."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from imgfree import cores
from imgfree.local import disk
from imgfree.local.assets import Asset, Probe
from imgfree.local.jobs import COVER, SHEET, Made, still
from imgfree.local.output import Output
from imgfree.local.sandbox.parent import Limits, TaskFailed, Tasks

# Enough for the largest picture that is taken (about 480 MB decoded) and for four painters of a large film.
LOOKING = Limits(memory_bytes=1_200_000_000, cpu_s=60)
PREVIEWING = Limits(memory_bytes=1_200_000_000, silent_s=120.0)
RENDERING = Limits(memory_bytes=1_400_000_000, silent_s=300.0)  # a long clip is read through before its first frame
# A voice and a dictionary take about 250 MB; the longest script that is heard takes a minute.
SPEAKING = Limits(memory_bytes=1_200_000_000, cpu_s=300, silent_s=300.0)


class Studio:
    """Looks into files and renders films; `tasks` gives what does each of it."""

    def __init__(self, tasks: Callable[[], Tasks], cache: Path) -> None:
        self._tasks = tasks
        self._cache = cache
        self._closing = threading.Event()
        self._guard = threading.Lock()
        self._films = 0  # that are made now

    def stop(self) -> None:
        """End what looks into files; renders are told to end by who asked for them."""
        self._closing.set()

    def probe(self, path: Path) -> Probe:
        """Return what the file holds. Raises ImgfreeError naming the file, also where it makes a decoder crash."""
        with _naming(path.name):
            found = self._tasks().run("probe", {"path": str(path)}, LOOKING, cancelled=self._closing.is_set)
        return Probe.read(found)

    def thumbnail(self, asset: Asset, target: Path) -> None:
        """Write a small picture of a photo or clip. Raises ImgfreeError naming the file."""
        about = {"asset": _plain(asset), "target": str(target)}
        with _naming(asset.filename):
            self._tasks().run("thumbnail", about, LOOKING, cancelled=self._closing.is_set)

    def listen(self, path: Path) -> Mapping[str, Any]:
        """Return where a song's beats are, as JSON. Raises ImgfreeError naming the file."""
        with _naming(path.name):
            found = self._tasks().run("listen", {"path": str(path)}, LOOKING, cancelled=self._closing.is_set)
        return cast(Mapping[str, Any], found)

    def render(
        self,
        draft: Mapping[str, Any],
        assets: Mapping[str, Asset],
        output: Output,
        target: Path,
        *,
        on_progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> Made:
        """Return the finished film at `target`, its cover and contact sheet beside it.

        Raises ImgfreeError or OSError; nothing unfinished is then left.
        """
        about: dict[str, Any] = {
            "draft": draft,
            "assets": plains(assets),
            "output": asdict(output),
            "target": str(target),
            "cover": str(target.with_name(still(target.stem, COVER))),
            "sheet": str(target.with_name(still(target.stem, SHEET))),
            "cache": str(self._cache),
        }
        try:
            with self._film() as films:
                about["painters"] = cores.painters(cores.available(), films)
                made = self._tasks().run("render", about, RENDERING, on_progress=on_progress, cancelled=cancelled)
        except TaskFailed as error:
            self._clear(error.pid, target)
            if error.ended:
                raise TaskFailed(f"the film cannot be made: {error.message}", hint=error.hint) from error
            raise
        return cast(Made, SimpleNamespace(**made))

    @contextmanager
    def _film(self) -> Iterator[int]:
        """Yield how many films are made now, this one among them."""
        with self._guard:
            self._films += 1
            films = self._films
        try:
            yield films
        finally:
            with self._guard:
                self._films -= 1

    def parts(
        self,
        draft: Mapping[str, Any],
        assets: Mapping[str, Asset],
        output: Output,
        *,
        cancelled: Callable[[], bool],
    ) -> dict[str, Any] | None:
        """Return the pieces of a film, as `render.parts` has them; None for one that is made in one piece.

        Raises ImgfreeError.
        """
        about = {"draft": draft, "assets": plains(assets), "output": asdict(output)}
        found = self._tasks().run("parts", about, PREVIEWING, cancelled=cancelled)
        return cast("dict[str, Any] | None", found)

    def preview(
        self, draft: Mapping[str, Any], assets: Mapping[str, Asset], output: Output, target: Path
    ) -> dict[str, Any]:
        """Write stills of the draft as one JPEG and return what they show. Raises ImgfreeError."""
        about = {
            "draft": draft,
            "assets": plains(assets),
            "output": asdict(output),
            "target": str(target),
        }
        try:
            return dict(self._tasks().run("preview", about, PREVIEWING, cancelled=self._closing.is_set))
        except TaskFailed as error:
            self._clear(error.pid, target)
            raise

    def speak(self, texts: Sequence[str], pace: float, targets: Sequence[Path]) -> None:
        """Write each text as a WAV file. Raises ImgfreeError."""
        about = {"texts": list(texts), "pace": pace, "targets": [str(target) for target in targets]}
        self._tasks().run("speak", about, SPEAKING, cancelled=self._closing.is_set)

    def level(self, path: Path, target: Path) -> None:
        """Write any sound as a WAV file of the level that voices have. Raises ImgfreeError."""
        about = {"path": str(path), "target": str(target)}
        self._tasks().run("level", about, LOOKING, cancelled=self._closing.is_set)

    def gain(self, path: Path) -> float:
        """Return what brings a recording to the level that voices have. Raises ImgfreeError."""
        return float(self._tasks().run("gain", {"path": str(path)}, SPEAKING, cancelled=self._closing.is_set))

    def align(self, rows: Sequence[tuple[Path, Sequence[str]]]) -> list[list[tuple[int, int]] | None]:
        """Return for each file when each word is heard, in milliseconds; None where it does not hold these words.

        Raises ImgfreeError.
        """
        about = {"rows": [(str(path), list(words)) for path, words in rows]}
        found = self._tasks().run("align", about, SPEAKING, cancelled=self._closing.is_set)
        return [None if times is None else [(start, end) for start, end in times] for times in found]

    def _clear(self, pid: int | None, target: Path) -> None:
        """Remove what a child that had to be ended was writing."""
        for folder in (target.parent, *self._cache.glob("*")):
            for path in folder.glob(f"*.{pid}-*.part*"):
                disk.remove(path)


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Have the failure of a child that ended without a word name the file."""
    try:
        yield
    except TaskFailed as error:
        if not error.ended:
            raise
        raise TaskFailed(f"'{name}' cannot be read: {error.message}", hint="export or copy it again") from error


def plains(assets: Mapping[str, Asset]) -> dict[str, Any]:
    """Return the facts of files as JSON has them."""
    return {name: _plain(asset) for name, asset in assets.items()}


def _plain(asset: Asset) -> dict[str, Any]:
    return asdict(asset) | {"path": str(asset.path)}
