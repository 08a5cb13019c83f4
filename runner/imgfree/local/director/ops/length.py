"""duration and per_photo: how long the film and its photos are."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from imgfree.local.director.indexes import INDEX, indexes
from imgfree.local.director.numbers import number, seconds
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, corrected, hears
from imgfree.local.director.sentence import PHOTO_EN, VIDEO_EN, Sentence
from imgfree.local.draft import length_text, retimed
from imgfree.local.film import Film, Timing, slots
from imgfree.local.film import seconds as length_s

LONGEST_S = 3600.0
SHORTEST_S = 0.5

_PER_PHOTO = (
    r"(?:(?P<a>{time})(?: \w+)?(?: for)? (?:each(?! (?:time|way|transition|cut|side))|apiece|per (?!(?:transition"
    r"|second|minute|hour|beat|cut|fade|cross|side|week|day|month|person)s?(?![a-z]))[a-z]+"
    r"|(?:for |on )?(?:every|each)(?: single| one of the)? (?:photo|picture|image|shot|slide|pic|one)s?(?! times?)"
    r"|an? (?:photo|picture|shot|slide|pic|image|piece)|/ ?(?:photo|image|picture))(?: average)?"
    r"|(?<![a-z])(?:each(?! other)|every)(?: (?:photo"
    r"|picture|image|shot|slide|pic|one|of them))? (?:\w+ )?(?:for|lasts?|stays?|should last|gets?"
    r"|on screen for|is|visible for|held for|shown for|showing for|up for|runs?|should (?:be|stay|run|show)|to"
    r" (?:be|stay|last)|gets?)"
    r"(?: \w+){0,3}? (?P<b>{time})"
    r"|(?:each(?! other)|every)(?: (?!into|with|to |in )\w+){0,6}?[: ]+(?P<f>{time})|per[ -](?:photo|picture"
    r"|image)(?: duration)?:? (?P<c>{time})|(?P<g>{time}) display per photo|(?:photos?|pictures?|images?"
    r"|slides?) (?:\w+ )?(?:for|stays? for|lasts?|stay) (?P<h>{time}) (?:each|apiece)|hold (?:each"
    r"|every) (?:photo|picture|image|one|shot) (?:for )?(?P<i>{time})|每(?:一)?(?:张|幅|个|段|页)?(?:照片|图片|图|画作?"
    r"|相片|画面)?(?:都|各|再)*(?P<more>多)?(?:停留|展示|显示|播放|持续|时长|时间|大概|大约|保持|放|约|各|为|是|留"
    r"|停|改成|改为|改"
    r"|换成|变成|设为|设成|调成|调到|调整(?:为|成|到)|控制在|要|出现|看|只|就|给"
    r"|差不多|最多|至少|延长到|缩短到|统一|不(?:要)?超过|别超过|不(?:要)?多于|控制在)*(?P<d>{time})"
    r"|(?:(?<![尾头端后出入])各|单张|(?<![第后])一张(?=[^,。第]{0,4}{time}(?:$|[,。就吧])))(?:停留|展示|显示|播放"
    r"|持续|时长|放|为)*(?P<e>{time})"
    r"|(?P<j>{time})(?:一|每)张)"
)


def _hear_per_photo(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    def make(match: re.Match[str]) -> Heard | None:
        if re.search(
            r"(?:transitions?|fades?|dissolves?|wipes?|转场|叠化|擦除)[ ,，(]*(?:of )?$", sentence.before(match.start())
        ) and not re.search(r"每.?张|(?:per|every) (?:photo|picture|image|slide)", match.group()):
            return None  # "zoom transitions, 0.5 s each"
        if re.search(r"[前后].{1,3}张(?:照片|图片|图)?$", sentence.before(match.start(), 8)):
            return None  # 前两张各2秒
        value = seconds(next(value for key, value in match.groupdict().items() if value and key != "more"))
        if match.group("more"):
            placed = slots(scene.film) if scene.film else ()
            value = round(value + (placed[0].frames / 30 if placed else 3.0), 3)
        return Heard("per_photo", {"seconds": value}, (match.span(),))

    yield from hears(sentence, _PER_PHOTO, make)
    yield from _hear_one_photo(sentence, scene)


_ONE_PHOTO = (
    rf"(?<![a-z])(?:(?:make|let|show|hold|keep|have|leave|display) )?(?:the )?(?P<a>{INDEX}) (?:should "
    rf"|to )?(?:lasts?|for|on screen for|stays?(?: for)?|up for|visible for|be shown for|run for"
    rf"|hold for|(?:a (?:bit|little) )?(?:longer|shorter),?(?: at| for| to)?|a full)(?: for)? (?P<t>{{time}})"
    rf"|(?<![a-z])give (?:the )?(?P<d>{INDEX}) (?:about |a full )?(?P<t4>{{time}})|(?P<t2>{{time}}) (?:for|on)"
    rf" (?:the )?(?P<b>{INDEX})|(?:把"
    rf"|让)?(?P<c>{INDEX})(?:的)?(?:各|都|分别)?(?P<more>多)?(?:停留?|显示|播放|展示|持续|放|时长|待|留|看)?(?:时间"
    rf"|时长)?(?:改成|改为|设为|为"
    rf"|成)?(?P<t3>{{time}})"
)


def _hear_one_photo(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """ "Make photo 2 last 5 seconds": that photo keeps its length, the others share the rest."""

    def make(match: re.Match[str]) -> Heard | None:
        groups = {key: value for key, value in match.groupdict().items() if value}
        photos = indexes(next(groups[key] for key in "abcd" if key in groups), scene)
        value = seconds(next(groups[key] for key in ("t", "t2", "t3", "t4") if key in groups))
        if "more" in groups and photos:
            placed = slots(scene.film) if scene.film else ()
            value = round(value + (placed[photos[0] - 1].frames / 30 if 0 < photos[0] <= len(placed) else 3.0), 3)
        return Heard("per_photo", {"seconds": value, "photos": photos}, (match.span(),)) if photos and value else None

    yield from hears(sentence, _ONE_PHOTO, make)


def _pin(film: Film, heard: Heard) -> Edit:
    photos = set(heard.args["photos"])
    if max(photos) > len(film.shots):
        return Edit(film, "declined", Say(f"there are {len(film.shots)} photos", f"一共只有 {len(film.shots)} 张"))
    length = round(min(max(heard.args["seconds"], 0.2), 600.0) * 1000)
    shots = tuple(replace(shot, fixed_ms=length) if n in photos else shot for n, shot in enumerate(film.shots, 1))
    film = replace(film, shots=shots)
    return Edit(film, "applied", Say(f"{length_text(film)} s in all", f"共 {length_text(film)} 秒"))


def _edit_per_photo(film: Film, heard: Heard, scene: Scene) -> Edit:
    if "photos" in heard.args:
        return _pin(film, heard)
    value = min(max(heard.args["seconds"], 0.2), 600.0)
    stills = tuple(replace(shot, fixed_ms=None) for shot in film.shots)
    wished = replace(film, shots=stills, timing=Timing("per_photo", round(value * 1000)))
    total = scene.said("duration")
    if total is not None and abs(length_s(wished) - total.args["seconds"]) > 0.05:
        if not any(shot.is_clip for shot in film.shots) and abs(value * len(stills) - total.args["seconds"]) > 0.05:
            said, each = total.args["seconds"], f"{len(stills)} x {value:g}"
            note = Say(
                f"{each} s does not make {said:g} s: the total of {said:g} s wins",
                f"{each} 秒与总长 {said:g} 秒不符：以总长 {said:g} 秒为准",
            )
            return Edit(film, "approximated", note)
        return Edit(film, "applied", Say("within the total", "以总时长为准"))
    return Edit(wished, "applied", Say(f"{length_text(wished)} s in all", f"共 {length_text(wished)} 秒"))


_SOURCE_AFTER = (
    r"^[ -]?(?:long )?(?:[\w'/&-]+ ){0,4}?(?:video|clip|footage|recording|interview|podcast|talk|webinar|vlog"
    r"|film|movie|file|stream|demo|lecture|speech|tutorial|lesson|meeting|call|screen ?cast|session|episode|take"
    r"|talking[ -]head)s?(?: (?:recording|video|clip|footage|episode|interview|call)s?)?(?![a-z])"
)
_MAKES = (
    r"(?:into|make|making|create|creating|build|produce|generate|need|want|give me|to|as|be|is|total(?:ling)?"
    r"|for|cut|of|like|a new|get|render|edit|craft|prepare|design|assemble|compile|put together)(?: (?:me|us"
    r"|it|this|them|about|around|roughly|approximately|exactly|a|an|one|short|total|of|be|last|only|just|up to"
    r"|under|at most|max|maximum|the|video|film|reel|whole|thing|single|nice|quick|seamless|smooth"
    r"|\w+ing))* ?$"
)
_SOURCE_ZH = r"(?:这段|这个|这条|我的|原片?|那段|把|从|将|(?:把|从|将|用|给)一段)(?:\w*(?:长|有|是))?$"


def _is_source(sentence: Sentence, match: re.Match[str], scene: Scene) -> bool:
    """Return whether a length describes the footage that is there: "trim a 22-minute interview", 这段20分钟的视频."""
    of_photos = (
        rf"[ -](?:[\w'-]+ ){{0,3}}?{VIDEO_EN} (?:made )?(?:of|from|out of|with|using) (?:[\w'-]+ ){{0,3}}?{PHOTO_EN}"
    )
    if re.match(of_photos, sentence.folded[match.end() : match.end() + 80]):
        return False  # "in a 15-second video of these photos": what is to be made
    before, after = sentence.before(match.start(), 60), sentence.folded[match.end() : match.end() + 60]
    if re.search(
        r"(?<![a-z])(?:is|are|was|runs?|lasts?|原长|原片|原视频)(?: currently| now| about)? ?(?:是|有|为)? ?$", before
    ) and re.search(r"(?:my|the|this|source|original|原) ?(?:video|clip|footage|片|视频)", before):
        return not re.search(r"should|must|needs", before)
    if re.search(_SOURCE_ZH, before) and re.match(
        r" ?(?:长)?的?(?:[^,。]{0,8})(?:视频|素材|片段|录像|采访|影片|直播)", after
    ):
        return True
    if not re.match(_SOURCE_AFTER, after):
        return False
    if re.search(
        r"(?<![a-z])(?:from|of|out of|my|this|the|using|with|have|got|existing|original|here's|trim(?: down)?"
        r"|cut down|shorten|clean(?:ing)? up|fix(?: up)?|tidy(?: up)?|polish|caption|subtitle|crop|reframe|speed up"
        r"|repurpose"
        r"|condense|take|reformat|resize|convert|turn|edit) (?:a |an |my |this |the |our |that )?$",
        before,
    ):
        return not re.search(r"(?<![a-z])(?:into|make|create|is|want|need) (?:a |an |my |this |the )?$", before)
    return bool(
        re.search(
            r"(?<![a-z])(?:captions?|subtitles?|music|titles?|text|logo|intro|voice-?over|narration"
            r"|effects?) (?:to|for|on|over) (?:a|an|my|this) $",
            before,
        )
    )


def _second_deliverable(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether another film is meant: "also find the best 45-second segment"."""
    return bool(
        re.search(r"(?<![a-z])(?:best|also|strongest|top|most \w+)(?: \w+){0,4} $", sentence.before(match.start(), 50))
    ) and bool(
        re.match(
            r"[ -](?:\w+ )?(?:segment|moment|part|highlight|teaser|clip|version)",
            sentence.folded[match.end() : match.end() + 30],
        )
    )


