"""effect: light effects over the picture."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, negated
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import Film

_EFFECTS: tuple[tuple[str, str], ...] = (
    (
        "blur_background",
        r"(?<![a-z])(?:(?:soft |subtle |light |gentle )*background blur|blur(?:red|ring)? (?:the |out the |out"
        r" )?background(?: (?:behind|around) [^,.;]{0,20}?(?=$|[,.;]| and))?"
        r"|out[ -]of[ -]focus background|depth of field|portrait mode)(?: effect)?(?![a-z])|背景虚化|虚化背景|景深"
        r"|虚化(?:效果)?",
    ),
    (
        "bokeh",
        r"(?<![a-z])(?:soft |subtle |warm |dreamy )*bokeh(?: (?:blur|lights?|effect|overlay))*(?![a-z])|光斑|散景",
    ),
    (
        "glow",
        r"(?<![a-z])(?:soft |subtle |warm |gentle )*glow(?:ing|y|s)?(?: (?:effect|light"
        r"|overlay))?(?![a-z])|发光|辉光|柔光效果|光晕",
    ),
    (
        "shimmer",
        r"(?<![a-z])(?:soft |subtle |light )*(?:shimmer(?:ing|s)?|sparkl(?:e|es|ing|y)|glitter(?:ing|y)?"
        r"|twinkl(?:e|ing))(?: (?:effect|overlay|light))?(?![a-z])|闪烁|闪光|星光|闪闪|亮片",
    ),
    (
        "shake",
        r"(?<![a-z])(?:subtle |light |slight |strong )*(?:camera[ -]shakes?|shake(?:s)?(?: effect)?"
        r"|shaky(?:[ -]cam)?|handheld(?: (?:feel|look|effect|motion))?|jitter)(?![a-z])|抖动|震动|摇晃|晃动"
        r"|(?<=[要别])晃"
        r"|手持感",
    ),
    (
        "grain",
        r"(?<![a-z])(?:subtle |light |fine )*(?:film[ -])?(?:grain(?:y)?|noise)(?: (?:effect|overlay"
        r"|texture))?(?![a-z])|(?:胶片)?颗粒感?|噪点",
    ),
    ("vignette", r"(?<![a-z])(?:subtle |soft |dark )*vignett(?:e|es|ing)(?: effect)?(?![a-z])|暗角"),
    (
        "particles",
        r"(?<![a-z])(?:floating )?(?:particles?|confetti|dust(?: motes)?|(?:add |falling )*snow(?:flakes?"
        r"| effect|ing)?|light leaks?|lens flares?|rain effect|petals|fireworks|embers)(?: (?:effect"
        r"|overlay))?(?![a-z])|粒子|飘(?:的|动的|浮的)?(?:光点|粒子|灰尘)|光点|飘雪|雪花|花瓣|漏光|烟花|彩带|光效"
        r"|(?:下|飘)雪(?:特效|效果)?|下雨(?:特效|效果)",
    ),
    (
        "",
        r"(?<![a-z])(?:(?:add |some |cool |special |visual |video |fancy |nice |more )+|(?<=no )"
        r"|(?<=without )|(?<=any ))effects?(?: to (?:it|this|the|my) ?\w*)?(?![a-z])|(?:加|添加|来)(?:点"
        r"|些|个|一些|上)?(?:特效|效果)|特效",
    ),
)


def _hear_effect(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    for name, source in _EFFECTS:

        def make(match: re.Match[str], name: str = name) -> Heard | None:
            if not name and re.search("\ue002的?$", sentence.left[: match.start()]) and "特效" in match.group():
                return Heard("", {}, (match.span(),))  # 粒子特效 is one effect
            if negated(sentence, match.start()):
                what = {"what": "effect"} if scene.film else {}
                return Heard("remove" if scene.film else "", what, (match.span(),), extra={"effect": name})
            before = sentence.before(match.start(), 70)
            if (
                "camera" in match.group()
                and re.search(r"(?:the|where|because|when|my|as) $", before)
                and match.group().endswith("s")
            ):
                return Heard("", {}, (match.span(),))  # "cut 0:07 to 0:10, the camera shakes there"
            if re.search(r"(?<![a-z])(?:text|title|caption|word)s? (?:with )?$|highlight|key ?words", before):
                return None  # the glow of a word, not of the picture
            return Heard("effect", {"name": name or "vignette"}, (match.span(),), extra={"asked": name})

        yield from hears(sentence, source, make)


_HOW = {
    "blur_background": Say(
        "no mask of the subject here: a soft blur towards the edges", "无法分离主体：以边缘柔化代替"
    ),
    "bokeh": Say("soft blur without depth", "只有柔化，没有景深"),
    "glow": Say("bright parts bloom a little", "高光部分轻微泛光"),
    "shimmer": Say("a slow change of light", "以缓慢的光线变化代替"),
    "shake": Say("a small repeatable shake", "小幅度、可重复的抖动"),
    "particles": Say("drawn, not filmed", "为绘制效果，非实拍"),
}


def _edit_effect(film: Film, heard: Heard, scene: Scene) -> Edit:
    name = heard.args["name"]
    film = film if name in film.effects else replace(film, effects=(*film.effects, name))
    if not heard.extra.get("asked"):
        return Edit(
            film,
            "approximated",
            Say(
                "no effect was named: a vignette; others are glow, grain, bokeh, shake",
                "没有指定特效：加了暗角；还可选发光、颗粒、光斑、抖动",
            ),
        )
    if name in _HOW:
        return Edit(film, "approximated", _HOW[name])
    return Edit(film)


EFFECT = Operation("effect", 56, _hear_effect, _edit_effect)
