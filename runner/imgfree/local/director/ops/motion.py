"""motion: how a photo moves while it is shown."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.indexes import INDEX, indexes
from imgfree.local.director.numbers import ORDINAL, percent
from imgfree.local.director.reply import Outcome, Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, negated
from imgfree.local.director.sentence import Sentence, pattern
from imgfree.local.film import SLOW, Film, Motion

_STEPS = (0.03, 0.05, 0.08, 0.12, 0.18, 0.25)
_STRENGTHS = (
    (
        0.05,
        r"subtle|subtly|gentle|gently|slight|slightly|light|softly|soft|tiny|little|small|mild|faint|轻微"
        r"|轻轻|微微|稍微|柔和|略微|一点点|小幅|轻柔|细微|幅度很?小|ever so",
    ),
    (
        0.18,
        r"strong(?:ly)?|dramatic(?:ally)?|big|bold|fast|quick(?:ly)?|punchy|heavy|deep|aggressive|intense"
        r"|large|rapid|强烈|大幅度?|快速|猛|明显|剧烈|夸张|迅速",
    ),
    (0.08, r"slow(?:ly)?|smooth(?:ly)?|steady|steadily|lazy|缓慢|慢慢|缓缓|慢速|徐徐|慢(?!动作)|平稳|平滑"),
)
_ADJ = (
    "(?:(?:"
    + "|".join(source for _, source in _STRENGTHS)
    + r"|and|very|nice|random|alternating|continuous|classic|continual|constant|more|a|the|的|地|一点|非常"
    r"|很|continuously|beautiful|elegant|dreamy|natural|3d|camera|镜头|画面|逐渐|慢|整体|轻)[ ,-]*)*"
)
_MOVES = r"(?:motions?|movements?|moves?|zooms?|animations?)"
_EACH = r"(?: (?:for|on|per|in|across|with) (?:each|every|all)(?: of)?(?: (?:the )?(?:one|photo|picture|image|shot|slide|them)s?)?)?"
_TO = r"(?:(?: (?:to|towards|toward|from|the|in)| (?:the )?)*[ -])"
_AMOUNT = r"(?:(?:[ ,]*(?:of|by|at|to|about|约|到|幅度|为|左右|\(|,)*[ (]*(?P<amount>{percent}))\)?)?"

# Order matters: what is specific stands before what is general.
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "alternate",
        r"(?<![a-z])(?:zoom(?:ing|s)? (?:slowly )?ins?(?: and|,? then|/|,? (?:and )?alternating with| alternated with| or) "
        r"?(?:(?:slowly )?zoom(?:s|ing)? )?outs?(?: (?:alternately|in turn|by turns|alternating))?"
        r"|alternat\w+ (?:between )?(?:a )?(?:slow )?zoom\w*(?:[ -]ins?)?(?:(?: and|/| or|,) (?:zoom(?:s|ing)? )?outs?)?"
        r"|(?:zooms?|in and out) alternat\w+|zoom(?:s|ing)? alternat\w+ in and out|one (?:photo )?(?:zooms?|zooming) in,? "
        r"(?:and )?(?:the )?next (?:one |photo )?(?:zooms? )?out)(?![a-z])|(?:交替|一进一出|轮流)(?:着|地)?的?(?:缩放|推拉|放大缩小"
        r"|(?:推近|放大)[和与、跟]?(?:拉远|缩小))|(?:放大|推近|拉近)[和与、跟及]?(?:缩小|拉远|推远)(?:的)?(?:交替|轮流|轮换|来回)(?:进行|出现)?"
        r"|推拉交替|放大(?:和|再|与|、)缩小|一张(?:慢慢|缓缓|缓慢|轻轻)?地?(?:推近|放大|拉近)[,，]?一张(?:慢慢|缓缓|缓慢|轻轻)?地?(?:拉远|缩小|推远)(?:交替|轮流)?(?:的感觉)?|一推一拉|一放一缩"
        r"|先(?:推近|放大)[再后](?:拉远|缩小)|(?:推近|放大)(?:再|后|然后)(?:拉远|缩小)",
    ),
    (
        "push_in",
        r"(?<![a-z])(?:push(?:es|ing)?[ -]in(?:s)?|dolly(?:ing)?[ -]in|dolly(?:ing)?|camera push|push(?:es|ing)? (?:slowly |gently )?"
        r"(?:forwards?|closer|towards?)|track(?:ing)? in)(?![a-z])"
        r"|推镜头?|镜头推进|推进(?!度)|(?:镜头)?(?:慢慢|缓缓|缓慢|轻轻)?(?:往|向)前推|镜头(?:慢慢|缓缓|缓慢)?推过去",
    ),
    (
        "zoom_in",
        r"(?<![a-z])(?:zoom(?:s|ing|ed)?[ -](?:slowly |gently |gradually )?in(?:to|wards?)?|zoom[ -]ins?"
        r"|close[ -]?in|mov(?:e|es|ing) (?:slowly |gently )?(?:in )?closer|(?:get|creep|go|come|inch|move)(?:s|ing)? (?:slowly |gradually "
        r")?(?:closer|inwards?)|enlarge(?:s|d)?(?: slowly)?|magnify|creep(?:s|ing)? (?:slowly )?(?:in|towards?)|start(?:s|ing)? wide,? (?:and )?(?:then )?"
        r"(?:end|finish|get|go|move)(?:s|ing)? (?:up )?(?:close|tight)(?:r|-?up)?)(?![a-z])|推近|拉近|放大|镜头拉近|由远及近|由远到近|凑近|靠近|(?:慢慢|缓缓)?(?:往|向)里(?:推|走|靠)|由全景到近景|zoom ?in(?![a-z])",
    ),
    (
        "zoom_out",
        r"(?<![a-z])(?:zoom(?:s|ing|ed)?[ -](?:slowly |gently |gradually )?out(?:wards?)?|zoom[ -]outs?"
        r"|pull(?:s|ing)?[ -](?:slowly |gently )?(?:back|out|away)|dolly[ -]out|mov(?:e|es|ing) (?:slowly )?(?:away|back)"
        r"|back(?:s|ing)? (?:away|off) slowly|widen(?:s|ing)? out|start(?:s|ing)? (?:close|tight)(?:-?up)?,? (?:and )?(?:then )?(?:slowly |gradually )?(?:reveal|end|pull|open|show|go|get)(?:s|ing)?"
        r"(?: up| out)?(?: (?:the )?(?:full|whole|wide|entire|rest)(?: (?:picture|photo|image|scene|view))?)?)(?![a-z])|拉远|缩小|拉镜头?|镜头拉开|推远|拉出|后退"
        r"|由近及远|由近到远|往后(?:拉|退)|先(?:看|给|是)?(?:近景|特写)再?[^,。]{0,6}(?:全貌|全景|远景|全图)|(?:往|向)外(?:拉|退)|由近景到全景",
    ),
    (
        "pan_right",
        rf"(?<![a-z])(?:pan(?:s|ning)?{_TO}?(?:to (?:the )?right|right(?:wards?)?"
        rf"|(?:from )?left[ -]to[ -]right)|(?:right(?:ward)?|left[ -]to[ -]right) pan"
        rf"|(?:move|glide|slide|travel|sweep|scroll)s? (?:slowly |gently )?(?:to the |from left to )?right(?! ?transition)"
        rf"|left[ -]to[ -]right (?:motion|movement|sweep|move))(?![a-z])|右移|(?:向|往)右(?:缓慢|慢慢|缓缓|轻轻)?(?:平移"
        rf"|移动|移|摇)|从左(?:缓慢|慢慢|缓缓|轻轻)?(?:移|摇|扫)(?:到|往|向)右|从左(?:到|往|向|至)右(?:缓慢|慢慢|缓缓)?(?:平移|移动|移|摇|扫)?|右摇",
    ),
    (
        "pan_left",
        rf"(?<![a-z])(?:pan(?:s|ning)?{_TO}?(?:to (?:the )?left|left(?:wards?)?"
        rf"|(?:from )?right[ -]to[ -]left)|(?:left(?:ward)?|right[ -]to[ -]left) pan"
        rf"|(?:move|glide|travel|sweep|scroll)s? (?:slowly |gently )?(?:to the |from right to )?left"
        rf"|right[ -]to[ -]left (?:motion|movement|sweep|move))(?![a-z])|左移|(?:向|往)左(?:缓慢|慢慢|缓缓|轻轻)?(?:平移"
        rf"|移动|移|摇)|从右(?:缓慢|慢慢|缓缓|轻轻)?(?:移|摇|扫)(?:到|往|向)左|从右(?:到|往|向|至)左(?:缓慢|慢慢|缓缓)?(?:平移|移动|移|摇|扫)?|左摇",
    ),
    (
        "pan_up",
        rf"(?<![a-z])(?:(?:pan|tilt)(?:s|ning|ing)?{_TO}?(?:up(?:wards?)?|bottom[ -]to[ -]top)|(?:upward"
        rf"|bottom[ -]to[ -]top) (?:pan|tilt|move|motion)|(?:move|glide|rise|scroll|drift|travel)s? (?:slowly |gently )?up(?:wards?)?"
        rf"|from (?:the )?bottom (?:up )?to (?:the )?top)(?![a-z])|上移|(?:向|往)上(?:缓慢|慢慢|缓缓|轻轻)?(?:平移"
        rf"|移动|移|摇)|从下(?:到|往|向|至)上(?:缓慢|慢慢|缓缓)?(?:平移|移动|移|摇)?|上摇",
    ),
    (
        "pan_down",
        rf"(?<![a-z])(?:(?:pan|tilt)(?:s|ning|ing)?{_TO}?(?:down(?:wards?)?|top[ -]to[ -]bottom)"
        rf"|(?:downward|top[ -]to[ -]bottom) (?:pan|tilt|move|motion)|(?:move|glide|scroll|drift|travel)s? (?:slowly |gently )?down(?:wards?)?"
        rf"|from (?:the )?top (?:down )?to (?:the )?bottom)(?![a-z])|下移|(?:向|往)下(?:缓慢|慢慢|缓缓"
        rf"|轻轻)?(?:平移|移动|移|摇)|从上(?:到|往|向|至)下(?:缓慢|慢慢|缓缓)?(?:平移|移动|移|摇)?|下摇",
    ),
    (
        "pan",
        r"(?<![a-z])(?:ken[ -]?burns(?:[ -]style)? pan(?:ning|s)?|pan(?:s|ning)?(?: across)?|tilt(?:s"
        r"|ing)?|camera pans?|sideways (?:motion|movement))(?![a-z])|平移|横移|摇镜头?|镜头平移",
    ),
    (
        "ken_burns",
        r"(?<![a-z])ken[ -]?burns?(?:[ -]style)?(?: (?:effects?|motion|movement|zoom|pan and zoom"
        r"|animation|moves?))?(?![a-z])|(?:pan and zoom|zoom and pan)|肯[·・]?伯恩斯?(?:效果|动效|运镜)?"
        r"|平移(?:和|与|加)?缩放",
    ),
    (
        "drift",
        r"(?<![a-z])(?:parallax(?:[ -](?:drift|effect|motion|movement|scroll))?|drift(?:s"
        r"|ing)?(?: (?:motion|effect|movement))?|float(?:s|ing)?(?: (?:motion|effect|movement))?|sway(?:s"
        r"|ing)?)(?![a-z])|漂浮|浮动|飘动|漂移|飘浮|视差|晃动感|悬浮|漂动|飘移|游移|飘(?=$|[,。;着一])",
    ),
    (
        "pulse",
        r"(?<![a-z])(?:puls(?:e|es|ing|ating)|breath(?:e|es|ing)|heartbeat|throb(?:bing)?)(?: (?:motion"
        r"|effect|zoom|animation|movement))?(?![a-z])|呼吸(?:感|效果|式)?|脉动|心跳|律动",
    ),
    (
        "none",
        r"(?<![a-z])(?:(?:keep|make|leave|hold) (?:the |all |every |each )?(?:photos?|pictures?|images?"
        r"|them|it|everything|shots?)(?: \d+)? (?:completely |perfectly |totally )?(?:still|static)|(?:no"
        r"|without(?: any)?|remove(?: the)?|stop(?: the)?|zero) (?:(?:camera|photo|picture"
        r"|image) )?(?:motion|movement|zoom(?:ing|s)?|animation|ken burns|panning"
        r"|pans?)(?: effects?)?(?: or (?:zoom|pan|motion|movement)\w*)?|don't (?:move|zoom|animate"
        r"|pan)(?: the)?(?: photos?| pictures?| images?| them| it)?|(?:leave|keep|hold) (?=\w* ?(?:the )?(?:others?|rest)[^,.;]{0,12}(?:still|static|alone))"
        r"|locked[ -]off|stationary|frozen|unmoving|static(?! (?:images?|photos?|pictures?"
        r"|pics?|shots?|files?))|motionless|(?:perfectly |completely )?still(?! ?(?:s|life|image|photo"
        r"|picture|from|need|want|working)))(?![a-z])|静止(?!图)|不要?(?:任何)?(?:动|运动|动效|缩放|移动"
        r"|放大|推拉|运镜|镜头运动)(?:效果)?(?![感画])|别动|保持不动|固定(?:画面|镜头|不动)|静态(?!图)"
        r"|不动|无动效|定住|定格|停止(?:缩放|放大|运动|移动|平移|动效|运镜)",
    ),
    (
        "vary",
        rf"(?<![a-z])(?:var(?:y|ied|ying) (?:the )?(?:camera )?{_MOVES}|mix(?:ed|ture)?(?: up)? (?:of |the )?(?:different )?(?:camera )?{_MOVES}"
        rf"|a mix of (?:zooms?|pans?)[^,.;]{{0,20}}(?:pans?|zooms?)|(?:a )?(?:different|varied|various|unique|new|separate|its own|their own|another)"
        rf" (?:kind of |type of |sort of )?(?:camera |photo )?{_MOVES}{_EACH}|(?:the )?(?:camera )?{_MOVES}"
        rf"(?: (?:should|to|must|can|be|are|is|a bit))* (?:different|varied|random|mixed)(?: {_EACH.strip()})?|(?:move|animate|zoom) "
        rf"(?:each|every)(?: (?:one|photo|picture|image))? (?:one )?differently|random (?:camera )?{_MOVES}"
        rf"|(?:mov(?:e|es|ing)|go(?:es)?|pan|head)(?:s)? (?:in|to) (?:a )?(?:different|another|its own|random|varied) (?:directions?|ways?)"
        rf"|no two (?:photos|pictures|images|ones|moves)[^,.;]*)(?![a-z])"
        r"|(?:多种|不同|各种|变化|随机|不一样|丰富|多样)的?(?:运镜|动效|动作|镜头运动|运动|镜头)(?:方式|效果)?|(?:运镜|动效|动作|镜头|运动方式|运动方向|方向|运动)"
        r"(?:要|都|各|得|每张|丰富|可以|尽量)*(?:不同|不一样|不重复|有变化|多样|变化|随机)(?:一?点|一?些)?|每张(?:的)?(?:运镜|动效|动作|镜头|运动)?"
        r"(?:都|各|用|给|要|的)*(?:不同|不一样|不重复)(?:的)?(?:运镜|动效|动作|镜头|运动)?(?:方式|效果)?|镜头运动多一些变化",
    ),
    ("zoom", r"(?<![a-z])zoom(?:s|ing|ed)?(?: effects?| motion| animation)?(?![a-z])|缩放|变焦|推拉(?:镜头)?"),
    (
        "any",
        r"(?<![a-z])(?:(?:(?<=photos )|(?<=pictures )|(?<=images ))(?:(?:to |should )?mov(?:e|ing))|(?:camera"
        r"|photo) (?:motions?|movements?|moves?)|motions?(?: effects?)?"
        r"|movements?(?: effects?)?|animated(?! style| look)|animations?(?! ?:| style| look)"
        r"|(?:bring(?:s|ing)? (?:it|them|(?:this|these|the|my|our|all|\d+| |\w+){1,9}?) )?to life|come alive|some life|make (?:it|them|the photos?|the pictures?"
        r"|this) move)(?![a-z])|动态效果|动效|运镜|镜头(?:运动|移动|感)|动起来|活起来|动画效果|运动效果|动感效果"
        r"|有动感",
    ),
)
_OTHERS = (
    r"(?:(?<![a-z])(?:the )?(?:others|other (?:ones|photos|pictures|images|two|three|shots)|rest(?: of (?:them|the \w+))?|remaining"
    r"(?: (?:ones|photos|pictures|two|three))?)(?![a-z])|(?:其他|其它|其余|剩下|别|另外)的?(?:[两三四五六七八几]张|照片|图片|图|都|全部?)*)"
)
_SLOWER = (
    r"(?<![a-z])(?:(?:a )?(?:bit |little |much )?(?:slower|gentler|subtler|softer|less|calmer"
    r"|weaker)(?: and \w+)?|slow (?:down )?(?:the|this|that)|(?:reduce|decrease|soften|lessen|tone down"
    r"|lower)(?: the)?)(?: amount of)? (?:zoom(?:ing|s)?|motions?|movements?|pan(?:ning|s)?|ken burns|drift"
    r"|push)(?: (?:effect|amount|speed|down|a bit|a little))*(?![a-z])|(?<![a-z])(?:zoom|move"
    r"|pan)(?:ing)? (?:in |out )?(?:more slowly|slower|less|more gently)|make the (?:zoom|motion|movement"
    r"|pan)s? (?:a (?:bit|little) )?(?:slower|gentler|subtler|softer|smaller|weaker|calmer)|(?<![a-z])(?:zoom"
    r"|motion)(?: is)? too (?:fast|strong|much)|(?:缩放|放大|推近|运动|动效|动作|平移|推镜|镜头|移动"
    r"|运镜)(?:再|要|得|速度|幅度|可以|稍微)*(?:慢|小|轻|柔|缓|弱)(?:(?:一?点|一?些)|(?=$|[,。]))|(?:慢一?点"
    r"|更慢|小一点|再慢一?点|放慢|减慢|减弱)(?:的)?(?:缩放|放大|推近|运动|动效|平移|推镜|镜头运动|镜头|运镜)"
    r"|(?:缩放|动效|镜头|运镜)太(?:快|大|强)"
)
_FASTER = (
    r"(?<![a-z])(?:(?:a )?(?:bit |little |much )?(?:faster|stronger|bigger|more|quicker|bolder|larger"
    r"|more dramatic)|speed up (?:the|this|that)|(?:increase|boost|strengthen)(?: the)?) (?:zoom(?:ing|s)?"
    r"|motions?|movements?|pan(?:ning|s)?|ken burns|drift|push)(?: (?:effect|amount|speed|a bit"
    r"|a little))*(?![a-z])|(?<![a-z])(?:zoom|move|pan)(?:ing)? (?:in |out )?(?:more quickly|faster"
    r"|more)(?![a-z])|make the (?:zoom|motion|movement|pan)s? (?:a (?:bit|little) )?(?:faster|stronger|bigger"
    r"|bolder|larger|quicker|more dramatic)|(?<![a-z])(?:zoom|motion)(?: is)? too (?:slow|weak|subtle)|(?:缩放"
    r"|放大|推近|运动|动效|平移|推镜|镜头|移动|运镜)(?:再|要|得|速度|幅度|可以|稍微)*(?:快|大|强|明显"
    r"|多)(?:(?:一?点|一?些)|(?=$|[,。]))|(?:快一?点|更快|大一点|加快|加强|增强)(?:的)?(?:缩放|放大|推近|运动"
    r"|动效|平移|推镜|镜头运动|镜头|运镜)|(?:缩放|动效|镜头|运镜)太(?:慢|小|弱)"
)


_NAMED = (("zoom_in", r"放大|推近|zoom(?:ing)? in"), ("zoom_out", r"缩小|拉远|zoom(?:ing)? out"))


def _hear(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    for step, source in ((-1, _SLOWER), (1, _FASTER)):
        yield from hears(sentence, source, lambda match, step=step: _relative(sentence, match, step, scene))  # type: ignore[misc]
    found: list[Heard] = []
    for kind, source in _KINDS:

        def make(match: re.Match[str], kind: str = kind) -> Heard | None:
            return _heard(sentence, match, kind, scene)

        found += hears(
            sentence,
            rf"(?P<pre>(?:(?P<lead>{{percent}})[ -])?{_ADJ})(?P<core>{source})(?P<post>(?:[ ]?(?:slowly"
            rf"|gently|slightly|gradually|subtly|strongly|just a (?:little|bit)|a (?:little|bit)|一?点点?|一些"
            rf"|(?:more )?(?:subtle|gentle|slow|strong|smooth|dramatic|slight)|,? ?ever so (?:slightly|slowly|gently)|,?幅度(?:要|很)?(?:小|大)(?:一?点)?))?){_AMOUNT}",
            make,
        )
    named = {n for one in found for n in one.args.get("photos", ())}
    stated = any(one.extra.get("stated") for one in found)
    for one in found:
        if stated and one.op and not one.extra.get("stated") and one.args["kind"] != "none":
            one = replace(one, op="")  # "bring them to life with a different move on each": the second half says which
        if one.extra.get("others") and named:  # "pan left on photo 2, the others still"
            others = [n for n in range(1, scene.length + 1) if n not in named]
            one = replace(one, args=dict(one.args) | {"photos": others}) if others else one
        yield one


def _relative(sentence: Sentence, match: re.Match[str], step: int, scene: Scene) -> Heard:
    photos, place = _photos(sentence, match, scene)
    shot = scene.film.shots[photos[0] - 1].motion if photos and scene.film and photos[0] <= scene.length else None
    now = shot or (scene.film.motion if scene.film else Motion())
    amounts = [amount for amount in _STEPS if (amount < now.amount if step < 0 else amount > now.amount)]
    amount = (amounts[-1] if step < 0 else amounts[0]) if amounts else now.amount
    named = next((kind for kind, source in _NAMED if re.search(source, match.group())), None)
    kind = named or ("zoom_in" if now.kind == "none" else now.kind)
    spans = (match.span(), *((place,) if place else ()))
    args: dict[str, object] = {"kind": _plain(kind), "amount": amount} | ({"photos": photos} if photos else {})
    return Heard("motion", args, spans, extra={"kind": kind})


def _plain(kind: str) -> str:
    """Return the word for the report: a cycle of zooms is reported as the zoom it begins with."""
    return "zoom_in" if kind == "alternate" else kind


def _heard(sentence: Sentence, match: re.Match[str], kind: str, scene: Scene) -> Heard | None:
    core = match.group("core")
    if kind != "none" and re.search(
        r"(?:音量|声音|字体|文字|标题|字幕|字|音乐)[^,。;]{0,5}$", sentence.before(match.start("core"), 10)
    ):
        return None  # 字体放大, 音量缩小
    if core in ("motion", "motions", "animated", "animation", "animations") and re.search(
        r"(?<![a-z])(?:slow|stop|cloud|water|steam|caption|text|title|word)(?:s|ed)?[ -]$",
        sentence.before(match.start("core"), 10),
    ):
        return None
    if core.startswith(("float", "drift", "anim", "puls", "mov")) and re.match(
        r" (?:\w+ )?(?:text|titles?|logo|bar|button|particles?|dust|snow|petals|confetti|bubbles?|hearts?|lights?|gifs?|captions?|letters)",
        sentence.folded[match.end("core") :],
    ):
        return None
    if kind == "none" and not _still(sentence, match, scene):
        return None
    spans = [match.span()]
    photos, place = _photos(sentence, match, scene)
    if kind != "none" and negated(sentence, match.start("core")):
        args = {"kind": "none", "amount": 0.0} | ({"photos": photos} if photos else {})
        return Heard("motion", args, (match.span(), *((place,) if place else ())), extra={"kind": "none"})
    late = ""
    if place:
        spans.append(place)
        if after := pattern(_HOW_MUCH).match(sentence.left, place[1]):
            spans.append(after.span())
            late = after.group()
    if others := _others(sentence, match):
        spans += others
    said = match.group("lead") or match.group("amount")
    amount = (
        0.0
        if kind == "none"
        else min(percent(said), 0.5)
        if said
        else _strength(match.group("pre") + core + match.group("post") + late)
    )
    turns = kind == "alternate"
    if kind == "any" and scene.film is not None and scene.film.motion.kind != "none":
        kind = scene.film.motion.kind
    resolved = {"zoom": "zoom_in", "any": "alternate", "pan": "pan_right"}.get(kind, kind)
    outcome: Outcome = "applied"
    note = Say()
    if "parallax" in core or "视差" in core:
        outcome, note = (
            "approximated",
            Say("one flat picture has no layers: a slow drift instead", "单张照片没有层次：以缓慢漂移代替"),
        )
    args: dict[str, object] = {"kind": kind if turns else _plain(resolved), "amount": amount}
    if photos:
        args["photos"] = photos
    extra = {"kind": resolved, "stated": kind not in ("any", "none"), "others": bool(others) and not photos}
    return Heard("motion", args, tuple(spans), outcome, note, extra)


def _still(sentence: Sentence, match: re.Match[str], scene: Scene) -> bool:
    """Return whether 别动 speaks of a motion: "其他别动" alone means that nothing else is to be changed."""
    rest = re.search(r"(?:其他|其它|别的|其余|剩下|剩余)(?:的|部分|地方|都|就|先|内容)*$", sentence.before(match.start("core"), 10))
    if rest is None:
        return True
    return any(one.op == "motion" for one in scene.heard) or bool(sentence.whole("放大|缩小|推近|拉远|平移|移动|缩放"))


def _others(sentence: Sentence, match: re.Match[str]) -> list[tuple[int, int]]:
    """Return where "the others" stand right before or after a motion."""
    before = pattern(rf"{_OTHERS}(?: (?:should|can|to|are|be|stay|with|get|gets|just|all|completely|perfectly|:))* ?$").search(
        sentence.left[: match.start()]
    )
    after = pattern(rf" ?(?:on|for|in|with|to)? ?{_OTHERS}").match(sentence.left, match.end())
    return [one.span() for one in (before, after) if one]


def _strength(words: str) -> float:
    for amount, source in _STRENGTHS:
        if re.search(rf"(?:{source})", words):
            return amount
    return SLOW


_ALONE = rf"(?:the )?(?:very )?(?:last|final|{ORDINAL})(?: one)?(?= *(?:$|[,.;!?]|and |& |with |but |then |\ue002))"
_PLACE = (
    rf" ?(?:only |just )?(?:on|for|into|of|in|to|across|over)? ?(?:only |just )?(?:the )?(?:{INDEX})"
    rf"| (?:only |just )?(?:on|for|over|in) (?:only |just )?{_ALONE}"
)
_HOW_MUCH = (
    r" (?:more |very |a bit |a little |only )*(?:subtly|gently|slightly|slowly|softly|strongly"
    r"|dramatically|quickly)(?![a-z])"
)
_SHAPES = (
    r" (?:on|for) (?:the |all )?(?P<shape>portrait|vertical|landscape|horizontal|group|close-?up"
    r"|wide) (?:shots?|photos?|pictures?|images?|ones)"
)


def _photos(sentence: Sentence, match: re.Match[str], scene: Scene) -> tuple[list[int], tuple[int, int] | None]:
    """Return which photos are meant (from 1; empty: all) and where that was said, right after or before the motion."""
    after = pattern(_SHAPES).match(sentence.left, match.end())
    if after:
        return _by_shape(after.group("shape"), scene), after.span()
    held = _held(sentence, match.start(), scene)
    if held:
        return held, None
    head = sentence.left[: match.start()]
    before = pattern(
        rf"(?P<which>{INDEX}|(?:the )?(?:very )?(?:last|final|{ORDINAL})(?: one)?)(?:[^,.;。]{{0,3}}(?:with|gets?|should|stays?|remains?|keeps?|is|to|can|will|slowly|gently|shouldn't|别再?|不要|不用|不|用|要|加|做|使用|来个|加个|:)?(?: an?)?) ?$"
    ).search(head)
    if before and re.search(r"[\u4e00-\u9fff]", before.group()):
        return indexes(before.group("which"), scene), before.span("which")
    after = pattern(_PLACE).match(sentence.left, match.end())
    if after:
        return indexes(after.group(), scene), after.span()
    if before:
        return indexes(before.group("which"), scene), before.span("which")
    return [], None


def _held(sentence: Sentence, start: int, scene: Scene) -> list[int]:
    """Return the photos of "photo 1 for 4 seconds with …": a length said in the same clause says which photo."""
    for one in scene.heard:
        if one.op != "per_photo" or "photos" not in one.args or one.spans[0][1] > start:
            continue
        if not re.search(r"[,.;，。；]", sentence.folded[one.spans[0][1] : start]):
            return list(one.args["photos"])
    return []


def _by_shape(shape: str, scene: Scene) -> list[int]:
    wide = shape in ("landscape", "horizontal", "wide")
    return [n for n, asset in enumerate(scene.photos, 1) if asset.width and (asset.width > asset.height) == wide]


def _edit(film: Film, heard: Heard, scene: Scene) -> Edit:
    motion = Motion(str(heard.extra.get("kind", heard.args["kind"])), heard.args["amount"])
    note, outcome = heard.note, heard.outcome
    if film.shots and all(shot.is_clip for shot in film.shots) and motion.kind != "none":
        return Edit(
            film,
            "declined",
            Say("clips move by themselves; only photos get camera motion", "视频片段自己会动；镜头运动只用于照片"),
        )
    if "photos" in heard.args:
        wanted = set(heard.args["photos"])
        there = {number for number in wanted if number <= len(film.shots)}
        shots = tuple(replace(shot, motion=motion) if n in there else shot for n, shot in enumerate(film.shots, 1))
        if not there:
            return Edit(film, "declined", Say(f"there are {len(film.shots)} photos", f"一共只有 {len(film.shots)} 张"))
        return Edit(replace(film, shots=shots), outcome, note)
    general = [one for one in scene.heard if one.op == "motion" and "photos" not in one.args]
    stated = [one for one in general if one.extra.get("stated")] or general
    if heard is not stated[0]:
        if not heard.extra.get("stated"):
            return Edit(film, outcome, note)
        if heard.args["kind"] == stated[0].args["kind"]:
            return Edit(film, outcome, note)
        return _cycle(film, stated, note)
    return Edit(
        replace(film, motion=motion, shots=tuple(replace(shot, motion=None) for shot in film.shots)), outcome, note
    )


def _cycle(film: Film, stated: list[Heard], note: Say) -> Edit:
    """Several motions for the whole film take turns, photo by photo."""
    turns = [Motion(str(one.extra["kind"]), one.args["amount"]) for one in stated]
    shots = tuple(replace(shot, motion=turns[n % len(turns)]) for n, shot in enumerate(film.shots))
    return Edit(replace(film, shots=shots), "applied", note + Say("the motions take turns", "几种运动轮流使用"))


MOTION = Operation("motion", 50, _hear, _edit)
