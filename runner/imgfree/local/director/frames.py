"""What belongs to what: operations declare heads and slots, and one table of costs decides.

A frame is evoked by its heads (a noun or a value of its own, such as "crossfade") or by a value that nothing else takes
(a length of time alone is the length of the film). Every other phrase goes to the frame where it costs least.
"""

import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.read.tokens import Token
from imgfree.local.director.wish import Scene, Wish

COSTS = {
    "behind": 0.15,  # the value stands after its head; before it is how a noun is described
    "verb": 0.7,  # what only describes stands before a verb that stands before the head: "brighter, add grain"
    "other head": 0.6,  # for each other frame's head between them
    "related": -0.8,  # the preposition that the slot waits for stands right before the value
    "beside": -0.9,  # a word of the frame itself (a "transition" beside "zoom") is in the clause
    "describes": 1.0,  # the value stands before the film's noun, as in "a 9 s clip": it is the film's
    "unlike": 1.0,  # a word right before says that something else is spoken of
    "unlikely": 0.5,  # a sense that is not the first of its row
    "contested": 0.5,  # a head whose word another frame could take in another sense
    "listed": 0.2,  # beside a value that was taken by the same slot
    "listed on": 0.35,  # the same, with a comma or "and" between them
}
LIGHT = ("make", "add", "use", "put", "show", "have", "want", "set", "apply", "change", "keep", "say", "like_this")
STRONG = (
    "remove", "cut", "split", "shorten", "lengthen", "slow_down", "speed_up", "mute", "lower", "raise", "reverse",
    "repeat", "undo", "redo", "crop", "shuffle", "soften", "strengthen", "translate",
)  # fmt: skip  # what each does to a thing is its own: a frame that knows nothing of it leaves it to be reported
REACH = 3.0  # nothing is taken that costs more
_FAR = 40  # words; nobody means what stands so far away
_NEAR = 0.65
_REACHED = 2.2  # how far a verb governs, over commas and "and"
_SHARED = 1.0  # what a value that another frame has may cost to stand alone as well
_HAVING = ("add", "use", "put", "have", "want", "show", "make", "keep", "remove", "play", "set")
_MODIFIERS = ("degree", "complain", "again", "only", "seem")  # they say how, of what stands beside them


@dataclass(frozen=True)
class Slot:
    """What a frame takes under a name: values of these types, sooner after these words; one, or many."""

    takes: tuple[str, ...]
    after: tuple[str, ...] = ()
    many: bool = False
    extra: float = 0.0  # how much dearer than usual
    within: float = REACH  # what costs more is not taken
    deniable: bool = False  # "no" before its value is said of that alone: captions without a box

    def accepts(self, item: Item) -> str | None:
        """Return the type under which the slot takes the item; None if it does not."""
        return next((of for of in self.takes if fits(item, of)), None)


