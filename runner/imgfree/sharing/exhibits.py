"""What a gallery shows of a recipe: its cover and its sheet, painted on this machine; and whether it may be shown."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from imgfree import disk, recipe
from imgfree.errors import ImgfreeError, SetupError, error_as_text
from imgfree.planning import preview, trust
from imgfree.recipe import Recipe
from imgfree.replays.cases import cases_of
from imgfree.replays.judge import judge
from imgfree.results import RunResult
from imgfree.rights import Rights
from imgfree.runs.app import App
from imgfree.runs.audience import NOBODY
from imgfree.runs.order import Order
from imgfree.sharing.companions import companions
from imgfree.sharing.gallery import Entry, Gallery

PICTURES = "gallery"  # the folder of covers and sheets
LARGEST_PHOTO_BYTES = 300_000
_COVER_PX, _SHEET_PX, _QUALITY = 240, 900, 78  # of width
_PHOTOS = (".jpg", ".jpeg", ".png", ".webp", ".heic")
_NEEDED = {"library": "music", "voice": "voice"}  # by what a source of sound begins with


def painted(app: App, folder: Path, entry: Entry) -> Entry:
    """Write the cover and the sheet of a recipe's film below the gallery's folder; return the entry that names them.

    Raises:
        ImgfreeError: the film cannot be shown.
        SetupError: a picture cannot be written.
    """
    ended = preview.preview(app, Order(folder / entry.path, {}, "local", Path(), Rights(), advise=True), NOBODY)
    if ended.error is not None:
        raise ended.error
    entry = replace(entry, needs=tuple(sorted(set(_needs(ended)))))
    if not ended.previews:
        return entry
    from PIL import Image  # only here: lists and checks paint nothing

    first = ended.previews[0]
    sheet = Image.open(io.BytesIO(first.jpeg)).convert("RGB")
    stem = Path(entry.path).with_suffix("").as_posix().replace("/", "-")
    margin = first.told["margin"]
    cover = sheet.crop((margin, margin, margin + first.told["width"], margin + first.told["height"]))
    return replace(
        entry,
        cover=_written(cover, folder, f"{PICTURES}/{stem}.jpg", _COVER_PX),
        sheet=_written(sheet, folder, f"{PICTURES}/{stem}-sheet.jpg", _SHEET_PX),
    )


def faults(app: App, folder: Path, gallery: Gallery, entry: Entry) -> Iterator[str]:
    """Yield what keeps a recipe from being shown: it is wrong, asks for rights, does not replay, or lacks something."""
    path = folder / entry.path
    try:
        loaded = recipe.load(path)
        files = companions(path, loaded.document.text, path.stem)
    except ImgfreeError as error:
        yield error_as_text(error)
        return
    missing = trust.sheet(loaded, Rights(), cwd=loaded.dir).missing
    yield from (f"it needs a right: {need.option} {need.value}" for need in missing)
    yield from _replays(app, path)
    if not (entry.licence or gallery.licence):
        yield "it has no licence: write one into index.yaml, or add a LICENSE"
    for name, file in files.items():
        if file.suffix.lower() in _PHOTOS and file.stat().st_size > LARGEST_PHOTO_BYTES:
            yield f"its photo {name} has {file.stat().st_size // 1000} kB; {LARGEST_PHOTO_BYTES // 1000} are enough"
    yield from _stale(folder, entry, loaded)


def _stale(folder: Path, entry: Entry, loaded: Recipe) -> Iterator[str]:
    """Yield what the index says and is not so any more."""
    if entry.inputs != tuple(loaded.inputs):
        yield "its inputs are others than in index.yaml: run `imgfree gallery build`"
    for name, picture in (("cover", entry.cover), ("sheet", entry.sheet)):
        if picture and not (folder / picture).is_file():
            yield f"its {name} {picture} is missing: run `imgfree gallery build`"


def _replays(app: App, path: Path) -> Iterator[str]:
    cases = cases_of(path, ())
    if not cases:
        yield "it has no cassette: record one with `imgfree run --record`"
    for case in cases:
        verdict = judge(app, case)
        if not verdict.good:
            yield f"its cassette {case.cassette.name} is {verdict.outcome}: {verdict.words()}"


def _needs(ended: RunResult) -> Iterator[str]:
    """Yield the extras that the sound of the film comes from."""
    for step in ended.steps:
        timeline: Mapping[str, Any] = step.outputs.get("timeline") or {}
        for sound in timeline.get("audio") or ():
            source = str(sound.get("source") or "")
            yield from (extra for begin, extra in _NEEDED.items() if source.startswith((f"{begin}:", f"{begin}-")))


def _written(picture: Any, folder: Path, name: str, wide: int) -> str:
    picture = picture.copy()
    picture.thumbnail((wide, 10 * wide))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, optimize=True)
    try:
        disk.write(folder / name, out.getvalue(), base=folder, replace=True)
    except OSError as error:
        raise SetupError(f"'{folder / name}' cannot be written: {error.strerror}") from error
    return name
