"""How likely it is that a wish is meant as it was heard, by what the tagger says of its words.

A logistic model over a dozen facts and the operation; its coefficients were fitted beside the network's weights, on
sentences that the network had not seen.
"""

import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from imgfree.local.director.coverage import held, told_and_unheard
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.read.tokens import Token
from imgfree.local.director.tagger.network import ASKED, CANNOT, Floats, Tags
from imgfree.local.director.tagger.segments import Segment, argument, spoken_of
from imgfree.local.director.tagger.strange import is_strange
from imgfree.local.director.wish import Span, Wish

DESTRUCTIVE = ("remove", "trim", "undo", "redo", "replace", "order")
KIN = {  # operations that say nearly the same, so that one is believed where the other is tagged
    "title": ("title", "text", "replace"),
    "text": ("text", "title", "replace"),
    "replace": ("replace", "title", "text"),
    "pace": ("pace", "speed", "per_photo"),
    "aspect": ("aspect", "platform"),
    "fit": ("fit", "focus"),
    "focus": ("focus", "fit"),
}
_USUAL = 0.7  # how likely values are that are told by no kind
_LEAST = 1e-4


@dataclass(frozen=True)
class Hearing:
    """A sentence, its tags, what the rules found in it, and each segment with what it wishes by the tags alone."""

    reading: Reading
    tags: Tags
    known: Sequence[Wish]
    told: Sequence[tuple[Segment, Wish | None]]
    begun: bool  # whether there is a film

    @cached_property
    def whole(self) -> bool:
        """Return whether the rules know what every word of the sentence is for."""
        return not any(self.left)

    def whole_at(self, own: Sequence[int]) -> bool:
        """Return whether the rules know what every word is for of the sentences in which these tokens stand."""
        here = [part for part in self.reading.clauses if any(part[0].first <= place < part[-1].last for place in own)]
        return not any(
            part[0].start < end and start < part[-1].end for part in here for start, end in chain(*self.left)
        )

    @cached_property
    def left(self) -> tuple[list[Span], list[Span]]:
        """Return what the rules know to tell something, and the words that they do not know."""
        return told_and_unheard(self.reading, held(self.reading, self.known))

    @cached_property
    def claimed(self) -> Set[int]:
        """Return the tokens that the rules' wishes hold, by their places."""
        return {place for one in self.known for place in places(self.reading, one)}

    @cached_property
    def refused(self) -> Set[int]:
        """Return the tokens of what the rules refuse, by their places."""
        return {place for one in self.known if is_refused(one) for place in places(self.reading, one)}

    def differing(self, wish: Wish, own: Sequence[int]) -> Iterator[tuple[Segment, Wish]]:
        """Yield what is told by the tags alone in the tokens of a wish: the same operation, or kin, said otherwise.

        What calls itself a text is one. Where a segment tells several, or the rules find several in it, these are the
        rules' affair.
        """
        named = any(self.reading.tokens[place].means("noun", wish.op) for place in own)
        kin = (wish.op,) if named else kin_of(wish.op)
        alike = [set(places(self.reading, one)) for one in self.known if one.op in kin]
        for one, told in self.told:
            amid = told is not None and one.op in kin and not set(one.places).isdisjoint(own)
            if told is None or not amid or (told.op, told.args) == (wish.op, wish.args):
                continue
            if sum(other is one for other, _ in self.told) == 1 == sum(bool(held & set(one.places)) for held in alike):
                yield one, told


def places(reading: Reading, wish: Wish) -> list[int]:
    """Return the tokens that a wish holds, by their places; stops are none."""
    words = ((place, token) for place, token in enumerate(reading.tokens) if token.kind != "stop")
    return [place for place, one in words if any(start < one.end and one.start < end for start, end in wish.spans)]


def is_refused(wish: Wish) -> bool:
    """Return whether words are refused, and not an operation that they ask for."""
    return not wish.op and wish.outcome == "declined"


def claims(reading: Reading, wishes: Sequence[Wish]) -> set[tuple[str, int]]:
    """Return which tokens some wish holds for an operation, or for one of its kin."""
    return {(op, place) for one in wishes for place in places(reading, one) for op in kin_of(one.op)}


