"""The ear of rules: a sentence is read, its phrases are attached to frames, and each frame says what is wished."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from imgfree.local.director.attach.mentions import attach
from imgfree.local.director.attach.scope import absorbed
from imgfree.local.director.frames import Frames, Mention
from imgfree.local.director.ops.met import DISLIKED
from imgfree.local.director.pictures import LEFT, UNSEEN, numbers
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.settled import settled
from imgfree.local.director.unspent import withheld
from imgfree.local.director.wish import Scene, Wish

_WHOLE = Say(
    "here it is for the whole film, not for certain photos: say it without their numbers",
    "这里只能作用于整部影片，不能只对某几张：请去掉编号再说",
)
_CHANGES = ("change", "replace", "remove", "move", "swap", "cut", "mute", "lower", "raise", "turn_up", "turn_down")
_GENERAL = {"verb", "noun", "degree", "number", "which", "context", "measure"}  # said again of something else
_BACK = 12  # items; what is taken back was said just before


def hear(reading: Reading, scene: Scene, frames: Frames) -> list[Wish]:
    """Return everything the sentence wishes, in the order it is said; the same wish twice is one.

    Where a film is begun anew, the rest of the sentence is about the new one.
    """
    wishes = _heard(reading, scene, frames)
    anew = scene.film is not None and any(wish.op == "build" for wish in wishes)
    wishes = _heard(reading, replace(scene, film=None), frames) if anew else wishes
    return withheld(reading, wishes, first=anew or scene.film is None)


def _heard(reading: Reading, scene: Scene, frames: Frames) -> list[Wish]:
    reading, unsaid = _corrected(reading)
    mentions = _lent(reading, absorbed(reading, attach(reading, frames)))
    for mention in mentions:
        mention.fellows = [one for one in mentions if one.frame is mention.frame]
    told = [(mention, list(_told(mention, reading, scene))) for mention in mentions]
    wishes = [*unsaid, *(wish for one in _placed(reading, told) for wish in one)]
    wishes += _said_of_more(reading, wishes, scene)
    merged = _merged(wishes, frames.once)
    return once(sorted(_excused(settled(merged)), key=lambda wish: wish.start))


def _excused(wishes: Sequence[Wish]) -> Iterator[Wish]:
    """Yield the wishes; a complaint about nothing named, behind something that is done, is the reason for that."""
    done = min((wish.start for wish in wishes if wish.op and wish.outcome != "declined"), default=None)
    for wish in wishes:
        reason = wish.note == DISLIKED and done is not None and done < wish.start
        yield Wish("", {}, wish.spans) if reason else wish


def _lent(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions; photos with an "only" are those of a look that is spoken of with them, not the film's."""
    kept: list[Mention] = []
    looks = [one for one in mentions if one.frame.op == "look" and not one.slots.get("which") and not one.negations]
    for mention in mentions:
        chosen = [item for item in mention.items if item.means("which")] if _chooses(mention) else []
        near = [one for one in looks if chosen and not reading.parted(one.heads[-1], chosen[0])]
        for one in near:
            one.slots["which"] = chosen
            one.modifiers += [item for item in mention.items if item not in chosen]
        kept += [] if near else [mention]
    return kept


def _chooses(mention: Mention) -> bool:
    """Return whether a film is begun by its photos alone, with no word for making it."""
    return mention.frame.op == "build" and not _is_made(mention)


def _told(mention: Mention, reading: Reading, scene: Scene) -> Iterable[Wish]:
    """Return what a mention wishes, unless it is left as it is, or of a picture that nobody sees."""
    if scene.length > 1 and any(one.pictures == "unseen" for one in mention.items):
        return (Wish("", {}, mention.spans(), "declined", UNSEEN),)
    if _untouched(reading, mention):
        return (Wish("", {}, mention.spans(), note=LEFT),)
    return mention.frame.wishes(mention, reading, scene)


