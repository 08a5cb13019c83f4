"""What an operation has where nothing was said of it, for ears that name operations by themselves."""

from collections.abc import Mapping
from typing import Any

from imgfree.local.director.wish import Scene, is_logo
from imgfree.local.film import CROSSFADE_MS, SLOW

_USUAL: Mapping[str, dict[str, Any]] = {
    "transition": {"seconds": CROSSFADE_MS / 1000},
    "motion": {"amount": SLOW},
    "title": {"position": "upper_third"},
    "text": {"position": "lower_third"},
    "logo": {"corner": "top_right"},
}
_SAID: Mapping[str, tuple[str, ...]] = {  # what nobody but the user knows: one of these
    "effect": ("name",),
    "speed": ("factor",),
    "level": ("gain", "lufs", "duck"),
    "title": ("text",),
    "text": ("text",),
    "replace": ("with",),
}


def completed(one: Mapping[str, Any], scene: Scene) -> list[dict[str, Any]]:
    """Return the arguments of an operation, the usual ones where nothing was said; none where it has to be said.

    Of several texts each has its own.
    """
    op, mark = one["op"], next((asset.filename for asset in scene.assets if is_logo(asset)), None)
    args = _USUAL.get(op, {}) | {name: value for name, value in one.items() if name not in ("op", "spans")}
    if op in ("transition", "motion") and args["kind"] in ("cut", "none"):
        args |= {"seconds": 0.0} if op == "transition" else {"amount": 0.0}
    if op in ("title", "text") and "old" in args:
        args.setdefault("text", args["old"])
    if op == "logo" and mark:
        args.setdefault("file", mark)
    if "texts" in args:
        several = enumerate(args["texts"], 1)
        return [{**args, "text": text, "role": "caption", "anchor": f"photo:{number}"} for number, text in several]
    return [args] if op not in _SAID or any(name in args for name in _SAID[op]) else []
