"""More and less, and what is disliked: shared by all that is laid over a picture."""

from collections.abc import Sequence

from imgfree.local.director.frames import Mention, Slot
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Wish

_UP, _DOWN = ("raise", "turn_up", "strengthen"), ("lower", "turn_down", "soften")
_MORE = ("higher", "stronger", "bigger", "faster", "longer", "bolder")
_LESS = ("lower", "weaker", "smaller", "softer", "slower", "calmer", "simpler", "quieter", "shorter", "thinner")
_NONE = Say("satisfied: there is none", "已满足：本来就没有")
_GONE = Say("it has one strength here, so it is taken off", "这里只有一种强度，所以已去掉")
ASKED = Say("say what to have instead", "请说想换成什么")


WAY = Slot(("compare", "trait"), extra=0.1, within=0.8)  # more or less of it, said right beside it


def turned(mention: Mention, *, traits: bool = False) -> int:
    """Return 1 where more of it is wanted, -1 where less or where it is disliked, 0 where neither is said.

    With `traits`, "low" is less and "high" more; else such words only describe it.
    """
    item = mention.item("way")
    said = mention.slot("way") if item is not None and (traits or item.means("compare")) else None
    if said in _LESS or mention.does(*_DOWN) or mention.means("degree", "less", "least") or mention.means("complain"):
        return -1
    return int(said in _MORE or mention.does(*_UP) or mention.means("degree", "more", "most", "much", "twice"))


def only_named(mention: Mention, reading: Reading, *, there: bool) -> bool:
    """Return whether it is only spoken of: it is to stay, or what is there is told of ("those wipes …")."""
    if not there or mention.negations or mention.does("remove"):
        return False
    told = reading.given(mention.heads[0]) and not mention.verbs and not mention.slots and not mention.modifiers
    return told or mention.does("keep")


def away(what: str, name: str | None, there: Sequence[str], mention: Mention, *, wanted: object) -> Wish:
    """Return the wish that a look or effect goes: as was said, or because it is disliked and has no weaker form."""
    spans = mention.spans()
    if not there or (name and name not in there):
        return Wish("", {}, spans, note=_NONE) if wanted else Wish("", {}, spans, "declined", ASKED)
    args = {"what": what} | ({"name": name} if name else {})
    return Wish("remove", args, spans) if wanted else Wish("remove", args, spans, "approximated", _GONE)
