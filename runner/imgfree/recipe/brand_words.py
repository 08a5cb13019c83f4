"""A brand in words, English or Chinese: each phrase is one that the local director carries out, and an agent reads."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from imgfree.colors import TUNED
from imgfree.quotes import balanced

_EN = {
    "look": "{} look.",
    "font": "Brand font: {}.",
    "text": "Brand colour: {}.",
    "plate": "Brand plate: {}.",
    "ground": "Brand background: {}.",
    "corner": "Logo in the {} corner.",
    "card": "End with our logo.",
    "line": "End card: {}.",
    "both": "End with our logo and {}.",
    "names": "Names that stay as they are: {}.",
}
_ZH = {
    "look": "{}风格。",
    "font": "品牌字体：{}。",
    "text": "品牌色：{}。",
    "plate": "品牌底色：{}。",
    "ground": "品牌背景色：{}。",
    "corner": "{}角放logo。",
    "card": "片尾放logo。",
    "line": "片尾卡：{}。",
    "both": "片尾放logo和{}。",
    "names": "保持原样的名称：{}。",
}
_COLORS = ("text", "plate", "ground")
_FONTS = {
    "clean": ("clean font", "简洁字体"),
    "bold": ("bold", "粗体"),
    "serif": ("serif", "衬线字体"),
    "hand": ("handwritten", "手写体"),
    "label": ("label font", "标签字体"),
    "poster": ("poster font", "海报字体"),
}
_LOOKS = {
    "clean": "干净",
    "bold": "大胆",
    "elegant": "优雅",
    "playful": "活泼",
    "vintage": "复古",
    "cinematic": "电影",
    "luxury": "高级",
}
_CORNERS = {"top left": "左上", "top right": "右上", "bottom left": "左下", "bottom right": "右下"}


def words(brand: Mapping[str, Any], *, has_logo: bool, language: str) -> str:
    """Return what a checked brand asks for, as sentences; "" where it asks for nothing."""
    chinese = language.startswith("zh")
    said = ((_ZH if chinese else _EN)[name].format(value) for name, value in _phrases(brand, has_logo, chinese))
    return ("" if chinese else " ").join(said)


def _phrases(brand: Mapping[str, Any], has_logo: bool, chinese: bool) -> Iterator[tuple[str, str]]:
    """Yield which phrases are said, and of what; texts stand in quotes that do not occur in them."""
    colors, end = brand.get("colors", {}), brand.get("end", {})
    if look := brand.get("look"):
        yield "look", _LOOKS[look] if chinese else look.capitalize()
    if font := brand.get("font"):
        yield "font", _FONTS[font][chinese] if font in _FONTS else balanced(PurePath(font).name)
    yield from ((name, TUNED.get(colors[name], colors[name])) for name in _COLORS if name in colors)
    if has_logo and not end.get("logo"):
        corner = brand.get("corner", "top right")
        yield "corner", _CORNERS[corner] if chinese else corner
    line = balanced(end["line"]) if "line" in end else ""
    if end.get("logo"):
        yield ("both", line) if line else ("card", "")
    elif line:
        yield "line", line
    if names := brand.get("names"):
        yield "names", ("、" if chinese else ", ").join(balanced(one) for one in names)