def _placed(reading: Reading, told: Sequence[tuple[Mention, list[Wish]]]) -> Iterator[list[Wish]]:
    """Yield each mention's wishes; what only a whole film can have is declined where certain photos stand beside it."""
    held = [span for _, wishes in told for wish in wishes for span in wish.spans]
    loose = [one for one in reading.items if one.pictures not in ("", "each")]
    loose = [one for one in loose if not any(start < one.end and one.start < end for start, end in held)]
    graded = [one for one, _ in told if one.frame.op in ("look", "effect") and not one.negations]
    picked = {id(one): [item for item in one.items if item.means("which")] for one, _ in told if _chooses(one)}
    picked = {
        key: found
        for key, found in picked.items()
        if any(not reading.parted(one.heads[0], item) for one in graded for item in found)
    }
    loose += [item for found in picked.values() for item in found]
    for mention, wishes in told:
        if id(mention) in picked:
            continue  # not which photos there are, but which are to look so
        beside = [one for one in loose if not reading.parted(one, mention.heads[0])]
        if beside and any(wish.op and wish.outcome != "declined" for wish in wishes) and not _takes_pictures(mention):
            yield [Wish("", {}, mention.spans(*beside), "declined", _WHOLE)]
        else:
            yield wishes


def _is_made(mention: Mention) -> bool:
    """Return whether pictures are said to make the film: a verb stands before them, or the film is named."""
    which = min((item.first for item in mention.items if item.means("which")), default=0)
    return any(
        item.means("noun", "film") or (item.means("verb", "use", "keep", "show", "make") and item.first <= which)
        for item in mention.items
    )


def _takes_pictures(mention: Mention) -> bool:
    """Return whether what is mentioned can be for certain pictures, or is the film itself."""
    return mention.frame.yields or any("which" in slot.takes for slot in mention.frame.slots.values())


def _untouched(reading: Reading, mention: Mention) -> bool:
    """Return whether it is said that something is not to be changed, or not to go: "don't touch the song"."""
    for verb in mention.verbs:
        before = reading.before(verb)
        while before is not None and before.tokens[0].kind == "function":
            before = reading.before(before)
        denied = any(one is before for one in mention.negations)
        if denied and verb.means("verb", *_CHANGES) and verb.first < mention.heads[0].first:
            return True
    return False


def _said_of_more(reading: Reading, wishes: Sequence[Wish], scene: Scene) -> Iterator[Wish]:
    """Yield what is wished of further pictures: "and the third one too", 第四张也一样, "same for the last"."""
    for part in reading.echoes:
        which = next(item for item in part if item.means("which"))
        before = [one for one in wishes if one.op and one.start < part[0].start and _is_of_some(one)]
        last = max(before, key=lambda one: one.start, default=None)
        for one in (one for one in before if last is not None and one.spans == last.spans):
            photos = numbers(which.value("which"), scene)
            where = {"photos": photos} if "photos" in one.args else {"anchor": f"photo:{photos[0]}"}
            yield replace(one, args={**one.args, **where}, spans=tuple((item.start, item.end) for item in part))


def _is_of_some(wish: Wish) -> bool:
    return "photos" in wish.args or str(wish.args.get("anchor")).startswith("photo:")


def _merged(wishes: Sequence[Wish], once: Set[str]) -> list[Wish]:
    """Return the wishes; what a sentence can wish only once is one wish, with what was said of it first."""
    merged: dict[str, Wish] = {}
    for wish in sorted(wishes, key=lambda wish: wish.start):
        if wish.op in once and wish.op in merged:
            first = merged[wish.op]
            spans = tuple(sorted({*first.spans, *wish.spans}))
            merged[wish.op] = replace(first, args={**wish.args, **first.args}, spans=spans)
        elif wish.op in once:
            merged[wish.op] = wish
    return [wish for wish in wishes if wish.op not in once] + list(merged.values())


def once(wishes: Sequence[Wish]) -> list[Wish]:
    """Return the wishes; one that is said again is one, with the words of both."""
    kept: list[Wish] = []
    for wish in wishes:
        same = (place for place, one in enumerate(kept) if wish.op and (one.op, one.args) == (wish.op, wish.args))
        if (place := next(same, None)) is None:
            kept.append(wish)
        elif wish.note:
            kept.append(replace(wish, op="", args={}))
        else:
            kept[place] = replace(kept[place], spans=tuple(sorted({*kept[place].spans, *wish.spans})))
    return kept


