"""Which pictures, by what else is said of them: all but some, one that is shown by its number, one by its looks."""

from dataclasses import replace

from imgfree.local.director.read.items import Which
from imgfree.local.director.read.row import (
    MANY,
    ONE,
    ONE_OF_THEM,
    THAT_ONE,
    Found,
    Row,
    behind_joint,
    is_end,
    number_of,
    numbers_of,
    rank_of,
    skipped,
)

_AGAINST = ("but", "但", "但是", "不过")  # they except nothing unless all was said before
_IS = ("is", "that's", "thats", "it's", "its", "是")  # between what is described and its number
_FEW = 4


def _excepted(row: Row) -> Found:
    """Read "all but the last two", "every one except number 4", 除了第二张: all the others."""
    every = row[0].means("each") or row[0].pictures == "each"
    every = every and not row[0].means("apiece")
    place = skipped(row, 1, "of") if every else 0
    except_of = row[place].means("except", "before")
    if not except_of and (row[place].relation != "but" or (row[place].text in _AGAINST and not every)):
        return
    place = skipped(row, place + 1, "for")
    if every and row[place].means("not"):
        place = skipped(row, place + 1)
    which, after = row[place].value("which"), place + 1
    if which is None:
        found, after = _bare(row, place)
        which = Which(tuple(found), noun="any") if found else None
    if which is not None and which.part == "some":
        closed = _closed(row, after)
        own = closed == after and _has_own(row, after)
        yield closed, {"which": which if own else replace(which, but=True)}


def _has_own(row: Row, place: int) -> bool:
    """Return whether what is excepted is given a length of its own: "except the last, which gets 5 seconds"."""
    place += row[place].text == ","
    while (row[place].small and row[place].tokens[0].kind == "function") or row[place].means("verb"):
        place += 1
    after = row[place + 1]
    each = after.means("apiece") or after.pictures == "each"
    return not each and (row[place].means("time") or (row[place].means("number") and is_end(after)))


def _bare(row: Row, place: int) -> tuple[list[int], int]:
    """Return the numbers and ranks that stand here in a list without a noun, and the place after it."""
    found: list[int] = []
    while (number := rank_of(row[place]) or number_of(row[place]) or 0) and -MANY < number < MANY:
        found.append(number)
        place += 1
        after = behind_joint(row, place)
        if not after or not (rank_of(row[after]) or number_of(row[after])):
            break
        place = after
    return (found if is_end(row[place]) else []), place


def _closed(row: Row, place: int) -> int:
    """Return the place after what closes an exception: 以外, 都, "the others"."""
    place += row[place].means("except", "after")
    ahead = place + (row[place].text == ",")
    if row[ahead].pictures in ("rest", "each") or (row[ahead].means("each", "all") and not row[ahead].text.isascii()):
        place = ahead + 1
        return place + (row[place].means("each", "all") and not row[place].text.isascii())
    return place


def _apposed(row: Row) -> Found:
    """Read "the one (photo 3)", "pic that's number 4", 那张是2号, 那张（7号）: the number says which it is."""
    if not (row[0].means("noun", "photo") or row[0].text in ONE):
        return
    opened = row[1].text == "("
    place, says = 1 + (opened or row[1].text == ","), opened
    while row[place].small and row[place].tokens[0].kind == "function":
        says = says or row[place].text in _IS
        place += 1
    number = rank_of(row[place]) if opened and row[place + 1].text == ")" else None
    which = row[place].value("which") if says else None
    low, high = row[place].value("numbers") or (0, 0)
    if opened and 0 < low < high < MANY and row[place + 1].text == ")":
        yield place + 2, {"which": Which(tuple(range(int(low), int(high) + 1)), noun="any")}
    if number:
        which = Which((number,), noun="any")
    if which is None or which.part != "some" or len(which.numbers) != 1:
        return
    place += 1 + (opened and row[place + 1].text == ")")
    goes_on = row[place].text == "," and (row[place + 1].means("verb") or row[place + 1].relation == "for")
    yield place + goes_on, {"which": which}


