"""What a text is compared by: its atoms (a Latin word, a run of digits, one Chinese character) and their lemmas."""

import re
from collections.abc import Iterator
from functools import cache

_ATOM = re.compile(r"[a-z\u00df-\u024f]+(?:'[a-z]+)?|\d+|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])|\n|\S")
_VOWELS = set("aeiouy")
_SUFFIXES = (("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ing", ("", "e")), ("ied", ("y",)), ("ed", ("", "e")))
_JOINTS = "-_"  # stand between the parts of a word as a space does


def spans(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where the atoms of a folded text are; hyphens between letters are none."""
    for found in _ATOM.finditer(folded):
        start, end = found.span()
        if found.group() in _JOINTS and folded[start - 1 : start].isalnum() and folded[end : end + 1].isalpha():
            continue
        yield start, end


def atoms(folded: str) -> list[str]:
    """Return the atoms of a folded text, in order."""
    return [folded[start:end] for start, end in spans(folded)]


@cache
def bases(word: str) -> frozenset[str]:
    """Return the words that an English word may be an inflected form of, itself among them."""
    found = {word}
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return frozenset(found)
    for suffix, endings in _SUFFIXES:
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) >= 2 and _VOWELS & set(stem):
            found |= {stem + ending for ending in endings}
            if len(stem) > 3 and stem[-1] == stem[-2] and suffix in ("ing", "ed"):
                found.add(stem[:-1])
    return frozenset(found)


def lemma(word: str) -> str:
    """Return under what an English word is looked up: fades, fading, faded and fade are under one."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    for suffix, put in (("ies", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if not word.endswith(suffix):
            continue
        stem = word.removesuffix(suffix)
        if len(stem) < 3 or not _VOWELS & set(stem) or (suffix == "s" and stem[-1] in "su"):
            continue
        if suffix in ("ing", "ed") and stem[-1] == stem[-2] and stem[-1] not in "lsz":
            stem = stem[:-1]
        return (stem + put).rstrip("e")
    return word.rstrip("e")
