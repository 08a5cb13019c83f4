"""build and count: photos or clips become a film, in upload order."""

import re
from collections.abc import Iterator

from imgfree.local.assets import Asset
from imgfree.local.director.numbers import number
from imgfree.local.director.ops import choice
from imgfree.local.director.ops.making import FINDERS, NEW_ZH, VERB_EN, VERB_ZH, chinese, english, indefinite, slideshow
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import Film, Shot


def chosen(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """Yield the build from certain uploads; it listens first, so that nobody else takes "only photo 2"."""
    yield from choice.hear(sentence, scene, _anew)


def _anew(sentence: Sentence, scene: Scene) -> bool:
    return bool(sentence.first(NEW_ZH)) or any(
        finder(sentence, scene) is not None for finder in (english, slideshow, chinese, indefinite)
    )


def _hear(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    if any(one.extra.get("picked") for one in scene.heard):
        for span in _making(sentence):
            yield Heard("", {}, (sentence.take(*span),))
        return
    count = _count(sentence)
    built = next((one for one in (finder(sentence, scene) for finder in FINDERS) if one is not None), None)
    for span in (*(built.spans if built else ()), *([count.span("n")] if count else ())):
        sentence.take(*span)
    if count is None:
        if built:
            yield built
        return
    clips = bool(re.search(r"clips?|videos?|片段|视频|镜头|条", count.group()))
    if built is None and (clips or scene.film is not None) and not (clips and sentence.whole(_JOINS)):
        yield Heard("", {}, (count.span("n"),))
        return
    if built is not None and not built.op:
        yield built
        return
    spans = (*(built.spans if built else ()), count.span("n"))
    first = bool(re.search(r"(?<![a-z])(?:first|only|just) $|前$", sentence.before(count.start("n"), 12)))
    yield Heard("build", {"count": _value(count.group("n"))}, spans, extra={"clips": clips, "some": first})


def _making(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the words that only say that a film is made: which uploads it is made of was said elsewhere."""
    for source in (
        rf"{VERB_EN}|{VERB_ZH}",
        r"(?<![a-z])(?:{video})|{videozh}",
        r"(?<![a-z]){photo}(?! ?(?:#|no\.? ?)?\d)|(?<![第\d一二三四五六七八九十][张幅]){photozh}",
    ):
        if match := sentence.first(source):
            yield match.span()


def counted(sentence: Sentence) -> int | None:
    """Return how many photos or clips the sentence speaks of."""
    count = _count(sentence)
    return _value(count.group("n")) if count else None


def _count(sentence: Sentence) -> re.Match[str] | None:
    count = _count_en(sentence) or _count_zh(sentence)
    return count if count is not None and _value(count.group("n")) >= 1 else None


_JOINS = (
    r"(?<![a-z])(?:combin|merg|join|stitch|creat|mak|build|put|string|sequenc|compil|edit|turn)(?:e|es|ed"
    r"|ing)?(?![a-z])|合并|拼接|拼成|剪成|做成|串|合成|做个|做一"
)
_COUNTED_EN = (
    r"(?:{photo}|attached|uploaded|uploads?(?![a-z])|of (?:them|these|those)(?![a-z])|clips?(?![a-z])"
    r"|videos?(?![a-z])|files?(?![a-z])|shots?(?![a-z])|ones(?![a-z]))"
)


def _value(text: str) -> int:
    special = {
        "single": 1,
        "both": 2,
        "a couple of": 2,
        "a pair of": 2,
        "pair of": 2,
        "couple of": 2,
        "单": 1,
        "俩": 2,
        "dozen": 12,
    }
    return special[text] if text in special else int(number(text))


def _count_en(sentence: Sentence) -> re.Match[str] | None:
    source = (
        r"(?<![a-z\d.:#-])(?P<n>{numen}|single|both|(?:a )?(?:couple|pair) of|dozen)(?: of)?(?: (?:the|my"
        r"|our|these|those|your))?[ -](?:(?!(?:seconds?|secs?|minutes?|mins?|into|as|video|reel"
        r"|for)(?![a-z]))[\w'&-]+,? ){0,4}?" + _COUNTED_EN
    )
    for match in sentence.search_all(source, "n"):
        before = sentence.before(match.start(), 24)
        if re.search(
            r"(?<![a-z])(?:photo|picture|image|pic|shot|slide|number|no\.|per|each|every|last|next) $|\($", before
        ):
            continue
        if match.group("n") == "one" and re.search(r"(?<![a-z])(?:into|as|make) $", before):
            continue
        if re.search(r"(?<![a-z])(?:video|videos|clip)$", match.group()) and re.search(
            r"(?<![a-z])(?:into|make|create|as|give me|generate) $", before
        ):
            continue
        return match
    return sentence.first(r"(?<![a-z])all (?:of )?(?:the |my |these )?(?P<n>{numen})(?= |,|$)(?! ?(?:s|sec|min))")


def _count_zh(sentence: Sentence) -> re.Match[str] | None:
    for match in sentence.search_all(r"(?:用|只|取|选|拿|挑)(?:用|取|出)?最?前(?P<n>{numzh})[张幅]", "n"):
        return match
    for match in sentence.search_all(
        r"(?P<n>{numzh}|单)(?= ?(?:张|幅|枚|组图|段(?:视频|素材|片段)|个(?:片段|镜头|素材|视频片段)|条(?:片段|素材)))",
        "n",
    ):
        before = sentence.before(match.start(), 6)
        if re.search(r"[第每]$|最后$|另$|其中$|再加$|后$|各$|(?<![用只取选拿])前$", before):
            continue
        if match.group("n") in ("一", "1") and not re.search(r"[这那只就单]$|只有$", before):
            continue
        return match
    return sentence.first(
        r"(?:照片|图片|图|素材)[^,。第每各;]{0,2}(?:共|一共|总共|有|就|只有)*(?P<n>{numzh})[张幅](?!张|一张|接)"
    )


def _edit(film: Film, heard: Heard, scene: Scene) -> Edit:
    """A new film of the uploads. Nothing to build from is said, never raised."""
    if heard.extra.get("picked"):
        return _picked(film, heard, scene)
    said = heard.args.get("count")
    material = _material(scene, said, clips=bool(heard.extra.get("clips")))
    if not material:
        return Edit(film, "declined", Say("nothing is uploaded yet: send photos first", "还没有素材：请先上传照片"))
    used = material[:said] if said else material
    chosen = bool(heard.extra.get("some")) and said is not None and said <= len(material)
    note = _mismatch(said, len(material), len(used)) if said and not chosen else Say()
    fresh = Film(shots=tuple(shot_of(asset) for asset in used))
    return Edit(fresh, "approximated" if note else "applied", note, {"count": said or len(used)})


def _picked(before: Film, heard: Heard, scene: Scene) -> Edit:
    """Return a new film of the uploads named, in the order said; a number that is not there is said."""
    there, wanted = scene.material, list(heard.args["photos"])
    used = [number for number in wanted if 1 <= number <= len(there)]
    missing = ", ".join(str(number) for number in wanted if number not in used)
    note = Say(f"there is no photo {missing}: {len(there)} uploaded", f"没有第 {missing} 张：共上传 {len(there)} 个")
    if not used:
        return Edit(before, "declined", heard.note or note)
    names = [there[number - 1].filename for number in used]
    film = Film(shots=tuple(shot_of(there[number - 1]) for number in used))
    listed = Say(", ".join(names), "、".join(names))
    args = {"count": len(used), "photos": used}
    return Edit(film, "approximated" if missing else "applied", note + listed if missing else listed, args)


def _material(scene: Scene, said: int | None, *, clips: bool) -> tuple[Asset, ...]:
    """Return photos and clips in upload order, or only the sort that was counted when the count fits no other way."""
    both = {asset.id for asset in (*scene.photos, *scene.clips)}
    if said and scene.photos and scene.clips and len(both) != said:
        both = {asset.id for asset in (scene.clips if clips else scene.photos)}
    return tuple(asset for asset in scene.assets if asset.id in both)


def shot_of(asset: Asset) -> Shot:
    """Return the shot of an upload, at its full length."""
    return Shot(asset.id, asset.filename, asset.cdn_url, asset.file_type, out_ms=round(asset.duration_s * 1000))


def _mismatch(said: int, there: int, used: int) -> Say:
    if said == there:
        return Say()
    return Say(
        f"{said} were named, {there} uploaded: {used} used, in upload order",
        f"说的是 {said} 个，实际上传 {there} 个：按上传顺序使用 {used} 个",
    )


BUILD = Operation("build", 10, _hear, _edit)
