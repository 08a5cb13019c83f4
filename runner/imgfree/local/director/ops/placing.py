"""Where, when and in which style a text stands: the details beside it in the sentence."""

import re
from typing import Any

from imgfree.local.director.indexes import INDEX, indexes
from imgfree.local.director.numbers import seconds
from imgfree.local.director.rule import Scene
from imgfree.local.director.sentence import Sentence, pattern

DEFAULT_PLACE = {
    "title": "upper_third",
    "end": "center",
    "text": "lower_third",
    "photo": "lower_third",
    "lower": "lower_third",
}

_PLACES: tuple[tuple[str, str], ...] = (
    ("upper_third", r"upper[ -]third|上三分之一|上方三分之一|中间偏上|中上方?|偏上(?:方|一点)?"),
    ("lower_third", r"lower[ -]thirds?|下三分之一|下方三分之一|中间偏下|中下方?|偏下(?:方|一点)?"),
    ("top_left", r"(?:top|upper)[ -]left(?: corner)?|左上(?:角|方)?"),
    ("top_right", r"(?:top|upper)[ -]right(?: corner)?|右上(?:角|方)?"),
    ("bottom_left", r"(?:bottom|lower)[ -]left(?: corner)?|左下(?:角|方)?"),
    ("bottom_right", r"(?:bottom|lower)[ -]right(?: corner)?|右下(?:角|方)?"),
    (
        "top",
        r"up top|(?:very )?top(?: (?:of the (?:screen|frame|video|picture|image)|center|centre|edge))?|顶部|上方"
        r"|顶端|最上面|上面|画面上方",
    ),
    (
        "bottom",
        r"(?:very )?bottom(?: (?:of the (?:screen|frame|video|picture|image)|center|centre|edge))?|底部"
        r"|下方|底端|最下面|下面|画面下方",
    ),
    (
        "center",
        r"(?:dead )?(?:cent(?:er|re)(?:ed|d)?|middle)(?: of (?:the |each )?(?:screen|frame|video|picture"
        r"|image))?|正中(?:央|间)?|居中|置中|中间|中央|画面中间",
    ),
)
_PLACE = "(?:" + "|".join(source for _, source in _PLACES) + ")"
_COLORS = {
    "white": "white|白色?",
    "black": "black|黑(?!白)色?",
    "yellow": "yellow|黄色?",
    "red": "red|红色?",
    "gold": "gold(?:en)?|金色?",
    "blue": "blue|蓝色?",
    "green": "green|绿色?",
    "pink": "pink|粉色?",
    "orange": "orange|橙色?",
}
_STYLES: tuple[tuple[str, Any, str], ...] = (
    *(
        (
            "color",
            name,
            rf"(?<![a-z])(?:{source.split('|')[0]})(?![a-z])|(?:{source.split('|')[1]})(?:的)?(?:字体?|文字|大字)",
        )
        for name, source in _COLORS.items()
    ),
    ("bold", True, r"(?<![a-z])bold(?:ed)?(?![a-z])|粗体|加粗"),
    ("size", "large", r"(?<![a-z])(?:big|bigger|large|larger|huge)(?![a-z])|大字|大号|大一?[点些]|更大"),
    ("size", "small", r"(?<![a-z])(?:small|smaller|tiny)(?![a-z])|小字|小号|小一?[点些]|更小"),
    ("font", "serif", r"(?<![a-z-])serif(?![a-z])|衬线|宋体"),
    ("caps", True, r"all[ -]caps|uppercase|大写"),
)

