"""Films inspected: by a child process where the system allows it, as whatever opens a stranger's file."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from imgfree.errors import InputRefused
from imgfree.local.assets import Asset
from imgfree.local.inspection.findings import Inspection
from imgfree.local.output import Output
from imgfree.local.sandbox import parent
from imgfree.local.sandbox.parent import Limits, TaskFailed
from imgfree.local.sandbox.studio import plains

INSPECTING = Limits(memory_bytes=1_200_000_000, silent_s=300.0)  # sound is heard through without a sign of life


def glimpsed(film: Path, what: str | float, most_bytes: int) -> bytes:
    """Return a small JPEG of a film: its `sheet`, its `cover`, or what is seen at that second.

    Raises:
        InputRefused: the file is no film, or has no such moment.
    """
    about = {"film": str(film.absolute()), "what": what, "most_bytes": most_bytes}
    try:
        return base64.b64decode(parent.shared().run("glimpse", about, INSPECTING))
    except TaskFailed as error:
        raise InputRefused(error.message, hint=error.hint) from error


@dataclass(frozen=True)
class Made:
    """What a film was made from: its draft, the files that it names, and how its file was to be."""

    draft: Mapping[str, Any]
    assets: Mapping[str, Asset]
    output: Output


@dataclass(frozen=True)
class How:
    """What is asked of an inspection: where the film is shown, in which language what mends it is said (en or zh), and
    the folder into which a picture of each finding goes."""

    platform: str | None = None
    voice: str = "en"
    frames: Path | None = None


@dataclass(frozen=True)
class Inspected:
    """What was found, and the pictures of it that were written, in the same order."""

    inspection: Inspection
    pictures: tuple[Path, ...] = ()


def inspected(
    film: Path,
    made: Made | None = None,
    how: How | None = None,
    *,
    on_progress: Callable[[float], None] = lambda share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Inspected:
    """Return what is wrong with a film. Raises InputRefused for a file that is none, or cannot be read."""
    how = how or How()
    about = {
        "film": str(film.absolute()),
        "draft": made.draft if made else None,
        "assets": plains(made.assets) if made else {},
        "output": asdict(made.output) if made else {},
        "how": asdict(how) | {"frames": str(how.frames.absolute()) if how.frames else None},
    }
    try:
        told = dict(parent.shared().run("inspect", about, INSPECTING, on_progress=on_progress, cancelled=cancelled))
    except TaskFailed as error:
        raise InputRefused(error.message, hint=error.hint) from error
    pictures = tuple(how.frames / Path(name).name for name in told.pop("pictures")) if how.frames else ()
    told.pop("pictures", None)
    return Inspected(Inspection.read(told), pictures)
