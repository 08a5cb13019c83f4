"""The word that a misspelt one was meant to be: one edit away, and long enough that this is no accident."""

from collections.abc import Mapping

_SHORTEST = 5
_SHORTEST_LOOSE = 7  # of a word that lacks, has or changes a letter; swapped letters are forgiven sooner


def meant(word: str, known: Mapping[str, str]) -> str | None:
    """Return the one known word that is a slip of the finger away; None if there is none, or more than one."""
    if len(word) < _SHORTEST or not word.isascii():
        return None
    swapped = {_swapped(word, place) for place in range(len(word) - 1)} & known.keys()
    if len(swapped) == 1:
        return swapped.pop()
    if len(word) < _SHORTEST_LOOSE:
        return None
    dropped = {word[:place] + word[place + 1 :] for place in range(1, len(word))} & known.keys()
    near = dropped | {one for one in known if _one_letter_apart(word, one)}
    return near.pop() if len(near) == 1 else None


def _swapped(word: str, place: int) -> str:
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _one_letter_apart(word: str, other: str) -> bool:
    """Return whether `other` has one letter more, or one other letter; the first one stays."""
    if word[0] != other[0] or len(other) - len(word) not in (0, 1) or len(other) < _SHORTEST_LOOSE:
        return False
    same = next((place for place, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(word))
    return word[same + (len(other) == len(word)) :] == other[same + 1 :]
