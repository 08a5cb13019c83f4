"""The vocabulary: surface forms and what they may mean. A TOML file a language, read when it is first heard.

A sentence uses few forms, so a form is only taken apart when a word of the sentence may begin it.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from imgfree.local.director.lexicon.forms import atoms, bases, lemma

SEVERAL = "several"  # the section of forms that mean more than one thing


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning: its type (transition, verb, place …) and its value (crossfade, remove, top …)."""

    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Form:
    """A surface form: its atoms, and what it may mean; for a function word its relation, or ""."""

    parts: tuple[str, ...]
    senses: tuple[Sense, ...] = ()
    relation: str | None = None
    exact: bool = False  # never inflected: names of file formats, of which MOV would be a "move"

    def fits(self, said: tuple[str, ...]) -> bool:
        """Return whether these atoms say it, inflected or not; a function word is never inflected.

        What is written inflected in the vocabulary means that alone: "heading" is no "head".
        """
        if said == self.parts or self.exact or len(said) != len(self.parts):
            return said == self.parts
        return all(part in bases(one) for one, part in zip(said, self.parts, strict=True))


@dataclass(frozen=True)
class Lexicon:
    """The forms of a language, by the lemma of their first atom."""

    rows: Mapping[str, list[tuple[str, str, str]]]  # form, type, value
    taken_apart: dict[str, tuple[Form, ...]] = field(default_factory=dict)
    by_second: dict[str, dict[str, list[tuple[int, Form]]]] = field(default_factory=dict)

    def beginning(self, first: str) -> tuple[Form, ...]:
        """Return the forms that an atom may begin, the longest first; those written as they are said before others."""
        key = lemma(first)
        if key not in self.taken_apart:
            found = [_form(*row) for row in self.rows.get(key, ())]
            self.taken_apart[key] = tuple(sorted(found, key=lambda form: (-len(form.parts), -len(form.parts[0]))))
        return self.taken_apart[key]

    def going_on(self, first: str, seconds: Iterable[str]) -> list[Form]:
        """Return the forms of one atom that `first` may begin, and those that one of `seconds` follows in, in order."""
        key = lemma(first)
        if key not in self.by_second:
            self.by_second[key] = {}
            for number, form in enumerate(self.beginning(first)):
                self.by_second[key].setdefault("".join(form.parts[1:2]), []).append((number, form))
        found = [one for second in ("", *seconds) for one in self.by_second[key].get(second, ())]
        return [form for _, form in sorted(found, key=lambda one: one[0])]

    @cached_property
    def words(self) -> dict[str, str]:
        """Return every Latin word of a form, for the speller."""
        said = " ".join(form for rows in self.rows.values() for form, _, _ in rows)
        return {word: word for word in said.replace("-", " ").split() if len(word) > 3 and word.isascii()}

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Return what the Latin words of forms are compared by."""
        return frozenset(map(lemma, self.words))

    def knows(self, word: str) -> int:
        """Return how well a Latin word is known: 2 as it stands in a form, 1 as it is inflected, 0 not at all."""
        return 2 if word in self.words else int(lemma(word) in self.lemmas)


@cache
def lexicon(language: str) -> Lexicon:
    """Return the vocabulary of a language, en or zh."""
    rows: dict[str, list[tuple[str, str, str]]] = {}
    keys: dict[str, str] = {}  # the lemma by the word: many forms begin alike
    for of, value, form in _rows(f"{language}.toml"):
        first = form.partition(" ")[0] if form[0].isascii() else form[0]
        if first not in keys:
            keys[first] = lemma(atoms(first)[0])
        rows.setdefault(keys[first], []).append((form, of, value))
    for relation, forms in _table("function_words.toml")[language].items():
        for form in forms:
            rows.setdefault(lemma(atoms(form)[0]), []).append((form, "", relation if relation != "none" else ""))
    if language == "en":
        _add_hurried(rows)
    return Lexicon(rows)


def _add_hurried(rows: dict[str, list[tuple[str, str, str]]]) -> None:
    """Add every form without its apostrophe as well, where that is no form by itself: dont, whats, thats; not were."""
    said = {form for some in rows.values() for form, _, _ in some}
    for form, of, value in [row for some in rows.values() for row in some if "'" in row[0]]:
        if (bare := form.replace("'", "")) not in said:
            rows.setdefault(lemma(atoms(bare)[0]), []).append((bare, of, value))


def _rows(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield type, value and form for every form of a file.

    Our vocabularies use so little of TOML that its parser, a third of all the time a first sentence may take, is not
    needed; a test holds that both read the same.
    """
    section = key = ""
    for line in files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line[1 : line.index("]")]
        elif line and line[0] not in "# ":
            key, _, line = line.partition(" = ")
            key = key.strip('"')
        if line.startswith("#"):
            continue
        for form in line.partition(" #")[0].split('"')[1::2]:
            yield section, key, form


def _form(form: str, of: str, value: str) -> Form:
    parts = tuple(atoms(form))
    if not of:
        return Form(parts, relation=value, exact=True)
    return Form(parts, senses_of(of, value), exact=of == "format")


def senses_of(section: str, key: str) -> tuple[Sense, ...]:
    """Return what a row's forms mean: the section's type with the key as its value, or the typed values of the key."""
    if section != SEVERAL:
        return (Sense(section, key),)
    return tuple(Sense(*one.split("=", 1)) for one in key.split(" "))


@cache
def refusals() -> dict[str, dict[str, str]]:
    """Return why each wish that cannot be had is refused and what to do instead, by id and language."""
    return _table("refusals.toml")


@cache
def met() -> dict[str, dict[str, str]]:
    """Return what meets each wish for which nothing need be done, by id and language."""
    return _table("met.toml")


def _table(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
