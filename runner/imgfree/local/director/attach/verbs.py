"""What a verb governs: the mentions behind it, or the one right before it."""

import itertools
from collections.abc import Sequence

from imgfree.local.director.costs import COSTS, FAR, NEAR, REACHED
from imgfree.local.director.frames import Mention, fits, leading
from imgfree.local.director.lexicon.kinds import STRONG
from imgfree.local.director.read.reading import Item, Reading


def give_verbs(reading: Reading, mentions: Sequence[Mention]) -> None:
    """Give every verb to what it governs; one that evoked a frame governs nothing else."""
    taken = {id(item) for mention in mentions if not _bare(mention) for item in mention.items}
    every = [item for item in reading.items if is_verb(item)]
    verbs = [item for item in every if id(item) not in taken]
    for mention in mentions:
        led = [leading(reading, item) for found in mention.slots.values() for item in found]
        governing = [verb for verb in verbs if any(verb is one for one in led)]
        main = governor(reading, mention, every)
        main = None if main is None or id(main) in taken else main
        mention.verbs = [main, *(verb for verb in governing if verb is not main)] if main else governing
        if main is not None and main.first > mention.heads[-1].first:
            for one in listed_before(reading, mentions, mention):
                one.verbs = one.verbs or [main]
        before = [leading(reading, verb) for verb in mention.verbs]  # "end with words": two that act as one
        mention.verbs += [verb for verb in verbs if any(verb is one for one in before) and verb not in mention.verbs]
    row = sorted(mentions, key=lambda mention: mention.start)
    for one, other in reversed(list(itertools.pairwise(row))):
        between = reading.tokens[one.heads[-1].last : other.heads[0].first]
        joined = bool(between) and all(token.kind == "function" for token in between)
        if joined and not one.verbs and any(token.relation == "and" for token in between):
            one.verbs = [verb for verb in other.verbs if verb.first > other.heads[-1].first]  # "both go"


def listed_before(reading: Reading, mentions: Sequence[Mention], last: Mention) -> list[Mention]:
    """Return what is joined to a mention by "and" before it, and shares what is said behind it: 音乐和标题都去掉."""
    found: list[Mention] = []
    for one in sorted(mentions, key=lambda mention: -mention.start):
        between = reading.tokens[one.heads[-1].last : last.start]
        if one.start >= last.start or one.slots:
            continue
        if len(between) != 1 or between[0].relation not in ("and", "with"):
            break
        found.append(one)
        last = one
    return found


def _bare(mention: Mention) -> bool:
    """Return whether a mention is only a verb that evokes its frame where nothing else does: it may govern another."""
    only = [of for of in (*mention.frame.alone, *mention.frame.acts) if of.startswith("verb")]
    return not mention.slots and all(any(fits(head, of) for of in only) for head in mention.heads)


def is_verb(item: Item) -> bool:
    """Return whether a word is a verb here; what describes first (smooth, slow) is none."""
    described = item.foremost in ("trait", "mood", "look", "compare")
    return item.means("verb") and not described


def governor(reading: Reading, mention: Mention, verbs: Sequence[Item]) -> Item | None:
    """Return the verb that governs a mention: the nearest before it, or one right behind it if that is nearer."""
    clause, head = reading.clause(mention.heads[0]), mention.heads[0]
    near = [verb for verb in verbs if abs(verb.first - head.first) < FAR]
    own = [verb for verb in near if reading.clause(verb) is clause]
    ways = [(reading.distance(verb, mention.heads[0]), verb) for verb in own if verb.first < mention.heads[-1].first]
    ways = [way for way in ways if way[0] < REACHED][-1:]
    ways = [(gap, verb) for gap, verb in ways if not _busy(reading, verb, mention.heads[0])]
    ways = [(gap, verb) for gap, verb in ways if not _ended(reading, verb, mention)]
    behind = [verb for verb in own if verb.first > mention.heads[-1].first][:1]
    ways += [(gap + COSTS["behind"], verb) for verb in behind
             if (gap := reading.distance(mention.heads[-1], verb)) < NEAR]  # fmt: skip
    return min(ways, key=lambda way: way[0])[1] if ways else None


def _ended(reading: Reading, verb: Item, mention: Mention) -> bool:
    """Return whether a verb such as "remove" has ended at a comma, behind which more is said than one more thing."""
    parted = verb.means("verb", *STRONG) and reading.parted(verb, mention.heads[0])
    if parted and verb.means("not"):
        return True  # 别加滤镜，轻轻推近
    if parted and mention.heads[0].means("compare"):
        return True  # "take the grain off, a bit brighter"
    return parted and (bool(mention.slots) or reading.relation(mention.heads[0]) in ("with", "for", "in", "to"))


def _busy(reading: Reading, verb: Item, item: Item) -> bool:
    """Return whether a verb has an object that nobody knows, and so says nothing of what stands beyond a comma."""
    between = reading.tokens[verb.last : item.first]
    borders = [place for place, token in enumerate(between) if token.kind == "stop" or token.relation in ("and", "but")]
    if borders and any(one.relation == "object" for one in reading.piece(verb)):
        return True  # what it does something to stands before it
    return bool(borders) and any(token.kind == "unknown" for token in between[: borders[-1]])