def _corrected(reading: Reading) -> tuple[Reading, list[Wish]]:
    """Return the sentence without what the speaker takes back ("20, no wait, 15"; 不对), and the words that went."""
    row = list(reading.items)
    unsaid: list[Wish] = []
    for item in reading.items:
        if unsaid and not any(one is item for one in row):
            continue  # taken back with what stood before
        if item.means("correct") and _corrects(row, item) and (found := _taken_back(row, item)):
            gone, later = found
            meant = replace(later, senses=_in_place_of(gone, later))
            meant = replace(meant, first=gone.first, last=gone.last)
            row = [meant if one is gone else one for one in row if one not in (later, item)]
            unsaid.append(_unsaid(gone, item))
        elif item.means("not") and (dropped := _dropped(row, item)):
            row = [one for one in row if one not in (*dropped, item)]
            unsaid.append(_unsaid(*dropped, item))
        elif item.means("correct", "retract") and (row_before := _clause_before(row, item)):
            row = [one for one in row if one is not item and one not in row_before]
            unsaid.append(_unsaid(*row_before, item))
        elif item.means("instead", "of") and (after := _next(row, item)):
            row = [one for one in row if one is not after and one is not item]
            unsaid.append(_unsaid(item, after))
    return (replace(reading, items=tuple(row)), unsaid) if unsaid else (reading, unsaid)


def _dropped(row: Sequence[Item], item: Item) -> list[Item]:
    """Return what a "no" takes back, and the same as it was said before, where something else is said instead."""
    place = next((number for number, one in enumerate(row) if one is item), len(row))
    for denied in row[place + 1 : place + 2]:
        for kind in set(denied.senses) - _GENERAL:
            before = [one for one in row[:place] if one.means(kind) and one.value(kind) == denied.value(kind)]
            after = [one for one in row[place + 2 : place + 7] if one.means(kind)]
            if before and any(one.value(kind) != denied.value(kind) for one in after):
                return [before[-1], denied]
    return []


def _unsaid(*items: Item) -> Wish:
    """Return what stands for words that were taken back."""
    return Wish("", {}, tuple((item.start, item.end) for item in items), unsaid=True)


def _corrects(row: Sequence[Item], item: Item) -> bool:
    """Return whether a word takes something back; "or rather" does so only where a clause begins."""
    place = next(number for number, one in enumerate(row) if one is item)
    return not item.means("correct", "rather") or place == 0 or row[place - 1].tokens[0].kind == "stop"


def _clause_before(row: Sequence[Item], item: Item) -> list[Item]:
    """Return what was said in the clause before a correction, but for the nouns where more is said of them."""
    found: list[Item] = []
    place = next(number for number, one in enumerate(row) if one is item)
    compared = any(one.means("compare") for one in row[place + 1 :])
    for one in reversed(row[: max(0, place - 1)]):
        if one.tokens[0].kind == "stop":
            break
        if one.senses and not (compared and one.means("noun")):
            found.insert(0, one)
    return found if row[place + 1 :] else []


def _taken_back(row: Sequence[Item], item: Item) -> tuple[Item, Item] | None:
    """Return what stands before a correction and is of the same type as the first thing after it, and that thing."""
    place = next(number for number, one in enumerate(row) if one is item)
    for later in row[place + 1 : place + 5]:
        kinds = set(later.senses) - {"verb", "noun", "degree"}
        found = [one for one in row[max(0, place - _BACK) : place] if _alike(kinds, one)]
        if found:
            return found[-1], later
    return None


def _alike(kinds: set[str], one: Item) -> bool:
    """Return whether an item is of one of these types; a bare number may stand for any quantity."""
    measured = isinstance(next(iter(one.senses.values()), None), float | int)
    return bool(kinds & set(one.senses)) or (kinds == {"number"} and one.tokens[0].kind == "quantity" and measured)


def _in_place_of(gone: Item, later: Item) -> Mapping[str, Any]:
    """Return what is meant instead: a bare number takes the unit of what it corrects ("20 seconds, no, 15")."""
    number = later.value("number")
    kind, value = next(iter(gone.senses.items()))
    if number is None or "number" in gone.senses or not isinstance(value, float):
        return later.senses
    return {kind: float(number)}


def _next(row: Sequence[Item], item: Item) -> Item | None:
    """Return the first word with a meaning right after this one."""
    place = next(number for number, one in enumerate(row) if one is item)
    for one in row[place + 1 : place + 4]:
        if one.tokens[0].kind == "stop":
            return None
        if one.senses:
            return one
    return None
