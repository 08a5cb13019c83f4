"""What rules ask of a row of items from one place on: its numbers, its pictures' nouns, its moments, its joints."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from imgfree.local.director.read.items import END, Item, Stretch, Which
from imgfree.local.director.read.tokens import Token

MANY = 200  # no film has so many pictures
AHEAD = 12  # items at most that a rule looks at
PICTURES = ("photo", "clip", "upload")
BEHIND = ("后面", "后边")  # the pictures that come behind those that were spoken of
ONE = ("one", "ones")  # one of the pictures that were named before
THAT_ONE = ("那张", "那一张", "那幅")  # one that is shown by what else is said
SIDES = {1: "before", -1: "after"}  # on which side of a moment an end of the film lies
ONE_OF_THEM = Item(0, 0, {}, (Token(0, 0, ONE[0], "form"),))  # what a picture is called by before its number
NOTHING = Item(0, 0, {}, (Token(0, 0, "", "stop"),))  # what stands behind the last item

Row = Sequence[Item]
Found = Iterator[tuple[int, dict[str, Any]]]


def edge_of(item: Item) -> int:
    """Return 1 for what names the beginning, -1 for what names the end, 0 for everything else."""
    if item.means("part", "first", "beginning") or item.means("ordinal", 1) or item.means("noun", "start"):
        return 1
    return -(item.means("part", "last", "end") or item.means("ordinal", -1, "last") or item.means("noun", "end"))


def rank_of(item: Item) -> int | None:
    """Return which of a row is meant: 1 for the first, -1 for the last, 0 for the one in the middle."""
    if item.means("ordinal"):
        return int(item.value("ordinal")) if item.value("ordinal") != "last" else -1
    if item.means("part", "last", "end") and not item.means("noun"):
        return -1
    return {"first": 1, "middle": 0}.get(str(item.value("part")))


def number_of(item: Item) -> int | None:
    value = str(item.value("number"))
    return int(value) if value.isdecimal() else None


def numbers_of(item: Item) -> tuple[int, ...]:
    which = item.value("which")
    return which.numbers if which is not None and not which.amid else ()


def skipped(row: Row, place: int, *relations: str) -> int:
    """Return the place after the function words that stand here with one of these relations, or none."""
    while row[place].tokens[0].kind == "function" and row[place].relation in ("", *relations):
        place += 1
    return place


def noun_at(row: Row, place: int) -> tuple[str, int]:
    """Return the picture's noun, a measure word or "one" that stands here, and the place after it."""
    measure = row[place].value("measure")
    if measure is not None:
        place += 1
        if measure not in (*PICTURES, "any"):
            return "", place
    other = row[place].foremost not in ("", "noun", "number")  # "the rest still" speaks of no stills
    if (row[place].means("noun", *PICTURES) and not other) or row[place].text in ONE:
        return str(row[place].value("noun") or measure or "any"), place + 1
    return measure or "", place


def instant_at(row: Row, place: int, *, start: bool) -> tuple[float, int] | None:
    """Return a moment of the film that stands here, and the place after it."""
    item, number = row[place], number_of(row[place])
    if item.means("moment") or item.means("time"):
        return item.value("moment") if item.means("moment") else item.value("time"), place + 1
    if start and number is not None and not row[place + 1].means("noun"):
        return float(number), place + 1
    if item.means("noun", "start" if start else "end") or item.means("part", "beginning" if start else "end"):
        return 0.0 if start else END, place + 1
    return None


def behind_joint(row: Row, place: int) -> int:
    """Return the place after a comma or "and" (or both) that joins a list; 0 where there is none."""
    after = place
    while row[after].text in (",", "、", "&") or row[after].relation in ("and", "with"):
        after += 1
    return skipped(row, after, "of") if after > place else 0


def side_of(relation: str, at: float) -> dict[str, Any]:
    """Return the stretch on that side of a moment, or the moment itself."""
    stretch = Stretch(at, END) if relation == "after" else Stretch(0.0, at)
    return {"moment": at} if relation == "at" else {"stretch": stretch}


def some(numbers: Iterable[int], noun: str) -> dict[str, Any]:
    return {"which": Which(tuple(numbers), noun=noun)}


def is_end(item: Item) -> bool:
    """Return whether what was said ends here, or goes on with something else."""
    return item.small or item.means("verb")
