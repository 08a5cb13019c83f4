"""Wishes from tagged words: each segment is one operation, whose numbers, pictures and texts the reader knows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import dropwhile
from typing import Any

from imgfree import schema
from imgfree.local.director.pictures import clips, numbers
from imgfree.local.director.read.items import Item, Stretch
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.tagger.network import Tags
from imgfree.local.director.tagger.segments import VERBATIM, Segment
from imgfree.local.director.usual import completed
from imgfree.local.director.wish import Scene, Span, Wish

_SPOKEN, _VALUED, _VERBATIM = 0.5, 0.3, 0.4  # how likely it is to be: an argument, its value, a word taken as it stands
_TOLD = 0.4  # how likely words are the value of an argument, where others are as well
_NUMBERED = 0.35  # a number that is told rather than read
_LIKELIEST, _PICTURED = 0.15, 0.8  # a value of a few; one that is not the number of a picture
_COLORED, _COLORED_AT_ALL = 0.6, 0.2  # a colour that is told rather than read; one that is spoken of, where one is read
TIMES = ("time", "paced", "moment", "few", "brief")
NUMBERS = ("count", "number", "factor", "percent", "ordinal")
_PICTURES = ("which", "number", "ordinal", "numbers")
_SPREAD = re.compile(r"[-–—~～到至]|to|through|until")
_SURE = 0.6  # a value of a few, told rather than pointed at
_FROM = ("from_s", "start_s")
ENDS = (*_FROM, "to_s", "end_s")
_QUOTES = "\"'“”‘’「」『』《》 "


def wishes_of(one: Segment, reading: Reading, tags: Tags, scene: Scene) -> list[Wish]:
    """Return what a segment wishes, one for each picture that goes; none where its words lack what it has to say."""
    known = schema.load("operations.schema.json")["$defs"]
    form = known[one.op]
    found = _Words(one, reading, tags, scene)
    args: dict[str, Any] = {}
    for key, spec in form["properties"].items():
        form_of = known[spec["$ref"].rpartition("/")[2]] if "$ref" in spec else spec
        if key != "op" and (key in form["required"] or found.says(key, form_of)):
            value = found.value(key, form_of)
            args |= {} if value is None else {key: value}
    if one.op in ("title", "text") and not {"text", "texts", "old"} & args.keys():
        args |= _restyled(one.op, scene)
    lacks = {*form["required"]} - {"op", *args}
    unknown = "photos" in form["properties"] and found.limited and not found.shown
    whole = [] if lacks or unknown else completed({"op": one.op, **_moved(one.op, args)}, scene)
    if one.op == "remove" and whole and found.shown and str(args["what"]).startswith("photo"):
        whole = [{**whole[0], "what": f"photo {number}"} for number in found.shown]
    unmoved = {"position"} if "old" in args and "position" not in args else set()
    kept = ({key: value for key, value in each.items() if key not in unmoved} for each in whole)
    return [Wish(one.op, each, _said_of(each, one, reading)) for each in kept]


def _moved(op: str, args: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments; of two pictures of a move the second is the place."""
    photos: list[int] = args.get("photos", []) if op == "order" and args.get("how") == "move" else []
    return args | ({"photos": photos[:1], "place": photos[-1]} if len(photos) > 1 else {})


def _said_of(args: Mapping[str, Any], one: Segment, reading: Reading) -> tuple[Span, ...]:
    """Return the stretches of a segment; names and quotations only if they are among the arguments."""
    said = " ".join(map(str, args.values())).casefold()
    named = [place for place in one.places if reading.tokens[place].kind in VERBATIM]
    gone = {place for place in named if reading.tokens[place].text.strip(_QUOTES).casefold() not in said}
    return replace(one, places=[place for place in one.places if place not in gone]).spans(reading)


def is_known(wish: Wish) -> bool:
    """Return whether a wish is one that the operations' schema knows, so that whoever does it needs no check."""
    return bool(_forms().evolve(schema=_forms().schema["$defs"][wish.op]).is_valid({"op": wish.op, **wish.args}))


@cache
def _forms() -> Any:
    from jsonschema import Draft202012Validator  # only here: most sentences need none

    return Draft202012Validator(schema.load("operations.schema.json"))


def _restyled(op: str, scene: Scene) -> dict[str, str]:
    """Return which words of the film are meant where none are said: the last ones of their kind, or of any."""
    there = [words for words in scene.film.words if words.role != "caption"] if scene.film else []
    alike = [words.text for words in there if (words.role == "title") == (op == "title")]
    return {"old": text, "text": text} if (text := next(reversed(alike or [one.text for one in there]), "")) else {}


