"""trim: taking time away, at the ends, in the middle, or all but a part."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.numbers import seconds
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears
from imgfree.local.director.sentence import Sentence, pattern
from imgfree.local.draft import length_text, without
from imgfree.local.film import Film, to_ms, total_frames

_CUT_EN = (
    r"(?<![a-z])(?:trim(?:ming)?|cut(?:ting)?|remov(?:e|ing)|delet(?:e|ing)|chop(?:ping)?|snip|drop|los(?:e"
    r"|ing)|shav(?:e|ing)|crop|skip|take|strip|clip|get rid of|throw away|discard|ditch|bin|scrap|kill|axe|toss"
    r"|dump|erase|wipe|omit)(?: (?:off|out"
    r"|away))?(?: (?:of|the|my|this|video|clip|footage|from))*"
)
_CUT_ZH = (
    r"(?:剪掉|去掉|删掉|删除|裁掉|切掉|砍掉|剪去|去除|截掉|减掉|不要|移除|剪切|裁剪|跳过|砍|剪了|删了|切了|去了"
    r"|掐掉|抹掉|截去|裁去|切去|抹去|不用|丢掉|扔掉|裁了|砍了|掐了|咔嚓掉|卡掉|去除掉|剪除)"
)
_KEEP_EN = (
    r"(?<![a-z])(?:(?:i )?(?:just |only )?(?:keep|use|show|take|want|need|leave|save)(?:ing)?(?: only| just)?|just"
    r" keep|only)(?: (?:the|my"
    r"|this|part|section|bit|piece|stretch|video|clip|segment|from|between))*"
)
_KEEP_ZH = r"(?:只?(?:保留|留下|留|要|取|用|截取|截|剪出|选取))(?:视频|素材|影片)?(?:的)?"
_TO = r" ?(?:(?:up |all the way |right |on )?(?:to|until|till)|-|and|through|thru|到|至|~|—) ?"
_START = r"(?:start|beginning|front|top|head|opening|intro)"
_TAIL = r"(?:end|back|tail|ending|finish|outro)"
_SAY = r"(?:[ ,(]*(?:say|about|around|roughly|maybe|of|by|like|for|approximately|~|:))*[ ,(]*"
_REST = r"(?:everything|all|the rest|anything|whatever|what(?: comes| is)?|the (?:part|bit|footage|stuff))(?: that)?"
_AFTER = r"(?:after|past|beyond|following|from)"

_FIRST_EN = r"(?: ?(?:the )?(?:first|opening|initial|beginning|starting) (?P<start>{time}|second(?!s| photo| picture)))"
_LAST_EN = r"(?: ?(?:the )?(?:last|final|ending|closing) (?P<end>{time}|second(?!s| photo| picture)))"
_TRIMS: tuple[tuple[str, str], ...] = (
    (
        "keep_range",
        rf"(?:{_CUT_EN} ?{_REST} before (?:the )?(?P<a4>{{when}})(?: mark)? (?:and"
        rf"|or) (?:{_REST} )?after (?:the )?(?P<b4>{{when}})"
        rf"|(?<![a-z])(?:{_CUT_EN} ?(?:it )?)?so (?:that )?it (?:only |just )?(?:runs|goes|plays|starts|is)(?:"
        rf" just| only)? (?:from |at |between )?(?P<a3>{{moment}})"
        rf"(?: and (?:ends|stops) at |{_TO})(?P<b3>{{when}})|{_KEEP_EN} ?(?:from |between"
        rf" )?(?P<a>{{moment}}){_TO}(?P<b>{{when}})(?: (?:part|section|only"
        rf"|segment))?|{_KEEP_ZH}(?:第|从)?(?P<azh>{{moment}}){_TO}(?:第)?(?P<bzh>{{when}})(?:的)?(?:部分"
        rf"|内容|片段|之间)?)",
    ),
    (
        "keep_first",
        rf"(?:{_KEEP_EN}{_FIRST_EN}(?: only)?|(?P<k1>{_KEEP_ZH})?(?:最)?(?:前|开头)(?:面)?的?(?P<startzh>{{time}})"
        rf"(?(k1)|的?(?:内容|部分|视频|画面)?(?:截出来?|截取|截下来|剪出来|剪下来|留下来?|保留|留着))"
        rf"|{_CUT_EN} ?{_REST}(?: (?:is|comes|goes))? (?:{_AFTER}) (?:the )?(?P<upto>{{when}})(?! ?(?:to|until"
        rf"|till|-|and|through) ?\d)(?: mark)?"
        rf"(?: (?:on|onwards?|to the end))?|{_CUT_EN} ?(?:it )?(?:off )?(?:from|after|at) (?:the"
        rf" )?(?P<upto2>{{when}})(?: mark)?"
        rf" (?:on(?:wards?)?|to the end)|(?<![a-z])(?:the )?(?:first|opening) (?P<upto4>{{time}}) only"
        rf"|(?<![a-z])(?:cut|end|stop|finish)(?:s|ing)? (?:it |the (?:video|clip) )?(?:off )?(?:at"
        rf"|after) (?:the )?(?P<upto3>{{when}})(?: mark)?|(?:把|将)?(?:第)?(?P<uptozh>{{when}})(?:之后|以后|往后"
        rf"|后面|后)"
        rf"(?:的)?(?:内容|部分|画面|片段)?(?:都|全部?|统统|给我)*(?:{_CUT_ZH}|删了|剪了|不要)|(?:播|放|剪)?(?:到"
        rf"|在)第?(?P<uptozh2>{{time}})(?:处|的地方)?(?:就|那里)?(?:结束|停下?|截止|收尾)"
        rf"|(?:只)?前(?P<uptozh3>{{time}})(?:就(?:够了?|行了?|好了?)|即可))",
    ),
    (
        "keep_last",
        rf"(?:{_KEEP_EN}{_LAST_EN}(?: only)?|{_KEEP_ZH}(?:最后?|结尾|末尾)(?:面)?的?(?P<endzh>{{time}})"
        rf"|(?<![a-z])(?:the )?(?:last|final) (?P<end6>{{time}}) only|{_KEEP_ZH}后(?:面)?的?(?P<endzh2>{{time}}))",
    ),
    (
        "remove_range",
        rf"(?:{_CUT_EN} ?(?:(?:out |off )?(?:the )?(?:middle )?(?:section|part|segment|bit|piece|everything"
        rf"|footage|all)(?: of (?:the |my )?(?:video|clip))? ?)?(?:from "
        rf"|between )(?P<a>{{moment}}){_TO}(?P<b>{{when}})"
        rf"|{_CUT_EN} ?(?:out )?(?:from )?seconds? (?P<a5>{{num}}){_TO}(?P<b5>{{num}})|{_CUT_EN} ?(?:out"
        rf" )?(?:(?:the )?(?:middle|section|part|segment|bit|piece)[ ,:(]+)?(?P<a2>{{when}}){_TO}(?P<b2>{{when}})"
        rf"|{_CUT_ZH}(?:视频|中间)?(?:第"
        rf"|从)?(?P<azh>{{moment}}){_TO}(?:第)?(?P<bzh>{{when}})(?:的)?(?:部分|内容|片段|之间)*|(?:把"
        rf"|将)?(?:第|从)*(?P<azh2>{{moment}})(?:开始)?{_TO}(?:第)?(?P<bzh2>{{when}})(?:结束)?(?:的|这|那"
        rf"|一)*(?:部分|内容|片段"
        rf"|之间|段|画面)*(?:都|给我|全)*(?:{_CUT_ZH}|(?P<stay>留下来?|留着|保留(?:下来)?|留(?=$|[,。;])|留住"
        rf"|截出来?|截取(?:出来)?"
        rf"|剪出来|就行|就够了?|要(?=$|[,。;]))))",
    ),
    (
        "range",
        rf"(?<![a-z])(?:trim|cut|clip|crop|shorten)(?:ming|ting)?(?: (?:my|the|this|it|video|clip|footage"
        rf"|down|to))* (?:from |between )?(?P<a>{{moment}}){_TO}(?P<b>{{when}})|(?:截取?|剪辑?|裁剪"
        rf"|剪取|剪成(?=从)|裁成(?=从))(?:视频)?(?:的)?(?:第|从)?(?P<azh>{{moment}}){_TO}(?:第)?(?P<bzh>{{when}})"
        rf"|从(?P<azh2>{{clock}}){_TO}(?P<bzh2>{{clock}})(?!.{{0,4}}(?:加速|放慢|慢|快|倍|显示|写|出现))",
    ),
    (
        "both",
        rf"{_CUT_EN}{_FIRST_EN}(?: ?\([^)]*\))?(?: and| as well as| plus) ?(?:the )?(?:last|final|ending|closing) "
        rf"(?P<end>{{time}}|second(?!s| photo| picture)|{{numen}}(?= *(?:$|[,.;(])))(?: ?\([^)]*\))?"
        rf"|{_CUT_EN} ?(?:the )?first and last (?P<two>{{time}})"
        rf"|(?:{_CUT_ZH})?(?:首尾|头尾|前后|两头|两端|掐头去尾|去头去尾|开头结尾|开头和结尾|片头片尾)(?:都|分别"
        rf"|也)*各?(?:{_CUT_ZH}|剪|去|掐)?"
        rf"(?P<twozh>{{time}})(?:都)?(?:{_CUT_ZH})?"
        rf"|(?:{_CUT_EN} )?(?P<two2>{{time}}) (?:off|from) (?:both ends|each end|either end"
        rf"|the start and (?:the )?end)|(?:{_CUT_ZH})?(?:视频)?(?:最?前"
        rf"|开头)(?:面)?(?:的)?(?P<sz>{{time}})(?:和|与|、|以及|,)(?:最?后|结尾"
        rf"|末尾)(?:面)?(?:的)?(?P<ez>{{time}})(?:都|给我)?(?:{_CUT_ZH})?|掐头去尾|去头去尾",
    ),
    (
        "start",
        rf"{_CUT_EN}:?(?: ?(?:the |my )?(?:\w+ )?[(:,-]+)?{_FIRST_EN}\)?(?: of [a-z ]*?(?:video|clip|film|footage))?"
        rf"|{_CUT_EN} ?(?P<start2>{{time}}) (?:off|from|at) (?:of )?(?:the )?(?:very )?{_START}(?: of (?:it|(?:the |my "
        rf"|this )?(?:video|clip|film|footage)))?"
        rf"|{_CUT_EN} ?(?:[a-z]+ ){{0,5}}?(?:at|from|off) (?:of )?(?:the )?(?:very"
        rf" )?{_START}{_SAY}(?P<start5>{{time}})\)?"
        rf"|(?<![a-z])(?:shorten|trim|cut|reduce|tighten) (?:the |my )?{_START} (?:down )?by (?P<start8>{{secs}})"
        rf"|{_CUT_EN} ?{_REST}(?: (?:is|comes))? before (?:the )?(?P<start6>{{when}})(?: mark)?"
        rf"|(?:{_CUT_ZH}){{clipzh}}?的?(?:开头|片头|开始|最?前)(?:面)?的?(?P<startzh>{{time}})|(?:把"
        rf"|将)?{{clipzh}}?的?(?:开头|片头|开始|最?前)(?:面|部分|处)?(?:[^,。;\d\ue001\ue002第]{{0,5}}的"
        rf"|的)?(?P<s1>(?:先|都|给我|要|请|多余的?"
        rf"|的话)*(?:{_CUT_ZH}|剪|删))?"
        rf"(?P<startzh2>{{time}})(?(s1)|(?:都|给我|也|全)*{_CUT_ZH})"
        rf"|(?:第)?(?P<startzh3>{{when}})(?:之前|以前)(?:的)?(?:内容|部分|画面|片段)?(?:都|全部?|给我)*{_CUT_ZH}"
        rf"|从第?(?P<startzh4>{{time}})(?:处)?开始(?!.{{0,4}}(?:出现|显示|写|加|淡|播))"
        rf"|(?<![a-z])(?:so (?:that )?it )?(?:starts?|begins?)"
        rf" (?:it |the"
        rf" (?:video|clip) )?(?:at|from) (?:the )?(?P<start3>{{when}})(?: mark)?|(?:,"
        rf"|and) ?(?:the )?first (?P<start4>{{time}})(?= ?[(,.;]|$| and)",
    ),
    (
        "end",
        rf"{_CUT_EN}{_LAST_EN}(?: of [a-z ]*?(?:video|clip|film|footage))?"
        rf"|{_CUT_EN} ?(?P<end2>{{time}}) (?:off|from|at) (?:of )?(?:the )?(?:very )?{_TAIL}(?: of (?:it|(?:the |my "
        rf"|this )?(?:video|clip|film|footage)))?"
        rf"|{_CUT_EN} ?(?:[a-z]+ ){{0,5}}?(?:at|from|off) (?:of )?(?:the )?(?:very )?{_TAIL}{_SAY}(?P<end5>{{time}})\)?"
        rf"|(?:{_CUT_ZH}){{clipzh}}?的?(?:结尾|片尾|最?后|末尾)(?:面)?的?(?P<endzh>{{time}})|(?:把"
        rf"|将)?{{clipzh}}?的?(?:结尾|片尾|最?后|末尾|尾巴|尾部)(?:面|部分|处)?(?:[^,。;\d\ue001\ue002第]{{0,5}}的"
        rf"|的)?(?P<e1>(?:先|也|都|给我"
        rf"|要|请|多余的?|再)*(?:{_CUT_ZH}|剪|删))?"
        rf"(?P<endzh2>{{time}})(?(e1)|(?:都|给我|也|全)*{_CUT_ZH})"
        rf"|(?<![a-z])(?:shorten|trim|cut|reduce|tighten) (?:the |my )?{_TAIL} (?:down )?by (?P<end8>{{secs}})"
        rf"|(?:,|and) ?(?P<end4>{{time}}) (?:off|from) (?:of )?(?:the )?(?:very )?{_TAIL}"
        rf"|(?:,|and) ?(?:the )?last (?P<end3>{{time}})(?= ?[(,.;]|$| and)",
    ),
    (
        "length",
        r"(?<![a-z])(?:trim|cut|shorten|crop|clip|reduce|condense|compress|tighten|bring|whittle|pare|squeeze|edit"
        r"|chop|boil)(?:ming|ting|ing|d)?(?: (?:it|down|up))* ?(?:(?:my|the|this|that"
        r"|a|our|everything|it all)(?: {time})?(?: (?!and |then |with |photos|pictures)[\w'-]+){0,4}|this|it"
        r"|footage|total)?(?: (?:it |down |back )?)*(?: ?(?:down )?(?:to|into)) (?:the (?:best|strongest|first"
        r"|most \w+) |about |just |exactly |under "
        r"|around |roughly |only |a |an )*(?P<length>{time})(?! (?:[\w-]+ ){0,3}?(?:reel|montage|slideshow"
        r"|highlight|promo"
        r"|ad|film|movie|trailer|teaser))|(?:把|将)?(?:这段|这个|我的|这条|那段|原)?(?:{time}的?)?(?P<clip>{clipzh})"
        r"(?:剪|裁|缩|截|剪辑|压缩|控制)(?:辑|短|切)?(?:成|到|至|为|在)(?P<lengthzh>{time})",
    ),
    (
        "bare",
        r"(?<![a-z])trim(?: (?:the|my|this|it|down|a))*(?: (?:video|clip|footage|recording)s?)?(?! ?(?:to"
        r"|from|the first|the last|first|last|off|\d))(?![a-z])|(?:剪短|裁短|修剪)(?:一点|一些|一下|视频)?",
    ),
)


def _hear_trim(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    found: list[Heard] = []
    for kind, source in _TRIMS:
        found += hears(sentence, source, lambda match, kind=kind: _trim(sentence, match, kind))  # type: ignore[misc]
    for one in found:
        # "Trim the interview. Remove the first 40 seconds": the second sentence says what the first one meant.
        said = not one.args and any(other.args for other in found)
        yield replace(one, op="", outcome="applied", note=Say()) if said else one


def _trim(sentence: Sentence, match: re.Match[str], kind: str) -> Heard | None:
    groups = {key: value for key, value in match.groupdict().items() if value and key not in ("clip", "s1", "e1", "k1")}
    if groups.pop("stay", None):
        kind = "keep_range"
    values = {key: seconds(value) for key, value in groups.items()}
    if kind == "bare":
        return Heard("trim", {}, (match.span(),), "declined", _WHICH)
    if kind == "length":
        return _to_length(match, values)
    if kind in ("keep_range", "range", "remove_range"):
        return _range(match, kind, list(values.values()))
    if kind in ("keep_first", "keep_last"):
        return _kept(sentence, match, kind, next(iter(values.values())))
    return _ends(sentence, match, kind, list(values.values()))


_WHICH = Say(
    "trim what? e.g. 'remove the first 3 seconds' or 'keep 0:05 to 0:20'", "剪哪里？例如“剪掉前3秒”或“保留0:05到0:20”"
)


def _to_length(match: re.Match[str], values: dict[str, float]) -> Heard | None:
    """Trim my video to 60 seconds: the words of a length, which the duration rule reads."""
    key = "lengthzh" if "lengthzh" in values else "length"
    return Heard("", {}, (_without(match, key),))


def _range(match: re.Match[str], kind: str, found: list[float]) -> Heard | None:
    first, last = found[0], found[1]
    if last <= first or (kind != "remove_range" and not re.search(r":|秒|分|s", match.group())):
        return None
    return Heard("trim", {"from_s": first, "to_s": last}, (match.span(),), extra={"keep": kind != "remove_range"})


def _kept(sentence: Sentence, match: re.Match[str], kind: str, value: float) -> Heard | None:
    if kind == "keep_last":
        return Heard("trim", {"end_s": value}, (match.span(),), extra={"keep": True})
    if re.search(r"use|show|take|want", match.group()) and re.search(r"photo", sentence.after(match.end())):
        return None
    if (
        re.match(r"(?:end|stop|finish)", match.group())
        and "\ue002" in sentence.left[max(0, match.start() - 30) : match.start()]
    ):
        return None  # "the title, ending at 0:05" is about the title
    return Heard("trim", {"from_s": 0.0, "to_s": value}, (match.span(),), extra={"keep": True})


def _ends(sentence: Sentence, match: re.Match[str], kind: str, found: list[float]) -> Heard | None:
    """Off the start, off the end, or both; a bare ", the last 25 seconds" needs a cutting verb somewhere before."""
    if kind == "both":
        if re.search(r"[首头前两片]", match.group()) and not re.search(r"[剪去删裁切掐砍掉要移跳]", match.group()):
            return None
        first, last = (found[0], found[-1]) if found else (1.0, 1.0)
        note = Say() if found else Say("one second from each end", "首尾各一秒")
        return Heard("trim", {"start_s": first, "end_s": last}, (match.span(),), note=note)
    words, before = match.group(), sentence.before(match.start(), 200)
    if re.search(r"(?<![a-z])(?:title|text|caption|logo)s? (?:\w+ )?[(,:-]", words):
        return None
    cuts = re.search(r"cut|trim|remov|delet|剪|去|删", words)
    if not cuts and re.search(r"text|title|caption|show|标题|文字", before[-12:]):
        return None
    listed = re.match(r"(?:,|and) ?(?:the )?(?:first|last)", words)
    if listed and not pattern(_CUT_EN).search(before):
        return None
    return Heard("trim", {f"{kind}_s": found[0]}, (match.span(),))


def _without(match: re.Match[str], key: str) -> tuple[int, int]:
    """Return the words before the length, which stays for the duration rule."""
    return match.start(), match.start(key)


def _edit_trim(film: Film, heard: Heard, scene: Scene) -> Edit:
    total = to_ms(total_frames(film))
    if heard.outcome == "declined" or not film.shots:
        return Edit(film, "declined", heard.note or Say("there is no timeline to trim yet", "还没有可剪的时间线"))
    holes = _holes(heard, total)
    if not holes or sum(last - first for first, last in holes) >= total - 100:
        shown = f"{total / 1000:g}"
        return Edit(
            film,
            "declined",
            Say(
                f"the film is {shown} s long: nothing would be left, or nothing is there",
                f"影片长 {shown} 秒：这样剪会一点不剩，或那里没有内容",
            ),
        )
    for first, last in reversed(holes):
        film = without(film, first, last)
    remain = heard.note + Say(f"{length_text(film)} s remain", f"剩 {length_text(film)} 秒")
    if heard.extra.get("keep") and "end_s" in heard.args:
        return Edit(film, "applied", remain, {"from_s": total / 1000 - heard.args["end_s"], "to_s": total / 1000})
    return Edit(film, "applied", remain)


def _holes(heard: Heard, total: int) -> list[tuple[int, int]]:
    """Return the stretches to take out, in milliseconds, inside the film."""
    args = {key: round(value * 1000) for key, value in heard.args.items()}
    if heard.extra.get("keep"):
        inside = (total - args["end_s"], total) if "end_s" in args else (args["from_s"], args["to_s"])
        found = [(0, inside[0]), (inside[1], total)]
    elif "from_s" in args:
        found = [(args["from_s"], args["to_s"])]
    else:
        found = [(0, args.get("start_s", 0)), (total - args.get("end_s", 0), total)]
    return [(max(0, first), min(total, last)) for first, last in found if min(total, last) > max(0, first)]


TRIM = Operation("trim", 90, _hear_trim, _edit_trim)
