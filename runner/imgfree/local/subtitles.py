"""Read a captions file: SRT or WebVTT, as tolerantly as players do, and with a word on whatever could not be read.

pysubs2, the best of the libraries for this, passes over a broken cue without a word, does not know SRT files without
hours, and leaves encodings, entities and the places that WebVTT names to its caller: more than it would spare here.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.entities import html5
from pathlib import Path

from imgfree.errors import InputRefused
from imgfree.local import charsets
from imgfree.local.cue_times import Times, looks_like_times, times_of

MAX_BYTES = 1024 * 1024
MAX_CUES = 5000
MAX_LETTERS = 2000  # of one caption; that would be two minutes of speech

_LINE_END = re.compile(r"\r*\n|\r")
_STYLE_TAG = re.compile(
    r"</?(?:b|i|u|s|c|v|em|strong|strike|font|span|ruby|rt|rb|lang|p|div|small|big|center)(?:[\s.:=][^<>]*)?/?>"
    r"|<\d+:[\d:.]+>",
    re.IGNORECASE,
)
_OVERRIDES = re.compile(r"\{\\[^{}]*\}")
_BREAK = re.compile(r"<br\s*/?>|(?<![:\\/])\\[Nn]", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,31}));", re.IGNORECASE)
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


@dataclass(frozen=True)
class LeftOut:
    """A caption that is not shown: the line with its times, counted from 1, and why."""

    line: int
    why: str
    why_zh: str


@dataclass(frozen=True)
class Captions:
    """A file's captions in the order of their times; `charset` names an encoding that is not Unicode."""

    cues: tuple[Cue, ...]
    charset: str = ""
    left_out: tuple[LeftOut, ...] = ()


@dataclass
class _Raw:
    line: int
    times: Times | None  # None where they cannot be told
    lines: list[str] = field(default_factory=list)


def read(path: Path, name: str) -> Captions:
    """Return the captions of a file; `name` is what the user calls it.

    Raises:
        CaptionsUnreadable: too large, no text, or no captions in it.
    """
    if path.stat().st_size > MAX_BYTES:
        raise CaptionsUnreadable(f"'{name}' is larger than a captions file may be ({MAX_BYTES // 1024} KiB)")
    return parse(path.read_bytes(), name)


def parse(content: bytes, name: str) -> Captions:
    """Return the captions in this content. Raises CaptionsUnreadable as `read` does."""
    found = charsets.decoded(content)
    if found is None:
        raise CaptionsUnreadable(f"'{name}' is in no known encoding", hint="save it as UTF-8")
    lines = [_UNSEEN.sub("", line) for line in _LINE_END.split(found.text)]
    vtt = next((line for line in lines if line.strip()), "").lstrip().startswith("WEBVTT")
    cues: list[Cue] = []
    left_out: list[LeftOut] = []
    for raw in _raw(lines, name):
        read = _cue(raw, name, vtt=vtt)
        if isinstance(read, Cue):
            cues.append(read)
        elif read is not None:
            left_out.append(read)
    if not cues:
        raise CaptionsUnreadable(f"'{name}' has no captions in it" + _first(left_out), hint=_hint(left_out))
    return Captions(tuple(sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms))), found.charset, tuple(left_out))


def _first(left_out: Sequence[LeftOut]) -> str:
    return f" that can be shown: line {left_out[0].line} {left_out[0].why}" if left_out else ""


def _hint(left_out: Sequence[LeftOut]) -> str | None:
    return "times are written as 00:00:01,000 --> 00:00:03,500" if left_out else None


def _raw(lines: Sequence[str], name: str) -> list[_Raw]:
    """Return every cue with all lines up to the next one's times, the next one's number taken off."""
    found: list[_Raw] = []
    for number, line in enumerate(lines, 1):
        before = lines[number - 2].strip() if number > 1 else ""
        expected = not before or before.isdecimal()
        times = times_of(line)
        if not (times.sure or expected if times else expected and looks_like_times(line)):
            if found:
                found[-1].lines.append(line)
            continue
        if found:
            _take_off_number(found[-1].lines, len(found) + 1)
        if len(found) == MAX_CUES:
            raise CaptionsUnreadable(f"'{name}' line {number}: more than {MAX_CUES} captions in one file")
        found.append(_Raw(number, times, [times.words] if times and times.words else []))
    return found


def _take_off_number(lines: list[str], number: int) -> None:
    """Take the last line off if it is the number of what follows: it stands alone, or is the right one."""
    last = lines[-1].strip() if lines else ""
    if last.isdecimal() and ((len(lines) > 1 and not lines[-2].strip()) or int(last) == number):
        lines.pop()


def _cue(raw: _Raw, name: str, *, vtt: bool) -> Cue | LeftOut | None:
    """Return the caption as it is shown, or why it is not; None if it has no words.

    In WebVTT an empty line ends it, and notes may follow; SRT files have empty lines within, too.
    """
    text = "\n".join(itertools.takewhile(bool, raw.lines) if vtt else raw.lines)
    position = _position(raw.times.settings if raw.times else "", text)
    text = _STYLE_TAG.sub("", _OVERRIDES.sub("", _BREAK.sub("\n", text).replace("\\h", " ")))
    text = _UNSEEN.sub("", _ENTITY.sub(_letter, text))
    text = "\n".join(shown for line in text.split("\n") if (shown := " ".join(line.split())))
    if not text:
        return None
    if len(text) > MAX_LETTERS:
        limit = f"this caption has {len(text)} letters; {MAX_LETTERS} is the most"
        raise CaptionsUnreadable(f"'{name}' line {raw.line}: {limit}")
    if raw.times is None:
        return LeftOut(raw.line, "has no times that can be told", "的时间无法识别")
    if raw.times.end_ms <= 0:
        return LeftOut(raw.line, "ends before the film begins", "在影片开始前结束")
    start_ms = max(0, raw.times.start_ms)
    if raw.times.end_ms < start_ms:
        return LeftOut(raw.line, "ends before it begins", "的结束早于开始")
    if raw.times.end_ms == start_ms:
        return LeftOut(raw.line, "lasts no time", "没有时长")
    return Cue(start_ms, raw.times.end_ms, text, position)


def _letter(found: re.Match[str]) -> str:
    """Return the letter that an entity stands for; what stands for none is text."""
    decimal, hexadecimal, named = found.groups()
    if named:
        return html5.get(f"{named};", found.group())
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else found.group()


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
