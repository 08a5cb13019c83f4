"""The table of operations: how each is heard, and when it edits among the edits of one sentence.

A new operation = a module in `ops/` with a FRAME, a STAGE and an `edit`, its words in the lexicon, and its line here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType

from imgfree.local.director.frames import Frame
from imgfree.local.director.ops import (
    build,
    captions,
    decline,
    effect,
    export,
    fade,
    fit,
    frame,
    length,
    level,
    logo,
    look,
    loop,
    met,
    motion,
    music,
    order,
    pace,
    per_photo,
    platform,
    redo,
    remove,
    replace,
    speed,
    transition,
    trim,
    undo,
    words,
)
from imgfree.local.director.wish import EditFilm, Wish


@dataclass(frozen=True)
class Operation:
    """One operation. `stage` orders the edits of one sentence, so that the order of its clauses does not matter."""

    name: str
    stage: int
    edit: EditFilm


_MODULES: tuple[ModuleType, ...] = (
    undo,
    redo,
    words,
    build,
    length,
    per_photo,
    order,
    trim,
    pace,
    speed,
    loop,
    frame,
    transition,
    motion,
    look,
    effect,
    fade,
    platform,
    fit,
    music,
    level,
    logo,
    export,
    decline,
    met,
    captions,
    replace,
    remove,
)
FRAMES: tuple[Frame, ...] = tuple(module.FRAME for module in _MODULES)
BY_NAME: Mapping[str, Operation] = {
    op: Operation(op, module.STAGE, module.edit)
    for module in _MODULES
    for op in (module.FRAME.op, *module.FRAME.also)
    if op
}


def stage(wish: Wish) -> int:
    """Return when this is carried out among the edits of one sentence."""
    operation = BY_NAME.get(wish.op)
    return operation.stage if operation else 0
