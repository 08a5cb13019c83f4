"""motion: how a photo moves while it is shown."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.indexes import INDEX, indexes
from imgfree.local.director.numbers import ORDINAL, percent
from imgfree.local.director.ops.moves import ADJ, AMOUNT, FASTER, KINDS, OTHERS, SLOWER, STEPS, STRENGTHS
from imgfree.local.director.reply import Outcome, Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, negated
from imgfree.local.director.sentence import Sentence, pattern
from imgfree.local.film import SLOW, Film, Motion

_NAMED = (("zoom_in", r"放大|推近|zoom(?:ing)? in"), ("zoom_out", r"缩小|拉远|zoom(?:ing)? out"))


def _hear(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    for step, source in ((-1, SLOWER), (1, FASTER)):
        yield from hears(sentence, source, lambda match, step=step: _relative(sentence, match, step, scene))  # type: ignore[misc]
    found: list[Heard] = []
    for kind, source in KINDS:

        def make(match: re.Match[str], kind: str = kind) -> Heard | None:
            return _heard(sentence, match, kind, scene)

        found += hears(
            sentence,
            rf"(?P<pre>(?:(?P<lead>{{percent}})[ -])?{ADJ})(?P<core>{source})(?P<post>(?:[ ]?(?:slowly"
            rf"|gently|slightly|gradually|subtly|strongly|just a (?:little|bit)|a (?:little|bit)|一?点点?|一些"
            rf"|(?:more )?(?:subtle|gentle|slow|strong|smooth|dramatic|slight)|,? ?ever so (?:slightly|slowly"
            rf"|gently)|,?幅度(?:要|很)?(?:小|大)(?:一?点)?))?){AMOUNT}",
            make,
        )
    named = {n for one in found for n in one.args.get("photos", ())}
    stated = any(one.extra.get("stated") for one in found)
    for one in found:
        if one.extra.get("unwanted") and any(other.extra.get("stated") for other in found):
            one = replace(one, op="")  # "no zoom, just pan left": what is wanted says it all
        if stated and one.op and not one.extra.get("stated") and one.args["kind"] != "none":
            one = replace(one, op="")  # "bring them to life with a different move on each": the second half says which
        if one.extra.get("others") and named:  # "pan left on photo 2, the others still"
            others = [n for n in range(1, scene.length + 1) if n not in named]
            one = replace(one, args=dict(one.args) | {"photos": others}) if others else one
        yield one


def _relative(sentence: Sentence, match: re.Match[str], step: int, scene: Scene) -> Heard:
    photos, place = _photos(sentence, match, scene)
    shot = scene.film.shots[photos[0] - 1].motion if photos and scene.film and photos[0] <= scene.length else None
    now = shot or (scene.film.motion if scene.film else Motion())
    amounts = [amount for amount in STEPS if (amount < now.amount if step < 0 else amount > now.amount)]
    amount = (amounts[-1] if step < 0 else amounts[0]) if amounts else now.amount
    named = next((kind for kind, source in _NAMED if re.search(source, match.group())), None)
    kind = named or ("zoom_in" if now.kind == "none" else now.kind)
    spans = (match.span(), *((place,) if place else ()))
    args: dict[str, object] = {"kind": _plain(kind), "amount": amount} | ({"photos": photos} if photos else {})
    return Heard("motion", args, spans, extra={"kind": kind})


def _plain(kind: str) -> str:
    """Return the word for the report: a cycle of zooms is reported as the zoom it begins with."""
    return "zoom_in" if kind == "alternate" else kind


def _heard(sentence: Sentence, match: re.Match[str], kind: str, scene: Scene) -> Heard | None:
    core = match.group("core")
    if _is_other(sentence, match, kind, scene):
        return None
    spans = [match.span()]
    photos, place = _photos(sentence, match, scene)
    if kind != "none" and negated(sentence, match.start("core")):
        none = {"kind": "none", "amount": 0.0} | ({"photos": photos} if photos else {})
        extra_none = {"kind": "none", "unwanted": not photos}
        return Heard("motion", none, (match.span(), *((place,) if place else ())), extra=extra_none)
    late = ""
    if place:
        spans.append(place)
        if after := pattern(_HOW_MUCH).match(sentence.left, place[1]):
            spans.append(after.span())
            late = after.group()
    if others := _others(sentence, match):
        spans += others
    said = match.group("lead") or match.group("amount")
    amount = (
        0.0
        if kind == "none"
        else min(percent(said), 0.5)
        if said
        else _strength(match.group("pre") + core + match.group("post") + late)
    )
    turns = kind == "alternate"
    if kind == "any" and scene.film is not None and scene.film.motion.kind != "none":
        kind = scene.film.motion.kind
    resolved = {"zoom": "zoom_in", "any": "alternate", "pan": "pan_right"}.get(kind, kind)
    outcome: Outcome = "applied"
    note = Say()
    if "parallax" in core or "视差" in core:
        outcome, note = (
            "approximated",
            Say("one flat picture has no layers: a slow drift instead", "单张照片没有层次：以缓慢漂移代替"),
        )
    args: dict[str, object] = {"kind": kind if turns else _plain(resolved), "amount": amount}
    if photos:
        args["photos"] = photos
    extra = {"kind": resolved, "stated": kind not in ("any", "none"), "others": bool(others) and not photos}
    return Heard("motion", args, tuple(spans), outcome, note, extra)


def _is_other(sentence: Sentence, match: re.Match[str], kind: str, scene: Scene) -> bool:
    """Return whether the words move something else than a photo: a text, the volume, particles, an animated GIF."""
    core = match.group("core")
    if kind != "none" and re.search(
        r"(?:音量|声音|人声|原声|说话声|嗓音|字体|文字|标题|字幕|字|音乐)[^,。;]{0,5}$",
        sentence.before(match.start("core"), 10),
    ):
        return True  # 字体放大, 音量缩小
    if core in ("motion", "motions", "animated", "animation", "animations") and re.search(
        r"(?<![a-z])(?:slow|stop|cloud|water|steam|caption|text|title|word)(?:s|ed)?[ -]$",
        sentence.before(match.start("core"), 10),
    ):
        return True
    if core.startswith(("float", "drift", "anim", "puls", "mov")) and re.match(
        r" (?:\w+ )?(?:text|titles?|logo|bar|button|particles?|dust|snow|petals|confetti|bubbles?|hearts?|lights?"
        r"|gifs?|captions?|letters)",
        sentence.folded[match.end("core") :],
    ):
        return True
    return kind == "none" and not _still(sentence, match, scene)


def _still(sentence: Sentence, match: re.Match[str], scene: Scene) -> bool:
    """Return whether 别动 speaks of a motion: "其他别动" alone means that nothing else is to be changed."""
    rest = re.search(
        r"(?:其他|其它|别的|其余|剩下|剩余)(?:的|部分|地方|都|就|先|内容)*$", sentence.before(match.start("core"), 10)
    )
    if rest is None:
        return True
    return any(one.op == "motion" for one in scene.heard) or bool(sentence.whole("放大|缩小|推近|拉远|平移|移动|缩放"))


def _others(sentence: Sentence, match: re.Match[str]) -> list[tuple[int, int]]:
    """Return where "the others" stand right before or after a motion."""
    before = pattern(
        rf"{OTHERS}(?: (?:should|can|to|are|be|stay|with|get|gets|just|all|completely|perfectly|:))*"
        rf" ?$"
    ).search(sentence.left[: match.start()])
    after = pattern(rf" ?(?:on|for|in|with|to)? ?{OTHERS}").match(sentence.left, match.end())
    return [one.span() for one in (before, after) if one]


def _strength(words: str) -> float:
    for amount, source in STRENGTHS:
        if re.search(rf"(?:{source})", words):
            return amount
    return SLOW


_ALONE = rf"(?:the )?(?:very )?(?:last|final|{ORDINAL})(?: one)?(?= *(?:$|[,.;!?]|and |& |with |but |then |\ue002))"
_PLACE = (
    rf" ?(?:only |just )?(?:on|for|into|of|in|to|across|over)? ?(?:only |just )?(?:the )?(?:{INDEX})"
    rf"| (?:only |just )?(?:on|for|over|in) (?:only |just )?{_ALONE}"
)
_HOW_MUCH = (
    r" (?:more |very |a bit |a little |only )*(?:subtly|gently|slightly|slowly|softly|strongly"
    r"|dramatically|quickly)(?![a-z])"
)
_SHAPES = (
    r" (?:on|for) (?:the |all )?(?P<shape>portrait|vertical|landscape|horizontal|group|close-?up"
    r"|wide) (?:shots?|photos?|pictures?|images?|ones)"
)


def _photos(sentence: Sentence, match: re.Match[str], scene: Scene) -> tuple[list[int], tuple[int, int] | None]:
    """Return which photos are meant (from 1; empty: all) and where that was said, right after or before the motion."""
    after = pattern(_SHAPES).match(sentence.left, match.end())
    if after:
        return _by_shape(after.group("shape"), scene), after.span()
    held = _held(sentence, match.start(), scene)
    if held:
        return held, None
    head = sentence.left[: match.start()]
    before = pattern(
        rf"(?P<which>{INDEX}|(?:the )?(?:very )?(?:last|final|{ORDINAL})(?: one)?)(?:[^,.;。]{{0,3}}(?:with|gets?"
        rf"|should|stays?|remains?|keeps?|is|to|can|will|slowly|gently|shouldn't|别再?|不要|不用|不|用|要|加|做"
        rf"|使用|来个|加个"
        rf"|:)?(?: an?)?) ?$"
    ).search(head)
    if before and re.search(r"[\u4e00-\u9fff]", before.group()):
        return indexes(before.group("which"), scene), before.span("which")
    after = pattern(_PLACE).match(sentence.left, match.end())
    if after:
        return indexes(after.group(), scene), after.span()
    if before:
        return indexes(before.group("which"), scene), before.span("which")
    return [], None


def _held(sentence: Sentence, start: int, scene: Scene) -> list[int]:
    """Return the photos of "photo 1 for 4 seconds with …": a length said in the same clause says which photo."""
    for one in scene.heard:
        if one.op != "per_photo" or "photos" not in one.args or one.spans[0][1] > start:
            continue
        if not re.search(r"[,.;，。；]", sentence.folded[one.spans[0][1] : start]):
            return list(one.args["photos"])
    return []


def _by_shape(shape: str, scene: Scene) -> list[int]:
    wide = shape in ("landscape", "horizontal", "wide")
    return [n for n, asset in enumerate(scene.photos, 1) if asset.width and (asset.width > asset.height) == wide]


def _edit(film: Film, heard: Heard, scene: Scene) -> Edit:
    motion = Motion(str(heard.extra.get("kind", heard.args["kind"])), heard.args["amount"])
    note, outcome = heard.note, heard.outcome
    if film.shots and all(shot.is_clip for shot in film.shots) and motion.kind != "none":
        return Edit(
            film,
            "declined",
            Say("clips move by themselves; only photos get camera motion", "视频片段自己会动；镜头运动只用于照片"),
        )
    if "photos" in heard.args:
        wanted = set(heard.args["photos"])
        there = {number for number in wanted if number <= len(film.shots)}
        shots = tuple(replace(shot, motion=motion) if n in there else shot for n, shot in enumerate(film.shots, 1))
        if not there:
            return Edit(film, "declined", Say(f"there are {len(film.shots)} photos", f"一共只有 {len(film.shots)} 张"))
        return Edit(replace(film, shots=shots), outcome, note)
    general = [one for one in scene.heard if one.op == "motion" and "photos" not in one.args]
    stated = [one for one in general if one.extra.get("stated")] or general
    if heard is not stated[0]:
        if not heard.extra.get("stated"):
            return Edit(film, outcome, note)
        if heard.args["kind"] == stated[0].args["kind"]:
            return Edit(film, outcome, note)
        return _cycle(film, stated, note)
    return Edit(
        replace(film, motion=motion, shots=tuple(replace(shot, motion=None) for shot in film.shots)), outcome, note
    )


def _cycle(film: Film, stated: list[Heard], note: Say) -> Edit:
    """Several motions for the whole film take turns, photo by photo."""
    turns = [Motion(str(one.extra["kind"]), one.args["amount"]) for one in stated]
    shots = tuple(replace(shot, motion=turns[n % len(turns)]) for n, shot in enumerate(film.shots))
    return Edit(replace(film, shots=shots), "applied", note + Say("the motions take turns", "几种运动轮流使用"))


MOTION = Operation("motion", 50, _hear, _edit)
