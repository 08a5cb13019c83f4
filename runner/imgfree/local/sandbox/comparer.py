"""Films compared: by a child process where the system allows it, as whatever opens a stranger's file."""

from collections.abc import Callable
from pathlib import Path

from imgfree.errors import InputRefused
from imgfree.local.comparison.compare import Comparison
from imgfree.local.sandbox import parent
from imgfree.local.sandbox.inspector import INSPECTING
from imgfree.local.sandbox.parent import TaskFailed


def compared(
    film: Path,
    other: Path,
    still: Path | None = None,
    *,
    on_progress: Callable[[float], None] = lambda share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Comparison:
    """Return how like `other` is to a film, as which it was made again.

    Where a picture is the first that differs, the file `still` then shows it of both. Raises InputRefused for a file
    that is no film.
    """
    about = {
        "film": str(film.absolute()),
        "other": str(other.absolute()),
        "still": str(still.absolute()) if still else None,
    }
    try:
        told = parent.shared().run("compare", about, INSPECTING, on_progress=on_progress, cancelled=cancelled)
    except TaskFailed as error:
        raise InputRefused(error.message, hint=error.hint) from error
    return Comparison.read(told)
