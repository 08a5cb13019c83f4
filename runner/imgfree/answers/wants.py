"""What a line wants: one of imgfree's own deeds, or an edit by whoever hears it."""

import re
from dataclasses import dataclass
from typing import Literal

from imgfree.answers import gestures
from imgfree.language import routing

Deed = Literal["look", "export", "credits", "status", "upload", "edit"]

_LOOK = re.compile(
    r"\W*(?:(?:please |can i |let me |i want to )*(?:look|preview|see)(?: at)?"
    r"(?: it| the (?:film|video|result|reel|clip)| this)?(?: again| now| please)*"
    r"|(?:show me )?(?:the |a )?contact sheet|(?:please )?show (?:it|me)(?: the (?:film|video|result))?|thumbnails?"
    r"|(?:让我|给我)?(?:看看|看一下|看一看)(?:效果|成片|视频|影片)?|(?:先)?预览(?:一下|效果|视频|成片|一遍)*|缩略图|联系表)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Want:
    """What to do about a line. An edit that also asks for the file `exports` after it, as the words of `wish` say.

    `previews`: the edit is to be looked at.
    """

    deed: Deed
    exports: bool = False
    wish: str = ""
    previews: bool = False


def wanted(words: str) -> Want:
    """Return what the words want; where they are nothing but a GUI's, it is what the button would do."""
    if _LOOK.fullmatch(words):
        return Want("look")
    errand = routing.errand(words)
    pressed = gestures.meant(words)
    if pressed is not None and pressed != errand.route:
        return Want(pressed, exports=pressed == "export")
    return Want(errand.route, errand.exports, errand.wish, errand.previews)
