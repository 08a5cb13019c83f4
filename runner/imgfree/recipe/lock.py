"""imgfree.lock: what the recipes of a folder were made after, by commit and digest; checked without a network."""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from imgfree import disk
from imgfree.document import Document
from imgfree.errors import Position, Problem, RecipeSyntaxError, RecipeUnreadable

NAME = "imgfree.lock"
_VERSION = 1
_LONGEST_BYTES = 1024 * 1024
_HEAD = "# Written by imgfree: what each recipe here was made after, and the digests of what came with it. Commit it.\n"
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_MEND = "take it from your repository's history, or make the recipe anew: imgfree new NAME --from ADDRESS"
_FONTS = (".ttf", ".otf", ".ttc", ".woff", ".woff2")

State = Literal["as taken", "yours", "missing", "damaged"]


@dataclass(frozen=True)
class Taken:
    """What a recipe was made after. `files` are digests of what came from there, by path from the lock's folder.

    That of the recipe is of its text as it was made, before a default was changed.
    """

    source: str  # git+URL
    ref: str  # the branch, tag or commit that was named
    commit: str
    path: str  # of the recipe in the repository
    imgfree: str  # the version that took it
    licence: str  # the first line of the repository's; empty if it has none
    files: Mapping[str, str]

    @property
    def template(self) -> str:
        """Return the address that the recipe names as its template."""
        return f"{self.source}@{self.ref}#{self.path}"


def digest(content: bytes) -> str:
    """Return how the lock writes the digest of a file; ends of lines are one, as git may change them."""
    plain = content if b"\0" in content else content.replace(b"\r\n", b"\n")
    return f"sha256:{hashlib.sha256(plain).hexdigest()}"


def read(folder: Path) -> dict[str, Taken]:
    """Return what was taken, by the name of the recipe's file; none where there is no lock.

    Raises:
        RecipeUnreadable: it is no plain text file.
        RecipeSyntaxError: it is not what imgfree writes.
    """
    path = folder / NAME
    try:
        text = disk.read(path, most_bytes=_LONGEST_BYTES).decode()
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise RecipeUnreadable(f"'{path}' cannot be read: {getattr(error, 'strerror', None) or 'no UTF-8'}") from None
    try:
        data = tomllib.loads(text)
        if data["version"] != _VERSION:
            told = f"'{path}' is of version {data['version']}, this imgfree reads {_VERSION}"
            raise RecipeSyntaxError(told, hint="install the imgfree that wrote it, or a newer one")
        return {name: Taken(**one) for name, one in data["recipes"].items()}
    except tomllib.TOMLDecodeError as error:
        raise RecipeSyntaxError(_AT.sub("", str(error)), at=_where(path, text, str(error)), hint=_MEND) from None
    except (LookupError, TypeError, AttributeError):
        raise RecipeSyntaxError(f"'{path}' is not what imgfree writes", hint=_MEND) from None


def text_of(taken: Mapping[str, Taken]) -> str:
    """Return the lock's text, sorted, so that two branches rarely change the same line."""
    lines = [_HEAD, f"version = {_VERSION}\n"]
    for name, one in sorted(taken.items()):
        fields = asdict(one)
        files = fields.pop("files")
        lines.append(f"\n[recipes.{_quoted(name)}]\n")
        lines += [f"{key} = {_quoted(fields[key])}\n" for key in sorted(fields)]
        lines.append(f"\n[recipes.{_quoted(name)}.files]\n")
        lines += [f"{_quoted(file)} = {_quoted(files[file])}\n" for file in sorted(files)]
    return "".join(lines)


def write(folder: Path, taken: Mapping[str, Taken]) -> None:
    """Put the lock in its place, whole or not at all; raises OSError where it cannot be written."""
    disk.write(folder / NAME, text_of(taken).encode(), replace=True)


def states(folder: Path, name: str, taken: Taken) -> dict[str, State]:
    """Return how each file that came along is now."""
    found = {file: _state(folder, file, known) for file, known in taken.files.items()}
    edited = found[name] != "as taken"
    return {file: "damaged" if one == "yours" and _binds(file, edited=edited) else one for file, one in found.items()}


def _damaged(folder: Path, name: str, taken: Taken) -> Iterator[str]:
    """Yield the fonts and cassettes that are damaged. Photos are not read: they may be large, and are their owner's."""
    edited = _state(folder, name, taken.files[name]) != "as taken"
    for file, known in taken.files.items():
        if _binds(file, edited=edited) and _state(folder, file, known) == "yours":
            yield file


def _binds(file: str, *, edited: bool) -> bool:
    """Return whether a file has to be as it came: a cassette may be recorded anew for a recipe that was edited."""
    return is_font(file) or (is_cassette(file) and not edited)


def is_cassette(file: str) -> bool:
    """Return whether a file that came along is a cassette."""
    return file.startswith("cassettes/")


def is_font(file: str) -> bool:
    """Return whether a file that came along is a font."""
    return file.lower().endswith(_FONTS)


def problems(doc: Document, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with what a recipe was made after: errors, and a warning where nothing is known of it."""
    named = doc.data.get("template")
    if not isinstance(named, str):
        return
    at = doc.at(("template",))
    taken = read(path.absolute().parent).get(path.name)
    if taken is None:
        told = f"{NAME} knows nothing of this recipe, so that its template cannot be checked"
        yield Problem(told, at, f"add the {NAME} that was written with it, or remove this line", warning=True)
        return
    if named != taken.template:
        told = f"the recipe names another template than {NAME}, which has {taken.template}"
        yield Problem(told, at, f"write it as there, and `imgfree update {path}` for another version")
    for file in _damaged(path.absolute().parent, path.name, taken):
        told = f"'{file}' is not the file that came with the template: damaged, or changed by hand"
        again = f"remove it, and `imgfree update {path}` brings it again"
        yield Problem(told, _line(path.parent / NAME, file), again)


def _state(folder: Path, file: str, known: str) -> State:
    try:
        content = (folder / file).read_bytes()
    except OSError:
        return "missing"
    return "as taken" if digest(content) == known else "yours"


def _quoted(text: str) -> str:
    """Return a basic string of TOML, which is one of JSON, too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _where(path: Path, text: str, error: str) -> Position:
    """Return the place that an error of the TOML reader names; the end of the text where it names that."""
    found, lines = _AT.search(error), text.splitlines() or [""]
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (len(lines), len(lines[-1]) + 1)
    return Position(str(path), line, column, 1, lines[min(line, len(lines)) - 1])


def _line(path: Path, file: str) -> Position | None:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(f"{_quoted(file)} = "):
            return Position(str(path), number, 1, len(_quoted(file)), line)
    return None


def as_json(taken: Taken) -> dict[str, Any]:
    """Return what a script is told of a template."""
    return {"template": taken.template, "commit": taken.commit, "licence": taken.licence, "imgfree": taken.imgfree}
