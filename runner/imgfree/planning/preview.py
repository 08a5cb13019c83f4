"""The films of a recipe as stills, before anything is rendered: uploaded, edited, painted once a shot, forgotten."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from imgfree import recipe
from imgfree.client import Preview
from imgfree.planning import sheet
from imgfree.results import RunResult
from imgfree.rights import Rights
from imgfree.runs import grants
from imgfree.runs.app import App
from imgfree.runs.audience import Audience
from imgfree.runs.order import Order
from imgfree.runs.start import start

OPTION = "-o"  # where the sheet goes


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

    Films that look the same are shown once. Raises as `sheet.write` does.
    """
    sheets: list[Sheet] = []
    for one in {each.jpeg: each for each in found}.values():
        path = target.with_stem(f"{target.stem}-{len(sheets) + 1}") if sheets else target
        sheet.write(path, one.jpeg, option=OPTION)
        sheets.append(Sheet(path, one))
    return sheets