_LENGTH = r"(?P<t>{time})"


def _hear_duration(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    yield from _by_amount(sentence, scene)
    totals: list[Heard] = []
    for match in sentence.search(_LENGTH):
        span = match.span()
        if _is_source(sentence, match, scene):
            noun = re.match(_SOURCE_AFTER, sentence.left[span[1] :])
            span = (span[0], span[1] + (noun.end() if noun else 0))
            sentence.take(*span)
            yield Heard("", {}, (span,), note=Say("the length of the source", "素材本身的长度"))
        elif _second_deliverable(sentence, match):
            continue
        else:
            value = seconds(match.group("t"))
            around = sentence.before(span[0], 20)
            if re.search(r"(?<![a-z])(?:rather than|instead of|and not|not) (?:just )?$|而不是$", around):
                sentence.take(*span)
                yield Heard("", {}, (span,))  # what is not wanted
                continue
            if re.match(r"的地方|处(?!理)|的位置|那里", sentence.after(span[1], 4)):
                continue  # a place in the film
            if not value or re.search(
                r"(?:第|前|后|最后|晚|早|提前|推迟|延后|延迟|隔|停|停留|first|last|ago|every|per) ?$", around
            ):
                continue
            totals.append(Heard("duration", {"seconds": value}, (span,)))
    for one in _chosen(sentence, totals):
        sentence.take(*one.spans[0])
        yield one
    if not totals:
        totals += hears(
            sentence,
            _UNITLESS,
            lambda match: Heard(
                "duration", {"seconds": number(match.group("n") or match.group("nzh"))}, (match.span(),)
            ),
            once=True,
        )
        yield from totals
    for heard in hears(sentence, _RELATIVE, lambda match: _relative(match, scene.film), once=True):
        yield replace(heard, op="", outcome="applied", note=Say()) if totals else heard


_MORE = (
    r"(?<![a-z])(?:(?:make|let|have) (?:it|this|the \w+) )?(?:(?P<longer>{time}) (?:longer|more|extra)"
    r"|(?P<shorter>{time}) (?:shorter|less))(?![a-z])"
    r"|(?<![a-z])(?:add|extend|lengthen|stretch|give)(?: (?:it|me|us|the \w+|another|an extra|on|by|out))*"
    r" (?P<longer2>{time})(?: (?:more|extra|longer))?"
    r"(?= *(?:$|[,.;!]| to (?:it|the (?:video|film|end|length|duration))| please| and))(?: to (?:it|the (?:video"
    r"|film|end|length|duration)))?"
    r"|(?<![a-z])(?:shorten|reduce|cut)(?: (?:it|the \w+))* by (?P<shorter2>{time})"
    r"|(?:总?时长|视频|片子|长度)?(?:再|多|加|延|增|变)+(?:长|加|出|个)*(?P<longer3>{time})(?=$|[,。吧左的])"
    r"|(?<![a-z])(?P<factor>(?:make (?:it|this|the \w+) )?(?:half as long|twice as long|double the (?:length"
    r"|duration|time)|half the (?:length|duration)"
    r"|(?:cut|halve|reduce) (?:it|(?:the|its) (?:length|duration|\w+))(?: length)? (?:in|by) half|halve (?:the"
    r"|its) (?:length|duration)))(?![a-z])"
    r"|(?P<factor2>(?:总?时长|长度|视频)(?:再)?(?:砍|减|缩短|压缩|剪|缩)(?:一半|半|掉一半)|(?:总?时长|长度)(?:翻倍"
    r"|翻一倍|加倍|延长一倍|减半)|(?:短|剪|缩短)一半)"
    r"|(?:总?时长|视频|片子|长度)?(?:再|缩|减|变)*(?:短|减|少)(?:少|掉|短|去)*(?P<shorter3>{time})(?=$|[,。吧左的])"
)


def _by_amount(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """Five seconds longer, 时长再加5秒: the length that results, once there is a film."""
    film = scene.film
    if film is None:
        return

    def make(match: re.Match[str]) -> Heard | None:
        key = next(name for name, value in match.groupdict().items() if value)
        if re.search(
            r"(?<![a-z])(?:title|text|caption|logo|transition|crossfade|photo|each|first|last)s?[^,.;]{0,12}$"
            r"|(?:标题|文字|转场|每张|第[^,]{1,3}张)[^,。]{0,6}$",
            sentence.before(match.start()),
        ):
            return None
        if key.startswith("factor"):
            times = 2.0 if re.search(r"double|twice|倍", match.group(key)) else 0.5
            return Heard("duration", {"seconds": round(max(1.0, length_s(film) * times), 3)}, (match.span(),))
        amount = seconds(match.group(key)) * (1 if key.startswith("longer") else -1)
        return Heard("duration", {"seconds": round(max(1.0, length_s(film) + amount), 3)}, (match.span(),))

    yield from hears(sentence, _MORE, make, once=True)


_UNITLESS = (
    r"(?<![a-z])(?:duration|(?:total |video )?length)(?: (?:to|of|is|be|should be"
    r"|at))*[ :=]*(?P<n>{num})(?! ?(?:s|m|%|photos?|p)(?![a-z]))|(?:总?时长|长度)(?:改为|改成|设为|设成|为|是"
    r"|到|:)*(?P<nzh>{numzh})(?![秒分张%:\d])"
)
_RELATIVE = (
    r"(?<![a-z])(?:(?:make|keep) (?:it|this|the (?:video|film|reel|clip)) )?(?:a (?:bit|little) |slightly "
    r"|much |somewhat )?(?P<en>longer|shorter)(?![a-z])|(?:视频|时长|片子)?(?:再|变|弄|稍微)*(?P<zh>长"
    r"|短)一?[点些]|(?P<cut>缩短|延长|加长)一?[点些下]|(?P<far>(?:it(?:'s| is)|the video is|(?:still |a bit "
    r"|way |much )+)? ?too (?:long|short)(?! for)|(?:别|不要|不用|不能|不会|不宜)?(?:弄得|搞得|做得)?(?:有点"
    r"|稍微)?太[长短]了?)"
)


_SAY_LENGTH = Say("say a length for another one: '15 seconds'", "想要具体长短请说秒数，例如“15秒”")


def _relative(match: re.Match[str], film: Film | None) -> Heard | None:
    if film is None:
        said = re.search(r"[\u4e00-\u9fff]", match.group())
        return Heard("", {}, (match.span(),), "approximated", _SAY_LENGTH) if said else None
    longer = bool(re.search(r"longer|too short|^(?!.*太).*(?<!太)长|太短", match.group()))
    value = max(1.0, round(length_s(film) * (1.25 if longer else 0.75)))
    note = Say("a quarter longer" if longer else "a quarter shorter", "加长四分之一" if longer else "缩短四分之一")
    return Heard("duration", {"seconds": float(value)}, (match.span(),), "approximated", note)


def _chosen(sentence: Sentence, totals: list[Heard]) -> list[Heard]:
    """Return the totals in the order said, the governed one ("into", "总时长") deciding where several were named."""
    if len(totals) < 2:
        return totals
    governed = [
        one
        for one in totals
        if re.search(_MAKES, sentence.before(one.start, 50))
        or re.search(r"(?:成|到|为|总长|时长|共|总共|一个|个|做)$", sentence.before(one.start, 6))
    ]
    best = (governed or totals)[0]
    for before, after in pairwise(totals):
        if corrected(sentence, before.spans[0][1], after.start):
            best = after
    same = [one for one in totals if one.args == best.args]
    others = [one for one in totals if one.args != best.args]
    note = Say("another total was named first", "前面已给出另一个总时长")
    return [*same[:1], *(replace(one, op="", outcome="declined", note=note) for one in others)]


def _edit_duration(film: Film, heard: Heard, scene: Scene) -> Edit:
    said = float(heard.args["seconds"])
    value = min(max(said, SHORTEST_S), LONGEST_S)
    if not film.shots:
        return Edit(replace(film, timing=Timing("total", round(value * 1000))))
    timed = retimed(film, round(value * 1000))
    got = length_s(timed)
    note = Say()
    if value != said:
        note = Say(f"{value:g} s is the limit here", f"这里的限度是 {value:g} 秒")
    elif abs(got - value) > 0.05:
        note = Say(
            f"the material gives {got:.1f} s, clips are not stretched", f"素材只有 {got:.1f} 秒，视频片段不会被拉长"
        )
    elif all(not shot.is_clip for shot in timed.shots):
        note = _arithmetic(timed)
    exact = value == said and abs(got - value) <= 0.05
    return Edit(timed, heard.outcome if exact else "approximated", heard.note + note)


def _arithmetic(film: Film) -> Say:
    """Return how the photos share the total: 3 x 4.33 s with 0.5 s overlap."""
    placed = slots(film)
    if len(placed) < 2:
        return Say(f"{length_text(film)} s", f"{length_text(film)} 秒")
    each, overlap = placed[0].frames / 30, placed[-1].overlap / 30
    shown = f" - {len(placed) - 1} x {overlap:.2g} s" if overlap else ""
    return Say(
        f"{len(placed)} x {each:.2f} s{shown} = {length_text(film)} s",
        f"{len(placed)} x {each:.2f} 秒{shown.replace(' s', ' 秒')} = {length_text(film)} 秒",
    )


PER_PHOTO = Operation("per_photo", 32, _hear_per_photo, _edit_per_photo)
DURATION = Operation("duration", 31, _hear_duration, _edit_duration)
