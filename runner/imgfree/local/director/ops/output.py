"""logo and export: the mark in the corner, and what file comes out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from imgfree.local.assets import Asset
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, is_logo, negated
from imgfree.local.director.sentence import Sentence, pattern
from imgfree.local.film import Film

_CORNERS: tuple[tuple[str, str], ...] = (
    ("top_left", r"(?:top|upper)[ -]?left|左上"),
    ("top_right", r"(?:top|upper)[ -]?right|右上"),
    ("bottom_left", r"(?:bottom|lower)[ -]?left|左下"),
    ("bottom_right", r"(?:bottom|lower)[ -]?right|右下|in the corner|角落"),
)
_WHERE = (
    r"(?:[ ,]*(?:should |must |can )?(?:go(?:es)?|sits?|is|be|stays?|shown|placed|positioned)? ?(?:in|at|on|to"
    r"|into)? ?(?:the |a )?(?:top|upper|bottom|lower)[ -]?(?:left"
    r"|right)(?:[ -]?(?:hand )?(?:corner|side))?(?: of (?:the |every )?\w+)?| in (?:the|a) corner|[,，]?(?:放|挪|移动?"
    r"|改|换|摆|贴|调|弄|搬|固定|出现"
    r"|加|显示)?(?:在|到|于|成)?(?:画面)?的?[左右][上下](?:角|方)?)"
)
_END = (
    r"(?:[ ,]*(?:at|in|on) (?:the )?(?:very )?(?:end|ending|last shot|final (?:frame|shot|second"
    r"|sustained note))|[,，]?(?:在)?(?:结尾|片尾|最后))"
)
_LOGO = (
    r"(?:(?P<pre>(?:end(?:ing)?|finish(?:ing)?|clos(?:e|ing)) (?:it |the \w+ )?(?:with|on)|以|用|(?<![a-z])watermark"
    r" (?:it |the \w+ |everything |this )?(?=with (?:our|my|the|a)? ?logo)"
    r"|(?:在)?(?:结尾|片尾|最后)(?:加上?|放上?|用|出现|显示|放)?)?[ ]?)(?P<verb>(?:add|put|place|move|stick|pop"
    r"|drop|have|keep"
    r"|shift|show|use"
    r"|include|overlay|insert|with|set|加上?|放上?|打上?|添加|显示|放|带上?)? ?(?:(?:the|my|our|a|an|company"
    r"|sponsor|small|big"
    r"|client|club|team|band"
    r"|brand|branded|shop|store|店铺|品牌|公司|我的|我们的|个|一个)[ ]?)*)(?P<noun>logo水印|(?<![a-z])(?:logos?"
    r"|watermarks?|brand(?:ing)? mark|brand mark)(?: (?:file|image|overlay|animation"
    r"|reveal))?(?![a-z])(?:\.(?:png|jpe?g|webp))?|logo(?:\.(?:png|jpe?g|webp))?"
    r"|水印|商标|标志|徽标|台标)"
)


def _hear_logo(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    def make(match: re.Match[str]) -> Heard | None:
        watermark = bool(re.search(r"watermark|水印", match.group("noun")))
        if negated(sentence, match.start("noun")):
            removes = re.search(
                r"(?:remove|erase|get rid of|去掉|去除|去|删)", sentence.before(match.start("noun"), 24)
            )
            if not watermark and scene.film and scene.film.logo:
                return Heard("remove", {"what": "logo"}, (match.span(),))
            if removes and watermark:
                return None
            return Heard("", {}, (match.span(),), note=Say("satisfied: none is ever added", "已满足：本来就不会加"))
        lead = pattern(r"(?:在)?(?:画面|视频)?的?[左右][上下](?:角|方)?$").search(sentence.left[: match.start()])
        where = pattern(_WHERE).match(sentence.left, match.end())
        end = pattern(_END).match(sentence.left, where.end() if where else match.end())
        corner = _corner(where.group() if where else sentence.before(match.start(), 30))
        spans = [match.span(), *(one.span() for one in (where, end, lead) if one)]
        at_end = bool(end) or bool(re.match(r"end|finish|clos|以|用|在?结尾|在?片尾|在?最后", match.group("pre") or ""))
        if at_end and not where:
            corner = "center"
        asset = _logo_file(sentence, scene)
        args: dict[str, Any] = {"corner": corner or "top_right"}
        if asset:
            args = {"file": asset.filename} | args
        return Heard("logo", args, tuple(spans), extra={"end": at_end, "asset": asset, "placed": bool(corner)})

    found = list(hears(sentence, _LOGO, make))
    placed = any(one.extra.get("placed") for one in found)
    for one in found:  # "a logo file" is only named where "the logo in the corner" says what is wanted
        yield replace(one, op="") if one.op == "logo" and placed and not one.extra["placed"] else one


def _corner(text: str) -> str | None:
    return next((name for name, source in _CORNERS if re.search(source, text)), None)


def _logo_file(sentence: Sentence, scene: Scene) -> Asset | None:
    """Return the upload that is the logo: named in the sentence, or by its own file name."""
    for text in sentence.literals.values():
        asset = scene.named(text)
        if asset and asset.file_type == "image":
            return asset
    for asset in scene.assets:
        if asset.file_type == "image" and asset.filename.lower() in sentence.folded:
            return asset
    return next((asset for asset in scene.assets if asset.file_type == "image" and is_logo(asset)), None)


def _edit_logo(film: Film, heard: Heard, scene: Scene) -> Edit:
    asset: Asset | None = heard.extra.get("asset")
    if asset is None:
        return Edit(
            film,
            "declined",
            Say("no logo file: upload an image with 'logo' in its name", "没有 logo 文件：请上传文件名含“logo”的图片"),
        )
    shots = tuple(shot for shot in film.shots if shot.source != asset.id) or film.shots
    logo: dict[str, Any] = {"source": asset.id, "corner": heard.args["corner"]}
    if heard.extra.get("end"):
        logo["length_ms"] = 3000
    note = Say("the last 3 s", "最后 3 秒") if heard.extra.get("end") else Say()
    return Edit(replace(film, shots=shots, logo=tuple(sorted(logo.items()))), "applied", note)


_FORMATS = (
    ("mp4", r"(?<![a-z.])mp4(?![a-z])"),
    ("mov", r"(?<![a-z.])(?:mov|quicktime)(?![a-z])|(?<![a-z\d])\.mov(?![a-z])"),
    ("webm", r"(?<![a-z.])webm(?![a-z])"),
    ("gif", r"(?<![a-z.])(?:animated )?gifs?(?![a-z]|-style|-like| style)|动图"),
)
_HEIGHTS = (
    (2160, r"(?<![a-z\d])(?:4k|2160p|uhd|ultra[ -]?hd)(?![a-z])|超高清|超清"),
    (1440, r"(?<![a-z\d])(?:2k|1440p|qhd)(?![a-z])"),
    (1080, r"(?<![a-z\d])(?:1080p?(?: ?x ?1920)?|1920 ?x ?1080|full[ -]?hd|fhd|1080i)(?![a-z\dx])|全高清|高清(?!晰)"),
    (720, r"(?<![a-z\d])(?:720p?|1280 ?x ?720)(?![a-z\dx])|标清"),
    (480, r"(?<![a-z\d])480p(?![a-z])"),
    (360, r"(?<![a-z\d])360p(?![a-z])"),
    (1080, r"(?<![a-z])(?:hd|high[ -](?:def(?:inition)?|quality|resolution|res))(?: quality)?(?![a-z])"),
)
_FPS = r"(?<![\d.])(?P<fps>\d{2,3}) ?(?:fps|frames? (?:per|a) second|帧)(?:/s|每秒|率)?"
_EXPORT = (
    r"(?<![a-z])(?:(?:and |then |please )*(?:export(?:ed|ing)?|render(?:ed)?|save(?:d)?(?! the dates?| up| big| now"
    r"| money| time| \d)|output|download"
    r"|deliver)(?: (?:it|this|the (?:video|film|reel|result|final \w+|main)|main|both|everything|all|a|an"
    r"|my video|as|to|in|at|out))*)(?![a-z])|(?<![a-z])(?:send|get|give) me (?:the )?(?:final )?(?:video|file"
    r"|result|film|reel|link|mp4)(?![a-z])|(?:导出|输出|保存|渲染|下载)(?:成|为|一个|一份|视频)?"
    r"|(?:把)?(?:视频|成片|片子)?发给我"
)
_SIZE = (
    r"(?:(?:max(?:imum)?|under|below|less than|up to|at most|smaller than|no (?:more|larger|bigger) than"
    r"|file size:?|不超过|小于|控制在|低于)[^,.;。]{0,14}?)?\d+(?:\.\d+)? ?(?:mb|kb|gb|兆|m(?=以内"
    r"|以下))(?:以内|以下|内)?(?:[ -](?:max )?(?:file size|file|limit))?"
)
_CODEC = r"(?<![a-z])(?:h\.?26[45]|hevc|av1|prores|vp9|aac|codec)(?![a-z])(?: codec)?"
_OTHER = r"(?<![a-z.])(?:avi|mkv|wmv|flv)(?![a-z])(?: (?:file|format|video))?"


def _hear_export(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    args: dict[str, Any] = {}
    said: list[tuple[int, str, Any]] = []
    spans: list[tuple[int, int]] = []
    for key, table in (("format", _FORMATS), ("height", _HEIGHTS)):
        for value, source in table:
            match = sentence.first(source)
            while match:
                if not _is_source(sentence, match):
                    args.setdefault(key, value)
                    said.append((match.start(), key, value))
                spans.append(sentence.take(*match.span()))
                match = sentence.first(source)
    if match := sentence.first(_FPS):
        args["fps"] = int(match.group("fps"))
        spans.append(sentence.take(*match.span()))
    verb = sentence.first(_EXPORT)
    if verb and not negated(sentence, verb.start()):
        spans.append(sentence.take(*verb.span()))
    yield from _limits(sentence)
    spans.sort()
    if args or verb:
        main = verb.span() if verb and verb.span() in spans else spans[0] if spans else (0, 0)
        first, second, place = _two_files(said)
        yield Heard("export", args | first, (main, *(span for span in spans if span != main)))
        if second:
            note = Say(
                f"one file at a time: then 'export as {second['format']}'", "一次导出一个文件：之后再导出另一种格式"
            )
            yield Heard("export", second, ((place, place + 1),), "approximated", note, {"second": True})


def _two_files(said: list[tuple[int, str, Any]]) -> tuple[dict[str, Any], dict[str, Any], int]:
    """Return what belongs to the first file and to the second: "MP4 (1080p) and GIF (480p)"; where that one is said."""
    formats = sorted(
        {value: place for place, key, value in reversed(said) if key == "format"}.items(), key=lambda one: one[1]
    )
    if len(formats) < 2:
        return {}, {}, 0
    place = formats[1][1]
    first = {key: value for at, key, value in sorted(said, reverse=True) if at < place}
    second = {key: value for at, key, value in sorted(said, reverse=True) if at >= place}
    return first, second, place


def _is_source(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether the format is that of the material: "this mp4 interview", "all MP4 files in a folder"."""
    before = sentence.before(match.start(), 20)
    if re.search(r"(?<![a-z])(?:this|these|my|all|the|from|把|这个|这段) (?:\w+ )?$|(?:把|这个|这段)$", before):
        return bool(
            re.match(
                r"[ -]?(?:\w+ )?(?:files?|interview|video|clip|recording|文件|视频)", sentence.after(match.end(), 30)
            )
        )
    return False


