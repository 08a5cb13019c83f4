"""What the wishes of one sentence say of each other: what goes with one already is no other wish."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from imgfree.local.director.ops.appearance import STYLE
from imgfree.local.director.ops.voice import SPOKEN_PACES
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Wish

_RIGHT = len(", and a ")  # letters at most between words that are spoken and how
_ANOTHER = Say("another length is said as well: that one counts", "另说了一个时长：以那个为准")
_DEFAULTS = ("upper_third", "lower_third")  # where words stand of which nothing is said


def settled(wishes: Sequence[Wish]) -> list[Wish]:
    """Return the wishes as they are meant together."""
    return [*_alike(_worded(_chosen(_last(_spoken(wishes)))))]


def _spoken(wishes: Sequence[Wish]) -> list[Wish]:
    """Return the wishes; a pace right behind the words of a voice is the voice's, not that of the pictures."""
    found = list(wishes)
    for pace in wishes:
        voices = [one for one in found if one.op == "voice" and not {"text", "texts"}.isdisjoint(one.args)]
        voice = next((one for one in voices if 0 <= pace.start - max(end for _, end in one.spans) <= _RIGHT), None)
        if pace.op != "pace" or pace.args.get("cuts") or voice is None or "pace" in voice.args:
            continue
        said = {**voice.args, "pace": SPOKEN_PACES[str(pace.args["word"])]}
        together = replace(voice, args=said, spans=tuple(sorted({*voice.spans, *pace.spans})))
        found = [together if one is voice else one for one in found if one is not pace]
    return found


def _last(wishes: Sequence[Wish]) -> list[Wish]:
    """Return the wishes; of two lengths for every photo, or for the whole film, the later one counts."""
    found = list(wishes)
    for op in ("per_photo", "duration"):
        said = [one for one in found if one.op == op and {*one.args} <= {"seconds", "most"}]
        for one in said[:-1]:
            if one.args["seconds"] != said[-1].args["seconds"]:
                found[found.index(one)] = Wish("", {}, one.spans, "declined", _ANOTHER)
    return found


def _alike(wishes: Sequence[Wish]) -> Iterator[Wish]:
    """Yield the wishes; how one text of a list looks, and where it stands, is said of all of them."""
    for one in wishes:
        fellows = [
            other.args for other in wishes if "texts" in one.args and other.args.get("texts") == one.args["texts"]
        ]
        said = {key: value for args in fellows for key, value in args.items()
                if key in STYLE or (key == "position" and value not in _DEFAULTS)}  # fmt: skip
        yield replace(one, args={**one.args, **said}) if said else one


def _worded(wishes: Sequence[Wish]) -> list[Wish]:
    """Return the wishes; how words look or where they stand, told in a clause of its own, is of those next to it."""
    found = list(wishes)
    for bare in wishes:
        texts = [n for n, one in enumerate(found) if one.op in ("title", "text") and "text" in one.args]
        if bare.op not in ("title", "text") or "text" in bare.args or not bare.args or not texts:
            continue
        number = min(texts, key=lambda n: (found[n].start < bare.start, abs(found[n].start - bare.start)))
        one = found[number]
        own = {key: value for key, value in one.args.items() if key != "position" or value not in _DEFAULTS}
        spans = tuple(sorted({*one.spans, *bare.spans}))
        found[number] = replace(one, args={**one.args, **bare.args, **own}, spans=spans)
        found = [other for other in found if other is not bare]
    return found


def _chosen(wishes: Sequence[Wish]) -> list[Wish]:
    """Return the wishes; where a film is made of certain pictures, that the others go is said with that already."""
    kept = next((one.args["photos"] for one in wishes if one.op == "build" and "photos" in one.args), None)
    gone = [f"photo {number}" for number in kept or ()]
    return [
        Wish("", {}, one.spans, unsaid=True)
        if kept and one.op == "remove" and str(one.args["what"]).startswith("photo ") and one.args["what"] not in gone
        else one
        for one in wishes
    ]