@dataclass
class Mention:
    """A frame as the sentence evokes it: its heads, what its slots took, its verbs, and whether it is negated."""

    frame: "Frame"
    heads: list[Item]
    slots: dict[str, list[Item]] = field(default_factory=dict)
    verbs: list[Item] = field(default_factory=list)
    negations: list[Item] = field(default_factory=list)
    denied: list[Item] = field(default_factory=list)  # values that are said not to be
    modifiers: list[Item] = field(default_factory=list)
    heeded: set[Item] = field(default_factory=set)  # the verbs that the frame asked for
    fellows: "list[Mention]" = field(default_factory=list, repr=False)  # all mentions of this frame in the sentence

    @property
    def start(self) -> int:
        """Return the token at which the mention begins, by its heads."""
        return self.heads[0].first

    @property
    def items(self) -> list[Item]:
        """Return everything the mention is made of, in order."""
        parts = [*self.heads, *self.verbs, *self.negations, *self.modifiers]
        parts += [item for found in self.slots.values() for item in found]
        return sorted(set(parts), key=lambda item: item.first)

    @property
    def described(self) -> list[Item]:
        """Return what words that say how can be about."""
        return [*self.heads, *(item for found in self.slots.values() for item in found)]

    def head(self, of: str) -> Any:
        """Return the value of the first head of that type; None without one."""
        return next((item.value(of) for item in self.heads if item.means(of)), None)

    def slot(self, name: str) -> Any:
        """Return the value that a slot took; None if it is empty."""
        found = self.slots.get(name)
        return found[0].value(str(self.frame.slots[name].accepts(found[0])).partition("=")[0]) if found else None

    def item(self, name: str) -> Item | None:
        """Return the item that a slot took; None if it is empty."""
        found = self.slots.get(name)
        return found[0] if found else None

    def without(self, *of: str) -> "Mention | None":
        """Return the mention without what has a value of these types; None if no head is left."""
        heads = [item for item in self.heads if not any(item.means(one) for one in of)]
        slots = {name: [item for item in found if not any(item.means(one) for one in of)]
                 for name, found in self.slots.items()}  # fmt: skip
        return (
            replace(self, heads=heads, slots={name: found for name, found in slots.items() if found}) if heads else None
        )

    def does(self, *verbs: str) -> bool:
        """Return whether one of these verbs governs it, or is one of its own words."""
        found = {item for item in self.items if item.means("verb", *verbs)}
        self.heeded |= found
        return bool(found)

    def means(self, of: str, *values: str) -> bool:
        """Return whether a word beside it that says how (a degree, a complaint) means that."""
        said = [*self.modifiers, *(head for head in self.heads if of == "complain")]
        return any(item.means(of, *values) for item in said)

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return the stretches of the sentence that it is made of: no verb that its frame knows nothing of."""
        unheeded = {
            verb for verb in self.verbs if verb.means("verb", *STRONG) and not verb.means("verb", *self.frame.acts)
        }
        unheeded -= self.heeded
        return tuple((item.start, item.end) for item in self.items if item not in unheeded)


@dataclass(frozen=True)
class Frame:
    """How an operation is said. `heads` and `alone` name a type, or type=value; `alone` has what it costs to be one.

    `wishes` makes of a mention what is wished: nothing, one operation or several.
    """

    op: str
    heads: tuple[str, ...]
    wishes: Callable[[Mention, Reading, Scene], Iterable[Wish]]
    slots: Mapping[str, Slot] = field(default_factory=dict)
    acts: tuple[str, ...] = ()  # verbs that evoke it where they govern nothing but the film, pictures, or nothing
    alone: Mapping[str, float] = field(default_factory=dict)
    doubts: Callable[[Item], float] | None = None  # how much dearer it is that a value evokes the frame by itself
    unlike: tuple[str, ...] = ()  # words right before a value after which it hardly evokes the frame by itself
    after: tuple[str, ...] = ()  # prepositions before what stands alone that make it likelier
    beside: tuple[str, ...] = ()  # what makes it likelier that a word of several senses means this
    also: tuple[str, ...] = ()  # other operations that it wishes and that its module edits
    owns: Callable[[Reading, Item], bool] | None = None  # whether a word that can be a head is one here
    joins: Callable[[Reading, Mention, Item], bool] | None = None  # whether a head belongs to a mention; near, else
    left: tuple[str, ...] = ()  # what evokes it where nothing else took it
    absorbs: Callable[[Mention], bool] | None = (
        None  # whether what is said with it, up to the next comma, is part of it
    )
    removes: str = ""  # what `remove` calls it; a mention that is denied or taken away removes it, and wishes nothing
    once: bool = False  # wished once in a sentence, however often it is mentioned
    shares: tuple[str, ...] = ()  # what stands alone for it, near a word of its own, also where another frame has it
    stays: bool = False  # its mentions hold even beside a wish that is refused
    yields: bool = False  # its mentions name what others act on: the film, the pictures


def absorbed(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions without those that are part of another one: "a countdown over 5 s"."""
    gone: set[int] = set()
    for mention in mentions:
        if id(mention) in gone or mention.frame.absorbs is None or not mention.frame.absorbs(mention):
            continue
        first, last = _scope(reading, mention, mentions)
        for other in mentions:
            part = other is not mention and id(other) not in gone and not other.frame.stays
            if part and first <= other.start < last:
                gone.add(id(other))
        mention.heads += [item for item in reading.items if first <= item.first < last and item not in mention.items]
        mention.heads.sort(key=lambda item: item.first)
    return [mention for mention in mentions if id(mention) not in gone]


