"""What the tags of a sentence add up to: the stretches that ask for one operation each, and what they say of it."""

from collections.abc import Container
from dataclasses import dataclass, field

from imgfree.local.director.read.reading import Reading
from imgfree.local.director.tagger.network import Tags
from imgfree.local.director.wish import Span

VERBATIM = ("literal", "words", "name")  # kinds of tokens that are taken as they stand
_BEGINS, _BEGINS_AMID = 0.5, 0.8  # how surely a word begins another wish of the same kind: behind others, or amid it


@dataclass
class Segment:
    """Tokens, by their places, that ask for one operation, and how surely.

    `spoken` says how likely each argument is spoken of, `values` the likeliest value it has by its kind alone, and
    `valued` how likely each of these is ("name=warm").
    """

    op: str
    places: list[int]
    certainty: float = 0.0
    spoken: dict[str, float] = field(default_factory=dict)
    values: dict[str, tuple[float, str]] = field(default_factory=dict)
    valued: dict[str, float] = field(default_factory=dict)

    def spans(self, reading: Reading) -> tuple[Span, ...]:
        """Return the stretches of the sentence that it is made of."""
        found: list[Span] = []
        for place in self.places:
            token = reading.tokens[place]
            amid = found and place - 1 in self.places
            found[-1:] = [(found[-1][0], token.end)] if amid else [*found[-1:], (token.start, token.end)]
        return tuple(found)


def segments(reading: Reading, tags: Tags, ops: Container[str]) -> list[Segment]:
    """Return the segments for these operations in the order in which they begin."""
    found: list[Segment] = []
    for place, token in enumerate(reading.tokens):
        op = tags.names[int(tags.ops[place].argmax())]
        if token.kind == "stop" or op not in ops:
            continue
        last = next((one for one in reversed(found) if one.op == op), None)
        amid = last is not None and last.places[-1] == place - 1
        if last is None or tags.begins[place] > (_BEGINS_AMID if amid else _BEGINS):
            found.append(Segment(op, [place]))
        else:
            last.places.append(place)
    for one in found:
        one.certainty = float(tags.ops[one.places, tags.names.index(one.op)].mean())
        spoken_of(one, tags)
    return found


def argument(key: str, value: object) -> str:
    """Return what the value of an argument is called among the columns: "name=warm", "none=true"."""
    return f"{key}={str(value).lower() if isinstance(value, bool) else value}"


def spoken_of(one: Segment, tags: Tags) -> Segment:
    """Return the segment with what its words say of its arguments."""
    for name, chance in zip(tags.arguments.get(one.op, ()), tags.args(one.op, one.places).tolist(), strict=True):
        key, _, value = name.partition("=")
        one.spoken[key] = max(chance, one.spoken.get(key, 0.0))
        if value and chance > one.values.get(key, (0.0, ""))[0]:
            one.values[key] = chance, value
        if value:
            one.valued[name] = chance
    return one
