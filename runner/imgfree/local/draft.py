"""Between the film and the draft that travels: writing and reading back.

Only t, tt, sg, d and m carry their documented meaning. What the director needs to go on from a draft (timing mode,
the film's own transition and motion, anchors of texts) lies in `m` too, so that a draft is all there is to know.
"""

from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

from imgfree import wire
from imgfree.local import bed, captions, on_beat, spoken_captions, voice_track
from imgfree.local.assets import Focus
from imgfree.local.composition import Cell
from imgfree.local.designs import design_of, fit_of
from imgfree.local.end_card import ENDS, card_ms, has_logo
from imgfree.local.film import (
    FPS,
    Film,
    Join,
    Motion,
    Shot,
    Timing,
    Words,
    join_at,
    loudness,
    motion_at,
    seconds,
    slots,
    to_ms,
    total_frames,
)
from imgfree.local.music.song import Sync

TEXT_FADE_MS = 400
PULSE = "pulse"  # the motion that is in time with music whose beats are cut on
_RENDERED_LOOKS = {"black_and_white": "black_white"}  # the renderer's own word
TRACK_NAMES = {wire.TRACK_VIDEO: "Video", wire.TRACK_AUDIO: "BGM", wire.TRACK_TEXT: "Title"}
CAPTIONS_TRACK = "Captions"