def _scope(reading: Reading, mention: Mention, mentions: Sequence[Mention]) -> tuple[int, int]:
    """Return the tokens that belong to a mention: from its verb, or what is taken up with 把, to the next border."""
    head, after = mention.heads[0].first, mention.heads[0].last
    row = reading.tokens
    ends = (place for place in range(after, len(row)) if _ends_scope(row[place]) or _is_length(row, place))
    last = next(ends, len(row))
    first, others = head, {one.start for one in mentions if one is not mention and not one.frame.yields}
    other = False
    for place in range(head - 1, -1, -1):
        token = reading.tokens[place]
        if _ends_scope(token):
            break
        if token.relation == "object" or (token.means("verb") and not token.means("verb", "make", "combine")):
            return (first if other and token.relation != "object" else _causing(row, place)), last
        other = other or place in others or token.means("verb")
        first = place if token.kind == "unknown" and first == place + 1 else first
    else:
        place = -1
    return (first if other else place + 1), last


def _causing(row: Sequence[Token], place: int) -> int:
    """Return where a verb begins with the one who is to do it: "get a neighbour to read" is one."""
    for before in range(place - 1, -1, -1):
        if row[before].means("verb", "want", "have"):
            return before
        if row[before].kind not in ("unknown", "function") and not row[before].means("context"):
            break
    return place


def _is_length(row: Sequence[Token], place: int) -> bool:
    """Return whether a length of time stands here by itself, with no "over" or "for" before it."""
    quantity = row[place].quantity
    return quantity is not None and quantity.kind == "seconds" and row[place - 1].kind == "form"


def _ends_scope(token: Token) -> bool:
    """Return whether something new begins here: at a stop, at "and" or "with", at the film that it is said of."""
    return (
        token.kind == "stop" or token.relation in ("and", "then", "but", "with", "for") or token.means("noun", "film")
    )


def fits(item: Item, of: str) -> bool:
    """Return whether an item can mean a type, or a type=value."""
    kind, value = _parted(of)
    if kind not in item.senses:
        return False
    return not value or str(item.senses[kind]) == value or item.means(kind, value)


@cache
def _parted(of: str) -> tuple[str, str]:
    kind, _, value = of.partition("=")
    return kind, value


def attach(reading: Reading, frames: Sequence[Frame]) -> list[Mention]:
    """Return the sentence's mentions with everything attached, in order."""
    mentions = _evoked(reading, frames)
    _values(reading, frames, mentions)
    _verbs(reading, mentions)
    _modifiers(reading, mentions)
    _left(reading, frames, mentions)
    _negations(reading, mentions)
    return sorted(mentions, key=lambda mention: mention.start)


def _evoked(reading: Reading, frames: Sequence[Frame]) -> list[Mention]:
    """Return a mention for every head; a noun joins the value of its frame in the same clause."""
    found: list[Mention] = []
    doing = tuple(of for frame in frames for of in frame.acts)
    acts = [item for item in reading.items if item.senses and any(fits(item, of) for of in doing)]
    for item in (*(one for one in reading.items if one not in acts), *acts):
        idle = item in acts and all(
            one.frame.yields or (reading.parted(item, one.heads[0]) and _has_own(reading, item))
            for one in _governed(reading, item, found)
        )
        idle = idle and not _is_named(reading, item)
        frame = _evoker(reading, item, frames, acts=idle)
        if frame is not None and not _contested(item, frames):
            _evoke(reading, frame, item, found)
    return found


def _has_own(reading: Reading, verb: Item) -> bool:
    """Return whether what a verb does something with stands right behind it: "cut 2 seconds", and nothing beyond."""
    after = next((one for one in reading.items[reading.place(verb) + 1 :] if one.tokens[0].kind != "function"), None)
    return after is not None and any(fits(after, of) for of in ("time", "stretch", "degree=half", "degree=twice"))


def _is_named(reading: Reading, verb: Item) -> bool:
    """Return whether a look stands behind a verb, which needs no noun: "remove the sepia"."""
    row = (one for one in reading.items[reading.place(verb) + 1 :] if one.tokens[0].kind != "function")
    return (after := next(row, None)) is not None and next(iter(after.senses), "") == "look"


