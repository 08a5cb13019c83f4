"""The line with the times of a caption, in the forms that people and programs write; what else stands on it is kept."""

import re
from dataclasses import dataclass


def _stamp(number: int) -> str:
    """Return the pattern of one moment; its parts are named with this number."""
    n = number
    return (
        rf"(?P<sign{n}>[-−])?\s*(?:(?P<h{n}>\d{{1,9}})\s*[:：]\s*)?(?P<m{n}>\d{{1,9}})\s*[:：]\s*"
        rf"(?P<minus{n}>[-−])?(?P<s{n}>\d{{1,9}})(?:\s*[.,:，．]\s*(?P<late{n}>[-−])?(?P<f{n}>\d{{1,30}}(?:[.,]\d{{1,30}})?))?"
    )


_ARROW = r"\s*(?P<arrow>(?:[-–—−‐‑‒―=]\s?){1,4}(?:>|&gt;|›|»)|[→⟶➔⇒])\s*"
_TIMES = re.compile(rf"(?<![\d:.,]){_stamp(1)}{_ARROW}{_stamp(2)}(?![\d:.,]*\d)(?!\w)")
_LIKE_TIMES = re.compile(r"\s*[-−]?\d{1,3}\s*:\s*\d{2}(?:\s*:\s*\d{2})?[.,]\d")
_ANY_ARROW = re.compile(r"--+>|--+&gt;|[–—−]+>|→")
_LONGEST_LINE = 1000
_SETTING = re.compile(r"(?:align|line|position|size|vertical|region|[XY][12]):\S+", re.IGNORECASE)
_NUMBER = re.compile(r"[#\[(]?\d+[\])]?[.:)]?")


@dataclass(frozen=True)
class Times:
    """When a caption is shown, as written: a start may be negative, an end before it.

    `words` stood beside the times; `sure` is what can be nothing but the times of a caption, wherever it stands.
    """

    start_ms: int
    end_ms: int
    settings: str
    words: str
    sure: bool


def times_of(line: str) -> Times | None:
    """Return the times on this line; None where there are none that can be told.

    Fractions of any length are rounded, hours may be missing, minutes and seconds may go beyond 59.
    """
    found = _TIMES.search(line) if len(line) <= _LONGEST_LINE else None
    if found is None:
        return None
    before = line[: found.start()].strip()
    after: list[str] = []
    settings: list[str] = []
    for part in line[found.end() :].split():
        (settings if not after and _SETTING.fullmatch(part) else after).append(part)
    spoken = "" if _NUMBER.fullmatch(before) else before
    sure = not spoken and bool((found["f1"] and found["f2"]) or found["arrow"].startswith("--"))
    return Times(_ms(found, 1), _ms(found, 2), " ".join(settings), " ".join([*filter(None, [spoken]), *after]), sure)


def looks_like_times(line: str) -> bool:
    """Return whether a line on which no times can be told was meant to have them."""
    return bool(_ANY_ARROW.search(line) or _LIKE_TIMES.match(line))


def _ms(found: re.Match[str], number: int) -> int:
    hours, minutes, seconds = (int(found[f"{part}{number}"] or 0) for part in "hms")
    fraction = re.sub(r"\D", "", found[f"f{number}"] or "0")  # milliseconds may have a fraction of their own
    share = round(float(f"0.{int(fraction):0{len(fraction)}d}") * 1000)
    below = any(found[f"{part}{number}"] for part in ("sign", "minus", "late"))
    whole = ((hours * 60 + minutes) * 60 + seconds) * 1000 + share
    return -whole if below else whole
