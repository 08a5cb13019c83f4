"""music: the bed under the film, by file, by mood, or none."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.assets import Asset
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops import bedchoice, export, level
from imgfree.local.director.read.items import END
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film
from imgfree.local.music.song import Music

STAGE = 70
_ASKS = ("add", "use", "put", "want", "have", "play", "combine", "replace", "repeat")
_TURNS = ("lower", "raise", "turn_up", "turn_down", "set", "change", "turn", "make", "fade", "keep")
_TIMES = {
    "from_s": ("from_ms", "from {} s of it on", "从第 {} 秒开始"),
    "fade_in_s": ("fade_in_ms", "music fades in over {} s", "音乐用 {} 秒淡入"),
    "fade_out_s": ("fade_out_ms", "music fades out over {} s", "音乐用 {} 秒淡出"),
}
_AT_ONCE = Say("without a fade of its own", "不另做淡入淡出")
_DISLIKES = ("hate", "ugly", "cheap", "wrong")
_INSTEAD = Say("name another file, or say 'no music'", "请说出另一个文件名，或说“不要音乐”")
_OTHER_MOOD = Say("say which mood it is to have instead", "请说想要什么样的音乐")
_NO_OTHER = Say("there is no other song here: upload one", "没有其他音乐：请再上传一首")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Music by file, by mood or any; none; and how loud it is, which alone asks for no other music."""
    gain, since = level.said(mention, reading, scene), _since(mention, reading)
    if gain is not None and scene.clips and (spoken := level.under_speech(mention, reading)):
        yield Wish("level", {"duck": True}, (*mention.spans(), *spoken), note=level.DUCKS)
    elif gain is not None:
        yield Wish("level", {"gain": gain}, mention.spans())
    elif mention.slots.get("mood") and (mention.negations or (scene.film is None and mention.does("remove"))):
        yield Wish("", {}, mention.spans(), "declined", _OTHER_MOOD)
        return
    elif since is None and (gone := _gone(mention, reading, scene)) is not None:
        yield gone
        return
    elif any(mention.means("complain", kind) for kind in _DISLIKES):
        yield Wish("", {}, mention.spans(), "declined", _INSTEAD)
        return
    elif mention.slot("voice"):
        yield Wish("level", {"duck": True}, mention.spans(), note=level.DUCKS)
    if since is not None:
        behind = [one for one in reading.clause(mention.heads[0]) if one.first > mention.start]
        skips = next((n for n, one in enumerate(behind) if _skips(one, reading)), -1) + 1
        why = [one for one in behind[:skips] if one.means("verb")]
        yield Wish("music", {"from_s": since}, mention.spans(*why))
        if scene.film is not None and scene.film.music is not None:
            return
    if (wanted := _wanted(mention, reading, scene, turned=gain is not None)) is not None:
        yield wanted


def _since(mention: Mention, reading: Reading) -> float | None:
    """Return where in the song it begins: at that moment, or behind the stretch of it that is left out."""
    item = next(filter(None, map(mention.item, ("since", "moment", "stretch"))), None)
    if item is None:
        return None
    stretch = item.value("stretch")
    if stretch is not None:
        behind = (one for one in reading.clause(mention.heads[0]) if one.first > mention.start)
        skipped = mention.does("remove", "cut") or mention.negations or any(_skips(one, reading) for one in behind)
        return stretch.end if stretch.start == 0 and skipped else float(stretch.start) if stretch.end == END else None
    return next((float(item.value(of)) for of in ("since", "moment", "time") if item.means(of)), None)


def _skips(verb: Item, reading: Reading) -> bool:
    """Return whether what was named before is left out: "so skip those"."""
    after = reading.items[reading.place(verb) + 1 :][:1]
    return verb.means("verb", "remove", "cut") and bool(after) and after[0].text in ("those", "that", "it", "them")


def _wanted(mention: Mention, reading: Reading, scene: Scene, *, turned: bool) -> Wish | None:
    """Return which music is asked for; a wish for nothing where the one that is there is only spoken of."""
    beside = _beside(mention, reading)
    if (file := _file(mention, reading, scene)) is not None:
        return Wish("music", {"file": file}, mention.spans())
    if picked := bedchoice.picked(mention):
        words = _described(mention, reading)
        like = {"mood": " ".join(dict.fromkeys(map(_word, words)))} if words else {}
        return Wish("music", like | picked, mention.spans(*words))
    if not _named(mention, reading):
        return None
    if described := _described(mention, reading):
        mood = " ".join(dict.fromkeys(map(_word, described)))
        return Wish("music", {"mood": mood}, mention.spans(*described))
    if any(item.means("verb", "fade") for item in beside):
        return Wish("", {}, mention.spans())  # the fade says it
    if any(item.means("refuse", "famous_song") for item in beside):
        return Wish("", {}, mention.spans())  # the refusal says it
    if _asked(mention, reading, scene, turned or mention.slot("volume") is not None):
        return Wish("music", {}, mention.spans())
    there = scene.film is not None and scene.film.music is not None
    known = mention.verbs or there or turned or any(item.senses for item in beside)
    return Wish("", {}, mention.spans()) if known else None


