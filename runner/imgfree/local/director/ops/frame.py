"""aspect: the ratio of the canvas."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from imgfree.local.director.numbers import ratio
from imgfree.local.director.ops.platform import NAMED
from imgfree.local.director.reply import Say, readable
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, corrected, hears, negated
from imgfree.local.director.sentence import PHOTO_EN, PHOTO_ZH, Sentence
from imgfree.local.film import Film
from imgfree.local.platforms import CANVASES, PLATFORMS, other_size

_WORDS = {
    "9:16": r"(?<![a-z])(?:vertical(?:ly)?|upright|portrait|phone[ -]?(?:format|screen|sized?)"
    r"|full[ -]screen (?:mobile|phone)|mobile[ -](?:format|friendly|first)|(?:(?<=make it )|(?<=in ))tall|tall(?="
    r" (?:one|video|format"
    r"|version|clip|screen|canvas|reel)))(?![a-z])|竖屏|竖版|竖向|竖的|竖着|竖幅|竖拍|手机屏|竖式|竖型|竖构图"
    r"|竖画面|直式|直版|直幅|直屏|直向|直的(?=视频)"
    r"|竖(?=视频|短片|片|放)",
    "16:9": r"(?<![a-z])(?:horizontal(?:ly)?|landscape|wide-?screen|wide (?=format|video|version))(?![a-z])|横屏"
    r"|横版|横向|横的|横幅(?!标)|宽屏|横着|横式|横构图|横画面|横拍|电脑屏|电视屏|横(?=视频|短片|片|放)",
    "1:1": r"(?<![a-z])square(?:d|s)?(?![a-z])(?! (?:root|inch|feet|foot|met))|方形|正方形|正方|方的|方块(?=视频)"
    r"|方(?=视频|版|屏)",
}
_SOURCE_NEXT = re.compile(rf"^[ -](?:[\w'-]+ ){{0,2}}?{PHOTO_EN}")
_SOURCE_NEXT_ZH = re.compile(rf"^的?[^,。做成变]{{0,3}}{PHOTO_ZH}")


def _hear_aspect(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    found = sorted([*_ratios(sentence), *_sizes(sentence), *_orientations(sentence)], key=lambda heard: heard.start)
    dropped = {
        id(before)
        for before, after in pairwise([one for one in found if one.op])
        if corrected(sentence, before.spans[0][1], after.start)
    }
    seen: list[str] = []
    for one in found:
        if id(one) in dropped:
            yield replace(one, op="")
            continue
        if not one.op:
            yield one
            continue
        value = one.args["ratio"]
        exact = [other.args["ratio"] for other in found if other.op and other.extra.get("explicit")]
        if value in seen or (not one.extra.get("explicit") and any(_shape(other) == _shape(value) for other in exact)):
            yield replace(one, op="")
            continue
        seen.append(value)
        yield one
    if not seen and (reel := _bare_reel(sentence)):
        yield reel


def _shape(value: str) -> int:
    """Return 1 for wide, -1 for tall, 0 for square: "3:4 vertical" is one wish."""
    width, height = CANVASES[value]
    return (width > height) - (width < height)


_IS_CLIP = re.compile(r"[ -](?:video|clip|footage|recording)|(?:的)?(?:视频|素材|片段)")
_BECOMES = re.compile(
    r"^[^.;]{0,30}?(?:(?<![a-z])(?:to|into)(?: an?)? |改成|换成|转成|变成|改为|转为)(?:\d+ ?[:x] ?\d+"
    r"|vertical|square|horizontal|portrait|landscape|竖|横|方)"
)


def _ratios(sentence: Sentence) -> Iterator[Heard]:
    def make(match: re.Match[str]) -> Heard | None:
        before = sentence.before(match.start(), 24)
        if re.search(r"(?:\d ?[-~至到] ?|(?:at|from|until|between|位置|从|第) ?)$", before) and not re.search(
            r":(?:16|9)$", match.group()
        ):
            return None  # a time code
        if ratio(match.group()) not in CANVASES:
            return None
        if re.search(r"[到至] ?$", before) and re.search(r"\d:\d\d ?[到至] ?$", before):
            return None
        if negated(sentence, match.start()):
            return Heard("", {}, (match.span(),))
        later = re.search(
            r"(?:to|into|成|为|改) ?(?:an? )?(?:[\w ]{0,20})?{ratio}".replace("{ratio}", r"\d+:\d+"),
            sentence.folded[match.end() :],
        )
        source = re.search(r"(?<![a-z])(?:my|from|原来?的?|把|将)(?: \w+)* $|(?:把|将|原来?的?|从)[^,。]{0,6}$", before)
        if source and later:
            return Heard("", {"ratio": ratio(match.group())}, (match.span(),))
        return Heard("aspect", {"ratio": ratio(match.group())}, (match.span(),), extra={"explicit": True})

    yield from (one for one in hears(sentence, r"{ratio}", make))


PIXELS = r"(?<![\d.:x*])(?P<across>\d{3,4}) ?[x*] ?(?P<down>\d{3,4})(?![\dx*])(?: ?(?:px|pixels?|像素))?"


def _sizes(sentence: Sentence) -> Iterator[Heard]:
    """Yield the ratio of a size in pixels; the words stay for the export, which reads the size from them."""
    for match in re.finditer(PIXELS, sentence.folded):
        width, height = int(match.group("across")), int(match.group("down"))
        value = next((name for name, (w, h) in CANVASES.items() if w * height == h * width), None)
        if value and not negated(sentence, match.start()):
            yield Heard("aspect", {"ratio": value}, (match.span(),), extra={"explicit": True})


def _orientations(sentence: Sentence) -> Iterator[Heard]:
    for value, source in _WORDS.items():

        def make(match: re.Match[str], value: str = value) -> Heard | None:
            after = sentence.folded[match.end() : match.end() + 40]
            before = sentence.before(match.start(), 30)
            if _describes(sentence, match, before, after):
                return Heard("", {"ratio": ""}, (match.span(),))
            if _SOURCE_NEXT.match(after) or _SOURCE_NEXT_ZH.match(after):
                return None  # portrait photos, 竖版照片: the material, not the canvas
            if re.search(r"(?<![a-z])(?:my|from|original|把|将)(?: \w+)? $", before) and re.search(
                r"(?<![a-z])(?:to|into)(?![a-z])", sentence.folded[match.end() :]
            ):
                return Heard("", {"ratio": ""}, (match.span(),))
            if re.match(r"[ -]?(?:pan|slide(?!show)|wipe|scroll|flip|shots|orientation photos|平移)", after) or negated(
                sentence, match.start()
            ):
                return None
            if value == "16:9" and match.group() == "landscape" and not _is_format(before, after):
                return None
            if match.group() == "portrait" and not _is_format(before, after):
                return None
            return Heard("aspect", {"ratio": value}, (match.span(),))

        yield from hears(sentence, source, make)


_OWN = re.compile(
    r"(?<![a-z])(?:my|this|that|the|our|these|those|from an?|of an?|existing|original)(?: (?!into |to "
    r"|as )[\w-]+){0,2} $"
)
_OWN_CLIP = re.compile(
    r"[ -](?:[\w-]+ ){0,2}?(?:video|clip|footage|vlog|recording|interview|film|podcast|stream|webinar)s?"
)
_SHOT = re.compile(
    r"(?<![a-z])(?:shot|filmed|recorded|took|taken|is|was|were|are)(?: (?:it|this|them|that|all))?(?: in)? $"
)


_OTHER_SHAPE = re.compile(
    r"(?<![a-z\d:])(?:vertical(?:ly)?|upright|portrait|square|horizontal(?:ly)?|landscape|wide-?screen|tall"
    r"|\d+ ?[:x] ?\d+)(?![a-z\d])"
)


def _describes(sentence: Sentence, match: re.Match[str], before: str, after: str) -> bool:
    """Return whether the word tells what the footage is: "my vertical vlog", "I shot it horizontally but …"."""
    if _BECOMES.search(sentence.folded[match.end() :]) and _IS_CLIP.match(after):
        return True
    if re.match(r"的?(?:视频|素材)?(?:改|转|变|换)(?:成|为|到)?(?:竖|横|方|\d+ ?:)", after):
        return True  # 竖屏改横屏
    rest = sentence.folded[match.end() :]
    other = _OTHER_SHAPE.search(re.split(r"[.;]", rest)[0]) and not re.match(r"[^,.;]{0,16} and ", rest)
    if (
        other
        and _OWN_CLIP.match(after)
        and re.search(r"(?<![a-z])(?:my|this|that|the|our|these|an?) (?:\w+ )?$", before)
    ):
        return True
    if other and re.search(r"(?<![a-z])(?:shot|filmed|recorded|captured)(?![a-z])[^,.;]{0,24}$", before):
        return True
    made = re.search(r"(?<![a-z])(?:creat|mak|build|produc|generat|export|give|want|need)(?:e|ing|s)? ", before)
    if _OWN.search(before) and _OWN_CLIP.match(after) and not made:
        return True
    return bool(_SHOT.search(before) and re.match(r",? (?:but|and i? ?(?:need|want)|though|,? make|, )", after))


def _is_format(before: str, after: str) -> bool:
    """Return whether "landscape" and "portrait" speak of the frame and not of what is in the picture."""
    if re.match(
        r"[ -](?:[\w-]+ ){0,2}?(?:video|format|mode|orientation|version|reel|clip|ratio|aspect|layout"
        r"|slideshow|film|canvas|promo|ad|advert|trailer|teaser|clip|recap|montage|cut|edit|mp4|output|frame|one)",
        after,
    ):
        return True
    return bool(
        re.search(
            r"(?<![a-z])(?:in|into|to|it|make it|format:?|orientation:?|aspect:?|as|be|them) $|^ *$|[,:] ?$", before
        )
    ) and not re.match(
        r"[ -](?!(?:for|and|with|please|at|in|so|to|on|but|is|then|pls|after|instead|again|version"
        r"|now|only|rather|overall|not|mp4|hd|1080p|4k)(?![a-z]))\w",
        after,
    )


def _bare_reel(sentence: Sentence) -> Heard | None:
    """Return 9:16 for a reel of no platform; a highlight reel or showreel is a film like any other."""
    match = sentence.whole(r"(?<![a-z-])reels?(?![a-z])")
    if match is None or re.search(
        r"(?<![a-z])(?:highlight|sizzle|demo|show|blooper|news|the|this|my|film|photo|music|for|on) ?$",
        sentence.before(match.start()),
    ):
        return None
    if sentence.whole(NAMED):
        return None
    return Heard("aspect", {"ratio": "9:16"}, (match.span(),), note=Say("a reel is upright", "Reel 默认竖屏"))


def _edit_aspect(film: Film, heard: Heard, scene: Scene) -> Edit:
    said = [one for one in scene.heard if one.op == "aspect"]
    explicit = [one for one in said if one.extra.get("explicit")]
    first = (explicit or said)[0]
    width, height = CANVASES[first.args["ratio"]]
    film = replace(film, width=width, height=height)
    if heard is first or heard.args == first.args:
        note = heard.note
        platform = next((one for one in scene.heard if one.op == "platform"), None)
        implied = PLATFORMS[platform.args["name"]].ratio if platform else None
        if implied and platform and implied != first.args["ratio"]:
            name = readable(platform.args["name"])
            note = Say(
                f"{name.en} expects {implied}; {first.args['ratio']} was asked for and wins",
                f"{name.zh} 通常为 {implied}；按要求使用 {first.args['ratio']}",
            )
        return Edit(film, "applied", note or Say(f"{width}x{height}", f"{width}x{height}"))
    wanted, kept = heard.args["ratio"], first.args["ratio"]
    if not heard.extra.get("explicit") and explicit:
        note = Say(f"the ratio {kept} wins over the word", f"以明确的比例 {kept} 为准")
    else:
        note = Say(
            f"one canvas at a time: {kept} now; the same timeline comes out as {wanted} with export:"
            f" {other_size(wanted)}",
            f"一次一个画幅：现为 {kept}；同一时间线可用 export: {other_size(wanted)} 导出 {wanted}",
        )
    return Edit(film, "approximated", note)


def default_canvas(film: Film, scene: Scene) -> Film:
    """Return the film on the canvas that most of its shots have; upright where nothing is known."""
    by_id = {asset.id: asset for asset in scene.assets}
    votes: dict[str, int] = {}
    for shot in film.shots:
        asset = by_id.get(shot.source)
        if asset is None or not (asset.width and asset.height):
            continue
        share = asset.width / asset.height
        shape = "16:9" if share > 1.05 else "9:16" if share < 0.95 else "1:1"
        votes[shape] = votes.get(shape, 0) + 1
    winner = max(votes, key=lambda shape: votes[shape]) if votes else "9:16"
    width, height = CANVASES[winner]
    return replace(film, width=width, height=height)


def ratio_of(film: Film) -> str:
    """Return the film's ratio by name."""
    return next(
        (name for name, size in CANVASES.items() if size == (film.width, film.height)), f"{film.width}x{film.height}"
    )


ASPECT = Operation("aspect", 21, _hear_aspect, _edit_aspect)
