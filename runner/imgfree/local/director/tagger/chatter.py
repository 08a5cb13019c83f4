"""Which words that no wish holds ask for nothing: who somebody is, what the film is for, a joke.

A logistic model, as for wishes: its coefficients say how likely a stretch of words asks for nothing.
"""

import math
from collections.abc import Iterator, Sequence

from imgfree.local.director.coverage import held, told_and_unheard
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.read.tokens import Token
from imgfree.local.director.tagger.certainty import Hearing, clause_of, odds, says
from imgfree.local.director.tagger.network import ASKED, CANNOT, NOTHING
from imgfree.local.director.tagger.strange import is_strange
from imgfree.local.director.wish import Wish


def unheard(reading: Reading, wishes: Sequence[Wish]) -> Iterator[list[int]]:
    """Yield the stretches of words that no wish holds and that would be told as not understood, by their places."""
    for start, end in told_and_unheard(reading, held(reading, wishes))[1]:
        yield [place for place, token in enumerate(reading.tokens) if start < token.end and token.start < end]


def facts(own: Sequence[int], hearing: Hearing, wishes: Sequence[Wish]) -> list[float]:
    """Return the facts about the stretch of tokens at `own`, beside the wishes that are believed."""
    reading, tags = hearing.reading, hearing.tags
    tokens, around = reading.tokens, clause_of(reading.tokens, own)
    words = [place for place in own if says(tokens[place])] or list(own)
    clause = [place for place in around if says(tokens[place])]
    nothing, cannot, asked = (tags.ops[:, tags.names.index(name)] for name in (NOTHING, CANNOT, ASKED))
    wished = tags.ops[words][:, [n for n, name in enumerate(tags.names) if name not in (NOTHING, CANNOT, ASKED)]]
    likely = tags.ops[words].mean(0)
    return [
        odds(nothing[words].mean()),
        odds(nothing[words].min()),
        odds(nothing[clause].mean()) if clause else 0.0,
        float(cannot[words].max()),
        float(cannot[words].mean()),
        float(asked[words].mean()),
        float(wished.sum(1).max()),
        odds(wished.max()),
        math.log1p(len(words)),
        len(words) / max(1, len(clause)),
        float(is_told_to(tokens[around.start : around.stop])),
        sum(tokens[place].kind == "unknown" for place in words) / len(words),
        float(any(tokens[place].means("verb") for place in words)),
        float(any(tokens[place].quantity for place in words)),
        float(any(tokens[place].kind == "literal" for place in words)),
        float(any(wish.op for wish in wishes)),
        float(own[0] <= 1),
        float(own[-1] >= len(tokens) - 2),
        math.log1p(len(tokens)),
        float(hearing.begun),
        float(reading.chinese),
        *(float(chance) for chance in likely),
    ]


def is_told_to(clause: Sequence[Token]) -> bool:
    """Return whether a clause tells somebody to do something to something, whatever it is: "swap the hinges"."""
    words = [token for token in clause if token.kind != "function"]
    return is_strange(clause) or any(token.means("verb") for token in words[:2])
