"""From a draft to a film in whole frames. Pure: no file is opened here."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from imgfree.local.assets import Asset, Focus
from imgfree.local.output import Output
from imgfree.local.render.facts import Facts
from imgfree.local.render.failures import RenderError
from imgfree.local.render.reel import (
    FITS,
    GRIDS,
    MOST_CELLS,
    MOTIONS,
    TRANSITIONS,
    Card,
    Cell,
    Fade,
    Lettering,
    Logo,
    Move,
    Reel,
    Sound,
    Take,
    Transition,
)
from imgfree.wire import TRACK_AUDIO, TRACK_TEXT, TRACK_VIDEO

MAX_SIDE = 4096
MAX_PIXELS = 4096 * 2304  # the encoder holds some twenty pictures, and all of it stays below 1.5 GB
MAX_SECONDS = 3600
GIF_SHORT_SIDE = 480  # a 1080x1920 gif of 12 s weighs more than 100 MB and no page shows it
GIF_FPS = 15
GIF_MOST_FPS = 50  # it counts in hundredths of a second, and players show one of them as ten
SMALLEST_LOGO, LARGEST_LOGO = 0.1, 3.0  # of the usual size
VOICE_FADE_S = 0.005  # no click where a line begins and ends
SHORTEST_LOOP_S = 0.2
DARK = "#141414"  # of an end card, until what is on it is looked at
CLOSE_GAP_FRAMES = 2  # rounding of milliseconds may leave a frame between two takes


class _Placed(NamedTuple):
    """A stretch of a track, in milliseconds, and what it shows or plays."""

    start: float
    length: float
    facts: Facts


def plan(draft: Mapping[str, Any], assets: Mapping[str, Asset], output: Output) -> Reel:
    """Return the film that the draft describes on the canvas that the output asks for. Raises RenderError."""
    whole = Facts(draft)
    facts = whole.facts("m")
    width, height = _canvas(facts, output)
    fps = _fps(facts, output)
    takes = _takes(_segments(whole, TRACK_VIDEO), assets, facts, fps)
    if not takes:
        raise RenderError("there is nothing to render: the video track is empty")
    frames = _frames(whole.number("d"), fps) or takes[-1].end
    if frames > MAX_SECONDS * fps:
        raise RenderError(f"{frames / fps:.0f} s is longer than the local backend renders ({MAX_SECONDS} s)")
    takes = _stretched(takes, frames)
    if not takes:
        raise RenderError("there is nothing to render: every shot begins after the film's end")
    fade = facts.facts("fade")
    return Reel(
        width=width,
        height=height,
        fps=fps,
        frames=frames,
        takes=tuple(takes),
        words=tuple(_words(segment, assets, fps, frames) for segment in _segments(whole, TRACK_TEXT)),
        sounds=(*_music(whole, assets, frames / fps), *_clip_sounds(takes, assets, fps)),
        background=facts.text("background", Reel.background),
        effects=facts.texts("effects"),
        fade=Fade(_frames(fade.number("in_ms"), fps), _frames(fade.number("out_ms"), fps), fade.text("color", "black")),
        loop=facts.text("loop") or None,
        logo=_logo(facts.facts("logo"), fps, frames),
        card=Card(_frames(facts.facts("card").number("start"), fps), DARK) if facts.facts("card").plain() else None,
        loudness_lufs=facts.number("loudness_lufs", 0.0, -70) or None,
        platform=facts.text("platform") or None,
    )


def _frames(ms: float, fps: int) -> int:
    """Return the frame that is nearest to this moment."""
    return int(ms * fps / 1000 + 0.5)


def _canvas(facts: Facts, output: Output) -> tuple[int, int]:
    """Return width and height, even: what was asked for, or the draft's with the short side that was asked for."""
    width, height = (int(facts.number(name, side, 2)) for name, side in (("width", 1080), ("height", 1920)))
    short = output.height
    if output.width and output.height:
        width, height = output.width, output.height
        short = min(width, height)
    elif short is None and output.format == "gif":
        short = min(GIF_SHORT_SIDE, width, height)
    scale = (short or min(width, height)) / min(width, height)
    width, height = (max(2, round(side * scale / 2) * 2) for side in (width, height))
    if max(width, height) > MAX_SIDE:
        raise RenderError(f"{width}x{height} is larger than the local backend renders ({MAX_SIDE} pixels a side)")
    if width * height > MAX_PIXELS:
        raise RenderError(f"{width}x{height} has more pixels than the local backend renders (4096x2304)")
    return width, height


def _fps(facts: Facts, output: Output) -> int:
    fps = int(output.fps or facts.number("fps") or 30)
    if output.format == "gif":
        fps = min(fps, GIF_FPS if output.fps is None else GIF_MOST_FPS)
    if not 1 <= fps <= 120:
        raise RenderError(f"{fps} frames per second cannot be rendered; give 1 to 120")
    return fps


