"""fit: how photos lie in a canvas of another ratio."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import Film

_FITS = {
    "blur": r"(?<![a-z])(?:blur(?:red|ry|ring)? (?:background )?(?:bars?|fill|sides|edges|borders|padding"
    r"|letterbox\w*)|blur(?:red|ry)[ -]background(?: (?:fill|bars?|fit))?|background blur (?:fill|bars"
    r"|on the sides)|(?:without|no|don't|not|avoid|never)(?: \w+)? (?:crop\w*|cut\w* off) (?:out )?(?:the "
    r"|any |my |of )*(?:subjects?|faces?|heads?|people|products?|anyone|bride)|keep(?:ing|s)? (?:the |all "
    r"|every ?)?(?:whole |full )?(?:subjects?|everyone|everybody|faces|people)(?: fully)? (?:in (?:frame"
    r"|shot|view)|visible))(?![a-z])|模糊背景|背景(?:用|要|做成|弄成|做)?(?:一?点)?模糊(?:填充|的|处理)?|(?:两边|边上|四周|上下|空白处?)?(?:用|以)?(?:虚化"
    r"|模糊)(?:来)?(?:填充|填满|补满|补齐"
    r"|铺满|填)|(?:两边|边上|两侧|四周|空白处)(?:用|做|加)?(?:虚化|模糊)|虚化填充|模糊填充|模糊边|两边模糊"
    r"|毛玻璃(?:背景|边)?|高斯模糊(?:背景|填充)",
    "contain": r"(?<![a-z])(?:(?:without|no|don't|not|avoid|never)(?: any)? (?:crop(?:ping|ped)?"
    r"|cutting(?: anything)? off|stretch(?:ing)?(?:,? (?:or|and) cropping)?)(?: (?:it|them|the photos"
    r"|the pictures|the images|anything|any photos?|or stretching))?|(?:should|must|may|do|are"
    r"|is)(?: not|n't) (?:be |get )?(?:cropped|cut off)|nothing (?:chopped|cropped|cut|clipped)(?:"
    r" off| away)?(?=$|[,.;])|nothing (?:is|gets|should be"
    r"|will be) (?:cropped|cut off|lost)|uncropped|(?:black|white) (?:bars?|borders?)"
    r"|(?:black )?letter-?box(?:ing|ed|es)?|pillar-?box(?:ed|ing)?|(?:show|keep|fit|see) (?:the )?(?:whole"
    r"|entire|full|complete) (?:photo|picture|image|frame)s?|whole (?:picture|photo|image)s?(?: visible)?"
    r"|full picture|fit (?:inside"
    r"|within|to) (?:the )?frame)(?![a-z])|不要?裁(?:[剪切掉](?:内容|画面|照片|边缘|边|四周|任何地方|头)?|(?=$|[,。;]))"
    r"|(?:别|不用|不能|不许|不得)裁[剪切掉到]?(?:画面|照片|边缘|边|四周|头)?|不裁"
    r"|无裁剪"
    r"|(?<![字白])黑边|留黑边|加黑边|留白边|加白边|完整(?:显示|展示|呈现|保留)|显示完整|整[张图](?:显示|展示|放)|不变形"
    r"|(?:不要?|别|不能)(?:拉伸|变形|压扁|走样)",
    "fill": r"(?<![a-z])(?:fill(?:s|ing)? (?:the )?(?:whole |entire |full )?(?:frame|screen|canvas)|full[ -]bleed"
    r"|edge[ -]to[ -]edge|crop(?:ped|ping)? to (?:fill|fit)|no (?:black )?(?:bars?|borders)|(?:without"
    r"|no) (?:any )?(?:black )?(?:bars?|borders?|letterbox\w*)|fill mode|zoom to fill|(?:don't|do not) mind (?:the"
    r" |some |a bit of )?cropping|crop(?:ping)? is (?:ok(?:ay)?|fine))(?![a-z])|(?:铺满"
    r"|填满|占满)(?:整个)?(?:屏幕|画面)|铺满|填满|占满|满屏|充满(?:画面|屏幕)|全屏(?:显示|展示|播放|铺)|不要?(?:留)?黑边|无黑边"
    r"|裁(?:掉)?(?:一?点|一些)?(?:也)?(?:没事|没关系|可以|无所谓)|没有黑边|去掉黑边|别留黑边",
}


_REFRAMES = (
    r"(?<![a-z])(?:bars?|fill(?:s|ed|ing)?|sides?|edges|borders?|padding|letterbox\w*|crop\w*|cut off|vertical(?:ly)?"
    r"|upright|portrait|landscape|horizontal|square|wide-?screen|tall|fit|whole|reframe|resize)(?![a-z])|{ratio}|[竖横方裁]"
)


def _is_effect(sentence: Sentence, scene: Scene) -> bool:
    """Return whether a "blurred background" is a look of the photo: nothing speaks of the frame's shape."""
    return not (scene.clips or sentence.chinese or sentence.whole(_REFRAMES) or _has_room(scene))


def _has_room(scene: Scene) -> bool:
    """Return whether some photo of the film has another shape than the canvas, so that there is room beside it."""
    film = scene.film
    used = {shot.source for shot in film.shots} if film else set()
    shapes = [one.width / one.height for one in scene.assets if one.id in used and one.width and one.height]
    return film is not None and any(abs(shape * film.height / film.width - 1) > 0.02 for shape in shapes)


def _hear_fit(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    found: list[Heard] = []
    for mode in ("blur", "fill", "contain"):
        if mode == "blur" and _is_effect(sentence, scene):
            continue
        found += hears(sentence, _FITS[mode], lambda match, mode=mode: Heard("fit", {"mode": mode}, (match.span(),)))  # type: ignore[misc]
    # "Blurred bars, nothing cropped" is one wish: blurred bars crop nothing.
    blurred = any(one.args["mode"] == "blur" for one in found)
    for one in found:
        filled = any(other.args["mode"] == "fill" for other in found) and re.search(
            "变形|拉伸|压扁|走样", sentence.folded[slice(*one.spans[0])]
        )  # nothing is ever stretched
        yield replace(one, op="") if (blurred or filled) and one.args["mode"] == "contain" else one


def _edit_fit(film: Film, heard: Heard, scene: Scene) -> Edit:
    notes = {
        "blur": Say("the whole picture over its own blurred copy", "完整画面，两侧为自身的模糊副本"),
        "contain": Say("the whole picture, bars where the ratio differs", "完整画面，比例不同处留边"),
        "fill": Say("the frame is filled, edges may be cropped", "铺满画面，边缘可能被裁"),
    }
    return Edit(replace(film, fit=heard.args["mode"]), "applied", notes[heard.args["mode"]])


FIT = Operation("fit", 22, _hear_fit, _edit_fit)
