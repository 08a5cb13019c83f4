"""What small words are said of: a "no" of what it denies, a degree or a complaint of what stands beside it."""

from collections.abc import Sequence

from imgfree.local.director.attach.verbs import listed_before
from imgfree.local.director.costs import CLOSE, COSTS, FAR, NEAR, REACH
from imgfree.local.director.frames import Mention
from imgfree.local.director.lexicon.kinds import HAVING
from imgfree.local.director.read.reading import Item, Reading

_MODIFIERS = ("degree", "complain", "again", "only", "seem")  # they say how, of what stands beside them


def negate(reading: Reading, mentions: Sequence[Mention]) -> None:
    """Give every "no" to what it denies: what follows in its clause up to a "but", or what stands right before it."""
    for item in reading.items:
        if not item.means("not"):
            continue
        if (owner := _denied(reading, item, mentions)) is not None:
            owner.modifiers.append(item)
            continue
        after = [
            one for one in mentions if any(item.first < head.first and reading.denies(item, head) for head in one.heads)
        ]
        before = [(gap, place) for place, one in enumerate(mentions) if one.start < item.first
                  and (gap := reading.distance(one.heads[-1], item)) < CLOSE]  # fmt: skip
        before = sorted(before)[:1] if _closes(reading, item) else []
        behind = [mentions[place] for _, place in before]
        behind += [one for last in behind for one in listed_before(reading, mentions, last)]
        for mention in _row(reading, after) or behind:
            mention.negations.append(item)


def _closes(reading: Reading, negation: Item) -> bool:
    """Return whether nothing but a verb of having follows a "no" up to a stop, so that it denies what is before it."""
    rest = reading.items[reading.place(negation) + 1 :]
    for one in rest:
        if one.tokens[0].kind == "stop":
            break
        idle = one.means("verb", *HAVING) or one.means("when", "now") or one.means("praise")
        if one.tokens[0].kind == "unknown" or (one.senses and not idle):
            return False
    return True


def _row(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the first mention and those that "or" and "and" join to it."""
    found: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: one.start):
        between = reading.tokens[found[-1].heads[-1].last : mention.start] if found else ()
        if found and not any(token.relation in ("or", "and") or token.means("again") for token in between):
            break
        found.append(mention)
    return found


def _denied(reading: Reading, negation: Item, mentions: Sequence[Mention]) -> Mention | None:
    """Return the mention of which a "no" only denies the value behind it, which is noted there."""
    value = next((one for one in reading.items[reading.place(negation) + 1 :] if one.senses), None)
    for mention in mentions:
        for name, found in mention.slots.items():
            if mention.frame.slots[name].deniable and any(one is value for one in found):
                mention.denied += [one for one in found if one is value]
                return mention
    return None


def modify(reading: Reading, mentions: Sequence[Mention]) -> None:
    """Give every word that says how to what stands nearest to it, with no comma in between."""
    taken = {id(item) for mention in mentions for item in mention.items}
    for item in reading.items:
        if id(item) in taken or not any(item.means(of) for of in _MODIFIERS):
            continue
        denied = _is_denied(reading, item)
        near = min(
            ((reading.distance(one, item) + COSTS["behind"] * (one.first < item.first), place)
             for place, mention in enumerate(mentions) for one in mention.described
             if abs(one.first - item.first) < FAR and not reading.parted(one, item)
             and not (denied and one.first < item.first)),
            default=(REACH, 0),
        )  # fmt: skip
        if near[0] < NEAR:
            mentions[near[1]].modifiers.append(item)


def _is_denied(reading: Reading, item: Item) -> bool:
    """Return whether a complaint is about what is not wanted: "nothing too flashy"."""
    before = reading.before(item)
    while before is not None and before.means("complain"):
        before = reading.before(before)
    return item.means("complain") and before is not None and before.means("not")
