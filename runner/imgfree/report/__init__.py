"""The report of a run: one HTML file to keep, or to send around."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from imgfree import disk
from imgfree.errors import ImgfreeError, PathRefused, SetupError
from imgfree.journal import EVENTS_FILE
from imgfree.runs.app import App

_BEGINNING = b"<!doctype html>"


def write(app: App, folder: Path, target: Path) -> None:
    """Write the report of the run in `folder`, whole or not at all, for its owner alone.

    Raises:
        PathRefused: `target` is a file that is no HTML.
        SetupError, JournalDamaged: the events cannot be read, or the file cannot be written.
    """
    from imgfree.report import build  # only here: a run without a report needs none of it

    check_target(target)
    put(target, build.report(app, folder, target.parent))


def put(target: Path, text: str) -> None:
    """Put a page in its place, whole or not at all, for its owner alone; half characters are written out.

    Raises:
        SetupError: the file cannot be written.
    """
    try:
        disk.write(target, text.encode(errors="backslashreplace"), replace=True, mode=disk.PRIVATE_FILE)
    except OSError as error:
        raise SetupError(f"the report '{target}' cannot be written: {error.strerror}") from error


def check_target(target: Path) -> None:
    """Refuse a target that would cost the user a file of another sort.

    Raises:
        PathRefused: it exists and is no HTML, or is a folder.
    """
    try:
        if os.path.lexists(target) and _start(target).lower() != _BEGINNING:
            raise PathRefused(f"'{target}' exists and is no report", hint="choose another name, such as report.html")
    except disk.NotPlain as error:
        raise PathRefused(f"{error.strerror} and no report", hint="choose another name, such as report.html") from error
    except OSError as error:
        raise PathRefused(f"'{target}' cannot be read: {error.strerror}") from error


@contextlib.contextmanager
def reported(app: App, folder: Path, target: Path | None, tell: Callable[[str], None]) -> Iterator[None]:
    """Write the report when the block ends, however it ends; `tell` hears why it failed, which costs the run nothing.

    Raises:
        PathRefused: before the block, `target` is a file that is no HTML.
    """
    if target is None:
        yield
        return
    check_target(target)
    try:
        yield
    finally:
        if (folder / EVENTS_FILE).is_file():
            try:
                write(app, folder, target)
            except ImgfreeError as error:
                tell(app.redactor.text(f"the report is missing: {error.message}"))


def _start(path: Path) -> bytes:
    with disk.opened(path.parent) as folder, os.fdopen(folder.reopen(path.name), "rb") as file:
        return file.read(len(_BEGINNING))