def write(film: Film, *, revision: int, parent: int, ear: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the draft of a film; the same film always gives the same bytes. `parent` is what an undo goes back to.

    `ear` is what a model heard that led to it, kept so that nobody is asked again.
    """
    tracks = [_track(wire.TRACK_VIDEO, _video(film))]
    if film.music is not None:
        tracks.append(_track(wire.TRACK_AUDIO, [bed.write(film, film.music)]))
    tracks += voice_track.tracks(film)
    total = to_ms(total_frames(film))
    texts = [words for words in film.words if not captions.is_cue(words)]
    cues, hidden = captions.segments(film)
    if texts:
        tracks.append(_track(wire.TRACK_TEXT, [_text(film, words) for words in texts]))
    if cues:
        for facts in [cue["m"] for cue in cues if film.lettering]:
            own = facts.get("style", {})
            facts |= {"own": {"style": own}, "style": dict(film.lettering) | own}
        tracks.append(_track(wire.TRACK_TEXT, cues) | {"m": {"name": CAPTIONS_TRACK}})
    facts = _facts(film, revision, parent)
    if ear:
        facts["ear"] = dict(ear)
    facts |= {"captions_beyond": hidden} if hidden else {}  # shown once the film is longer, or has more of their clip
    return {"d": total, "m": facts, "t": tracks}


def read(draft: Mapping[str, Any]) -> Film:
    """Return the film of a draft written here; an empty draft is an empty film."""
    facts: Mapping[str, Any] = draft.get("m") or {}
    tracks: dict[Any, list[Mapping[str, Any]]] = {}
    for track in draft.get("t") or []:
        tracks.setdefault(track.get("tt"), []).extend(track.get("sg") or [])
    texts = [*(tracks.get(wire.TRACK_TEXT) or []), *(facts.get("captions_beyond") or [])]
    timing, join, motion, fade = (facts.get(key) for key in ("timing", "transition", "motion", "fade"))
    audio = voice_track.music(tracks.get(wire.TRACK_AUDIO) or [])
    fresh = Film()
    return Film(
        shots=tuple(_read_shot(segment) for segment in tracks.get(wire.TRACK_VIDEO) or []),
        timing=Timing(timing["mode"], timing["ms"]) if timing else fresh.timing,
        width=facts.get("width", fresh.width),
        height=facts.get("height", fresh.height),
        join=Join(join["kind"], join["ms"], join.get("said", False)) if join else fresh.join,
        motion=Motion(motion["kind"], motion["amount"]) if motion else fresh.motion,
        fit=facts.get("fit", fresh.fit),
        background=facts.get("background", fresh.background),
        looks=tuple(facts.get("grades") or (facts.get("looks") or ())[-1:]),  # of several, the last one was rendered
        effects=tuple(facts.get("effects") or ()),
        platform=facts.get("platform"),
        fade=(fade["in_ms"], fade["out_ms"], fade["color"]) if fade else None,
        loop=facts.get("loop"),
        logo=_read_logo(facts.get("logo")),
        export=tuple(sorted((facts.get("export") or {}).items())),
        unused=tuple(facts.get("unused") or ()),
        words=captions.read(texts),
        lettering=tuple(sorted((facts.get("lettering") or {}).items())),
        music=bed.read(audio[0]) if audio else None,
        sync=Sync(**facts["sync"]) if facts.get("sync") else None,
        voice=voice_track.read(facts.get("voice")),
        mood=facts.get("mood"),
        gain=facts.get("level"),
        loudness=facts.get("loudness_said"),
    )


def _read_logo(logo: Mapping[str, Any] | None) -> tuple[tuple[str, Any], ...] | None:
    if not logo:
        return None
    return tuple(sorted((key, value) for key, value in logo.items() if key not in ("start", "ms")))


def _track(track_type: int, segments: list[dict[str, Any]]) -> dict[str, Any]:
    return {"m": {"name": TRACK_NAMES[track_type]}, "sg": segments, "tt": track_type}


def _facts(film: Film, revision: int, parent: int) -> dict[str, Any]:
    titles = [words.text for words in film.words if words.role == "title"]
    facts: dict[str, Any] = {
        "title": titles[0] if titles else "imgfree",
        "width": film.width,
        "height": film.height,
        "fps": FPS,
        "revision": revision,
        "parent": parent,
        "fit": film.fit,
        "background": film.background,
        "timing": {"mode": film.timing.mode, "ms": film.timing.ms},
        "transition": {"kind": film.join.kind, "ms": film.join.ms} | ({"said": True} if film.join.said else {}),
        "motion": {"kind": film.motion.kind, "amount": film.motion.amount},
    }
    if film.looks:
        facts |= {"look": _RENDERED_LOOKS.get(film.looks[-1], film.looks[-1]), "looks": list(film.looks)}
    if len(film.looks) > 1:
        facts["grades"] = list(film.looks)  # one on the other
    if film.fade:
        facts["fade"] = dict(zip(("in_ms", "out_ms", "color"), film.fade, strict=True))
    if film.logo:
        facts["logo"] = _logo(film, dict(film.logo))
    card = card_ms(film)
    optional = {
        "card": {"start": to_ms(total_frames(film)) - card, "ms": card} if card else None,
        "beats": bed.beats(film),
        "sync": vars(film.sync) if film.sync else None,
        "platform": film.platform,
        "loop": film.loop,
        "mood": film.mood,
        "level": film.gain,
        "loudness_said": film.loudness,
        "loudness_lufs": loudness(film),
        "effects": list(film.effects),
        "lettering": dict(film.lettering),
        "export": dict(film.export),
        "unused": list(film.unused),
        "voice": voice_track.facts(film.voice) if film.voice else None,
    }
    return facts | {key: value for key, value in optional.items() if value not in (None, [], {})}


def _logo(film: Film, logo: dict[str, Any]) -> dict[str, Any]:
    total = to_ms(total_frames(film))
    length = min(int(logo["length_ms"]), total) if "length_ms" in logo else total
    length = (has_logo(film) and card_ms(film)) or length
    return logo | {"start": total - length, "ms": length}


def _video(film: Film) -> list[dict[str, Any]]:
    segments = []
    for index, (shot, slot) in enumerate(zip(film.shots, slots(film), strict=True)):
        motion, join = motion_at(film, index, slot.frames), join_at(film, index)
        facts: dict[str, Any] = {
            "title": shot.title,
            "source": shot.source,
            "url": shot.url,
            "file_type": shot.file_type,
            "start": to_ms(slot.start),
            "motion": {"kind": motion.kind, "amount": motion.amount},
        }
        if motion.kind == PULSE and (beats := on_beat.within(film, slot)):
            facts["motion"] |= {"beats_ms": beats}
        if (fit := shot.fit or fit_of(film.fit, film.looks)) != film.fit:
            facts["fit"] = fit
        if shot.cells:
            facts["title"] = " + ".join(cell.title for cell in shot.cells)
            facts |= {"grid": shot.grid, "cells": [_cell(cell) for cell in shot.cells]}
        if shot.focus:
            facts["focus"] = list(shot.focus.box)
            facts |= {"focus_by": shot.focus.by, "focus_confidence": shot.focus.confidence}
        if join.kind != "cut" and slot.overlap:
            facts["transition"] = {"kind": join.kind, "ms": to_ms(slot.overlap)}
        own = {
            "motion": [shot.motion.kind, shot.motion.amount] if shot.motion else None,
            "join": list(astuple(shot.join)) if shot.join else None,
            "fixed_ms": shot.fixed_ms,
            "fit": shot.fit,
        }
        if kept := {key: value for key, value in own.items() if value is not None}:
            facts["own"] = kept
        if shot.looks is not None:
            facts["grades"] = list(shot.looks)
        if shot.is_clip:
            facts |= {"in_ms": shot.in_ms, "out_ms": shot.out_ms, "speed": shot.speed}
            facts |= {"reverse": shot.reverse, "volume": shot.volume}
        segments.append({"d": to_ms(slot.frames), "m": facts})
    return segments


def _cell(cell: Cell) -> dict[str, Any]:
    facts: dict[str, Any] = {"title": cell.title, "source": cell.source, "url": cell.url}
    if cell.label:
        facts["label"] = cell.label
    if cell.focus:
        facts |= {"focus": list(cell.focus.box), "focus_by": cell.focus.by, "focus_confidence": cell.focus.confidence}
    return facts


def _read_cell(facts: Mapping[str, Any]) -> Cell:
    return Cell(facts["source"], facts["title"], facts["url"], _read_focus(facts), facts.get("label", ""))


def _read_shot(segment: Mapping[str, Any]) -> Shot:
    facts = segment["m"]
    own = facts.get("own") or {}
    cells = tuple(_read_cell(one) for one in facts.get("cells") or ())
    return Shot(
        source=facts["source"],
        title=cells[0].title if cells else facts["title"],
        url=facts["url"],
        file_type=facts["file_type"],
        motion=Motion(*own["motion"]) if "motion" in own else None,
        join=Join(*own["join"]) if "join" in own else None,
        fixed_ms=own.get("fixed_ms"),
        fit=own.get("fit"),
        in_ms=facts.get("in_ms", 0),
        out_ms=facts.get("out_ms", 0),
        speed=facts.get("speed", 1.0),
        reverse=facts.get("reverse", False),
        volume=facts.get("volume", 1.0),
        looks=tuple(facts["grades"]) if "grades" in facts else None,
        focus=_read_focus(facts),
        cells=cells,
        grid=facts.get("grid", ""),
    )


def _read_focus(facts: Mapping[str, Any]) -> Focus | None:
    if not facts.get("focus"):
        return None
    left, top, wide, high = facts["focus"]
    return Focus((left, top, wide, high), facts.get("focus_confidence", 1.0), facts.get("focus_by", "said"))


def span_ms(film: Film, words: Words) -> tuple[int, int]:
    """Return start and length of a text on the film as it is now."""
    return on_beat.span_ms(film, words, *_anchored(film, words))


def _anchored(film: Film, words: Words) -> tuple[int, int]:
    total = to_ms(total_frames(film))
    length = min(words.length_ms, total)
    if words.anchor == "all":
        return 0, total - card_ms(film)
    if words.anchor in ENDS:
        length = card_ms(film) or length
        return total - length, length
    if words.anchor == "at":
        start = min(words.at_ms, max(0, total - min(length, 500)))
        return start, min(length, total - start)
    if words.anchor.startswith("photo:"):
        placed = slots(film)
        slot = placed[min(int(words.anchor.removeprefix("photo:")), len(placed)) - 1]
        return to_ms(slot.start + slot.overlap), to_ms(slot.frames - slot.overlap)
    if words.anchor.startswith("share:"):
        place, count = map(int, words.anchor.removeprefix("share:").split("/"))
        start = total * (place - 1) // count
        return start, total * place // count - start
    return 0, length


def _text(film: Film, words: Words) -> dict[str, Any]:
    start, length = span_ms(film, words)
    design = design_of(film.looks)
    facts: dict[str, Any] = {
        "title": words.text,
        "text": words.text,
        "start": start,
        "role": words.role,
        "position": words.position,
        "style": dict(design.style if design else ()) | dict(film.lettering) | dict(words.style),
        "fade_ms": min(TEXT_FADE_MS, length // 2),
        "anchor": words.anchor,
        "length_ms": words.length_ms,
        "at_ms": words.at_ms,
    }
    if design or film.lettering or on_beat.comes(words):
        facts["own"] = {"style": dict(words.style)}  # as it was said, for another look, or other music
    if on_beat.comes(words):
        facts |= _on_beats(on_beat.words_ms(film, words, start, length), facts)
    if style := captions.word_style(words):
        guessed = spoken_captions.guessed(words.text, 0, length)
        facts["words_ms"] = spoken_captions.spans(guessed, style, 0, length)
    return {"d": length, "m": facts}


def _on_beats(times: list[list[int]], facts: dict[str, Any]) -> dict[str, Any]:
    """Return what makes a text come word by word at these times; as a whole where no beat is heard."""
    style = facts["style"] | {"animation": "pop" if times else "scale"}
    return {"style": style} | ({"words_ms": times, "fade_ms": 0} if times else {})


def length_text(film: Film) -> str:
    """Return the length as people read it: 12.0."""
    return f"{seconds(film):.1f}"