def _gone(mention: Mention, reading: Reading, scene: Scene) -> Wish | None:
    """Return that the music goes, that there is to be none, or that no film is written as sound alone."""
    head = mention.heads[0]
    verbs = [item for item in reading.clause(head) if item.means("verb") and item.first < head.first]
    if (
        verbs
        and verbs[-1].means("verb", "export", "save")
        and (reading.relation(head) in ("as", "into") or reading.before(head) is verbs[-1])
    ):
        return Wish("", {}, mention.spans(), "declined", export.not_written(reading.folded[head.start : head.end]))
    if mention.does("remove") and scene.film is not None:
        return Wish("remove", {"what": "music"}, mention.spans())
    return (
        Wish("music", {"none": True}, mention.spans()) if mention.negations or mention.does("mute", "remove") else None
    )


def _named(mention: Mention, reading: Reading) -> bool:
    """Return whether music is meant at all: its noun or file stands there, or a genre that nothing happens on."""
    genre = next((head for head in mention.heads if head.means("genre")), None)
    if genre is None or any(head.means("noun", "music") or head.means("audio") for head in mention.heads):
        return True
    first = next(iter(genre.senses)) == "genre"
    described = not genre.text.isascii() and bool(mention.verbs or mention.slots.get("mood"))
    led = ("", "with", "to", "and", "or", "subject", "who", *["of"] * described)
    return first and reading.relation(genre) in led


def _asked(mention: Mention, reading: Reading, scene: Scene, leveled: bool) -> bool:
    """Return whether music is asked for, and not only the one that is there spoken of."""
    head = mention.heads[0]
    verbs = [verb for verb in mention.verbs if not leveled or reading.distance(verb, head) < level.BESIDE]
    asks = any(verb.means("verb", *_ASKS) for verb in (*verbs, *mention.heads))
    if asks or reading.relation(head) in ("with", "to"):
        return True
    near = (*verbs, *mention.slots.get("step", ()))
    if any(one.means("compare") for one in near):
        return False  # than it is now
    turned = mention.does(*_TURNS) if scene.film is not None else any(one.means("verb", *_TURNS) for one in near)
    if turned and (leveled or scene.film is not None):
        return False
    return scene.film is None or (scene.film.music is None and not leveled)


def _beside(mention: Mention, reading: Reading) -> list[Item]:
    """Return what stands right before and behind the music, articles and prepositions passed over."""
    row = [item for item in reading.items if item.tokens[0].kind != "function"]
    heads = [row.index(head) for head in (mention.heads[0], mention.heads[-1])]
    places = [heads[0] - 2, heads[0] - 1, heads[1] + 1, heads[1] + 2]
    near = [row[place] for place in places if 0 <= place < len(row)]
    return [item for item in near if reading.distance(item, mention.heads[0]) < level.BESIDE]


def _described(mention: Mention, reading: Reading) -> list[Item]:
    """Return what the music should be like: moods, and unknown words right before its noun."""
    loud = level.predicates(mention, reading)
    heads = [head for head in mention.heads if head.means("genre") or head.means("mood")]
    found = [item for item in (*mention.slots.get("mood", ()), *heads) if item not in loud]
    item = reading.before(mention.heads[0])
    while item is not None and (item.tokens[0].kind == "unknown" or item.means("context")):
        found.append(item)
        item = reading.before(item)
    return sorted(set(found), key=lambda one: one.first)


def _word(item: Item) -> str:
    """Return a mood in English, as it was said where that was English."""
    text = " ".join(token.text for token in item.tokens)
    return text if text.isascii() else str(item.value("genre") or item.value("mood") or text)


def _file(mention: Mention, reading: Reading, scene: Scene) -> str | None:
    """Return the file that is named, by its name as it was uploaded; or a piece by its title."""
    item = next((head for head in mention.heads if head.means("audio")), None) or mention.item("file")
    if item is None:
        return None
    name = reading.literal(item)
    asset = scene.named(name)
    return asset.filename if asset else name


def _owns(reading: Reading, item: Item) -> bool:
    """Return whether a file is music, and no recording of what is spoken."""
    clause = reading.clause(item)
    spoken = any(one.means("script") or one.means("refuse", "voice_over") for one in clause)
    return item.means("noun", "music") or not spoken or any(one.means("noun", "music") for one in clause)