def _segments(draft: Facts, track_type: int) -> list[_Placed]:
    """Return the segments of all tracks of this type; one that does not say when it starts follows the one before."""
    found: list[_Placed] = []
    for track in draft.each("t"):
        if track.number("tt", -1, -1) != track_type:
            continue
        at = 0.0
        for segment in track.each("sg"):
            own, length = segment.facts("m"), segment.number("d")
            at = own.number("start", at)
            found.append(_Placed(at, length, own))
            at += length
    return found


def _takes(segments: Sequence[_Placed], assets: Mapping[str, Asset], facts: Facts, fps: int) -> list[Take]:
    """Return the takes in order of their start; each carries how it follows the one before."""
    fit = _known(facts.text("fit", "auto"), FITS, "fit")
    looks = facts.texts("grades") or tuple(filter(None, (facts.text("look"),)))
    takes: list[Take] = []
    for start, length, own in sorted(segments, key=lambda one: one.start):
        frames = max(1, _frames(length, fps))  # rounded by itself: 4333 ms are 130 frames wherever they stand
        take = Take(
            source=_source(own, assets, "photo or clip"),
            start=_frames(start, fps),
            frames=frames,
            move=_move(own.facts("motion"), frames, fps),
            in_s=own.number("in_ms") / 1000,
            out_s=own.number("out_ms") / 1000 or None,
            speed=_speed(own.number("speed", 1.0)),
            reverse=own.flag("reverse"),
            volume=_gain(own.number("volume", 1.0)),
            fit=_known(own.text("fit", fit), FITS, "fit"),
            focus=_focus(own),
            cells=_cells(own, assets),
            grid=_known(own.text("grid", "auto"), GRIDS, "grid"),
            looks=own.texts("grades") if "grades" in own.plain() else looks,
        )
        if takes:
            takes[-1], take = _joined(takes[-1], take, own.facts("transition"), fps)
        takes.append(take)
    return takes


def _move(motion: Facts, frames: int, fps: int) -> Move:
    kind = _known(motion.text("kind", "none"), MOTIONS, "motion")
    beats = tuple(_frames(at, fps) / max(1, frames - 1) for at in motion.numbers("beats_ms"))
    return Move(kind, float(motion.number("amount", 0.08, -10)), beats)


def _cells(own: Facts, assets: Mapping[str, Asset]) -> tuple[Cell, ...]:
    """Return the photos that are shown at once: none, or two to four."""
    cells = own.each("cells")
    if len(cells) == 1 or len(cells) > MOST_CELLS:
        raise RenderError(f"{len(cells)} pictures at once cannot be shown; give 2 to {MOST_CELLS}")
    return tuple(Cell(_source(one, assets, "photo"), _focus(one), one.text("label")) for one in cells)


def _focus(own: Facts) -> Focus | None:
    """Return where the picture's subject is; None where the draft does not say."""
    box = own.box("focus")
    by = own.text("focus_by", "said")
    return Focus(box, min(1.0, float(own.number("focus_confidence", 1.0))), by) if box else None


def _joined(before: Take, take: Take, transition: Facts, fps: int) -> tuple[Take, Take]:
    """Return both takes so that they overlap by exactly the transition, and never leave a hole of a frame or two."""
    kind = _known(transition.text("kind", "cut"), TRANSITIONS, "transition")
    overlap = before.end - take.start
    if kind == "cut" or overlap <= 0:
        # An overlap without a transition shows the newer take; a tiny gap is rounding.
        if overlap > 0 or -overlap <= CLOSE_GAP_FRAMES:
            before = replace(before, frames=max(1, take.start - before.start))
        return before, take
    wanted = _frames(transition.number("ms"), fps) or overlap
    length = min(overlap, take.frames, before.frames)
    if abs(length - wanted) <= 1:
        length = min(wanted, length)
    before = replace(before, frames=max(1, take.start + length - before.start))
    return before, replace(take, transition=Transition(kind, length))


def _stretched(takes: list[Take], frames: int) -> list[Take]:
    """Return the takes cut at the film's end, the last one held where rounding left a frame or two open."""
    kept = [replace(take, frames=min(take.frames, frames - take.start)) for take in takes if take.start < frames]
    if kept and 0 < frames - kept[-1].end <= CLOSE_GAP_FRAMES:
        kept[-1] = replace(kept[-1], frames=frames - kept[-1].start)
    return kept


