"""What words say of how captions look: colour, paper, outline, weight and size."""

import re
from typing import Any

from imgfree.local.director.ops import placing
from imgfree.local.director.reply import Say

_COLORS = {
    "white": "白", "black": "黑", "yellow": "黄", "red": "红", "gold": "金", "blue": "蓝", "green": "绿", "pink": "粉",
    "orange": "橙",
}  # fmt: skip
_EN = "(?:" + "|".join(_COLORS) + ")"
_ZH = "[" + "".join(_COLORS.values()) + "]"
_PAPER = (
    rf"(?<![a-z])({_EN}|dark|semi-transparent)(?:[ -](?!on |{_EN})\w+){{0,2}}? (?:background|box|bar)(?:es|s)?"
    r"(?![a-z])"
    rf"|(?<![a-z])on (?:an? )?({_EN})(?![a-z])|({_ZH})色?(?:的)?(?:底(?!部)|背景)"
)
_NO_PAPER = r"(?<![a-z])(?:no|without(?: an?| the)?) (?:background|box|bar)|(?:无|不要|去掉)(?:底色|背景|底(?!部))"
_OUTLINE = (
    rf"(?<![a-z])(?:({_EN})(?:[ -]\w+)? )?(?:outlines?|outlined|strokes?|borders?)(?![a-z])"
    rf"|({_ZH})?色?(?:描边|边(?![上下左右框]))"
)
_HIGHLIGHT = rf"(?:{_EN} )?highlight(?:s|ing|ed)?|逐字(?:高亮|出现)?|高亮"
_UNDONE = rf"{_HIGHLIGHT}|word[ -]by[ -]word|karaoke|animated|dynamic|pill|动态"
PHRASE = rf"{placing.CAPTION_STYLE}|{_PAPER}|{_NO_PAPER}|{_OUTLINE}|{_ZH}色?的?(?:大|粗)?(?:字|文字)(?!幕)"


def style_of(text: str) -> dict[str, Any]:
    """Return the style that folded words ask for, in the renderer's own keys; empty where they name none."""
    style = {key: value for key, value in placing.styled(text).items() if key != "color"}
    if size := re.search("放大|变大|调大|缩小|变小|调小", text):
        style["size"] = "large" if "大" in size.group() else "small"
    rest = re.sub(_HIGHLIGHT, " ", text)
    if match := re.search(_PAPER, rest):
        color = _color(match)
        style |= {"box": True} | ({"background": color} if color else {})
        rest = rest.replace(match.group(), " ")
    elif re.search(_NO_PAPER, rest):
        style["box"] = False
        rest = re.sub(_NO_PAPER, " ", rest)
    if match := re.search(_OUTLINE, rest):
        style |= {"outline": _color(match) or "black"} | ({} if "box" in style else {"box": False})
        rest = rest.replace(match.group(), " ")
    if match := re.search(rf"#[0-9a-f]{{6}}(?![0-9a-f])|(?<![a-z]){_EN}(?![a-z])|{_ZH}(?=色|的?大?字)", rest):
        style["color"] = _named(match.group())
    return style


def told(style: dict[str, Any]) -> Say:
    """Return the style as people read it."""
    color, paper, outline = (str(style.get(key) or "") for key in ("color", "background", "outline"))
    rows = [
        (color, f"{_COLORS.get(color, color)}字", color),
        (style.get("bold"), "粗体", "bold"),
        (style.get("size"), "小字" if style.get("size") == "small" else "大字", str(style.get("size"))),
        (paper, f"{_COLORS.get(paper, paper)}底", f"{paper} box"),
        (style.get("box") and not paper, "底色", "box"),
        (outline, f"{_COLORS.get(outline, outline)}边", f"{outline} outline"),
        (style.get("box") is False and not outline, "无底色", "no box"),
        (style.get("caps"), "大写", "capitals"),
        (style.get("font"), "衬线", str(style.get("font"))),
    ]
    there = [(english, chinese) for value, chinese, english in rows if value]
    return Say(", ".join(english for english, _ in there), "、".join(chinese for _, chinese in there))


def undone(text: str) -> bool:
    """Return whether the words ask for what is not done here: highlights and animation word by word."""
    return re.search(_UNDONE, text) is not None


def _color(match: re.Match[str]) -> str | None:
    said = next((word for word in match.groups() if word), None)
    return _named(said) if said and said not in ("dark", "semi-transparent") else None


def _named(word: str) -> str:
    return next((name for name, chinese in _COLORS.items() if word == chinese), word)