_DETAIL = (
    rf"(?P<all>(?:throughout|(?:for |during )?(?:the )?(?:whole|entire|full) (?:video|film|reel|clip|time|thing"
    rf"|duration)|all the way through|全程|整个视频|从头到尾|始终|一直)(?: ?(?:显示|保留|出现|放着|到(?:结束|最后"
    rf"|结尾))*)?)"
    rf"|(?P<range>(?:from|between) (?P<from>{{moment}}) (?:to|and|until|-) (?P<to>{{when}})"
    rf"|从?(?:第)?(?P<fromzh>{{moment}})(?:到|至|-)(?:第)?(?P<tozh>{{when}})(?:显示|出现)?)|(?P<first>(?:for|in"
    rf"|during|over|on)? ?(?:the )?(?:first|opening) (?P<firstlen>{{time}})|(?:显示)?(?:在)?(?:最?前|开头的?"
    rf"|片头的?)(?P<firstzh>{{time}})(?:显示|出现)?)|(?P<last>(?:for|in|during|over|on)? ?(?:the )?(?:last"
    rf"|final|closing) (?P<lastlen>{{time}})|(?:在)?(?:最?后|结尾的?|末尾的?|片尾的?)(?P<lastzh>{{time}})(?:显示"
    rf"|出现)?)|(?P<for>(?:for|lasting|during|(?:stay|last|hold|show|remain|leave|keep)(?:s|ing)?(?: (?:it"
    rf"|them))?(?: (?:on|up|on screen|visible|there))*(?: for)?"
    rf"|visible for|shown for|up for|on screen for) (?:about "
    rf"|around )?(?P<forlen>{{time}})|(?:显示|持续|停留?|出现|展示|时长|保持|放)(?:的?(?:时间|时长))?"
    rf"(?:[长久短]一?[点些][,，]?)?(?:改成|改为|到|为|约|设为|够|满)*(?P<forzh>{{time}}))"
    rf"|(?P<bare>(?:stay|last|remain)s?(?: (?:on|up|there))?(?: for)? (?P<barelen>{{num}})(?= *(?:$|[,.;]))"
    rf"|停留?(?P<barezh>{{numzh}})(?=$|[,。；]))"
    rf"|(?P<at>(?:at|from|starting at|after) (?:the )?(?P<attime>{{when}})(?: mark)?"
    rf"|(?:在)?第(?P<atzh>{{when}})(?:开始|处|时)?(?:出现|显示)?|从第?(?P<atzh2>{{when}})(?:开始|起)(?:出现|显示"
    rf"|弹出)?)"
    rf"|(?P<start>(?:right )?(?:at|in|from|on) (?:the )?(?:very )?(?:beginning|start|opening|intro"
    rf"|front)(?: of (?:the |my )?\w+)?|in the intro|first thing|(?:在)?(?:视频|片子)?(?:最?开头|片头|开始(?:处"
    rf"|的时候|时)?|一开始|开场)(?:处|位置)?(?:显示|出现|加上?|写上?)?)|(?P<end>(?:right )?(?:at|in|near|on"
    rf"|toward) (?:the )?(?:very )?(?:end|finish|ending|close|outro)(?: of (?:the |my )?\w+)?|(?:在)?(?:视频"
    rf"|片子)?(?:最后(?!一?[张个幅段])|结尾|片尾|末尾|结束(?:处|的时候|时)?)(?:处|位置)?(?:显示|出现|加上?|写上?)?)"
    rf"|(?P<photo>(?:on|over|under|to|for|of|onto) (?:the )?(?:{INDEX}|(?:last|first|second|third)(?= *(?:$"
    rf"|[,.;!?])))|(?:在)?(?:{INDEX})(?:上面?|里|中|下方"
    rf"|处)?(?:显示|出现|加上?|写上?)?)|(?P<place>(?:(?:标题|字幕|文字|字|它)(?:要|再|给我)*(?=放|挪|移|摆|在|换|调"
    rf"|居))?(?:(?:at|in|on|to|near"
    rf"|across|along|towards?|down (?:at|in)|up"
    rf" (?:at|in))?"
    rf" ?(?:the )?{_PLACE}|(?:放|挪|移动?|换|调"
    rf"|位于|置于|显示|摆)?(?:在|到)?(?:画面|屏幕|视频|图片)?的?{_PLACE}(?:位置|显示|处)?))|(?P<style>(?<![a-z])(?:in "
    rf"|with |of |using )?(?:a |an |the )?(?![ ,])(?:(?:white|black|yellow|red|gold(?:en)?|blue|green|pink"
    rf"|orange|bold(?:ed)?|bigger|big|larger|large|huge|smaller|small|elegant|modern|clean|simple|thin|thick"
    rf"|serif|sans[ -]serif|handwritten|script|all caps|uppercase|animated|centered|minimal(?:ist)?|stylish"
    rf"|nice|classic|light|and|,) ?)+(?:(?:fonts?|text|letters?|type(?:face)?|lettering|caps|color|colour|serif"
    rf"|outline|shadow)(?![a-z]))?(?: fonts?)?|(?:字|文字|字体|标题)?的?(?:颜色|字色|字号)?(?:改成|改为|换成|变成"
    rf"|设为|用|使用|是|为|要|选)?(?:白色?"
    rf"|黑(?!白)色?|黄色?|红色?|金色?"
    rf"|蓝色?|绿色?|粉色?|橙色?|粗体|加粗|大字|小字|大号|小号|艺术|手写)+的?(?:字体?|文字|大字)?|(?:再"
    rf"|更)?[大小](?:一?[点些]|号)|更大|更小|字体(?:用|为|大一?点|小一?点|加粗)?|with (?:a )?fade(?:[ -]in)?"
    rf"|fad(?:e|ing) in|带?淡入(?:效果)?)"
)
_GLUE = re.compile(
    r"[ ,，、]*(?:- )?(?:(?:(?:on|over|across) (?:it|them|top|screen|the (?:screen|video|picture|image|photo|clip"
    r"|frame)"
    r"|each(?= *[,.;]|$))(?=[ ,.;]|$)"
    r"|(?:move|put|place|set|show|display|keep|have) it (?=to|at|in|on|down|up|for|from|over|across)|(?:leave|keep"
    r"|hold|have|let) it (?:up|on screen|there|on"
    r"|visible|showing|stay(?: up)?))[ ,]*|(?:pop|come|show|turn)(?:s|ing)? (?:up|in|on) |(?:flash|blink|slid|pop"
    r"|bounc|typ|float|scroll|glow|puls)(?:es|ing) (?=at|in|on|up|from|across)|and |also |that |which "
    r"|it |should |displayed |shown |placed |positioned |appears? "
    r"|appearing |showing |show |stays? |visible |must be |be |出现|并且?|而且|让它|它"
    r"|(?:这)?[一两三四五六七八九十几\d]*个?[大小]?字样?(?=[居放在显停]))*"
)
_CONTENT_NEXT = re.compile(r"\w*[a-z\u4e00-\u9fff]")