def _words(segment: _Placed, assets: Mapping[str, Asset], fps: int, frames: int) -> Lettering:
    own = segment.facts
    start = _frames(segment.start, fps)
    length = max(0, min(_frames(segment.length, fps), frames - start))
    return Lettering(
        text=own.text("text") or own.text("title"),
        start=start,
        frames=length,
        role=own.text("role", "text"),
        position=own.text("position", "center"),
        style=with_font(own.facts("style").plain(), assets),
        lit=tuple((_frames(first, fps), _frames(last, fps)) for first, last in own.spans("words_ms")),
        fade_frames=min(_frames(own.number("fade_ms"), fps), length // 2),
    )


def with_font(style: Mapping[str, Any], assets: Mapping[str, Asset]) -> dict[str, Any]:
    """Return a style; of a font that was uploaded, with the place of its file, the newest one of that name."""
    files = [one for one in assets.values() if one.file_type == "font" and one.filename == style.get("font")]
    return {**style, "font_file": str(files[-1].path)} if files else dict(style)


def _music(draft: Facts, assets: Mapping[str, Asset], film_s: float) -> list[Sound]:
    """Return the music and the lines of the voice."""
    sounds = []
    for start, length, own in _segments(draft, TRACK_AUDIO):
        if not own.text("source"):
            continue  # a level that waits for its music
        start_s = start / 1000
        sounds.append(
            Sound(
                source=_source(own, assets, "music"),
                start_s=start_s,
                length_s=max(0.0, min(length / 1000, film_s - start_s)),
                in_s=own.number("in_ms") / 1000,
                volume=_gain(own.number("volume", 1.0)),
                fade_in_s=own.number("fade_in_ms") / 1000,
                fade_out_s=own.number("fade_out_ms") / 1000,
                loop=own.flag("loop", True),
                loop_s=_loop(own),
                duck=own.flag("duck", True),
            )
            if own.text("bus") != "voice"
            else _spoken(_source(own, assets, "voice"), own, start_s, length / 1000)
        )
    return sounds


def _spoken(source: str, own: Facts, start_s: float, length_s: float) -> Sound:
    """Return a line of the voice: whole, and faded so shortly that nothing of it is lost."""
    return Sound(
        source=source,
        start_s=start_s,
        length_s=length_s,
        in_s=own.number("in_ms") / 1000,
        volume=_gain(own.number("volume", 1.0)),
        fade_in_s=VOICE_FADE_S,
        fade_out_s=VOICE_FADE_S,
        bus="voice",
    )


def _loop(own: Facts) -> tuple[float, float] | None:
    """Return between which moments of it the music goes round, where the draft says so."""
    first, last = (own.number(name) / 1000 for name in ("loop_from_ms", "loop_to_ms"))
    return (first, last) if last - first >= SHORTEST_LOOP_S else None


def _clip_sounds(takes: Sequence[Take], assets: Mapping[str, Asset], fps: int) -> list[Sound]:
    """Return the clips' own sound; neighbours fade into each other as long as their pictures do.

    A clip that plays backwards is silent: speech in reverse is nobody's wish.
    """
    sounds = []
    for index, take in enumerate(takes):
        if assets[take.source].file_type != "video" or take.volume <= 0 or take.reverse:
            continue
        after = takes[index + 1].transition if index + 1 < len(takes) else None
        sounds.append(
            Sound(
                source=take.source,
                start_s=take.start / fps,
                length_s=take.frames / fps,
                in_s=take.in_s,
                volume=take.volume,
                fade_in_s=max(0.01, take.transition.frames / fps if take.transition else 0),
                fade_out_s=max(0.01, after.frames / fps if after else 0),
                speed=take.speed,
                bus="clip",
            )
        )
    return sounds


def _logo(facts: Facts, fps: int, frames: int) -> Logo | None:
    source = facts.text("source")
    if not source:
        return None
    start = min(_frames(facts.number("start"), fps), frames)
    length = _frames(facts.number("ms"), fps) or frames
    size, opacity = facts.number("size", 1.0), facts.number("opacity", 1.0)
    return Logo(
        source=source,
        corner=facts.text("corner", "top_right"),
        start=start,
        frames=min(length, frames - start),
        size=float(min(LARGEST_LOGO, max(SMALLEST_LOGO, size))),
        opacity=float(min(1.0, opacity)),
    )


def _source(facts: Facts, assets: Mapping[str, Asset], what: str) -> str:
    """Return the asset's id; it must be one of this session's."""
    source = facts.text("source")
    if source not in assets:
        raise RenderError(f"the {what} '{facts.text('title') or source}' is not among the uploaded files")
    return source


def _known(name: str, names: Sequence[str], what: str) -> str:
    if name not in names:
        raise RenderError(f"'{name}' is not a {what} that the local backend renders", hint=f"use {', '.join(names)}")
    return name


def _speed(speed: float) -> float:
    if not 0.1 <= (speed or 1.0) <= 20:
        raise RenderError(f"a clip cannot play at {speed:g}x; give 0.1 to 20")
    return float(speed or 1.0)


def _gain(value: float) -> float:
    return min(4.0, float(value))
