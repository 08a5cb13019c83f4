"""What an inspection found, as plain values: for people and for scripts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from imgfree.durations import moment

Box = tuple[int, int, int, int]  # left, top, right, bottom on the frame, in pixels

# What an inspection looks for, in the order of the damage.
FAULTS = {
    "flash": "flashes",
    "black": "black stretches",
    "frozen": "frozen stretches",
    "clipped": "clipped sound",
    "loudness": "loudness off the target",
    "overlap": "layers on each other",
    "unsafe": "layers outside the safe box",
    "contrast": "contrast too low",
    "covered": "text on a face",
    "cut": "subjects cut off",
    "fast": "words too fast to read",
}


@dataclass(frozen=True)
class Finding:
    """One fault. `mend` is a sentence that mends it, said to the film's director; empty where no words would.

    `boxes` say where on the frame, none where it is everywhere. What is not `sure` may be meant so.
    """

    fault: str  # one of FAULTS
    at_s: float
    end_s: float
    what: str
    mend: str = ""
    boxes: tuple[Box, ...] = ()
    sure: bool = True

    def as_json(self) -> dict[str, Any]:
        """Return it for a script."""
        return {
            "fault": self.fault,
            "at_s": round(self.at_s, 2),
            "end_s": round(self.end_s, 2),
            "what": self.what,
            "mend": self.mend,
            "boxes": [list(box) for box in self.boxes],
            "sure": self.sure,
        }

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Finding":
        """Return what `as_json` made of one."""
        boxes = tuple((int(x[0]), int(x[1]), int(x[2]), int(x[3])) for x in told["boxes"])
        return cls(**{**told, "boxes": boxes})


@dataclass(frozen=True)
class Inspection:
    """What was found in a film, in order of time. `unchecked` says what could not be looked for, and why.

    `crops` tells of photos and clips of which the frame shows too little to go without a word; that is no fault.
    """

    name: str
    duration_s: float
    findings: tuple[Finding, ...]
    unchecked: Mapping[str, str]
    crops: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return it for a script."""
        return {
            "film": self.name,
            "duration_s": round(self.duration_s, 2),
            "findings": [one.as_json() for one in self.findings],
            "unchecked": dict(self.unchecked),
            "crops": list(self.crops),
        }

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Inspection":
        """Return what `as_json` made of one."""
        findings = tuple(Finding.read(one) for one in told["findings"])
        return cls(str(told["film"]), told["duration_s"], findings, told["unchecked"], tuple(told["crops"]))


def span(at_s: float, end_s: float) -> str:
    """Return when something is seen, as people write it: 0:03.2, or 0:03.2-0:05.0."""
    first, last = moment(at_s), moment(end_s)
    return first if first == last else f"{first}-{last}"


def told(found: Inspection) -> list[str]:
    """Return the inspection in lines: what was found, and what could not be looked for."""
    return [*map(line, found.findings), *notes(found)]


def notes(found: Inspection) -> list[str]:
    """Return what could not be looked for, a line for each reason."""
    reasons: dict[str, list[str]] = {}
    for fault, why in found.unchecked.items():
        reasons.setdefault(why, []).append(FAULTS[fault])
    return [f"not checked: {', '.join(faults)} ({why})" for why, faults in reasons.items()]


def line(one: Finding) -> str:
    """Return a finding with its moment, and what to say against it."""
    doubt = "" if one.sure else " (unless it is meant so)"
    return f"{span(one.at_s, one.end_s)}  {one.what}{doubt}{saying(one.mend)}"


def saying(mend: str) -> str:
    """Return what to say against something, put behind the words that tell of it."""
    return f'; say: "{mend}"' if mend else ""
