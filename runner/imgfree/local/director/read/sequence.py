"""Pictures that are named one after the other: "start with the kitchen (photo 2), then 4", 先放第二张，再放第一张."""

from collections.abc import Sequence

from imgfree.local.director.read.items import Item, Which
from imgfree.local.director.read.row import NOTHING, number_of, numbers_of, rank_of

_FIRST = ("first", "先", "首先")
_SAID = ("show", "put", "play", "use", "combine", "start", "end")
_FEW = 4  # words at most that tell what is seen


def sequenced(row: Sequence[Item]) -> list[Item]:
    """Return the row; what says in which order pictures come is one item, `turn`, in place of its words."""
    found: list[Item] = []
    place = 0
    while place < len(row):
        numbers, end, closed = _turns(row, place)
        if len(numbers) > 1:
            tokens = tuple(token for one in row[place:end] for token in one.tokens)
            senses = {"turn": Which(tuple(numbers), noun="any"), **({"closed": True} if closed else {})}
            found.append(Item(row[place].first, row[end - 1].last, senses, tokens))
            place = end
        else:
            found.append(row[place])
            place += 1
    return found


def _turns(row: Sequence[Item], place: int) -> tuple[list[int], int, bool]:
    """Return the numbers of the pictures that come in turn, the place behind them, and whether the last ends it."""
    numbers: list[int] = []
    if not (row[place].text in _FIRST or (row[place].means("verb", "start") and not row[place].means("which"))):
        return numbers, place, False
    at, end, closed, ends = place + 1, place, False, False
    while (step := _picture(row, at)) is not None:
        numbers.append(step[0])
        end, closed = step[1], ends
        at, ends = _joint(row, end)
        if at == end:
            break
    return numbers, end, closed


def _at(row: Sequence[Item], place: int) -> Item:
    return row[place] if place < len(row) else NOTHING


def _joint(row: Sequence[Item], place: int) -> tuple[int, bool]:
    """Return the place behind what leads on to the next picture, and whether that one is the last."""
    ends = False
    while place < len(row) and not numbers_of(row[place]):
        one = row[place]
        last = one.means("verb", "end") or one.means("when", "at_end") or one.means("when", "to_end")
        leads = one.text in (",", ";", "、") or one.relation in ("and", "then", "after") or one.means("when", "then")
        if not (leads or last or one.means("again", "again") or one.means("correct", "correct")):
            break
        ends, place = ends or last, place + 1
    return place, ends


def _picture(row: Sequence[Item], place: int) -> tuple[int, int] | None:
    """Return the number of the one picture that is named here, whatever is told of it, and the place behind it."""
    told = 0
    while not numbers_of(_at(row, place)):
        one = _at(row, place)
        if one.text == "(" or number_of(one) or rank_of(one):
            break
        telling = one.tokens[0].kind == "unknown" or one.means("context")
        if not (telling or (one.small and not one.breaks) or one.means("verb", *_SAID)) or told == _FEW:
            return None
        told, place = told + telling, place + 1
    opened = _at(row, place).text == "("
    one = _at(row, place + opened)
    numbers = numbers_of(one) or (rank_of(one) or number_of(one) or 0,)
    if len(numbers) != 1 or not numbers[0] or one.pictures not in ("", "some") or one.means("count"):
        return None
    if opened and _at(row, place + 2).text != ")":
        return None
    place += 3 if opened else 1
    ends = _at(row, place).breaks or any(map(_at(row, place).means, ("when", "again", "amid")))
    return (numbers[0], place) if ends else None
