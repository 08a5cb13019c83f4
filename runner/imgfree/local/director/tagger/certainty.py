"""How likely it is that a wish is meant as it was heard, by what the tagger says of its words.

A logistic model over a dozen facts; its coefficients were fitted beside the network's weights, on sentences that the
network had not seen.
"""

from collections.abc import Sequence, Set

import numpy as np

from imgfree.local.director.read.reading import Reading
from imgfree.local.director.read.tokens import Token
from imgfree.local.director.tagger.network import CANNOT, NOTHING, Floats, Tags
from imgfree.local.director.tagger.segments import Segment, argument, spoken_of
from imgfree.local.director.wish import Wish

DESTRUCTIVE = ("remove", "trim", "undo", "redo", "replace", "order")
KIN = {  # operations that say nearly the same, so that one is believed where the other is tagged
    "title": ("title", "text", "replace"),
    "text": ("text", "title", "replace"),
    "replace": ("replace", "title", "text"),
    "pace": ("pace", "speed", "per_photo"),
    "aspect": ("aspect", "platform"),
}
_MANY = 6  # words of a clause that no wish holds; more tell no more
_USUAL = 0.7  # how likely values are that are told by no kind
_LEAST = 1e-4


def places(reading: Reading, wish: Wish) -> list[int]:
    """Return the tokens that a wish holds, by their places; stops are none."""
    spans = wish.spans
    words = ((place, token) for place, token in enumerate(reading.tokens) if token.kind != "stop")
    return [place for place, token in words if any(start < token.end and token.start < end for start, end in spans)]


def claimed(reading: Reading, wishes: Sequence[Wish]) -> set[tuple[str, int]]:
    """Return which tokens some wish holds for an operation, or for one of its kin."""
    return {(op, place) for one in wishes for place in places(reading, one) for op in (one.op, *KIN.get(one.op, ()))}


def facts(
    wish: Wish, own: Sequence[int], held: Set[int], reading: Reading, tagged: Tags, *, begun: bool
) -> list[float]:
    """Return the facts about a wish that holds the tokens at `own`; those at `held` are in some wish or other."""
    tokens = reading.tokens
    words = [place for place in own if _says(tokens[place])] or list(own)
    kin = [tagged.names.index(op) for op in KIN.get(wish.op, (wish.op,)) if op in tagged.names]
    chances = tagged.ops[:, kin].sum(1)
    clause = [place for place in _clause(tokens, own) if _says(tokens[place])]
    every = [place for place, token in enumerate(tokens) if _says(token)]
    free = sum(place not in held for place in clause)
    segment = spoken_of(Segment(wish.op, list(own)), tagged)
    spoken = [segment.spoken.get(key, 0.0) for key in wish.args]
    told = [argument(key, value) for key, value in wish.args.items() if isinstance(value, str | bool)]
    agreed = [segment.valued[name] for name in told if name in segment.valued]
    return [
        max((chance for key, chance in segment.spoken.items() if key not in wish.args), default=0.0),
        min(spoken, default=1.0),
        sum(spoken) / len(spoken) if spoken else 1.0,
        max((chance for key, (chance, value) in segment.values.items() if _differs(wish, key, value)), default=0.0),
        min(agreed, default=_USUAL),
        float(not agreed),
        float(len(wish.args)),
        _odds(chances[list(own)].max()),
        _odds(chances[words].mean()),
        _odds(tagged.ops[words, tagged.names.index(NOTHING)].mean()),
        float(tagged.ops[words, tagged.names.index(CANNOT)].max()),
        free / max(1, len(clause)),
        min(free, _MANY) / 3,
        sum(place not in held for place in every) / max(1, len(every)),
        float(np.log1p(len(every))),
        float(wish.op in DESTRUCTIVE),
        float(len(words) == 1),
        float(begun),
    ]


def certainty(found: Sequence[float], coefficients: Floats) -> float:
    """Return how likely a wish with these facts is right; the last coefficient stands by itself."""
    return float(1 / (1 + np.exp(-(np.dot(found, coefficients[:-1]) + coefficients[-1]))))


def _says(token: Token) -> bool:
    return token.kind not in ("stop", "function")


def _clause(tokens: Sequence[Token], own: Sequence[int]) -> range:
    first, last = min(own), max(own)
    while first > 0 and tokens[first - 1].kind != "stop":
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].kind != "stop":
        last += 1
    return range(first, last + 1)


def _differs(wish: Wish, key: str, value: str) -> bool:
    has = wish.args.get(key)
    return isinstance(has, str | bool) and str(has).lower() != value.lower()


def _odds(chance: float) -> float:
    chance = min(max(float(chance), _LEAST), 1 - _LEAST)
    return float(np.log(chance / (1 - chance)))
