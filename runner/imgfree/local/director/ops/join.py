"""transition and fade: how shots meet, and how the film begins and ends."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.numbers import seconds
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, negated
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import CROSSFADE_MS, Film, Join, slots

_T = r"(?:transitions?|转场|过渡|切换)"
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

# kind -> forms; a %s kind takes its side from the group `side` (default left). Order matters: the specific stands first.
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "fade_white",
        r"(?<![a-z])(?:(?:fade|dip|flash|dissolve)(?:s|ing)? (?:through|to|via) white(?: (?:transitions?"
        r"|between[^,.;]*))?|white (?:fade|flash|dip)s?(?: transitions?)?|flash transitions?"
        r"|(?:camera )?flashes between[^,.;]*)(?![a-z])(?!.{0,16}(?:at|in) the end)|闪白(?:转场|过渡)?"
        r"|白场(?:转场|过渡)|渐白(?:转场|过渡)",
    ),
    (
        "fade_black",
        r"(?<![a-z])(?:(?:fade|dip|dissolve)(?:s|ing)? (?:through|via) black(?: transitions?"
        r"| between[^,.;]*)?|dip(?:s|ping)? to black(?: transitions?| between[^,.;]*)?|fade(?:s"
        r"|ing)? to black (?:transitions?|between[^,.;]*)|black (?:fade"
        r"|dip)s?(?: transitions?)? between[^,.;]*|black (?:fade|dip) transitions?)(?![a-z])|闪黑(?:转场"
        r"|过渡)?|黑场(?:转场|过渡)|渐黑(?:转场|过渡)|黑色(?:淡入淡出|过渡)",
    ),
    (
        "wipe",
        rf"(?<![a-z])(?:{_ADJ}wip(?:e|es|ing)(?: (?:to|from) the)?(?: (?P<side>{_SIDE}))?(?: transitions?)?"
        rf"|(?P<side2>{_SIDE})[ -]wipes?(?: transitions?)?)(?![a-z])|(?:向?(?P<side3>[左右上下])(?:侧"
        rf"|边)?)?(?:擦除|划像|擦拭)(?:转场|过渡|效果)?",
    ),
    (
        "slide",
        rf"(?<![a-z])(?:{_ADJ}(?:slide|sliding)(?: (?:to|from) the)?(?: (?P<side>{_SIDE}))?[ -]{_T}"
        rf"|slide (?P<side4>{_SIDE})(?: transitions?| between[^,.;]*)?"
        rf"|(?P<side2>{_SIDE})[ -]slides?(?: transitions?)?|(?:slides?|sliding) (?:between|from one)[^,.;]*"
        rf"|sliding transitions?|transitions?:? slides?)(?![a-z])|(?P<side5>[左右上下])滑(?:转场|过渡|切换"
        rf"|效果)?|(?:向?(?P<side3>[左右上下])(?:侧|边)?)?(?:滑动|滑入|滑屏|滑行)(?:转场|过渡|切换|效果)?",
    ),
    (
        "push",
        rf"(?<![a-z])(?:{_ADJ}(?:push|pushing)(?: (?:to|from) the)?(?: (?P<side>{_SIDE}))?[ -]{_T}"
        rf"|push (?P<side4>{_SIDE})(?: transitions?| between[^,.;]*)?"
        rf"|(?P<side2>{_SIDE})[ -]push(?:es)?(?: transitions?)?|push transitions?|(?:smooth "
        rf"|slow )?pan(?:ning)?[ -]transitions?|transitions?:? push)(?![a-z])"
        rf"|(?:向?(?P<side3>[左右上下])(?:侧|边)?)?(?:推入|推移|推动|推出|推送)(?:转场|过渡|切换|效果)?"
        rf"|(?P<side5>[左右上下])推(?=转场|过渡)(?:转场|过渡)",
    ),
    (
        "zoom",
        rf"(?<![a-z])(?:{_ADJ}zoom(?:ing)?(?:[ -](?:in|out|through))?[ -](?:blur )?transitions?"
        rf"|transitions?:? zoom|zoom between[^,.;]*)(?![a-z])|(?:缩放|放大|变焦|推拉)(?:式|的)?(?:转场"
        rf"|过渡)",
    ),
    (
        "cut",
        r"(?<![a-z])(?:(?:hard|straight|jump|clean|direct|simple|instant|sharp|plain)[ -]cuts?(?: (?:only"
        r"|transitions?|between[^,.;]*|on every [^,.;]*))?|cut directly[^,.;]*|just cuts?|only cuts"
        r"|cuts only|(?:no|without(?: any)?|zero|skip(?: the)?) (?:fancy )?transitions?(?: (?:effects?"
        r"|at all|between[^,.;]*))?|don't (?:use|add|want|put)(?: any)? transitions?|(?:straight"
        r"|directly) from one [^,.;]*)(?![a-z])"
        r"|硬切|直接切(?:换)?|直切|不(?:要|用|加|需要)?(?:任何|加)?转场(?:效果)?|别(?:加|用)转场|无转场"
        r"|无缝硬切|没有转场|跳切",
    ),
    (
        "crossfade",
        rf"(?<![a-z])(?:{_ADJ}cross[ -]?(?:fad(?:e|es|ing)|dissolves?)(?: {_T})?|{_ADJ}dissolv(?:es?"
        rf"|ing)(?: {_T})?|{_ADJ}(?:fade|fading|blend(?:ing)?|cross)[ -]{_T}|fades? between[^,.;]*"
        rf"|{_ADJ}{_T}(?: effects?)?|{_ADJ}blends? (?:between|from)[^,.;]*|fade (?:from )?one (?:photo"
        rf"|picture|image)? ?(?:in)?to the (?:next|other)|smoothly (?:transition|fade|move)[^,.;]*"
        rf"|(?:{_ADJ}fades)(?! (?:in|out|to|from)))(?![a-z])"
        r"|交叉(?:淡化|淡入淡出|溶解|叠化|渐变)(?:的?(?:转场|过渡)(?:效果)?)?|叠化(?:的?(?:转场"
        r"|过渡)(?:效果)?)?|溶解(?:的?(?:转场|过渡)(?:效果)?)?|淡入淡出(?:的?(?:转场|过渡|切换)(?:效果)?)?"
        r"|(?:淡化|渐变|叠加|柔和|自然|平滑|流畅|丝滑|顺滑|简单|温柔|优雅|缓慢|轻柔|舒缓|唯美|漂亮|好看"
        r"|酷炫?|高级|柔美)*的?(?:转场|过渡)(?:效果|动画)?(?!时)|(?:之间|中间|两张)[^,。;]{0,4}(?:淡化"
        r"|渐变)|丝滑切换|平滑切换|自然切换",
    ),
    (
        "other",
        r"(?<![a-z])(?:(?:whip[ -]?pan|spin|glitch|morph|page[ -](?:turn|flip|curl)|cube|flip|3d|swirl"
        r"|ripple|mosaic|pixelate|light leak|shutter|clock|iris|circle|star|heart|door|film burn|ink|paint"
        r"|shader|blinds?|fancy|random|carousel)s?(?: (?:wipe|blur))?[ -]transitions?|page turns?"
        r"|whip pans?)(?![a-z])|(?:翻页|旋转|立方体|故障|百叶窗|圆形|心形|3d|马赛克|光效|炫光|随机"
        r"|甩镜)(?:的)?(?:转场|过渡|切换)",
    ),
)
_LENGTH_BEFORE = r"(?P<before>{time})(?:[ -](?:long|的))*[ -]?"
_LENGTH_AFTER = (
    r"(?P<more> (?:are|is|look|feel|seem)(?: a bit| much| way)? too (?:fast|slow|long|short|quick|abrupt"
    r"|sudden)|(?:有点)?太(?:快|慢|长|短)了?| (?:a (?:bit|little) )?(?:slower|longer|shorter|faster"
    r"|quicker)|(?:再)?(?:慢|长|快|短)一?[点些])?"
    r"(?:[ ,]*(?:of|for|lasting|over|at|with|each|every one|to|make (?:them|it)|set (?:them|it)|:|\(|时长"
    r"|时间|持续|用时|为|是|用|共|长|约|改成|改为|设为|设成|调成|调到)*[ :(]*(?P<after>{time})\)?"
    r"(?! (?:each|per|apiece|reel|video|clip|film|slideshow|每))(?! ?的?(?:视频|短片|标题|成片|竖|横))(?: long)?)?"
)


def _hear_transition(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    found: list[Heard] = []
    for kind, source in _KINDS:

        def make(match: re.Match[str], kind: str = kind) -> Heard | None:
            return _heard(sentence, match, kind, scene)

        found += hears(sentence, rf"(?:{_LENGTH_BEFORE})?(?P<core>{source}){_LENGTH_AFTER}", make)
    yield from _settled(sorted(found, key=lambda one: one.start), sentence, scene)


def _settled(found: list[Heard], sentence: Sentence, scene: Scene) -> list[Heard]:
    """Return the same mentions with one master: a named kind beats the bare word "transitions", which lends its length."""
    if not found:
        return []
    named = [one for one in found if not one.extra["bare"]]
    swapped = re.search(
        r"(?<![a-z])(?:replace|swap|change|switch|instead of)(?![a-z])|换成|改成|换为|改为|代替", sentence.folded
    )
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
        if one is main:
            settled.append(replace(one, args=args, extra=extra))
        elif one.extra["bare"] or swapped or one.args["kind"] == args["kind"]:
            settled.append(replace(one, op=""))
        else:
            settled.append(one)
    return settled


_BARE = re.compile(
    r"(?:[a-z]+,? )*(?:transitions?|fades)(?: effects?)?|(?:[\u4e00-\u9fff]*的?)?(?:转场|过渡)(?:效果|动画)?"
)
_NAMES_ITS_KIND = re.compile(r"fade|fading|blend|cross|dissol|淡化|渐变|叠")


def _heard(sentence: Sentence, match: re.Match[str], kind: str, scene: Scene) -> Heard | None:
    core = match.group("core")
    start, end = match.span()
    timed = match.group("before") or match.group("after")
    if match.group("after") and not _own_length(sentence, match):
        end, timed = match.end("core"), match.group("before")
    if _is_fade(sentence, core, start):
        return None
    if kind == "crossfade" and re.search(r"fade[ -](?:in|out) $", sentence.before(match.start("core"), 30)):
        timed = None
    bare = kind == "crossfade" and bool(_BARE.fullmatch(core)) and not _NAMES_ITS_KIND.search(core)
    extra = {"timed": bool(timed), "bare": bare}
    if kind == "cut" or negated(sentence, match.start("core")):
        keep = match.start("core"), match.end("core")
        return Heard("transition", {"kind": "cut", "seconds": 0.0}, (keep,), extra={"timed": False, "bare": False})
    length = seconds(timed) if timed else _usual(match.group(), scene)
    if kind == "other":
        return Heard(
            "transition", {"kind": "crossfade", "seconds": length}, ((start, end),), "approximated", _OTHER, extra
        )
    side = next((value for key, value in match.groupdict().items() if key.startswith("side") and value), "left")
    name = f"{kind}_{_SIDES[side]}" if kind in ("wipe", "slide", "push") else kind
    return Heard("transition", {"kind": name, "seconds": length}, ((start, end),), extra=extra)


_OTHER = Say(
    "not in the local backend: crossfades instead (there are wipes, slides, pushes, zoom, fades)",
    "本地没有这种转场：改用叠化（可选擦除、滑动、推移、缩放、闪黑、闪白）",
)


def _is_fade(sentence: Sentence, core: str, start: int) -> bool:
    """Return whether the words are no transition at all: slides as pictures, fades of the film's ends."""
    if core == "slide":
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
    """Return whether the length after the noun is the transition's: "crossfades of 1 s", not "crossfades, 12 seconds"."""
    between = sentence.folded[match.end("core") : match.start("after")]
    if not re.search(r"[a-z时持用长为改设调(（]", between) and re.search(r"[,，]", between):
        return bool(match.group("more"))
    return re.search(r"(?<![a-z])(?:for|at) ?$", between) is None or seconds(match.group("after")) <= 3


