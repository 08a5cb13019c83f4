"""brand.yaml: what all films of a brand have in common, checked, and said in words that any backend understands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path
from typing import Any

from imgfree import document, media_types, schema
from imgfree.colors import READABLE, TUNED, WHITE, Color, contrast, opposite
from imgfree.document import Document
from imgfree.document.source import SIZE_LIMIT_BYTES
from imgfree.errors import ImgfreeError, InputRefused, PathRefused, Problem, RecipeInvalid
from imgfree.language import detection
from imgfree.recipe.brand_words import words
from imgfree.recipe.files import Access, access, matches
from imgfree.recipe.model import Inputs, Recipe
from imgfree.recipe.walk import every_step, scope_of, shown

NAME = "brand.yaml"
_PLACES = (NAME, f"assets/{NAME}")  # where one is looked for beside a recipe
_ASKS = re.compile(r"\bbrand\s*(?:\.\s*(?:files|words)\b|\[)")
_ENDS = {"png": b"IEND", "jpg": b"\xff\xd9"}  # what stands at the end of a whole one
_TAIL_BYTES = 65_536
_FONT_TABLES = {b"cmap", b"head", b"hhea", b"hmtx", b"maxp"}  # what no font is drawn without
_MARKS = ("logo", "watermark", "水印", "标志")  # by which a director tells a logo from photos


@dataclass(frozen=True)
class Brand:
    """A checked brand: its file, what it says, and its logo and its own font if it has them."""

    path: Path
    data: Mapping[str, Any]
    logo: Path | None = None
    font: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the files that it names."""
        return tuple(one for one in (self.logo, self.font) if one is not None)


def is_brand(path: Path) -> bool:
    """Return whether a file is called as brands are (brand.yaml, acme-brand.yaml), and has no steps."""
    if path.suffix not in (".yaml", ".yml") or not path.stem.lower().endswith("brand") or not path.is_file():
        return False
    with path.open("rb") as file:
        return re.search(rb"^steps\s*:", file.read(SIZE_LIMIT_BYTES), re.MULTILINE) is None


def load(path: Path, *, cwd: Path, allow_read: Sequence[Path] = ()) -> Brand:
    """Return the brand in that file. It may name what lies below its own folder, the working folder and `allow_read`.

    Raises:
        RecipeUnreadable, RecipeSyntaxError: as for recipes.
        RecipeInvalid: with every problem, in file order.
    """
    doc = document.read(path)
    problems = schema.problems(doc.data, schema.BRAND, doc.at, rendered=True, subject=path.name)
    files: dict[str, Path | None] = {}
    if not problems:
        problems += _clashes(doc)
        allowed = Access(tuple(one.resolve() for one in (path.absolute().parent, cwd, *allow_read)))
        for key, found in (("logo", _logo), ("font", _font)):
            try:
                files[key] = found(doc, path.absolute().parent, allowed)
            except ImgfreeError as error:
                problems.append(Problem(error.message, doc.at((key,)), error.hint))
    if problems:
        raise RecipeInvalid(sorted(problems, key=attrgetter("place")))
    return Brand(path, doc.data, **files)


def found(recipe: Recipe, named: Path | None, *, cwd: Path) -> Path | None:
    """Return the file of the brand that a run is made for: the one that is named, else the one beside the recipe.

    Raises:
        InputRefused: one is named, and the recipe never asks for it.
    """
    asked = any(_ASKS.search(text) for text in _texts(recipe.document.data["steps"]))
    if named is not None:
        if not asked:
            hint = 'write {{ brand.words }} behind the words of its instruct, and "+ brand.files" in its upload'
            raise InputRefused(f"--brand {named}: the recipe '{recipe.path}' says nothing of a brand", hint=hint)
        return cwd / named
    beside = (recipe.dir / one for one in _PLACES) if asked else ()
    return next((one for one in beside if one.is_file()), None)


def names_beside(recipe: Recipe) -> Iterator[Path]:
    """Yield the files of the brand beside a recipe, relative to its folder: those that go with it elsewhere."""
    path = found(recipe, None, cwd=recipe.dir)
    if path is not None:
        files = (path, *load(path, cwd=recipe.dir).files)
        yield from (one.relative_to(recipe.dir) for one in files if one.is_relative_to(recipe.dir))


def branded(inputs: Inputs, recipe: Recipe, path: Path | None, *, cwd: Path, allow_read: Sequence[Path] = ()) -> Inputs:
    """Return the inputs with the brand in that file, in the language of the film; as they are without one.

    Raises as `load` does.
    """
    if path is None:
        return inputs
    brand = load(path, cwd=cwd, allow_read=access(recipe, cwd=cwd, allow_read=allow_read).roots)
    files = [str(one) for one in brand.files]
    sentences = said(brand, _language(recipe, inputs))
    named = (*inputs.named, *brand.files)
    kept = (str(path.absolute()), *files)
    return replace(inputs, named=named, brand={"files": files, "words": sentences}, brand_files=kept)


