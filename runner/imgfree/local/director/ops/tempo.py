"""speed and loop: playing faster, slower or backwards, and going round."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.numbers import fraction, number, percent
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, negated
from imgfree.local.director.sentence import Sentence
from imgfree.local.draft import length_text, retimed
from imgfree.local.film import Film, Shot, to_ms, total_frames

_SLOWEST = 0.1
_SPEEDS: tuple[tuple[str, str], ...] = (
    ("ramp", r"(?<![a-z])speed[ -]?ramp(?:s|ing|ed)?(?: \([^)]*\))?(?![a-z])|变速|曲线变速"),
    (
        "reverse",
        r"(?<![a-z])(?:(?:play|run|show) (?:it |this |the (?:clip|video|film) )?(?:backwards?|in reverse)"
        r"|reverse(?:d)? (?:playback|(?:the|my|this|that|our) (?:whole )?(?:video|clip|footage|film|recording)|video"
        r"|clip|it|this(?: clip| video)?)"
        r"|backwards)(?![a-z])|倒放|倒着放|反向播放|逆向播放",
    ),
    (
        "normal",
        r"(?<![a-z])(?:(?:go |put it |set it |return |reset )*back (?:to|at) (?:the |its )?(?:normal|original|regular)"
        r"(?: playback)? speed|(?:reset|restore|return to) (?:the |its )?(?:normal |original |regular )?speed)(?![a-z])"
        r"|恢复(?:正常|原来的?|原)?(?:速度|倍速)|(?:正常|原)速(?:度)?(?:播放)?(?=$|[,。])",
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
        "by",
        r"(?<![a-z])(?:(?:speed|slow)(?:ing)? (?:it |this |everything |things |the \w+ |what's left |the rest"
        r" )?(?:up|down)(?: the \w+| what's left| the rest)? by (?P<by>{percent})"
        r"|(?:make (?:it|this|the \w+) )?(?P<by2>{percent}) (?:faster|slower|quicker))(?![a-z])|(?:加快|加速|提速"
        r"|放慢|减慢"
        r"|减速|慢|快)(?:了|播放)?(?P<by3>{percent})",
    ),
    (
        "part",
        r"(?<![a-z])(?:(?:at|to|down to|play(?:ed)?|run) |(?:it |this |the \w+ )|(?:right )?down )*(?P<part>{fraction})"
        r"(?: (?:of )?(?:the |its )?(?:normal |original )?)? ?speed(?![a-z])"
        r"|(?P<part2>(?=[三四五]分){fraction})(?:倍)?(?:速度?"
        r"|倍速)(?:播放)?",
    ),
    (
        "decimal",
        r"(?<![a-z])(?:(?:at|to|down to|play) )?(?P<x>0?\.\d+) (?:times )?(?:the )?(?:normal |original"
        r" )?speed(?![a-z])",
    ),
    (
        "percent",
        r"(?<![a-z])(?:speed(?: it)?(?: up)?(?: to| at|:)? (?P<p>{percent})|(?:at"
        r"|to) (?P<p2>{percent})(?: of (?:the |its )?(?:normal |original )?)? ?speed|slow(?:ed)?[ -]?mo(?:tion)?"
        r" ?\(?(?:at )?(?P<p4>{percent})\)?)(?![a-z])|速度(?:调)?(?:到|为|成)?(?P<p3>{percent})",
    ),
    (
        "double",
        r"(?<![a-z])(?:(?:play|run|make) (?:it|this|the (?:video|clip|film)) )?(?:(?:go "
        r"|play )?double(?:d)?(?: the)? speed|twice (?:as fast|the speed)|double time)(?![a-z])|(?:两倍|双倍)速?"
        r"|(?:播放)?(?:速度)?(?:加|提)?[快速]一倍",
    ),
    (
        "half",
        r"(?<![a-z])(?:(?:at )?half(?: the)? speed|half as fast"
        r"|(?:in )?slow(?:ed)?[ -]?mo(?:tion)?(?: effect)?|slow (?:it|this|them|the (?:video|clip|footage)"
        r"|things)(?: down)?|slow down(?: the (?:video|clip|footage))?|twice as slow)(?![a-z])"
        r"|(?:播放)?(?:速度)?(?:放|减)?慢一倍|慢动作|慢放|慢镜头(?!推|拉|移|平)"
        r"|放慢(?:一半|速度|一?点|一些)?|减速(?:播放)?|半速|升格|速度(?:减半|放慢|慢一?点)",
    ),
    (
        "up",
        r"(?<![a-z])(?:speed(?:ing|ed)? (?:it |this |them |(?:the|my) (?:[a-z]+ )?(?:video|clip|footage|film|whole"
        r" thing|thing|bit|part)s? "
        r"|everything |all of it |things )?up(?: the (?:video|clip|footage))?|fast[ -]forward|time-?lapse|play"
        r" (?:it )?faster"
        r"|make (?:it|the (?:video|clip)) (?:play |go |run )?faster)(?![a-z])|加速(?:播放)?|快进"
        r"|速度(?:加快|快一?点)|加快(?:速度|播放)?|放快(?:一?点)?|延时摄影",
    ),
)


_PART = (
    r"(?:the )?(?:middle |first |last )?(?:section |part |bit )?(?:from|between) {moment} (?:to|and|until"
    r"|-) {when}|从?{moment}(?:到|至|-){when}(?:之间|部分|这段)?|the (?:middle|first|last) (?:section|part"
    r"|half)"
)
_WHOLE = Say("the whole clip: no speed for a part", "作用于整段：不能只变速一部分")


def _hear_speed(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    found = list(_speeds(sentence))
    said = [one for one in found if one.op == "speed" and one.extra.get("number")]
    for one in found:  # "speed it up 1.5x": the number says what the verb meant
        yield replace(one, op="") if said and one.op == "speed" and not one.extra.get("number") and one.args else one
    if any(one.op == "speed" for one in found):
        yield from hears(sentence, _PART, lambda match: Heard("", {}, (match.span(),), "approximated", _WHOLE))


def _speeds(sentence: Sentence) -> Iterator[Heard]:
    for kind, source in (*(one for one in _SPEEDS if one[0] in ("by", "part", "double", "half")), *_SPEEDS):
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
    if kind in ("by", "part", "decimal", "percent"):
        return Heard("speed", {"factor": _measured(match.group(), kind, groups)}, span, extra={"number": True})
    if kind in ("reverse", "normal"):
        return Heard("speed", {"factor": -1.0 if kind == "reverse" else 1.0}, span)
    if kind == "times":
        return _times(sentence, match, groups)
    factor = {"double": 2.0, "half": 0.5, "up": 2.0}[kind]
    if kind == "half" and re.search(r"节奏|镜头|缩放|动作", sentence.before(match.start(), 4)):
        return None
    return Heard("speed", {"factor": factor}, span)


def _measured(words: str, kind: str, groups: dict[str, str]) -> float:
    """Return the factor of "by 20%", "three quarters speed", "0.8 speed" and "at 50 % speed"."""
    said = next(iter(groups.values()))
    if kind == "part":
        return fraction(said)
    if kind == "decimal":
        return float(said)
    if kind == "percent":
        return percent(said)
    change = percent(said)
    return round(max(0.1, 1 - change) if re.search(r"slow|慢|减", words) else 1 + change, 3)


def _times(sentence: Sentence, match: re.Match[str], groups: dict[str, str]) -> Heard | None:
    span = (match.span(),)
    key, said = next(iter(groups.items()))
    value = number(said)
    alone = bool(re.fullmatch(r"[\d.]+ ?x|.*倍", match.group().strip()))
    if (
        alone and re.search(r"zoom|scale|size|放大|缩放", sentence.before(match.start(), 14))
    ) or not 0.05 <= value <= 20:
        return None
    slower = key == "xs" or (
        re.search(r"slow(?:er)?|慢", match.group() + sentence.before(match.start(), 5)) and value > 1
    )
    return Heard(
        "speed",
        {"factor": round(1 / value, 3) if slower else value},
        span,
        extra={"alone": alone and "x" in match.group(), "number": True},
    )


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
        replace(shot, reverse=True)
        if factor < 0
        else replace(shot, speed=min(20.0, max(_SLOWEST, factor)), reverse=False)
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
    film = retimed(film, round(to_ms(total_frames(film)) / max(_SLOWEST, factor)))
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
        r"|loop))?(?![a-z])|回旋|来回(?:循环|播放)|往复(?:循环|播放)?",
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


SPEED = Operation("speed", 35, _hear_speed, _edit_speed)
LOOP = Operation("loop", 61, _hear_loop, _edit_loop)
