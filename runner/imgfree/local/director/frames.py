"""What an operation declares of how it is said, and what a sentence says of it: frames with slots, and mentions.

A frame is evoked by its heads (a noun or a value of its own, such as "crossfade") or by a value that nothing else takes
(a length of time alone is the length of the film). Every other phrase goes to the frame where it costs least.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from imgfree.local.director.costs import REACH
from imgfree.local.director.lexicon.kinds import STRONG
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.wish import Scene, Span, Wish


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
        for of in self.takes:
            if of in item.meanings:
                return of
        return None


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

    def spans(self, *also: Item) -> tuple[Span, ...]:
        """Return the stretches of the sentence that it is made of, with what belongs to it `also`, in order.

        A verb of its own that its frame knows nothing of is none.
        """
        unheeded = {
            verb for verb in self.verbs if verb.means("verb", *STRONG) and not verb.means("verb", *self.frame.acts)
        }
        unheeded -= self.heeded
        own = (item for item in self.items if item not in unheeded)
        return tuple(sorted({(item.start, item.end) for item in (*own, *also)}))


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
    once: bool = False  # wished once in a sentence, however often it is mentioned
    shares: tuple[str, ...] = ()  # what stands alone for it, near a word of its own, also where another frame has it
    stays: bool = False  # its mentions hold even beside a wish that is refused
    yields: bool = False  # its mentions name what others act on: the film, the pictures


Place = tuple[int, Frame, str]  # where a frame stands among all, and the type by which it is evoked


@dataclass(frozen=True)
class Frames:
    """All frames there are. Each item asks only those that wait for one of its types."""

    every: tuple[Frame, ...]

    @cached_property
    def once(self) -> frozenset[str]:
        """Return the operations that a sentence wishes only once."""
        return frozenset(frame.op for frame in self.every if frame.once)

    def evoked(self, item: Item, how: Literal["heads", "acts", "alone", "left"]) -> Iterator[Place]:
        """Yield the frames that an item can evoke in that way, each once for every meaning that evokes it."""
        waiting = self._waiting[how]
        for meaning in item.meanings:
            yield from waiting.get(meaning, ())

    @cached_property
    def _waiting(self) -> dict[str, dict[str, list[Place]]]:
        found: dict[str, dict[str, list[Place]]] = {"heads": {}, "acts": {}, "alone": {}, "left": {}}
        for number, frame in enumerate(self.every):
            ways = {"heads": frame.heads, "acts": frame.acts, "alone": frame.alone, "left": frame.left}
            for how, of in ((how, of) for how, types in ways.items() for of in types):
                found[how].setdefault(of, []).append((number, frame, of))
        return found

    @cached_property
    def lists(self) -> list[Slot]:
        """Return the slots that take many values."""
        return [slot for frame in self.every for slot in frame.slots.values() if slot.many]


def fits(item: Item, of: str) -> bool:
    """Return whether an item can mean a type, or a type=value."""
    return of in item.meanings


def apart(reading: Reading, mention: Mention, item: Item) -> bool:
    """Return that every head is a mention by itself: the `joins` of a frame whose heads are wishes."""
    return False


def leading(reading: Reading, item: Item) -> Item | None:
    """Return the verb before a value, with nothing but small words between them."""
    for one in reversed(reading.items[: reading.place(item)]):
        if one.means("verb"):
            return one
        if one.tokens[0].kind != "function" and not one.means("degree"):
            return None
    return None