class _Words:
    """What the words of a segment say."""

    def __init__(self, one: Segment, reading: Reading, tags: Tags, scene: Scene) -> None:
        own = set(one.places)
        self._one, self._reading, self._tags, self._scene = one, reading, tags, scene
        self._items = [item for item in reading.items if own & set(range(item.first, item.last))]

    @cached_property
    def shown(self) -> list[int]:
        """Return the numbers of the pictures that are spoken of."""
        found = [item for item in self._items if any(item.means(kind) for kind in _PICTURES)]
        told = [item for item in found if self._tells("photos", item) >= _TOLD]
        told = told or [item for item in found if item.means("which")]
        if not told and any(item.means("noun", "clip") for item in self._items):
            return clips(self._scene)
        return [*dict.fromkeys(number for item in told for number in self._numbers(item))]

    @property
    def limited(self) -> bool:
        """Return whether it is for certain pictures only."""
        return any(item.pictures not in ("", "each") for item in self._items)

    def says(self, key: str, spec: Mapping[str, Any]) -> bool:
        """Return whether the words say an argument of that form, or one of them is its value."""
        named = _is_color(spec) and any(item.means("color") for item in self._items)
        least = _COLORED_AT_ALL if named else _SPOKEN
        told = "photos" if key == "anchor" else key
        return self._one.spoken.get(key, 0.0) >= least or self._tags.tells_first(told, self._one.places) >= _SPOKEN

    def value(self, key: str, spec: Mapping[str, Any]) -> Any:
        """Return the value of an argument of that form; None where the words do not say it."""
        chance, likely = self._one.values.get(key, (0.0, ""))
        kinds = [spec, *spec.get("anyOf", ())]
        names = [name for one in kinds for name in one.get("enum", ())]
        of_few = names or any(one.get("type") == "boolean" for one in kinds)
        if key == "anchor" or (key == "what" and self._one.op in ("remove", "replace")):
            return self._picture(key, chance, likely)
        if spec.get("type") == "array" and spec["items"].get("type") == "integer":
            return self.shown or None
        if of_few and (pointed := self._pointed(chance, likely, names)):
            return pointed
        if of_few and chance >= _VALUED:
            return _typed(likely, spec)
        if _is_color(spec):
            return self._color(key, chance, likely)
        if any(one.get("type") in ("number", "integer") for one in kinds):
            number = self._number(key, spec)
            return _typed(likely, spec) if number is None and chance >= _NUMBERED else number
        if of_few:
            return _typed(likely, spec) if chance > _LIKELIEST else None
        texts = self._texts(key, several=spec.get("type") == "array")
        return None if not texts else texts if spec.get("type") == "array" else texts[-1 if key == "with" else 0]

    def _pointed(self, chance: float, likely: str, names: Sequence[str]) -> str | None:
        """Return which of these names the words point at: "bottom_left", or "slide_up" where slides are likely."""
        ratios = (":".join(map(str, item.value("ratio"))) for item in self._items if item.means("ratio"))
        ways = (f"{likely.rpartition('_')[0]}_{item.value('side')}" for item in self._items if item.means("side"))
        places = (str(item.value("place")) for item in self._items if item.means("place"))
        unsure = () if chance >= _SURE else (*places, *ways)
        return next((name for name in (*ratios, *unsure) if name in names), None)

    def _tells(self, key: str, item: Item) -> float:
        """Return how likely an item is the value of an argument."""
        return self._tags.tells(key, range(item.first, item.last))

    def _likeliest(self, key: str, items: Iterable[Item]) -> list[Item]:
        """Return the items that are likely its value, the likeliest first; all of them where none is."""
        found = sorted(items, key=lambda item: -self._tells(key, item))
        return [item for item in found if self._tells(key, item) >= _TOLD] or found

    def _color(self, key: str, chance: float, likely: str) -> str | None:
        found = self._likeliest(key, (item for item in self._items if item.means("color")))
        named = str(found[0].value("color")) if found else None
        surely = found and self._tells(key, found[0]) >= _TOLD
        return likely if chance >= (_COLORED if named else _VALUED) and not surely else named

    def _numbers(self, item: Item) -> list[int]:
        """Return the numbers of the pictures of an item; the rest are those that the sentence does not name."""
        there, which = range(1, self._scene.length + 1), item.value("which")
        if which is None:
            said = item.value("numbers") or (item.value("number"), item.value("ordinal"))
            ends = [one for one in said if isinstance(one, int | float)]
            spread = len(ends) > 1 and _SPREAD.search(item.text)
            return [number for number in there if (ends[0] <= number <= ends[-1] if spread else number in ends)]
        if which.part != "rest":
            return numbers(which, self._scene)
        named = (one for one in self._reading.items if one.pictures == "some")
        others = {number for one in named for number in numbers(one.value("which"), self._scene)}
        return [number for number in there if others and number not in others]

    def _picture(self, key: str, chance: float, likely: str) -> str | None:
        if self.shown and (chance < _PICTURED or likely.startswith("photo")):
            return f"photo{':' if key == 'anchor' else ' '}{self.shown[0]}"
        return likely if chance >= _VALUED else None

    def _number(self, key: str, spec: Mapping[str, Any]) -> float | None:
        times = key.endswith("_s") or key == "seconds"
        for item in self._likeliest(key, self._items):
            surely = self._tells(key, item) >= _TOLD
            if times and item.means("stretch") and key in ENDS:
                return end_of(self._one.op, key, item.value("stretch"))
            kinds = (*TIMES, *NUMBERS) if surely else TIMES if times else NUMBERS
            if (number := number_of(item, kinds)) is not None:
                if not surely:  # each number once
                    self._items = [one for one in self._items if one is not item]
                return (int(number) if spec.get("type") == "integer" else number) if _may_be(number, spec) else None
        return None

    def _texts(self, key: str, *, several: bool) -> list[str]:
        """Return the words that are to be taken as they stand: what is quoted, else what is tagged so."""
        raw, tokens, places = self._reading.raw, self._reading.tokens, self._one.places
        said = [place for place in places if tokens[place].kind in VERBATIM]
        if said and key != "mood":
            said = [place for place in said if self._tags.tells(key, [place]) >= _TOLD] or said
            return [raw[tokens[place].start : tokens[place].end].strip(_QUOTES) for place in said]
        amid = range(places[0], places[-1] + 1)
        row = [place for place in amid if self._tags.tells(key, [place]) > _VERBATIM]
        row = row or [place for place in amid if self._tags.verbatim[place] > _VERBATIM]
        if key == "mood":
            row = list(dropwhile(lambda place: tokens[place].means("verb") or tokens[place].kind == "function", row))
        texts: list[list[int]] = []
        for place in row:
            between = tokens[texts[-1][-1] : place + 1] if texts else ()
            if texts and not (several and any(one.breaks for one in between)):
                texts[-1].append(place)
            else:
                texts.append([place])
        return [raw[tokens[part[0]].start : tokens[part[-1]].end] for part in texts]


