"""remove, replace and undo: edits that speak of what is there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from imgfree.local.assets import Asset
from imgfree.local.director.indexes import INDEX, indexes
from imgfree.local.director.ops.build import shot_of
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import Film, Join, Motion, Words

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
_DROP_ZH = r"(?:去掉|删掉|删除|去除|移除|拿掉|取消|清除|关掉|关闭|不要了|撤掉|删了|去了|删去|拿走|移走|隐藏|清空)"
_THE = r"(?: (?:the|my|all|any|that|this|those|every|of|background|existing|current|a|from))*"
_REMOVE = (
    rf"{_DROP_EN}{_THE} (?P<a>{_THING})(?![a-z])(?! ?(?:at|from|between)? ?\d)(?P<more>(?: ?(?:,|and|&"
    rf"|,? and)(?: the)? {_THING}(?![a-z]))*)"
    rf"|{_DROP_ZH}(?:所有|全部|这个|那个|掉|背景)*的?(?P<b>{_THING})(?P<morezh>(?:(?:和|与|、|以及){_THING})*)"
    rf"|(?<![a-z])(?:take|turn|switch){_THE} (?P<d>{_THING}) (?:out|off|away)(?![a-z])"
    rf"|(?:把|将)?(?:所有|全部)?(?P<c>{_THING})(?P<morezh2>(?:(?:和|与|、|以及){_THING})*)(?:都|全|给我"
    rf"|也)*(?:{_DROP_ZH}|不要了)"
)
_REMOVE_PHOTO = (
    rf"{_DROP_EN}(?: the| my)? (?P<a>{INDEX})(?: from (?:the )?\w+)?|(?:{_DROP_ZH}|不要)(?P<b>{INDEX})(?!前|后)"
    rf"|(?:把|将)?(?P<c>{INDEX})(?:都|给我|也)*(?:{_DROP_ZH}|不要(?:了|(?=$|[,。;])))"
)
_KEEP_ONLY = (
    rf"(?<![a-z])(?:(?:use|keep|show|include|leave) (?:only|just)|only (?:use|keep|show"
    rf"|include)) (?:the )?(?P<a>{INDEX})|(?:只用|只保留|只留下?|只要|仅保留|仅用)(?P<b>{INDEX})"
)


def _hear_remove(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    for match in sentence.search(_REMOVE):
        words = next(match.group(key) for key in "abcd" if match.group(key))
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
            yield Heard("remove", {"what": thing}, (span,), extra={"words": match.group()})
    for match in sentence.search(_KEEP_ONLY):
        kept = indexes(match.group("a") or match.group("b"), scene)
        there = len(scene.film.shots) if scene.film else len(scene.photos) + len(scene.clips)
        sentence.take(*match.span())
        for number in (n for n in range(1, there + 1) if n not in kept):
            yield Heard("remove", {"what": f"photo {number}"}, (match.span(),), extra={"photo": number})
    for match in sentence.search(_REMOVE_PHOTO):
        numbers = indexes(next(match.group(key) for key in "abc" if match.group(key)), scene)
        if not numbers or re.match(r"的?(?:标题|文字|字幕|motion|zoom|'s)", sentence.after(match.end(), 10)):
            continue
        sentence.take(*match.span())
        for number in numbers:
            yield Heard("remove", {"what": f"photo {number}"}, (match.span(),), extra={"photo": number})


def _not_ours(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether the noun goes on to mean something else: "cut to the beat", "remove silence", 去掉音乐里的…."""
    after = sentence.after(match.end(), 16)
    if re.match(r"(?:里|中|节|的(?:背景|人声))|(?: (?:noise|from the start|is too|are too))", after):
        return True
    return bool(
        re.match(r"cut|undo|clear|lose", match.group()) and re.search(r"(?<![a-z])(?:edit|change|last)$", match.group())
    )


def _thing(words: str) -> str:
    words = words.strip()
    return next((name for name, source in _THINGS if re.fullmatch(source, words)), "text")


