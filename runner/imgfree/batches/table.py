"""The batch's table, checked: from a file, from stdin, or as it was kept; its films as a file of lines."""

import dataclasses
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from imgfree import recipe, tables
from imgfree.batches import rows
from imgfree.batches.order import BatchOrder
from imgfree.batches.rows import Checked
from imgfree.errors import ImgfreeError, InputRefused
from imgfree.recipe import Recipe
from imgfree.recipe.files import access
from imgfree.rights import Rights
from imgfree.runs import grants
from imgfree.runs.app import App


@dataclass(frozen=True)
class Films:
    """The films that were chosen, a line each in the file `path`, and what the check came to."""

    path: Path
    sha256: str
    count: int
    checked: Checked
    source: Path  # the table itself


@contextmanager
def checked(app: App, order: BatchOrder, loaded: Recipe, given: BinaryIO | Path | None = None) -> Iterator[Films]:
    """Yield the films of the order's table, in a file that is gone after the block.

    `given` are the rows where the table is no file: stdin, or what was kept of it.

    Raises:
        TableRefused, InputRefused: table and recipe do not fit.
        RowsRefused: rows are wrong, and were not to be skipped.
    """
    with tempfile.TemporaryDirectory(prefix="imgfree-batch-") as made:
        folder = Path(made)
        source = _source(order, given, folder)
        name = str(order.table) if order.table else "stdin"
        table = tables.opened(source, name, sheet_name=order.sheet)
        base = order.table.absolute().parent if order.table else app.settings.cwd
        rights = order.rights.plus(grants.granted(app.settings, loaded))
        allowed = access(loaded, cwd=app.settings.cwd, allow_read=rights.allow_read, named=[base])
        _check_fixed(app, order, loaded, rights)
        with (folder / "all").open("wb") as into:
            found = rows.check(table, loaded, order, base=base, allowed=allowed, into=into)
        notes = (*([f"the table was read as {table.read_as}"] if table.read_as else ()), *found.notes)
        yield _chosen(folder, order, dataclasses.replace(found, notes=notes), source)


def _source(order: BatchOrder, given: BinaryIO | Path | None, folder: Path) -> Path:
    if order.table is not None:
        return order.table
    if isinstance(given, Path):
        return given
    with (folder / "stdin").open("wb") as file:
        if given is not None:
            shutil.copyfileobj(given, file)
    return folder / "stdin"


def _chosen(folder: Path, order: BatchOrder, found: Checked, source: Path) -> Films:
    pick = rows.chosen(found.films, order.choosing)
    digest, count = hashlib.sha256(), 0
    with (folder / "all").open("rb") as every, (folder / "films").open("wb") as into:
        for film in rows.read(every, pick):
            line = film.to_line()
            digest.update(line)
            into.write(line)
            count += 1
    return Films(folder / "films", digest.hexdigest(), count, found, source)


def _check_fixed(app: App, order: BatchOrder, loaded: Recipe, rights: Rights) -> None:
    """Check what --set and --matrix give all rows, as a run would.

    Raises:
        InputRefused: a value cannot be used.
    """
    cwd = app.settings.cwd

    def check(name: str, value: str) -> None:
        alone = dataclasses.replace(loaded, inputs={name: loaded.inputs[name]})
        recipe.resolve_inputs(alone, {name: value}, cwd=cwd, allow_read=rights.allow_read)

    for name, value in order.sets.items():
        if name in loaded.inputs:
            check(name, value)
    for name, values in order.matrix.items():
        for value in values if name in loaded.inputs else ():
            try:
                check(name, value)
            except ImgfreeError as error:
                message = error.message.removeprefix(f"--set {name}: ")
                raise InputRefused(f"--matrix {name}: {message}", hint=error.hint) from error
