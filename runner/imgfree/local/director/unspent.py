"""Words of a clause that show in nothing that was done for it: what they limit is not done, the others are told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from imgfree.local.director.coverage import held, is_idle, told_and_unheard
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.read.tokens import PARTICLES
from imgfree.local.director.reply import Say
from imgfree.local.director.told import nearly
from imgfree.local.director.wish import Edit, Span, Wish

_VALUES = ("color", "effect", "aspect", "platform", "font", "format", "motion", "weight", "place", "side",
           "direction")  # fmt: skip
_PLACES = ("place", "side", "direction", "color")
_OPEN = ("any", "other")  # a value that stands for several
_AMOUNTS = ("time", "moment", "number", "percent", "factor", "count")
_PARTS = ("first", "last", "middle", "end", "beginning")
_SAYS_WHICH = ("photos", "anchor", "with", "clip", "place", "from_s", "to_s", "start_s", "end_s", "end",
               "in_s", "out_s", "how", "at_s", "fade_in_s", "fade_out_s", "step", "old", "texts",
               "closing")  # fmt: skip
_DENIED = ("False", "None", "0", "0.0", "none", "cut", "contain", "remove", "most", "instead", "natural", "fit",
           "old", "from_s", "start_s", "end_s")  # fmt: skip
_LESS = ("more", "less", "twice", "half", "little", "much")  # beside which a number is none that the film then has
_WHOM = ("for", "of")  # before a thing that the film is for, and that nothing is done to
_THINGS = ("title", "text", "captions", "logo", "music")  # what lies on the pictures, or under them
_PROPERTIES = ("box", "outline", "bars", "shadow", "background", "color", "font", "size")  # that may go alone
_PICTURED = ("fade", "motion", "transition", "look", "effect", "loop", "speed", "order", "fit", "per_photo", "build",
             "platform", "aspect", "pace")  # fmt: skip
_HEARD = ("level", "music", "duration", "trim")
_CHANGING = ("shorten", "lengthen", "add", "raise", "lower", "cut", "remove")
_HINTED = ("aspect", "look", "transition", "motion", "effect", "fade", "speed", "pace", "level", "title", "text")
_DESTRUCTIVE = ("remove", "trim", "order", "undo")  # done on no guess
_TOLD = 2  # words that nobody knows, beside which one that is known is no wish
_ACTS = ("remove", "end", "hide", "move", "start", "swap", "mute")
_WHOLE = ("build", "aspect", "platform", "export", "undo", "redo")  # what is never for a part of the film
_TEXTS = ("title", "text", "captions", "replace")
_PACES = ("speed", "pace", "duration", "per_photo", "transition", "motion")
_DOES = {
    "move": ("order", "logo", "motion", *_TEXTS),
    "speed_up": _PACES,
    "slow_down": _PACES,
    "cut": ("trim", "duration", "transition", "remove", "order", "build", "speed", "fit", "look"),
    "mute": ("level", "music", "remove"),
    "shuffle": ("order",),
    "sort": ("order", "build"),
    "reverse": ("order", "speed"),
}


@dataclass(frozen=True)
class _Part:
    """What stands between two stops: its items, its wishes by their place, and what shows in these."""

    items: Sequence[Item]
    wishes: Mapping[int, Wish]
    done: Mapping[int, Edit]
    every: Sequence[Wish]  # of the whole sentence
    first: bool = False  # whether there is no film yet

    @cached_property
    def args(self) -> list[Mapping[str, Any]]:
        """Return what is wished, and what it came to."""
        came = [{"op": one.op, **(self.done[n].args or {})} for n, one in self.wishes.items() if n in self.done]
        return [*({"op": one.op, **one.args} for one in self.wishes.values()), *came]

    @cached_property
    def said(self) -> frozenset[str]:
        """Return every name and value of the arguments."""
        return frozenset(map(str, _flat(self.args)))

    @cached_property
    def numbers(self) -> list[float]:
        """Return every number of the arguments, and how many things each lists."""
        listed = [float(len(one)) for args in self.args for one in args.values() if isinstance(one, list | tuple)]
        return [*listed, *(abs(float(one)) for one in _flat(self.args) if isinstance(one, int | float))]

    @cached_property
    def says_which(self) -> bool:
        """Return whether one of the wishes is for a part of the film."""
        keys = {key for one in self.wishes.values() for key in one.args}
        gone = [one.args for one in self.wishes.values() if one.op == "remove"]
        picked = any("text" in one or str(one["what"]).startswith("photo ") for one in gone)
        return picked or not keys.isdisjoint(_SAYS_WHICH)

    @cached_property
    def is_rest(self) -> bool:
        """Return whether certain pictures have the same otherwise, so that what is said is for the others."""
        ops = {one.op for one in self.wishes.values()}
        return any(one.op in ops and "photos" in one.args for one in self.every)

    @cached_property
    def relative(self) -> bool:
        """Return whether something is to be more or less than it is."""
        more = any(one.means("degree", *_LESS) or one.means("verb", *_CHANGING) for one in self.items)
        ways = ("compare", "share", "by")
        return more or any(one.relation == "by" or any(map(one.means, ways)) for one in self.items)

    def joined(self, wish: Wish, item: Item) -> bool:
        """Return whether an "and" or "but" stands between a wish and a word, so that they are two things."""
        low, high = min(wish.start, item.start), max(item.end, *(end for _, end in wish.spans))
        return any(one.breaks and low < one.start < high for one in self.items)

    def holds(self, item: Item) -> bool:
        """Return whether a word belongs to a wish of the sentence."""
        return any(_overlaps(one, item) for one in self.every)

    def has(self, value: float) -> bool:
        """Return whether a number shows in the arguments: as it is, as a share, or in a name."""
        ways = {value, value / 100, abs(1 - value / 100), 1 + value / 100, 1 / value if value else 0}
        if any(abs(one - way) < 0.002 for one in self.numbers for way in ways):
            return True
        return any(one.replace(":", " ").rpartition(" ")[2] == f"{value:g}" for one in self.said)


def withheld(reading: Reading, wishes: Sequence[Wish], *, first: bool) -> list[Wish]:
    """Return the wishes; one is not done where words that limit it, or deny it, show in none of its arguments."""
    found = list(wishes)
    for part in _parts(reading, wishes, {}):
        part = replace(part, first=first)
        for number, item in _limited(part):
            spans = tuple(sorted({*found[number].spans, (item.start, item.end)}))
            found[number] = _withheld(spans, reading.raw[item.start : item.end])
    return _certain(reading, found)


def _certain(reading: Reading, wishes: Sequence[Wish]) -> list[Wish]:
    """Return the wishes; one is not done where more words of its clause were lost than it can be sure of.

    Nothing goes, and no order changes, where any was; the word that alone asks for something may be told of something.
    """
    found, unsure = list(wishes), dict[int, set[Span]]()
    lost = told_and_unheard(reading, held(reading, wishes))[1] if any(one.op for one in wishes) else []
    for part in filter(lambda one: one.items, _parts(reading, wishes, {}) if lost else ()):
        first, last = part.items[0].start, part.items[-1].end
        here = [span for span in lost if first <= span[0] < last]
        words = [item for item in part.items if not item.small and any(a <= item.start < b for a, b in here)]
        made = any(one.op == "build" and "photos" not in one.args for one in part.wishes.values())
        for number, one in part.wishes.items():
            own = [item for item in part.items if _overlaps(one, item) and item.foremost != "verb"]
            alone = one.op in _HINTED and len(own) == 1
            sure = (made or (len(words) < _TOLD and not alone)) and not _destroys(one)
            if words and not sure:
                unsure.setdefault(number, set()).update(span for span in one.spans if first <= span[0] < last)
            if words and not sure and unsure[number] == {*one.spans}:
                spans = tuple(sorted({*one.spans, *here}))
                found[number] = _withheld(spans, reading.raw[words[0].start : words[-1].end])
    return found


def _destroys(wish: Wish) -> bool:
    """Return whether something goes, or comes elsewhere; what is cut between two times is surely meant."""
    if wish.op == "trim" and {"from_s", "to_s"} <= wish.args.keys():
        return False
    return wish.op in _DESTRUCTIVE or (wish.op == "build" and "photos" in wish.args)


def _limited(part: "_Part") -> Iterator[tuple[int, Item]]:
    """Yield what a word limits, or does, that shows in nothing: the nearest wish that may be for a part of the film."""
    near = [n for n, one in part.wishes.items() if one.op not in _WHOLE]
    for item in part.items:
        if not near or not (_acts(item, part) or (_limits(item, part) and not _shows(item, part))):
            continue
        number = min(near, key=lambda n: _gap(part.wishes[n], item))
        if not (_acts(item, part) and part.joined(part.wishes[number], item)):
            yield number, item


def _acts(item: Item, part: "_Part") -> bool:
    """Return whether a verb stands here that no wish has heard."""
    if not item.means("verb", *_ACTS) or len(item.senses) > 1 or part.holds(item):
        return False
    return {one.op for one in part.wishes.values()}.isdisjoint(_DOES.get(item.value("verb"), ()))


def with_unspent(reading: Reading, wishes: Sequence[Wish], done: Mapping[int, Edit]) -> dict[int, Edit]:
    """Return what the wishes came to; one of whose words nothing was made is no more than approximated."""
    found = dict(done)
    every = frozenset(one.op for one in wishes)
    for part in _parts(reading, wishes, done):
        for item in part.items:
            if _shows(item, part) and _is_done(item, every):
                continue
            near = [n for n in part.wishes if n in done and done[n].outcome == "applied" and wishes[n].op]
            if near:
                number = min(near, key=lambda n: _gap(wishes[n], item))
                word = reading.raw[item.start : item.end]
                remark = Say(f"not used: '{word}'", f"未用到“{word}”")
                found[number] = nearly(wishes[number], found[number], remark)
    return found


def _parts(reading: Reading, wishes: Sequence[Wish], done: Mapping[int, Edit]) -> Iterator[_Part]:
    """Yield what stands between two stops where something is done; without what was declined, or taken back."""
    for stop, row in groupby(reading.items, lambda item: item.tokens[0].kind == "stop" or item.relation == "reason"):
        items = list(row)
        here = {n: one for n, one in enumerate(wishes) if any(_overlaps(one, item) for item in items)}
        lives = {n: one for n, one in here.items() if _lives(one, done.get(n))}
        if stop or not lives:
            continue
        out = [one for n, one in here.items() if n not in lives]
        items = [one for one in items if all(_named_by(gone, one) or not _overlaps(gone, one) for gone in out)]
        items = [one for one in items if not (_speaks_of(one) and reading.opened(one) in _WHOM)]
        yield _Part(items, lives, done, wishes)


def _lives(wish: Wish, edit: Edit | None) -> bool:
    outcome = edit.outcome if edit else wish.outcome
    return bool(wish.op) and outcome in ("applied", "approximated")


def _overlaps(wish: Wish, item: Item) -> bool:
    return any(start < item.end and item.start < end for start, end in wish.spans)


def _named_by(wish: Wish, item: Item) -> bool:
    """Return whether a wish does nothing but name a thing that something is said of, or that something is not to be."""
    denies = item.foremost == "not" and not item.text.isascii()
    return is_idle(wish) and (denies or _speaks_of(item) != "")


def _gap(wish: Wish, item: Item) -> int:
    """Return how many letters lie between a wish and a word."""
    return min(max(item.start - end, start - item.end, 0) for start, end in wish.spans)


def _limits(item: Item, part: _Part) -> bool:
    """Return whether a word says for which part of the film something is, or that it is not to be.

    Before there is a film a complaint is one about the world: it wishes for nothing that it names.
    """
    which = item.value("which")
    if which is not None:
        return bool(which.part in ("some", "rest"))
    if item.foremost == "ordinal" and item.text.startswith("第"):
        return True
    ranked = item.foremost == "part" and item.value("part") in ("first", "last") and not item.means("measure")
    blames = part.first and item.means("complain") and not item.means("tells")
    own = item.foremost == "noun" and item.value("noun") in _PROPERTIES
    ends = item.foremost == "when" and item.value("when") in ("at_start", "at_end")
    return own or ends or ranked or blames or item.foremost in ("not", "except") or _speaks_of(item) != ""


def _speaks_of(item: Item) -> str:
    """Return what a noun by itself speaks of, if it is the words, the music or the logo."""
    single = item.foremost == "noun" and len(item.senses) == 1 and len(item.tokens) == 1
    return str(item.value("noun")) if single and item.value("noun") in _THINGS else ""


def _shows(item: Item, part: _Part) -> bool:
    """Return whether what a word says is seen in what is wished beside it, or it says nothing that has to be."""
    if item.tokens[0].guessed or item.text in PARTICLES:
        return True
    if _limits(item, part):
        return _is_limited(item, part)
    return _amounts(item, part) if item.foremost in _AMOUNTS else _has_value(item, part)


def _is_limited(item: Item, part: _Part) -> bool:
    """Return whether it shows what a word limits, denies or speaks of."""
    noun = item.value("noun")
    if item.foremost == "noun" and noun in _PROPERTIES:
        return not any(one.op == "remove" and one.args.get("what") in _THINGS for one in part.wishes.values())
    if _speaks_of(item):
        others = _PICTURED if noun == "music" else (*_PICTURED, *_HEARD)
        return any(one.op not in others for one in part.wishes.values())
    denied = not part.said.isdisjoint(_DENIED)
    if item.foremost == "not" or item.means("complain"):
        too = (one.text for one in part.items if one.means("compare"))
        return denied or any(text.isascii() or text.startswith("太") for text in too)  # "nothing too fast"
    return part.says_which or (item.pictures == "rest" and part.is_rest)


def _amounts(item: Item, part: _Part) -> bool:
    """Return whether a number shows, or is only so much more or less than what was."""
    value = item.value(item.foremost)
    number = float(getattr(value, "number", value))
    return part.relative or number == 1 or part.has(abs(number))


def _has_value(item: Item, part: _Part) -> bool:
    """Return whether a value shows, such as a colour or a place; what is denied, or gives way, need not."""
    kind = item.foremost
    if kind == "part":
        return item.value(kind) not in _PARTS or item.means("measure") or part.says_which
    if kind not in _VALUES or (len(item.senses) > 1 and kind not in _PLACES) or item.value(kind) in _OPEN:
        return True
    if any(one.means("not") or one.means("instead") or one.means("verb", "remove") for one in part.items):
        return True
    values = [str(item.value(of)) for of in item.senses if of in _VALUES]
    return any(one == value or one.startswith(f"{value}_") or one.endswith(f"_{value}")
               for value in values for one in part.said)  # fmt: skip


def _is_done(item: Item, ops: frozenset[str]) -> bool:
    """Return whether what a verb does is among all that was done."""
    if item.foremost != "verb" or len(item.senses) > 1:
        return True
    return not ops.isdisjoint(_DOES.get(item.value("verb"), ops))


def _flat(args: Any) -> Iterator[Any]:
    for one in [*args, *args.values()] if isinstance(args, Mapping) else args:
        if isinstance(one, list | tuple | Mapping):
            yield from _flat(one)
        else:
            yield one


def _withheld(spans: tuple[Span, ...], word: str) -> Wish:
    note = Say(
        f"'{word}' was not understood here, so nothing was done: say it in a sentence of its own",
        f"这里的“{word}”没有理解，未作处理：请单独说一句",
    )
    return Wish("", {}, spans, "declined", note, unclear=True)
