"""What came of a film that was held against its own recipe: for people and for scripts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from imgfree.durations import moment
from imgfree.terminal import one_line

if TYPE_CHECKING:
    from imgfree.local.comparison.compare import Comparison, Difference

Verdict = Literal["same", "encoded", "differs", "altered", "unrendered"]
_LIKE = {"same": "the same", "encoded": "encoded otherwise", "differs": "not the same"}
_UNTOUCHED = {
    "whole": "it is as it was marked, to the byte",
    "rewrapped": "its pictures and sound are as they were marked; what is around them is not",
}


@dataclass(frozen=True)
class Verified:
    """What was found. `state` is what the film's digests say; `rendered` is whether it was made again.

    `shown` is what is on the screen where it first differs, `why` what was otherwise when it was made again.
    """

    film: Path
    state: str
    rendered: bool
    comparison: "Comparison | None" = None
    marked: bool = False  # made again, it is to the byte the film that was marked
    shown: str = ""
    why: tuple[str, ...] = ()
    because: str = ""  # why it was not made again
    still: Path | None = None

    @property
    def verdict(self) -> Verdict:
        """Return the verdict in one word."""
        if not self.rendered:
            return "altered" if self.state == "changed" else "unrendered"
        likeness = self.comparison.likeness if self.comparison else "same"
        return "altered" if likeness == "differs" and self.state == "changed" else likeness

    @property
    def holds(self) -> bool:
        """Return whether the film is what it says, as far as that could be told."""
        return self.verdict in ("same", "encoded", "unrendered")

    def as_json(self) -> dict[str, Any]:
        """Return it for a script."""
        return {
            "film": str(self.film),
            "verdict": self.verdict,
            **{name: getattr(self, name) for name in ("state", "rendered", "because", "marked", "shown")},
            "why": list(self.why),
            "still": str(self.still) if self.still else None,
            "comparison": self.comparison.as_json() if self.comparison else None,
        }


def lines(found: Verified) -> Iterator[str]:
    """Yield the verdict, and below it what there is to say to it. Some of it is a stranger's, and shown as such."""
    yield from (one_line(line) for line in _lines(found))


def _lines(found: Verified) -> Iterator[str]:
    comparison = found.comparison
    yield f"{found.film}: {_verdict(found)}"
    if found.because:
        yield f"  not made again: {found.because}; only its digests were checked"
    if found.verdict in ("differs", "altered") and found.marked:
        yield "  its recipe makes the film that was marked, to the byte"
    if comparison is None:
        return
    for one in comparison.differences[1:]:
        yield f"  and from {_told(one)}"
    if len({one.likeness for one in comparison.parts}) > 1:
        counts = Counter(_LIKE[one.likeness] for one in comparison.parts)
        yield f"  pieces: {', '.join(f'{count} {like}' for like, count in counts.items())}"
    for why in found.why:
        yield f"  {why}"
    if found.still:
        yield f"  both pictures: {found.still}"


def _verdict(found: Verified) -> str:
    anew = found.state == "changed"
    match found.verdict:
        case "same":
            around = "" if found.state == "whole" else "; what is around its pictures and sound was written anew"
            return f"the same, to the byte{around}"
        case "encoded":
            return "the same picture and sound, " + (
                "encoded anew since it was marked" if anew else "other encoder build"
            )
        case "unrendered":
            return _UNTOUCHED[found.state]
    where = ""
    if found.comparison and found.comparison.differences:
        where = _told(found.comparison.differences[0]) + (f"; {found.shown}" if found.shown else "")
    if found.verdict == "differs":
        return f"differs at {where}"
    return "not the film that was marked: altered after" + (f"; it differs at {where}" if where else "")


def _told(one: "Difference") -> str:
    return f"{moment(one.at_s)}: made again, {one.what}"
