"""What the rules found, weighed by the tagger: what it doubts is not told as done, what it is sure of is added.

The rules know what each word can mean, the tagger what people mean by such sentences. Where both agree it is done.
"""

import collections
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from imgfree.local.director.read.reading import Reading
from imgfree.local.director.read.tokens import Token
from imgfree.local.director.reply import Say
from imgfree.local.director.table import BY_NAME
from imgfree.local.director.tagger import chatter
from imgfree.local.director.tagger.certainty import (
    DESTRUCTIVE,
    Hearing,
    certainty,
    claims,
    clause_of,
    facts,
    is_refused,
    meant,
    places,
    says,
)
from imgfree.local.director.tagger.heard import is_known, wishes_of
from imgfree.local.director.tagger.network import NOTHING, tags
from imgfree.local.director.tagger.segments import VERBATIM, Segment, segments
from imgfree.local.director.tagger.strange import is_strange
from imgfree.local.director.wish import Scene, Wish

_DOUBTED, _DENIED = 0.8, 0.1  # below the first it is done and said to be doubtful, below the second it is not done
_DOUBTED_WHOLE = 0.15  # the first of them where the rules know what every word of the sentence is for
_NAMED = ("lettering",)  # believed in a sentence of which the rules know every word: few people ask for it
_TAKEN = 0.35  # below which nothing is taken away, or moved, where a word is not understood
_MARGIN = 0.05  # so much likelier are the tagger's values where they are taken
_CLEAR = 0.75  # how likely what is refused, for a reason, is something else
_OPPOSITES = ({"darker", "brighter"}, {"more_contrast", "less_contrast"}, {"warm", "cool"}, {"fast", "relaxed"})
_TAGGED = 0.3  # how surely the words of what only the tagger hears have to be tagged
_ADDED, _SURE = 0.4, 0.9  # from the first on that is done and said to be doubtful, from the second done
_CAREFUL = 0.6  # the first of them where the rules know what every word is for, or where something moves
_LOSES = ("remove", "undo", "redo")  # done only where it is sure
_SCOPES = ("photos", "anchor", "old", "text", "what", "name", "clip", "clips")  # what a wish is for
_ASIDE = 0.7  # how surely words that nobody heard ask for nothing, so that they are told as what the film is about
_STORY = 0.97  # the same of each word of a wish that is refused
# How surely a word that is nobody's asks for what is done beside it; what stands in quotes never does.
_WORDED = collections.defaultdict(lambda: 0.6, {"unknown": 0.85, **dict.fromkeys(VERBATIM, 2.0)})
_KEPT = Say(
    "perhaps not meant, so nothing was taken away: say it in a sentence of its own",
    "可能不是这个意思，未作删改：请单独说一句",
)
_DOUBT = Say("if it was not meant so, say it in a sentence of its own", "如果不是这个意思，请单独说一句")


@dataclass(frozen=True)
class _Told:
    """What only the tagger hears, and how likely it is right."""

    segment: Segment
    wish: Wish
    chance: float


def weighed(reading: Reading, known: Sequence[Wish], scene: Scene) -> list[Wish]:
    """Return the wishes in the order they are said; `known` are those that the rules found."""
    if not reading.tokens:
        return list(known)
    hearing = heard(reading, known, scene)
    kept = believed(hearing)
    return sorted([*kept, *_asides(hearing, kept)], key=lambda wish: wish.start)


def heard(reading: Reading, known: Sequence[Wish], scene: Scene) -> Hearing:
    """Return a sentence with what the rules found and the tagger hears in it."""
    begun = scene.film is not None
    tagged = tags(reading, begun=begun)
    found = [(one, wishes_of(one, reading, tagged, scene)) for one in segments(reading, tagged, BY_NAME)]
    told = [(one, wish) for one, wishes in found for wish in wishes or (None,)]
    return Hearing(reading, tagged, known, told, begun)


def believed(hearing: Hearing) -> list[Wish]:
    """Return the wishes that are believed, whoever heard them, with all words that ask for them."""
    told = list(_only_told(hearing))
    kept = list(_confirmed(hearing, told))
    kept += _added(hearing, told, kept)
    taken = {place for wish in kept for place in places(hearing.reading, wish)}
    return [_whole(wish, taken, hearing) for wish in kept]


def _whole(wish: Wish, taken: Set[int], hearing: Hearing) -> Wish:
    """Return a wish with the words of its clauses that are surely tagged alike and that nobody has taken."""
    tokens, alike, near = hearing.reading.tokens, meant(wish.op, hearing.tags), set[int]()
    for place in places(hearing.reading, wish):
        near.update(clause_of(tokens, [place]) if place not in near else ())
    more = [tokens[place] for place in sorted(near - taken) if alike[place] >= _WORDED[tokens[place].kind]]
    spans = ((token.start, token.end) for token in more if not is_strange([token]))
    return replace(wish, spans=(*wish.spans, *spans))


def _only_told(hearing: Hearing) -> Iterator[_Told]:
    """Yield what the tagger hears and the rules do not, if it is likely; what takes something away, if it is sure."""
    claimed = claims(hearing.reading, hearing.known)
    for one, wish in hearing.told:
        if wish is None or one.certainty < _TAGGED or one.op == "build":
            continue
        if all(hearing.reading.tokens[place].kind in ("told", "function") for place in one.places):
            continue  # why something is wished
        loses = one.op in _LOSES
        if any((one.op, place) in claimed or (loses and place in hearing.refused) for place in one.places):
            continue
        chance = certainty(facts(wish, one.places, hearing), hearing.tags.judges["added"])
        least = _SURE if loses else _CAREFUL if hearing.whole or one.op in DESTRUCTIVE else _ADDED
        if chance >= least and is_known(wish):
            yield _Told(one, wish, chance)


