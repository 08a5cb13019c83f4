"""level: how loud it is: the music, the whole mix, or the clips' own sound."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops.musicfade import SLOW_S
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Span, Wish
from imgfree.local.film import Film, has_sound
from imgfree.local.music.song import Music

STAGE = 71
LOUDNESS_RANGE = (-36.0, -5.0)
BESIDE = 0.45  # words, no comma, between what belongs together
_PARTS: Mapping[object, float] = {"half": 0.5, "third": 1 / 3, "quarter": 0.25}
_STEP_DB, _MOST_DB = 3.0, 120.0
_UP = ("louder", "higher", "bigger", "stronger", "up")
_DOWN = ("quieter", "lower", "smaller", "softer", "weaker", "calmer", "down")
DUCKS = Say("music goes down under clip sound by itself", "有原声时音乐会自动压低")
_NORMALISED = Say(
    "a platform sets the loudness (-16 or -14 LUFS); say 'normalize to -14 LUFS' for another",
    "平台决定响度（-16 或 -14 LUFS）；也可说“响度标准化到-14”",
)
_KEPT = Say("clips keep their own sound", "视频保留原声")
_QUIETS = ("mute", "remove", "lower", "turn_down")
_SHARES = ("percent", "fraction", "part=half", "part=third", "part=quarter", "degree=half")
_STEPS = ("trait=louder", "trait=quieter", *(f"{of}={way}" for way in (*_UP, *_DOWN) for of in ("compare", "side")))
SLOTS = {
    "share": Slot(_SHARES, after=("at", "to", "by"), within=1.5),
    "db": Slot(("db",), after=("at", "to", "by"), within=1.5),
    "step": Slot(("degree=most", *_STEPS), many=True, extra=0.1, within=0.9),
}


def said(mention: Mention, reading: Reading, scene: Scene) -> float | None:
    """Return the gain that a mention of sound asks for; None where it asks for none."""
    now = scene.film.gain if scene.film and scene.film.gain is not None else 1.0
    share, db, step = (_value(mention, reading, name) for name in SLOTS)
    verb = mention.head("verb") or _turned(mention, reading)
    lowers = mention.does("lower", "turn_down", "soften") or verb in ("turn_down", "lower") or step in _DOWN
    raises = mention.does("raise", "turn_up") or verb in ("turn_up", "raise") or step in _UP
    if share is not None:
        part = _PARTS.get(share) or float(share)
        item = mention.item("share")
        by = item is not None and (reading.relation(item) == "by" or _by_so_much(reading, item))
        return _kept(now * (1 - part if lowers else 1 + part) if by and (lowers or raises) else part)
    if db is not None:
        value = max(-_MOST_DB, min(_MOST_DB, float(db)))
        if value > 0 and (lowers or raises):
            return _kept(now * 10 ** ((-value if lowers else value) / 20))
        return _kept(10 ** (value / 20))
    if step == "most":
        return 1.0
    if (times := next((item.value("share") for item in mention.items if item.means("share")), None)) is not None:
        return _kept(now * float(times))
    if mention.means("complain", "too_much") or mention.negations:
        lowers, raises = step in _UP, step in _DOWN
    if (now_is := _told(mention, reading, scene)) is not None:
        lowers, raises = now_is in _UP, now_is in _DOWN
    if lowers or raises:
        return _kept(now * 10 ** ((_STEP_DB if raises and not lowers else -_STEP_DB) / 20))
    return None


def _told(mention: Mention, reading: Reading, scene: Scene) -> str | None:
    """Return how loud it is told to be now, which is no praise: "bit loud that", "the song is a little quiet"."""
    head, step = mention.heads[0], mention.item("step") or mention.item("mood")
    said = head if head.means("trait", "louder") else step
    if said is None or not said.means("trait", "louder", "quieter") or said.means("compare"):
        return None
    if mention.verbs or scene.film is None or scene.film.music is None:
        return None
    before = reading.before(said)
    is_so = before is not None and (before.means("degree", "little") or before.tokens[0].auxiliary == "is")
    return str(said.value("trait")) if said is head or is_so else None


def under_speech(mention: Mention, reading: Reading) -> list[Span]:
    """Return where it is said that it is to be so only where somebody speaks: "when he talks", 说话的时候."""
    for voice in (item for item in reading.clause(mention.heads[0]) if item.means("noun", "voice")):
        part = [*reading.piece(voice), *reading.items[reading.place(voice) + 1 :][:2]]
        if any(one.relation in ("during", "under") for one in part):
            return [(voice.start, voice.end)]
    return []


def _by_so_much(reading: Reading, share: Item) -> bool:
    """Return whether a Chinese verb takes a share by itself, by which it lowers: 降低30%, not 降到30%."""
    verb = reading.before(share)
    lowers = verb is not None and verb.means("verb", "lower", "raise", "turn_down", "turn_up")
    return verb is not None and lowers and not verb.text.isascii() and not verb.text.endswith("到")


def _turned(mention: Mention, reading: Reading) -> str:
    """Return the verb right before a step in decibels: it may have "it" for its object."""
    step = mention.item("db")
    before = [item for item in reading.clause(step) if item.means("verb") and item.first < step.first] if step else []
    return str(before[-1].value("verb")) if before else ""


def _value(mention: Mention, reading: Reading, name: str) -> Any:
    """Return what a slot took, or a head by itself would have put there."""
    if (found := mention.slot(name)) is not None:
        return found
    slot = mention.frame.slots[name]
    own = next((item.value(of.partition("=")[0]) for item in mention.heads if (of := slot.accepts(item))), None)
    return own or (
        next((item.value("trait") for item in predicates(mention, reading)), None) if name == "step" else None
    )


def predicates(mention: Mention, reading: Reading) -> list[Item]:
    """Return what is said of the sound behind its noun, and how loud that is: "the song soft", not "soft song"."""
    last = mention.heads[-1].last
    if any(token.text == ":" for token in reading.tokens[last : last + 1]):
        return []
    found = [item for item in mention.slots.get("mood", ()) if item.first >= last]
    loud = all(item.means("trait", *_UP, *_DOWN) for item in found)
    return found if loud else []


def _kept(gain: float) -> float:
    return round(min(4.0, max(0.0, gain)), 3)


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A gain, a loudness, or the clips' own sound; a voice to be heard is what music goes down for."""
    own = mention.head("noun") == "sound" or mention.slot("of") == "clip"
    bare = mention.slot("bare") if mention.head("noun") == "loudness" else None
    if scene.clips and mention.head("noun") != "voice" and (spoken := under_speech(mention, reading)):
        yield Wish("level", {"duck": True}, (*mention.spans(), *spoken), note=DUCKS)
    elif (lufs := mention.head("lufs") or mention.slot("lufs") or bare) is not None:
        yield Wish("level", {"lufs": -abs(float(lufs))}, mention.spans())
    elif mention.head("noun") == "voice":
        if mention.slot("of") or reading.relation(mention.heads[0]) == "under":
            yield Wish("level", {"duck": True}, mention.spans(), note=DUCKS)
    elif _is_off(mention):
        silent = reading.before(mention.heads[0])
        told = mention.head("verb") == "mute" and silent is not None and silent.tokens[0].auxiliary == "is"
        yield Wish("", {}, mention.spans()) if told else _off(mention, scene, own=own)
    elif (gain := said(mention, reading, scene)) is not None:
        yield from _at(gain, mention, reading, scene, own=own)
    elif mention.negations:
        yield _off(mention, scene, own=own)
    elif mention.does("keep", "use") and own:
        off = scene.film is not None and any(shot.is_clip and shot.volume < 1 for shot in scene.film.shots)
        yield (
            Wish("level", {"gain": 1.0, "clips": True}, mention.spans())
            if off
            else Wish("", {}, mention.spans(), note=_KEPT)
        )
    elif mention.does("set", "change", "apply") or mention.head("noun") == "loudness":
        yield Wish("", {}, mention.spans(), note=_NORMALISED)