CAPTION_STYLE = (
    r"(?<![a-z])(?:(?:make|with|use|in|and|the) )*(?:the )?(?:font|typeface|lettering)(?: (?:size|large|big"
    r"|small|bold|color|white)[^,.;]*)?(?: (?:large|big|small|bold) (?:enough)?[^,.;]*)?(?![a-z])"
    r"|(?<![a-z])(?:white|yellow|black|gold|bold|large|big|small)(?: \w+){0,2} text(?: color)?(?: (?:with|and"
    r"|on)[^,.;]*)?|(?<![a-z])(?:dark|black|semi-transparent|white)(?: \w+){0,2} (?:background(?: bar| box)?"
    r"|outline|box|bar)[^,.;]*|word[ -]by[ -]word(?:(?! ?(?:captions?|subtitles|subs)(?![a-z]))[^,.;])*|all caps"
    r"|pill[- ]\w+ bg|(?:bold |modern "
    r"|clean )*sans-serif[^,.;)]*\)?|#[0-9a-f]{6}[^,.;)]*|(?<![a-z])(?:white|yellow|gold|green|red"
    r"|blue) highlights?(?![a-z])|(?:底部|顶部)?居中|底部|字体[^,。;]{0,8}|(?:白|黑|黄)(?:色)?(?:大)?字(?:黑边"
    r"|白边|描边)?|逐字(?:高亮|出现)?|大字(?:号)?|描边"
)


