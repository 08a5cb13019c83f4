"""What a line wants: one of imgfree's own deeds, or an edit by whoever hears it."""

import re
from dataclasses import dataclass
from typing import Literal

from imgfree.answers import gestures
from imgfree.language import routing
from imgfree.language.routing import Errand

Deed = Literal["look"] | routing.Route

_LOOK = re.compile(
    r"\W*(?:(?:please |can i |let me |i want to )*(?:look|preview|see)(?: at)?"
    r"(?: it| the (?:film|video|result|reel|clip)| this)?(?: again| now| please)*"
    r"|(?:show me )?(?:the |a )?contact sheet|(?:please )?show (?:it|me)(?: the (?:film|video|result))?|thumbnails?"
    r"|(?:让我|给我)?(?:看看|看一下|看一看)(?:效果|成片|视频|影片)?|(?:先)?预览(?:一下|效果|视频|成片|一遍)*|缩略图|联系表)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Want:
    """What to do about a line: the errand that it is, or a look at the film there is."""

    errand: Errand
    looks: bool = False

    @property
    def deed(self) -> Deed:
        """Return it in a word."""
        return "look" if self.looks else self.errand.route


def wanted(words: str) -> Want:
    """Return what the words want; where they are nothing but a GUI's, it is what the button would do."""
    errand = routing.errand(words)
    pressed = gestures.meant(words)
    if pressed is not None and pressed != errand.route:
        errand = Errand(pressed, exports=pressed == "export")
    return Want(errand, looks=_LOOK.fullmatch(words) is not None)
