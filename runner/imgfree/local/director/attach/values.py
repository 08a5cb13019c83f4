"""Which slot takes a value: every place for it has a cost, and the cheapest is taken first."""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from imgfree.local.director.attach.heads import evoke, evoker
from imgfree.local.director.attach.verbs import is_verb
from imgfree.local.director.costs import COSTS, FAR, REACH, SHARED
from imgfree.local.director.frames import Frame, Frames, Mention, Slot, fits, leading
from imgfree.local.director.read.reading import Item, Reading


@dataclass(order=True)
class _Offer:
    """A place for a value: a slot of a mention, or a frame that it would evoke; the cheapest is taken first."""

    cost: float
    item: int
    ticket: int
    mention: Mention | None = field(compare=False)
    slot: str = field(compare=False)
    frame: Frame | None = field(compare=False, default=None)


def give_values(reading: Reading, frames: Frames, mentions: list[Mention]) -> None:
    """Give every value that is no head to the slot where it costs least, or let it be a frame by itself."""
    heads = {id(item) for mention in mentions for item in mention.heads}
    free = {number: item for number, item in enumerate(reading.items) if id(item) not in heads and item.senses}
    queue = [
        _Offer(frame.alone[of] + _company(reading, item, frame), number, place, None, "", frame)
        for number, item in free.items()
        for place, frame, of in frames.evoked(item, "alone")
    ]
    for number, item in free.items():
        if (frame := evoker(reading, item, frames)) is not None:
            queue.append(_Offer(COSTS["contested"], number, len(frames.every), None, "", frame))
    heapq.heapify(queue)
    for mention in mentions:
        _offer(reading, free, mention, mentions, queue)
    everything = dict(free)
    while queue:
        best = heapq.heappop(queue)
        if best.item not in free:
            if (
                best.frame is None
                or best.cost > SHARED
                or not any(fits(everything[best.item], of) for of in best.frame.shares)
            ):
                continue
            made = Mention(best.frame, [everything[best.item]])
            mentions.append(made)
            _offer(reading, free, made, mentions, queue)
            continue
        if best.frame is not None:
            made = evoke(reading, best.frame, free.pop(best.item), mentions)
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
        if abs(item.first - mention.start) > FAR:
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
        if slot.accepts(item) is None or _is_pictured(reading, item, mention):
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


def _is_pictured(reading: Reading, item: Item, mention: Mention) -> bool:
    """Return whether a time is how long a picture stays that is named before it, and so of nothing beyond a comma."""
    if not item.means("time") or not all(reading.parted(head, item) for head in mention.heads):
        return False
    which = next((one for one in reversed(reading.piece(item)) if one.pictures == "some"), None)
    return which is not None and not any(which is one for one in mention.items)


def _verb_between(reading: Reading, item: Item, head: Item) -> bool:
    """Return whether a verb stands behind the item and before the head; "want" is none."""
    row = reading.items[reading.place(item) + 1 : reading.place(head)]
    return any(is_verb(one) and not one.means("verb", "want", "have") for one in row)


def _led(reading: Reading, item: Item, slot: Slot) -> bool:
    """Return whether a verb that the slot waits for stands right before the value: "show for 3 s", 停2秒."""
    verb = leading(reading, item)
    return verb is not None and any(fits(verb, of) for of in slot.after)
