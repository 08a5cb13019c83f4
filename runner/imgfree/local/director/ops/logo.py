"""logo: the mark in the corner, or at the end."""

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


LOGO = Operation("logo", 85, _hear_logo, _edit_logo)
