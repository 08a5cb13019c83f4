"""transition: how shots meet."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.numbers import seconds
from imgfree.local.director.reply import Say, readable
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, negated
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import CROSSFADE_MS, Film, Join, slots

_T = r"(?:transitions?|转场|过渡)"
# "Transitions: zoom", "use wipes as transitions", 转场用缩放: the noun stands before or after its kind.
_IS = (
    r"(?:(?<![a-z])transitions?(?: (?:should be|are|is|set to|style|types?|kind|with|using|by|as|like|of|to"
    r"|please)| ?[:=-]| an?| simple"
    r"| just| all| only| quick| fast)* "
    r"|(?:转场|过渡|切换)(?:效果|方式|动画)?(?:全部|都|请|就|统一|要|改|换)*(?:用|改成|换成|是|为|:|选|采用|成"
    r"|使用|设为|弄成)+ ?)"
)
_AS = r"(?: (?:as|for) (?:the |a |all )?(?:transitions?|changes?)(?: between[^,.;]*)?|(?:做|作|当)(?:为)?(?:转场|过渡))"
_ADJ = (
    r"(?:(?:smooth|gentle|soft|nice|subtle|elegant|simple|clean|natural|seamless|quick|fast|slow|long|short"
    r"|fancy|cool|creative|beautiful|some|fluid|silky|standard|classic|dreamy|sleek|stylish|modern"
    r"|professional|slower|longer|shorter|faster|quicker),? (?:and )?)*"
)
_SIDES = {
    "left": "left",
    "right": "right",
    "up": "up",
    "down": "down",
    "upward": "up",
    "upwards": "up",
    "downward": "down",
    "downwards": "down",
    "leftward": "left",
    "rightward": "right",
    "top": "down",
    "bottom": "up",
    "左": "left",
    "右": "right",
    "上": "up",
    "下": "down",
}
_SIDE = r"(?:left|right|up(?:wards?)?|down(?:wards?)?|leftward|rightward)"

# What comes from the left moves to the right.
_FROM = {"left": "right", "right": "left", "top": "down", "above": "down", "bottom": "up", "below": "up",
         "左": "right", "右": "left", "上": "down", "下": "up"}  # fmt: skip

# kind -> forms; wipe, slide and push take their side from a group `side…` or `from…`. The specific stands first.
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "other",
        r"(?<![a-z])(?:(?:whip[ -]?pan|spin|glitch|morph|page[ -](?:turn|flip|curl)|cube|flip|3d|swirl"
        r"|ripple|mosaic|pixelate|light leak|shutter|clock|iris|circle|star|heart|door|film burn|ink|paint"
        r"|shader|blinds?|fancy|random|carousel)s?(?: (?:wipe|blur))?[ -]transitions?|(?:iris|clock|star|heart"
        r"|circle|page|diagonal) wipes?|page turns?"
        r"|whip pans?)(?![a-z])|翻页(?:效果)?(?!转场|过渡)|(?:翻页|旋转|立方体|故障|百叶窗|圆形|心形|3d|马赛克"
        r"|光效|炫光|随机"
        r"|甩镜)(?:的)?(?:转场|过渡|切换)"
        r"|(?:转场|过渡)(?:要|再|效果|可以|尽量)*(?:多样|丰富|多变|多种|花哨|炫酷?|酷炫|不同"
        r"|不一样)(?:化)?(?:一?[点些])?"
        r"|(?:多种|各种|多样|丰富|花式|不同)的?(?:转场|过渡)(?:效果)?",
    ),
    (
        "fade_white",
        r"(?<![a-z])(?:(?:fade|dip|flash|dissolve)(?:s|es|ing)? (?:(?:through|to|via"
        r"|of) )?white(?: (?:transitions?|between[^,.;]*))?|white (?:fade|flash|dip)s?(?: transitions?)?"
        r"|(?:white )?flash(?:es)? transitions?|(?:a )?(?:quick |brief )?flash(?:es)? of white(?: between[^,.;]*)?"
        r"|(?:camera )?flashes between[^,.;]*)(?![a-z])(?!.{0,16}(?:at|in) the end)"
        rf"|{_IS}(?:white flash(?:es)?|flash(?:es)?|white)(?![a-z])|(?:两张|图片|照片)?(?:之间"
        rf"|中间)[^,。;]{{0,3}}闪(?:一下)?白"
        rf"|闪白(?:转场|过渡|切换)?|(?:用|以)?(?:白色?|白光)闪(?:一下|过)?(?:来)?(?:过渡|转场|切换)?|白场(?:转场"
        rf"|过渡|切换)?(?!结束|收"
        rf"|出)(?<!最后白场)(?<!结尾白场)|渐白(?:转场|过渡)"
        rf"|{_IS}(?:白场|白闪|渐白)|淡(?:入|出)?白(?:色)?(?:转场|过渡)",
    ),
    (
        "fade_black",
        r"(?<![a-z])(?:(?:fade|dip|dissolve)(?:s|ing)? (?:through|via) black(?: transitions?"
        r"| between[^,.;]*)?|dip(?:s|ping)? to black(?: transitions?| between[^,.;]*)?|fade(?:s"
        r"|ing)? to black (?:transitions?|between[^,.;]*)|black (?:fade"
        r"|dip)s?(?: transitions?)? between[^,.;]*|black (?:fade|dip) transitions?)(?![a-z])|闪黑(?:转场"
        rf"|过渡|切换)?|黑场(?:转场|过渡|切换)|渐黑(?:转场|过渡)|黑色(?:淡入淡出|过渡)|{_IS}(?:黑场|渐黑|淡黑|黑色"
        rf"|fade (?:to|through) black|black)"
        r"(?![a-z])|(?<![a-z])(?:go(?:es)?|cut|fade|drop)s? to black (?:for a (?:moment|second|beat|bit) )?(?:in"
        r" )?between[^,.;]*"
        r"|(?:之间|中间)[^,。;]{0,3}(?:黑场|闪黑|渐黑|黑一下|黑屏)(?:过渡|一下)?(?:再出下一张)?",
    ),
    (
        "wipe",
        rf"(?<![a-z])(?:{_ADJ}wip(?:e|es|ing)(?: from (?:the )?(?P<from1>left|right|top"
        rf"|bottom))?(?:(?: to| going| moving| running| towards?"
        rf"| that go)?(?: the)? (?P<side>{_SIDE}))?(?: transitions?)?"
        rf"|(?P<side2>{_SIDE})[ -]wipes?(?: transitions?)?)(?:{_AS})?(?![a-z])|(?:之间"
        rf"|中间)从(?P<from2>[左右上下])[往到向][左右上下](?:擦|划|抹)(?:过去|过)?|(?:向?(?P<side3>[左右上下])(?:侧"
        rf"|边)?)?(?:擦除|划像|擦拭)(?:转场|过渡|效果)?"
        rf"(?:[,，]?(?:由|从)(?P<from3>[左右上下])[边侧]?(?:到|至|往|向)[左右上下][边侧]?|[,，]?(?:向|往"
        rf"|朝)(?P<side19>[左右上下])[边侧]?)?",
    ),
    (
        "slide",
        rf"(?<![a-z])(?:{_ADJ}(?:slide|sliding)(?: (?:to|from) the)?(?: (?P<side>{_SIDE}))?[ -]{_T}"
        rf"|slide (?P<side4>{_SIDE})(?: transitions?| between[^,.;]*)?"
        rf"|swip(?:e|es|ing) (?:to the )?(?P<side10>left|right)(?: transitions?| between[^,.;]*)?|swip(?:e"
        rf"|ing) transitions?"
        rf"|{_ADJ}slides? (?:to|towards?|going|moving) (?:the )?(?P<side8>{_SIDE})(?: (?:in )?between[^,.;]*)?"
        rf"|slid(?:e|es|ing) (?P<side9>{_SIDE}) (?:in)?to (?:the (?:next|following)(?: one| photo| picture| image)?"
        rf"|each other|one another)|(?P<side2>{_SIDE})[ -]slides?(?: transitions?)?|slid(?:e|es"
        rf"|ing) in(?: from (?:the )?(?P<from1>left|right|top|bottom|above|below))?|(?:slides?"
        rf"|sliding) (?:between|from one)[^,.;]*|sliding transitions?|slides{_AS}|{_IS}(?:slides?|sliding)"
        rf"(?: (?:to the )?(?P<side7>{_SIDE}))?)(?![a-z])"
        rf"|从(?P<from2>[左右上下])(?:侧|边|方|面)?(?:滑动|滑入|滑进|进入)(?:转场|过渡|效果)?"
        rf"|(?P<side5>[左右上下])滑(?!动|入|屏|行)(?:转场|过渡|切换|效果)?|左右(?:滑动|滑屏)(?:转场|过渡|切换"
        rf"|效果)?|上(?P<side6>下)(?:滑动|滑屏)(?:转场|过渡|切换|效果)?|(?:向?(?P<side3>[左右上下])(?:侧|边)?)?(?:滑动"
        rf"|滑入|滑屏|滑行)(?:转场|过渡|切换|效果)?(?:(?:向|往|朝)(?P<side19>[左右上下])[边侧]?)?",
    ),
    (
        "push",
        rf"(?<![a-z])(?:{_ADJ}(?:push|pushing)(?: (?:to|from) the)?(?: (?P<side>{_SIDE}))?[ -]{_T}"
        rf"|push (?P<side4>{_SIDE})(?: transitions?| between[^,.;]*)?"
        rf"|(?P<side2>{_SIDE})[ -]push(?:es)?(?: transitions?)?|push transitions?|(?:smooth "
        rf"|slow )?pan(?:ning)?[ -]transitions?|push(?:es)?{_AS}|{_IS}push(?:es)?(?: (?:to the"
        rf" )?(?P<side7>{_SIDE}))?)(?![a-z])"
        rf"|(?:向?(?P<side3>[左右上下])(?:侧|边)?)?(?:推入|推移|推动|推出|推送)(?:转场|过渡|切换|效果)?"
        rf"|(?P<side5>[左右上下])推(?=转场|过渡)(?:转场|过渡)|(?:用)?推的?(?:转场|过渡)|{_IS}(?:推移|推入|推动"
        rf"|推)(?!近|拉)",
    ),
    (
        "zoom",
        rf"(?<![a-z])(?:{_ADJ}zoom(?:ing)?(?:[ -](?:in|out|through))?[ -](?:blur )?transitions?"
        rf"|{_IS}(?:an? )?(?:{_ADJ})?zoom(?:s|ing)?(?:[ -](?:in|out|through))?|zooms?{_AS}|zoom"
        rf" between[^,.;]*)(?![a-z])|(?:缩放|放大|变焦|推拉|拉伸)"
        rf"(?:式|的)?(?:转场|过渡|切换)|{_IS}(?:缩放|放大|变焦|推拉|缩小)",
    ),
    (
        "cut",
        rf"(?<![a-z])(?:(?:{_IS})(?:{_ADJ})?(?:hard |straight |jump |simple |plain )*cuts?(?: only)?|(?:hard"
        rf"|straight|jump|clean|direct|simple|instant|sharp|plain)[ -]cuts?(?: (?:only"
        r"|transitions?|between[^,.;]*|on every [^,.;]*))?|cut directly[^,.;]*|just cuts?|only cuts"
        r"|(?:no|without(?: any)?|zero) effects? (?:in )?between[^,.;]*|(?:butt|join|put|stick)(?: (?:the|them|two"
        r"|both|clips|photos|pictures))* (?:straight |directly |right )?(?:up )?(?:against|together with"
        r" no)[^,.;]*|butt(?: (?:the|them|two|both|clips|photos|pictures))* together"
        r"|cuts only|(?:just |simply |only )(?:cut|switch|jump|change)(?: straight| directly)? (?:from one|between"
        r"|to the next)[^,.;]*"
        r"|(?:no|without(?: any)?|zero|skip(?: the)?) (?:fancy )?transitions?(?: (?:effects?"
        r"|at all|between[^,.;]*))?|don't (?:use|add|want|put)(?: any)? transitions?|(?:straight"
        r"|directly) from one [^,.;]*)(?![a-z])|硬切(?:转场|换)?|直接(?:切换?|跳)|直切|硬转|(?:中间|之间)(?:什么"
        r"|任何)?(?:效果|特效|转场"
        r"|过渡)?(?:都|也)?(?:不要|别|不用)(?:加|放)?(?:任何|什么)?(?:效果|特效|转场|过渡)?|直接(?:接|跳)(?:起来"
        r"|过去|下一张)|转场(?:就|都|全)?(?:不要|不用"
        r"|不加|去掉)(?=[了吧]|$|[,。; ])|不(?:要|用|加|需要|带)?(?:任何"
        r"|加|有|什么)?(?:转场|过渡)(?:效果|动画|特效)?|别(?:加|用)转场|无转场|无缝硬切|没有转场|跳切",
    ),
    (
        "crossfade",
        r"(?<![a-z])cross-?fade (?:of )?the (?:last|final) (?=(?P<own>{secs}))(?:[^,.;]|\.(?=\d)){2,24}? (?:in)?to the"
        r" (?:first|opening) (?:[^,.;a-z]|\.(?=\d))*[a-z]+|"
        rf"(?<![a-z])(?:{_ADJ}cross[ -]?(?:fad(?:e|es|ing)|dissolves?)(?: {_T})?|{_ADJ}dissolv(?:es?"
        rf"|ing)(?: {_T})?|{_ADJ}(?:fade|fading|blend(?:ing)?|cross)[ -]{_T}|fades? between[^,.;]*"
        rf"|{_ADJ}transitions?(?: effects?)?|{_ADJ}blends? (?:between|from)[^,.;]*|fade (?:from )?one (?:photo"
        rf"|picture|image)? ?(?:in)?to the (?:next|other)|smoothly (?:transition|fade|move)[^,.;]*"
        rf"|(?:{_ADJ}|softly |slowly |gently |gradually )(?:fad|dissolv|blend|melt|flow|merg|morph)(?:e|es|ing"
        rf"|s)? (?:softly "
        rf"|slowly |gently |smoothly |them |these |it |everything |the \w+ |all )*(?:in)?to (?:each other"
        rf"|one another|the next(?: one| photo| picture| image)?|the following \w+)"
        rf"|(?:{_ADJ}fades)(?! (?:in|out|to|from)))(?![a-z])"
        r"|交叉(?:淡化|淡入淡出|溶解|叠化|渐变)(?:的?(?:转场|过渡)(?:效果)?)?|叠化(?:的?(?:转场"
        r"|过渡)(?:效果)?)?|溶解(?:的?(?:转场|过渡)(?:效果)?)?|淡入淡出(?:的?(?:转场|过渡|切换)(?:效果)?)?"
        r"|(?:淡化|渐变|叠加|柔和|自然|平滑|流畅|丝滑|顺滑|简单|温柔|优雅|缓慢|轻柔|舒缓|唯美|漂亮|好看"
        r"|酷炫?|高级|柔美)*的?(?:转场|过渡)(?:效果|动画)?(?:要|得|再|尽量|都|做得?|弄得?)*(?:柔和|自然|平滑|流畅"
        r"|丝滑|顺滑|简单|温柔|优雅|舒缓|顺畅)?(?:一?点"
        r"|一?些)?(?:(?:别|不要|不用)(?:太|那么)?(?:花哨?|复杂|夸张|突兀|生硬|硬|多))?|(?:之间|中间"
        r"|两张)[^,。;]{0,4}(?:淡化"
        r"|渐变)|(?:丝滑|平滑|自然|柔和|流畅|顺滑|淡入淡出|渐变)(?:的|地)?切换|渐隐渐现|(?:之间)?(?:慢慢|缓缓|轻轻"
        r"|柔柔)?(?:地)?(?:融|化|淡)(?:到|在|进|入"
        r"|成)(?:一起|下一张|一块)|渐变(?:过渡|切换)",
    ),
)
_LENGTH_BEFORE = r"(?P<before>{time})(?:[ -]long|长?的)*[ -]?"
_LENGTH_AFTER = (
    r"(?: please| (?:everything|them all|it all|all of them|everywhere|throughout|the photos|the pictures))?(?:"
    r" between (?:them|each|(?:the |all )?(?:photos|pictures|images))| them)?(?:吧|就行|就好|即可"
    r"|效果)?(?P<more> (?:are|is"
    r"|look|feel"
    r"|seem)(?: a bit| much| way)? too (?:fast|slow|long|short|quick|abrupt"
    r"|sudden)|(?:有点)?太(?:快|慢|长|短)了?| (?:a (?:bit|little) )?(?:slower|longer|shorter|faster|quicker)"
    r"|(?:再)?(?:慢|长|快|短)一?[点些])?(?:[ ,]*(?:of|for|lasting|should (?:be|last|take)|is|are|be|over|about"
    r"|around|roughly|at|with|each|every one|每次|每个|各"
    r"|to|make"
    r" (?:them"
    r"|it)|set (?:them|it)|:|\(|时长|时间|持续|用时|为|是|用|共|长|约|改成|改为|设为|设成|调成"
    r"|调到)*[ :(]*(?P<after>{time})\)?(?! (?:reel|video|clip|film|slideshow|每))(?! ?的?(?:视频|短片|标题"
    r"|成片|竖|横))(?: long)?)?"
)


def _hear_transition(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    found: list[Heard] = []
    for kind, source in _KINDS:

        def make(match: re.Match[str], kind: str = kind) -> Heard | None:
            return _heard(sentence, match, kind, scene)

        found += hears(sentence, rf"(?:{_LENGTH_BEFORE})?(?P<core>{source}){_LENGTH_AFTER}", make)
    yield from _settled(sorted(found, key=lambda one: one.start), sentence, scene)


def _settled(found: list[Heard], sentence: Sentence, scene: Scene) -> list[Heard]:
    """Return the same mentions with one master: a named kind beats the bare "transitions", which lends its length."""
    if not found:
        return []
    mere, found = [one for one in found if not one.op], [one for one in found if one.op]
    named = [one for one in found if not one.extra["bare"]]
    wanted = [one for one in named if not one.extra.get("instead")]
    if wanted and len(wanted) < len(named):  # "wipes instead of dissolves": what is not wanted is said by what is
        named = wanted
        found = [replace(one, op="") if one.extra.get("instead") else one for one in found]
    swapped = re.search(
        r"(?<![a-z])(?:replace|swap|change|switch|instead of)(?![a-z])|换成|改成|换为|改为|代替", sentence.folded
    )
    if not found:
        return mere
    main = (named[-1] if swapped and len(named) > 1 else named[0]) if named else found[0]
    args = dict(main.args)
    timed = next((one for one in found if one.extra["timed"]), None)
    if timed and not main.extra["timed"] and args["kind"] != "cut":
        args["seconds"] = timed.args["seconds"]
    if main.extra["bare"] and scene.film and scene.film.join.kind != "cut":
        args["kind"] = scene.film.join.kind
    extra = dict(main.extra) | {"main": True, "timed": bool(timed)}
    settled = []
    for one in found:
        if not one.op:
            settled.append(one)
        elif one is main:
            settled.append(replace(one, args=args, extra=extra))
        elif one.extra["bare"] or swapped or one.args["kind"] == args["kind"]:
            settled.append(replace(one, op=""))
        else:
            settled.append(one)
    return mere + settled


_BARE = re.compile(
    r"(?:[a-z]+,? )*(?:transitions?|fades)(?: effects?)?|(?:[\u4e00-\u9fff]*的?)?(?:转场|过渡)(?:效果|动画)?(?:要|得"
    r"|再|尽量|都|做得?"
    r"|弄得?)*"
)
_NAMES_ITS_KIND = re.compile(r"fade|fading|blend|cross|dissol|淡化|渐变|叠")


def _heard(sentence: Sentence, match: re.Match[str], kind: str, scene: Scene) -> Heard | None:
    core = match.group("core")
    start, end = match.span()
    timed = match.group("before") or match.group("after") or match.groupdict().get("own")
    if (before := match.group("before")) and seconds(before) > 5 and not re.search(r"[\u4e00-\u9fff]", before):
        start, timed = match.start("core"), match.group("after")  # "a 20 s crossfade slideshow"
    if match.group("after") and not _own_length(sentence, match):
        end, timed = match.end("core"), timed if timed != match.group("after") else match.group("before")
    if _is_fade(sentence, core, start):
        return None
    if core in ("转场", "过渡") and (free := re.match("随便|都行|随意|你定|不限|无所谓", sentence.after(end, 6))):
        return Heard("", {}, ((start, end + free.end()),))
    if kind == "crossfade" and re.search(r"fade[ -](?:in|out) $", sentence.before(match.start("core"), 30)):
        timed = None
    bare = kind == "crossfade" and bool(_BARE.fullmatch(core)) and not _NAMES_ITS_KIND.search(core)
    extra = {"timed": bool(timed), "bare": bare}
    if kind == "cut" and negated(sentence, match.start("core")) and not re.match(r"no|without|不|无|别|没", core):
        return Heard("", {}, (match.span("core"),))  # "no hard cuts": the other transitions are what is wanted
    if kind == "cut" or negated(sentence, match.start("core")):
        keep = match.start("core"), match.end("core")
        return Heard(
            "transition",
            {"kind": "cut", "seconds": 0.0},
            (keep,),
            extra={"timed": False, "bare": False, "instead": kind != "cut"},
        )
    length = seconds(timed) if timed else _usual(match.group(), scene)
    if kind == "other":
        return Heard(
            "transition", {"kind": "crossfade", "seconds": length}, ((start, end),), "approximated", _OTHER, extra
        )
    side = next((_SIDES[value] for key, value in match.groupdict().items() if key.startswith("side") and value), "left")
    came = next((value for key, value in match.groupdict().items() if key.startswith("from") and value), None)
    side = _FROM[came] if came else side
    name = f"{kind}_{side}" if kind in ("wipe", "slide", "push") else kind
    return Heard("transition", {"kind": name, "seconds": length}, ((start, end),), extra=extra)


_OTHER = Say(
    "not in the local backend: crossfades instead (there are wipes, slides, pushes, zoom, fades)",
    "本地没有这种转场：改用叠化（可选擦除、滑动、推移、缩放、闪黑、闪白）",
)


def _is_fade(sentence: Sentence, core: str, start: int) -> bool:
    """Return whether the words are no transition at all: slides as pictures, fades of the film's ends."""
    if core == "slide" or (
        core.startswith("淡入淡出")
        and re.search(r"(?:黑场|首尾|头尾|结尾|开头)[^,。]{0,2}$", sentence.before(start, 6))
    ):
        return True
    return core in ("过渡", "fade", "fades") and bool(re.search(r"fade (?:in|out)|music", sentence.after(start, 24)))


