"""captions: from an SRT or VTT file; their place and style."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from imgfree.local.assets import Asset
from imgfree.local.captions import laid
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops import captionfile, spokencaptions
from imgfree.local.director.ops.appearance import STYLE, placed, style_of, told
from imgfree.local.director.ops.roles import shadowed
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say, readable
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film, Words
from imgfree.local.speech.seam import Unspoken
from imgfree.local.subtitles import Cue
from imgfree.plurals import counted

STAGE = 82
_WHOLE_LINES = Say(
    "whole lines: no animation but a colour that runs, or word by word", "整句显示：动画只有逐字变色或逐字出现"
)
_TRANSLATED = Say("nothing is translated: the words are those of the file", "不会翻译：文字以文件内容为准")
_SPOKEN = Say("captions of what is spoken", "显示旁白的字幕")
_OWN_TIMES = Say("the times are those of the captions themselves", "时间以字幕自身为准")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Captions on or off, with their file, place and style; where quoted words follow, these are meant."""
    heads = mention.heads
    quoted = (one for one in reading.items if one.means("literal") and not one.tokens[0].means("file"))
    if any(reading.governor(one) in heads for one in quoted):
        yield Wish("", {}, mention.spans())
        return
    if mention.negations or mention.does("remove", "mute"):
        yield Wish("captions", {"on": False}, mention.spans())
        return
    args: dict[str, Any] = {"on": True} | placed(mention) | style_of(mention, reading)
    file = next((item for item in (*mention.slots.get("file", ()), *heads) if item.means("captions")), None)
    if file is not None:
        args["file"] = reading.literal(file)
    if (seconds := mention.slot("time")) is not None:
        args["length_s"] = float(seconds)
    moves = [*mention.slots.get("animation", ()), *(head for head in heads if head.means("animation"))]
    if moves:
        args["animation"] = spokencaptions.said([one.value("animation") for one in moves])
    colored = (reading.before(one) for one in moves if one.means("animation", "highlight", "karaoke"))
    if lit := next((one.value("color") for one in colored if one is not None and one.means("color")), None):
        args["lit"] = lit
        if args.get("color") == lit:
            del args["color"]
    translated = mention.slot("language") is not None or any(head.means("refuse", "translate") for head in heads)
    note = _TRANSLATED if translated else Say()
    yield shadowed(Wish("captions", args, mention.spans(), "approximated" if translated else "applied", note), mention)


FRAME = Frame(
    "captions",
    heads=("noun=captions", "captions"),
    wishes=_wishes,
    slots={
        "file": Slot(("captions",), after=("from", "with", "of", "in")),
        "place": Slot(("place",), after=("at", "in", "on", "to", "verb=put", "verb=move"), many=True),
        "time": Slot(("time",), after=("for",), extra=1.2),
        "language": Slot(("context=language",), after=("in",)),
        "color": Slot(("color",), after=("in",), many=True),
        "size": Slot(("size",), after=("in",)),
        "weight": Slot(("weight",), after=("in",), many=True),
        "font": Slot(("font",), after=("in",)),
        "animation": Slot(("animation",), many=True),
        "compare": Slot(tuple(f"compare={way}" for way in ("bigger", "smaller", "bolder", "thinner")),
                        many=True, extra=-0.3),
        "of": Slot(tuple(f"noun={one}" for one in ("font", "size", "color", "style", "position", "box", "background",
                                                   "outline", "shadow", "animation", "text", "bars")),
                   many=True, deniable=True),
    },
)  # fmt: skip


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with the captions of a file, or with those that are there in another place or style."""
    there = [words for words in film.words if words.role == "caption"]
    if spokencaptions.is_said(wish, scene):
        return Edit(film, wish.outcome, spokencaptions.told(_style(wish)["animation"]), {**wish.args, "spoken": True})
    if wish.args["on"] and film.shots and spokencaptions.wished(film, wish, scene):
        return _spoken(film, wish, scene)
    if not wish.args["on"]:
        kept = tuple(words for words in film.words if words.role != "caption")
        return Edit(replace(film, words=kept), "applied", Say("no captions", "无字幕"))
    name = str(wish.args.get("file", ""))
    chosen = next((one for one in scene.captions if one.filename.lower() == name.lower()), None)
    if name and chosen is None:
        return Edit(film, "declined", Say(f"there is no '{name}' among the uploads", f"上传的文件里没有“{name}”"))
    files = (chosen,) if chosen else captionfile.usual(scene.captions, film)
    if files and film.shots and (not there or chosen):
        return _from_files(film, files, wish)
    if there:
        done = _restyled(film, wish)
        return done if done.note else replace(done, note=Say("the captions are there", "字幕已在影片中"))
    if files:
        note = Say("captions need a film: send photos or a clip", "字幕需要影片：请先上传照片或视频")
        return Edit(film, "declined", note)
    if film.shots and (heard := _heard(film, wish, scene)) is not None:
        return heard
    note = Say(
        "no speech recognition in the local backend: supply an SRT or VTT file, give the words in quotes, "
        "one per photo, set IMGFREE_VOICE_URL to an endpoint that listens, or use --backend nemo",
        "本地后端没有语音识别：请提供 SRT 或 VTT 字幕文件，或用引号给出每张的文字，"
        "或用 IMGFREE_VOICE_URL 指定能听写的接口，或使用 --backend nemo",
    )
    return Edit(film, "declined", note)


def _spoken(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with captions of what is spoken in it, also where that is only said beside it."""
    style = _style(wish)
    shown = spokencaptions.laid(film, style, wish.args.get("position"))
    shown = spokencaptions.timed(shown, scene) if film.voice else shown  # else the voice does so when it comes
    note = (_WHOLE_LINES if wish.args.get("animation") == "other" else Say()) + spokencaptions.told(
        style.get("animation")
    )
    outcome = "approximated" if wish.args.get("animation") == "other" else wish.outcome
    return Edit(shown, outcome, (note + wish.note) or _SPOKEN, {**wish.args, "spoken": True})