def _is_off(mention: Mention) -> bool:
    """Return whether a sound is turned off, whatever is told of how loud it is."""
    return mention.does("mute", "remove") and not mention.slots.keys() & {"share", "db"}


def _off(mention: Mention, scene: Scene, *, own: bool) -> Wish:
    """Return that the clips' own sound is off, or that there is no music."""
    if scene.clips and (own or scene.film is None or scene.film.music is None):
        return Wish("level", {"gain": 0.0, "clips": True}, mention.spans())
    return Wish("music", {"none": True}, mention.spans())


def _at(gain: float, mention: Mention, reading: Reading, scene: Scene, *, own: bool) -> Iterator[Wish]:
    """Yield a gain; not where it may be that of anything, or is only why a sound is turned off."""
    if _unnamed(mention, scene) and not (scene.film and scene.film.music):
        return
    ends = [one for one in reading.beside(mention.items[-1]) if one.means("when", "at_end") or one.means("noun", "end")]
    if gain < 1 and ends and not mention.slots.keys() & {"share", "db"}:
        yield Wish("music", {"fade_out_s": SLOW_S}, mention.spans(*ends))  # "gets quieter at the end"
        return
    if gain > 1 and _noisy(mention):
        if any(one.means("verb", *_QUIETS) for one in reading.clause(mention.heads[0])):
            yield Wish("", {}, mention.spans())
        return
    yield Wish("level", {"gain": gain} | ({"clips": True} if own and scene.clips else {}), mention.spans())


