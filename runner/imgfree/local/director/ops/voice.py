"""voice: what is spoken over the film, by a voice or by the user's own recording; its pace and its pauses."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from imgfree.local.captions import is_cue
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops import beatsum
from imgfree.local.director.ops.decline import SATISFIED, refused
from imgfree.local.director.ops.spokencaptions import shown_as_said, timed
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film, spoken_total_ms
from imgfree.local.speech.seam import Part, Unspoken
from imgfree.local.voice import Voice
from imgfree.local.voice_track import lines_at
from imgfree.plurals import counted

STAGE = 84  # behind captions and other words, which may be said
_PACES = {"slower": 0.85, "faster": 1.2, "calmer": 0.85, "livelier": 1.2}
SPOKEN_PACES = {"fast": "faster", "relaxed": "slower"}
_SHOWN = 40  # letters of a script in the answer
_NONE = Say("no voice-over", "无旁白")
_NO_VOICE = Say(
    "there is no voice-over yet: say 'voice-over: …' with its words", "还没有旁白：请说“旁白：……”并给出文字"
)
_NO_WORDS = Say("no photo has a caption or text to be said", "没有一张照片带有可以念的文字")
_UNTIMED = Say(
    "its words could not be found in the recording: their times go by their letters",
    "无法在录音里对上这些字：时间按字数估算",
)


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A script, the captions to be said, a recording; how it is said; none; and what cannot be had without words."""
    spans = mention.spans()
    there = scene.film is not None and scene.film.voice is not None
    args: dict[str, Any] = _manner(mention) | _recording(mention, reading)
    if (song := _song(mention, reading)) is not None:
        yield Wish("music", {"file": args.pop("file")}, ((song.start, song.end),))
    script = next((head for head in mention.heads if head.means("script", "said")), None)
    said = next((one.parts for one in reading.scripts if script is not None and one.start == script.start), ())
    if said:
        args |= _parts(said)
    elif any(head.means("script", "captions") for head in mention.heads):
        args["captions"] = True
    elif mention.negations or mention.does("remove", "mute"):
        yield Wish("voice", {"none": True}, spans) if there else Wish("", {}, spans, note=SATISFIED)
        return
    elif not args and (reading.scripts or any(one.means("script", "pause") for one in reading.items)):
        yield Wish("", {}, spans)  # the words, or their pauses, say it
        return
    elif "file" not in args and not (args and (there or reading.scripts)):
        yield Wish("", {}, spans, "declined", refused("voice_over"))
        return
    yield Wish("voice", args, spans)


def _parts(said: Sequence[tuple[str, int | None]]) -> dict[str, Any]:
    """Return the words as arguments: one text, or one for each of certain photos."""
    if all(number is None for _, number in said):
        return {"text": " ".join(text for text, _ in said)}
    return {"texts": [text for text, _ in said], "photos": [number or 1 for _, number in said]}


def _manner(mention: Mention) -> dict[str, Any]:
    """Return how it is to be said."""
    args: dict[str, Any] = {}
    way = mention.slot("way") or SPOKEN_PACES.get(str(mention.slot("word")))
    way = way or ("slower" if mention.does("slow_down") else "faster" if mention.does("speed_up") else None)
    if mention.means("complain") and way in _PACES:
        way = "faster" if way == "slower" else "slower"  # what is complained of is turned round
    if way in _PACES:
        args["pace"] = way
    if (factor := mention.slot("factor")) is not None:
        args["pace"] = float(factor)
    return args


def _recording(mention: Mention, reading: Reading) -> dict[str, Any]:
    file = mention.item("file")
    return {"file": reading.literal(file)} if file is not None else {}


def _song(mention: Mention, reading: Reading) -> Item | None:
    """Return the file that is named before the voice as what the film comes with: "with song.mp3 and a voice-over"."""
    file, head = mention.item("file"), next((one for one in mention.heads if one.means("script")), None)
    before = file is not None and head is not None and file.first < head.first
    return file if file is not None and before and reading.relation(file) == "with" else None