def _limits(sentence: Sentence) -> Iterator[Heard]:
    sized = Say(
        "no size limit in the local backend; a lower height (720p) makes smaller files",
        "本地后端不支持限制文件大小；可改用 720p 缩小体积",
    )
    yield from hears(sentence, _SIZE, lambda match: Heard("", {}, (match.span(),), "declined", sized))
    codec = Say("always H.264 with AAC (VP9 in WebM)", "固定为 H.264 + AAC（WebM 为 VP9）")
    yield from hears(
        sentence,
        _CODEC,
        lambda match: Heard(
            "",
            {},
            (match.span(),),
            "applied" if re.match(r"h\.?264|aac|codec", match.group()) else "approximated",
            codec,
        ),
    )
    other = Say(
        "not written here: mp4, mov, webm or gif; mp4 is used", "不支持该格式：可选 mp4、mov、webm、gif；使用 mp4"
    )
    yield from hears(sentence, _OTHER, lambda match: Heard("", {}, (match.span(),), "approximated", other))


def _edit_export(film: Film, heard: Heard, scene: Scene) -> Edit:
    if heard.extra.get("second"):
        return Edit(film, "approximated", heard.note)
    wanted = dict(film.export) | dict(heard.args)
    film = replace(film, export=tuple(sorted(wanted.items())))
    kept = Say("kept for the export; exporting is free", "已记下，导出时生效；导出免费")
    larger = _enlarged(film, wanted.get("height"), scene)
    return Edit(film, "approximated" if larger else "applied", kept + larger)


