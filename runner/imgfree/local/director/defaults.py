"""What is chosen when nothing was said, and the clauses that say so."""

from collections.abc import Iterator

from imgfree.local.assets import Asset
from imgfree.local.cuts import shortened
from imgfree.local.designs import design_of
from imgfree.local.director.ops.build import shot_of
from imgfree.local.director.ops.frame import default_canvas, ratio_of
from imgfree.local.director.reply import Clause, Say
from imgfree.local.director.wish import Scene
from imgfree.local.draft import length_text
from imgfree.local.film import FPS, Film, slots

_LONGEST_CLIP_MS = 8000  # of a clip among photos: as long as two of those
_SAME_MS = 50
_OF_LENGTH = {"duration", "trim", "speed", "captions", "voice", "loop"}


def started(scene: Scene) -> Film:
    """Return the film that an edit starts from when there is none yet: every photo and clip, in upload order."""
    return framed(Film(shots=tuple(map(shot_of, scene.material))), scene)


def framed(film: Film, scene: Scene) -> Film:
    """Return the film on the canvas of its own material; a ratio or platform that was said comes later and wins."""
    return default_canvas(_briefed(film, scene), scene) if film.shots else film


def _briefed(film: Film, scene: Scene) -> Film:
    """Return a film just begun with no clip so long among photos that it is all there is to see, unless something was
    said of its length, or words follow what is heard."""
    said = {one.op for one in scene.wishes}
    mixed = any(shot.is_clip for shot in film.shots) and not all(shot.is_clip for shot in film.shots)
    if scene.film is not None or not mixed or said & _OF_LENGTH or scene.whole:
        return film
    return shortened(film, _LONGEST_CLIP_MS, {asset.id: asset for asset in scene.clips})


def _briefly(film: Film, scene: Scene) -> Iterator[Say]:
    """Yield which clips are not shown whole."""
    whole = {asset.id: asset for asset in scene.clips}
    for shot in film.shots if not {one.op for one in scene.wishes} & _OF_LENGTH else ():
        asset = whole.get(shot.source)
        if asset is not None and shot.out_ms - shot.in_ms < round(asset.duration_s * 1000) - _SAME_MS:
            part = f"{shot.in_ms / 1000:.1f}-{shot.out_ms / 1000:.1f}"
            yield Say(
                f"the best {_LONGEST_CLIP_MS / 1000:g} s of {asset.filename}, {part} s (say 'the whole clip')",
                f"{asset.filename} 取最好的 {_LONGEST_CLIP_MS / 1000:g} 秒（{part} 秒；可说“完整视频片段”）",
            )


def disclosed(film: Film, scene: Scene, language: str) -> list[Clause]:
    """Return a clause for every default of a film just begun."""
    if not film.shots:
        return []
    stills = any(not shot.is_clip for shot in film.shots)
    said = {one.op for one in scene.wishes if one.outcome != "declined"}
    rows: list[tuple[Say, Say]] = []
    if scene.film is None and "build" not in said:
        rows.append(
            (
                Say("build", "成片"),
                Say(f"all {len(film.shots)} uploads in upload order", f"全部 {len(film.shots)} 个素材按上传顺序"),
            )
        )
    if not said & {"duration", "per_photo", "pace", "trim"}:
        total = length_text(film)
        rows.append((Say("duration", "时长"), Say(f"{total} s", f"{total} 秒")))
    if not said & {"aspect", "platform"}:
        rows.append(
            (Say("aspect", "画幅"), Say(f"{ratio_of(film)} as most of the material", f"{ratio_of(film)}（按多数素材）"))
        )
    designed = design_of(film.looks) is not None  # then its look has said how it moves
    if "transition" not in said and len(film.shots) > 1 and not designed and film.join.kind != "cut":
        rows.append((Say("transition", "转场"), _joins(film)))
    if "motion" not in said and stills and not designed:
        rows.append((Say("motion", "运动"), Say("slow zooms and pans in turn", "缓慢的推拉与平移轮流")))
    rows += [(Say("clips", "视频"), note) for note in _briefly(film, scene)]
    used = {shot.source for shot in film.shots}
    rows += [(Say("sound", "声音"), _track(asset)) for asset in scene.clips if asset.sound and asset.id in used]
    if "music" not in said and film.music is None:
        rows.append((Say("music", "音乐"), _silence(scene)))
    if not said & {"title", "text"}:
        rows.append((Say("title", "标题"), Say("no title", "无标题")))
    return [Clause(name.text(language), "defaulted", [], note.text(language)) for name, note in rows]


def _joins(film: Film) -> Say:
    """Return how long the crossfades are that nobody asked for: shorter beside short shots."""
    shared = [slot.overlap / FPS for slot in slots(film)[1:]]
    if not max(shared):
        return Say("hard cuts", "硬切")
    length = " - ".join(f"{one:.2g}" for one in sorted({min(shared), max(shared)}))
    return Say(f"crossfades of {length} s", f"叠化 {length} 秒")


def _track(asset: Asset) -> Say:
    """Return which of a clip's sound tracks is heard."""
    sound = asset.sound
    assert sound is not None
    named = f" ({sound.name})" if sound.name else ""
    return Say(
        f"track {sound.number} of the {sound.count} in {asset.filename}{named}",
        f"{asset.filename} 的 {sound.count} 条音轨中的第 {sound.number} 条{named}",
    )


def _silence(scene: Scene) -> Say:
    if scene.sounds:
        name = scene.sounds[0].filename
        return Say(f"no music (say 'add music' to use {name})", f"无音乐（说“加音乐”可使用 {name}）")
    return Say("no music", "无音乐")