def around(
    sentence: Sentence, span: tuple[int, int], inside: str, scene: Scene
) -> tuple[dict[str, Any], list[tuple[int, int]]]:
    """Return the details beside a text (position, anchor, at_ms, length_ms, style, photo) and where they stand."""
    details: dict[str, Any] = {}
    spans: list[tuple[int, int]] = []
    _inside(inside, details, scene)
    _before(sentence, span[0], details, spans, scene)
    at = span[1]
    if held := pattern(r"(?<=[\ue000\ue001]) ?(?:显示)?(?P<len>{time})(?=$|[,.;。，；])").match(sentence.left, at):
        details["length_ms"] = round(seconds(held.group("len")) * 1000)
        spans.append(held.span())
        at = held.end()
    for _ in range(6):
        glue = _GLUE.match(sentence.left, at)
        if (
            spans
            and "style" in details
            and (own := pattern(r"(?:[,，] ?|(?<=[,，] ))(?P<len>{time})(?=$|[,.;。，；])").match(sentence.left, at))
            and seconds(own.group("len")) <= 10
        ):  # "Opening title: Rose, white serif, 4 seconds" goes on describing the title
            details.setdefault("length_ms", round(seconds(own.group("len")) * 1000))
            spans.append(own.span())
            at = own.end()
            continue
        match = pattern(_DETAIL).match(sentence.left, glue.end() if glue else at)
        if match is None or not match.group().strip() or not _ends_well(sentence, match):
            break
        comma = "," in sentence.folded[at : match.start()]
        if comma and match.group("for") and re.match(r"时长", match.group()):
            break  # 写上“…”，时长18秒: the length of the film
        if not _bind(match, details, scene, after_comma=comma):
            break
        spans.append(match.span())
        at = match.end()
    return details, spans


_NEXT_WISH = (
    r"(?:再|还|要|请|统一|都|也|小小地|用小字|用大字)*(?:写|打|加|放|贴|标|印|显示|来|配|叠|弄|盖|挂|留)"
    r"(?!(?:在|大|小|粗|白|黑|红|黄)|着?\d|(?:着|到)?(?:$|[,。;]))"
)