def _evoker(reading: Reading, item: Item, frames: Sequence[Frame], *, acts: bool = False) -> Frame | None:
    """Return the frame of which the item is most likely a head; None where it is a head of none."""
    if not item.senses:
        return None
    ways = [(_sense(reading, item, frame, of), number, frame) for number, frame in enumerate(frames)
            for of in (*frame.heads, *(frame.acts if acts else ()))
            if fits(item, of) and (frame.owns is None or frame.owns(reading, item))]  # fmt: skip
    return min(ways, key=lambda way: way[:2])[2] if ways else None


def _evoke(reading: Reading, frame: Frame, item: Item, mentions: list[Mention]) -> Mention:
    """Return the mention of which the item is a head: one that is near, or a new one."""
    joins = frame.joins or _joins
    near = next((one for one in reversed(mentions) if one.frame is frame and joins(reading, one, item)), None)
    if near is None:
        near = Mention(frame, [])
        mentions.append(near)
    near.heads = sorted([*near.heads, item], key=lambda head: head.first)
    return near


def _contested(item: Item, frames: Sequence[Frame]) -> bool:
    """Return whether a word that could be a head may be a value of another frame instead, in another sense."""
    own = {of.partition("=")[0] for frame in frames for of in frame.heads if fits(item, of)}
    taken = (slot.accepts(item) for frame in frames for slot in frame.slots.values() if slot.many)
    return any(of is not None and of.partition("=")[0] not in own for of in taken)


