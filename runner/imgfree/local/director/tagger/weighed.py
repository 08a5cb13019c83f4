"""What the rules found, weighed by the tagger: what it doubts is not told as done, what it is sure of is added.

The rules know what each word can mean, the tagger what people mean by such sentences. Where both agree it is done.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

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
    places,
)
from imgfree.local.director.tagger.heard import is_known, wish_of
from imgfree.local.director.tagger.network import NOTHING, tags
from imgfree.local.director.tagger.segments import segments
from imgfree.local.director.wish import Scene, Wish

_DOUBTED, _DENIED = 0.8, 0.08  # below the first it is done and said to be doubtful, below the second it is not done
_DOUBTED_WHOLE = 0.15  # the first of them where the rules know what every word of the sentence is for
_TAKEN = 0.35  # below which nothing is taken away, or moved
_TAGGED = 0.3  # how surely its words have to be tagged
_ADDED, _SURE = 0.45, 0.9  # from the first on what only the tagger hears is done and said to be, from the second done
_ASIDE = 0.7  # how surely words that nobody heard ask for nothing, so that they are told as what the film is about
_MARGIN = 0.1  # so much likelier are the tagger's values where they are taken
_STORY = 0.97  # the same of each word of a wish that is refused
_QUOTED = ("literal", "words", "name")  # kinds of tokens that are taken as they stand
_KEPT = Say(
    "perhaps not meant, so nothing was taken away: say it in a sentence of its own",
    "可能不是这个意思，未作删改：请单独说一句",
)
_DOUBT = Say("if it was not meant so, say it in a sentence of its own", "如果不是这个意思，请单独说一句")


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
    told = [(one, wish_of(one, reading, tagged, scene)) for one in segments(reading, tagged, BY_NAME)]
    return Hearing(reading, tagged, known, told, begun)


def believed(hearing: Hearing) -> list[Wish]:
    """Return the wishes that are believed, whoever heard them."""
    kept = list(_confirmed(hearing))
    return [*kept, *_added(hearing, kept)]


def _confirmed(hearing: Hearing) -> Iterator[Wish]:
    """Yield the wishes as far as the tagger believes in them; what takes something away only where it is sure.

    Where the rules know what every word of the sentence is for, they are only doubted, and that later.
    """
    tagged, idle = hearing.tags, hearing.tags.names.index(NOTHING)
    for wish in hearing.known:
        own = places(hearing.reading, wish)
        if wish.op in tagged.names and wish.outcome != "declined" and own:
            chance = certainty(facts(wish, own, hearing), tagged.judges["known"])
            if hearing.whole or _goes_with(wish, hearing.known):
                yield wish if chance >= _DOUBTED_WHOLE else _nearly(wish)
            else:
                yield from _judged(*_likelier(wish, chance, own, hearing), own, hearing.reading)
        elif wish.op or wish.outcome != "declined" or not own or tagged.ops[own, idle].min() < _STORY:
            yield wish  # else it is refused elsewhere, and here its words tell a story


def _goes_with(wish: Wish, known: Sequence[Wish]) -> bool:
    """Return whether a wish says how words look that another one brings."""
    return "old" in wish.args and any(one.args.get("text") == wish.args["old"] for one in known if one is not wish)


def _likelier(wish: Wish, chance: float, own: Sequence[int], hearing: Hearing) -> tuple[Wish, float]:
    """Return a wish, or what the tagger hears in its words where other values are likelier, but takes nothing away."""
    for one, told in hearing.differing(wish, own) if wish.op not in DESTRUCTIVE else ():
        surer = certainty(facts(told, one.places, hearing), hearing.tags.judges["instead"])
        if surer > chance + _MARGIN and is_known(told):
            return told, surer
    return wish, chance


def _judged(wish: Wish, chance: float, own: Sequence[int], reading: Reading) -> Iterator[Wish]:
    if chance >= _DOUBTED:
        yield wish
    elif _DENIED <= chance < _TAKEN and wish.op in DESTRUCTIVE:
        yield Wish("", {}, wish.spans, "declined", _KEPT)
    elif chance >= _DENIED or any(reading.tokens[place].kind in _QUOTED for place in own):  # who quotes means it
        yield _nearly(wish)


def _nearly(wish: Wish) -> Wish:
    return replace(wish, outcome="approximated", note=wish.note + _DOUBT)


def _added(hearing: Hearing, kept: Sequence[Wish]) -> Iterator[Wish]:
    """Yield what the tagger hears and the rules did not; nothing that takes something away, or begins anew."""
    tokens, taken = hearing.reading.tokens, claims(hearing.reading, kept)
    spoken = {place for _, place in taken}
    for one, wish in hearing.told:
        if wish is None or one.certainty < _TAGGED or one.op in (*DESTRUCTIVE, "build"):
            continue
        free = any(place not in spoken and tokens[place].kind != "function" for place in one.places)
        if not free or any((one.op, place) in taken for place in one.places):
            continue
        clause = clause_of(tokens, one.places)
        if chatter.is_strange(tokens[clause.start : clause.stop]):
            continue
        chance = certainty(facts(wish, one.places, hearing), hearing.tags.judges["added"])
        if chance >= _ADDED and is_known(wish):
            yield wish if chance >= _SURE else _nearly(wish)


def _is_wish(own: Sequence[int], tokens: Sequence[Token]) -> bool:
    """Return whether words are a wish, however idle they seem: an order, or what stands in quotes or is a name."""
    clause = clause_of(tokens, own)
    told = any(chatter.is_told_to(tokens[start : clause.stop]) for start in (clause.start, own[0]))
    return told or any(tokens[place].kind in _QUOTED for place in own)


def _asides(hearing: Hearing, kept: Sequence[Wish]) -> Iterator[Wish]:
    """Yield the words that ask for nothing, where no wish holds them."""
    tokens, judge = hearing.reading.tokens, hearing.tags.judges["aside"]
    free: list[Token] = []
    for own in chatter.unheard(hearing.reading, kept):
        if not _is_wish(own, tokens) and certainty(chatter.facts(own, hearing, kept), judge) >= _ASIDE:
            free += [tokens[place] for place in own]
    if free:
        yield Wish("", {}, tuple((token.start, token.end) for token in free), aside=True)