def _ends_well(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether the detail is not just the beginning of another phrase: "at 35% volume", "white background"."""
    rest = sentence.left[match.end() : match.end() + 14]
    if match.lastgroup == "style" or match.group("style"):
        return not re.match(
            r" ?(?:transitions?|music|photos?|zoom|video|background|cross|cut|look|fade|reel|logo"
            r"|的?(?:转场|照片|音乐|视频))",
            rest,
        ) and bool(re.search(r"(?!and)[a-z]{3}|[\u4e00-\u9fff]", match.group()))
    if re.match(r" ?\ue001", rest) and not (match.group("style") or match.group("place")):
        return False  # it says where the next text stands
    if match.group("photo") and re.match(r"[\u4e00-\u9fff]", rest):
        return False  # 第二张缩小 is the next wish
    if (match.group("place") or match.group("end") or match.group("start")) and re.match(_NEXT_WISH, rest):
        return False  # 右下角写“…”, 底部加logo
    comma = re.search(r"[,，] ?$", sentence.folded[: match.start()])
    if comma and (match.group("end") or match.group("start")) and re.match(r"[\u4e00-\u9fff]", rest):
        return False  # ，结尾淡出 is the next wish
    if match.group("start") and re.match(r"(?:淡入|放大|\ue002?第)", rest):
        return False
    return not re.match(r"[a-z%]| ?(?:%|zoom|crossfade|volume|fade)", rest)


def _before(
    sentence: Sentence, start: int, details: dict[str, Any], spans: list[tuple[int, int]], scene: Scene
) -> None:
    """Bind what stands right before the text: "at the bottom, put …", "在结尾加上…"."""
    head = sentence.left[:start]
    begin = max((head.rfind(stop) for stop in ".;!?。；！？\n"), default=-1) + 1
    for match in pattern(_DETAIL).finditer(head, max(begin, start - 60)):
        between = head[match.end() :]
        if (
            not match.group().strip()
            or "\ue002" in between
            or not re.fullmatch(
                r"[ ,，]*(?:(?:put|add|show|write|display|place|insert|have|with|overlay|use|a|an|the|then"
                r"|please|also|i want|text|and|再|请|加上?|写上?|显示|打上|加个|放上?|一个|个|出现|叠加|要"
                r"|有|我想|用|添加|配上?)[ ,]*)*(?:\w{0,9} ?)?",
                between,
            )
        ):
            continue
        if match.group("style") and not (styled(match.group()) or re.search(r"font|text|lettering|字", match.group())):
            continue
        if (match.group("for") or match.group("style")) and "," in between:
            continue
        if match.group("style") and re.search(r", ?(?:and )?$|black and white", match.group()):
            continue  # "black and white, and the name …" is the look of the film
        own = re.split(r"[,，]", head[: match.start()])[-1]
        if "," in between and "\ue001" in own:
            continue  # it stands with the text of its own clause
        if re.search(r"\d|秒|结尾|开头|片尾|片头", between):
            continue  # something nearer says when
        if _bind(match, details, scene, after_comma=False):
            spans.append(match.span())


def _inside(inside: str, details: dict[str, Any], scene: Scene) -> None:
    """Bind details between the noun and the words: 'a title at the top for 4 seconds saying "X"'."""
    for match in pattern(_DETAIL).finditer(inside):
        if match.group().strip():
            _bind(match, details, scene, after_comma=False)
    if style := styled(inside):
        details.setdefault("style", {}).update(style)


def styled(text: str) -> dict[str, Any]:
    """Return the style words of a phrase: colour, weight, size, font."""
    return {key: value for key, value, source in _STYLES if re.search(source, text)}


def _bind(match: re.Match[str], details: dict[str, Any], scene: Scene, *, after_comma: bool) -> bool:
    groups = {key: value for key, value in match.groupdict().items() if value}
    kind = next(
        (
            key
            for key in ("all", "range", "first", "last", "for", "bare", "at", "start", "end", "photo", "place", "style")
            if key in groups
        ),
        None,
    )
    if kind is None:
        return False
    if kind in ("photo",):
        numbers = indexes(groups["photo"], scene)
        if numbers:
            details["photo"] = numbers[0]
        elif re.match(r"(?:each|every|all)", groups["photo"]):
            return False  # "all the photos" is the material; "on every photo" is a place
        else:
            details["anchor"] = "all"
    elif kind == "place":
        details["position"] = next(name for name, source in _PLACES if re.search(source, groups["place"]))
    elif kind == "style":
        details.setdefault("style", {}).update(styled(groups["style"]))
    else:
        _bind_time(kind, groups, details)
    return True


def _bind_time(kind: str, groups: dict[str, str], details: dict[str, Any]) -> None:
    def pick(*keys: str) -> int:
        return round(seconds(next(groups[key] for key in keys if key in groups)) * 1000)

    if kind == "all":
        details["anchor"] = "all"
    elif kind == "range":
        start, end = pick("from", "fromzh"), pick("to", "tozh")
        details |= {"anchor": "at", "at_ms": start, "length_ms": max(500, end - start)}
    elif kind == "first":
        details |= {"anchor": "start", "length_ms": pick("firstlen", "firstzh")}
    elif kind == "last":
        details |= {"anchor": "end", "length_ms": pick("lastlen", "lastzh")}
    elif kind == "for":
        details["length_ms"] = pick("forlen", "forzh")
    elif kind == "bare":
        details["length_ms"] = pick("barelen", "barezh")
    elif kind == "at":
        details |= {"anchor": "at", "at_ms": pick("attime", "atzh", "atzh2")}
    else:
        details["anchor"] = kind