def _edit_transition(film: Film, heard: Heard, scene: Scene) -> Edit:
    kind, length = heard.args["kind"], heard.args["seconds"]
    last = next(one for one in scene.heard if one.op == "transition" and one.extra.get("main"))
    if heard is not last:
        return Edit(
            film,
            "approximated",
            Say(f"one kind for the whole film: {last.args['kind']}", f"全片用一种转场：{last.args['kind']}"),
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


_OVER = (
    r"(?: (?:to|from|through) (?:the )?(?P<color>black|white|黑|白)(?: screen)?)?(?: (?:over|for|of|in|lasting"
    r"|during) (?P<time>{time}))?"
)
_FADE_BOTH = (
    r"(?<![a-z])(?:(?P<bt>{time})[ -])?fad(?:e|es|ing)[ -](?:in(?: and|/|&|,| &| or)? ?(?:fade[ -])?out"
    r"|to and from black)(?![a-z])" + _OVER
)
_FADE_IN = (
    r"(?<![a-z])(?:(?P<bt>{time})[ -](?:long )?)?(?:fad(?:e|es|ing)[ -]in|fade(?:s)? (?=from (?:black"
    r"|white))|fade up)(?: (?:effect|transition))?(?![a-z])"
    + _OVER
    + r"|(?P<time2>{time})?的?(?:从?(?P<color2>黑|白)(?:场|屏|色)?(?:中)?)?(?:淡入|渐显"
    r"|渐入)(?!淡出)(?P<time3>{time})?|(?:黑场|黑屏)(?:开头|开场|渐入)"
)
_FADE_OUT = (
    r"(?<![a-z])(?:(?P<bt>{time})[ -](?:long )?)?(?:fad(?:e|es|ing)[ -]out|fade(?:s)? (?=to (?:black"
    r"|white))|fade away)(?: (?:effect|transition))?(?![a-z])"
    + _OVER
    + r"|(?P<time2>{time})?的?(?<!淡入)(?:淡出|渐隐|渐出)(?:到(?P<color2>黑|白)(?:场|屏"
    r"|色)?)?(?P<time3>{time})?|(?:黑场|黑屏)(?:结尾|结束|收尾)|渐黑(?:结尾|结束)?"
)


_MUSIC_FADE = (
    r"(?<![a-z])(?:fade (?:in |out )?(?:the |my )?(?:background )?(?:music|song|audio|soundtrack|sound"
    r"|bgm)(?: (?:in|out))*|(?:the )?(?:music|audio|song|sound|bgm) (?:should |to |that )?fad(?:es?"
    r"|ing)(?: (?:in|out|away))*)(?: at the (?:end|start|beginning))?(?![a-z])"
    r"|(?:背景)?(?:音乐|声音|bgm|歌)(?:慢慢|逐渐|要|在结尾|结尾)*(?:淡入淡出|淡出|淡入|渐弱|渐强)"
)
_ALWAYS_FADES = Say("music always fades out over its last second", "音乐总会在最后一秒淡出")


def _hear_fade(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    yield from hears(sentence, _MUSIC_FADE, lambda match: Heard("", {}, (match.span(),), note=_ALWAYS_FADES))
    yield from _with_transition(sentence)
    for ends, source in (("both", _FADE_BOTH), ("in", _FADE_IN), ("out", _FADE_OUT)):

        def make(match: re.Match[str], ends: str = ends) -> Heard | None:
            return _faded(sentence, match, ends)

        yield from hears(sentence, source, make)
    yield from hears(
        sentence,
        r"(?:开头|片头|开场)和?(?:结尾|片尾)?[^,。;]{0,4}淡入淡出|(?:首尾|头尾)[^,。;]{0,3}淡入淡出",
        lambda match: Heard("fade", {"in_s": 0.5, "out_s": 0.5}, (match.span(),)),
    )


def _with_transition(sentence: Sentence) -> Iterator[Heard]:
    """ "A fade-in transition" is both: the beginning fades in and shots cross."""
    for match in sentence.search(r"(?<![a-z])fade[ -](?P<end>in|out)(?: and fade[ -]out)? (?=\ue002|transitions?)"):
        if not re.match(r"transition", sentence.folded[match.end() : match.end() + 10]):
            continue
        sentence.take(match.start(), match.end())
        both = "and" in match.group()
        args = {"in_s": 0.5} if match.group("end") == "in" else {"out_s": 0.5}
        yield Heard("fade", {"in_s": 0.5, "out_s": 0.5} if both else args, (match.span(),))


def _faded(sentence: Sentence, match: re.Match[str], ends: str) -> Heard | None:
    before, after = sentence.before(match.start(), 14), sentence.after(match.end(), 16)
    if re.search(
        r"(?<![a-z])(?:music|song|audio|sound|soundtrack|音乐|声音|bgm)(?: to| should| gently)? ?$", before
    ) or re.match(r" (?:the )?(?:music|audio|song|sound)", after):
        return Heard(
            "", {}, (match.span(),), note=Say("music always fades out over its last second", "音乐总会在最后一秒淡出")
        )
    groups = match.groupdict()
    length = next((seconds(groups[key]) for key in ("bt", "time", "time2", "time3") if groups.get(key)), 0.5)
    color = groups.get("color") or groups.get("color2") or ""
    if negated(sentence, match.start()):
        length = 0.0
    args = (
        {"in_s": length} if ends == "in" else {"out_s": length} if ends == "out" else {"in_s": length, "out_s": length}
    )
    return Heard("fade", args, (match.span(),), extra={"color": "white" if color in ("white", "白") else "black"})


def _edit_fade(film: Film, heard: Heard, scene: Scene) -> Edit:
    before = film.fade or (0, 0, "black")
    start = round(heard.args["in_s"] * 1000) if "in_s" in heard.args else before[0]
    end = round(heard.args["out_s"] * 1000) if "out_s" in heard.args else before[1]
    color = str(heard.extra.get("color") or before[2])
    note, outcome = Say(), heard.outcome
    if film.fade and color != before[2] and start and end:
        note, outcome = (
            Say(f"one colour for both ends: {color}", f"首尾同一颜色：{'白' if color == 'white' else '黑'}"),
            "approximated",
        )
    return Edit(replace(film, fade=(start, end, color) if start or end else None), outcome, note)


TRANSITION = Operation("transition", 25, _hear_transition, _edit_transition)
FADE = Operation("fade", 60, _hear_fade, _edit_fade)