def _edit_remove(film: Film, heard: Heard, scene: Scene) -> Edit:
    what = heard.args["what"]
    if "photo" in heard.extra:
        return _remove_photo(film, int(heard.extra["photo"]), scene)
    after = _REMOVERS[what](film)
    if what == "text" and (after == film or re.search(_EVERY, str(heard.extra.get("words", "all")))):
        after = replace(film, words=())
    if after == film:
        return Edit(film, "applied", Say(f"satisfied: there is no {what}", "已满足：本来就没有"))
    return Edit(after)


def _without_words(film: Film, *roles: str) -> Film:
    return replace(film, words=tuple(words for words in film.words if words.role not in roles))


_EVERY = r"(?<![a-z])(?:all|any|every)(?![a-z])|所有|全部"
_REMOVERS: dict[str, Callable[[Film], Film]] = {
    "title": lambda film: _without_words(film, "title"),
    "text": lambda film: _without_words(film, "text", "caption", "lower_third"),
    "captions": lambda film: _without_words(film, "caption"),
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


_CHANGE_EN = r"(?<![a-z])(?:chang(?:e|ing)|replac(?:e|ing)|renam(?:e|ing)|updat(?:e|ing)|edit|rewrite|swap|switch|make)"
_TO_EN = (
    r"(?: text)? ?(?:to (?:say |read |be )?|into |with |by |as |say |read |for |=> ?|-> ?"
    r"|so (?:that )?it (?:says|reads) )[ ]?:?"
)
_TEXT_TARGET = (
    r"(?P<what>(?:opening |main |closing |end(?:ing)? )?titles?(?: card| text)?|headline|heading|captions?"
    r"|text(?: overlay)?|tag ?line|subtitle|cta|wording|words)"
)
_CHANGE_ZH = r"(?:改成|改为|换成|换为|变成|改做|更新为|修改为|替换为|替换成|更改为|改叫|改写成|改写为|改)"
_TEXT_TARGET_ZH = r"(?P<what{0}>大?标题|片头|片尾|题目|文字|文案|字幕|标语)(?:文字|内容|的内容|的文字)?"
_STOP = (
    r"(?=[.,;!?\n。，；！？\ue001]|$| (?:and (?:then |make |add|set|remove|the |use|put|move)|then |at the "
    r"|in (?:white|bold|red|yellow)|for \d))"
)
_REPLACE_WORDS = (
    rf"{_CHANGE_EN}(?: (?:the|my|this|that))* {_TEXT_TARGET}{_TO_EN} ?(?:(?P<lit>{{lit}})"
    rf"|(?P<bare>[^\s.,;\ue001\ue002][^.,;!?\n\ue001\ue002。，；]*?){_STOP})"
    rf"|(?:把|将)?{_TEXT_TARGET_ZH.format('zh')}(?:{_CHANGE_ZH}):? ?(?:(?P<litzh>{{lit}})"
    rf"|(?P<barezh>[^.,;!?\n\s\ue001\ue002。，；、]+))"
    rf"|(?:修改|更改|替换|更新){_TEXT_TARGET_ZH.format('zh2')}为:? ?(?:(?P<litzh2>{{lit}})"
    rf"|(?P<barezh2>[^.,;!?\n\s\ue001\ue002。，；、]+))"
    rf"|(?:change|replace) (?P<old>{{lit}}) (?:to|with|by|into) (?P<lit3>{{lit}})|(?:把"
    rf"|将)?(?P<oldzh>{{lit}})(?:{_CHANGE_ZH})(?P<litzh3>{{lit}})"
)
_REPLACE_PHOTO = (
    rf"(?<![a-z])(?:replace|swap|change|switch|exchange)(?: out)?(?: the)? (?P<a>{INDEX}) (?:with|for|by"
    rf"|to) (?:the )?(?P<by>{{lit}}|[\w\u4e00-\u9fff-]+\.(?:jpe?g|png|webp|heic|gif|mp4|mov)|(?:last|new"
    rf"|newest|latest|other|extra|final|uploaded|just uploaded) ?(?:one|photo|picture|image|upload)?"
    rf"|{INDEX})"
    rf"|(?:把|将)?(?P<b>{INDEX})(?:换成|替换成|替换为|换为|改成)(?P<byzh>{{lit}}|[\w-]+\.(?:jpe?g|png|webp"
    rf"|heic|gif|mp4|mov)|新(?:上传)?的?(?:照片|图片|图|那张)?|{INDEX})|(?:换掉|替换掉?|更换"
    rf"|换一下)(?P<c>{INDEX})|(?<![a-z])(?:replace|change)(?: the)? (?P<d>{INDEX})(?! ?(?:'s|motion|zoom"
    rf"|to \d))"
)


def _hear_replace(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    yield from hears(sentence, _REPLACE_WORDS, lambda match: _words(sentence, match, scene))
    yield from hears(sentence, _REPLACE_PHOTO, lambda match: _photo(sentence, match, scene))


def _words(sentence: Sentence, match: re.Match[str], scene: Scene) -> Heard | None:
    groups = {key: value for key, value in match.groupdict().items() if value}
    key = next(
        name for name in ("lit", "bare", "litzh", "barezh", "litzh2", "barezh2", "lit3", "litzh3") if name in groups
    )
    start, end = match.span(key)
    text = sentence.literal(start) if key.startswith("lit") else sentence.raw[start:end].strip()
    if not key.startswith("lit") and _is_style(text):
        return None
    old = next((sentence.literal(match.start(name)) for name in ("old", "oldzh") if name in groups), None)
    if old is None:
        named = next(value for name, value in groups.items() if name.startswith("what"))
        what = (
            "title"
            if re.search(r"title|headline|heading|标题|片头|题目|片尾", named)
            else "captions"
            if re.search(r"caption|subtitle|字幕", named)
            else "text"
        )
        what = (
            "text"
            if what == "captions" and not (scene.film and any(words.role == "caption" for words in scene.film.words))
            else what
        )
        closing = bool(re.search(r"closing|end|片尾", named))
    else:
        what, closing = "text", False
        if scene.film and any(words.role == "title" and words.text == old for words in scene.film.words):
            what = "title"
    return Heard("replace", {"what": what, "with": text}, (match.span(),), extra={"old": old, "closing": closing})


def _is_style(text: str) -> bool:
    """Return whether "make the title …" goes on with a style and not with words."""
    return bool(
        re.match(
            r"(?:a |the )?(?:bigger|larger|smaller|bold|white|yellow|red|black|gold|blue|large|small|big"
            r"|top|bottom|center|middle|upper|lower|serif|first|last|\d+ ?(?:s|sec)|appear|fade|stay|be|白"
            r"|黑|红|黄|金|大一?点|小一?点|粗体|居中|顶部|底部|上方|下方|中间)",
            text.lower(),
        )
    )


def _photo(sentence: Sentence, match: re.Match[str], scene: Scene) -> Heard | None:
    groups = {key: value for key, value in match.groupdict().items() if value}
    numbers = indexes(next(groups[key] for key in "abcd" if key in groups), scene)
    if not numbers:
        return None
    by = groups.get("by") or groups.get("byzh")
    name = None
    if by and by.startswith("\ue001"):
        name = sentence.literal(match.start("by") if "by" in groups else match.start("byzh"))
    elif by and re.search(r"\.\w{3,4}$", by):
        start, end = match.span("by") if "by" in groups else match.span("byzh")
        name = sentence.raw[start:end]
    elif by and (others := indexes(by, scene)) and not re.search(r"last|final|new|upload|最后|新", by):
        return Heard("order", {"how": "swap", "photos": [numbers[0], others[0]]}, (match.span(),))
    asset = scene.named(name) if name else _spare(scene)
    shown = name or (asset.filename if asset else None)
    args = {"what": f"photo {numbers[0]}"} | ({"with": shown} if shown else {})
    return Heard("replace", args, (match.span(),), extra={"photo": numbers[0], "asset": asset})


def _spare(scene: Scene) -> Asset | None:
    """Return the newest upload that is not in the film."""
    used = {shot.source for shot in scene.film.shots} if scene.film else set()
    spare = [asset for asset in (*scene.photos, *scene.clips) if asset.id not in used]
    return spare[-1] if spare else None


def _edit_replace(film: Film, heard: Heard, scene: Scene) -> Edit:
    if "photo" in heard.extra:
        return _replace_photo(film, int(heard.extra["photo"]), heard.extra.get("asset"))
    text, what = heard.args["with"], heard.args["what"]
    place = _target(film, heard, what)
    if place is None:
        role = "title" if what == "title" else "text"
        fresh = Words(
            text,
            role,
            "upper_third" if role == "title" else "lower_third",
            "end" if heard.extra.get("closing") else "start",
        )
        return Edit(
            replace(film, words=(*film.words, fresh)),
            "approximated",
            Say(f"there was no {what}: added", "原来没有：已添加"),
        )
    words = tuple(replace(old, text=text) if n == place else old for n, old in enumerate(film.words))
    return Edit(replace(film, words=words))


def _target(film: Film, heard: Heard, what: str) -> int | None:
    """Return which text is meant: the quoted old one, the closing title, the first of its kind."""
    old = heard.extra.get("old")
    for number, words in enumerate(film.words):
        if old is not None and words.text in (old, heard.args["with"]):
            return number
        of_kind = words.role == "title" if what == "title" else words.role != "title"
        if old is None and of_kind and (not heard.extra.get("closing") or words.anchor == "end"):
            return number
    return 0 if film.words and what == "text" and old is None and len(film.words) == 1 else None


def _replace_photo(film: Film, number: int, asset: Asset | None) -> Edit:
    if not 1 <= number <= len(film.shots):
        return Edit(film, "declined", Say(f"there is no photo {number}", f"没有第 {number} 张"))
    if asset is None or asset.file_type == "audio":
        return Edit(
            film,
            "declined",
            Say("with which photo? Upload it, or say its file name", "换成哪一张？请上传，或说出文件名"),
        )
    old = film.shots[number - 1]
    fresh = replace(shot_of(asset), motion=old.motion, join=old.join, fixed_ms=old.fixed_ms)
    return Edit(
        replace(film, shots=tuple(fresh if n == number else shot for n, shot in enumerate(film.shots, 1))),
        "applied",
        Say(asset.filename, asset.filename),
    )


_UNDO = (
    r"(?<![a-z])(?:undo(?: (?:it|that|this|the last (?:edit|change|step|one)|my last (?:edit|change)"
    r"|last (?:edit|change)))?|revert(?: (?:it|that|this|back|the last (?:edit|change)"
    r"|to (?:the )?previous(?: version| one)?))*|go back(?: (?:one step|a step|to (?:the )?(?:previous"
    r"|last|earlier)(?: version| one| edit)?))?|(?:restore|back to) (?:the )?previous(?: version| edit)?"
    r"|take that back|roll ?back)(?![a-z])"
    r"|撤销(?:上一步|刚才的?(?:修改|操作)?|一下)?|撤回(?:上一步)?|回到(?:上一步|上一版|之前(?:的版本)?)"
    r"|恢复(?:到)?(?:上一步|上一版|之前(?:的版本)?)|还原|上一版本?|返回上一步|退回(?:上一步)?"
)


def _hear_undo(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    yield from hears(sentence, _UNDO, lambda match: Heard("undo", {}, (match.span(),)), once=True)


def _edit_undo(film: Film, heard: Heard, scene: Scene) -> Edit:
    """Undo is done by the director, which knows the revisions; the film stays as it is."""
    return Edit(film, heard.outcome, heard.note)


REMOVE = Operation("remove", 14, _hear_remove, _edit_remove)
REPLACE = Operation("replace", 13, _hear_replace, _edit_replace)
UNDO = Operation("undo", 0, _hear_undo, _edit_undo)
