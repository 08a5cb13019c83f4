"""level: how loud the music is, in percent, in dB or by word."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.numbers import fraction, percent
from imgfree.local.director.ops.music import NOUN_EN, NOUN_ZH
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears
from imgfree.local.director.sentence import LITERAL_HEAD, Sentence
from imgfree.local.film import Film, has_sound

_DB = r"(?P<db>[+-]? ?\d+(?:\.\d+)?) ?(?:dbfs|db|分贝)(?![a-z])"
_VOLUME = r"(?:volume|loudness|level|gain|音量|响度)"
_NOUNS = rf"(?:{NOUN_EN}|{NOUN_ZH}|{_VOLUME}|audio|sound|声音)"
_LITTLE = r"(?: (?:a (?:bit|little|touch)|slightly|down|up))*"
_QUIETER = r"(?:quieter|softer|lower|less loud)"
_LEVELS: tuple[tuple[str, str], ...] = (
    (
        "percent",
        rf"(?:(?:with )?(?:(?:the|low|quiet|soft|gentle|full|high) )?{_VOLUME}[ :(]*(?:to|at|of|is|=|down to|up to"
        rf"|设为|设置为|设成|调到|调成"
        rf"|调至|改成|改为|降到|降低到|为|是|到|在|约|大概|开到)*[ ]?(?P<p1>{{percent}})"
        rf"|(?P<p2>{{percent}}) ?(?:的)?(?:{_VOLUME})|(?P<p3zh>(?<=,)(?:大概|大约|约|差不多"
        rf"|就)(?P<p8>{{percent}})(?:左右|就行"
        rf"|就好)*(?=$|[,。;]))|(?:at|to|down to|up to|turned to) (?:about "
        rf"|around )?(?P<p3>{{percent}})(?! (?:zoom|speed|motion|opacity|scale))(?: (?:of )?(?:the |its |full "
        rf"|normal |original )*{_VOLUME})?|(?:(?:调|降|减|提|升|压|放|拉|开)[低高小大]?(?:到|至|成)|设为|设成|降低到"
        rf"|提高到|控制在|保持在)"
        rf"(?:大概|大约|约|差不多|原来的)?(?P<p4>{{percent}})(?!的?(?:速|大小|比例))|{_NOUNS}[ ,(:]*(?:为|是"
        rf"|占)?(?P<p5>{{percent}})\)?(?! (?:zoom|speed|motion))|\.(?:mp3|wav|m4a"
        rf"|aac)[ ,(]*(?P<p6>{{percent}}))",
    ),
    ("db", rf"(?:(?:{_VOLUME})[ :]*(?:to|at|of|为|到|设为)*)?(?:at|to|by)? ?{_DB}"),
    (
        "half",
        r"(?<![a-z])(?:(?:at |to )?half(?: the| of the)? (?:volume|level|loudness)|(?:volume|level) (?:at "
        r"|to |in |by )?half|half as loud|(?:halve|cut|reduce|lower|drop|bring|turn|take) (?:down )?(?:the |its |that "
        r"|it |my )*(?:volume|music|level|sound"
        r"|song|loudness|audio)?(?: volume| level)?(?: (?:of|on|in) (?:the |my )?\w+)?(?: down)? ?(?:(?:in|by"
        r"|to) (?:a )?half)(?![a-z])|halve (?:it|that|the \w+"
        r"|its volume)|at half|half of that)(?![a-z])"
        r"|一半(?:的)?(?:音量|声音|音乐)|(?:音量|声音|音乐|bgm)(?:再)?(?:减|降|调|为|到|降到|调到|减到|减低|开|小"
        r"|低)*(?:一半|半)|半音量|减半",
    ),
    (
        "percent",
        rf"{NOUN_ZH}(?:的)?(?:音量|声音)?(?:开|调|放|压|降)(?:到|成|在|为)?(?P<p7>{{percent}})",
    ),
    (
        "part",
        rf"(?:(?:at|to|down to) )?(?P<part>{{fraction}})(?: of)?(?: (?:its|the|full|normal))* ?的?(?:{_VOLUME})"
        rf"|(?:{_NOUNS}|it) (?:down )?(?:to|at) (?P<part3>{{fraction}})(?! speed)(?![a-z])"
        rf"|(?:{_NOUNS})(?:调|开|降|放)?(?:到|成|为)?(?P<part2>(?=[三四五]分)(?:{{fraction}}))",
    ),
    (
        "full",
        r"(?<![a-z])(?:(?:at |to )?(?:full|max(?:imum)?|100%) (?:volume|level)|(?:volume|level) (?:at "
        r"|to )?(?:full|max(?:imum)?))(?![a-z])|(?:最大|全)音量|音量(?:调到|开到|为)?最大",
    ),
    (
        "down",
        rf"(?<![a-z])(?:(?:make|turn|bring|keep) (?:the |my )?(?:{_NOUNS}|it) (?:a (?:bit|little) |much "
        rf"|slightly |way )?(?:{_QUIETER}|down(?! to))|(?:the |my )?{_NOUNS} (?:is |a (?:bit|little) |much "
        rf"|slightly |way |should be |to be )*(?:{_QUIETER}|down(?! to)|too loud)|quieter|turn (?:it "
        rf"|that )?down(?: the)?(?: {_NOUNS})?|(?:lower|reduce|decrease|soften)(?: the"
        rf"| my)? {_NOUNS}(?: {_VOLUME})?(?: of the {_NOUNS})?(?! to)|(?:not )?too loud"
        rf"|less loud|(?<=, )(?:quiet(?:ly)?|low volume)(?=$|[,.;!]| and)"
        rf"|{_NOUNS} quiet(?:ly)?|{_NOUNS} (?:is |{{alot}})*(?:too )?loud(?=$|[,.;!])){_LITTLE}(?![a-z])"
        rf"|(?:{_NOUNS})?的?(?:再|调|放|开|稍微|有点|要|尽量)*(?:小声|小|低"
        rf"|轻)(?:一?点|一些|些|(?<=小声)(?=$|[,。;]))(?!的?(?:缩放|字|标题))|(?:降低|调低|减小|调小)(?:一?点|一些"
        rf"|些)?{_NOUNS}(?!到|至)|{_NOUNS}的?(?:降低|调低|减小|调小)(?:一?点|一些|些)?(?!到|至)"
        rf"|{_NOUNS}?(?:太|有点|有些|略)(?:吵|响|大声|闹)了?|声音太大了?|(?:声音|音量|音乐)(?:不要|别)太[大吵响]",
    ),
    (
        "up",
        rf"(?<![a-z])(?:(?:make|turn|bring) (?:the |my )?(?:{_NOUNS}|it) (?:a (?:bit|little) |much "
        rf"|slightly |way )?(?:louder|up(?! to))|(?:the |my )?{_NOUNS} (?:is |a (?:bit|little) |much "
        rf"|slightly |way |should be |to be |far |too |really )*(?:louder|quiet(?=$|[,.;!]))|louder|turn (?:it "
        rf"|that )?up(?: the)?(?: {_NOUNS})?|(?:raise|increase|boost)(?: the"
        rf"| my)? {_NOUNS}(?: {_VOLUME})?(?: of the {_NOUNS})?(?! to)|too quiet){_LITTLE}(?![a-z])"
        rf"|{_NOUNS}的?(?:再|调|放|开|稍微)*(?:大|高|响)(?:声)?(?:一?点|一些|些)|{_NOUNS}声?(?:有点|太|好"
        rf"|还是)*小了(?:一?点|一?些)?(?:[,，]?(?:放大|调大|加大|提高)(?:一倍|两倍|一?[点些])?)?|大声(?:一?点|一些|些)"
        rf"|(?:提高|调高|调大|增大|加大)(?:一?点|一些|些)?{_NOUNS}(?!到|至)|{_NOUNS}的?(?:提高|调高|调大"
        rf"|增大|加大)(?:一?点|一些|些)?(?!到|至)|太小声",
    ),
)


def _hear_level(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    absolute = False
    for kind, source in _LEVELS:

        def make(match: re.Match[str], kind: str = kind) -> Heard | None:
            return _level(sentence, match, kind, scene)

        for heard in hears(sentence, source, make):
            # "Lower the volume to 20 %" is one wish: the number says it.
            yield replace(heard, op="") if absolute and kind in ("down", "up") else heard
            absolute = absolute or kind not in ("down", "up")
    ducks = hears(sentence, _DUCK, lambda match: Heard("level", {"duck": True}, (match.span(),), note=_DUCKS))
    for place, heard in enumerate(ducks):  # beside a level it is a remark on it
        yield replace(heard, op="") if absolute or place else heard
    yield from hears(sentence, _LUFS, _loudness)
    yield from hears(sentence, _LOUDNESS, lambda match: Heard("", {}, (match.span(),), note=_NORMALISED))


_MOST_DB = 120.0  # from the quietest to the loudest that anybody hears
_LOWERS = r"down|lower|reduc|drop|quiet|decreas|降|减|低|小"
_STEP = re.compile(
    rf"(?:{_LOWERS}|up|rais|increas|boost|loud|add|升|提|加|高|大)[a-z]*(?: (?:the |my |it |that |music "
    rf"|volume |soundtrack |audio |by |down |up "
    r"|track |song |level )*)? ?(?:了|低|高|大|小)*$"
)

_DUCKS = Say("music goes down under clip sound by itself", "有原声时音乐会自动压低")
_NORMALISED = Say(
    "a platform sets the loudness (-16 or -14 LUFS); say 'normalize to -14 LUFS' for another",
    "平台决定响度（-16 或 -14 LUFS）；也可说“响度标准化到-14”",
)
_LUFS = (
    r"(?<![a-z])(?:(?:normali[sz]e|master|level|set|bring|mix|target|loudness|audio|sound|volume|it|the|to|at|of"
    r"|is|=|:)[ :]*)*"
    r"(?P<a>- ?\d{1,2}(?:\.\d+)?|(?<![\d.-])\d{1,2}(?:\.\d+)?) ?(?:lufs|lkfs)(?![a-z])(?: loudness)?|(?:把)?(?:响度"
    r"|音量|声音|音频)?(?:统一|整体)?"
    r"(?:标准化|归一化|统一|目标|响度)(?:处理)?(?:到|至|为|设为|设到|调到|:)*(?P<b>-? ?\d{1,2}(?:\.\d+)?) ?(?:lufs"
    r"|lkfs|分贝)?(?![\d%秒张])"
)
LOUDNESS_RANGE = (-36.0, -5.0)


def _loudness(match: re.Match[str]) -> Heard | None:
    """Normalize to -14 LUFS: the loudness of the whole mix, not of the music."""
    value = -abs(float((match.group("a") or match.group("b")).replace(" ", "")))
    return Heard("level", {"lufs": value}, (match.span(),))


_DUCK = (
    r"(?<![a-z])(?:duck(?:ing|ed)?(?: (?:the )?music)?(?: under[^,.;]*)?|(?:lower"
    r"|quieter) under (?:the )?(?:voice|speech|clip)[^,.;]*|(?:under|beneath|below|behind) (?:the |my |their "
    r"|our )?(?:voices?"
    r"|speech|speakers?|clip audio|talking|narration|dialogue))(?![a-z])|(?:人声|说话|讲话)时?(?:压低"
    r"|降低)(?:背景)?(?:音乐)?(?:音量)?|自动闪避"
    r"|(?:别|不要|不能)(?:盖|压|抢)(?:过|住|掉)?[^,。;]{0,4}"
)
_LOUDNESS = (
    r"(?<![a-z])(?:normali[sz]e(?:d)?(?: (?:the )?(?:audio|sound|loudness|volume|music))?(?: levels?)?"
    r"|[-]?\d+ ?lufs|balance the audio|(?:level|even|balance|smooth) out (?:the |all )*(?:audio|sound|volume"
    r"|levels?)(?: levels?)?)(?![a-z])|(?:音量|响度|声音)标准化|响度统一|音量均衡"
)


def _level(sentence: Sentence, match: re.Match[str], kind: str, scene: Scene) -> Heard | None:
    now = scene.film.gain if scene.film and scene.film.gain is not None else 1.0
    span = match.span()
    if kind == "percent":
        key = next(name for name, value in match.groupdict().items() if value and name != "p3zh")
        if key in ("p3", "p8") and not _is_sound(sentence, match.start()):
            return None
        said = match.span() if key in ("p1", "p2", "p3", "p4", "p8") else match.span(key)
        return Heard("level", {"gain": percent(match.group(key))}, (said,))
    if kind == "db":
        value = max(-_MOST_DB, min(_MOST_DB, float(match.group("db").replace(" ", ""))))
        step = _STEP.search(sentence.before(match.start("db"), 40))
        if step and value > 0:  # "down by 6 dB": from the level there is now
            value = -value if re.search(_LOWERS, step.group()) else value
            return Heard("level", {"gain": round(min(4.0, now * 10 ** (value / 20)), 3)}, (span,))
        return Heard("level", {"gain": round(10 ** (value / 20), 3)}, (span,))
    if kind == "part":
        return Heard(
            "level",
            {"gain": fraction(match.group("part") or match.group("part2") or match.group("part3"))},
            (span,),
        )
    if (
        kind == "half"
        and not re.search(r"volume|level|loud|sound|music|song|audio|音|声|bgm", match.group())
        and not _is_sound(sentence, match.start())
    ):
        return None
    if kind == "half":
        return Heard("level", {"gain": 0.5}, (span,))
    if kind == "full":
        return Heard("level", {"gain": 1.0}, (span,))
    if re.search(
        r"(?<![a-z])(?:font|text|title|subtitle|对比度?|饱和度?|亮度|色温|颜色|字|标题|片|画面|照片|动作|缩放|镜头"
        r"|运动|转场|动效|推近"
        r"|放大|平移|时长|节奏)[^,.;，。]{0,4}$",
        sentence.before(match.start(), 10),
    ):
        return None
    return Heard("level", {"gain": round(min(4.0, now * (10 ** ((3 if kind == "up" else -3) / 20))), 3)}, (span,))


def _is_sound(sentence: Sentence, position: int) -> bool:
    """Return whether music or sound was spoken of before "at 35%"."""
    clause = re.split(r"\.(?![a-z\d])|[;!?。；！？\n]", sentence.folded[:position])[-1]
    return bool(
        re.search(
            rf"{_NOUNS.replace(LITERAL_HEAD, '')}|\.(?:mp3|wav|m4a|aac)|beats|jazz|lo-?fi|mood|voice", clause[-80:]
        )
    )


def _edit_loudness(film: Film, said: float) -> Edit:
    value = min(max(said, LOUDNESS_RANGE[0]), LOUDNESS_RANGE[1])
    film = replace(film, loudness=value)
    if value != said:
        return Edit(film, "approximated", Say(f"{value:g} LUFS is the limit here", f"这里的限度是 {value:g} LUFS"))
    if not has_sound(film):
        return Edit(film, "applied", Say("stored: nothing is heard yet", "已记下：目前还没有声音"))
    return Edit(film, "applied", Say(f"the whole mix at {value:g} LUFS", f"整体响度 {value:g} LUFS"))


def _edit_level(film: Film, heard: Heard, scene: Scene) -> Edit:
    if "duck" in heard.args:
        return Edit(film, "applied", _DUCKS)
    if "lufs" in heard.args:
        return _edit_loudness(film, heard.args["lufs"])
    if heard.extra.get("clips"):
        shots = tuple(replace(shot, volume=0.0) if shot.is_clip else shot for shot in film.shots)
        return Edit(replace(film, shots=shots), "applied", Say("the clips' own sound is off", "视频原声已关闭"))
    gain = min(4.0, max(0.0, heard.args["gain"]))
    film = replace(film, gain=gain)
    if film.music is None and scene.said("music") is None and not scene.sounds:
        return Edit(film, "approximated", Say("stored: there is no music yet", "已记下：目前还没有音乐"))
    if film.music is None:
        return Edit(film, "applied", Say("level stored", "音量已记下"))
    return Edit(film, "applied", Say(f"gain {gain:g}", f"增益 {gain:g}"))


LEVEL = Operation("level", 71, _hear_level, _edit_level)