def _unseen(row: Row) -> Found:
    """Read "the photo of the dog", "the kitchen pic", 小狗那张: nobody knows which, if no number is said."""
    place = 0
    if row[0].text.isascii():
        place = 1 if row[0].text in ("the", "that") else len(row)
    described = place
    while described < len(row) and _describes(row, described):
        described += 1
    if described >= len(row) or described > place + 3:
        return
    one = row[described]
    that = one.text in THAT_ONE or (one.text.isascii() and one.text in (*ONE[:1], "photo", "picture", "pic", "image"))
    if not that or (one.means("noun", "photo") and one.tokens[0].kind != "form"):
        return
    for many, senses in _apposed(row[described:]):
        yield described + many, senses
        return
    if described > place:
        yield described + 1, {"which": Which(part="unseen", noun="photo")}
    elif one.text.isascii() and (row[described + 1].relation == "of" or row[described + 1].text == "with"):
        place = skipped(row, described + 2)
        end = place
        while _describes(row, end):
            end += 1
        if place < end < len(row):
            yield end, {"which": Which(part="unseen", noun="photo")}


def _the_nth(row: Row) -> Found:
    """Read "the second", "the last" where no more is said of what it is: "zoom into the second, not the third"."""
    number = rank_of(row[1])
    if row[0].text != "the" or not number or not row[1].text.isascii() or len(row[1].tokens) > 1:
        return
    said = row[3].means("time") if row[2].relation == "for" else row[3].senses and row[2].relation in ("in", "with")
    said = (
        said or any(map(row[2].means, ("bare", "look", "not"))) or (row[2].means("verb") and not row[2].means("noun"))
    )
    if said or row[2].breaks or row[2].text == ")":
        yield 2, {"which": Which((number,), noun="any")}


def _those(row: Row) -> Found:
    """Read "the party ones (2 to 4)", whose numbers say which they are."""
    place = 1
    while place < len(row) - 1 and place < _FEW and _describes(row, place):
        place += 1
    if row[0].text == "the" and place > 1 and row[place].text == "(":
        for many, senses in _apposed([ONE_OF_THEM, *row[place:]]):
            yield place + many - 1, senses
    if row[0].text in ("the", "those") and row[place].text == ONE[1]:
        for many, senses in _apposed(row[place:]):
            yield place + many, senses


def _describes(row: Row, place: int) -> bool:
    """Return whether a word stands here that only says what is seen."""
    token = row[place].tokens[0]
    return token.kind == "unknown" or row[place].foremost == "context"


def _between(row: Row) -> Found:
    """Read 第三张和第四张中间: where two pictures meet."""
    numbers = numbers_of(row[0])
    if len(numbers) != 2 or abs(numbers[1] - numbers[0]) != 1 or row[0].means("pair"):
        return
    place = skipped(row, 1, "of")
    if row[place].relation == "between" or row[place].means("part", "middle") or row[place].means("amid"):
        yield place + 1, {**row[0].senses, "pair": True}


def _cropped(row: Row) -> Found:
    """Read "heads get cut off", "her feet are cropped", 头被切掉: a fault, which whole pictures cure."""
    if row[0].tokens[0].kind != "unknown" and not row[0].means("context"):
        return
    place = 1
    while row[place].tokens[0].kind == "unknown" or row[place].means("context"):
        place += 1
    chinese = row[place - 1].tokens[-1].text.endswith("被")
    after = skipped(row, place)
    done = chinese or any(one.tokens[0].auxiliary == "is" for one in row[place:after])
    if row[after].means("tells", "becomes"):
        after, done = skipped(row, after + 1), True
    ended = row[after + 1].small or row[after + 1].means("which")
    if done and row[after].means("verb", "cut", "crop") and ended:
        yield after + 1, {"fit": "contain", "fault": "cropped"}


POINTS = (_excepted, _apposed, _unseen, _those, _the_nth, _between, _cropped)
