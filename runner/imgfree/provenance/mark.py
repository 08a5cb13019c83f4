"""What a mark says, as values and as the text that travels in a film."""

import base64
import binascii
import dataclasses
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self

MOST_BYTES = 32_768  # of a mark with all that is around it in the film
MOST_MEDIA = 100  # that are named, each with its digest, by a mark that carries no recipe
_MOST_TEXT_BYTES = 2_000_000  # of what is unpacked: whoever wrote it may want to fill our memory
_FORMAT = 1

Level = Literal["none", "digests", "recipe"]  # what a film says of itself


class NotOurs(ValueError):
    """What stands where a mark would is none that imgfree wrote."""


@dataclass(frozen=True)
class Medium:
    """A photo, clip or sound of the user's own. `name` is the file's, below the recipe's folder; "" unless carried."""

    sha256: str
    file_type: str
    name: str = ""


@dataclass(frozen=True)
class Generated:
    """Something in the film that a machine made up. `by` is what made it, as far as the backend tells."""

    what: str  # voice, music, clip, picture, sound
    by: str
    count: int = 1


@dataclass(frozen=True)
class Sent:
    """The film as it came from the backend, before the mark: its size, its digest, and that of its media alone.

    `media_sha256` is of the pictures and the sound without what is around them.
    """

    size_bytes: int
    sha256: str
    media_sha256: str


NOBODY = Sent(0, "", "")  # as long as there is no film yet


@dataclass(frozen=True)
class Carried:
    """What a film has with it that carries its recipe.

    A file in `inputs` and `brand` is written as {"name": "assets/a.jpg", "sha256": "…"}. `lock` is what imgfree.lock
    says of the recipe, by its field's names; empty if it was made after nothing. `account` is, by step, what became of
    each clause of its words.
    """

    name: str
    recipe: str
    inputs: Mapping[str, Any]
    lock: Mapping[str, Any]
    brand: Mapping[str, Any]
    account: Mapping[str, Any]


@dataclass(frozen=True)
class Mark:
    """What a film says of itself. `encoder` names what made its bytes and which version; empty if nobody told.

    `own` counts the user's files by their type; `media` names as many of them as `MOST_MEDIA`, unless it carries all.
    """

    imgfree: str
    backend: str
    encoder: Mapping[str, str]
    recipe_sha256: str
    inputs_sha256: str
    own: Mapping[str, int]
    media: tuple[Medium, ...]
    generated: tuple[Generated, ...]
    film: Sent = NOBODY
    carried: Carried | None = None

    def without_recipe(self) -> "Mark":
        """Return what of it every film has."""
        media = tuple(dataclasses.replace(one, name="") for one in self.media[:MOST_MEDIA])
        return dataclasses.replace(self, carried=None, media=media)

    def text(self) -> str:
        """Return it as base64 of compressed JSON: the same for the same mark."""
        plain = {"format": _FORMAT, **dataclasses.asdict(self)}
        packed = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return base64.b64encode(zlib.compress(packed.encode("utf-8", "backslashreplace"), 9)).decode()

    @classmethod
    def from_text(cls, text: bytes) -> Self:
        """Return the mark that such a text holds. It is a stranger's: nothing in it is more than words.

        Raises:
            NotOurs: it holds none, or one that is unreasonably large.
        """
        try:
            plain = json.loads(_unpacked(base64.b64decode(text, validate=True)))
            if not isinstance(plain, dict) or plain.pop("format") != _FORMAT:
                raise NotOurs("its format is of another version of imgfree")
            carried = plain.pop("carried")
            return cls(
                imgfree=_text(plain["imgfree"]),
                backend=_text(plain["backend"]),
                encoder={name: _text(value) for name, value in _mapping(plain["encoder"]).items()},
                recipe_sha256=_text(plain["recipe_sha256"]),
                inputs_sha256=_text(plain["inputs_sha256"]),
                own={name: _number(value) for name, value in _mapping(plain["own"]).items()},
                media=tuple(_of(Medium, one) for one in _list(plain["media"])),
                generated=tuple(_of(Generated, one) for one in _list(plain["generated"])),
                film=_of(Sent, plain["film"]),
                carried=None if carried is None else _of(Carried, carried),
            )
        except (LookupError, TypeError, ValueError, RecursionError, zlib.error, binascii.Error) as error:
            raise error if isinstance(error, NotOurs) else NotOurs("it is damaged") from None


def _unpacked(packed: bytes) -> str:
    reader = zlib.decompressobj()
    plain = reader.decompress(packed, _MOST_TEXT_BYTES)
    if reader.unconsumed_tail or not reader.eof:
        raise NotOurs("it is damaged, or larger than any mark")
    return plain.decode()


def _of(sort: Callable[..., Any], plain: object) -> Any:
    """Return the dataclass that holds these values, each of the sort that its field wants."""
    given, found = _mapping(plain), {}
    for field in dataclasses.fields(sort):  # type: ignore[arg-type] # all of them are dataclasses
        if field.name in given:  # what a later version adds is passed over
            found[field.name] = _SORTS[str(getattr(field.type, "__name__", field.type))](given[field.name])
    return sort(**found)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise NotOurs("it is damaged")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise NotOurs("it is damaged")
    return value


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise NotOurs("it is damaged")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise NotOurs("it is damaged")
    return value


_SORTS: Mapping[str, Callable[[object], Any]] = {"str": _text, "int": _number, "Mapping": _mapping}
