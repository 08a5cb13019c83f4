"""The table of operations: how each is heard, and when it edits among the edits of one sentence.

A new operation = a module in `ops/` with a FRAME, a STAGE and an `edit`, its words in the lexicon, and its line here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from imgfree.local.director.frames import Frames
from imgfree.local.director.wish import EditFilm, Wish


@dataclass(frozen=True)
class Operation:
    """One operation. `stage` orders the edits of one sentence, so that the order of its clauses does not matter."""

    name: str
    stage: int
    edit: EditFilm


_NAMES = ("undo", "redo", "words", "build", "length", "per_photo", "order", "trim", "pace", "speed", "loop",
          "collage", "frame", "transition", "motion", "look", "effect", "fade", "platform", "fit", "focus", "music",
          "beats", "level", "logo", "export", "decline", "met", "stamp", "lettering", "captions", "voice",
          "voicepause", "replace", "remove")  # fmt: skip
_MODULES: tuple[ModuleType, ...] = tuple(import_module(f"imgfree.local.director.ops.{name}") for name in _NAMES)
FRAMES = Frames(tuple(module.FRAME for module in _MODULES))
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
