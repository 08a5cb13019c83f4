"""Break a text into lines, for Latin words and for Chinese, Japanese and Korean characters."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import regex

Measure = Callable[[str], float]

# By classes of Unicode's rules for line breaks (UAX 14): what begins no line, not even after a blank; which quotation
# marks begin none where no blank is before them; what ends no line; beside what a line may end.
_NOT_FIRST = regex.compile(
    r"[ \p{Cf}\p{lb=CL}\p{lb=CP}\p{lb=EX}\p{lb=IS}\p{lb=NS}\p{lb=CJ}\p{lb=IN}\p{lb=PO}\p{lb=WJ}\p{lb=GL}·—～]"
    r"|(?<= )\p{Pf}(?!\w)|(?<! )[\p{lb=QU}--\p{Pi}]",
    regex.V1,
)
_NOT_LAST = regex.compile(r"[\p{lb=OP}\p{lb=PR}\p{lb=WJ}\p{lb=GL}\p{lb=QU}#＃--\p{Pf}]+", regex.V1)
_WIDE = regex.compile(r"[\p{ea=W}\p{ea=F}\p{RI}--\p{Hangul}]", regex.V1)  # Korean breaks at its blanks
_KATAKANA = regex.compile(r"\p{Block=Katakana}")
_SIGN = regex.compile(r"\X")
_WITH_BLANKS = regex.compile(r"\X[ \p{Cf}]*")
_BREAK_HERE = "\u200b"  # a writer's own mark for it
_PAUSES = set("、。，．,.!?！？；;：:…—～)）〉》」』】”")
_PARTICLES = set("をはがにのでとへもや")

# What a line costs beside its unevenness, in shares of the width squared: a phrase cut in two is as bad as a line that
# is a third shorter than its neighbours.
_CUT_PHRASE = 0.12
_CUT_PARTICLE = 0.06
_ORPHAN = 0.5
_LATE_LENGTH = 0.01  # of two even ways, the one whose first line is the longer


def broken(text: str, width: float, measure: Measure, *, cuts_words: bool = False) -> list[str] | None:
    """Return as few lines as can be, none wider than `width`. Keeps line breaks.

    A single word that is wider may be cut; None where it may not. Among the ways to break into that many lines it
    takes an even one that ends lines where the text pauses.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        atoms = _atoms(paragraph.strip())
        if cuts_words:
            atoms = [
                part
                for atom in atoms
                for part in (_WITH_BLANKS.findall(atom) if measure(atom.rstrip()) > width else [atom])
            ]
        own = _filled(atoms, width, measure)
        if own is None:
            return None
        if len(own) > 1:
            own = _balanced(atoms, len(own), width, measure) or own
        lines += own
    return lines


def cut_phrases(lines: Sequence[str]) -> int:
    """Return how many lines end between two characters of one Chinese or Japanese phrase."""
    return sum(_cuts(line, after) for line, after in pairwise(lines))


def _cuts(line: str, after: str) -> bool:
    return bool(line and after) and line[-1] not in _PAUSES and (_wide(line[-1]) or _wide(after[0]))


def _atoms(text: str) -> list[str]:
    """Return the pieces between which a line may end: words with the space after them, single wide characters."""
    atoms: list[str] = []
    last = ""
    for found in _SIGN.finditer(text):
        sign = found.group()
        if atoms and not _may_break(atoms[-1], last, found):
            atoms[-1] += sign
        else:
            atoms.append(sign)
        last = sign
    return atoms


def _may_break(atom: str, last: str, found: "regex.Match[str]") -> bool:
    """Return whether a line may end between the atom, whose last sign is `last`, and the sign that is found next."""
    sign = found.group()
    if last == _BREAK_HERE:
        return True
    if _NOT_FIRST.match(found.string, found.start()):
        return False
    if last == " ":
        return not _NOT_LAST.fullmatch(atom.rstrip())  # « Bonjour »
    if _NOT_LAST.match(last):
        return False
    if last == "-":
        return len(atom) > 1 and sign != "-" and not sign.isdigit()
    if _KATAKANA.match(sign) and _KATAKANA.match(last):
        return False  # a loan word is one word
    if last.isdigit() and _wide(sign):
        return False  # a number stays with what it counts
    return _wide(sign) or _wide(last)


def _wide(sign: str) -> bool:
    """Return whether a line may end beside this sign: Han, kana, full-width marks, emoji."""
    return _WIDE.match(sign) is not None


def _filled(atoms: Sequence[str], width: float, measure: Measure) -> list[str] | None:
    """Return lines filled one after the other; None if an atom is too wide."""
    lines: list[str] = []
    line = ""
    for atom in atoms:
        if line and measure((line + atom).rstrip()) > width:
            lines.append(line.rstrip())
            line = atom
        else:
            line += atom
        if measure(line.rstrip()) > width:
            return None
    if line.strip():
        lines.append(line.rstrip())
    return lines


def _balanced(atoms: Sequence[str], count: int, width: float, measure: Measure) -> list[str] | None:
    """Return the best way to make `count` lines; None if the atoms together are wider than their sum."""
    setting = _Setting(
        atoms, list(accumulate((measure(atom) for atom in atoms), initial=0.0)), measure(" "), width, count
    )
    ways: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}  # where the last line ends: cost and all ends
    for row in range(count):
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, ends) in ways.items():
            for end in setting.ends(start, row):
                total = cost + setting.cost(start, end, row)
                if end not in longer or total < longer[end][0]:
                    longer[end] = (total, (*ends, end))
        ways = longer
    if len(atoms) not in ways:
        return None
    lines = ["".join(atoms[start:end]).rstrip() for start, end in pairwise(ways[len(atoms)][1])]
    return lines if all(measure(line) <= width for line in lines) else None


@dataclass(frozen=True)
class _Setting:
    """A paragraph that is to become `count` lines; `at` is where each atom begins, and where the last one ends."""

    atoms: Sequence[str]
    at: Sequence[float]
    space: float
    width: float
    count: int

    def ends(self, start: int, row: int) -> Iterator[int]:
        """Yield where a line from `start` may end; the last line ends the paragraph, and no other does."""
        last = row == self.count - 1
        for end in range(start + 1, len(self.atoms) + 1):
            if self.length(start, end) > self.width:
                return
            if last == (end == len(self.atoms)):
                yield end

    def length(self, start: int, end: int) -> float:
        """Return how long the line is without the space at its end."""
        return self.at[end] - self.at[start] - (self.space if self.atoms[end - 1].endswith(" ") else 0.0)

    def cost(self, start: int, end: int, row: int) -> float:
        """Return how bad the line is."""
        share = (self.length(start, end) - self.at[-1] / self.count) / self.width
        cost = share * share + _LATE_LENGTH * row * share
        if end < len(self.atoms):
            after = self.atoms[end]
            if _cuts(self.atoms[end - 1], after):
                cost += _CUT_PHRASE + _CUT_PARTICLE * (after[0] in _PARTICLES)
        elif len("".join(self.atoms[start:]).strip("".join(_PAUSES))) < 2:
            cost += _ORPHAN
        return cost
