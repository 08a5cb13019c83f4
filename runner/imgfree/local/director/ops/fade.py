"""fade: how the film begins and ends."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.numbers import seconds
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, negated
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import Film

_OVER = (
    r"(?: (?:to|from|through) (?:the )?(?P<color>black|white|黑|白)(?: screen)?)?"
    r"(?: (?:at|in) the (?:end|start|beginning)(?=,? ?\(?{time}))?(?:,? \(?(?P<near>(?:0?\.\d+|half an?|one|an?"
    r"|[123](?:\.\d)?)[ -]?"
    r"(?:s|secs?|seconds?)(?![a-z]))\)?(?! (?:each|per|a |video|reel|clip|film|slideshow)))?(?: (?:over|for|of"
    r"|in|lasting"
    r"|during) (?:the (?:last|final|first|opening) )?(?P<time>{time}))?"
)
_FADE_BOTH = (
    r"(?<![a-z])(?:(?P<bt>{time})[ -])?fad(?:e|es|ing)[ -](?:in(?: and|/|&|,| &| or)? ?(?:fade[ -])?out"
    r"|to and from black)(?![a-z])" + _OVER
)
_FADE_IN = (
    r"(?<![a-z])(?:(?P<bt>{time})[ -](?:long )?)?(?:fad(?:e|es|ing)[ -](?:(?:the|my|it"
    r"|this)(?: (?:whole )?(?:picture|video|clip|film"
    r"|image|screen|reel))? )?in|fades?(?= from (?:black|white))"
    r"|fade up)(?: (?:effect|transition))?(?![a-z])"
    + _OVER
    + r"|(?P<time2>{time})?的?(?:从?(?P<color2>黑|白)(?:场|屏|色)?(?:中)?)?(?:淡入|渐显"
    r"|渐入)(?!淡出)(?P<time3>{time})?|(?:黑场|黑屏)(?:开头|开场|渐入)"
)
_FADE_OUT = (
    r"(?<![a-z])(?:(?P<bt>{time})[ -](?:long )?)?(?:fad(?:e|es|ing)[ -](?:(?:the|my|it"
    r"|this)(?: (?:whole )?(?:picture|video|clip|film"
    r"|image|screen|reel))? )?out|fades?(?= to (?:black|white))"
    r"|fade away)(?: (?:effect|transition))?(?![a-z])"
    + _OVER
    + r"|(?P<time2>{time})?的?(?<!淡入)(?:淡出|渐隐|渐出)(?:(?:到|至|成|为|变)?(?P<color2>黑|白)(?:场|屏"
    r"|色|幕)?)?(?P<time3>{time})?|(?:黑场|黑屏)(?:结尾|结束|收尾)|(?:结尾|片尾|最后)(?:用|以)?(?:黑场|黑屏"
    r"|渐黑)|渐黑(?:结尾|结束)?"
)


# A fade said by what the ends look like, or with the end between verb and colour.
_ENDS_IN = (
    (
        "in",
        r"(?<![a-z])(?:(?:begin|start|open)(?:s|ning|ing)? (?:it |the \w+ )?(?:from|in|on|with|out of) (?:a"
        r" )?(?P<color>black|white)(?: screen)?"
        r"|fad(?:e|ing) (?:the |my )?(?:start|beginning|opening|intro|first \w+)(?: in)?(?: from (?P<color2>black"
        r"|white))?(?: over (?P<time>{time}))?)(?![a-z])"
        r"|从?(?P<color3>黑|白)(?:场|屏|画面)(?:慢慢|缓缓)?(?:进|开始|亮起|打开|入)(?!度)",
    ),
    (
        "out",
        r"(?<![a-z])(?:(?:end|finish|close)(?:s|ing)? (?:it |the \w+ )?(?:in|on|with|to) (?:a )?(?P<color>black"
        r"|white)(?: screen)?"
        r"|(?:dip|cut|go)(?:s|es)? to (?P<color4>black|white) (?:at|in|for|on) the (?:very )?(?:end|finish|close"
        r"|last \w+)|fad(?:e|ing) (?:the |my )?(?:end(?:ing)?|finish|outro|last \w+)(?: out)?(?: to"
        r" (?P<color2>black|white))?(?: over (?P<time>{time}))?)(?![a-z])"
        r"|(?:结尾|最后|片尾)(?:用)?(?P<time3>{time})?(?:慢慢|缓缓)?(?:渐|淡|变)(?:变)?(?:成|到)?(?P<color3>黑"
        r"|白)(?!色?字)|(?:黑|白)(?:场"
        r"|屏)(?:出|结束|收尾|收)",
    ),
)
_MUSIC_FADE = (
    r"(?<![a-z])(?:fade (?:in |out )?(?:the |my )?(?:background )?(?:music|song|audio|soundtrack|sound"
    r"|bgm)(?: (?:in|out))*|(?:(?:the|my) |^|(?<=[,.;] ))(?:music|audio|song|sound|bgm) (?:should |to |that"
    r" )?fad(?:es?|ing)(?: (?:in|out|away))*"
    r"|(?:(?<=music)|(?<=song)|(?<=tune)|(?<=track)|(?<=piano)) (?:(?:that|which) )?(?:gently |slowly )?fad(?:es?"
    r"|ing)(?: (?:in|out|away))+)(?: at the (?:end|start|beginning))?(?![a-z])|(?:背景)?(?:音乐|声音|bgm"
    r"|歌)(?:慢慢|逐渐|要|在结尾|结尾)*(?:淡入淡出|淡出|淡入|渐弱|渐强)"
)
_ALWAYS_FADES = Say("music always fades out over its last second", "音乐总会在最后一秒淡出")


def _hear_fade(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    yield from hears(sentence, _MUSIC_FADE, lambda match: Heard("", {}, (match.span(),), note=_ALWAYS_FADES))
    yield from _with_transition(sentence)
    yield from hears(
        sentence,
        r"(?<![a-z])(?:don't|do not|no|never) (?:fade|fades|fading)(?: (?:anything|in or"
        r" out|at all|it|in|out))*(?![a-z])|不要?淡入淡出(?!转场)",
        lambda match: Heard("fade", {"in_s": 0.0, "out_s": 0.0}, (match.span(),)),
    )
    for ends, source in (*_ENDS_IN, ("both", _FADE_BOTH), ("in", _FADE_IN), ("out", _FADE_OUT)):

        def make(match: re.Match[str], ends: str = ends) -> Heard | None:
            return _faded(sentence, match, ends)

        yield from hears(sentence, source, make)
    yield from hears(
        sentence,
        r"(?:黑场|黑屏)淡入淡出|(?:开头|片头|开场)和?(?:结尾|片尾)?[^,。;]{0,4}淡入淡出|(?:首尾"
        r"|头尾)[^,。;]{0,3}淡入淡出(?:各|都|分别)?(?P<each>{time})?",
        lambda match: Heard(
            "fade", dict.fromkeys(("in_s", "out_s"), seconds(match.group("each") or "0.5")), (match.span(),)
        ),
    )


def _with_transition(sentence: Sentence) -> Iterator[Heard]:
    """ "A fade-in transition" is both: the beginning fades in and shots cross."""
    for match in sentence.search(r"(?<![a-z])fade[ -](?P<end>in|out)(?: and fade[ -]out)? (?=\ue002|transitions?)"):
        if not re.match(r"transition", sentence.folded[match.end() : match.end() + 10]):
            continue
        sentence.take(match.start(), match.end())
        both = "and" in match.group()
        args = {"in_s": 0.5} if match.group("end") == "in" else {"out_s": 0.5}
        yield Heard("fade", {"in_s": 0.5, "out_s": 0.5} if both else args, (match.span(),))


def _faded(sentence: Sentence, match: re.Match[str], ends: str) -> Heard | None:
    if re.search(r"(?:文字|标题|字幕|字)(?:从[^,。;]{1,4})?$", sentence.before(match.start(), 10)):
        return None  # how a text comes in, not the film
    before, after = sentence.before(match.start(), 14), sentence.after(match.end(), 16)
    if re.search(
        r"(?<![a-z])(?:music|song|audio|sound|soundtrack|音乐|声音|bgm)(?: to| should| gently)? ?$", before
    ) or re.match(r" (?:the )?(?:music|audio|song|sound)", after):
        return Heard(
            "", {}, (match.span(),), note=Say("music always fades out over its last second", "音乐总会在最后一秒淡出")
        )
    groups = match.groupdict()
    length = next((seconds(groups[key]) for key in ("bt", "near", "time", "time2", "time3") if groups.get(key)), 0.5)
    color = groups.get("color") or groups.get("color2") or groups.get("color3") or groups.get("color4") or ""
    if negated(sentence, match.start()):
        length = 0.0
    args = (
        {"in_s": length} if ends == "in" else {"out_s": length} if ends == "out" else {"in_s": length, "out_s": length}
    )
    return Heard("fade", args, (match.span(),), extra={"color": "white" if color in ("white", "白") else "black"})


def _edit_fade(film: Film, heard: Heard, scene: Scene) -> Edit:
    before = film.fade or (0, 0, "black")
    start = round(heard.args["in_s"] * 1000) if "in_s" in heard.args else before[0]
    end = round(heard.args["out_s"] * 1000) if "out_s" in heard.args else before[1]
    color = str(heard.extra.get("color") or before[2])
    note, outcome = Say(), heard.outcome
    if film.fade and color != before[2] and start and end:
        note, outcome = (
            Say(f"one colour for both ends: {color}", f"首尾同一颜色：{'白' if color == 'white' else '黑'}"),
            "approximated",
        )
    return Edit(replace(film, fade=(start, end, color) if start or end else None), outcome, note)


FADE = Operation("fade", 60, _hear_fade, _edit_fade)