def _noisy(mention: Mention) -> bool:
    """Return whether it is only told that something is loud, and nothing is to be made so."""
    return not mention.verbs and not mention.slots and all(head.means("trait") and not head.means("compare")
                                                            for head in mention.heads)  # fmt: skip


def _unnamed(mention: Mention, scene: Scene) -> bool:
    """Return whether it is only said to lower or raise something, or what is lighter where nothing can be heard."""
    silent = scene.film is not None and not scene.sounds and not scene.clips
    bare = all(head.means("verb", "lower", "raise") or (silent and head.means("compare")) for head in mention.heads)
    return bare and not mention.slots.keys() & {"share", "db"}


FRAME = Frame(
    "level",
    heads=(
        *(f"noun={noun}" for noun in ("sound", "loudness")),
        *(f"verb={verb}" for verb in ("mute", "turn_up", "turn_down")),
        "lufs",
    ),
    acts=("verb=lower", "verb=raise"),
    wishes=_wishes,
    slots={
        **SLOTS,
        "lufs": Slot(("lufs",)),
        "bare": Slot(("number",), after=("to", "at"), within=0.5),
        "of": Slot(("noun=clip", "noun=film"), after=("of", "from", "in"), extra=0.3, within=1.0),
    },
    alone={
        "noun=volume": 0.65,
        "noun=voice": 1.4,
        "db": 0.5,
        **{f"{of}={way}": cost for way in ("louder", "quieter") for of, cost in (("compare", 0.8), ("trait", 1.5))},
    },
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film that loud."""
    if "duck" in wish.args:
        return Edit(film, "applied", DUCKS)
    if "lufs" in wish.args:
        return _loudness(film, float(wish.args["lufs"]))
    gain = float(wish.args["gain"])
    if wish.args.get("clips"):
        shots = tuple(replace(shot, volume=gain) if shot.is_clip else shot for shot in film.shots)
        off = Say("the clips' own sound is off", "视频原声已关闭")
        told = Say(f"the clips' own sound at {gain:g}", f"视频原声音量 {gain:g}") if gain else off
        return Edit(replace(film, shots=shots), "applied", told)
    film = replace(film, gain=gain)
    if film.music is None and scene.said("music") is None and not scene.sounds:
        return Edit(film, "approximated", Say("stored: there is no music yet", "已记下：目前还没有音乐"))
    unsaid = bool(scene.sounds) and scene.said("music") is None and gain > 0
    if film.music is None and unsaid and (scene.film is None or not any(shot.is_clip for shot in film.shots)):
        song = scene.sounds[0]  # how loud it is to be is said of what is to be heard
        film = replace(film, music=Music(song.id, song.filename, song.cdn_url))
        return Edit(film, "applied", Say(f"{song.filename}, gain {gain:g}", f"{song.filename}，增益 {gain:g}"))
    if film.music is None:
        return Edit(film, "applied", Say("level stored", "音量已记下"))
    return Edit(film, "applied", Say(f"gain {gain:g}", f"增益 {gain:g}"))


def _loudness(film: Film, wished: float) -> Edit:
    value = min(max(wished, LOUDNESS_RANGE[0]), LOUDNESS_RANGE[1])
    film = replace(film, loudness=value)
    if value != wished:
        return Edit(film, "approximated", Say(f"{value:g} LUFS is the limit here", f"这里的限度是 {value:g} LUFS"))
    if not has_sound(film):
        return Edit(film, "applied", Say("stored: nothing is heard yet", "已记下：目前还没有声音"))
    return Edit(film, "applied", Say(f"the whole mix at {value:g} LUFS", f"整体响度 {value:g} LUFS"))
