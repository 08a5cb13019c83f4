"""What a model is asked, and what its answer must be: operations of our schema, each with the words that ask for it."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from imgfree import schema
from imgfree.local import captions
from imgfree.local.director.table import BY_NAME
from imgfree.local.director.wish import Scene
from imgfree.local.film import Film, looks_of, seconds

_MOST = 50  # operations in one answer
_NAMES = 200
_TASK = """You hear what somebody asks of a short film that is made of their photos and clips. Answer with JSON alone:
{"operations": [...]}, in the order they are asked for. Each has "op", its arguments, and "spans": the shortest pieces
of the sentence that ask for it, copied letter by letter. Add nothing that is not asked for. What no operation does is
left out, and its words are in no span. Photos count from 1; units are in the names of arguments. The operations:"""


def messages(sentence: str, scene: Scene) -> list[dict[str, str]]:
    """Return the question: the task, then the sentence, the names of the files and the film so far."""
    material = [asset.filename for asset in scene.material]
    others = [asset.filename for asset in scene.assets if asset not in scene.material]
    film = None if scene.film is None else _film(scene.film)
    asked = {"sentence": sentence, "photos_and_clips": material[:_NAMES], "other_files": others[:_NAMES], "film": film}
    task = {"role": "system", "content": "\n".join((_TASK, *_told()))}
    said = json.dumps(asked, ensure_ascii=False).encode(errors="replace").decode()  # a name may be no text
    return [task, {"role": "user", "content": said}]


def operations(said: str, sentence: str) -> list[dict[str, Any]]:
    """Return the operations of an answer; each is one of ours and quotes the sentence truly.

    Raises:
        ValueError: what is wrong with it, for the one who gave it.
    """
    try:
        found = json.loads(said[said.find("{") : said.rfind("}") + 1], parse_float=_number, parse_constant=str)
        json.dumps(found, ensure_ascii=False).encode()  # fails on half a character, which no draft could hold
    except (ValueError, RecursionError) as error:
        raise ValueError(f"it is not JSON ({error})") from None
    listed = found.get("operations")
    if not isinstance(listed, list) or len(listed) > _MOST:
        raise ValueError(f'"operations" is not a list of at most {_MOST}')
    if wrong := [complaint for one in listed for complaint in _complaints(one, sentence)]:
        raise ValueError("; ".join(wrong[:5]))
    return listed


@cache
def form() -> dict[str, Any]:
    """Return the JSON Schema of an answer."""
    known = schema.load("operations.schema.json")["$defs"]
    spans = {"type": "array", "minItems": 1, "maxItems": 20, "items": {"type": "string", "minLength": 1}}
    quoting = {
        name: {**one, "properties": {**one["properties"], "spans": spans}, "required": [*one["required"], "spans"]}
        for name, one in known.items()
        if name in BY_NAME
    }
    items = {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in quoting]}
    return {
        "type": "object",
        "properties": {"operations": {"type": "array", "maxItems": _MOST, "items": items}},
        "required": ["operations"],
        "additionalProperties": False,
        "$defs": {
            **{name: one for name, one in known.items() if "properties" not in one and "oneOf" not in one},
            **quoting,
        },
    }


def forms() -> tuple[dict[str, Any], ...]:
    """Return how an endpoint is told the form of an answer: the usual way, then the one that older ones know."""
    named = {"type": "json_schema", "json_schema": {"name": "operations", "schema": form()}}
    return named, {"type": "json_object", "schema": form()}


@cache
def _checker(name: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": form()["$defs"]})


def _complaints(one: Any, sentence: str) -> Iterator[str]:
    name = str(one.get("op")) if isinstance(one, dict) else ""
    if name not in BY_NAME or name not in form()["$defs"]:
        yield f"there is no operation '{name[:40]}'"
        return
    wrong = [f"{name}: {error.message[:150]}" for error in _checker(name).iter_errors(one)]
    yield from wrong or (
        f"{name}: '{piece[:80]}' is not in the sentence" for piece in one["spans"] if piece not in sentence
    )


def _number(text: str) -> float:
    """Return the number, a whole one as an int: photos are counted."""
    value = float(text)
    return int(value) if value.is_integer() else value


@cache
def _told() -> tuple[str, ...]:
    """Return a line for each operation; an argument that several have is explained once."""
    defined, lines, known = form()["$defs"], [], set()
    for name, one in defined.items():
        arguments = []
        for argument, value in one.get("properties", {}).items():
            if argument in ("op", "spans"):
                continue
            said = f"{argument}: {_kind(value, defined)}"
            arguments.append(argument if said in known else f"{said} ({value['description']})")
            known.add(said)
        if "properties" in one:
            lines.append(
                f"- {name}: {one['description']} {'; '.join(arguments)} Example: {json.dumps(one['examples'][0])}"
            )
    return tuple(lines)


def _kind(value: Mapping[str, Any], defined: Mapping[str, Any]) -> str:
    if "$ref" in value:
        value = defined[value["$ref"].rpartition("/")[2]]
    if "anyOf" in value:
        return " or ".join(_kind(one, defined) for one in value["anyOf"])
    return "|".join(map(str, value["enum"])) if "enum" in value else str(value.get("const", value.get("type")))


def _film(film: Film) -> dict[str, Any]:
    """Return what the film is, in a few facts; what a captions file says stays here."""
    return {
        "shots": [shot.title for shot in film.shots[:_NAMES]],
        "seconds": round(seconds(film), 1),
        "size": f"{film.width}x{film.height}",
        "transition": film.join.kind,
        "motion": film.motion.kind,
        "colours": [*looks_of(film), *film.effects],
        "music": film.music.title if film.music else None,
        "words": [{one.role: one.text} for one in film.words if not captions.is_cue(one)],
    }
