"""remove: taking away what is there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from imgfree.local.director.indexes import INDEX, indexes
from imgfree.local.director.numbers import number
from imgfree.local.director.reply import Say, readable
from imgfree.local.director.rule import Edit, Heard, Operation, Scene
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import Film, Join, Motion

_THINGS: tuple[tuple[str, str], ...] = (
    (
        "title",
        r"(?:(?:opening |main |closing |end )?titles?(?: card| text)?|headlines?|headings?|大?标题"
        r"|片头(?:文字)?|片尾(?:文字)?|题目)",
    ),
    ("captions", r"(?:(?:closed )?captions?|subtitles?|subs|字幕)"),
    (
        "text",
        r"(?:(?:all (?:the )?)?texts?(?: overlays?)?|words|tag ?line|cta|call to action|labels?"
        r"|lower[ -]thirds?|overlay text|文字|文案|文本|字样|标语)",
    ),
    (
        "music",
        r"(?:(?:background )?music(?: track)?|soundtrack|songs?|bgm|audio(?: track)?|sound|tune|背景音乐"
        r"|音乐|配乐|歌曲?|声音|音轨)",
    ),
    (
        "transition",
        r"(?:(?:all )?(?:the )?(?:cross[ -]?fades?|transitions?(?: effects?)?|dissolves?|wipes?)"
        r"|转场(?:效果)?|过渡(?:效果)?|叠化)",
    ),
    (
        "motion",
        r"(?:(?:ken burns|camera|photo)? ?(?:zoom(?:s|ing)?|motions?(?: effects?)?|movements?|animations?"
        r"|pan(?:s|ning)?|ken burns(?: effect)?)|缩放|动效|运镜|镜头运动|动态效果|放大(?:效果)?|平移)",
    ),
    ("logo", r"(?:(?:my |our )?logo|徽标|logo)"),
    (
        "look",
        r"(?:(?:colou?r )?(?:filters?|grad(?:e|ing)|look|colou?r correction)|(?:warm|cool|cinematic"
        r"|vintage|black[ -]and[ -]white|sepia|moody|vivid|nostalgic) (?:look|filter|tones?|grade|effect"
        r"|style))|(?:black[ -]and[ -]white|sepia)|(?:黑白|复古|暖色|冷色|电影)(?:滤镜|效果|色调|风格|感)"
        r"|(?:(?:colou?r )?(?:filters?)|滤镜|调色|色调|风格)",
    ),
    ("effect", r"(?:(?:all )?(?:the )?effects?|glow|grain|vignette|bokeh|shake|shimmer|particles|特效|效果|暗角|颗粒)"),
    ("fade", r"(?:fades?(?:[ -](?:in|out))?(?: and (?:fade[ -])?out)?|淡入(?:淡出)?|淡出)"),
    ("loop", r"(?:loop(?:ing)?|循环)"),
)
_THING = "(?:" + "|".join(source for _, source in _THINGS) + ")"
_DROP_EN = (
    r"(?<![a-z])(?:remove|delete|get rid of|take (?:out|away|off)|drop|clear|lose|cut(?: out)?|strip(?: out)?"
    r"|kill|erase|scrap|ditch|hide|turn off|disable|i don't (?:want|need|like)|undo)"
)
_DROP_ZH = (
    r"(?:去掉|删掉|删除|去除|移除|拿掉|取消|清除|关掉|关闭|不要了|撤掉|删了|去了|删去|拿走|移走|隐藏|清空|砍掉"
    r"|撤了|删除掉|去了吧?|抹掉)"
)
_THE = r"(?: (?:the|my|all|any|that|this|those|every|of|background|existing|current|a|from))*"
_REMOVE = (
    rf"{_DROP_EN}{_THE} (?P<a>{_THING})(?![a-z])(?! ?(?:at|from|between)? ?\d)(?: (?:of|from|on|in) (?:the|my"
    rf"|this) (?:clip|video|footage|film))?(?P<more>(?: ?(?:,|and|&"
    rf"|,? and)(?: the)? {_THING}(?![a-z]))*)|{_DROP_ZH}(?:所有|全部|这个|那个|掉"
    rf"|背景)*的?(?P<b>{_THING})(?P<morezh>(?:(?:和|与|、|以及){_THING})*)|(?<![a-z])(?:take|turn"
    rf"|switch){_THE} (?P<d>{_THING}) (?:out|off|away)(?![a-z])|(?<![a-z])(?:the |my )?(?P<e>(?!music|sound"
    rf"|audio){_THING}) (?:off|gone)(?= *$|[,.;!]| please)"
    rf"|(?:把|将)?(?:所有|全部)?(?P<c>{_THING})(?P<morezh2>(?:(?:和|与|、|以及){_THING})*)(?:都|全|给我"
    rf"|也)*(?:{_DROP_ZH}|不要了)"
    rf"|(?:不喜欢|不想要|不太喜欢|讨厌)(?:这个|现在的|这种|那个|它的)*(?P<f>{_THING})(?![^。;]{{0,6}}换)(?:[,，]?(?:帮我|给我)?{_DROP_ZH}吧?)?"
)
_REMOVE_PHOTO = (
    rf"{_DROP_EN}(?: the| my)? (?P<a>{INDEX})(?: from (?:the )?\w+)?|(?:{_DROP_ZH}|不要)(?P<b>{INDEX})(?!前|后)"
    rf"|(?:把|将)?(?P<c>{INDEX})(?:都|给我|也)*(?:{_DROP_ZH}|(?:不要|不用|别|不)(?:用|出现|放进去|放|加)?(?:了|(?=$|[,。;])))"
)
_REMOVE_SOME = (
    rf"(?:{_DROP_EN}|leave out|skip)(?: the| my)? (?P<side>first|last) (?P<n>{{numen}}) (?:photos?|pictures?"
    rf"|images?|pics?|shots?|slides?)(?![a-z])"
    rf"|(?:{_DROP_ZH}|不要)(?:掉)?(?P<side2>最?前|最?后)(?P<n2>{{numzh}})[张幅](?:照片|图片|图)?|(?:把"
    rf"|将)?(?P<side3>最?前"
    rf"|最?后)(?P<n3>{{numzh}})[张幅]"
    rf"(?:照片|图片|图)?(?:都|全)?(?:{_DROP_ZH}|不要了?)"
)
_KEEP_ONLY = (
    rf"(?<![a-z])(?:(?:use|keep|show|include|leave) (?:only|just)|only (?:use|keep|show"
    rf"|include)) (?:the )?(?P<a>{INDEX})|(?:只用|只保留|只留下?|只要|仅保留|仅用)(?P<b>{INDEX})"
)


def _hear_remove(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    for match in sentence.search(_REMOVE):
        words = next(match.group(key) for key in "abcdef" if match.group(key))
        more = match.group("more") or match.group("morezh") or match.group("morezh2") or ""
        if _not_ours(sentence, match):
            continue
        sentence.take(*match.span())
        things = [
            _thing(words),
            *(_thing(part) for part in re.split(r",? and |, ?|&|和|与|、|以及", more) if part.strip()),
        ]
        for index, thing in enumerate(dict.fromkeys(things)):
            span = match.span() if index == 0 else (match.start(), match.start() + 1)
            yield _gone(thing, match.group(), span, scene)
    for source, photos in ((_KEEP_ONLY, _all_but), (_REMOVE_SOME, _first_or_last), (_REMOVE_PHOTO, _named)):
        for match in sentence.search(source):
            numbers = photos(sentence, match, scene)
            if numbers is None:
                continue
            sentence.take(*match.span())
            for photo in numbers:
                yield Heard("remove", {"what": f"photo {photo}"}, (match.span(),), extra={"photo": photo})


def _gone(thing: str, words: str, span: tuple[int, int], scene: Scene) -> Heard:
    """Return what takes a thing away: captions are turned off, the sound of clips without music is silenced."""
    if thing == "captions":
        return Heard("captions", {"on": False}, (span,))
    sound = thing == "music" and re.search(r"audio|sound(?!track)|声音", words) and not re.search("music|音乐", words)
    if sound and scene.clips and (scene.film is None or scene.film.music is None):
        return Heard("level", {"gain": 0.0}, (span,), extra={"clips": True})
    return Heard("remove", {"what": thing}, (span,), extra={"words": words})


def _all_but(sentence: Sentence, match: re.Match[str], scene: Scene) -> list[int] | None:
    kept = indexes(match.group("a") or match.group("b"), scene)
    return [place for place in range(1, scene.length + 1) if place not in kept]


def _first_or_last(sentence: Sentence, match: re.Match[str], scene: Scene) -> list[int] | None:
    groups = {key: value for key, value in match.groupdict().items() if value}
    wanted = int(number(next(value for key, value in groups.items() if key.startswith("n"))))
    if re.search("last|后", next(value for key, value in groups.items() if key.startswith("side"))):
        return list(range(max(1, scene.length - wanted + 1), scene.length + 1))
    return list(range(1, wanted + 1))


def _named(sentence: Sentence, match: re.Match[str], scene: Scene) -> list[int] | None:
    numbers = indexes(next(match.group(key) for key in "abc" if match.group(key)), scene)
    elsewhere = re.match(r"的?(?:标题|文字|字幕|motion|zoom|'s)", sentence.after(match.end(), 10))
    return numbers if numbers and not elsewhere else None


def _not_ours(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether the noun goes on to mean something else: "cut to the beat", "remove silence", 去掉音乐里的…."""
    after = sentence.after(match.end(), 16)
    if re.search(r"(?:视频|素材|片段|原)的?$", sentence.before(match.start(), 6) + match.group().split("声")[0]):
        return True  # the clips' own sound, not the music
    if re.match(r"(?:里|中|节|的(?:背景|人声))|(?: (?:noise|from the start|is too|are too))", after):
        return True
    return bool(
        re.match(r"cut|undo|clear|lose", match.group()) and re.search(r"(?<![a-z])(?:edit|change|last)$", match.group())
    )


