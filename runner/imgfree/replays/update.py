"""What --update does: take the new events for right, or record anew where that costs nothing."""

import dataclasses
import tempfile
from pathlib import Path
from typing import Literal

from imgfree import cassette, disk
from imgfree.errors import ImgfreeError, Interrupted, SetupError
from imgfree.replays.judge import Verdict
from imgfree.replays.replay import error_words
from imgfree.runs.app import App
from imgfree.runs.audience import NOBODY
from imgfree.runs.cassette import Tape
from imgfree.runs.order import Order
from imgfree.runs.start import start


def accept(app: App, verdict: Verdict) -> Verdict:
    """Return the verdict after what can be accepted has been.

    Other events than the recorded ones replace them. A cassette that no longer fits is recorded again if it was
    recorded from the local backend; one from the cloud is not, since that costs credits. A failed step or a broken
    promise stays a failure.
    """
    if verdict.told:
        cassette.retell(verdict.case.cassette, verdict.told)
        return dataclasses.replace(verdict, outcome="updated", exit_code=0, note="its events are the new ones now")
    if verdict.outcome != "stale":
        return verdict
    try:
        about = cassette.read(verdict.case.cassette).about
    except ImgfreeError:
        about = {}
    if about.get("backend") != "local":
        note = "not recorded again: the cloud may charge for it; use imgfree run --record"
        return dataclasses.replace(verdict, note=note)
    return _recorded_again(app, verdict, "digest" if about.get("media") == "digest" else "keep")


def _recorded_again(app: App, verdict: Verdict, media: Literal["keep", "digest"]) -> Verdict:
    case = verdict.case
    with tempfile.TemporaryDirectory(prefix="imgfree-record-") as name:
        folder = Path(name)
        fresh = folder / case.cassette.name
        order = Order(
            recipe=case.recipe,
            sets={},
            backend="local",
            out=folder / "out",
            rights=case.rights,
            tape=Tape(record=fresh, media=media),
            defaults=case.defaults,
        )
        try:
            error = start(app.apart(folder), order, NOBODY).error
        except Interrupted:
            raise
        except ImgfreeError as refused:
            error = refused
        if error is not None:
            reason = f"{verdict.reason}\n\nrecording it again failed:\n{error_words(error, None)}"
            return dataclasses.replace(verdict, reason=reason)
        _replace(fresh, case.cassette)
    return dataclasses.replace(verdict, outcome="updated", exit_code=0, note="recorded again on this machine")


def _replace(fresh: Path, target: Path) -> None:
    """Put a recording and its side files in the place of another, the recording last.

    Raises:
        SetupError: one of them cannot be written.
    """
    old, new = cassette.bodies_folder(target), cassette.bodies_folder(fresh)
    mode = target.stat().st_mode
    made = sorted(new.iterdir()) if new.is_dir() else []
    try:
        for path in made:
            disk.write(old / path.name, path.read_bytes(), base=target.parent, replace=True)
        disk.write(target, fresh.read_bytes(), replace=True)
        target.chmod(mode)
        kept = {path.name for path in made}
        for path in old.iterdir() if old.is_dir() and not old.is_symlink() else ():
            if path.name not in kept:
                path.unlink()
        if not made and old.is_dir():
            old.rmdir()
    except OSError as error:
        raise SetupError(f"'{target}' cannot be written: {error.strerror}") from error
