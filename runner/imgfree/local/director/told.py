"""What an operation did, in a few words, for an answer that names it: "vivid colours", not "make it pop"."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from imgfree.local.director.reply import Say, readable
from imgfree.local.director.wish import Edit, Wish
from imgfree.local.film import SLOW

_NAMES: dict[str, tuple[str, str]] = {
    "warm": ("warm colours", "暖色调"),
    "cool": ("cool colours", "冷色调"),
    "vivid": ("vivid colours", "鲜艳色彩"),
    "muted": ("muted colours", "低饱和色彩"),
    "natural": ("natural colours", "自然色彩"),
    "black_and_white": ("black and white", "黑白"),
    "sepia": ("sepia", "棕褐色调"),
    "brighter": ("brighter picture", "提亮画面"),
    "darker": ("darker picture", "压暗画面"),
    "more_contrast": ("more contrast", "增强对比"),
    "less_contrast": ("less contrast", "降低对比"),
    "cinematic": ("cinematic look", "电影感调色"),
    "clean": ("clean look", "干净调色"),
    "dreamy": ("dreamy look", "梦幻调色"),
    "fresh": ("fresh look", "清新调色"),
    "luxury": ("luxury look", "高级感调色"),
    "moody": ("moody look", "低沉调色"),
    "nostalgic": ("nostalgic look", "怀旧调色"),
    "soft": ("soft look", "柔和调色"),
    "vintage": ("vintage look", "复古调色"),
    "bold": ("bold look", "大胆风格"),
    "elegant": ("elegant look", "优雅风格"),
    "playful": ("playful look", "活泼风格"),
    "grain": ("film grain", "胶片颗粒"),
    "vignette": ("vignette: darker towards the edges", "暗角"),
    "glow": ("soft glow", "柔光"),
    "bokeh": ("light spots", "光斑"),
    "particles": ("floating particles", "漂浮粒子"),
    "shimmer": ("shimmer", "闪光"),
    "shake": ("camera shake", "镜头抖动"),
    "blur_background": ("blur towards the edges", "边缘虚化"),
    "zoom_in": ("zoom in", "推近"),
    "zoom_out": ("zoom out", "拉远"),
    "alternate": ("zoom in and out in turn", "推近与拉远交替"),
    "ken_burns": ("zooms and pans in turn", "缩放与平移交替"),
    "vary": ("a different motion for each photo", "每张运动不同"),
    "drift": ("slow drift", "缓慢漂移"),
    "none": ("no motion", "无运动"),
    **{f"pan_{side}": (f"pan {side}", f"向{zh}平移")
       for side, zh in (("left", "左"), ("right", "右"), ("up", "上"), ("down", "下"))},
}  # fmt: skip


def told(op: Mapping[str, Any]) -> Say:
    """Return what the operation did; nothing where its own remark always says it."""
    teller = _TELLERS.get(op["op"])
    return teller(op) if teller else Say()


def nearly(wish: Wish, edit: Edit, remark: Say) -> Edit:
    """Return what a wish came to as nearly done, with a remark behind what was done."""
    args = edit.args if edit.args is not None else wish.args
    return replace(edit, outcome="approximated", note=(edit.note or told({"op": wish.op, **args})) + remark)


def _loop(op: Mapping[str, Any]) -> Say:
    return Say("the end runs into the beginning", "结尾衔接开头")


def _order(op: Mapping[str, Any]) -> Say:
    return Say("the order of the shots is changed", "已调整镜头顺序")


def _look(op: Mapping[str, Any]) -> Say:
    return named(str(op.get("name", ""))) + _photos(op)


def _duration(op: Mapping[str, Any]) -> Say:
    return Say(f"{op['seconds']:g} s in all", f"总长 {op['seconds']:g} 秒") if "seconds" in op else Say()


def _logo(op: Mapping[str, Any]) -> Say:
    if "file" not in op:
        return Say()
    told = Say(str(op["file"]), str(op["file"])) + (readable(str(op["corner"])) if "corner" in op else Say())
    if "size" in op:
        usual = Say("the usual size", "常用大小")
        told += usual if op["size"] == 1 else Say(f"{op['size']:g} x {usual.en}", f"{usual.zh}的 {op['size']:g} 倍")
    if "opacity" in op:
        told += Say(f"{op['opacity'] * 100:.0f} % opaque", f"不透明度 {op['opacity'] * 100:.0f}%")
    return told


def _removed(op: Mapping[str, Any]) -> Say:
    if op.get("card"):
        return Say("end card removed", "已去掉片尾卡")
    what = named(str(op["name"])) if "name" in op else readable(str(op.get("what", "")))
    return Say(f"{what.en} removed", f"已去掉{what.zh}")


def _replaced(op: Mapping[str, Any]) -> Say:
    new = op.get("with")
    return Say(f"now '{new}'", f"现为“{new}”") if new else Say()


def named(name: str) -> Say:
    """Return a look, an effect or a motion as people read it."""
    return Say(*_NAMES[name]) if name in _NAMES else readable(name)


def _motion(op: Mapping[str, Any]) -> Say:
    moved, amount = named(str(op.get("kind", ""))), op.get("amount")
    if not amount or op.get("kind") == "none" or (op.get("kind"), amount) == ("vary", SLOW):
        return moved + _photos(op)
    return Say(f"{moved.en} by {amount * 100:g} %", f"{moved.zh} {amount * 100:g}%") + _photos(op)


def _transition(op: Mapping[str, Any]) -> Say:
    kind, seconds = readable(str(op.get("kind", ""))), op.get("seconds")
    numbers = ", ".join(str(one) for one in op.get("photos") or ())
    into = Say(f"into photo {numbers} alone", f"只在第 {numbers} 张之前") if numbers else Say()
    return (Say(f"{kind.en}, {seconds:g} s", f"{kind.zh} {seconds:g} 秒") if seconds else kind) + into


def _fade(op: Mapping[str, Any]) -> Say:
    parts = [
        Say(f"{en}, {op[key]:g} s", f"{zh} {op[key]:g} 秒")
        for key, en, zh in (("in_s", "fade in", "淡入"), ("out_s", "fade out", "淡出"))
        if op.get(key)
    ]
    return sum(parts[1:], parts[0]) if parts else Say()


def _photos(op: Mapping[str, Any]) -> Say:
    numbers = ", ".join(str(one) for one in op.get("photos") or ())
    return Say(f"photo {numbers}", f"第 {numbers} 张") if numbers else Say()


_TELLERS: dict[str, Callable[[Mapping[str, Any]], Say]] = {
    "look": _look, "effect": _look, "motion": _motion, "transition": _transition, "fade": _fade, "duration": _duration,
    "logo": _logo, "loop": _loop, "order": _order, "remove": _removed, "replace": _replaced,
}  # fmt: skip
