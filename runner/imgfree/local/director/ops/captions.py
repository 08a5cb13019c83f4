"""captions: from an SRT or VTT file, or words that are given; their place and style."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from imgfree.local.assets import Asset
from imgfree.local.director.ops import captionfile, placing
from imgfree.local.director.ops.captionstyle import PHRASE, style_of, told, undone
from imgfree.local.director.reply import Outcome, Say, readable
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, Span, hears, negated
from imgfree.local.director.sentence import PHOTO_EN, PHOTO_ZH, Sentence
from imgfree.local.film import Film, Words

CAPTION_EN = (
    r"(?<![a-z])(?:(?:bilingual|english|spanish|french|german|japanese|chinese|branded|auto(?:matic|-generated"
    r"|mated)?|closed|burned[ -]in|hardcoded|open|animated|dynamic|big|bold|large|white|yellow"
    r"|karaoke(?:-style)?|word[ -]by[ -]word|synced|styled|tiktok-style|some|the|any|and) )*(?:captions?"
    r"|subtitles|subs|subtitling|closed captioning|captioning|auto-?captions?|srt(?: file)?)(?: (?:track|file"
    r"|overlays?))?(?: (?:to|on|for) (?:this|the|my) (?:\w+ )?(?:video|clip|interview))?(?: in (?:english"
    r"|spanish|french|german|chinese|japanese|korean|italian|portuguese))?(?![a-z])"
)
_CAPTION_ZH = r"(?:双语|中文|英文|中英(?:文)?|自动|逐字|动态)*(?:的)?字幕"
_VERB_EN = r"(?<![a-z])(?:add|burn(?:ed)?[ -]in|put|with|generate|create|make|show|set|move|turn|change|keep|place) "
_OF_IT_EN = (
    r"(?:'s)?(?: (?:font(?: size)?|colou?r|size|style|position))?(?: (?:should be|to be|is|are|be|to))?(?![a-z])"
)
_OF_IT_ZH = (
    r"(?:的?(?:颜色|位置|大小|字体|字号|样式))?(?:要|再|改成|改为|改到?|换成|换为|移动?到|挪到|调到?|变成?|设为|设成"
    r"|弄)*"
    r"(?:放大|缩小)?"
)
_MENTION = (
    rf"(?:{_VERB_EN})?(?:{CAPTION_EN})(?:{_OF_IT_EN})?"
    rf"|(?:加上?|配上?|添加|生成|打上|上|把|将|让)?{_CAPTION_ZH}{_OF_IT_ZH}"
)
_OFF_AFTER = re.compile(
    r"[:：]? ?(?:就|都|也|先)?(?:无(?!声)|没有|不用|不要|不需要|不加|免了|省了|去掉|关掉|取消|算了)(?:了|加|吧)?(?:$"
    r"|[,。;])"
)
_PLACED = (
    r"(?:(?<=, )|(?<=and )|(?<=with ))(?:cent(?:er|re)(?:ed|d)?|aligned|placed|positioned|sitting)? ?(?:at|in|on"
    r"|near|along)? ?(?:the )?"
    r"(?:very )?(?:bottom|top|middle|lower third|upper third|cent(?:er|re)(?:ed|d)?)(?:[ -]cent(?:er|re)(?:ed|d)?)?"
    r"(?: of the (?:screen|frame|video|picture))?(?= *(?:$|[,.;]| and))"
)
_PLACES = {"底部": "bottom", "顶部": "top", "居中": "center"}  # 底部居中 is at the bottom
_FROM = r"(?:(?:burn(?:ed)?(?: in)?|add|put|show|apply) )?(?:(?:from|use|using|of|in|with|用|使用|从|来自) ?)?"


def _hear_captions(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """Yield one operation for all that is said of captions; the words beside it say where and how they stand."""
    said: list[bool] = []
    wish: dict[str, Any] = {"style": {}}  # filled by every mention, and read when the sentence is carried out

    def mention(match: re.Match[str]) -> Heard:
        on = not (negated(sentence, match.start()) or _OFF_AFTER.match(sentence.after(match.end(), 8)))
        spans = _noted(wish, sentence, match.span(), scene) if on else [match.span()]
        repeated = said[-1:] == [on]
        said.append(on)
        return Heard("" if repeated else "captions", {} if repeated else {"on": on}, tuple(spans), extra=wish)

    def style(match: re.Match[str]) -> Heard:
        if True not in wanted or _nothing_to_style(scene):
            note = Say("a text style needs a text; none is given", "没有文字可套用样式")
            return Heard("", {}, (match.span(),), "declined", note)
        if undone(match.group()):
            return Heard("", {}, (match.span(),), "declined", _REMARKS["undone"])
        return Heard("", {}, tuple(_noted(wish, sentence, match.span(), scene)))

    files = list(_named_files(sentence, scene, wish))
    wanted = [
        not (negated(sentence, match.start()) or _OFF_AFTER.match(sentence.after(match.end(), 8)))
        for match in sentence.search(_MENTION)
    ]
    styles = list(hears(sentence, PHRASE, style)) if wanted else []
    mentions = list(hears(sentence, _MENTION, mention))
    if mentions:
        mentions[0] = replace(mentions[0], spans=(*mentions[0].spans, *files))
    elif files and re.match("burn|add|put|show|apply|us|用", sentence.folded[files[0][0] :]):
        mentions = [Heard("captions", {"on": True}, tuple(files), extra=wish)]
    elif files:
        note = Say("a captions file gives captions: say 'add captions'", "字幕文件只用于字幕：请说“加字幕”")
        mentions = [Heard("", {}, tuple(files), "declined", note)]
    placed = list(hears(sentence, _PLACED, style)) if True in wanted and mentions else []
    yield from (*mentions, *styles, *placed)


def _named_files(sentence: Sentence, scene: Scene, wish: dict[str, Any]) -> Iterator[Span]:
    """Yield where an uploaded captions file is named, in quotes or not, and tell the wish; one that is missing, too."""
    for asset in scene.captions:
        name = re.escape(asset.filename.lower())
        plain = (match.span() for match in sentence.search(rf"{_FROM}(?<![a-z0-9_-]){name}(?![a-z0-9_-])"))
        quoted = (
            match.span()
            for match in sentence.search(_FROM + "(?P<lit>{lit})")
            if sentence.literal(match.start("lit")).lower() == asset.filename.lower()
        )
        for span in itertools.islice(itertools.chain(plain, quoted), 1):
            wish.setdefault("file", asset)
            yield sentence.take(*span)
    for match in sentence.search(_FROM + r"([a-z0-9_][a-z0-9_.-]*\.(?:srt|vtt))(?![a-z0-9_-])"):
        wish["missing"] = sentence.raw[slice(*match.span(1))]
        yield sentence.take(*match.span())


def _nothing_to_style(scene: Scene) -> bool:
    there = scene.film is not None and any(words.role == "caption" for words in scene.film.words)
    given = any(isinstance(words := one.extra.get("words"), Words) and words.role == "caption" for one in scene.heard)
    return not (scene.captions or there or given)


def _noted(wish: dict[str, Any], sentence: Sentence, span: Span, scene: Scene) -> list[Span]:
    """Add to the wish what these words and those beside them say of place and style; return where they stand."""
    details, beside = placing.around(sentence, span, "", scene)
    for start, end in (span, *beside):
        text = sentence.folded[start:end] + ("highlight" if undone(sentence.after(end, 11)) else "")
        wish["style"].update(style_of(text))
        wish["undone"] = wish.get("undone") or undone(text)
    said = " ".join(sentence.folded[start:end] for start, end in (span, *beside))
    place = next((place for word, place in _PLACES.items() if word in said), details.get("position"))
    wish.update({"position": place} if place else {})
    wish["timed"] = wish.get("timed") or bool(set(details) - {"position", "style"})
    return [span, *beside]


def _edit_captions(film: Film, heard: Heard, scene: Scene) -> Edit:
    there = [words for words in film.words if words.role == "caption"]
    if not heard.args["on"]:
        kept = tuple(words for words in film.words if words.role != "caption")
        return Edit(replace(film, words=kept), "applied", Say("no captions", "无字幕"))
    if missing := heard.extra.get("missing"):
        return Edit(film, "declined", Say(f"there is no '{missing}' among the uploads", f"上传的文件里没有“{missing}”"))
    chosen = heard.extra.get("file")
    files = (chosen,) if chosen else captionfile.usual(scene.captions, film)
    if files and film.shots and (not there or chosen):
        return _from_files(film, files, heard.extra)
    if there:
        done = _restyled(film, heard.extra)
        return done if done.note else replace(done, note=Say("the captions are there", "字幕已在影片中"))
    if files:
        return Edit(
            film, "declined", Say("captions need a film: send photos or a clip", "字幕需要影片：请先上传照片或视频")
        )
    note = Say(
        "no speech recognition in the local backend: supply an SRT or VTT file, give the words in quotes, "
        "one per photo, or use --backend nemo",
        "本地后端没有语音识别：请提供 SRT 或 VTT 字幕文件，或用引号给出每张的文字，或使用 --backend nemo",
    )
    return Edit(film, "declined", note)


def _from_files(film: Film, files: Sequence[Asset], wish: Mapping[str, Any]) -> Edit:
    """Lay the captions of these files on the film, in place of those that are there; these leave their style."""
    old = next((words for words in film.words if words.role == "caption"), None)
    kept = tuple(words for words in film.words if words.role != "caption")
    fresh, note = captionfile.words_of(files, film, wish.get("position"))
    if old is not None and old.style:
        fresh = tuple(replace(words, style=old.style) for words in fresh)
    done = _restyled(replace(film, words=(*kept, *fresh)), wish)
    return replace(done, note=note + done.note)


def _restyled(film: Film, wish: Mapping[str, Any]) -> Edit:
    """Return the film with its captions in the place and style that were said; with neither, as they are."""
    style, position = dict(wish.get("style") or {}), wish.get("position")
    words = tuple(_styled(one, style, position) if one.role == "caption" else one for one in film.words)
    place, shown = readable(position) if position else Say(), told(style)
    note = place + shown
    outcome: Outcome = "applied"
    for key, remark in _REMARKS.items():
        if wish.get(key):
            note, outcome = note + remark, "approximated"
    return Edit(replace(film, words=words), outcome, note)


def _styled(words: Words, style: Mapping[str, Any], position: str | None) -> Words:
    merged = tuple(sorted({**dict(words.style), **style}.items()))
    return replace(words, style=merged, position=position or words.position)


_REMARKS = {
    "undone": Say("whole lines: no highlighting or animation word by word", "整句显示：不做逐字高亮或动画"),
    "timed": Say("the times are those of the captions themselves", "时间以字幕自身为准"),
}


def listed(sentence: Sentence, match: re.Match[str], texts: tuple[str, ...]) -> dict[str, Any]:
    """Return what `given` has to know of a list of quoted texts: all of them, and whether each has its photo."""
    if not re.search(r"caption|subtitle|字幕", match.group()):
        return {}
    said = match.group() + sentence.after(match.end(), 40)
    of_photos = rf"{PHOTO_EN}|{PHOTO_ZH}|分别|依次|每张|in order|respectively"
    return {"captions": texts, "one_each": re.search(of_photos, said) is not None}


def given(film: Film, words: Words, extra: Mapping[str, Any]) -> tuple[Film, Words, Say]:
    """Return where a caption from a list of quoted words stands: on its photo, or on its share of the film.

    The list takes the place of the captions before it.
    """
    texts = extra.get("captions")
    if not texts:
        return film, words, Say()
    number = int(words.anchor.removeprefix("photo:"))
    if number == 1:  # the first speaks for all
        film = replace(film, words=tuple(one for one in film.words if one.role != "caption" or one.text in texts))
    if extra["one_each"] or len(texts) == len(film.shots):
        return film, words, Say()
    words = replace(words, anchor=f"share:{number}/{len(texts)}")
    note = Say(
        f"{len(texts)} captions for {len(film.shots)} shots: spread evenly over the film",
        f"{len(texts)} 条字幕、{len(film.shots)} 个镜头：均匀分布在影片中",
    )
    return film, words, note if number == 1 else Say()


CAPTIONS = Operation("captions", 82, _hear_captions, _edit_captions)