def number_of(item: Item, kinds: Sequence[str]) -> float | None:
    """Return the number that an item is, as the first of these kinds that it can mean; None where it is none."""
    value = item.value(next((kind for kind in kinds if item.means(kind)), ""))
    number = getattr(value, "number", value)
    told = isinstance(number, int | float) or (isinstance(number, str) and number.isdecimal())
    return float(number) if told else None


def end_of(op: str, key: str, stretch: Stretch) -> float:
    """Return what of a stretch is meant: where it begins or ends, or how much of the film goes at its side."""
    if op == "trim" and key in ("start_s", "end_s"):
        return float(stretch.end if key == "start_s" and stretch.start == 0 else abs(stretch.start))
    return float(stretch.start if key in _FROM else stretch.end)


def _is_color(spec: Mapping[str, Any]) -> bool:
    return str(spec.get("pattern", "")).startswith("^([a-z]+|#")


def _may_be(number: float, spec: Mapping[str, Any]) -> bool:
    """Return whether one of the forms allows the number."""
    forms = [one for one in (spec, *spec.get("anyOf", ())) if one.get("type") in ("number", "integer")]
    return any(
        one.get("minimum", number) <= number <= one.get("maximum", number) and number > one.get("exclusiveMinimum", -1)
        for one in forms
    )


def _typed(value: str, spec: Mapping[str, Any]) -> Any:
    kinds = {one.get("type") for one in (spec, *spec.get("anyOf", ()))}
    try:
        number = float(value) if "number" in kinds else int(value) if "integer" in kinds else value
    except ValueError:
        return value
    return value == "true" if value in ("true", "false") else number
