"""What is dear to make is made by one worker, and read by the others."""

import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Made = TypeVar("Made")
_LONGEST_S = 240.0


def once(folder: Path, name: str, make: Callable[[], Made]) -> Made:
    """Return what `make` gave whichever process asked first for that name in that folder."""
    kept, turn = folder / f"{name}.pickle", folder / f"{name}.turn"
    last_s = time.monotonic() + _LONGEST_S
    while not kept.exists():
        if not _is_mine(turn):
            assert time.monotonic() < last_s, f"{name} was begun by another worker, and never done"
            time.sleep(0.05)
            continue
        try:
            if not kept.exists():
                _write(kept, make())
        finally:
            turn.rmdir()
    found: Made = pickle.loads(kept.read_bytes())
    return found


def _is_mine(turn: Path) -> bool:
    try:
        turn.mkdir()
    except FileExistsError:
        return False
    return True


def _write(kept: Path, made: Any) -> None:
    part = kept.with_suffix(".part")
    part.write_bytes(pickle.dumps(made))
    part.replace(kept)
