"""The sentence that mends a fault, in the language of the film's own words; the local director hears each of them."""

from collections.abc import Collection, Sequence

from imgfree.local.inspection.findings import Box
from imgfree.local.inspection.laid import Laid

_BANDS = {"top": "顶部", "center": "中间", "bottom": "底部"}


def band(box: Box, height: int) -> str:
    """Return the band of a frame of this height in which a box lies."""
    middle = (box[1] + box[3]) / 2 / height
    return "top" if middle < 0.38 else "center" if middle < 0.6 else "bottom"


def move(one: Laid, taken: Collection[str], voice: str) -> str:
    """Return what moves a text to a band that is free."""
    free = next((band for band in _BANDS if band not in taken), "bottom")
    if voice == "zh":
        return f"把{_named(one, voice)}放到{_BANDS[free]}" if one.words else "把logo放到左上角"
    return f"Put {_named(one, voice)} {'in the' if free == 'center' else 'at the'} {free}." if one.words else _LOGO


def inside(one: Laid, sides: Sequence[str], voice: str) -> str:
    """Return what brings a layer back from an edge."""
    if one.words is None:
        return "把logo改小一点" if voice == "zh" else "Make the logo smaller."
    if {"left", "right"} & {*sides}:
        return f"把{_named(one, voice)}改小一点" if voice == "zh" else f"Make {_named(one, voice)} smaller."
    return move(one, {*sides}, voice)


def ground(one: Laid, voice: str) -> str:
    """Return what makes a text stand out from whatever is behind it."""
    if voice == "zh":
        return {"title": "标题加个框", "caption": "给字幕加底框"}.get(_role(one), f"给{_named(one, voice)}加底框")
    if _role(one) == "caption":
        return "Captions with a black box."
    return f"Put a box behind {_named(one, voice)}." if _role(one) == "title" else f"Put {_named(one, voice)} in a box."


def longer(one: Laid, seconds: float, voice: str) -> str:
    """Return what shows a text for as long as it takes to read; captions follow what is spoken."""
    if _role(one) == "caption":
        return ""
    length = f"{seconds + 0.05:.1f}".removesuffix(".0")
    return (
        f"{_named(one, voice)}显示{length}秒" if voice == "zh" else f"Show {_named(one, voice)} for {length} seconds."
    )


def cut_out(at_s: float, end_s: float, voice: str) -> str:
    """Return what takes a stretch out of the film."""
    first, last = (f"{second:.1f}".removesuffix(".0") for second in (at_s, end_s))
    return f"剪掉{first}秒到{last}秒" if voice == "zh" else f"Cut from {first} to {last} seconds."


def calmer(effects: bool, voice: str) -> str:
    """Return what ends flashes: those of effects, else of cuts that follow each other too quickly."""
    if effects:
        return "去掉特效" if voice == "zh" else "Remove the effects."
    return "每张2秒" if voice == "zh" else "2 seconds each."


def moving(voice: str) -> str:
    """Return what brings a picture that stands still to life."""
    return "缓慢推近" if voice == "zh" else "Slow zoom."


def leveled(target_lufs: float, voice: str) -> str:
    """Return what brings the whole mix to a loudness."""
    return f"响度标准化到{target_lufs:g}" if voice == "zh" else f"Set the loudness to {target_lufs:g} LUFS."


def quieter(voice: str) -> str:
    """Return what leaves room above the peaks."""
    return "音乐音量60%" if voice == "zh" else "Turn the music down to 60 %."


def whole(voice: str) -> str:
    """Return what shows pictures without a cut."""
    return "照片完整显示，用模糊背景" if voice == "zh" else "Show the photos whole, on a blurred background."


_LOGO = "Put the logo in the top left corner."


def _role(one: Laid) -> str:
    return one.words.role if one.words else "logo"


def _named(one: Laid, voice: str) -> str:
    """Return a text as the director knows it: by its role, else by its first line."""
    text = one.words.text if one.words else ""
    if _role(one) == "title":
        return "标题" if voice == "zh" else "the title"
    if _role(one) == "caption":
        return "字幕" if voice == "zh" else "the captions"
    line = text.strip().splitlines()[0] if text.strip() else text
    return f"“{line}”" if voice == "zh" else f'"{line}"'
