"""A film's captions as files beside it: SRT, and WebVTT with the time of every word where it is known."""

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree import wire
from imgfree.local.draft_files import segments

SRT, VTT = NAMES = ("captions.srt", "captions.vtt")
_HOUR_MS, _MINUTE_MS = 3_600_000, 60_000


@dataclass(frozen=True)
class _Cue:
    start_ms: int
    end_ms: int
    text: str
    times_ms: tuple[int, ...]  # of each piece between blanks, in the film; empty where nobody knows


def files(draft: Mapping[str, Any]) -> dict[str, str]:
    """Return the files of the draft's captions by their names; none for a film without captions."""
    cues = sorted(_cues(draft), key=lambda cue: (cue.start_ms, cue.end_ms))
    return {SRT: _srt(cues), VTT: _vtt(cues)} if cues else {}


def write(draft: Mapping[str, Any], film: Path) -> None:
    """Write the captions of a film beside it, each file under the film's name and its own."""
    for name, text in files(draft).items():
        film.with_name(f"{film.stem}.{name}").write_text(text, encoding="utf-8")


def _cues(draft: Mapping[str, Any]) -> Iterator[_Cue]:
    for track_type, segment, own in segments(draft):
        if track_type == wire.TRACK_TEXT and own.get("role") == "caption" and str(own.get("text") or "").strip():
            yield _cue(segment, own)


def _cue(segment: Mapping[str, Any], own: Mapping[str, Any]) -> _Cue:
    text = "\n".join(line.strip() for line in str(own["text"]).splitlines() if line.strip())
    start = _whole(own.get("start"))
    spans = own.get("said_ms")
    times = tuple(start + _whole(span[0]) for span in spans) if isinstance(spans, list) and all(spans) else ()
    return _Cue(start, start + _whole(segment.get("d")), text, times if len(times) == _pieces(text) else ())


def _pieces(text: str) -> int:
    """Return how many times a text has: one for each piece between blanks."""
    return len(text.split())


def _srt(cues: list[_Cue]) -> str:
    rows = (
        f"{number}\n{_time(cue.start_ms, ',')} --> {_time(cue.end_ms, ',')}\n{cue.text}\n"
        for number, cue in enumerate(cues, 1)
    )
    return "\n".join(rows)


def _vtt(cues: list[_Cue]) -> str:
    rows = (f"{_time(cue.start_ms, '.')} --> {_time(cue.end_ms, '.')}\n{_timed(cue)}\n" for cue in cues)
    return "WEBVTT\n\n" + "\n".join(rows)


def _timed(cue: _Cue) -> str:
    """Return the text with a time before each piece but the first, as WebVTT has it."""
    if not cue.times_ms:
        return html.escape(cue.text, quote=False)
    pieces = [html.escape(piece, quote=False) for piece in cue.text.split()]
    timed = [f"<{_time(at, '.')}>{piece}" for at, piece in zip(cue.times_ms[1:], pieces[1:], strict=True)]
    return " ".join([pieces[0], *timed])


def _time(ms: int, point: str) -> str:
    hours, rest = divmod(max(0, ms), _HOUR_MS)
    minutes, rest = divmod(rest, _MINUTE_MS)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}{point}{rest % 1000:03}"


def _whole(value: object) -> int:
    return round(value) if isinstance(value, int | float) else 0
