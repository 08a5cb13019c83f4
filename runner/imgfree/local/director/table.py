"""The table of rules: what listens in which order, and which operation edits in which order.

A new operation = a module in `ops/` (English forms, Chinese forms, defaults, edit) and its line here. Listening goes
from top to bottom, each rule on the words that are left: what is specific stands before what is general.
"""

from collections.abc import Callable, Iterator

from imgfree.local.director.ops import decline
from imgfree.local.director.ops.build import BUILD, chosen
from imgfree.local.director.ops.captions import CAPTIONS
from imgfree.local.director.ops.effect import EFFECT
from imgfree.local.director.ops.export import EXPORT, projects
from imgfree.local.director.ops.fade import FADE
from imgfree.local.director.ops.fit import FIT
from imgfree.local.director.ops.frame import ASPECT
from imgfree.local.director.ops.length import DURATION, PER_PHOTO
from imgfree.local.director.ops.level import LEVEL
from imgfree.local.director.ops.logo import LOGO
from imgfree.local.director.ops.look import LOOK
from imgfree.local.director.ops.motion import MOTION
from imgfree.local.director.ops.music import MUSIC
from imgfree.local.director.ops.order import ORDER
from imgfree.local.director.ops.pace import PACE
from imgfree.local.director.ops.platform import PLATFORM
from imgfree.local.director.ops.remove import REMOVE
from imgfree.local.director.ops.replace import REPLACE
from imgfree.local.director.ops.tempo import LOOP, SPEED
from imgfree.local.director.ops.transition import TRANSITION
from imgfree.local.director.ops.trim import TRIM
from imgfree.local.director.ops.undo import UNDO
from imgfree.local.director.ops.words import TEXT, TITLE
from imgfree.local.director.rule import Heard, Operation, Scene
from imgfree.local.director.sentence import Sentence

OPERATIONS = (
    UNDO, REPLACE, REMOVE, TITLE, TEXT, FIT, ASPECT, PER_PHOTO, ORDER, TRIM, TRANSITION, FADE, LEVEL, MUSIC,
    MOTION, PLATFORM, PACE, SPEED, EFFECT, CAPTIONS, LOGO, LOOP, EXPORT, LOOK, BUILD, DURATION,
)  # fmt: skip
BY_NAME = {operation.name: operation for operation in OPERATIONS}

_Listener = Callable[[Sentence, Scene], Iterator[Heard]]


def listeners() -> Iterator[_Listener]:
    """Yield everything that listens, in order; refusals come before words are read as titles."""
    yield chosen
    for operation in OPERATIONS:
        yield operation.hear
        if operation is REMOVE:
            yield decline.hear
            yield projects
    yield decline.satisfied


def stage(heard: Heard) -> int:
    """Return when this is carried out among the edits of one sentence."""
    operation: Operation | None = BY_NAME.get(heard.op)
    return operation.stage if operation else 0
