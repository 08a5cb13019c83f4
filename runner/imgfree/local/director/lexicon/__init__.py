"""The vocabulary: surface forms and what they may mean. TOML, a language a file, loaded when it is first heard."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from imgfree.local.director.lexicon.forms import atoms, lemma

SEVERAL = "several"  # the section of forms that mean more than one thing


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning: its type (transition, verb, place …) and its value (crossfade, remove, top …)."""

    type: str
    value: str


@dataclass(frozen=True)
class Lexicon:
    """Forms by their atoms: as written, and by lemma. `longest`: how many atoms a form has that begins so."""

    exact: dict[tuple[str, ...], tuple[Sense, ...]] = field(default_factory=dict)
    lemmas: dict[tuple[str, ...], tuple[Sense, ...]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)
    functions: dict[tuple[str, ...], str] = field(default_factory=dict)  # function words and their relation, or ""
    words: dict[str, str] = field(default_factory=dict)  # every Latin word of a form, by itself, for the speller

    def add(self, form: str, senses: tuple[Sense, ...]) -> None:
        """Take in a form."""
        parts = tuple(atoms(form))
        self.exact[parts] = senses
        self.lemmas.setdefault(tuple(lemma(part) for part in parts), senses)
        self._begins(parts)
        self.words.update((part, part) for part in parts if len(part) > 3 and part.isascii())

    def add_function(self, form: str, relation: str) -> None:
        """Take in a function word; such words are matched as they are written, never by lemma."""
        parts = tuple(atoms(form))
        self.functions[parts] = relation
        self._begins(parts)

    def _begins(self, parts: tuple[str, ...]) -> None:
        for first in {parts[0], lemma(parts[0])}:
            self.longest[first] = max(self.longest.get(first, 0), len(parts))


@cache
def lexicon(language: str) -> Lexicon:
    """Return the vocabulary of a language, en or zh."""
    found = Lexicon()
    for section, rows in _table(f"{language}.toml").items():
        for key, forms in rows.items():
            for form in forms:
                found.add(form, senses_of(section, key))
    for form, relation in _table("function_words.toml")[language].items():
        found.add_function(form, relation)
    return found


def senses_of(section: str, key: str) -> tuple[Sense, ...]:
    """Return what a row's forms mean: the section's type with the key as its value, or the typed values of the key."""
    if section != SEVERAL:
        return (Sense(section, key),)
    return tuple(Sense(*one.split("=", 1)) for one in key.split(" "))


@cache
def refusals() -> dict[str, dict[str, str]]:
    """Return why each wish that cannot be had is refused and what to do instead, by id and language."""
    return _table("refusals.toml")


def _table(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
