"""The films of a recipe as stills, before anything is rendered: uploaded, edited, painted once a shot, forgotten."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from imgfree import disk, media_types, recipe
from imgfree.client import Preview
from imgfree.errors import PathRefused, SetupError
from imgfree.results import RunResult
from imgfree.rights import Rights
from imgfree.runs import grants
from imgfree.runs.app import App
from imgfree.runs.audience import Audience
from imgfree.runs.order import Order
from imgfree.runs.start import start

_HEAD_BYTES = 16


@dataclass(frozen=True)
class Sheet:
    """Stills of one film in a file. `told` says what they show: `shots`, and `stills` with shot, time and texts."""

    path: Path
    preview: Preview

    def as_json(self) -> dict[str, Any]:
        """Return what a script is told."""
        return {"path": str(self.path), **self.preview.told}


def preview(app: App, order: Order, audience: Audience) -> RunResult:
    """Return how a rehearsal of the order ended on the local backend, with stills of each film in `previews`.

    Nothing is kept of it, neither run nor uploads.

    Raises:
        ImgfreeError: the recipe, an input or a target is wrong; nothing was begun.
    """
    loaded = recipe.load(order.recipe)
    rights = order.rights.plus(grants.granted(app.settings, loaded)).plus(Rights(overwrite=True))
    with tempfile.TemporaryDirectory(prefix="imgfree-preview-") as folder:
        apart = app.apart(Path(folder))
        here = replace(order, backend="local", rights=rights, out=Path(folder) / "out", new=True)
        return start(apart, here, audience, rehearsal=True)


def written(found: list[Preview], target: Path) -> list[Sheet]:
    """Write each film's stills, those of the second beside `target` with a number, and return what is where.

    Films that look the same are shown once. Raises PathRefused where a file of another sort is in the way.
    """
    sheets: list[Sheet] = []
    for one in {each.jpeg: each for each in found}.values():
        path = target.with_stem(f"{target.stem}-{len(sheets) + 1}") if sheets else target
        check(path)
        try:
            disk.write(path, one.jpeg, replace=True)
        except OSError as error:
            raise SetupError(f"'{path}' cannot be written: {error.strerror}") from error
        sheets.append(Sheet(path, one))
    return sheets


def check(target: Path) -> None:
    """Refuse a target that would cost the user a file of another sort: only a JPEG is replaced.

    Raises:
        PathRefused: it exists and is no JPEG, or is not called one.
    """
    if target.suffix.lower() not in (".jpg", ".jpeg"):
        raise PathRefused(f"'{target}' is no name for a sheet", hint="a JPEG is written: name it sheet.jpg, say")
    if not target.exists():
        return
    if target.is_dir() or media_types.sniff(_head(target)) is not media_types.JPEG:
        raise PathRefused(f"'{target}' exists and is no JPEG", hint="choose another name with `-o FILE`")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)
