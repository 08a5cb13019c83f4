"""The looks that a sentence can name, told to people."""

from imgfree.local.designs import DESIGNS, Design
from imgfree.local.director.reply import readable
from imgfree.local.director.told import named
from imgfree.local.grades import LOOKS


def told() -> list[dict[str, str]]:
    """Return `name` and `brings` of every look: those that are whole designs first, then those of colours alone."""
    whole = [{"name": name, "brings": f"{named(name).en}: {_brought(one)}"} for name, one in DESIGNS.items()]
    rest = sorted({"black_and_white" if name == "black_white" else name for name in LOOKS} - DESIGNS.keys())
    return whole + [{"name": name.replace("_", " "), "brings": named(name).en} for name in rest]


def _brought(one: Design) -> str:
    style = dict(one.style)
    letters = " ".join(
        filter(None, (str(style.get("color") or "").replace("accent", "accent-coloured"), str(style["font"]), "type"))
    )
    join = f"{readable(one.join[0]).en} of {one.join[1] / 1000:g} s"
    parts = [
        letters,
        named(one.motion[0]).en,
        join,
        "cards" if one.fit == "card" else "",
        *(named(each).en for each in one.effects),
    ]
    return ", ".join(filter(None, parts))