def _heard(film: Film, wish: Wish, scene: Scene) -> Edit | None:
    """Return the film with what is said in its clips, where an endpoint listens; None where there is none to ask."""
    clips = {shot.source: shot for shot in film.shots if shot.is_clip}
    cues: list[Words] = []
    for asset in scene.assets:
        if asset.id in clips:
            try:
                lines = scene.speech.heard(asset)
            except Unspoken:
                return None
            found = [Cue(line.in_ms, line.in_ms + line.ms, line.text) for line in lines]
            cues += laid(found, asset.id)
    if not cues:
        return None
    done = _restyled(replace(film, words=(*film.words, *cues)), wish)
    return replace(
        done,
        note=Say(f"{counted(len(cues), 'caption')} from what is said", f"按语音生成 {len(cues)} 条字幕") + done.note,
    )


def _from_files(film: Film, files: Sequence[Asset], wish: Wish) -> Edit:
    """Lay the captions of these files on the film, in place of those that are there; these leave their style."""
    old = next((words for words in film.words if words.role == "caption"), None)
    kept = tuple(words for words in film.words if words.role != "caption")
    fresh, note = captionfile.words_of(files, film, wish.args.get("position"))
    if old is not None and old.style:
        fresh = tuple(replace(words, style=old.style) for words in fresh)
    done = _restyled(replace(film, words=(*kept, *fresh)), wish)
    return replace(done, note=note + done.note)


def _restyled(film: Film, wish: Wish) -> Edit:
    """Return the film with its captions in the place and style that were said; with neither, as they are."""
    args = wish.args
    style = _style(wish)
    if "outline" in style:
        style.setdefault("box", False)
    position = args.get("position")
    words = tuple(_styled(one, style, position) if one.role == "caption" else one for one in film.words)
    note = (readable(position) if position else Say()) + told(style)
    note, outcome = note + wish.note, wish.outcome
    note += spokencaptions.told(style.get("animation"), aligned="letters")
    for key, remark in (("animation", _WHOLE_LINES), ("length_s", _OWN_TIMES)):
        if key in args and (key != "animation" or args[key] == "other"):
            note, outcome = note + remark, "approximated"
    if "animation" in style:
        outcome = "approximated"
    return Edit(replace(film, words=words), outcome, note)


def _style(wish: Wish) -> dict[str, Any]:
    """Return how the captions are to look, and how their words are told apart."""
    style = {key: wish.args[key] for key in (*STYLE, "lit") if key in wish.args and key != "animation"}
    way = spokencaptions.style_of(wish.args.get("animation"))
    return style | ({"animation": way} if way else {})


def _styled(words: Words, style: Mapping[str, Any], position: str | None) -> Words:
    merged = tuple(sorted({**dict(words.style), **style}.items()))
    return replace(words, style=merged, position=position or words.position)