def _confirmed(hearing: Hearing, told: Sequence[_Told]) -> Iterator[Wish]:
    """Yield the wishes as far as the tagger believes in them; what takes something away only where it is sure.

    Where the rules know what every word of the sentence is for, they are only doubted, and that later.
    """
    tagged, idle = hearing.tags, hearing.tags.names.index(NOTHING)
    for wish in hearing.known:
        own = places(hearing.reading, wish)
        if wish.op in tagged.names and wish.outcome != "declined" and own:
            chance = certainty(facts(wish, own, hearing), tagged.judges["known"])
            if wish.op in _NAMED and hearing.whole_at(own):
                yield wish
            elif hearing.whole or _goes_with(wish, hearing.known):
                yield wish if chance >= _DOUBTED_WHOLE or _quotes(own, hearing) else _nearly(wish)
            elif not _outbid(own, chance + _MARGIN, told, hearing):
                yield from _judged(*_likelier(wish, chance, own, hearing), own, hearing)
        elif not (is_refused(wish) and own):
            yield wish
        elif not _outbid(own, 0.0 if wish.unclear else _CLEAR, told, hearing) and tagged.ops[own, idle].min() < _STORY:
            yield wish  # else something else is asked for, or it is refused elsewhere and here its words tell a story


def _outbid(own: Sequence[int], chance: float, told: Sequence[_Told], hearing: Hearing) -> bool:
    """Return whether the tagger hears something likelier in most of these words."""
    words = {place for place in own if says(hearing.reading.tokens[place])}
    better = {place for one in told if one.chance > chance for place in one.segment.places}
    return bool(words) and 2 * len(words & better) >= len(words)


def _goes_with(wish: Wish, known: Sequence[Wish]) -> bool:
    """Return whether a wish says how words look that another one brings."""
    return "old" in wish.args and any(one.args.get("text") == wish.args["old"] for one in known if one is not wish)


def _likelier(wish: Wish, chance: float, own: Sequence[int], hearing: Hearing) -> tuple[Wish, float]:
    """Return a wish, or what the tagger hears in its words where other values are likelier, but takes nothing away."""
    for one, told in hearing.differing(wish, own) if wish.op not in DESTRUCTIVE else ():
        surer = certainty(facts(told, one.places, hearing), hearing.tags.judges["instead"])
        if surer > chance + _MARGIN and is_known(told) and not _opposed(wish.args, told.args):
            return told, surer
    return wish, chance


def _opposed(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether arguments say the opposite of each other; there the rules know better what is complained of."""
    gains = (one.get("gain", 1.0) - 1.0) * (other.get("gain", 1.0) - 1.0)
    return gains < 0 or any({one.get(key), other.get(key)} in _OPPOSITES for key in ("name", "word"))


def _judged(wish: Wish, chance: float, own: Sequence[int], hearing: Hearing) -> Iterator[Wish]:
    if chance >= _DOUBTED:
        yield wish
    elif _DENIED <= chance < _TAKEN and wish.op in DESTRUCTIVE and hearing.left[1]:
        yield Wish("", {}, wish.spans, "declined", _KEPT)
    elif chance >= _DENIED or _quotes(own, hearing):
        yield _nearly(wish)


def _quotes(own: Sequence[int], hearing: Hearing) -> bool:
    """Return whether words stand in quotes, or are a name: who quotes means it."""
    return any(hearing.reading.tokens[place].kind in VERBATIM for place in own)


def _nearly(wish: Wish) -> Wish:
    return replace(wish, outcome="approximated", note=wish.note + _DOUBT)


def _added(hearing: Hearing, told: Sequence[_Told], kept: Sequence[Wish]) -> Iterator[Wish]:
    """Yield what only the tagger hears, where its words are not all spoken for."""
    tokens, spoken = hearing.reading.tokens, {place for wish in kept for place in places(hearing.reading, wish)}
    for one in told:
        alike = (wish for wish in kept if wish.op == one.wish.op)
        if any(all(wish.args.get(key) == one.wish.args.get(key) for key in _SCOPES) for wish in alike):
            continue
        if any(place not in spoken and tokens[place].kind != "function" for place in one.segment.places):
            yield one.wish if one.chance >= _SURE else _nearly(one.wish)


def _is_wish(own: Sequence[int], hearing: Hearing) -> bool:
    """Return whether words are a wish, however idle they seem: an order, or what stands in quotes or is a name."""
    tokens, clause = hearing.reading.tokens, clause_of(hearing.reading.tokens, own)
    told = any(chatter.is_told_to(tokens[start : clause.stop]) for start in (clause.start, own[0]))
    return told or _quotes(own, hearing)


def _asides(hearing: Hearing, kept: Sequence[Wish]) -> Iterator[Wish]:
    """Yield the words that ask for nothing, where no wish holds them."""
    tokens, judge = hearing.reading.tokens, hearing.tags.judges["aside"]
    free: list[Token] = []
    for own in chatter.unheard(hearing.reading, kept):
        if not _is_wish(own, hearing) and certainty(chatter.facts(own, hearing, kept), judge) >= _ASIDE:
            free += [tokens[place] for place in own]
    if free:
        yield Wish("", {}, tuple((token.start, token.end) for token in free), aside=True)
