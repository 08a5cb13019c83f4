"""Small phrases over tokens: stretches of time, which pictures, how many. The only grammar there is.

What is left of a sentence after this is a row of items: a phrase, or a token by itself, each with what it may mean.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from imgfree.local.director.read.numbers import Quantity
from imgfree.local.director.read.tokens import Token

END = float("inf")
_BRIEF_S = 2.0  # as long as a transition may be, and no film is
_PICTURES = ("photo", "clip", "upload")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the film in seconds; negative ones count from its end, `END` is the end."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Which:
    """Which pictures: numbers from 1, negative ones from the end; each one of them; or the rest."""

    numbers: tuple[int, ...] = ()
    part: str = "some"  # some, each, rest
    noun: str = ""  # photo, clip, where it was said


@dataclass(frozen=True, slots=True)
class Count:
    """So many pictures."""

    number: int
    noun: str


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A phrase or a word: tokens `first` up to `last`, and the values it may have by their type."""

    first: int
    last: int
    senses: Mapping[str, Any]
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Return where it begins in the sentence."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Return where it ends in the sentence."""
        return self.tokens[-1].end

    @property
    def relation(self) -> str:
        """Return what a preposition means; empty for everything else."""
        return self.tokens[0].relation if len(self.tokens) == 1 else ""

    def value(self, of: str) -> Any:
        """Return its value of that type; None if it has none."""
        return self.senses.get(of)

    def means(self, of: str, *values: Any) -> bool:
        """Return whether it can mean that, one of `values` where they are given."""
        if of not in self.senses:
            return False
        return not values or self.senses[of] in values or (len(self.tokens) == 1 and self.tokens[0].means(of, *values))


def items(tokens: Sequence[Token]) -> list[Item]:
    """Return the sentence as a row of phrases and single words; function words and stops are items as well."""
    row = [_single(place, token) for place, token in enumerate(tokens)]
    row = [_lasts(row, place) for place in range(len(row))]
    for rules in (_WORDS, _GROUPS, _LISTS):
        row = _rewritten(row, rules)
    return row


def _lasts(row: Sequence[Item], place: int) -> Item:
    """Return the item; "last" behind what it is said of is a verb: "make it last 5 seconds"."""
    item, before = row[place], row[place - 1] if place else None
    if before is None or not (item.means("part", "last") and item.means("verb", "hold")):
        return item
    said_of = before.means("noun") or before.relation == "subject" or before.means("literal")
    return Item(item.first, item.last, {"verb": "hold"}, item.tokens) if said_of else item


def _single(place: int, token: Token) -> Item:
    senses: dict[str, Any] = {}
    for sense in token.senses:
        senses.setdefault(sense.type, sense.value)
    if token.quantity is not None:
        senses = _quantity(token.quantity)
    elif token.kind == "words":
        senses = {"literal": token.text}
    elif token.kind in ("literal", "name"):
        senses = {token.kind: token.text} | ({file: token.text} if (file := token.value("file")) else {})
    return Item(place, place + 1, senses, (token,))


def _quantity(found: Quantity) -> dict[str, Any]:
    """Return what a quantity may mean, by type."""
    if found.kind == "seconds":
        seconds = float(found.value)
        return {"time": seconds} | ({"brief": seconds} if seconds <= _BRIEF_S else {})
    if found.kind == "clock":
        return {"moment": float(found.value)}
    if found.kind == "range" and found.value2 is not None:
        return {"stretch": Stretch(float(found.value), float(found.value2))}
    if found.kind in ("ratio", "size", "numbers") and found.value2 is not None:
        return {"pixels" if found.kind == "size" else found.kind: (found.value, found.value2)}
    return {found.kind: found.value}


_Rule = Callable[[Sequence[Item]], tuple[int, dict[str, Any]] | None]


def _rewritten(row: Sequence[Item], rules: Sequence[_Rule]) -> list[Item]:
    """Return the row with the longest phrase at each place in one; a rule says how many items it takes, and values."""
    found: list[Item] = []
    place = 0
    while place < len(row):
        ahead = row[place : place + 12]
        matches = [match for rule in rules if (match := rule(ahead))]
        if not matches:
            found.append(row[place])
            place += 1
            continue
        many, senses = max(matches, key=lambda match: match[0])
        parts = row[place : place + many]
        joined = tuple(token for part in parts for token in part.tokens)
        found.append(Item(parts[0].first, parts[-1].last, senses, joined))
        place += many
    return found


