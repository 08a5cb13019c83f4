"""What a misspelt word was meant to be: one slip of the finger away from a word that is known."""

import re
from collections.abc import Callable, Mapping, Sequence

_SHORTEST_LOOSE = 7  # of a word that lacks, has or changes a letter; swapped letters are forgiven sooner
_WORD = re.compile(r"(?<![\w.@/'])[a-z]{5,}(?![\w@/']|\.\w)", re.ASCII)


def mended(text: str, known: Callable[[str], int], kept: Sequence[tuple[int, int]]) -> str:
    """Return the text, as long as it was, with two swapped letters put back in every word that is known only then.

    `known` says how well a word is: 2 as it stands, 1 as a form of a known one, 0 not at all.
    """
    parts, at = [], 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        if not known(found[0]) and not any(first < end and start < last for first, last in kept):
            parts += [text[at:start], _known_best(found[0], known)]
            at = end
    return "".join(parts) + text[at:]


def _known_best(word: str, known: Callable[[str], int]) -> str:
    """Return the one word that is known best, with two letters of this one swapped; the word itself without one."""
    ways = {swapped: known(swapped) for place in range(len(word) - 1) if (swapped := _swapped(word, place)) != word}
    best = max(ways.values(), default=0)
    found = [swapped for swapped, how in ways.items() if how == best]
    return found[0] if best and len(found) == 1 else word


def meant(word: str, known: Mapping[str, str]) -> str | None:
    """Return the one known word that has one letter more, less or another; None if there is none, or more than one."""
    if len(word) < _SHORTEST_LOOSE or not word.isascii():
        return None
    dropped = {word[:place] + word[place + 1 :] for place in range(1, len(word))} & known.keys()
    first, sizes = word[0], (len(word), len(word) + 1)  # the first letter stays
    near = dropped | {one for one in known if len(one) in sizes and one[0] == first and _one_letter_apart(word, one)}
    return near.pop() if len(near) == 1 else None


def _swapped(word: str, place: int) -> str:
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _one_letter_apart(word: str, other: str) -> bool:
    """Return whether `other`, which is as long or by one longer, has one letter more, or one other letter."""
    same = next((place for place, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(word))
    return word[same + (len(other) == len(word)) :] == other[same + 1 :]