FRAME = Frame(
    "music",
    heads=("noun=music", "audio"),
    wishes=_wishes,
    owns=_owns,
    slots={
        "mood": Slot(("genre", "mood"), many=True, extra=-0.5, within=0.9),
        "file": Slot(("literal",), extra=0.5, within=1.0),
        "volume": Slot(("noun=volume",), within=0.6),
        "voice": Slot(("noun=voice",), after=("under",), within=0.3),
        "under": Slot(("noun=background",), after=("in", "under"), within=0.6),
        "upload": Slot(
            ("noun=upload", "noun=start", "part=beginning", "when=throughout", "when=at_start"), many=True, extra=0.2
        ),
        "since": Slot(("since",), within=2.4),
        "bpm": Slot(("bpm",), after=("at", "of", "around"), within=1.5),
        "moment": Slot(("moment", "time"), after=("from", "at"), within=0.2),
        "stretch": Slot(("stretch",), within=0.3),
        **level.SLOTS,
    },
    alone={"genre": 0.9},
    once=True,
    beside=("noun=volume", "verb=play", "mood"),
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with that music; what is not uploaded is not composed."""
    if wish.args.get("none"):
        return Edit(_silent(film), "applied", Say("no music", "无音乐"))
    mood, there = wish.args.get("mood"), film.music
    timed = wish.args.keys() & {*_TIMES} and not wish.args.keys() & {"file", "mood"}
    kept = there if timed else None
    asset = bedchoice.playing(kept, scene) if kept else _asset(film, wish, scene)
    if asset is None and bedchoice.asks(wish, scene):
        return bedchoice.edit(film, wish, scene)
    if asset is None and wish.args.get("pick") == "other" and there is not None:
        return Edit(film, "declined", _NO_OTHER + bedchoice.absent(scene))
    if asset is None:
        return _missing(replace(film, mood=mood or film.mood), wish, scene)
    music, beyond, times = _timed(Music(asset.id, asset.filename, asset.cdn_url), there, wish, asset)
    if film.sync is not None and music.grid is None:
        music = bedchoice.heard(music, asset, scene)
    film = replace(film, music=music, mood=film.mood if kept else mood)
    if mood:
        note = Say(
            f"your {asset.filename} is used; its mood cannot be judged here",
            f"使用您上传的 {asset.filename}；无法判断其风格",
        )
        return Edit(film, "approximated", note + beyond + times)
    note, count = Say() if kept else Say(asset.filename, asset.filename), len(scene.sounds)
    if count > 1 and "file" not in wish.args and not kept and asset == scene.sounds[0]:
        note += Say(f"the first of {count} audio files", f"{count} 个音频中的第一个")
    args = {"file": asset.filename} | {key: value for key, value in wish.args.items() if key in _TIMES}
    return Edit(film, "approximated" if beyond else "applied", note + beyond + times, args)


def _timed(music: Music, there: Music | None, wish: Wish, asset: Asset) -> tuple[Music, Say, Say]:
    """Return the music with its times, those that were there kept; what is beyond its end; and what was set."""
    if there is not None:
        fresh = replace(music, fade_in_ms=there.fade_in_ms, fade_out_ms=there.fade_out_ms)
        music = there if there.source == music.source else fresh
    beyond, told = Say(), Say()
    if asset.silent:
        beyond = Say(f"nothing is heard in {asset.filename}", f"{asset.filename} 里没有声音")
    for key, (field, en, zh) in _TIMES.items():
        if key not in wish.args:
            continue
        value = float(wish.args[key])
        if key == "from_s" and asset.duration_s and value >= asset.duration_s:
            lasts = f"{asset.duration_s:.3g}"
            beyond += Say(f"it lasts {lasts} s: played from its beginning", f"全长只有 {lasts} 秒：从头播放")
            continue
        times = {field: round(value * 1000)}
        music = replace(music, **times)  # type: ignore[arg-type]  # all of them are milliseconds
        said = Say(en.format(f"{value:g}"), zh.format(f"{value:g}"))
        told += said if value or key == "from_s" else _AT_ONCE if not told else Say()
    return music, beyond, told


def _missing(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film as it is, and which file there is none of."""
    file, mood = wish.args.get("file"), wish.args.get("mood")
    if file and not scene.named(str(file)):
        return Edit(film, "declined", Say(f"'{file}' is not among the uploads", f"上传的文件里没有“{file}”"))
    level_kept = scene.said("level") or film.gain is not None
    kept, kept_zh = ("; level stored", "；音量已记下") if level_kept else ("", "")
    wished = f" '{mood}'" if mood else ""
    return Edit(
        film,
        "declined",
        Say(
            f"no music file{kept}: nothing is composed here{wished}; upload an MP3, WAV, M4A, AAC, FLAC or Ogg, or use "
            "--backend nemo",
            f"没有音乐文件{kept_zh}：这里不会作曲；请上传 MP3、WAV、M4A、AAC、FLAC 或 Ogg，或使用 --backend nemo",
        )
        + bedchoice.absent(scene),
    )


def _asset(film: Film, wish: Wish, scene: Scene) -> Asset | None:
    """Return the upload that is asked for, or taken; None where there is none, or it is to be none of the uploads."""
    if "file" in wish.args:
        named = scene.named(str(wish.args["file"]))
        return named if named and named.file_type == "audio" else None
    if wish.args.get("pick") == "other" and film.music is not None:
        there = [asset.id for asset in scene.sounds]
        if film.music.source in there and len(there) > 1:
            return scene.sounds[(there.index(film.music.source) + 1) % len(there)]
        return None if film.music.source in there or scene.library.tracks else next(iter(scene.sounds), None)
    return scene.sounds[0] if scene.sounds else None


def _silent(film: Film) -> Film:
    shots = tuple(replace(shot, volume=0.0) if shot.is_clip else shot for shot in film.shots)
    return replace(film, music=None, mood=None, sync=None, shots=shots)
