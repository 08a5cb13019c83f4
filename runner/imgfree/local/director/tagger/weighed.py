"""What the rules found, weighed by the tagger: what it doubts is not told as done, what it is sure of is added.

The rules know what each word can mean, the tagger what people mean by such sentences. Where both agree it is done.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from imgfree.local.director.coverage import held, told_and_unheard
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.read.tokens import Token
from imgfree.local.director.reply import Say
from imgfree.local.director.table import BY_NAME
from imgfree.local.director.tagger.certainty import DESTRUCTIVE, certainty, claimed, facts, places
from imgfree.local.director.tagger.heard import wish_of
from imgfree.local.director.tagger.network import NOTHING, Tags, tags
from imgfree.local.director.tagger.segments import segments
from imgfree.local.director.wish import Scene, Wish

_DOUBTED, _DENIED = 0.78, 0.2  # below the first it is done and said to be doubtful, below the second it is not done
_TAKEN = 0.35  # below which nothing is taken away, or moved
_TAGGED = 0.65  # how surely its words have to be tagged
_ADDED, _SURE = 0.55, 0.9  # from the first on what only the tagger hears is done and said to be, from the second done
_ASIDE, _IDLE, _IDLE_WORD = 0.97, 0.9, 0.5  # a word that surely asks for nothing; a clause, and each word of it
_OBJECTS = ("the", "a", "an", "it", "them", "my", "our", "all", "this", "that", "these", "those", "everything", "each")
_HANDLES = ("把", "给", "打开", "关掉", "加", "换", "来个", "来一")  # what a Chinese order begins with
_KEPT = Say(
    "perhaps not meant, so nothing was taken away: say it in a sentence of its own",
    "可能不是这个意思，未作删改：请单独说一句",
)
_DOUBT = Say("if it was not meant so, say it in a sentence of its own", "如果不是这个意思，请单独说一句")


def weighed(reading: Reading, known: Sequence[Wish], scene: Scene) -> list[Wish]:
    """Return the wishes in the order they are said; `known` are those that the rules found."""
    if not reading.tokens:
        return list(known)
    tagged = tags(reading, begun=scene.film is not None)
    kept = list(known) if _is_whole(reading, known) else list(_believed(known, reading, tagged, scene))
    kept += _added(reading, tagged, kept, scene)
    kept += _asides(reading, tagged, kept)
    return sorted(kept, key=lambda wish: wish.start)


def _believed(known: Sequence[Wish], reading: Reading, tagged: Tags, scene: Scene) -> Iterator[Wish]:
    """Yield the wishes as far as the tagger believes in them; what takes something away only where it is sure."""
    held_by = [places(reading, one) for one in known]
    taken, idle = {place for own in held_by for place in own}, tagged.names.index(NOTHING)
    for wish, own in zip(known, held_by, strict=True):
        if wish.op in tagged.names and wish.outcome != "declined" and own:
            found = facts(wish, own, taken, reading, tagged, begun=scene.film is not None)
            yield from _judged(wish, own, reading, certainty(found, tagged.judges["known"]))
        elif wish.op or wish.outcome != "declined" or not own or tagged.ops[own, idle].min() < _ASIDE:
            yield wish  # else it is refused elsewhere, and here its words tell a story


def _judged(wish: Wish, own: Sequence[int], reading: Reading, chance: float) -> Iterator[Wish]:
    if chance >= _DOUBTED:
        yield wish
    elif _DENIED <= chance < _TAKEN and wish.op in DESTRUCTIVE:
        yield Wish("", {}, wish.spans, "declined", _KEPT)
    elif chance >= _DENIED or any(reading.tokens[place].kind == "literal" for place in own):  # who quotes means it
        yield replace(wish, outcome="approximated", note=wish.note + _DOUBT)


def _is_whole(reading: Reading, known: Sequence[Wish]) -> bool:
    """Return whether the rules know what every word of a sentence is for: then there is nothing to doubt."""
    return not any(told_and_unheard(reading, held(reading, known)))


def _added(reading: Reading, tagged: Tags, kept: Sequence[Wish], scene: Scene) -> Iterator[Wish]:
    """Yield what the tagger hears and the rules did not; nothing that takes something away, or begins anew."""
    taken = claimed(reading, kept)
    spoken = {place for _, place in taken}
    for one in segments(reading, tagged, BY_NAME.keys() - {*DESTRUCTIVE, "build"}):
        free = any(place not in spoken and reading.tokens[place].kind != "function" for place in one.places)
        free = free and not any((one.op, place) in taken for place in one.places)
        wish = wish_of(one, reading, tagged, scene) if free and one.certainty >= _TAGGED else None
        if wish is None:
            continue
        found = facts(wish, one.places, spoken | set(one.places), reading, tagged, begun=scene.film is not None)
        chance = certainty(found, tagged.judges["added"])
        if chance >= _SURE:
            yield wish
        elif chance >= _ADDED:
            yield replace(wish, outcome="approximated", note=_DOUBT)


def _asides(reading: Reading, tagged: Tags, kept: Sequence[Wish]) -> Iterator[Wish]:
    """Yield the words that ask for nothing, where no wish holds them: whole clauses, and single ones that surely do."""
    spoken = {place for wish in kept for place in places(reading, wish)}
    chances = tagged.ops[:, tagged.names.index(NOTHING)]
    free: list[Token] = []
    for stop, group in groupby(enumerate(reading.tokens), lambda one: one[1].breaks):
        clause = [] if stop else list(group)
        said = [place for place, token in clause if token.kind != "function"]
        if not said or _is_told_to([token for _, token in clause]):
            continue
        idle = not spoken & set(said) and chances[said].min() >= _IDLE_WORD and chances[said].mean() >= _IDLE
        for taken, row in groupby(clause, lambda one: one[0] in spoken):
            run = [] if taken else list(row)
            words = [place for place, _ in run if place in said]
            if words and (idle or chances[words].min() >= _ASIDE):
                free += [token for _, token in run]
    if free:
        yield Wish("", {}, tuple((token.start, token.end) for token in free), aside=True)


def _is_told_to(clause: Sequence[Token]) -> bool:
    """Return whether a clause tells somebody to do something to something, whatever it is: "sandpaper the edges"."""
    words = [token for token in clause if token.kind != "function"]
    after = clause[clause.index(words[0]) + 1 :][:1]
    unknown = words[0].kind == "unknown" and any(token.text in _OBJECTS for token in after)
    return unknown or any(token.means("verb") for token in words[:2]) or clause[0].text.startswith(_HANDLES)
