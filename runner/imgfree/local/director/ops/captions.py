"""captions: subtitles, which need words that are given."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.ops import placing
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, negated
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import Film

CAPTION_EN = (
    r"(?<![a-z])(?:(?:bilingual|english|spanish|french|german|japanese|chinese|branded|auto(?:matic|-generated"
    r"|mated)?|closed|burned[ -]in|hardcoded|open|animated|dynamic|big|bold|large|white|yellow"
    r"|karaoke(?:-style)?|word[ -]by[ -]word|synced|styled|tiktok-style|some|the|any|and) )*(?:captions?"
    r"|subtitles|subs|subtitling|closed captioning|captioning|auto-?captions?|srt(?: file)?)(?: (?:track|file"
    r"|overlays?))?(?: (?:to|on|for) (?:this|the|my) (?:\w+ )?(?:video|clip|interview))?(?: in (?:english"
    r"|spanish|french|german|chinese|japanese|korean|italian|portuguese))?(?![a-z])"
)
_CAPTION_ZH = r"(?:双语|中文|英文|中英(?:文)?|自动|逐字|动态)*(?:的)?字幕"


def _hear_captions(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    said: list[bool] = []

    def make(match: re.Match[str]) -> Heard | None:
        on = not negated(sentence, match.start())
        if said and said[-1] == on:
            return Heard("", {}, (match.span(),))
        said.append(on)
        return Heard("captions", {"on": on}, (match.span(),))

    yield from hears(
        sentence,
        rf"(?:(?:add|burn(?:ed)?[ -]in|put|with|generate|create) )?(?:{CAPTION_EN})|(?:加上?|配上?|添加"
        rf"|生成|打上|上)?{_CAPTION_ZH}",
        make,
    )
    yield from hears(
        sentence,
        placing.CAPTION_STYLE,
        lambda match: (
            Heard(
                "",
                {},
                (match.span(),),
                "declined",
                Say("a text style needs a text; none is given", "没有文字可套用样式"),
            )
            if said
            else None
        ),
    )


def _edit_captions(film: Film, heard: Heard, scene: Scene) -> Edit:
    if not heard.args["on"]:
        kept = tuple(words for words in film.words if words.role != "caption")
        return Edit(replace(film, words=kept), "applied", Say("no captions", "无字幕"))
    note = Say(
        "no speech recognition in the local backend: give the words in quotes, one per photo, or use --backend nemo",
        "本地后端没有语音识别：请用引号给出每张的文字，或使用 --backend nemo",
    )
    return Edit(film, "declined", note)


CAPTIONS = Operation("captions", 82, _hear_captions, _edit_captions)
