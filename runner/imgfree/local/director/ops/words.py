"""title and text: what is written on the picture."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from imgfree.local.director.ops import captions, music, placing
from imgfree.local.director.ops.announced import addresses, announced
from imgfree.local.director.ops.captions import CAPTION_EN
from imgfree.local.director.ops.restyle import restyled
from imgfree.local.director.ops.wordings import (
    END_EN,
    END_ZH,
    NONE_AFTER,
    PUT,
    PUT_ZH,
    SAYS,
    STOP_EN,
    STOP_ZH,
    TEXT_EN,
    TEXT_ZH,
    TITLE_EN,
    TITLE_ZH,
    WORDLESS,
)
from imgfree.local.director.reply import Say, readable
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, negated
from imgfree.local.director.sentence import Sentence
from imgfree.local.draft import span_ms
from imgfree.local.film import Film, Words
from imgfree.media_types import pattern


def _hear_words(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """Quoted words first, by the noun or verb that governs them; then words that are only announced."""
    found = list(_listed(sentence, scene))
    for role, source in _GOVERNED:
        found += hears(sentence, source, lambda match, role=role: _written(sentence, match, role, scene))  # type: ignore[misc]
    yield from found
    said = any("words" in one.extra for one in found)
    yield from restyled(sentence, scene)
    yield from announced(sentence, lambda *words: _announced(sentence, scene, *words))
    yield from _unquoted(sentence, scene)
    yield from addresses(
        sentence, lambda text, role, span, head: _heard(sentence, text, role, span, scene, inside=head)
    )
    yield from _lonely(sentence, scene, said=said)
    yield from _wordless(sentence, scene)


_SUFFIX = pattern()
_GOVERNED: tuple[tuple[str, str], ...] = (
    ("end", rf"(?:{PUT} )?(?:{END_EN}|{END_ZH})(?:(?!logo|标志)[^.;,\ue001。，；]){{0,12}}{SAYS}(?P<lit>{{lit}})"),
    (
        "title",
        rf"(?:{PUT} )?(?<![a-z]){TITLE_EN}(?P<mid>[^.;\ue001。；]{{0,28}}?){SAYS}(?P<lit>{{lit}})"
        rf"|{TITLE_ZH}(?P<midzh>[^.;,\ue001。；，]{{0,8}}?){SAYS}(?P<lit2>{{lit}})",
    ),
    (
        "title",
        r"(?P<lit>{lit})(?: (?:as|for|is) (?:the |a |an |my )?(?:\w+ )?(?:title|headline|heading"
        r"|header)(?: card| text)?(?![a-z])|(?: |-)?(?:title|headline|heading)(?: card| text)?(?![a-z])"
        r"|(?:做|作|当|为)?(?:为|成)?(?:的)?(?:大)?(?:标题|片头|题目))",
    ),
    (
        "end",
        r"(?P<lit>{lit})(?: as (?:the |a |an )?(?:closing|end|final|outro)(?: title| card| text"
        r"| line)?(?![a-z])|(?:做|作|当)?(?:为|成)?(?:的)?(?:片尾|结尾|落款|结束语)(?!显示))",
    ),
    (
        "text",
        rf"(?:{PUT} )?(?<![a-z]){TEXT_EN}(?P<mid>[^.;\ue001。；]{{0,28}}?){SAYS}(?P<lit>{{lit}})"
        rf"|{TEXT_ZH}(?P<midzh>[^.;,\ue001。；，]{{0,8}}?){SAYS}(?P<lit2>{{lit}})",
    ),
    (
        "title",
        r"(?<![a-z])(?:called|named|titled|entitled|call (?:it|this|the (?:video|film|reel)))(?: as)? ?:?"
        r" ?(?P<lit>{lit})|(?:叫做?|名为|取名"
        r"|命名为)(?P<lit2>{lit})",
    ),
    (
        "text",
        rf"{PUT} (?P<mid>(?!(?:\w+ )?logo)[^.;,\ue001\ue002。；]{{0,16}}?)(?P<lit>{{lit}})"
        rf"|{PUT_ZH}:?(?P<lit2>{{lit}})(?:(?:这)?(?:几个|[两三四五六七八])?(?:个)?(?:大)?(?:字样|字|文字"
        rf"|的?字幕))?",
    ),
)


def _announced(sentence: Sentence, scene: Scene, text: str, role: str, span: tuple[int, int], head: str) -> Heard:
    if role.startswith("photo:"):
        words = Words(text, "caption", "lower_third", role)
        return Heard("text", _args(words), (span,), extra={"words": words, "another": True})
    return _heard(sentence, text, role, span, scene, inside=head)


def _written(sentence: Sentence, match: re.Match[str], role: str, scene: Scene) -> Heard | None:
    groups = match.groupdict()
    key = "lit" if groups.get("lit") else "lit2"
    place = match.start(key)
    text = sentence.literal(place)
    if not text or re.search(rf"\.(?:{_SUFFIX})$", text.lower()):
        return None
    if role == "text" and music.names_a_song(sentence, place):
        return None
    words = match.group()
    if role == "text" and re.search(r"title", words) and re.search(r"(?<!sub)(?<!sub )title", words):
        role = "title"
    if role == "text" and re.search(r"(?<![a-z])(?:end|finish|close) with", words):
        role = "end"
    if (
        role == "end"
        and re.search(r"文字|文案|一行字|(?:结尾|最后)(?!文字|字幕|标题|语)", words)
        and "片尾" not in words
    ):
        return _heard(sentence, text, "text", match.span(), scene, inside=words)
    if negated(sentence, match.start()):
        return Heard("remove", {"what": "title" if role == "title" else "text"}, (match.span(),))
    return _heard(sentence, text, role, match.span(), scene, inside=words)


def _heard(sentence: Sentence, text: str, role: str, span: tuple[int, int], scene: Scene, *, inside: str = "") -> Heard:
    """Bind place, time and style that stand beside the words."""
    details, spans = placing.around(sentence, span, inside, scene)
    if re.search(
        r"(?<![a-z])(?:end|finish|clos)(?:e|es|s|ing)?(?: \w+)? (?:with|on) (?:(?:an?|the|my|our) )?(?:logo and )?$",
        sentence.before(span[0]),
    ):
        details.setdefault("anchor", "end")
    photo = details.pop("photo", None)
    if role == "end":
        details.setdefault("anchor", "end")
    if photo:
        details["anchor"] = f"photo:{photo}"
    kind = "title" if role in ("title", "end") else "text"
    place = (
        details.pop("position", None)
        or placing.DEFAULT_PLACE["photo" if photo else role if "lower third" not in inside else "lower"]
    )
    words = Words(
        text=text,
        role=kind if "lower third" not in inside else "lower_third",
        position=place,
        anchor=details.pop("anchor", "start"),
        at_ms=details.pop("at_ms", 0),
        length_ms=details.pop("length_ms", 3000),
        style=tuple(sorted(details.pop("style", {}).items())),
    )
    another = bool(
        re.search(
            r"(?<![a-z])(?:another|a second|one more|additional)(?![a-z])|再加一?|另加|再来一",
            sentence.before(span[0], 20) + inside,
        )
    )
    extra = {"words": words, "another": another}
    return Heard(kind, _args(words), (span, *spans), extra=extra)


def _args(words: Words) -> dict[str, Any]:
    start = words.at_ms / 1000
    return {"text": words.text, "start_s": start, "length_s": words.length_ms / 1000, "position": words.position}


def _listed(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """Captions "A", "B", "C" (or "A" / "B" / "C"): one for each photo, in order."""
    source = (
        r"(?<![a-z])(?:captions?|subtitles?|labels?|texts?|(?:text|item name) overlays?|lower[ -]thirds)"
        r"(?: (?:the |each |every )?(?:photos?|pictures?|images?))?(?: (?:to|on|for) (?:the |each |every )?(?:photos?"
        r"|pictures?|images?))?(?: (?:in order|respectively))?(?: (?:saying|reading|that (?:say|read)))?[ :\n]*"
        r"(?P<list>{lit}(?:(?: ?[,;/|\n]? ?(?:and|&)? ?|、|和|，){lit})+)|(?:字幕|文字|文案|标签)(?:分别|依次)?(?:为|是"
        r"|写)?[: \n]*(?P<listzh>{lit}(?:[、,，;/|和 \n]*{lit})+)|(?:分别|依次|每(?:一)?张(?:照片|图片|图)?(?:上面?"
        r"|下面|下方|底部)?(?:都|分别"
        r"|依次)?)"
        r"(?:写上?|加上?|配上?|标上?|标注|打上)[^,。;\ue001\ue002]{0,6}[: ]*(?P<list3>{lit}(?:[、,，和 ]*{lit})+)"
    )
    for match in sentence.search(source):
        group = next(name for name in ("list", "listzh", "list3") if match.group(name))
        places = [match.start(group) + one.start() for one in re.finditer("\ue001", match.group(group))]
        sentence.take(*match.span())
        texts = tuple(sentence.literal(place) for place in places)
        kind = {"another": True, **captions.listed(sentence, match, texts)}
        for number, place in enumerate(places, 1):
            words = Words(sentence.literal(place), "caption", "lower_third", f"photo:{number}")
            span = match.span() if number == 1 else (place, place + 1)
            yield Heard("text", _args(words), (span,), extra={"words": words, **kind})


def _unquoted(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """Title: X · called X · Opening title Their Story · 标题叫X, up to punctuation."""
    colon = (
        (
            "end",
            rf"(?<![a-z])(?:{END_EN}|(?:closing|last|final) one)(?: ?:| (?:that )?(?:says?|reads?|saying"
            rf"|reading)) ?(?P<bare>[^\s.,;\ue001\ue002][^.,;!?\n\ue001\ue002。，；]*?){STOP_EN}"
            rf"|(?:结尾|最后|片尾)(?:来|加|放|写|说|配)?(?:上)?(?:一|1)?(?:句话?|行字?)[: ]+"
            rf" ?(?P<barezh2>(?:[^.,;!?\n\s\ue001\ue002。，；、]|\.(?=\d))+?){STOP_ZH}"
            rf"|{END_ZH}(?:写上?|显示|写着|叫|为|是|用"
            rf"|:)+ ?(?P<barezh>(?!\d[\d.]*秒|[黑白]场|淡|渐)(?:[^.,;!?\n\s\ue001\ue002。，；、]|\.(?=\d))+?){STOP_ZH}",
        ),
        (
            "title",
            rf"(?<![a-z])(?:{TITLE_EN})(?: ?:| ?=| (?:that )?(?:says?|reads?|saying|reading)| (?:is called|called|is"
            rf"|of)) ?(?P<bare>(?!\d+ ?s)[^\s.,;\ue001\ue002][^.,;!?\n\ue001\ue002。，；]*?){STOP_EN}"
            rf"|{TITLE_ZH}(?:写上?|写着|叫做?|为|是|就叫|设为"
            rf"|:)+ ?(?P<barezh>(?:[^.,;!?\n\s\ue001\ue002。，；、]|\.(?=\d))+?){STOP_ZH}",
        ),
        (
            "text",
            rf"(?<![a-z])(?:{TEXT_EN})(?: ?:| (?:that )?(?:says?|reads?|saying"
            rf"|reading)) ?(?P<bare>[^\s.,;\ue001\ue002][^.,;!?\n\ue001\ue002。，；]*?){STOP_EN}"
            rf"|(?<![a-z])(?:text|words|that|which|saying) (?:says?|reads?|saying"
            rf"|reading) (?P<bare2>[^\s.,;\ue001\ue002][^.,;!?\n\ue001\ue002。，；]*?){STOP_EN}|(?:文字"
            rf"|文案|字样|标语|口号|字幕)(?:写上?|写着|内容(?:为|是)|为|是"
            rf"|:)+ ?(?P<barezh>(?:[^.,;!?\n\s\ue001\ue002。，；、]|\.(?=\d))+?){STOP_ZH}|(?:写上|打上|写(?=:|电话"
            rf"|地址|微信|[\da-z@])|放上?日期"
            rf"|加日期|写(?:上)?日期"
            rf"|写着):?(?P<barezh2>(?:[^.,;!?\n\s\ue001\ue002。，；、]|\.(?=\d))+?){STOP_ZH}",
        ),
        (
            "title",
            rf"(?<![a-z])(?:called|titled|entitled|named|call it) (?"
            rf"P<bare>[^\s.,;\ue001\ue002][^.,;!?\n\ue001\ue002。，；]*?){STOP_EN}",
        ),
    )
    for role, source in colon:
        yield from hears(sentence, source, lambda match, role=role: _bare(sentence, match, role, scene))  # type: ignore[misc]
    yield from _capitals(sentence, scene)


_STYLE_ONLY = re.compile(
    r"(?:(?:bold|white|black|large|small|big|elegant|serif|sans|font|centered|top|bottom|yes|no|none|red"
    r"|gold|yellow|simple|minimal|modern|clean|in|the|a|at|and|style|middle|center|animated|bigger"
    r"|smaller) ?)+$"
)


def _bare(sentence: Sentence, match: re.Match[str], role: str, scene: Scene) -> Heard | None:
    groups = match.groupdict()
    key = next(name for name in ("bare", "bare2", "barezh", "barezh2") if groups.get(name))
    start, end = match.span(key)
    more = _LISTED_NAME.match(sentence.raw, end) if key.startswith("bare") and not sentence.raw.isupper() else None
    if more and not re.search(r"[\u4e00-\u9fff]", sentence.raw[start:end]):
        end = more.end()  # "Jane Doe, CEO" is one line
    text = sentence.raw[start:end].strip(" \"'“”")
    if re.fullmatch(r"无|没有|不要|不用|不加|不需要|免|关闭?|[Nn]one|[Nn]o", text):
        return None if re.search("字幕", match.group()) else Heard("", {}, ((match.start(), end),))
    if re.search(r"[\u4e00-\u9fff]", text):
        text = re.sub(r"^日期(?=\d)", "", text)
        text = re.sub(r"(?:这)?[一两二三四五六七八九十几\d]+个?(?:大|小)?字$", "", text) or text
    if (
        not text
        or _STYLE_ONLY.match(text.lower())
        or re.match(r"(?:of )?(?:photo|picture|image)s?$|(?:字幕|音乐)", text.lower())
    ):
        return None
    return _heard(sentence, text, role, (match.start(), end), scene, inside=sentence.folded[match.start() : start])


_LISTED_NAME = re.compile(r", [A-Z][\w.&-]*(?: (?:of |the |and |& )?[A-Z][\w.&-]*)*(?= *(?:$|[.;]))")


def _capitals(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """Opening title Their Story: capital letters say where an unquoted title begins and ends."""
    run = (
        r"(?:[A-Z0-9][\w'’&!-]*)(?: (?:[A-Z0-9][\w'’&!-]*|of|the|and|in|to|for|a|with|at|on|by)(?= [A-Z0-9])"
        r"| [A-Z0-9][\w'’&!-]*)*"
    )
    for role, source in (
        ("end", rf"(?<![a-z])(?:{END_EN}) "),
        ("title", rf"(?<![a-z])(?:{TITLE_EN}) "),
        ("text", r"(?<![a-z])(?:write|spell out|type|(?:put|show|add) the (?:words?|name|phrase)) "),
        ("text", r"(?<![a-z])(?:cta|tag ?line|slogan|lower[ -]third|text(?: overlay)?) "),
    ):
        for match in sentence.search(source):
            name = re.match(run, sentence.raw[match.end() :])
            if name is None or name.group() in ("I",) or sentence.raw[match.end() - 1] != " " or sentence.raw.isupper():
                continue
            span = (match.start(), match.end() + name.end())
            if "\ue002" in sentence.left[slice(*span)]:
                continue
            sentence.take(*span)
            yield _take_spans(sentence, _heard(sentence, name.group(), role, span, scene, inside=match.group()))


def _take_spans(sentence: Sentence, heard: Heard) -> Heard:
    for span in heard.spans:
        sentence.take(*span)
    return heard


def _lonely(sentence: Sentence, scene: Scene, *, said: bool) -> Iterator[Heard]:
    """Quoted words that nothing governs become the title, and the report says so."""

    def make(match: re.Match[str]) -> Heard | None:
        text = sentence.literal(match.start())
        if re.search(rf"\.(?:{_SUFFIX}|ttf|otf)$", text.lower()) or scene.named(text) or not text:
            return None
        if music.names_a_song(sentence, match.start()):
            return None
        if re.search(
            r"(?<![a-z])(?:font|typeface|字体|vibe|style|feel|风格|mood|like|look) ?$|(?:style|look|mood"
            r"|vibe)(?: of)? $",
            sentence.before(match.start(), 16),
        ):
            return None
        if said:
            return _heard(sentence, text, "text", match.span(), scene)  # a film has one title; this goes with it
        heard = _heard(sentence, text, "title", match.span(), scene)
        return replace(
            heard,
            outcome="approximated",
            note=Say("quoted words without a role are taken as the title", "未说明用途的引号文字按标题处理"),
        )

    yield from hears(sentence, r"{lit}", make)


def _wordless(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """A title or text of which no word is given."""

    def make(match: re.Match[str]) -> Heard | None:
        between = sorted((captioned.start(), match.start())) if captioned else (0, 0)
        apart = re.search(r"[.;。；]", sentence.folded[slice(*between)])
        own = apart is not None and "lower" in match.group()
        if (captioned and not own and re.search(r"text|lower|文字", match.group())) or re.search(
            r"(?<![a-z])(?:in|at|behind|over|under|around) (?:the )?$", sentence.before(match.start(), 12)
        ):
            return None
        title = bool(re.search(r"(?<!job )title|headline|标题|片头", match.group()))
        if none := NONE_AFTER.match(sentence.folded[match.end() :]):
            return Heard("remove", {"what": "title" if title else "text"}, ((match.start(), match.end() + none.end()),))
        if negated(sentence, match.start()):
            return Heard("remove", {"what": "title" if title else "text"}, (match.span(),))
        if (
            re.search(r"(?<![a-z])(?:the|my|this) $|的$", match.group()[:0] + sentence.before(match.start(), 4))
            and scene.film
            and scene.film.words
        ):
            return None
        styled = placing.styled(match.group())
        note = Say("no words were given: put them in quotes", "没有给出文字内容：请用引号写出来")
        op = "text" if not title else "title"
        lower = re.search(r"lower[ -]third", match.group())
        details, beside = placing.around(sentence, match.span(), "", scene)
        args: dict[str, Any] = {"position": "lower_third"} if lower else {}
        args |= {"position": details["position"]} if "position" in details else {}
        args |= {"start_s": details.get("at_ms", 0) / 1000} if details.get("anchor") in ("start", "at") else {}
        return Heard(op, args, (match.span(), *beside), "declined", note, {"style": styled})

    captioned = sentence.whole(CAPTION_EN + "|字幕")
    yield from hears(sentence, WORDLESS, make)


def _edit_words(film: Film, heard: Heard, scene: Scene) -> Edit:
    words: Words | None = heard.extra.get("words")
    if words is None:
        return Edit(film, heard.outcome, heard.note)
    film, words, spread = captions.given(film, words, heard.extra)
    note, outcome = heard.note + spread, heard.outcome
    number = int(words.anchor.removeprefix("photo:")) if words.anchor.startswith("photo:") else 0
    if number > len(film.shots) and film.shots:
        return Edit(film, "declined", Say(f"there is no photo {number}", f"没有第 {number} 张"))
    old = heard.extra.get("old")
    if old in film.words:
        film = replace(film, words=tuple(words if one == old else one for one in film.words))
    elif words not in film.words:
        film = replace(film, words=_placed(film.words, words, append=bool(heard.extra.get("another"))))
    start, length = span_ms(film, words) if film.shots else (words.at_ms, words.length_ms)
    args = dict(heard.args) | {"start_s": start / 1000, "length_s": length / 1000}
    where, span = readable(words.position), f"{start / 1000:g}-{(start + length) / 1000:g}"
    spoken = Say(f"{span} s, {where.en}", f"{span} 秒，{where.zh}")
    return Edit(film, outcome, note + spoken, args)


def _placed(there: tuple[Words, ...], new: Words, *, append: bool) -> tuple[Words, ...]:
    """Return the texts with the new one: a title replaces the title of its place, other text is added once."""
    if append:
        return (*there, new)
    same = [
        old
        for old in there
        if old.role == new.role
        and old.anchor == new.anchor
        and (new.role == "title" or (old.position == new.position and old.at_ms == new.at_ms))
    ]
    if not same:
        return (*there, new)
    return tuple(new if old is same[0] else old for old in there)


TITLE = Operation("title", 80, _hear_words, _edit_words)
TEXT = Operation("text", 80, lambda sentence, scene: iter(()), _edit_words)
