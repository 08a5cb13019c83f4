"""Which photo: "photo 3", "the second picture", "photos 2 and 4", 第三张, 最后一张."""

import re

from imgfree.local.director.numbers import NUM_ZH, ORDINAL, number, ordinal
from imgfree.local.director.rule import Scene

_NOUN = r"(?:photo(?:graph)?|picture|pic|image|shot|slide|clip|frame|one)s?"
_N = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
INDEX = (
    rf"(?:(?:photo(?:graph)?|picture|pic|image|shot|slide|clip)s? ?(?:#|no\.? ?|number )?{_N}(?!\d)(?: ?(?:,"
    rf"|and|&|, and) ?(?:photo |picture |image )?{_N}(?!\d|[ -]?s(?:ec)?))*|(?:the )?(?:(?:very )?last|final|closing"
    rf"|opening"
    rf"|{ORDINAL})(?: (?:and|&) (?:the )?(?:last|final|{ORDINAL}))* {_NOUN}(?![a-z])|(?:every|each"
    rf"|all(?: (?:the|of the|my))?) (?:single )?(?:{_NOUN})(?![a-z])|第{NUM_ZH}(?:[张个幅段页]"
    rf"|(?![秒分部章节次步十百一二三四五六七八九\d]))(?:[和、与跟,]第?{NUM_ZH}(?:张|个|幅|段)?)*(?:[和、与跟]最后一?张)?(?:照片|图片|图"
    rf"|相片|画面|镜头)?|最?[前后]{NUM_ZH}张(?:照片|图片|图)?|最后一?(?:张|个|幅|段)(?:照片|图片|图)?|[首头]尾(?:两)?张(?:照片|图片|图)?|首张(?:照片|图片|图)?"
    rf"|末张(?:照片|图片|图)?"
    rf"|(?:每|所有)(?:一)?张(?:照片|图片|图)?|(?:照片|图片){NUM_ZH}(?!张))"
)


def indexes(text: str, scene: Scene) -> list[int]:
    """Return the photo numbers (from 1) that the words name; empty for every photo."""
    text = text.lower()
    if re.search(r"every|each|all |每|所有", text):
        return []
    count = scene.length
    if ends := re.fullmatch(rf"最?([前后])({NUM_ZH})张(?:照片|图片|图)?", text):
        many = min(int(number(ends.group(2))), count)
        return list(range(1, many + 1)) if ends.group(1) == "前" else list(range(count - many + 1, count + 1))
    found: list[tuple[int, int]] = [
        (one.start(), count or 1)
        for one in re.finditer(r"(?<![a-z])(?:last|final|closing)(?![a-z])|最后一?张?|末张", text)
    ]
    found += [(one.start(), 1) for one in re.finditer(r"(?<![a-z])opening(?![a-z])|首张|[首头]尾", text)]
    found += [(one.start() + 1, count or 1) for one in re.finditer(r"[首头]尾", text)]
    text = re.sub(r"([首头]尾)两张", r"\1  ", text)
    text = re.sub(rf"((?:last|final|{ORDINAL}) )one(?![a-z])", r"\1___", text)
    for one in re.finditer(ORDINAL, text):
        found.append((one.start(), _shot(ordinal(one.group()), scene)))
    rest = re.sub(ORDINAL, lambda one: " " * len(one.group()), text)
    rest = re.sub(r"最后一?张?", lambda one: " " * len(one.group()), rest)
    rest = re.sub(
        r"(?<=张)(?:照片|图片)|(?<=\d|[一二三四五六七八九十])[张个幅段]", lambda one: "," * len(one.group()), rest
    )
    for one in re.finditer(
        rf"(?<![a-z]){_N}(?![a-z])|{NUM_ZH}",
        re.sub(
            r"(?<![a-z])(?<!photo )(?<!picture"
            r" )(?<!image )(?<!shot )(?<!clip )(?<!number )one(?= *$)",
            "   ",
            rest,
        ),
    ):
        found.append((one.start(), _shot(int(number(one.group())), scene)))
    return [value for _, value in sorted(found)]


def _shot(value: int, scene: Scene) -> int:
    """Return the shot that shows upload `value` when the sentence builds from certain uploads, else the number."""
    return scene.picked.index(value) + 1 if value in scene.picked else value