def _enlarged(film: Film, height: int | None, scene: Scene) -> Say:
    """Return what is to be said where the film asks for more pixels than its photos and clips have."""
    if height is None:
        return Say()
    scale = height / min(film.width, film.height)
    width, tall = round(film.width * scale), round(film.height * scale)
    used = {shot.source for shot in film.shots}
    sizes = [(asset.width, asset.height) for asset in scene.assets if asset.id in used and asset.width and asset.height]
    small = [size for size in sizes if min(width / size[0], tall / size[1]) > _VISIBLY]
    if not small:
        return Say()
    best = max(small, key=lambda size: size[0] * size[1])
    share, share_zh = (
        ("all", "全部")
        if len(small) == len(sizes)
        else (f"{len(small)} of {len(sizes)}", f"{len(small)}/{len(sizes)} 个")
    )
    return Say(
        f"{width}x{tall} is more than the material has: {share} enlarged, from at most {best[0]}x{best[1]}",
        f"{width}x{tall} 超出素材像素：{share_zh}素材会被放大，最大仅 {best[0]}x{best[1]}",
    )


_VISIBLY = 1.02  # a few rows of pixels are no enlargement


LOGO = Operation("logo", 85, _hear_logo, _edit_logo)
EXPORT = Operation("export", 95, _hear_export, _edit_export)
