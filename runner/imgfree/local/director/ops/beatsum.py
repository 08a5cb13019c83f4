"""What a film's cuts on beats come to, in words: its length in beats, and how many each shot takes."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from imgfree.local.bed import pulse
from imgfree.local.director.reply import Say
from imgfree.local.film import FPS, Film, slots, spoken_total_ms, total_frames
from imgfree.local.music.cuts import Pulse, beat_near
from imgfree.local.music.grid import Grid
from imgfree.local.music.song import BESIDE_S

_LISTED = 12  # shots whose lengths are told one by one


def told(film: Film) -> tuple[Say, bool]:
    """Return how the shots' lengths come about in a film whose cuts fall on beats, and whether all of them do."""
    grid = film.music.grid if film.music else None
    total, placed = total_frames(film), slots(film)
    cuts = [one.start + one.overlap // 2 for one in placed[1:]]
    found, seconds = pulse(film), f"{round(total / FPS, 2):g}"
    if grid is None or found is None or not cuts:
        return Say("one shot: nothing to cut", "只有一个镜头：无需切换"), True
    if spoken_total_ms(film) is not None:
        return _spoken(cuts, found, grid)
    if not grid.sure:
        return _phrases(cuts, found, grid.confidence), False
    if not {*cuts} <= {*found.places("half beat")}:
        return Say(f"{len(placed)} shots in {seconds} s are more than its beats can carry: cut as before",
                   f"{seconds} 秒内 {len(placed)} 个镜头，节拍不够：镜头长度不变"), False  # fmt: skip
    beat = 60 * FPS / grid.tempo
    whole = f"{total / beat:.1f}".removesuffix(".0")
    shown, shown_zh = _lengths(list(_beats(cuts, found.beats, beat, total)))
    note = Say(
        f"{grid.tempo:.0f} BPM: {seconds} s are {whole} beats, the shots take {shown}",
        f"{grid.tempo:.0f} BPM：{seconds} 秒共 {whole} 拍，各镜头 {shown_zh} 拍",
    )
    if found.drop in cuts:
        note += _drop(found)
    on_bars = {*cuts} <= {*found.bars}
    return note + (Say("every cut on a downbeat", "每次都切在小节首拍") if on_bars else Say()), True


def _spoken(cuts: Sequence[int], found: Pulse, grid: Grid) -> tuple[Say, bool]:
    """Return which cuts between sentences fall on beats, and whether all of them do."""
    if not grid.sure:
        return Say(
            f"no steady beat (confidence {grid.confidence:.2f}): photos change between sentences",
            f"节拍不稳（可信度 {grid.confidence:.2f}）：照片在句子之间切换",
        ), False
    unit = beat_near(found, round(BESIDE_S * FPS))
    on = {*cuts} & {*found.places(unit)}
    halves, halves_zh = (" and half beats", "和半拍") if not on <= {*found.beats} else ("", "")
    note = Say(
        f"{grid.tempo:.0f} BPM: photos change on the beats{halves} nearest to the pauses between sentences",
        f"{grid.tempo:.0f} BPM：照片在离句间停顿最近的节拍{halves_zh}上切换",
    )
    if len(on) < len(cuts):
        apart = len(cuts) - len(on)
        note = Say(
            f"{grid.tempo:.0f} BPM: {len(on)} of {len(cuts)} changes on a beat, {apart} where a sentence ends",
            f"{grid.tempo:.0f} BPM：{len(cuts)} 次切换中 {len(on)} 次卡在节拍上，{apart} 次在句子结束处",
        )
    if found.drop in cuts:
        note += _drop(found)
    return note, len(on) == len(cuts)


def _drop(found: Pulse) -> Say:
    at_s = (found.drop or 0) / FPS
    return Say(f"the drop at {at_s:.2f} s", f"高潮在 {at_s:.2f} 秒处")


def _phrases(cuts: Sequence[int], found: Pulse, confidence: float) -> Say:
    """Return that there is no beat to rely on, and where the film is cut instead."""
    if not {*cuts} <= {*found.phrases}:
        return Say("no steady beat, and fewer phrases than cuts: cut as before", "节拍不稳，乐句也不够：镜头长度不变")
    at = ", ".join(f"{cut / FPS:.1f}" for cut in cuts[:_LISTED])
    return Say(
        f"no steady beat (confidence {confidence:.2f}): cut where its phrases turn, at {at} s",
        f"节拍不稳（可信度 {confidence:.2f}）：在乐句转换处切换，即第 {at} 秒",
    )


def _beats(cuts: Sequence[int], beats: Sequence[int], beat: float, total: int) -> Iterator[float]:
    """Yield how many beats each shot takes; the first and the last may take a part of one."""
    marks = [_on_grid(cut, beats) for cut in cuts]
    yield cuts[0] / beat if cuts[0] < beats[0] or beats[0] > 1 else marks[0]
    yield from (b - a for a, b in pairwise(marks))
    yield (total - cuts[-1]) / beat


def _on_grid(frame: int, beats: Sequence[int]) -> float:
    """Return which beat a frame is, counted from the first one; halves lie between two."""
    at = bisect_left(beats, frame)
    return float(at) if at < len(beats) and beats[at] == frame else at - 0.5


def _lengths(beats: Sequence[float]) -> tuple[str, str]:
    """Return lengths in beats as people read them, in both languages."""
    shown = [f"{round(one, 1):g}" for one in beats]
    if len(shown) > _LISTED:
        return (f"{min(beats):.1f} to {max(beats):.1f} each",) * 2
    return f"{', '.join(shown[:-1])} and {shown[-1]}", "、".join(shown)