FRAME = Frame(
    "voice",
    heads=("script=said", "script=captions", "refuse=voice_over"),
    wishes=_wishes,
    slots={
        "way": Slot(tuple(f"compare={way}" for way in _PACES), within=0.9),
        "word": Slot(("pace",), within=0.9),
        "factor": Slot(("factor",), after=("at",), within=0.9),
        "file": Slot(("audio",), after=("from", "in", "with", "by", "as", "of", "verb=use"), extra=-0.3),
    },
    absorbs=lambda mention: (
        not mention.negations and not mention.slots and not any(head.means("script") for head in mention.heads)
    ),
    once=True,
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with its voice; what nobody can say here is declined by name, never left silent."""
    if not film.shots:
        return Edit(
            film,
            "declined",
            Say("a voice-over needs a film: send photos or a clip", "旁白需要影片：请先上传照片或视频"),
        )
    if wish.args.get("none"):
        return Edit(timed(replace(film, voice=None), scene), "applied", _NONE)
    try:
        voice = _voice(film, wish, scene)
    except Unspoken as reason:
        return Edit(timed(film, scene), "declined", Say(reason.en, reason.zh))
    if voice is None:
        return Edit(film, "declined", _NO_WORDS if wish.args.get("captions") else _NO_VOICE)
    if "pause_s" in wish.args:
        voice = replace(voice, pause_ms=round(float(wish.args["pause_s"]) * 1000))
    film = timed(shown_as_said(replace(film, voice=voice), wish, scene), scene)
    done = _told(film, film.voice or voice, wish)
    anew = done.film.sync is not None and not scene.said("beats")
    return replace(done, note=done.note + beatsum.told(done.film)[0]) if anew else done


def accounted(film: Film, wishes: Sequence[Wish], done: Mapping[int, Edit]) -> dict[int, Edit]:
    """Return what was done; where what is spoken takes longer than was asked, that length is not met."""
    found, longer_ms = dict(done), _longer_ms(film)
    for number, edit in done.items():
        if wishes[number].op in ("duration", "per_photo") and longer_ms is not None and edit.outcome != "declined":
            found[number] = replace(edit, outcome="approximated", note=_as_long(longer_ms))
    return found


def _voice(film: Film, wish: Wish, scene: Scene) -> Voice | None:
    """Return the voice that is wished; None where there is nothing that it could say. Raises Unspoken."""
    args, old = wish.args, film.voice
    pace = _pace(args.get("pace"), old.pace if old else 1.0)
    if "file" in args:
        asset = scene.named(str(args["file"]))
        if asset is None or asset.file_type != "audio":
            raise Unspoken(
                f"there is no recording '{args['file']}' among the uploads", f"上传的文件里没有录音“{args['file']}”"
            )
        if asset.silent:
            raise Unspoken(f"nothing is heard in '{asset.filename}'", f"“{asset.filename}”里没有声音")
        return scene.speech.recorded(asset, str(args.get("text") or " ".join(args.get("texts", ()))))
    parts = _wished(film, args)
    if parts is None and old is not None and not old.recorded:
        parts = [Part(line.text, line.photo) for line in old.lines]
    if not parts:
        return None
    voice = scene.speech.said(parts, pace)
    return replace(voice, pause_ms=old.pause_ms) if old and not old.recorded else voice


def _wished(film: Film, args: Any) -> list[Part] | None:
    """Return the words that the wish gives; None where it gives none."""
    if args.get("captions"):
        return _written(film)
    if "texts" in args:
        pairs = zip(args["texts"], args.get("photos") or range(1, len(args["texts"]) + 1), strict=False)
        return [Part(text, min(number, len(film.shots))) for text, number in sorted(pairs, key=lambda one: one[1])]
    return [Part(str(args["text"]))] if "text" in args else None


def _written(film: Film) -> list[Part]:
    """Return what stands on each photo, captions before other texts, in the order of the film."""
    found = []
    for number in range(1, len(film.shots) + 1):
        own = [one for one in film.words if one.anchor == f"photo:{number}" and not is_cue(one)]
        captions = [one for one in own if one.role == "caption"] or own
        found += [Part(one.text.replace("\n", " "), number) for one in captions]
    return found


def _pace(said: object, before: float) -> float:
    return before * _PACES[said] if isinstance(said, str) else float(said) if isinstance(said, int | float) else before


def _told(film: Film, voice: Voice, wish: Wish) -> Edit:
    """Return what is to be said of the voice: who says how much, what it did to the length, what found no room."""
    spoken = lines_at(film)
    left = len(voice.lines) - len(spoken)
    first = voice.lines[0].text
    shown = first if len(first) <= _SHOWN else f"{first[:_SHOWN]}…"
    end_s = max((at + line.ms for line, at in spoken), default=0) / 1000
    count = len(voice.lines)
    if not first:
        return Edit(film, wish.outcome, Say(f"{voice.provider}, {end_s:.1f} s", f"{voice.provider}，{end_s:.1f} 秒"))
    note = Say(
        f"{counted(count, 'sentence')} by {voice.provider}, {end_s:.1f} s: '{shown}'",
        f"{voice.provider} 念 {count} 句，{end_s:.1f} 秒：“{shown}”",
    )
    if voice.recorded and voice.aligned == "letters":
        note += _UNTIMED
    outcome = wish.outcome
    if (total_ms := _longer_ms(film)) is not None:
        note += _as_long(total_ms)
        outcome = "approximated"
    if left:
        lost = [line for line in voice.lines if all(line is not one for one, _ in spoken)]
        note += Say(
            f"{left} of them not spoken, for the film ends before: from '{lost[0].text[:_SHOWN]}'",
            f"其中 {left} 句因影片已结束未念：从“{lost[0].text[:_SHOWN]}”起",
        )
        outcome = "approximated" if spoken else "declined"
    return Edit(film if spoken else replace(film, voice=None), outcome, note)


def _as_long(total_ms: int) -> Say:
    seconds = f"{total_ms / 1000:.1f}"
    return Say(f"the film is as long as its speech, {seconds} s", f"影片随旁白延长到 {seconds} 秒")


def _longer_ms(film: Film) -> int | None:
    """Return how long the film is by its voice where a shorter one was asked for; None where it is as was said."""
    asked_ms = {"total": film.timing.ms, "per_photo": film.timing.ms * len(film.shots)}.get(film.timing.mode)
    total_ms = spoken_total_ms(film)
    return total_ms if total_ms and asked_ms is not None and total_ms > asked_ms else None
