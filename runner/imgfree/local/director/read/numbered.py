"""Bare numbers that can only be pictures: those that are kept, that go, that move, or that look so."""

from imgfree.local.director.read.items import Which
from imgfree.local.director.read.row import (
    MANY,
    ONE,
    Found,
    Row,
    behind_joint,
    is_end,
    number_of,
    rank_of,
    skipped,
    some,
)


def _bare_numbers(row: Row, place: int, *, joined: bool = False) -> tuple[list[int], int]:
    """Return the bare numbers of pictures that stand here in a list, and the place after them.

    Where they have to be `joined`, the list ends at the first one behind which no comma and no "and" stands.
    """
    found: list[int] = []
    while 0 < (number := number_of(row[place]) or 0) < MANY and row[place].text not in ONE:
        found.append(number)
        place, after = place + 1, behind_joint(row, place + 1)
        if after and number_of(row[after]):
            place = after
        elif joined:
            break
    return found, place


def _numerals(row: Row) -> Found:
    """Read bare numbers that can only be pictures: "only 1, 3 and 4", "use 1 3 5", "drop 2 and 5", 就要2、3这两张."""
    only, gone = row[0].means("only"), row[0].means("verb", "remove")
    alone, held = only, row[0].means("verb", "hold") and row[0].text.isascii()
    start = 1 + (only and row[1].means("verb", "use", "keep", "want"))
    only = only or (row[0].means("verb", "use") and not row[0].means("noun"))
    found, place = _bare_numbers(row, skipped(row, start, "of") if only or gone or held else 0)
    ranked = alone and not found and row[place].means("ordinal") and (rank_of(row[place]) or 0) > 0
    if ranked and row[place + 1].small and not behind_joint(row, place + 1):
        found, place = [rank_of(row[place]) or 0], place + 1
        yield place, {"only": "only", **some(found, "any")}
    count, behind = row[skipped(row, place)].value("count"), row[place].means("only")
    if len(found) < 2:
        return
    if count is not None and count.number == len(found):
        yield skipped(row, place) + 1, {"only": "only", **some(found, "any")}
    elif (only or behind) and is_end(row[place + behind]):
        yield place + behind, {"only": "only", **some(found, "any")}
    elif gone and is_end(row[place]):
        yield place, {"verb": "remove", **some(found, "any")}
    elif held and is_end(row[place]):
        yield place, {"verb": "hold", **some(found, "any")}


def _digits(row: Row) -> Found:
    """Read 1357这四张: as many digits as pictures are counted, each of them a number."""
    digits, count = row[0].text, row[skipped(row, 1)].value("count")
    if digits.isdecimal() and count is not None and 1 < count.number == len(set(digits)) == len(digits):
        yield skipped(row, 1) + 1, {"only": "only", **some(sorted(map(int, digits)), "any")}


def _looking(row: Row) -> Found:
    """Read the "2 and 3" of "make 2 and 3 black and white", "1, 4 and 5 a bit longer", 1和2并排: bare numbers."""
    found, place = _bare_numbers(row, 0, joined=True)
    so = skipped(row, place)
    so = skipped(row, so + 1) if row[so].means("degree") else so
    like = any(map(row[so].means, ("look", "motion", "compare", "bare", "collage")))
    done = row[so].means("verb", "put", "combine", "remove", "hold") and not row[so].text.isascii()
    if len(found) > 1 and row[0].text.isascii() and (like or done):
        yield place, some(found, "any")


def _moved_numbers(row: Row) -> Found:
    """Read the "4" of "4 before 2" and 3放到5前面, and 3和4换一下: pictures that move, or change places, by number."""
    one, place = number_of(row[0]) or 0, skipped(row, 1, "and", "with")
    behind, chinese = number_of(row[place + 1]), any(not item.text.isascii() for item in row[1:4])
    if not 0 < one < MANY or row[1].means("measure") or row[1].means("unit"):
        return
    beside = row[1].relation in ("before", "after") and number_of(row[2]) and is_end(row[3])
    if beside or (chinese and row[place].means("verb", "put", "move") and behind):
        yield 1, some([one], "any")
    other = number_of(row[place])
    if chinese and other and place > 1 and row[place + 1].means("verb", "swap", "replace") and is_end(row[place + 2]):
        yield place + 1, some([one, other], "any")


def _beside_number(row: Row) -> Found:
    """Read "before 2", 放到5前面, where a bare number can only be a picture's."""
    number = number_of(row[1])
    if not number or number >= MANY:
        return
    if row[0].relation in ("before", "after") and is_end(row[2]) and row[2].relation != "of":
        yield 2, {"beside": (row[0].relation, Which((number,), noun="any")), "which": Which((number,), noun="any")}
    elif row[0].means("verb", "put", "move") and not row[0].text.isascii() and row[2].means("part", "first", "last"):
        side = "before" if row[2].means("part", "first") else "after"
        yield 3, {"verb": "move", "beside": (side, Which((number,), noun="any"))}


def _on_numbers(row: Row) -> Found:
    """Read "on 2 and 4", "on 3 only": bare numbers of pictures that something is laid on or done to."""
    if row[0].relation != "on" or not row[0].text.isascii():
        return
    found, place = _bare_numbers(row, 1)
    place += row[place].means("only")
    if found and row[place].breaks:
        yield place, some(found, "any")


GROUPS = (_moved_numbers, _beside_number)
LISTS = (_numerals, _digits, _looking, _on_numbers)
