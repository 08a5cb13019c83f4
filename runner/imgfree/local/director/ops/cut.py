"""trim, speed and loop: taking time away, playing faster or backwards, and going round."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.numbers import number, percent, seconds
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, negated
from imgfree.local.director.sentence import Sentence
from imgfree.local.draft import length_text, retimed, without
from imgfree.local.film import Film, Shot, to_ms, total_frames

_CUT_EN = (
    r"(?<![a-z])(?:trim(?:ming)?|cut(?:ting)?|remov(?:e|ing)|delet(?:e|ing)|chop(?:ping)?|snip|drop|los(?:e"
    r"|ing)|shav(?:e|ing)|crop|skip|take|strip|clip|get rid of|throw away|discard)(?: (?:off|out"
    r"|away))?(?: (?:of|the|my|this|video|clip|footage|from))*"
)
_CUT_ZH = r"(?:剪掉|去掉|删掉|删除|裁掉|切掉|砍掉|剪去|去除|截掉|减掉|不要|移除|剪切|裁剪|跳过)"
_KEEP_EN = (
    r"(?<![a-z])(?:(?:only )?(?:keep|use|show|take|want)(?:ing)?(?: only| just)?|just keep|only)(?: (?:the|my"
    r"|this|part|section|bit|video|clip|segment|from|between))*"
)
_KEEP_ZH = r"(?:只?(?:保留|留下|留|要|取|用|截取|截|剪出|选取))(?:视频|素材)?(?:的)?"
_TO = r" ?(?:to|-|until|till|and|through|到|至|~|—) ?"

_FIRST_EN = r"(?: ?(?:the )?(?:first|opening|initial|beginning|starting) (?P<start>{time}|second(?!s| photo| picture)))"
_LAST_EN = r"(?: ?(?:the )?(?:last|final|ending|closing) (?P<end>{time}|second(?!s| photo| picture)))"
_TRIMS: tuple[tuple[str, str], ...] = (
    (
        "keep_range",
        rf"(?:{_KEEP_EN} ?(?:from |between )?(?P<a>{{moment}}){_TO}(?P<b>{{when}})(?: (?:part|section|only"
        rf"|segment))?|{_KEEP_ZH}(?:第|从)?(?P<azh>{{moment}}){_TO}(?:第)?(?P<bzh>{{when}})(?:的)?(?:部分"
        rf"|内容|片段|之间)?)",
    ),
    ("keep_first", rf"(?:{_KEEP_EN}{_FIRST_EN}(?: only)?|{_KEEP_ZH}(?:最)?前(?:面)?的?(?P<startzh>{{time}}))"),
    ("keep_last", rf"(?:{_KEEP_EN}{_LAST_EN}(?: only)?|{_KEEP_ZH}(?:最)?后(?:面)?的?(?P<endzh>{{time}}))"),
    (
        "remove_range",
        rf"(?:{_CUT_EN} ?(?:(?:out |off )?(?:the )?(?:middle )?(?:section|part|segment|bit|piece|everything"
        rf"|footage|all)(?: of (?:the |my )?(?:video|clip))? ?)?(?:from "
        rf"|between )(?P<a>{{moment}}){_TO}(?P<b>{{when}})"
        rf"|{_CUT_EN} ?(?:out )?(?P<a2>{{when}}){_TO}(?P<b2>{{when}})|{_CUT_ZH}(?:视频|中间)?(?:第"
        rf"|从)?(?P<azh>{{moment}}){_TO}(?:第)?(?P<bzh>{{when}})(?:的)?(?:部分|内容|片段|之间)*|(?:把"
        rf"|将)?(?:第|从)?(?P<azh2>{{moment}}){_TO}(?:第)?(?P<bzh2>{{when}})(?:的|这|那)*(?:部分|内容|片段"
        rf"|之间|段)*(?:给我)?{_CUT_ZH})",
    ),
    (
        "range",
        rf"(?<![a-z])(?:trim|cut|clip|crop|shorten)(?:ming|ting)?(?: (?:my|the|this|it|video|clip|footage"
        rf"|down|to))* (?:from |between )?(?P<a>{{moment}}){_TO}(?P<b>{{when}})|(?:截取|剪辑?|裁剪"
        rf"|剪取)(?:视频)?(?:的)?(?:第|从)?(?P<azh>{{moment}}){_TO}(?:第)?(?P<bzh>{{when}})"
        rf"|从(?P<azh2>{{clock}}){_TO}(?P<bzh2>{{clock}})",
    ),
    (
        "both",
        rf"{_CUT_EN}{_FIRST_EN} and{_LAST_EN}|{_CUT_EN} ?(?:the )?first and last (?P<two>{{time}})"
        rf"|(?:{_CUT_ZH})?(?:首尾|头尾|前后)各?(?:{_CUT_ZH})?(?P<twozh>{{time}})"
        rf"|(?:{_CUT_EN} )?(?P<two2>{{time}}) (?:off|from) (?:both ends|each end|either end"
        rf"|the start and (?:the )?end)|掐头去尾",
    ),
    (
        "start",
        rf"{_CUT_EN}{_FIRST_EN}(?: of [a-z ]*?(?:video|clip|film|footage))?"
        rf"|{_CUT_EN} ?(?P<start2>{{time}}) (?:off|from) (?:of )?(?:the )?(?:start|beginning|front|top|head"
        rf"|opening)|(?:{_CUT_ZH})(?:视频|素材)?的?(?:开头|片头|最?前)(?:面)?的?(?P<startzh>{{time}})|(?:把"
        rf"|将)?(?:开头|片头|最?前)(?:面)?的?(?P<startzh2>{{time}})(?:都|给我)?{_CUT_ZH}|(?<![a-z])(?:start"
        rf"|begin) (?:at|from) (?P<start3>{{when}})|(?:,"
        rf"|and) ?(?:the )?first (?P<start4>{{time}})(?= ?[(,.;]|$| and)",
    ),
    (
        "end",
        rf"{_CUT_EN}{_LAST_EN}(?: of [a-z ]*?(?:video|clip|film|footage))?"
        rf"|{_CUT_EN} ?(?P<end2>{{time}}) (?:off|from) (?:of )?(?:the )?(?:end|back|tail|ending|finish)"
        rf"|(?:{_CUT_ZH})(?:视频|素材)?的?(?:结尾|片尾|最?后|末尾)(?:面)?的?(?P<endzh>{{time}})|(?:把"
        rf"|将)?(?:结尾|片尾|最?后|末尾)(?:面)?的?(?P<endzh2>{{time}})(?:都|给我)?{_CUT_ZH}|(?:,"
        rf"|and) ?(?:the )?last (?P<end3>{{time}})(?= ?[(,.;]|$| and)",
    ),
    (
        "length",
        r"(?<![a-z])(?:trim|cut|shorten|crop|clip)(?:ming|ting)?(?: (?:it|down))* ?(?:(?:my|the|this|that"
        r"|a|our) (?:{time} )?(?:[\w-]+ ){0,2}(?:video|clip|footage|recording|film|movie)s?|this|it"
        r"|footage)?(?: (?:it |down )?)*(?: ?(?:down )?(?:to|into)) (?:about |just |exactly |under "
        r"|a )?(?P<length>{time})|(?:把|将)?(?:这段|这个|我的|这条|那段|原)?(?:{time}的?)?(?P<clip>视频"
        r"|素材|片段|录像)(?:剪|裁|缩短|截|剪辑)(?:辑|短|切)?(?:成|到|至|为)(?P<lengthzh>{time})",
    ),
    (
        "bare",
        r"(?<![a-z])trim(?: (?:the|my|this|it|down|a))*(?: (?:video|clip|footage|recording)s?)?(?! ?(?:to"
        r"|from|the first|the last|first|last|off|\d))(?![a-z])|(?:剪短|裁短|修剪)(?:一点|一些|一下|视频)?",
    ),
)


def _hear_trim(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    for kind, source in _TRIMS:
        yield from hears(sentence, source, lambda match, kind=kind: _trim(sentence, match, kind))  # type: ignore[misc]


def _trim(sentence: Sentence, match: re.Match[str], kind: str) -> Heard | None:
    values = {key: seconds(value) for key, value in match.groupdict().items() if value and key != "clip"}
    found = list(values.values())
    spans = (match.span(),)
    if kind == "length":
        key = "lengthzh" if "lengthzh" in values else "length"
        value = values[key]
        if key == "length" and not re.search(r"trim|crop|(?:video|clip|footage|recording|film|movie)", match.group()):
            return None  # "cut it to 15 seconds" is a length, and the duration rule hears it
        return Heard(
            "trim", {"from_s": 0.0, "to_s": value}, (_without(match, key),), extra={"keep": True, "by_length": True}
        )
    if kind in ("keep_range", "range", "remove_range"):
        first, last = found[0], found[1]
        if (kind != "remove_range" and not re.search(r":|秒|分|s", match.group())) or last <= first:
            return None
        return Heard("trim", {"from_s": first, "to_s": last}, spans, extra={"keep": kind != "remove_range"})
    if kind == "keep_first":
        if re.search(r"(?:use|show|take|want)", match.group()) and re.search(r"photo", sentence.after(match.end())):
            return None
        return Heard("trim", {"from_s": 0.0, "to_s": found[0]}, spans, extra={"keep": True})
    if kind == "keep_last":
        return Heard("trim", {"end_s": found[0]}, spans, extra={"keep": True})
    if kind == "both":
        first, last = (found[0], found[-1]) if found else (1.0, 1.0)
        note = Say() if found else Say("one second from each end", "首尾各一秒")
        return Heard("trim", {"start_s": first, "end_s": last}, spans, note=note)
    if kind == "bare":
        return Heard(
            "trim",
            {},
            spans,
            "declined",
            Say(
                "trim what? e.g. 'remove the first 3 seconds' or 'keep 0:05 to 0:20'",
                "剪哪里？例如“剪掉前3秒”或“保留0:05到0:20”",
            ),
        )
    if re.search(r"text|title|caption|show|标题|文字", sentence.before(match.start(), 12)) and not re.search(
        r"cut|trim|remov|delet|剪|去|删", match.group()
    ):
        return None
    if (
        match.group()[0] in ",a"
        and re.match(r"(?:,|and) ?(?:the )?(?:first|last)", match.group())
        and not re.search(_CUT_EN, sentence.before(match.start(), 200))
    ):
        return None
    return Heard("trim", {f"{kind}_s": found[0]}, spans)


def _without(match: re.Match[str], key: str) -> tuple[int, int]:
    """Return the words before the length, which stays for the duration rule."""
    return match.start(), match.start(key)


def _edit_trim(film: Film, heard: Heard, scene: Scene) -> Edit:
    total = to_ms(total_frames(film))
    if heard.outcome == "declined" or not film.shots:
        return Edit(film, "declined", heard.note or Say("there is no timeline to trim yet", "还没有可剪的时间线"))
    if heard.extra.get("by_length"):
        return Edit(film)  # the duration beside it does the cutting
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
    return Edit(film, "applied", heard.note + Say(f"{length_text(film)} s remain", f"剩 {length_text(film)} 秒"))


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


_SPEEDS: tuple[tuple[str, str], ...] = (
    ("ramp", r"(?<![a-z])speed[ -]?ramp(?:s|ing|ed)?(?: \([^)]*\))?(?![a-z])|变速|曲线变速"),
    (
        "reverse",
        r"(?<![a-z])(?:(?:play|run|show) (?:it |this |the (?:clip|video|film) )?(?:backwards?|in reverse)"
        r"|reverse(?:d)? (?:playback|the (?:video|clip|footage)|video|clip|it|this(?: clip| video)?)"
        r"|backwards)(?![a-z])|倒放|倒着放|反向播放|逆向播放",
    ),
    (
        "times",
        r"(?<![a-z\d.])(?P<x>\d+(?:\.\d+)?) ?x(?: ?(?:the )?(?:speed|faster|playback|slow(?:er"
        r"| ?-?motion)?|fast))?(?![a-z\d])(?! ?zoom)|(?<![a-z])(?P<xw>{numen}) times (?:faster|the speed"
        r"|as fast|speed|quicker)(?![a-z])|(?P<xs>{numen}) times slower|(?:以|用|按|调到"
        r"|调成)?(?P<xzh>{numzh}) ?倍(?:速(?:度)?|快进|加速)?(?:播放)?|(?:加速|快进|提速|放快)(?:到|至"
        r"|为)?(?P<xzh2>{numzh}) ?倍",
    ),
    (
        "percent",
        r"(?<![a-z])(?:speed(?: it)?(?: up)?(?: to| at|:)? (?P<p>{percent})|(?:at"
        r"|to) (?P<p2>{percent}) speed)(?![a-z])|速度(?:调)?(?:到|为|成)?(?P<p3>{percent})",
    ),
    (
        "double",
        r"(?<![a-z])(?:double(?:d)?(?: the)? speed|twice (?:as fast|the speed)|double time)(?![a-z])|(?:两倍|双倍)速?",
    ),
    (
        "half",
        r"(?<![a-z])(?:(?:at )?half(?: the)? speed|half as fast"
        r"|(?:in )?slow(?:ed)?[ -]?mo(?:tion)?(?: effect)?|slow (?:it|this|them|the (?:video|clip|footage)"
        r"|things)(?: down)?|slow down(?: the (?:video|clip|footage))?|twice as slow)(?![a-z])|慢动作|慢放"
        r"|放慢(?:一半|速度|一?点|一些)?|减速(?:播放)?|半速|升格|速度(?:减半|放慢|慢一?点)",
    ),
    (
        "up",
        r"(?<![a-z])(?:speed (?:it |this |them |the (?:video|clip|footage|film|whole thing) "
        r"|everything )?up(?: the (?:video|clip|footage))?|fast[ -]forward|time-?lapse|play (?:it )?faster"
        r"|make (?:it|the (?:video|clip)) (?:play |go |run )?faster)(?![a-z])|加速(?:播放)?|快进"
        r"|速度(?:加快|快一?点)|加快(?:速度|播放)?|放快(?:一?点)?|延时摄影",
    ),
)


def _hear_speed(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    for kind, source in _SPEEDS:
        yield from hears(sentence, source, lambda match, kind=kind: _speed(sentence, match, kind))  # type: ignore[misc]


def _speed(sentence: Sentence, match: re.Match[str], kind: str) -> Heard | None:
    span = (match.span(),)
    groups = {key: value for key, value in match.groupdict().items() if value}
    if negated(sentence, match.start()):
        return Heard("speed", {"factor": 1.0}, span)
    if kind == "ramp":
        return Heard(
            "speed",
            {},
            span,
            "declined",
            Say(
                "no speed ramps in the local backend; one speed for a clip ('2x') works",
                "本地后端没有曲线变速；可用固定倍速（如“2倍速”）",
            ),
        )
    if kind == "reverse":
        return Heard("speed", {"factor": -1.0}, span)
    if kind == "times":
        key, said = next(iter(groups.items()))
        value = number(said)
        alone = bool(re.fullmatch(r"[\d.]+ ?x|.*倍", match.group().strip()))
        if (
            (alone
            and re.search(r"zoom|scale|size|放大|缩放|\d ?$", sentence.before(match.start(), 14)))
            or not 0.05 <= value <= 20
        ):
            return None
        slower = (
            key == "xs" or (re.search(r"slow(?:er)?|慢", match.group() + sentence.before(match.start(), 5)) and value > 1)
        )
        return Heard(
            "speed",
            {"factor": round(1 / value, 3) if slower else value},
            span,
            extra={"alone": alone and "x" in match.group()},
        )
    if kind == "percent":
        return Heard("speed", {"factor": percent(next(iter(groups.values())))}, span)
    factor = {"double": 2.0, "half": 0.5, "up": 2.0}[kind]
    if kind == "half" and re.search(r"节奏|镜头|缩放|动作", sentence.before(match.start(), 4)):
        return None
    return Heard("speed", {"factor": factor}, span)


def _edit_speed(film: Film, heard: Heard, scene: Scene) -> Edit:
    if heard.outcome == "declined":
        return Edit(film, heard.outcome, heard.note)
    factor = heard.args["factor"]
    clips = [shot for shot in film.shots if shot.is_clip]
    if not film.shots:
        return Edit(film, "declined", Say("there is nothing to play faster or slower yet", "还没有可变速的内容"))
    if not clips:
        return _photo_speed(film, heard, scene)
    shots = tuple(_at_speed(shot, factor) if shot.is_clip else shot for shot in film.shots)
    film = replace(film, shots=shots)
    return Edit(film, "applied", Say(f"{length_text(film)} s", f"{length_text(film)} 秒"))


def _at_speed(shot: Shot, factor: float) -> Shot:
    return (
        replace(shot, reverse=True) if factor < 0 else replace(shot, speed=min(20.0, max(0.1, factor)), reverse=False)
    )


def _photo_speed(film: Film, heard: Heard, scene: Scene) -> Edit:
    """Photos have no speed of their own: a bare "2x" changes nothing, words like "speed it up" change the length."""
    factor = heard.args["factor"]
    if factor < 0:
        return Edit(
            film,
            "declined",
            Say(
                "photos do not play backwards; 'reverse order' turns the order round",
                "照片无法倒放；说“倒序”可颠倒顺序",
            ),
        )
    if heard.extra.get("alone"):
        return Edit(
            film,
            "declined",
            Say(
                "2x of what? Photos have no speed; say the length or 'faster pace'",
                "照片没有播放速度；请说时长或“节奏快一点”",
            ),
        )
    if scene.said("duration") or scene.said("per_photo"):
        return Edit(
            film,
            "approximated",
            Say("the length is given; photos have no speed of their own", "已指定时长；照片本身没有速度"),
        )
    film = retimed(film, round(to_ms(total_frames(film)) / factor))
    return Edit(
        film,
        "approximated",
        Say(
            f"photos have no speed: the film is now {length_text(film)} s",
            f"照片没有速度：影片改为 {length_text(film)} 秒",
        ),
    )


_LOOPS: tuple[tuple[str, str], ...] = (
    (
        "boomerang",
        r"(?<![a-z])(?:boomerang|ping[ -]?pong|back[ -]and[ -]forth(?: loop)?)(?: (?:effect"
        r"|loop))?(?![a-z])|回旋|往复(?:循环|播放)?",
    ),
    (
        "loop",
        r"(?<![a-z])(?:(?:make it |a |an |that |and |which )*(?:seamless(?:ly)?|perfect(?:ly)?"
        r"|endless(?:ly)?|infinite(?:ly)?|continuous(?:ly)?)?[ ,]?(?:loop(?:ing|s|ed"
        r"|able)?)(?: (?:seamlessly|forever|endlessly|perfectly|back))*)(?: (?:effect|video(?=$"
        r"|[.,])))?(?![a-z])|(?:无缝|无限)?循环(?:播放|视频)?|首尾相(?:接|连)",
    ),
)


def _hear_loop(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    said: list[str] = []
    for kind, source in _LOOPS:

        def make(match: re.Match[str], kind: str = kind) -> Heard | None:
            if negated(sentence, match.start()):
                return Heard("remove", {"what": "loop"}, (match.span(),))
            if re.match(
                r" (?:the )?(?:music|song|track|audio|bgm|\ue002)", sentence.after(match.end(), 12)
            ) or re.search(r"(?<![a-z])(?:music|音乐|song|bgm) ?$", sentence.before(match.start(), 8)):
                return Heard("", {}, (match.span(),), note=Say("music always loops to the end", "音乐总会循环到结尾"))
            said.append(kind)
            return Heard("loop" if len(said) == 1 else "", {}, (match.span(),), extra={"kind": kind})

        yield from hears(sentence, source, make)


def _edit_loop(film: Film, heard: Heard, scene: Scene) -> Edit:
    return Edit(replace(film, loop=str(heard.extra["kind"])))


TRIM = Operation("trim", 90, _hear_trim, _edit_trim)
SPEED = Operation("speed", 35, _hear_speed, _edit_speed)
LOOP = Operation("loop", 61, _hear_loop, _edit_loop)
