"""replace: other words, another photo."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.assets import Asset
from imgfree.local.director.indexes import INDEX, indexes
from imgfree.local.director.ops import placing
from imgfree.local.director.ops.build import shot_of
from imgfree.local.director.ops.restyle import changed
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import Film, Words
from imgfree.media_types import pattern

_CHANGE_EN = (
    r"(?<![a-z])(?:chang(?:e|ing)|replac(?:e|ing)|renam(?:e|ing)|updat(?:e|ing)|edit|rewrite|swap(?: out)?"
    r"|switch(?: out)?|make)"
)
_TO_EN = (
    r"(?: text)? ?(?:to (?:say |read |be )?|into |with |by |as |say |read |for |=> ?|-> ?"
    r"|so (?:that )?it (?:says|reads) )[ ]?:?"
)
_TEXT_TARGET = (
    r"(?P<what>(?:opening |main |closing |end(?:ing)? )?titles?(?: card| text)?|headline|heading|captions?"
    r"|text(?: overlay)?|tag ?line|subtitle|cta|wording|words)"
)
_CHANGE_ZH = (
    r"(?:改成|改为|换成|换为|变成|改做|更新为|修改为|替换为|替换成|更改为|改叫|改写成|改写为|(?:换"
    r"|改)(?:一下)?(?:成|为|做)?(?!个?位|个|一?下|到|掉|颜色|字体|大|小|在|得))"
)
_TEXT_TARGET_ZH = r"(?P<what{0}>大?标题|片头|片尾|题目|文字|文案|字幕|标语)(?:文字|内容|的内容|的文字)?"
_STOP = (
    r"(?=[.,;!?\n。，；！？\ue001]|$| (?:and (?:then |make |add|set|remove|the |use|put|move)|then |at the "
    r"|in (?:white|bold|red|yellow)|for \d))"
)
_REPLACE_WORDS = (
    rf"(?:{_CHANGE_EN}(?: (?:the|my|this|that))* {_TEXT_TARGET}{_TO_EN}|(?<![a-z])(?P<whatre>retitle|rename)(?:"
    rf" (?:it|this|the (?:video|film|reel)))?(?: (?:to|as|:))* ?) ?(?:(?P<lit>{{lit}})"
    rf"|(?P<bare>[^\s.,;\ue001\ue002][^.,;!?\n\ue001\ue002。，；]*?){_STOP})|(?:把"
    rf"|将)?{_TEXT_TARGET_ZH.format('zh')}(?:{_CHANGE_ZH}):? ?(?:(?P<litzh>{{lit}})"
    rf"|(?P<barezh>[^.,;!?\n\s\ue001\ue002。，；、]+))|(?:修改|更改|替换"
    rf"|更新){_TEXT_TARGET_ZH.format('zh2')}为:? ?(?:(?P<litzh2>{{lit}})"
    rf"|(?P<barezh2>[^.,;!?\n\s\ue001\ue002。，；、]+))|(?:change|replace) (?P<old>{{lit}}) (?:to|with|by"
    rf"|into) (?P<lit3>{{lit}})|(?:把|将)?(?P<oldzh>{{lit}})(?:{_CHANGE_ZH})(?P<litzh3>{{lit}})"
)
_PHOTO = pattern("image", "video")
_REPLACE_PHOTO = (
    rf"(?<![a-z])(?:replace|swap|change|switch|exchange)(?: out)?(?: the)? (?P<a>{INDEX}) (?:with|for|by"
    rf"|to) (?:the )?(?P<by>{{lit}}|[\w\u4e00-\u9fff-]+\.(?:{_PHOTO})|(?:last|new|newest"
    rf"|latest|other|extra|final|uploaded|just uploaded) ?(?:one|photo|picture|image|upload)?|{INDEX})|(?:把"
    rf"|将)?(?P<b>{INDEX})(?:换成|替换成|替换为|换为|改成)(?P<byzh>{{lit}}|[\w-]+\.(?:{_PHOTO})"
    rf"|新(?:上传)?的?(?:照片|图片|图|那张)?|{INDEX})|(?:换掉|替换掉?|更换|换一下)(?P<c>{INDEX})"
    rf"|(?<![a-z])(?:replace|change)(?: the)? (?P<d>{INDEX})(?! ?(?:'s|motion|zoom|to \d))"
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
            if re.search(r"title|rename|headline|heading|标题|片头|题目|片尾", named)
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
    details, beside = placing.around(sentence, match.span(), "", scene) if key.startswith("lit") else ({}, [])
    extra = {"old": old, "closing": closing, "details": details}
    return Heard("replace", {"what": what, "with": text}, (match.span(), *beside), extra=extra)


def _is_style(text: str) -> bool:
    """Return whether "make the title …" goes on with a style and not with words."""
    if text[:1].isupper() and not text.isupper():
        return False  # "Last Chance" is a title
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
        spare = scene.material[others[0] - 1] if scene.length < others[0] <= len(scene.material) else None
        if spare is not None:
            args = {"what": f"photo {numbers[0]}", "with": f"photo {others[0]}"}
            return Heard("replace", args, (match.span(),), extra={"photo": numbers[0], "asset": spare})
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
    details = dict(heard.extra.get("details", {}))
    words = tuple(changed(replace(old, text=text), details) if n == place else old for n, old in enumerate(film.words))
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
    if asset is None or asset.file_type not in ("image", "video"):
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


REPLACE = Operation("replace", 13, _hear_replace, _edit_replace)
