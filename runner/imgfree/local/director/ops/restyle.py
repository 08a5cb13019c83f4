"""Follow-ups about a text that is there: bigger, yellow, at the bottom, for 5 seconds."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from imgfree.local.director.numbers import seconds
from imgfree.local.director.ops import placing
from imgfree.local.director.ops.captionstyle import style_of
from imgfree.local.director.rule import Heard, Scene, hears
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import Words

_NOUN = (
    r"(?<![a-z])(?:(?:make|move|pull|bump|lower|raise|shift|slide|push|drop|raise|leave|put|show|keep|set|place"
    r"|have|turn|change|display|hold|bring|position|resize"
    r"|let)(?: up)? )?(?:(?:the|my|that|this) )?(?P<en>(?:closing |end |opening )?(?:title|headline|heading|header"
    r"|text|caption"
    r"|tagline|wording|words|lower[ -]third|label|subtitle|lettering)s?)(?:'s)?(?: text| font(?: size)?| colou?r|"
    r" position| size)?(?: (?:should (?:be|stay|go|appear"
    r"|show)|is|be|stays?|to be|goes|go|appears?|to))?(?: (?:down|up|over|across|back))?(?: (?:to )?lasts?(?:"
    r" for)? (?P<len>{time}))?(?= |$|[,.;])"
    r"|(?:把|将|让)?(?P<zh>大?标题|字(?![幕体号样])|片名|片头|片尾|文字|字幕|落款|标语"
    r"|文案)的?(?:位置|颜色|字体|大小|字号)?(?:换个位置|换一?下位置|要|再|往下|往上|向下|向上|一直|改成|改为|换成|换到|移动?到?|挪到?"
    r"|调整?|弄|变|设为|设成)*"
)


def restyled(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """Yield the text with its new place, time or style; nothing when no such text is there or no detail follows."""
    if scene.film is None or not scene.film.words:
        return
    there = scene.film.words
    yield from hears(sentence, _NOUN, lambda match: _restyle(sentence, match, scene, there))


def _restyle(sentence: Sentence, match: re.Match[str], scene: Scene, there: tuple[Words, ...]) -> Heard | None:
    noun = match.group("en") or match.group("zh")
    details, spans = placing.around(sentence, match.span(), "", scene)
    if said := match.group("len"):
        details["length_ms"] = round(seconds(said) * 1000)
    kept = re.match(r"(?:keep|leave)(?![a-z])", match.group()) and not any(span[0] >= match.end() for span in spans)
    if (
        kept
        or not (spans or said)
        or re.search(r"(?<![a-z])(?:add|another|an?|new|with|no|加|加个|一个) ?$", sentence.before(match.start(), 8))
    ):
        return None
    of_kind = [
        words for words in there if (words.role == "title") == bool(re.search(r"(?<!sub)title|head|标题|片", noun))
    ]
    closing = [words for words in of_kind if words.anchor == "end"]
    old = (closing if re.search(r"closing|end|片尾", noun) and closing else of_kind or list(there))[0]
    if "caption" in noun and any(words.role == "caption" for words in there):
        return None  # captions are restyled together
    if old.role == "caption":
        said = " ".join(sentence.folded[slice(*span)] for span in spans)
        wish = {"style": style_of(said), "position": details.get("position")}
        return Heard("captions", {"on": True}, (match.span(), *spans), extra=wish)
    new = changed(old, details)
    swapped = scene.said("replace")
    if swapped and swapped.args.get("what") == ("title" if old.role == "title" else "text"):
        new = replace(new, text=str(swapped.args["with"]))  # other words and another style in one sentence
    op = "title" if new.role == "title" else "text"
    args = {
        "text": new.text,
        "start_s": new.at_ms / 1000,
        "length_s": new.length_ms / 1000,
        "position": new.position,
    }
    return Heard(op, args, (match.span(), *spans), extra={"words": new, "old": old})


def changed(old: Words, details: dict[str, Any]) -> Words:
    """Return the text with these details; what they do not say stays."""
    details = dict(details)
    photo = details.pop("photo", None)
    style = dict(old.style) | details.pop("style", {})
    anchor = f"photo:{photo}" if photo else details.pop("anchor", old.anchor)
    return replace(
        old,
        **{key: value for key, value in details.items() if key != "anchor"},
        anchor=anchor,
        style=tuple(sorted(style.items())),
    )
