"""Films cut to a length: what goes is a stretch of time, or what is weakest in clips that are too long."""

from collections.abc import Mapping
from dataclasses import replace

from imgfree.local import captions
from imgfree.local.assets import Asset
from imgfree.local.film import Film, Join, Shot, Timing, pinned, slots, to_frames, to_ms, total_frames
from imgfree.local.sight.best import best

_PHOTO_MS = 2000  # what photos are left beside clips that are too long


def retimed(film: Film, total_ms: int, assets: Mapping[str, Asset] | None = None) -> Film:
    """Return the film at this length. Photos share the room; clips are never stretched.

    Clips that would leave too little room are cut to their best parts, the longest of them first; `assets` by id
    knows which those are.
    """
    if any(not shot.is_clip for shot in film.shots):
        loose = tuple(replace(shot, fixed_ms=None) for shot in film.shots)
        film = replace(film, shots=loose, timing=Timing("total", total_ms))
    if not any(shot.is_clip for shot in film.shots):
        return film
    for _ in range(3):  # shorter shots may share less with their neighbours
        film = _levelled(film, to_frames(total_ms), assets or {})
    return without(film, total_ms, to_ms(total_frames(film))) if total_frames(film) > to_frames(total_ms) else film


def shortened(film: Film, most_ms: int, assets: Mapping[str, Asset]) -> Film:
    """Return the film with its whole clips that are longer cut to the best part of that length."""
    frames = to_frames(most_ms)
    shots = [
        _best(shot, frames, assets) if shot.is_clip and not shot.in_ms and to_frames(shot.natural_ms) > frames else shot
        for shot in film.shots
    ]
    return replace(film, shots=tuple(shots))


def _levelled(film: Film, frames: int, assets: Mapping[str, Asset]) -> Film:
    """Return the film with its longest clips cut, all to one length, so that all shots have room in so many frames."""
    room = frames + sum(slot.overlap for slot in slots(film))
    photos = sum(not shot.is_clip for shot in film.shots)
    room -= photos * min(to_frames(_PHOTO_MS), room // len(film.shots))
    own = {place: to_frames(shot.natural_ms) for place, shot in enumerate(film.shots) if shot.is_clip}
    if sum(own.values()) <= room:
        return film
    lengths = _shared(own, room)
    shots = [
        _best(shot, lengths[place], assets) if lengths.get(place, 0) < own.get(place, 0) else shot
        for place, shot in enumerate(film.shots)
    ]
    return replace(film, shots=tuple(shots))


def _shared(wanted: Mapping[int, int], room: int) -> dict[int, int]:
    """Return lengths that fill the room: what wants less than an equal share has all it wants."""
    left, lengths = room, {}
    for rank, place in enumerate(sorted(wanted, key=lambda place: (wanted[place], place))):
        lengths[place] = max(1, min(wanted[place], left // (len(wanted) - rank)))
        left -= lengths[place]
    return lengths


def _best(clip: Shot, frames: int, assets: Mapping[str, Asset]) -> Shot:
    """Return the clip cut to so many frames of its best part."""
    length = min(round(to_ms(frames) * clip.speed), clip.out_ms - clip.in_ms)
    asset = assets.get(clip.source)
    whole, merits = (round(asset.duration_s * 1000), asset.merits) if asset else (clip.out_ms, ())
    first = best(merits, whole, (clip.in_ms, clip.out_ms), length)
    return replace(clip, in_ms=first, out_ms=first + length)


def without(film: Film, from_ms: int, to_ms_: int) -> Film:
    """Return the film without this stretch of time; lengths stay pinned afterwards."""
    first, last = to_frames(from_ms), to_frames(to_ms_)
    placed = slots(film)
    pin = pinned(film)
    kept: list[Shot] = []
    for shot, slot in zip(pin.shots, placed, strict=True):
        kept += _outside(shot, slot.start, slot.end, (first, last))
    at_end = last >= total_frames(film)  # then nothing moves up, and what comes too late waits for a longer film
    words = film.words if at_end else captions.cut_out(film.words, to_ms(first), to_ms(last))
    return replace(pin, shots=tuple(kept), words=words)


def _outside(shot: Shot, start: int, end: int, hole: tuple[int, int]) -> list[Shot]:
    """Return what is left of a shot when a stretch of the film goes: nothing, one piece or, for a clip, two."""
    first, last = max(hole[0], start), min(hole[1], end)
    if first >= last:
        return [shot]
    before, after = first - start, end - last
    if not shot.is_clip:
        return [replace(shot, fixed_ms=to_ms(before + after))] if before + after else []
    head = replace(shot, out_ms=shot.in_ms + round(to_ms(before) * shot.speed))
    tail = replace(shot, in_ms=shot.out_ms - round(to_ms(after) * shot.speed))
    pieces = [head] if before else []
    if after:
        pieces.append(replace(tail, join=Join("cut", 0)) if pieces else tail)
    return pieces