def _thing(words: str) -> str:
    words = re.sub(r"^(?:(?:the|my|all|any|that|its) )+", "", words.strip())
    return next((name for name, source in _THINGS if re.fullmatch(source, words)), "text")


def _edit_remove(film: Film, heard: Heard, scene: Scene) -> Edit:
    what = heard.args["what"]
    if "photo" in heard.extra:
        return _remove_photo(film, int(heard.extra["photo"]), scene)
    after = _REMOVERS[what](film)
    if what == "text" and (after == film or re.search(_EVERY, str(heard.extra.get("words", "all")))):
        after = replace(film, words=())
    if after == film:
        return Edit(film, "applied", Say(f"satisfied: there is no {readable(what).en}", "已满足：本来就没有"))
    return Edit(after)


def _without_words(film: Film, *roles: str) -> Film:
    return replace(film, words=tuple(words for words in film.words if words.role not in roles))


_EVERY = r"(?<![a-z])(?:all|any|every)(?![a-z])|所有|全部"
_REMOVERS: dict[str, Callable[[Film], Film]] = {
    "title": lambda film: _without_words(film, "title"),
    "text": lambda film: _without_words(film, "text", "caption", "lower_third"),
    "music": lambda film: replace(film, music=None, mood=None),
    "transition": lambda film: replace(
        film, join=Join("cut", 0), shots=tuple(replace(shot, join=None) for shot in film.shots)
    ),
    "motion": lambda film: replace(
        film, motion=Motion("none", 0.0), shots=tuple(replace(shot, motion=None) for shot in film.shots)
    ),
    "logo": lambda film: replace(film, logo=None),
    "look": lambda film: replace(film, looks=()),
    "effect": lambda film: replace(film, effects=()),
    "fade": lambda film: replace(film, fade=None),
    "loop": lambda film: replace(film, loop=None),
}


def _remove_photo(film: Film, number: int, scene: Scene) -> Edit:
    before = scene.film.shots if scene.film and scene.said("build") is None else film.shots
    if not 1 <= number <= len(before):
        return Edit(film, "declined", Say(f"there is no photo {number}", f"没有第 {number} 张"))
    if len(film.shots) == 1:
        return Edit(film, "declined", Say("it is the only one; a film needs one", "只剩这一张，不能再删"))
    gone = before[number - 1]
    shots = tuple(shot for shot in film.shots if shot.source != gone.source)
    return Edit(replace(film, shots=shots), "applied", Say(f"{len(shots)} left", f"剩 {len(shots)} 张"))


REMOVE = Operation("remove", 14, _hear_remove, _edit_remove)
