"""The music of a film as a segment of its draft: how it is laid and goes round, and its beats in the film's time."""

from collections.abc import Mapping
from typing import Any

from imgfree.local.film import FPS, Film, to_ms, total_frames
from imgfree.local.music import fit
from imgfree.local.music.cuts import Pulse
from imgfree.local.music.grid import Grid, grid_of
from imgfree.local.music.song import Music

FADE_MS = 1000
EDGE_MS = 15  # so that what begins within its sound does not click


def pulse(film: Film) -> Pulse | None:
    """Return where cuts may fall in the film, in frames; None where nothing is known of its music."""
    drop = film.sync is not None and film.sync.drop
    return film.music.pulse(total_frames(film), FPS, drop=drop) if film.music else None


def write(film: Film, music: Music) -> dict[str, Any]:
    """Return the segment of the film's music."""
    total = to_ms(total_frames(film))
    out = _usual_fade(music, total) if music.fade_out_ms is None else min(music.fade_out_ms, total)
    facts: dict[str, Any] = {
        "title": music.title,
        "source": music.source,
        "url": music.url,
        "start": 0,
        "volume": 1.0 if film.gain is None else film.gain,
        "in_ms": music.from_ms,
        "fade_in_ms": min(music.fade_in_ms or (EDGE_MS if music.about or music.from_ms else 0), total - out),
        "fade_out_ms": out,
        "loop": True,
    }
    if (between := music.laid(total).loop_s) is not None:
        facts |= {"loop_from_ms": round(between[0] * 1000), "loop_to_ms": round(between[1] * 1000)}
    if music.grid is not None:
        facts["grid"] = music.grid.plain()
    facts |= {name: list(value) if isinstance(value, tuple) else value for name, value in music.about}
    own = {"fade_in_ms": music.fade_in_ms or None, "fade_out_ms": music.fade_out_ms}
    if kept := {key: value for key, value in own.items() if value is not None}:
        facts["own"] = kept  # as it was said, for a film that gets longer
    return {"d": total, "m": facts}


def _usual_fade(music: Music, total: int) -> int:
    if music.grid is None:
        return min(FADE_MS, total // 2)
    return round(fit.fade_s(music.grid, music.laid(total), total / 1000) * 1000)


_ABOUT = ("moods", "tempo", "key", "licence", "made", "library")  # what a draft tells of a library's track


def about(track: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Return what a film keeps of what is known of a track."""
    facts = ((name, track[name]) for name in _ABOUT if track.get(name))
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in facts)


def read(segment: Mapping[str, Any]) -> Music:
    """Return the music of a segment written here."""
    facts = segment["m"]
    own = facts.get("own") or {}
    return Music(
        source=facts["source"],
        title=facts["title"],
        url=facts.get("url", ""),
        from_ms=facts.get("in_ms", 0),
        fade_in_ms=own.get("fade_in_ms", 0),
        fade_out_ms=own.get("fade_out_ms"),
        grid=grid_of(facts["grid"]) if facts.get("grid") else None,
        about=about(facts),
    )


def beats(film: Film) -> dict[str, Any] | None:
    """Return where the music's beats, bars and phrases are in the film, in milliseconds; None where nobody asked."""
    grid: Grid | None = film.music.grid if film.music else None
    found = pulse(film) if grid else None
    if grid is None or found is None or not (found.beats or found.phrases):
        return None
    rows = {name: [to_ms(at) for at in getattr(found, name)] for name in ("beats", "bars", "phrases")}
    if not grid.sure:
        rows |= {"beats": [], "bars": []}
    return {"tempo": grid.tempo, "confidence": grid.confidence, "bar": grid.bar, **rows}
