"""Which uploads a new film is built from: "only photo 2", "using photos 1 and 3", "clip of bottle.jpg", 只用第二张.

Numbers count the uploads in their order (photo 1 is the first one uploaded), not the shots of an earlier film.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from imgfree.local.director.numbers import NUM_EN, NUM_ZH, ORDINAL, number, ordinal
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Heard, Scene
from imgfree.local.director.sentence import MACROS, Sentence, fold
from imgfree.media_types import pattern

_NOUN = r"(?:(?:photo(?:graph)?|picture|pic|image|shot|slide|clip|snap|upload)s?)"
_N = r"(?:\d{1,3}(?![\d.:%]| ?(?:s|secs?|seconds?|mins?|minutes?|x|fps|mb)(?![a-z]))|one|two|three|four|five|six|seven)"
_ORD = rf"(?:(?:very )?last|final|{ORDINAL})"
_AND = r"(?: ?, ?(?:and )?| ?& ?| and | ?\+ ?| to | through | ?- ?)"
_NUMBERED = (
    rf"{_NOUN} ?(?:#|no\.? ?|number )?{_N}(?:{_AND}(?:{_NOUN} ?)?#?{_N})*(?! ?(?:photos|pictures|images)(?![a-z]))"
)
_ORDERED = rf"(?:the )?{_ORD}(?:(?:, |,? and |, and | & )(?:the )?{_ORD})* (?:one|{_NOUN})(?![a-z])"
_LAST = rf"(?:the )?last {NUM_EN} {_NOUN}(?![a-z])"
_TIME_NEXT = r"[\d零一二三四五六七八九十百. ]|秒|分[钟\d零一二三四五六七八九十]"
_ZH_N = rf"第 ?{NUM_ZH} ?(?:[张个幅段](?:照片|图片|相片|图|素材)?|(?!{_TIME_NEXT}))"
_ZH = (
    rf"(?:(?:{_ZH_N}|[首末]张(?:照片|图片|图)?|最后一?[张个幅](?:照片|图片|图)?)"
    rf"(?:[和、与跟,，到至及-]+(?:{_ZH_N}|{NUM_ZH}[张个幅]?(?![秒分比:])|最后一?[张个幅]))*(?:照片|图片|相片|图)?"
    rf"|最?[前后]{NUM_ZH}[张幅](?:照片|图片|图)?)"
)
_FILE = rf"[\w-][\w.-]{{0,60}}?\.(?:{pattern('image', 'video')})(?![a-z])"
_EXCEPT_EN = (
    r"(?:all (?:the |my )?(?:photos |pictures |images )?(?:but|except(?: for)?)|everything (?:but"
    r"|except)|except(?: for)?|without|leav(?:e|ing) out)"
)
_NOT_MATERIAL = (
    r"(?! (?:as|for the|first|last|at the|twice|on|to (?:open|start|end|close|the)"
    r"|in the)(?![a-z]))(?!,? (?:and|with|plus|&) (?:the |my |all |these |our )*(?:photos|pictures|images|clips"
    r"|stills|rest|others)(?![a-z]))(?!的?(?:标题|文字))"
)
_MAKES_ZH = (
    r"(?:照片|图片|图)?(?:来|单独|一起|拼接?|就)?(?:做|拼|剪|制作|生成|合成|弄|出|变成|转成|串)(?!封面"
    r"|开头|结尾|片头|片尾|背景|首|第)"
)
_ENDS = r"(?= *(?:$|[,.;:!?。，；！？]|(?:and|with|in|for|as a|into|to make|please|就)(?![a-z])))"
_FILM = (
    r"(?<![a-z])(?:video|vid|clip|reel|film|movie|slide ?-?show|montage|short|story|gif|animation|ad|promo"
    r"|teaser|vlog)s?"
)


def _frames(item: str) -> tuple[str, ...]:
    """Return the forms that say which uploads a film is made of; `item` is the pattern of a list of them."""
    one = rf"(?P<which>{item})"
    return (
        rf"(?<![a-z])(?:(?:us(?:e|ing)|from|of|with|out of|take|keep|show|include) )?(?:only|just|solely)"
        rf"(?: (?:us(?:e|ing)|from|of|with|take|show|include|want|need))? (?:the )?(?:upload "
        rf"|file )?{one}{_NOT_MATERIAL}",
        rf"(?:(?<![a-z])(?:us(?:e|ing)|from|of|with|out of) )?(?:the )?{one}"
        r" (?:only|alone|by itself|on (?:its|their) own|and nothing else)(?![a-z])",
        rf"{_FILM} (?:made )?(?:from|of|out of|using) (?:the )?(?:upload |file )?{one}{_NOT_MATERIAL}",
        rf"(?:^|[,.;:] ?|please |can you |could you |then |now )(?:from|out of|us(?:e|ing)|take|turn|animate|convert"
        rf"|combine|merge|join) (?:the )?(?:upload |file )?{one}{_NOT_MATERIAL}{{built}}",
        rf"(?:只|仅仅?|就|光|单)(?:用|要|拿|取|选|选用|保留|留下?|使用)(?:这个)?{one}(?!.?[前后]\d)",
        rf"(?:把|用|拿|将)?{one}(?:单独|单拿出来)(?:一张)?",
        rf"(?:用|拿|把|将|取|选|选用|使用|从){one}{_MAKES_ZH}",
        rf"^ *(?:请|帮我)?(?:用|拿|选|选用|使用){one}(?=$|[,.;，。；])",
        rf"^{one}{_MAKES_ZH}",
    )


def _excepts(item: str) -> tuple[str, ...]:
    one = rf"(?P<which>{item})"
    return (
        rf"(?<![a-z])(?:use |from |of )?{_EXCEPT_EN} (?:the )?{one}",
        rf"除了?{one}(?:以外|之外|外)?(?:都用上?|全用上?)?",
    )


def hear(sentence: Sentence, scene: Scene, anew: Callable[[Sentence, Scene], bool]) -> Iterator[Heard]:
    """Yield the build from the uploads that the sentence picks out; nothing where it speaks of the film there is."""
    there = _visible(scene)
    starts = scene.film is None or anew(sentence, scene)
    item = _item(there)
    built = "" if starts else "(?!)"
    for source in _frames(item) if there else ():
        for match in sentence.search(source.replace("{built}", built)):
            which = _which(sentence, match)
            picked = _picked(which, there)
            if match.start() == match.start("which") and re.search(
                r"(?<![a-z])(?:on|to|for|over|under|onto|in) (?:the )?$", sentence.before(match.start())
            ):
                continue  # "a strong zoom in on picture 1 only" is a place
            if not picked and starts and re.fullmatch(_PLAIN_FILE, which):
                yield _unknown(sentence, match)
                return
            if not picked or not (starts or max(picked) > len(scene.film.shots if scene.film else ())):
                continue
            yield _heard(sentence, match, list(dict.fromkeys(picked)), there)
            return
    for source in _excepts(item) if there and scene.film is None else ():
        for match in sentence.search(source):
            out = _picked(_which(sentence, match), there)
            if out and (rest := [n for n in range(1, len(there) + 1) if n not in out]):
                yield _heard(sentence, match, rest, there)
                return


def _which(sentence: Sentence, match: re.Match[str]) -> str:
    """Return the words that pick, file names among them as they are, in quotes or not."""
    return re.sub("[\"“”「」'‘’]", " ", fold(sentence.raw[slice(*match.span("which"))])).strip()


def _heard(sentence: Sentence, match: re.Match[str], picked: list[int], there: list[str]) -> Heard:
    film = re.match(_FILM, match.group())
    start = match.start() + (film.end() if film else 0)
    sentence.take(start, match.end())
    args: dict[str, Any] = {"count": sum(number <= len(there) for number in picked) or len(picked), "photos": picked}
    return Heard("build", args, ((start, match.end()),), extra={"picked": True})


_PLAIN_FILE = r"[\w-][\w.-]*\.[a-z\d]{3,4}"


def _unknown(sentence: Sentence, match: re.Match[str]) -> Heard:
    """Return the refusal of a file that is not there: no film is better than one of all the others."""
    name = sentence.raw[slice(*match.span("which"))]
    note = Say(f"'{name}' is not among the uploads", f"上传的文件里没有“{name}”")
    sentence.take(*match.span())
    return Heard("build", {"count": 0, "photos": []}, (match.span(),), "declined", note, {"picked": True})


def _visible(scene: Scene) -> list[str]:
    return [asset.filename.lower() for asset in scene.material]


def _item(there: list[str]) -> str:
    """Return the pattern of a list of uploads: by number, by place, by file name with or without its suffix."""
    stems = {name.rpartition(".")[0] or name for name in there}
    known = sorted({*there, *(stem for stem in stems if _tells(stem))}, key=len, reverse=True)
    names = "|".join(
        [MACROS["lit"], *(rf"(?<![a-z\d.-]){re.escape(name)}(?![a-z\d-])" for name in known), rf"(?<![a-z\d.-]){_FILE}"]
    )
    files = rf"(?:(?:{names})(?:(?: ?, ?(?:and )?| ?& ?| and |[、和与跟])(?:{names}))*)"
    return rf"(?:{files}|{_NUMBERED}|{_LAST}|{_ORDERED}|{_ZH})"


def _tells(stem: str) -> bool:
    """Return whether a file name without its suffix is not just a number or a word of the trade."""
    trade = r"(?:photo|image|picture|video|clip|music|title|logo|text|last|first|all|them|these|it|only|\d+|.)s?"
    return not re.fullmatch(trade, stem)


def _picked(text: str, there: list[str]) -> list[int]:
    """Return the upload numbers that a list names, in the order said; a name that is not there counts as none."""
    named = _by_name(text, there)
    if named is not None:
        return named
    total = len(there)
    if few := re.search(rf"last ({NUM_EN}) |最?[前后]({NUM_ZH})[张幅]", text):
        count = int(number(few.group(1) or few.group(2)))
        if "前" in few.group():
            return list(range(1, min(count, total) + 1))
        if count > 1:
            return list(range(max(1, total - count + 1), total + 1))
    found: list[tuple[int, int]] = [(one.start(), total) for one in re.finditer(r"last|final|最后一?|末(?=张)", text)]
    found += [(one.start(), 1) for one in re.finditer(r"首(?=张)", text)]
    found += [(one.start(), ordinal(one.group())) for one in re.finditer(ORDINAL, text)]
    rest = re.sub(rf"{ORDINAL}|最后一?|(?<=[a-z] )one(?![a-z])(?= *$)", lambda one: " " * len(one.group()), text)
    rest = re.sub(r"张图|个", lambda one: " " * len(one.group()), rest)
    numbers = [(one.start(), one.end(), int(number(one.group()))) for one in re.finditer(rf"{NUM_EN}|{NUM_ZH}", rest)]
    for place, (start, _, value) in enumerate(numbers):
        between = rest[numbers[place - 1][1] : start] if place else ""
        if re.search(r"(?:^| )(?:to|through) |^[张图照片 ]*[到至-]|^ ?- ?", between):
            found += [(start, step) for step in range(numbers[place - 1][2] + 1, value)]
        found.append((start, value))
    return [value for _, value in sorted(found, key=lambda pair: pair[0]) if value]


def _by_name(text: str, there: list[str]) -> list[int] | None:
    """Return the numbers of the uploads named, in the order said; None where the words name none."""
    found: list[tuple[int, int]] = []
    for place in sorted(range(len(there)), key=lambda place: -len(there[place])):
        if named := re.search(rf"(?<![a-z\d_.-]){re.escape(fold(there[place]))}(?![a-z\d_-])", text):
            found.append((named.start(), place + 1))
            text = text[: named.start()] + " " * len(named.group()) + text[named.end() :]
    at = 0
    for part in re.split(r"( ?, ?(?:and )?| ?& ?| and |[、和与跟])", text):
        if place := _place(part.strip(), there):
            found.append((at, place))
        at += len(part)
    if not found:
        return [] if re.search(rf"{_FILE}$", text) else None
    return [place for _, place in sorted(found)]


def _place(name: str, there: list[str]) -> int:
    return next((n for n, one in enumerate(there, 1) if one.rpartition(".")[0] == name and _tells(name)), 0)