def _governed(reading: Reading, verb: Item, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that a verb governs."""
    verbs = [item for item in reading.items if item.means("verb")]
    return [one for one in mentions if _governor(reading, one, verbs) is verb]


def _sense(reading: Reading, item: Item, frame: Frame, of: str) -> float:
    """Return what it costs to take a word as this frame's head."""
    kind = of.partition("=")[0]
    cost = COSTS["unlikely"] * list(item.senses).index(kind)
    near = reading.beside(item)
    words = [word for word in (*frame.beside, *frame.heads) if word.partition("=")[0] != kind]
    if any(fits(other, word) for word in words for other in near):
        cost += COSTS["beside"]
    return cost


def apart(reading: Reading, mention: Mention, item: Item) -> bool:
    """Return that every head is a mention by itself: the `joins` of a frame whose heads are wishes."""
    return False


def _joins(reading: Reading, mention: Mention, item: Item) -> bool:
    """Return whether a head belongs to a mention of its frame: a noun beside a value, or the same once more."""
    last = mention.heads[-1]
    if reading.distance(last, item) > 1.2:
        return False
    if any(one.means("verb") for one in reading.items[reading.place(last) + 1 : reading.place(item)]):
        return False
    kinds = {kind for head in mention.heads for kind in head.senses}
    return not (kinds & set(item.senses) - {"noun"})


@dataclass(order=True)
class _Offer:
    """A place for a value: a slot of a mention, or a frame that it would evoke; the cheapest is taken first."""

    cost: float
    item: int
    ticket: int
    mention: Mention | None = field(compare=False)
    slot: str = field(compare=False)
    frame: Frame | None = field(compare=False, default=None)


def _values(reading: Reading, frames: Sequence[Frame], mentions: list[Mention]) -> None:
    """Give every value that is no head to the slot where it costs least, or let it be a frame by itself."""
    heads = {id(item) for mention in mentions for item in mention.heads}
    free = {number: item for number, item in enumerate(reading.items) if id(item) not in heads and item.senses}
    queue = [
        _Offer(cost + _company(reading, item, frame), number, place, None, "", frame)
        for number, item in free.items()
        for place, frame in enumerate(frames)
        for of, cost in frame.alone.items()
        if fits(item, of)
    ]
    for number, item in free.items():
        if (frame := _evoker(reading, item, frames)) is not None:
            queue.append(_Offer(COSTS["contested"], number, len(frames), None, "", frame))
    heapq.heapify(queue)
    for mention in mentions:
        _offer(reading, free, mention, mentions, queue)
    everything = dict(free)
    while queue:
        best = heapq.heappop(queue)
        if best.item not in free:
            if (
                best.frame is None
                or best.cost > _SHARED
                or not any(fits(everything[best.item], of) for of in best.frame.shares)
            ):
                continue
            made = Mention(best.frame, [everything[best.item]])
            mentions.append(made)
            _offer(reading, free, made, mentions, queue)
            continue
        if best.frame is not None:
            made = _evoke(reading, best.frame, free.pop(best.item), mentions)
            _offer(reading, free, made, mentions, queue)
        elif best.mention and (not best.mention.slots.get(best.slot) or best.mention.frame.slots[best.slot].many):
            taken = free.pop(best.item)
            best.mention.slots.setdefault(best.slot, []).append(taken)
            if best.mention.frame.slots[best.slot].many:
                _list(reading, free, taken, best, queue)


def _list(reading: Reading, free: Mapping[int, Item], taken: Item, offer: _Offer, queue: list[_Offer]) -> None:
    """Offer what stands in one list with a value to the slot that took the value."""
    assert offer.mention is not None
    slot = offer.mention.frame.slots[offer.slot]
    for number, item in free.items():
        if slot.accepts(item) is not None and (cost := _listed(reading, taken, item)) is not None:
            heapq.heappush(queue, _Offer(cost + slot.extra, number, len(queue), offer.mention, offer.slot))


def _listed(reading: Reading, one: Item, other: Item) -> float | None:
    """Return what it costs that two values are in one list; None where more than a comma or "and" is between them."""
    first, second = sorted((one, other), key=lambda item: item.first)
    between = reading.tokens[first.last : second.first]
    if any(token.strong or token.kind not in ("stop", "function") for token in between):
        return None
    broken = any(token.kind == "stop" or token.relation for token in between)
    return COSTS["listed on"] if broken else COSTS["listed"]


def _offer(
    reading: Reading, free: Mapping[int, Item], mention: Mention, mentions: Sequence[Mention], queue: list[_Offer]
) -> None:
    """Add what it costs to put each free value into each slot of a mention."""
    for number, item in free.items():
        if abs(item.first - mention.start) > _FAR:
            continue
        for cost, slot in _options(reading, item, mention, mentions):
            heapq.heappush(queue, _Offer(cost, number, len(queue), mention, slot))


def _company(reading: Reading, item: Item, frame: Frame) -> float:
    """Return what it takes off a value's own cost that a word of its frame stands near it."""
    near = [one for one in reading.beside(item) if not (one.means("time") and reading.film_after(one))]
    cost = COSTS["beside"] if any(fits(one, word) for one in near for word in frame.beside) else 0.0
    cost += COSTS["related"] if frame.after and reading.relation(item) in frame.after else 0.0
    cost += frame.doubts(item) if frame.doubts else 0.0
    before = reading.before(item)
    return cost + (COSTS["unlike"] if before and any(fits(before, word) for word in frame.unlike) else 0.0)


def _options(
    reading: Reading, item: Item, mention: Mention, mentions: Sequence[Mention]
) -> Iterator[tuple[float, str]]:
    """Yield what it costs to put an item into each slot of a mention that takes it."""
    for name, slot in mention.frame.slots.items():
        if slot.accepts(item) is None:
            continue
        head = min(mention.heads, key=lambda one: reading.distance(one, item))
        cost = reading.distance(head, item) + slot.extra
        cost += COSTS["behind"] if item.first > head.first else 0.0
        cost += COSTS["verb"] if slot.within < REACH and _verb_between(reading, item, head) else 0.0
        cost += COSTS["unlikely"] * list(item.senses).index(str(slot.accepts(item)).partition("=")[0])
        between = sorted((item.first, head.first))
        cost += COSTS["other head"] * sum(between[0] < one.start < between[1] for one in mentions)
        if item.means("time") and reading.film_after(item) and not any(fits(item, of) for of in mention.frame.alone):
            cost += COSTS["describes"]
        if slot.after and (reading.relation(item) in slot.after or _led(reading, item, slot)):
            cost += COSTS["related"]
        if cost <= slot.within:
            yield cost, name


def _verb_between(reading: Reading, item: Item, head: Item) -> bool:
    """Return whether a verb stands behind the item and before the head; "want" is none."""
    row = reading.items[reading.place(item) + 1 : reading.place(head)]
    return any(_is_verb(one) and not one.means("verb", "want", "have") for one in row)


def _led(reading: Reading, item: Item, slot: Slot) -> bool:
    """Return whether a verb that the slot waits for stands right before the value: "show for 3 s", 停2秒."""
    verb = leading(reading, item)
    return verb is not None and any(fits(verb, of) for of in slot.after)


def leading(reading: Reading, item: Item) -> Item | None:
    """Return the verb before a value, with nothing but small words between them."""
    for one in reversed(reading.items[: reading.place(item)]):
        if one.means("verb"):
            return one
        if one.tokens[0].kind != "function" and not one.means("degree"):
            return None
    return None


def _verbs(reading: Reading, mentions: Sequence[Mention]) -> None:
    """Give every verb to what it governs; one that evoked a frame governs nothing else."""
    taken = {id(item) for mention in mentions if not _bare(mention) for item in mention.items}
    every = [item for item in reading.items if _is_verb(item)]
    verbs = [item for item in every if id(item) not in taken]
    for mention in mentions:
        led = [leading(reading, item) for found in mention.slots.values() for item in found]
        governing = [verb for verb in verbs if any(verb is one for one in led)]
        main = _governor(reading, mention, every)
        main = None if main is None or id(main) in taken else main
        mention.verbs = [main, *(verb for verb in governing if verb is not main)] if main else governing
        if main is not None and main.first > mention.heads[-1].first:
            for one in _listed_before(reading, mentions, mention):
                one.verbs = one.verbs or [main]
        before = [leading(reading, verb) for verb in mention.verbs]  # "end with words": two that act as one
        mention.verbs += [verb for verb in verbs if any(verb is one for one in before) and verb not in mention.verbs]
    row = sorted(mentions, key=lambda mention: mention.start)
    for one, other in reversed(list(itertools.pairwise(row))):
        between = reading.tokens[one.heads[-1].last : other.heads[0].first]
        joined = bool(between) and all(token.kind == "function" for token in between)
        if joined and not one.verbs and any(token.relation == "and" for token in between):
            one.verbs = [verb for verb in other.verbs if verb.first > other.heads[-1].first]  # "both go"


def _listed_before(reading: Reading, mentions: Sequence[Mention], last: Mention) -> list[Mention]:
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


def _is_verb(item: Item) -> bool:
    """Return whether a word is a verb here; what describes first (smooth, slow) is none."""
    described = next(iter(item.senses), "") in ("trait", "mood", "look", "compare")
    return item.means("verb") and not described


def _governor(reading: Reading, mention: Mention, verbs: Sequence[Item]) -> Item | None:
    """Return the verb that governs a mention: the nearest before it, or one right behind it if that is nearer."""
    clause, head = reading.clause(mention.heads[0]), mention.heads[0]
    near = [verb for verb in verbs if abs(verb.first - head.first) < _FAR]
    own = [verb for verb in near if reading.clause(verb) is clause]
    ways = [(reading.distance(verb, mention.heads[0]), verb) for verb in own if verb.first < mention.heads[-1].first]
    ways = [way for way in ways if way[0] < _REACHED][-1:]
    ways = [(gap, verb) for gap, verb in ways if not _busy(reading, verb, mention.heads[0])]
    ways = [(gap, verb) for gap, verb in ways if not _ended(reading, verb, mention)]
    behind = [verb for verb in own if verb.first > mention.heads[-1].first][:1]
    ways += [(gap + COSTS["behind"], verb) for verb in behind
             if (gap := reading.distance(mention.heads[-1], verb)) < _NEAR]  # fmt: skip
    return min(ways, key=lambda way: way[0])[1] if ways else None


def _ended(reading: Reading, verb: Item, mention: Mention) -> bool:
    """Return whether a verb such as "remove" has ended at a comma, behind which more is said than one more thing."""
    parted = verb.means("verb", *STRONG) and reading.parted(verb, mention.heads[0])
    return parted and (bool(mention.slots) or reading.relation(mention.heads[0]) in ("with", "for", "in", "to"))


def _busy(reading: Reading, verb: Item, item: Item) -> bool:
    """Return whether a verb has an object that nobody knows, and so says nothing of what stands beyond a comma."""
    between = reading.tokens[verb.last : item.first]
    borders = [place for place, token in enumerate(between) if token.kind == "stop" or token.relation in ("and", "but")]
    if borders and any(one.relation == "object" for one in reading.piece(verb)):
        return True  # what it does something to stands before it
    return bool(borders) and any(token.kind == "unknown" for token in between[: borders[-1]])


def _negations(reading: Reading, mentions: Sequence[Mention]) -> None:
    """Give every "no" to what it denies: what follows in its clause up to a "but", or what stands right before it."""
    for item in reading.items:
        if not item.means("not"):
            continue
        if (owner := _denied(reading, item, mentions)) is not None:
            owner.modifiers.append(item)
            continue
        after = [
            one for one in mentions if any(item.first < head.first and reading.denies(item, head) for head in one.heads)
        ]
        before = [(gap, place) for place, one in enumerate(mentions) if one.start < item.first
                  and (gap := reading.distance(one.heads[-1], item)) < 0.5]  # fmt: skip
        before = sorted(before)[:1] if _closes(reading, item) else []
        behind = [mentions[place] for _, place in before]
        behind += [one for last in behind for one in _listed_before(reading, mentions, last)]
        for mention in _row(reading, after) or behind:
            mention.negations.append(item)


def _closes(reading: Reading, negation: Item) -> bool:
    """Return whether nothing but a verb of having follows a "no" up to a stop, so that it denies what is before it."""
    rest = reading.items[reading.place(negation) + 1 :]
    for one in rest:
        if one.tokens[0].kind == "stop":
            break
        if one.tokens[0].kind == "unknown" or (one.senses and not one.means("verb", *_HAVING)):
            return False
    return True


def _row(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the first mention and those that "or" and "and" join to it."""
    found: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: one.start):
        between = reading.tokens[found[-1].heads[-1].last : mention.start] if found else ()
        if found and not any(token.relation in ("or", "and") or token.means("again") for token in between):
            break
        found.append(mention)
    return found


def _denied(reading: Reading, negation: Item, mentions: Sequence[Mention]) -> Mention | None:
    """Return the mention of which a "no" only denies the value behind it, which is noted there."""
    value = next((one for one in reading.items[reading.place(negation) + 1 :] if one.senses), None)
    for mention in mentions:
        for name, found in mention.slots.items():
            if mention.frame.slots[name].deniable and any(one is value for one in found):
                mention.denied += [one for one in found if one is value]
                return mention
    return None


def _modifiers(reading: Reading, mentions: Sequence[Mention]) -> None:
    """Give every word that says how to what stands nearest to it, with no comma in between."""
    taken = {id(item) for mention in mentions for item in mention.items}
    for item in reading.items:
        if id(item) in taken or not any(item.means(of) for of in _MODIFIERS):
            continue
        denied = _is_denied(reading, item)
        near = min(
            ((reading.distance(one, item) + COSTS["behind"] * (one.first < item.first), place)
             for place, mention in enumerate(mentions) for one in mention.described
             if abs(one.first - item.first) < _FAR and not reading.parted(one, item)
             and not (denied and one.first < item.first)),
            default=(REACH, 0),
        )  # fmt: skip
        if near[0] < _NEAR:
            mentions[near[1]].modifiers.append(item)


def _is_denied(reading: Reading, item: Item) -> bool:
    """Return whether a complaint is about what is not wanted: "nothing too flashy"."""
    before = reading.before(item)
    while before is not None and before.means("complain"):
        before = reading.before(before)
    return item.means("complain") and before is not None and before.means("not")


def _left(reading: Reading, frames: Sequence[Frame], mentions: list[Mention]) -> None:
    """Let what no mention took evoke a frame that waits for it."""
    taken = {id(item) for mention in mentions for item in mention.items}
    for item in reading.items:
        frame = next((one for one in frames if any(fits(item, of) for of in one.left)), None)
        if frame is not None and id(item) not in taken:
            mentions.append(Mention(frame, [item]))
