"""Which track of the libraries a film gets: by mood and tempo, the same for the same film; another on request."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from imgfree.local import bed
from imgfree.local.assets import Asset
from imgfree.local.director import moodwords
from imgfree.local.director.frames import Mention
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film
from imgfree.local.music.moods import has, ranked
from imgfree.local.music.providers import EXTRA
from imgfree.local.music.song import Music
from imgfree.local.music.tracks import Track

_KEYS = {"mood", "bpm", "pick"}
_NEAR_BPM = 0.06  # a share of what was asked for
_LEAD_BARS, _JUST_S = 2, 0.05
_HEARD = 12  # tracks that are listened to for a drop, at most


def picked(mention: Mention) -> dict[str, Any]:
    """Return what is said of the choice beside a mood: a tempo, another track than now, any by chance."""
    found: dict[str, Any] = {}
    if mention.slot("bpm") is not None:
        found["bpm"] = float(mention.slot("bpm"))
    if (pick := mention.head("pick")) is not None:
        found["pick"] = pick
    return found


def asks(wish: Wish, scene: Scene) -> bool:
    """Return whether music is wished that the libraries can give: no file, and not only how it comes and goes."""
    return bool(scene.library.tracks) and "file" not in wish.args and (not wish.args or bool(wish.args.keys() & _KEYS))


def absent(scene: Scene) -> Say:
    """Return how music to choose from is had where there is none; what is wrong where some should be there."""
    if scene.library.trouble:
        return Say(scene.library.trouble, scene.library.trouble)
    return Say(f"music to choose from: {EXTRA}", f"可安装曲库：{EXTRA}")


def playing(music: Music, scene: Scene) -> Asset | None:
    """Return the file of the music that plays, an upload or a library's."""
    own = next((one for one in scene.assets if one.id == music.source), None)
    track = scene.library.track(music.source)
    return track.asset() if own is None and track is not None else own


def edit(film: Film, wish: Wish, scene: Scene, *, drops: bool = False) -> Edit:
    """Return the film with the track that answers best, and where only nearly.

    Where a drop is wished, it has one: of the mood that was said, of any where it `drops` and none was.
    """
    mood = str(wish.args.get("mood") or (film.mood if wish.args.get("pick") else "") or "")
    moods, there = moodwords.named(mood), scene.library.track(film.music.source) if film.music else None
    bpm = wish.args.get("bpm")
    tracks = ranked(scene.library.tracks, moods, bpm)
    wished = scene.said("beats")
    if drops or (wished is not None and wished.args.get("drop")):
        best = [one for one in tracks if all(has(one, mood) for mood in moods)] if not drops else []
        tracks = _dropping(best or tracks, scene) or tracks
    track = _chosen(tracks, there, moods, wish, scene)
    film = laid(film, track, scene)
    lacking = [one for one in moods if not has(track, one)]
    note = told(track)
    if lacking or (mood and not moods):
        missing = ", ".join(lacking) or mood
        missing_zh = "、".join(map(moodwords.chinese, lacking)) or mood
        note += Say(f"nothing here is {missing}: this is the nearest", f"曲库里没有“{missing_zh}”：这是最接近的")
    if bpm and track.tempo and abs(track.tempo - bpm) > _NEAR_BPM * bpm:
        lacking = [*lacking, "bpm"]
        note += Say(f"nothing nearer to {bpm:g} BPM", f"没有更接近 {bpm:g} BPM 的")
    nearly = bool(lacking) or bool(mood and not moods)
    args = dict(wish.args) | {"track": track.source}
    return Edit(replace(film, mood=mood or None), "approximated" if nearly else "applied", note, args)


def _dropping(tracks: Sequence[Track], scene: Scene) -> list[Track]:
    """Return those of the first tracks that have a drop, clear ones first."""
    heard = [(one, scene.library.grid(one.asset())) for one in tracks[:_HEARD]]
    drop = sorted((grid.softly, place) for place, (_, grid) in enumerate(heard) if grid.drop_s is not None)
    return [heard[place][0] for _, place in drop]


def laid(film: Film, track: Track, scene: Scene) -> Film:
    """Return the film with that track under it, from where it begins at full; fades that were said are kept."""
    asset = track.asset()
    grid = scene.library.grid(asset)
    own = film.music or Music("", "")
    music = Music(track.source, track.title, "", round(grid.begins_s * 1000), own.fade_in_ms, own.fade_out_ms, grid,
                  bed.about(track.plain()))  # fmt: skip
    return replace(film, music=music)


def heard(music: Music, asset: Asset, scene: Scene) -> Music:
    """Return an uploaded song with its beats. It begins on its first bar where only an upbeat or silence is before it,
    and nobody said from where on it is to be heard."""
    grid, said = scene.library.grid(asset), scene.said("music")
    first_s = grid.downbeats[0] if grid.sure else 0.0
    plain = not music.from_ms and not (said is not None and "from_s" in said.args)
    leads = plain and _JUST_S < first_s <= _LEAD_BARS * grid.bar * 60 / grid.tempo
    return replace(music, grid=grid, from_ms=round(first_s * 1000) if leads else music.from_ms)


def told(track: Track) -> Say:
    """Return what a track is."""
    moods = ", ".join(track.moods)
    tempo = f"{track.tempo:.0f} BPM" if track.tempo else ""
    made = track.made.partition(",")[0]
    facts = "; ".join(filter(None, (moods, tempo, made, track.library)))
    return Say(f"'{track.title}' ({facts})", f"“{track.title}”（{facts}）")


def _chosen(tracks: Sequence[Track], there: Track | None, moods: Sequence[str], wish: Wish, scene: Scene) -> Track:
    """Return the first of the tracks, the one behind that which is there, or one by what the film is made of."""
    pick = wish.args.get("pick")
    if pick == "vary":
        best = [one for one in tracks if all(has(one, mood) for mood in moods)] or list(tracks)
        return best[_chance(scene) % len(best)]
    if there is None or there not in tracks:
        return tracks[0]
    if pick == "other":
        return tracks[(tracks.index(there) + 1) % len(tracks)]
    keeps = not wish.args or (bool(moods) and all(has(there, mood) for mood in moods) and "bpm" not in wish.args)
    return there if keeps else tracks[0]


def _chance(scene: Scene) -> int:
    """Return a number that is the same for the same uploads."""
    files = sorted((asset.sha256, asset.filename) for asset in scene.assets)
    return int(hashlib.sha256(json.dumps(files).encode()).hexdigest()[:8], 16)
