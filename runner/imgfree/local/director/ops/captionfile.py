"""Captions from files: which file, which clip it belongs to, what is said of it, and what the film does not show."""

from collections.abc import Sequence
from dataclasses import replace

from imgfree.local import subtitles
from imgfree.local.assets import Asset
from imgfree.local.captions import ANCHOR, is_cue, laid, spans
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Wish
from imgfree.local.draft import length_text
from imgfree.local.film import Film, Shot, Words, slots, to_ms, total_frames
from imgfree.plurals import counted

_MOST_TOLD = 3
_LENGTHS = ("duration", "trim", "per_photo", "pace", "speed", "remove", "build")


def usual(files: Sequence[Asset], film: Film) -> tuple[Asset, ...]:
    """Return the captions files to use where none is named: all that are named like a clip, else the first."""
    return tuple(asset for asset in files if _named_clip(asset, film)) or tuple(files[:1])


def words_of(files: Sequence[Asset], film: Film, position: str | None) -> tuple[tuple[Words, ...], Say]:
    """Return the captions of these files as texts of the film, and what is to be said of them.

    Raises CaptionsUnreadable.
    """
    words: tuple[Words, ...] = ()
    note = Say()
    for asset in files:
        found = subtitles.read(asset.path, asset.filename)
        cues = [replace(cue, position=position or cue.position) for cue in found.cues]
        clip = _clip_of(asset, cues[-1].start_ms, film)
        words += laid(cues, clip.source if clip else "")
        note += _told(found, asset.filename) + (_in_clip(clip) if clip and len(film.shots) > 1 else Say())
    return words, note


def accounted(before: Film, film: Film, wishes: Sequence[Wish], done: dict[int, Edit]) -> dict[int, Edit]:
    """Return what was done, with a remark where the film now does not show captions that it did before."""
    cues, late = _cues(film)
    if not done or not late or len(late) == len(_cues(before)[1]):
        return done
    number = max(done, key=lambda number: (wishes[number].op == "captions", wishes[number].op in _LENGTHS))
    note = _late(film, len(cues), late)
    edit = done[number]
    outcome = "approximated" if wishes[number].op == "captions" else edit.outcome
    return done | {number: replace(edit, outcome=outcome, note=edit.note + note)}


def _clip_of(asset: Asset, last_ms: int, film: Film) -> Shot | None:
    """Return the clip whose own time a captions file has: the one of its name, else the only one if it is that long."""
    clips = {shot.source: shot for shot in film.shots if shot.is_clip}
    only = next(iter(clips.values())) if len(clips) == 1 else None
    whole = all(shot.is_clip for shot in film.shots)
    alone = only if only and (whole or last_ms < only.out_ms) else None
    return _named_clip(asset, film) or alone


def _named_clip(asset: Asset, film: Film) -> Shot | None:
    """Return the clip that a captions file is named like: talk.srt, talk.en.srt and talk.mp4.srt go with talk.mp4."""
    name = asset.filename.casefold()
    named = [shot for shot in film.shots if shot.is_clip and name.startswith(f"{_stem(shot.title)}.")]
    return max(named, key=lambda shot: len(_stem(shot.title)), default=None)


def _stem(title: str) -> str:
    return title.rpartition(".")[0].casefold() or title.casefold()


def _told(found: subtitles.Captions, name: str) -> Say:
    """Return how many captions came from the file, how it was read, and which ones are left out."""
    count, left = len(found.cues), found.left_out
    note = Say(f"{counted(count, 'caption')} from {name}", f"来自 {name} 的 {count} 条字幕")
    if found.charset:
        note += Say(f"its letters were read as {found.charset}", f"按 {found.charset} 编码读取")
    for one in left[:_MOST_TOLD]:
        why = f"the caption at line {one.line} is left out: it {one.why}"
        note += Say(why, f"第 {one.line} 行的字幕已省略：{one.why_zh}")
    if len(left) > _MOST_TOLD:
        note += Say(f"{len(left)} captions are left out in all", f"共省略 {len(left)} 条字幕")
    return note


def _in_clip(clip: Shot) -> Say:
    return Say(f"they follow {clip.title}", f"与 {clip.title} 同步")


def _cues(film: Film) -> tuple[list[Words], list[Words]]:
    """Return all captions of files, and those that the film does not show."""
    cues = [words for words in film.words if is_cue(words)]
    placed = slots(film) if cues else ()
    return cues, [cue for cue in cues if not spans(cue, film, placed)]


def _late(film: Film, many: int, late: Sequence[Words]) -> Say:
    """Return what to say of captions that are not shown: those behind the end, and those that went with pictures."""
    end_ms = {f"{ANCHOR}:{shot.source}": 0 for shot in film.shots} | {ANCHOR: to_ms(total_frames(film))}
    for shot in film.shots:
        end_ms[f"{ANCHOR}:{shot.source}"] = max(end_ms[f"{ANCHOR}:{shot.source}"], shot.out_ms)
    behind = [cue for cue in late if cue.at_ms >= end_ms.get(cue.anchor, 0)]
    note = Say()
    if behind:
        end_s = max(one.at_ms + one.length_ms for one in behind) / 1000
        last = f"the last {len(behind)} of" if len(behind) > 1 else "the last of"
        none = len(behind) == many
        note += Say(
            f"the film ends at {length_text(film)} s, the captions at {end_s:.1f} s: "
            + ("none is shown" if none else f"{last} {many} not shown"),
            f"影片 {length_text(film)} 秒，字幕到 {end_s:.1f} 秒："
            + ("都不显示" if none else f"{many} 条中的最后 {len(behind)} 条不显示"),
        )
    if gone := len(late) - len(behind):
        go = "goes" if gone == 1 else "go"
        note += Say(f"{gone} of {many} captions {go} with what is cut away", f"{many} 条字幕中有 {gone} 条随画面剪去")
    return note
