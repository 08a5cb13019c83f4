"""The voice in a draft: an audio track with a segment for each line, and what is to be known of it as a whole."""

from collections.abc import Mapping, Sequence
from typing import Any

from imgfree import wire
from imgfree.local.film import Film, slots, spoken_total_ms, to_ms, total_frames
from imgfree.local.voice import Line, Voice, Word, even_starts, own_starts

NAME = "Voice"
BUS = "voice"


def lines_at(film: Film) -> list[tuple[Line, int]]:
    """Return the lines that the film has room for, whole, and when each begins in milliseconds."""
    voice = film.voice
    if voice is None or not film.shots:
        return []
    placed, total = slots(film), to_ms(total_frames(film))
    if voice.per_photo:
        begins = [to_ms(slot.start + slot.overlap // 2) for slot in placed]
        starts = own_starts(voice, begins)
    else:
        starts = even_starts(voice, spoken_total_ms(film) or 0)
    return [(line, at) for line, at in zip(voice.lines, starts, strict=True) if at + line.ms <= total]


def facts(voice: Voice) -> dict[str, Any]:
    """Return what the draft keeps of a voice beside its lines, and every line, spoken or not."""
    return {
        "provider": voice.provider,
        "speaker": voice.speaker,
        "pace": voice.pace,
        "pause_ms": voice.pause_ms,
        "recorded": voice.recorded,
        "volume": voice.volume,
        "aligned": voice.aligned,
        "lines": [_line(line) for line in voice.lines],
    }


def tracks(film: Film) -> list[dict[str, Any]]:
    """Return the track of the lines that the film has room for; none where nothing is said."""
    spoken = [] if film.voice is None else _segments(film, film.voice)
    return [{"m": {"name": NAME}, "sg": spoken, "tt": wire.TRACK_AUDIO}] if spoken else []


def _segments(film: Film, voice: Voice) -> list[dict[str, Any]]:
    made = {"provider": voice.provider, "speaker": voice.speaker, "pace": voice.pace}
    return [
        {
            "d": line.ms,
            "m": {
                "title": line.text or voice.provider,
                "text": line.text,
                "source": line.source,
                "start": start,
                "in_ms": line.in_ms,
                "volume": voice.volume,
                "bus": BUS,
                "loop": False,
                **made,
            },
        }
        for line, start in lines_at(film)
    ]


def read(kept: Mapping[str, Any] | None) -> Voice | None:
    """Return the voice that these facts tell of; None where there is none."""
    if not kept:
        return None
    lines = tuple(_read_line(one) for one in kept.get("lines") or ())
    fields = ("provider", "speaker", "pace", "pause_ms", "recorded", "volume", "aligned")
    return Voice(lines, **{name: kept[name] for name in fields if name in kept})


def is_voice(segment: Mapping[str, Any]) -> bool:
    """Return whether an audio segment is a line of the voice, and no music."""
    return (segment.get("m") or {}).get("bus") == BUS


def music(audio: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the audio segments that are no voice."""
    return [segment for segment in audio if not is_voice(segment)]


def _line(line: Line) -> dict[str, Any]:
    kept: dict[str, Any] = {"text": line.text, "source": line.source, "ms": line.ms}
    if line.in_ms:
        kept["in_ms"] = line.in_ms
    if line.photo is not None:
        kept["photo"] = line.photo
    if line.words:
        kept["words"] = [[word.text, word.start_ms, word.end_ms] for word in line.words]
    return kept


def _read_line(kept: Mapping[str, Any]) -> Line:
    words = tuple(Word(*word) for word in kept.get("words") or ())
    return Line(kept["text"], kept["source"], kept["ms"], kept.get("in_ms", 0), kept.get("photo"), words)
