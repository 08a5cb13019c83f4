"""The order in which a line's letters stand: in runs from left to right, as Unicode's bidirectional algorithm has it.

Of that algorithm (UAX 9) all that a line without embeddings needs: strong letters, numbers, what lies between.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER, _SPREAD = 2, ("ES", "ET", "CS")


@dataclass(frozen=True)
class Run:
    """A stretch of a line that is written in one direction and one script, as it is read."""

    text: str
    leftward: bool


def is_leftward(text: str) -> bool:
    """Return whether the first letter that has a direction runs from right to left (Unicode's rule P2)."""
    strong = (unicodedata.bidirectional(char) for char in text)
    return next((one for one in strong if one in ("L", "R", "AL")), "L") != "L"


def ordered(line: str, *, leftward: bool) -> list[Run]:
    """Return the runs of a line from left to right; `leftward`: its text runs from right to left."""
    levels = _levels(line, leftward=leftward)
    runs = [(line[first:end], level) for first, end, level in _stretches(line, levels)]
    for least in range(max(levels, default=0), 0, -1):  # rule L2
        at = 0
        while at < len(runs):
            end = at
            while end < len(runs) and runs[end][1] >= least:
                end += 1
            runs[at:end] = runs[at:end][::-1]
            at = max(end, at + 1)
    return [Run(text, level % 2 == 1) for text, level in runs]


def _levels(line: str, *, leftward: bool) -> list[int]:
    base = int(leftward)
    kinds = _kinds(line, base)
    levels: list[int] = []
    for number, kind in enumerate(kinds):
        if not kind:  # between two of one direction it has theirs, else the line's
            before = next((one for one in reversed(kinds[:number]) if one), "R" if base else "L")
            after = next((one for one in kinds[number:] if one), "R" if base else "L")
            sides = {"L" if one == "L" else "R" for one in (before, after)}
            kind = sides.pop() if len(sides) == 1 else "R" if base else "L"
        levels.append({"L": 2 * base, "R": 1}.get(kind, _NUMBER))
    return levels


def _kinds(line: str, base: int) -> list[str]:
    """Return of each sign L, R, N (a number among letters from right to left), or "" for what has no direction."""
    found: list[str] = []
    strong = "R" if base else "L"
    kinds = [unicodedata.bidirectional(char) for char in line]
    for number, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = "L" if kind == "L" else "R"
            found.append(strong)
        elif kind in ("EN", "AN"):
            found.append("L" if strong == "L" and kind == "EN" else "N")
        elif kind in ("NSM", "BN") and found:
            found.append(found[-1])
        elif kind in _SPREAD and _beside_number(kinds, number):
            found.append("L" if strong == "L" else "N")
        else:
            found.append("")
    return found


def _beside_number(kinds: list[str], number: int) -> bool:
    """Return whether a sign belongs to a number: a currency or per cent beside it, a point or comma within it."""
    beside = [kinds[place] in ("EN", "AN") for place in (number - 1, number + 1) if 0 <= place < len(kinds)]
    return any(beside) if kinds[number] == "ET" else len(beside) == 2 and all(beside)


def _stretches(line: str, levels: list[int]) -> Iterator[tuple[int, int, int]]:
    """Yield where stretches of one level and one script begin and end, in the order in which they are read."""
    first, script = 0, ""
    for at, char in enumerate(line):
        own = unicodedata.name(char, "").partition(" ")[0] if unicodedata.category(char)[0] == "L" else ""
        if at and (levels[at] != levels[at - 1] or (own and script and own != script)):
            yield first, at, levels[first]
            first, script = at, ""
        script = own or script
    if line:
        yield first, len(line), levels[first]