def kin_of(op: str) -> tuple[str, ...]:
    """Return the operations that say nearly the same as one, and itself."""
    return KIN.get(op, (op,))


def meant(op: str, tags: Tags) -> Floats:
    """Return for every token how likely it asks for an operation, or for one of its kin; one that nobody tags never."""
    return np.asarray(tags.ops[:, [tags.names.index(name) for name in kin_of(op) if name in tags.names]].sum(1))


def facts(wish: Wish, own: Sequence[int], hearing: Hearing) -> list[float]:
    """Return the facts about a wish that holds the tokens at `own`."""
    tokens, tags = hearing.reading.tokens, hearing.tags
    words = [place for place in own if says(tokens[place])] or list(own)
    around = clause_of(tokens, own)
    clause = [place for place in around if says(tokens[place])]
    claimed = hearing.claimed | set(own)
    beside = [(one, told) for one, told in hearing.told if one.op == wish.op and set(one.places) & set(own)]
    segment = next((one for one, _ in beside if one.places == own), None) or spoken_of(Segment(wish.op, [*own]), tags)
    spoken = [segment.spoken.get(key, 0.0) for key in wish.args]
    named = [argument(key, value) for key, value in wish.args.items() if isinstance(value, str | bool)]
    asked = tags.ops[:, tags.names.index(ASKED)]
    return [
        max((chance for key, chance in segment.spoken.items() if key not in wish.args), default=0.0),
        sum(spoken) / len(spoken) if spoken else 1.0,
        min((segment.valued[name] for name in named if name in segment.valued), default=_USUAL),
        odds(meant(wish.op, tags)[words].mean()),
        max((one.certainty for one, _ in beside), default=0.0),
        max((_alike(wish, told) for _, told in beside if told), default=0.0),
        sum(place not in claimed for place in clause) / max(1, len(clause)),
        _told(wish, own, hearing),
        sum(place in hearing.refused for place in words) / len(words),
        float(tags.verbatim[list(own)].max()),
        float(any(tokens[place].kind == "literal" for place in own)),
        float(sum(one.op == wish.op for one in hearing.known) > 1),
        float(bool(wish.note)),
        float(is_strange(tokens[around.start : around.stop])),
        float(hearing.whole),
        float(asked[list(own)].mean()),
        float(asked.mean()),
        float(tags.ops[:, tags.names.index(CANNOT)].max()),
        math.log1p(len(tokens)),
        *(float(name == wish.op) for name in tags.names),
    ]


def certainty(found: Sequence[float], coefficients: Floats) -> float:
    """Return how likely a wish with these facts is right; the last coefficient stands by itself."""
    return 1 / (1 + math.exp(-float(np.dot(found, coefficients[:-1]) + coefficients[-1])))


def says(token: Token) -> bool:
    """Return whether a token is a word that means something by itself."""
    return token.kind not in ("stop", "function")


def clause_of(tokens: Sequence[Token], own: Sequence[int]) -> range:
    """Return the tokens around those at `own`, from stop to stop."""
    first, last = min(own), max(own)
    while first > 0 and tokens[first - 1].kind != "stop":
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].kind != "stop":
        last += 1
    return range(first, last + 1)


def _told(wish: Wish, own: Sequence[int], hearing: Hearing) -> float:
    """Return how likely each number and colour is the value of what it was taken for: the least likely of them."""
    amid, told = set(own), list[float]()
    items = [item for item in hearing.reading.items if amid & set(range(item.first, item.last))]
    for key, value in wish.args.items():
        said = [item for item in items if any(value == getattr(one, "number", one) for one in item.senses.values())]
        if said and not isinstance(value, bool):
            told.append(max(hearing.tags.tells(key, range(item.first, item.last)) for item in said))
    return min(told, default=1.0)


def _alike(wish: Wish, told: Wish) -> float:
    """Return how many of a wish's arguments are told alike."""
    same = [bool(value == told.args.get(key)) for key, value in wish.args.items()]
    return sum(same) / max(1, len(same))


def odds(chance: float) -> float:
    """Return the logarithm of the odds of a chance."""
    within = min(max(float(chance), _LEAST), 1 - _LEAST)
    return math.log(within / (1 - within))