def _skip(row: Sequence[Item], place: int, *relations: str) -> int:
    """Return the place after the function words that stand here: any, or those with one of these relations or none."""
    while place < len(row) and row[place].tokens[0].kind == "function":
        if relations and row[place].relation and row[place].relation not in relations:
            break
        place += 1
    return place


def _at(row: Sequence[Item], place: int, of: str, *values: Any) -> bool:
    return place < len(row) and row[place].means(of, *values)


def _related(row: Sequence[Item], place: int, *relations: str) -> bool:
    return place < len(row) and row[place].relation in relations


def _is_first(item: Item) -> bool:
    return item.means("part", "first", "beginning") or item.means("ordinal", 1) or item.means("noun", "start")


def _is_last(item: Item) -> bool:
    return item.means("part", "last", "end") or item.means("ordinal", -1, "last") or item.means("noun", "end")


def _number(item: Item) -> int | None:
    value = item.value("number")
    try:
        return int(value) if value is not None and float(value) == int(float(value)) else None
    except (ValueError, OverflowError):
        return None


# One word or two: an end of the film, an ordinal with its noun, a number with its noun.


def _first_seconds(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "the first 3 seconds", 前三秒, "last 2 s"."""
    first, last = _is_first(row[0]), _is_last(row[0])
    if not (first or last):
        return None
    place = _skip(row, 1, "of")
    if not (_at(row, place, "time") or (place < len(row) and row[place].tokens[0].text == "second")):
        return None
    seconds = float(row[place].value("time") or 1)
    return place + 1, {"stretch": Stretch(0.0, seconds) if first else Stretch(-seconds, END)}


def _numbered(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "photo 2", "clip 1", "photos 2"."""
    if not row[0].means("noun", *_PICTURES):
        return None
    place = 1
    if _at(row, place, "numbers"):
        low, high = row[place].value("numbers")
        if 0 < low < high < 200:
            return place + 1, {"which": Which(tuple(range(int(low), int(high) + 1)), noun=row[0].value("noun"))}
    number = _number(row[place]) if place < len(row) else None
    if number is None or number < 1 or _at(row, place + 1, "measure"):
        return None
    return place + 1, {"which": Which((number,), noun=row[0].value("noun"))}


def _nth(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "the third photo", 第三张, "the last one", "second to last picture", 倒数第二张."""
    from_end = row[0].means("part", "from_end")
    if row[0].means("numbers") and row[0].tokens[0].text.startswith("第"):
        low, high = row[0].value("numbers")
        noun, place = _noun(row, 1)
        return (place, {"which": Which(tuple(range(int(low), int(high) + 1)), noun=noun)}) if high < 200 else None
    place = int(from_end)
    number = _rank(row[place]) if place < len(row) else None
    if number is None:
        return None
    place += 1
    if _related(row, place, "to") and place + 1 < len(row) and _is_last(row[place + 1]):
        place, number = place + 2, -number
    elif number > 0 and place < len(row) and row[place].means("part", "last"):
        place, number = place + 1, -number
    number = -number if from_end else number
    one = _number(row[place]) if place < len(row) and not _is_one(row[place]) else None
    if one is not None:
        if one != 1 or not _at(row, place + 1, "measure"):
            return None
        place += 1
    noun, place = _noun(row, place)
    return (place, {"which": Which((number,), noun=noun)}) if noun else None


def _is_one(item: Item) -> bool:
    """Return whether "one" stands for a picture that was named before."""
    return item.tokens[0].text in ("one", "ones")


def _rank(item: Item) -> int | None:
    """Return which of a row is meant: 1 for the first, -1 for the last, 0 for the one in the middle."""
    if item.means("ordinal"):
        return int(item.value("ordinal")) if item.value("ordinal") != "last" else -1
    if _is_last(item) and not item.means("noun"):
        return -1
    return {"first": 1, "middle": 0}.get(str(item.value("part")))


def _noun(row: Sequence[Item], place: int) -> tuple[str, int]:
    """Return the picture's noun, a measure word or "one" that stands here, and the place after it."""
    noun = ""
    if _at(row, place, "measure"):
        noun, place = str(row[place].value("measure")), place + 1
        noun = noun if noun in (*_PICTURES, "any") else ""
        if not noun:
            return "", place
    if place < len(row) and (row[place].means("noun", *_PICTURES) or _is_one(row[place])):
        return (str(row[place].value("noun")) if row[place].means("noun") else noun or "any"), place + 1
    return noun, place


def _end_of(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "on the last" and "over the first", where the photo is not named again."""
    place = _skip(row, 1, "of")
    if row[0].relation not in ("on", "over") or place >= len(row):
        return None
    number, after = _rank(row[place]), place + 1
    ends = after == len(row) or row[after].tokens[0].kind == "stop" or row[after].relation in ("and", "but", "then")
    return (after, {"which": Which((number,), noun="any")}) if number and ends else None


def _first_few(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "the first three photos", 前两张, "the last 2"."""
    first, last = _is_first(row[0]), _is_last(row[0])
    number = _number(row[1]) if len(row) > 1 else None
    if not (first or last) or number is None or not 0 < number < 200:
        return None
    noun, place = _noun(row, 2)
    if not noun and (number < 2 or _at(row, 2, "unit") or _at(row, 2, "noun") or row[0].means("noun")):
        return None
    numbers = range(1, number + 1) if first else range(-number, 0)
    return place, {"which": Which(tuple(numbers), noun=noun)}


def _each(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "every photo", "each of the pictures", 每张照片, "per image", "all the photos"."""
    if row[0].means("each"):
        place = _skip(row, 1, "of")
    elif row[0].relation == "per":
        place = 1
    else:
        return None
    if _number(row[place]) == 1 if place < len(row) else False:
        place += 1
    noun, place = _noun(row, place)
    if noun:
        both = {"count": Count(2, noun)} if row[0].means("each", "both") else {}
        return place, {"which": Which(part="each", noun=noun)} | both
    return (1, {"which": Which(part="each")}) if row[0].means("each", "each") else None


def _rest(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "the rest", "the other photos", 其余的."""
    if not row[0].means("rest"):
        return None
    noun, place = _noun(row, _skip(row, 1, "of"))
    return place if noun else 1, {"which": Which(part="rest", noun=noun)}


def _count(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "5 photos", 三张照片, "these two clips"."""
    number = _number(row[0])
    if number is None or not 0 < number < 1000:
        return None
    place = 1
    if _at(row, place, "measure"):
        noun = str(row[place].value("measure"))
        place += 1
        if noun not in (*_PICTURES, "any"):
            return None
        place = _skip(row, place, "of")
        if _at(row, place, "noun", *_PICTURES):
            return place + 1, {"count": Count(number, str(row[place].value("noun")))}
        return (place, {"count": Count(number, noun)}) if noun != "any" else None
    for ahead in range(place, min(place + 5, len(row))):  # "five old travel photos", "ten of my photos"
        if _at(row, ahead, "noun", *_PICTURES):
            return ahead + 1, {"count": Count(number, str(row[ahead].value("noun")))}
        if row[ahead].means("verb") or row[ahead].relation not in ("", "of") or not _describes(row[ahead]):
            return None
    return None


def _describes(item: Item) -> bool:
    """Return whether a word may stand between a number and its noun."""
    return item.tokens[0].kind in ("unknown", "form", "function") and not item.means("noun") and not item.means("unit")


_OPPOSITE = {
    one: other
    for pair in ("longer shorter", "slower faster", "louder quieter", "bigger smaller", "higher lower",
                 "brighter darker", "warmer cooler", "stronger weaker", "softer stronger", "earlier later")
    for one, other in (pair.split(), reversed(pair.split()))
}  # fmt: skip


def _compared(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "too dark", "not so loud", 有点暗: what is wanted instead; and "more dramatic", 更亮: more of it."""
    if not _at(row, 1, "trait"):
        return None
    trait = row[1].value("trait")
    if row[0].means("complain", "too_much") or row[0].means("degree", "less"):
        return (2, {"compare": _OPPOSITE[trait]}) if trait in _OPPOSITE else None
    return (2, {**row[1].senses, "compare": trait}) if row[0].means("degree", "more") else None


def _seems(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "look" in "looks cheap", "make it look warm", where it is no noun."""
    place = next((n for n, one in enumerate(row[1:], 1) if not one.means("degree") and not _is_article(one)), 0)
    if not row[0].means("noun", "look") or not place or row[place].means("noun") or row[place].tokens[0].kind == "stop":
        return None
    seen = any(row[place].means(of) for of in ("complain", "look", "praise", "trait", "compare"))
    return (1, {"seem": "seem"}) if seen else None


def _is_article(item: Item) -> bool:
    return item.tokens[0].kind == "function" and not item.relation


# Groups: a preposition with what it governs.


def _from_to(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "from 3 to 8 seconds", "between 0:05 and 0:12", 从第3秒到第8秒, "from 5 s on", "from 8 s to the end"."""
    place = 0
    opened = _related(row, 0, "from", "between")
    place = _skip(row, 1, "at") if opened else 0
    begin = _instant(row, place)
    if begin is None:
        return None
    start, place = begin
    if not row[0].tokens[0].text.isascii() and _at(row, place, "noun", "start"):
        place += 1  # 从第3秒开始到第8秒
    if _related(row, place, "to", "until") or (opened and _related(row, place, "and")):
        place = _skip(row, place + 1, "at")
        if (end := _instant(row, place, start=False)) is not None:
            return end[1], {"stretch": Stretch(start, end[0])}
        return None
    if opened and _related(row, place, "on"):
        return place + 1, {"stretch": Stretch(start, END)}
    return None


def _whole(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "for the whole video", "over the entire film"."""
    if row[0].relation not in ("for", "during", "over"):
        return None
    place = _skip(row, 1, "of")
    if not _at(row, place, "each", "all") or not _at(row, place + 1, "noun", "film"):
        return None
    return place + 2, {"stretch": Stretch(0.0, END), "when": "throughout"}


def _instant(row: Sequence[Item], place: int, *, start: bool = True) -> tuple[float, int] | None:
    """Return a moment of the film that stands here, and the place after it."""
    if place >= len(row):
        return None
    item = row[place]
    if item.means("moment") or item.means("time"):
        return float(item.value("moment") if item.means("moment") else item.value("time")), place + 1
    number = _number(item)
    if number is not None and start and not _at(row, place + 1, "noun"):
        return float(number), place + 1
    if item.means("noun", "start") or item.means("part", "beginning"):
        return (0.0, place + 1) if start else None
    if item.means("noun", "end") or item.means("part", "end"):
        return None if start else (END, place + 1)
    return None


def _bounded(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "after 5 s", "until 8 s", "before 0:10", and "from the beginning"; a moment for "at 3 s"."""
    relation = row[0].relation
    if relation not in ("after", "until", "before", "at"):
        return None
    place = _skip(row, 1, "of")
    if not (_at(row, place, "time") or _at(row, place, "moment")):
        return None
    at = float(row[place].value("time") or row[place].value("moment") or 0)
    if relation == "at":
        return place + 1, {"moment": at}
    return place + 1, {"stretch": Stretch(at, END) if relation == "after" else Stretch(0.0, at)}


def _off(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "2 seconds off the end", "3 s from the start"."""
    if not row[0].means("time") or not (_related(row, 1, "from") or (row[1:] and row[1].tokens[0].text == "off")):
        return None
    place, seconds = _skip(row, 2, "of"), float(row[0].value("time"))
    if _at(row, place, "each", "both") and _at(row, place + 1, "noun", "end"):
        return place + 2, {"ends": seconds}
    if place >= len(row) or row[place].means("which") or not (_is_last(row[place]) or _is_first(row[place])):
        return None
    return place + 1, {"stretch": Stretch(-seconds, END) if _is_last(row[place]) else Stretch(0.0, seconds)}


def _paced(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "4 seconds a photo", "3 seconds per", 一张六秒 and 1.5秒一张."""
    one = next((n for n in (0, 1) if _at(row, n, "count") and row[n].value("count").number == 1), None)
    if one is not None and _at(row, 1 - one, "time") and any(token.means("measure") for token in row[one].tokens):
        return 2, {"paced": row[1 - one].value("time")}
    if not row[0].means("time") or len(row) < 2:
        return None
    if row[1].tokens[0].text == "a" and _at(row, 2, "noun", *_PICTURES):
        return 3, {"paced": row[0].value("time")}
    last = len(row) == 2 or row[2].tokens[0].kind == "stop"
    return (2, {"paced": row[0].value("time")}) if row[1].relation == "per" and last else None


def _in_time(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "5 seconds in", 第5秒, 5秒后, "3 s from the start"."""
    if row[0].means("time"):
        if _related(row, 1, "after"):
            return 2, {"stretch": Stretch(float(row[0].value("time")), END)}
        if _related(row, 1, "before"):
            return 2, {"stretch": Stretch(0.0, float(row[0].value("time")))}
        if _at(row, 1, "moment_after"):
            return 2, {"moment": float(row[0].value("time"))}
    if row[0].means("ordinal") and _at(row, 1, "unit", "s") and row[0].value("ordinal") != "last":
        return 2, {"moment": float(row[0].value("ordinal"))}
    return None


def _beside(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "before photo 2", "after the first one", 放到第一张前面: which side of which picture."""
    if row[0].relation in ("before", "after"):
        place = _skip(row, 1, "of")
        if _at(row, place, "which"):
            which = row[place].value("which")
            return place + 1, {"beside": (row[0].relation, which), "which": which}
    if row[0].means("verb", "put", "move") and not row[0].tokens[0].text.isascii() and _at(row, 1, "which") and row[2:]:
        which = row[1].value("which")
        before = row[2].relation == "before" or row[2].means("part", "first")
        if before or row[2].relation == "after" or row[2].means("part", "last"):
            return 3, {"verb": "move", "beside": ("before" if before else "after", which)}
    return None


# Lists of what was found.


def _several(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "photos 2 and 4", "the first and the last one", 第一张和第三张."""
    if not row[0].means("which") or not row[0].value("which").numbers:
        return _ordinals(row)
    numbers, noun, place = list(row[0].value("which").numbers), row[0].value("which").noun, 1
    while True:
        after = _joint(row, place)
        if after is None:
            break
        if _at(row, after, "which") and row[after].value("which").numbers:
            numbers += row[after].value("which").numbers
        elif (number := _number(row[after])) is not None and 0 < number < 200 and not _at(row, after + 1, "noun"):
            numbers.append(number)
        else:
            break
        place = after + 1
    return (place, {"which": Which(tuple(numbers), noun=noun)}) if place > 1 else None


def _ordinals(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "the second and fourth photo": ordinals that share one noun."""
    numbers, place = [], 0
    while place < len(row) and not row[place].means("noun") and (number := _rank(row[place])) is not None:
        numbers.append(number)
        after = _joint(row, place + 1)
        if after is None:
            return None
        place = after
        if _at(row, place, "which") and row[place].value("which").numbers:
            which = row[place].value("which")
            return place + 1, {"which": Which((*numbers, *which.numbers), noun=which.noun)}
    return None


def _joint(row: Sequence[Item], place: int) -> int | None:
    """Return the place after a comma or "and" (or both) that joins a list; None where there is none."""
    after = place
    while after < len(row) and (
        row[after].tokens[0].text in (",", "、", "&") or row[after].relation in ("and", "with")
    ):
        after += 1
    if after == place:
        return None
    after = _skip(row, after, "of")
    return after if after < len(row) else None


def _spread(row: Sequence[Item]) -> tuple[int, dict[str, Any]] | None:
    """Read "photos 2 to 4", 第二到第五张."""
    if not _related(row, 1, "to", "until") or len(row) < 3:
        return None
    low = row[0].value("which").numbers if row[0].means("which") else (row[0].value("ordinal"),)
    high = row[2].value("which").numbers if row[2].means("which") else (_number(row[2]),)
    if len(low) != 1 or len(high) != 1 or not (isinstance(low[0], int) and isinstance(high[0], int)):
        return None
    if not 0 < low[0] < high[0] < 200 or not (row[0].means("which") or row[2].means("which")):
        return None
    noun = (row[2] if row[2].means("which") else row[0]).value("which").noun
    return 3, {"which": Which(tuple(range(low[0], high[0] + 1)), noun=noun)}


_WORDS: tuple[_Rule, ...] = (
    _first_seconds,
    _numbered,
    _nth,
    _end_of,
    _first_few,
    _each,
    _rest,
    _count,
    _compared,
    _seems,
)
_GROUPS: tuple[_Rule, ...] = (_from_to, _whole, _bounded, _in_time, _off, _paced, _spread, _beside)
_LISTS: tuple[_Rule, ...] = (_several,)


def clauses(row: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the items between two full stops."""
    part: list[Item] = []
    for item in row:
        if item.tokens[0].strong:
            if part:
                yield part
            part = []
        else:
            part.append(item)
    if part:
        yield part
