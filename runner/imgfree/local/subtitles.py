"""Read a captions file: SRT or WebVTT, as tolerantly as players do, but never past a time that cannot be told.

pysubs2, the best of the libraries for this, passes over a broken cue without a word, does not know SRT files without
hours, and leaves encodings, entities and the places that WebVTT names to its caller: more than it would spare here.
"""

import html
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from imgfree.errors import InputRefused

MAX_BYTES = 1024 * 1024
MAX_CUES = 5000
MAX_LETTERS = 2000  # of one caption; that would be two minutes of speech

_STAMP = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_STAMP}\s*-{{1,3}}>\s*{_STAMP}(?=\s|$)(.*)")
_LIKE_TIMES = re.compile(r"\s*\d{1,3}:\d{2}(?::\d{2})?[.,]\d")
_TAGS = re.compile(r"</?[A-Za-z][^<>]*>|<[\d:]+\.\d+>")
_OVERRIDES = re.compile(r"\{\\[^{}]*\}")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff]")
_SIDES = {1: "_left", 2: "", 0: "_right"}  # of {\an1} to {\an9}, by the rest of a division by three


class CaptionsUnreadable(InputRefused):
    """A captions file cannot be understood; the message names the file and, where there is one, the line."""


@dataclass(frozen=True)
class Cue:
    """One caption: plain text in one or more lines, and where it stands (`bottom`, `top_left` …)."""

    start_ms: int
    end_ms: int
    text: str
    position: str = "bottom"


@dataclass
class _Raw:
    where: str
    start_ms: int
    end_ms: int
    settings: str
    lines: list[str] = field(default_factory=list)


def read(path: Path, name: str) -> list[Cue]:
    """Return the captions of a file in the order of their times; `name` is what the user calls it.

    Raises:
        CaptionsUnreadable: too large, no text, no captions in it, or a line (named) that cannot be understood.
    """
    if path.stat().st_size > MAX_BYTES:
        raise CaptionsUnreadable(f"'{name}' is larger than a captions file may be ({MAX_BYTES // 1024} KiB)")
    return parse(path.read_bytes(), name)


def parse(content: bytes, name: str) -> list[Cue]:
    """Return the captions in this content. Raises CaptionsUnreadable as `read` does."""
    lines = _UNSEEN.sub("", re.sub(r"\r\n?", "\n", _decoded(content, name))).split("\n")
    vtt = lines[0].lstrip().startswith("WEBVTT")
    found = [cue for raw in _raw(lines, name) if (cue := _cue(raw, vtt=vtt)) is not None]
    if not found:
        raise CaptionsUnreadable(f"'{name}' has no captions in it")
    return sorted(found, key=lambda cue: (cue.start_ms, cue.end_ms))


def _decoded(content: bytes, name: str) -> str:
    """Return the content as text: by its byte order mark, else UTF-8, UTF-16, GBK or Western European."""
    zeros = [content[first:2000:2].count(0) for first in (0, 1)]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        charset = "utf-16"
    elif max(zeros) > len(content[:2000]) // 8:
        charset = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    elif _fits(content, "utf-8"):
        charset = "utf-8-sig"
    else:
        runs = re.findall(rb"[\x80-\xff]+", content)
        lonely = sum(len(run) == 1 for run in runs)  # accents stand alone among plain letters, Chinese never does
        charset = "cp1252" if lonely * 2 > len(runs) else "gb18030"
    try:
        return content.decode(charset, "replace" if charset == "cp1252" else "strict")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise CaptionsUnreadable(
            f"'{name}' line {line}: the letters are in no known encoding; save it as UTF-8"
        ) from error


def _fits(content: bytes, charset: str) -> bool:
    try:
        content.decode(charset)
    except UnicodeDecodeError:
        return False
    return True


def _raw(lines: Sequence[str], name: str) -> list[_Raw]:
    """Return every cue with all lines up to the next one's times, the next one's number or name taken off."""
    found: list[_Raw] = []
    for number, line in enumerate(lines, 1):
        if match := _TIMES.match(line):
            if found:
                _take_off_name(found[-1].lines)
            if len(found) == MAX_CUES:
                raise CaptionsUnreadable(f"'{name}' line {number}: more than {MAX_CUES} captions in one file")
            found.append(_timed(match, f"'{name}' line {number}"))
            continue
        before = lines[number - 2].strip() if number > 1 else ""
        if (not before or before.isdecimal()) and ("-->" in line or _LIKE_TIMES.match(line)):
            shown = " ".join(line.split())[:60]
            raise CaptionsUnreadable(
                f"'{name}' line {number}: '{shown}' is not the time of a caption",
                hint="write it as 00:00:01,000 --> 00:00:03,500",
            )
        if found:
            found[-1].lines.append(line.strip())
    return found


def _take_off_name(lines: list[str]) -> None:
    """Take the last line off if it is the number or name of what follows: it stands alone, or is a number."""
    if lines and lines[-1] and (lines[-1].isdecimal() or (len(lines) > 1 and not lines[-2])):
        lines.pop()


def _timed(match: re.Match[str], where: str) -> _Raw:
    first, last = (_ms(match.groups()[at : at + 4]) for at in (0, 4))
    if first is None or last is None:
        raise CaptionsUnreadable(f"{where}: minutes and seconds go up to 59", hint="an hour is 01:00:00,000")
    if last < first:
        raise CaptionsUnreadable(f"{where}: this caption ends before it begins")
    return _Raw(where, first, last, match.group(9))


def _ms(parts: Sequence[str | None]) -> int | None:
    """Return the moment in milliseconds; None for a 60th minute or second. Without hours, minutes may go on."""
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    if seconds > 59 or (parts[0] is not None and minutes > 59):
        return None
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((parts[3] or "0").ljust(3, "0"))


def _cue(raw: _Raw, *, vtt: bool) -> Cue | None:
    """Return the caption as it is shown; None if it has no words or no time.

    In WebVTT a blank line ends it, and notes may follow; SRT files have blank lines within, too.
    """
    text = "\n".join(itertools.takewhile(bool, raw.lines) if vtt else raw.lines)
    position = _position(raw.settings, text)
    text = re.sub(r"<br */?>|\\[Nn]", "\n", text).replace("\\h", " ")
    text = html.unescape(_TAGS.sub("", _OVERRIDES.sub("", text)))
    shown = [" ".join(line.split()) for line in _UNSEEN.sub("", text).split("\n")]
    text = "\n".join(line for line in shown if line)
    if len(text) > MAX_LETTERS:
        raise CaptionsUnreadable(f"{raw.where}: this caption has {len(text)} letters; {MAX_LETTERS} is the most")
    return Cue(raw.start_ms, raw.end_ms, text, position) if text and raw.end_ms > raw.start_ms else None


def _position(settings: str, text: str) -> str:
    """Return the place that WebVTT settings or an {\\an8} ask for, in our words."""
    if match := re.search(r"\{\\an([1-9])", text):
        number = int(match.group(1))
        return ("bottom", "center", "top")[(number - 1) // 3] + _SIDES[number % 3]
    band, side = "bottom", ""
    if match := re.search(r"\bline:(-?\d+(?:\.\d+)?)(%?)", settings):
        share = float(match.group(1)) / (100 if match.group(2) else 15)  # a picture has some 15 lines
        band = "bottom" if share < 0 or share > 0.66 else "top" if share <= 0.34 else "center"
    if match := re.search(r"\bposition:(\d+(?:\.\d+)?)%", settings):
        side = "_left" if float(match.group(1)) <= 25 else "_right" if float(match.group(1)) >= 75 else ""
    return band + side