def _usual(words: str, scene: Scene) -> float:
    now = scene.film.join.ms / 1000 if scene.film else CROSSFADE_MS / 1000
    if re.search(r"slower|longer|慢一?[点些]|长一?[点些]|too (?:fast|short|quick|abrupt|sudden)|太[快短]", words):
        return min(2.0, now * 2)
    if re.search(r"quicker|faster|shorter|快一?[点些]|短一?[点些]|too (?:slow|long)|太[慢长]", words):
        return max(0.1, now / 2)
    if re.search(r"slow|long|缓慢|舒缓", words):
        return 1.0
    if re.search(r"quick|fast|short|快速", words):
        return 0.25
    return CROSSFADE_MS / 1000


def _own_length(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether the length is the transition's: "crossfades of 1 s", not "crossfades, 12 seconds"."""
    between = sentence.folded[match.end("core") : match.start("after")]
    if not re.search(r"[a-z时持用长为改设调(（]", between) and re.search(r"[,，]", between):
        each = bool(re.match(r" (?:each|apiece)", sentence.after(match.end(), 10)))
        return bool(match.group("more")) or each or seconds(match.group("after")) <= 2  # no film is that short
    return re.search(r"(?<![a-z])(?:for|at) ?$", between) is None or seconds(match.group("after")) <= 3


def _edit_transition(film: Film, heard: Heard, scene: Scene) -> Edit:
    kind, length = heard.args["kind"], heard.args["seconds"]
    last = next(one for one in scene.heard if one.op == "transition" and one.extra.get("main"))
    if heard is not last:
        kept = readable(last.args["kind"])
        return Edit(
            film,
            "approximated",
            Say(f"one kind for the whole film: {kept.en}", f"全片用一种转场：{kept.zh}"),
        )
    pace = scene.said("pace")
    shots = tuple(replace(shot, join=None) for shot in film.shots)
    ms = film.join.ms if pace and not heard.extra.get("timed") and kind != "cut" else round(length * 1000)
    film = replace(film, join=Join(kind, ms), shots=shots)
    note, outcome = heard.note, heard.outcome
    if kind != "cut" and len(film.shots) == 1:
        note = note + Say("a single shot has nothing to join", "只有一个镜头，没有可衔接的地方")
    elif kind != "cut" and film.shots:
        shortest = min(slot.overlap for slot in slots(film)[1:]) / 30
        if heard.extra.get("timed") and shortest + 0.04 < length:
            note = note + Say(
                f"{shortest:.2g} s, a third of a shot at most", f"{shortest:.2g} 秒，最多为镜头长度的三分之一"
            )
            outcome = "approximated"
    return Edit(film, outcome, note, {"kind": kind, "seconds": ms / 1000})


TRANSITION = Operation("transition", 25, _hear_transition, _edit_transition)