def said(brand: Brand, language: str) -> str:
    """Return what a brand asks for in this language, as sentences."""
    return words(brand.data, has_logo=brand.logo is not None, language=language)


def _language(recipe: Recipe, inputs: Inputs) -> str:
    scope = scope_of(recipe, inputs.values, brand=inputs.brand)
    edits = (step for step in every_step(recipe.steps) if schema.does(step.kind, "edits"))
    said = (str(value) for step in edits for value in shown(step, scope).values())
    return recipe.session.language or detection.detect(said)


def _clashes(doc: Document) -> Iterator[Problem]:
    """Yield what cannot be had together: letters on a plate on which nobody reads them, two places for one logo."""
    data = doc.data
    colors, end = data.get("colors", {}), data.get("end", {})
    if {"text", "plate"} <= colors.keys():
        text, plate = _color(colors["text"]), _color(colors["plate"])
        if (found := contrast(text, plate)) < READABLE:
            told = f"'{colors['text']}' on '{colors['plate']}' cannot be read well: a contrast of {found:.1f} to 1"
            better = "white" if opposite(plate) == WHITE else "black"
            hint = f"letters need {READABLE} to 1: take {better} on this plate, say, or another plate"
            yield Problem(told, doc.at(("colors", "text")), hint)
    if "logo" not in data and ("corner" in data or end.get("logo")):
        at = doc.at(("corner",), True) if "corner" in data else doc.at(("end", "logo"), True)
        yield Problem("there is no logo to be shown", at, "add its file, such as logo: logo.png")
    if end.get("logo") and "corner" in data:
        hint = "remove 'corner', or write end: {line: …} alone: then it stays in its corner to the end"
        yield Problem(
            "the logo stands in its corner or on the end card, not on both", doc.at(("end", "logo"), True), hint
        )


def _color(value: str) -> Color:
    number = TUNED.get(value, value)
    red, green, blue = (int(number[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _logo(doc: Document, folder: Path, allowed: Access) -> Path | None:
    """Return the logo's file.

    Raises:
        InputRefused, PathRefused: there is none, it may not be read, or it is no picture.
    """
    if "logo" not in doc.data:
        return None
    name = doc.data["logo"]
    path = _file(name, folder, allowed)
    if not any(mark in path.name.lower() for mark in _MARKS):
        hint = "call the file logo.png, say: by its name it is told from photos"
        raise InputRefused(f"the name of '{name}' does not say that it is a logo", hint=hint)
    if what := _no_picture(path.read_bytes()):
        raise InputRefused(f"'{name}' {what}", hint="export the logo as PNG or JPEG")
    return path


def _font(doc: Document, folder: Path, allowed: Access) -> Path | None:
    """Return the font's file; None where the font is one of our styles.

    Raises:
        InputRefused, PathRefused: there is none, it may not be read, or it is no whole font.
    """
    name = str(doc.data.get("font", ""))
    if media_types.suffix_of(name) not in media_types.suffixes_of("font"):
        return None
    path = _file(name, folder, allowed)
    if what := _no_font(path.read_bytes()):
        raise InputRefused(f"'{name}' {what}", hint="export the font again, as TTF or OTF")
    return path


def _file(name: str, folder: Path, allowed: Access) -> Path:
    try:
        [path, *more] = matches(name, folder, allowed)
    except PathRefused as error:
        hint = f"put it in the brand's folder, or {error.hint}"
        raise PathRefused(f"a brand may not read '{name}'", hint=hint) from error
    if more:
        raise InputRefused(f"several files fit '{name}'", hint="name one")
    return path


def _no_font(content: bytes) -> str:
    """Return why that is no font, or no whole one, by its table of tables; "" for one that is."""
    known = media_types.sniff(content[: media_types.HEAD_BYTES])
    if known is None:
        return "is damaged, or no font" if content else "is empty"
    if known.file_type != "font":
        return f"is {known.called}, and no font"
    entries = [content[at : at + 16] for at in range(12, 12 + 16 * int.from_bytes(content[4:6], "big"), 16)]
    tables = {one[:4]: (int.from_bytes(one[8:12], "big"), int.from_bytes(one[12:16], "big")) for one in entries}
    if missing := sorted(_FONT_TABLES - tables.keys()):
        return f"is damaged: its table '{missing[0].decode()}' is missing"
    cut = [tag for tag, (first, length) in tables.items() if first + length > len(content)]
    return f"is damaged: its table '{cut[0].decode('latin-1')}' is cut off" if cut else ""


def _no_picture(content: bytes) -> str:
    """Return why that is no picture, or no whole one; "" for one that is."""
    known = media_types.sniff(content[: media_types.HEAD_BYTES])
    if known is None:
        return "is damaged, or of a kind unknown here" if content else "is empty"
    if known.file_type != "image":
        return f"is {known.called}, and no picture"
    return "" if _ENDS.get(known.name, b"") in content[-_TAIL_BYTES:] else "is damaged: its end is missing"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)
