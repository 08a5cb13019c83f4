"""Wishes from tagged words: each segment is one operation, whose numbers, pictures and texts the reader knows."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import dropwhile
from typing import Any

from imgfree import schema
from imgfree.local.director.pictures import numbers
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.tagger.network import Tags
from imgfree.local.director.tagger.segments import Segment
from imgfree.local.director.usual import completed
from imgfree.local.director.wish import Scene, Wish

_SPOKEN, _VALUED, _VERBATIM = 0.5, 0.3, 0.4  # how likely it is to be: an argument, its value, a word taken as it stands
_NUMBERED = 0.5  # a number that is told rather than read
_LIKELIEST, _PICTURED = 0.15, 0.8  # a value of a few; one that is not the number of a picture
_COLORED, _COLORED_AT_ALL = 0.6, 0.2  # a colour that is told rather than read; one that is spoken of, where one is read
_TIMES = ("time", "moment", "few", "brief")
_NUMBERS = ("count", "number", "factor", "percent", "ordinal")
_FROM = ("from_s", "start_s")
_QUOTES = "\"'“”‘’「」『』《》 "


def wish_of(one: Segment, reading: Reading, tags: Tags, scene: Scene) -> Wish | None:
    """Return what a segment wishes; None where something that it has to say is not found in its words."""
    known = schema.load("operations.schema.json")["$defs"]
    form = known[one.op]
    found = _Words(one, reading, tags, scene)
    args: dict[str, Any] = {}
    for key, spec in form["properties"].items():
        form_of = known[spec["$ref"].rpartition("/")[2]] if "$ref" in spec else spec
        if key == "op" or (one.spoken.get(key, 0.0) < found.least(form_of) and key not in form["required"]):
            continue
        value = found.value(key, form_of)
        args |= {} if value is None else {key: value}
    if one.op in ("title", "text") and not {"text", "texts", "old"} & args.keys():
        args |= _restyled(one.op, scene)
    lacks = {*form["required"]} - {"op", *args}
    whole = [] if lacks else completed({"op": one.op, **args}, scene)
    if len(whole) != 1:  # several are the rules' affair
        return None
    unmoved = {"position"} if "old" in args and "position" not in args else set()
    return Wish(one.op, {key: value for key, value in whole[0].items() if key not in unmoved}, one.spans(reading))


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
    """What the words of a segment say, each number once."""

    def __init__(self, one: Segment, reading: Reading, tags: Tags, scene: Scene) -> None:
        own = set(one.places)
        self._one, self._reading, self._tags, self._scene = one, reading, tags, scene
        self._items = [item for item in reading.items if own & set(range(item.first, item.last))]

    def least(self, spec: Mapping[str, Any]) -> float:
        """Return how likely an argument of that form has to be: less where a colour is named."""
        named = _is_color(spec) and any(item.means("color") for item in self._items)
        return _COLORED_AT_ALL if named else _SPOKEN

    def value(self, key: str, spec: Mapping[str, Any]) -> Any:
        """Return the value of an argument of that form; None where the words do not say it."""
        chance, likely = self._one.values.get(key, (0.0, ""))
        kinds = [spec, *spec.get("anyOf", ())]
        of_few = any("enum" in one or one.get("type") == "boolean" for one in kinds)
        if key == "anchor" or (key == "what" and self._one.op in ("remove", "replace")):
            return self._picture(key, chance, likely)
        if spec.get("type") == "array" and spec["items"].get("type") == "integer":
            return self._pictures() or None
        if of_few and (pointed := self._pointed(likely, [name for one in kinds for name in one.get("enum", ())])):
            return pointed
        if of_few and chance >= _VALUED:
            return _typed(likely, spec)
        if _is_color(spec):
            return self._color(chance, likely)
        if any(one.get("type") in ("number", "integer") for one in kinds):
            number = self._number(key, spec)
            return _typed(likely, spec) if number is None and chance >= _NUMBERED else number
        if of_few:
            return _typed(likely, spec) if chance > _LIKELIEST else None
        texts = self._texts(key, several=spec.get("type") == "array")
        return None if not texts else texts if spec.get("type") == "array" else texts[-1 if key == "with" else 0]

    def _pointed(self, likely: str, names: Sequence[str]) -> str | None:
        """Return which of these names the words point at: "bottom_left", or "slide_up" where slides are likely."""
        ways = (f"{likely.rpartition('_')[0]}_{item.value('side')}" for item in self._items if item.means("side"))
        places = (str(item.value("place")) for item in self._items if item.means("place"))
        return next((name for name in (*places, *ways) if name in names), None)

    def _color(self, chance: float, likely: str) -> str | None:
        named = next((str(item.value("color")) for item in self._items if item.means("color")), None)
        return likely if chance >= (_COLORED if named else _VALUED) else named

    def _pictures(self) -> list[int]:
        which = (item.value("which") for item in self._items if item.means("which"))
        shown = list(dict.fromkeys(number for one in which for number in numbers(one, self._scene)))
        return shown or self._listed()

    def _listed(self) -> list[int]:
        """Return the numbers of pictures that stand by themselves: "2 and 5"."""
        said = [item.value("number") for item in self._items if item.means("number")]
        there = range(1, self._scene.length + 1)
        return said if len(said) > 1 and all(number in there for number in said) else []

    def _picture(self, key: str, chance: float, likely: str) -> str | None:
        shown = self._pictures()
        if shown and (chance < _PICTURED or likely.startswith("photo")):
            return f"photo{':' if key == 'anchor' else ' '}{shown[0]}"
        return likely if chance >= _VALUED else None

    def _number(self, key: str, spec: Mapping[str, Any]) -> float | None:
        times = key.endswith("_s") or key == "seconds"
        for item in self._items:
            if times and item.means("stretch") and key in (*_FROM, "to_s"):
                stretch = item.value("stretch")
                return float(stretch.start if key in _FROM else stretch.end)
            of = next((kind for kind in (_TIMES if times else _NUMBERS) if item.means(kind)), "")
            value = getattr(item.value(of), "number", item.value(of))
            if isinstance(value, int | float) or (isinstance(value, str) and value.isdecimal()):
                self._items = [one for one in self._items if one is not item]
                number = float(value)
                return (int(number) if spec.get("type") == "integer" else number) if _may_be(number, spec) else None
        return None

    def _texts(self, key: str, *, several: bool) -> list[str]:
        """Return the words that are to be taken as they stand: what is quoted, else what is tagged so."""
        raw, tokens, places = self._reading.raw, self._reading.tokens, self._one.places
        said = [tokens[place] for place in places if tokens[place].kind in ("literal", "words", "name")]
        if said and key != "mood":
            return [raw[token.start : token.end].strip(_QUOTES) for token in said]
        row = [place for place in range(places[0], places[-1] + 1) if self._tags.verbatim[place] > _VERBATIM]
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
