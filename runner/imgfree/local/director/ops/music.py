"""music: the bed under the film, by file, by mood, or none."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.assets import Asset
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops import export, level
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film, Music

STAGE = 70
_ASKS = ("add", "use", "put", "want", "have", "play", "combine", "replace", "repeat")
_TURNS = ("lower", "raise", "turn_up", "turn_down", "set", "change", "turn", "make", "fade", "keep")
_WHOLE = Say(
    "music plays from its own beginning, with the film: cut the file to the part you want",
    "音乐从自身开头播放，与影片同时开始：请先截好要用的部分",
)
_DISLIKES = ("hate", "ugly", "cheap", "wrong")
_INSTEAD = Say("name another file, or say 'no music'", "请说出另一个文件名，或说“不要音乐”")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Music by file, by mood or any; none; and how loud it is, which alone asks for no other music."""
    gain = level.said(mention, reading, scene)
    if gain is not None:
        yield Wish("level", {"gain": gain}, mention.spans())
    elif (gone := _gone(mention, reading, scene)) is not None:
        yield gone
        return
    elif any(mention.means("complain", kind) for kind in _DISLIKES):
        yield Wish("", {}, mention.spans(), "declined", _INSTEAD)
        return
    elif mention.slot("voice"):
        yield Wish("level", {"duck": True}, mention.spans(), note=level.DUCKS)
    if mention.slot("since") is not None:
        yield Wish("", {}, mention.spans(), "declined", _WHOLE)
        if scene.film is not None and scene.film.music is not None:
            return
    if (wanted := _wanted(mention, reading, scene, turned=gain is not None)) is not None:
        yield wanted


def _wanted(mention: Mention, reading: Reading, scene: Scene, *, turned: bool) -> Wish | None:
    """Return which music is asked for; a wish for nothing where the one that is there is only spoken of."""
    beside = _beside(mention, reading)
    if (file := _file(mention, reading, scene)) is not None:
        return Wish("music", {"file": file}, mention.spans())
    if not _named(mention, reading):
        return None
    if described := _described(mention, reading):
        told = {*mention.spans(), *((item.start, item.end) for item in described)}
        mood = " ".join(dict.fromkeys(map(_word, described)))
        return Wish("music", {"mood": mood}, tuple(sorted(told)))
    if any(item.means("verb", "fade") for item in beside):
        return None  # the fade says it
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
    return first and reading.relation(genre) in ("", "with", "to", "and", "or", "subject")


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


FRAME = Frame(
    "music",
    heads=("noun=music", "audio"),
    wishes=_wishes,
    slots={
        "mood": Slot(("genre", "mood"), many=True, extra=-0.5, within=0.9),
        "file": Slot(("literal",), extra=0.5, within=1.0),
        "volume": Slot(("noun=volume",), within=0.6),
        "voice": Slot(("noun=voice",), after=("under",), within=0.3),
        "under": Slot(("noun=background",), after=("in", "under"), within=0.6),
        "upload": Slot(("noun=upload", "noun=start", "part=beginning", "when=throughout", "when=at_start"), extra=0.2),
        "since": Slot(("moment", "stretch", "time"), after=("from", "at"), within=0.2),
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
    mood = wish.args.get("mood")
    asset = _asset(wish, scene)
    if asset is None:
        return _missing(replace(film, mood=mood or film.mood), wish, scene)
    film = replace(film, music=Music(asset.id, asset.filename, asset.cdn_url), mood=mood)
    if mood:
        note = Say(
            f"your {asset.filename} is used; its mood cannot be judged here",
            f"使用您上传的 {asset.filename}；无法判断其风格",
        )
        return Edit(film, "approximated", note)
    note, count = Say(asset.filename, asset.filename), len(scene.sounds)
    if count > 1 and "file" not in wish.args:
        note += Say(f"the first of {count} audio files", f"{count} 个音频中的第一个")
    return Edit(film, "applied", note, {"file": asset.filename})


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
            f"no music file{kept}: nothing is composed here{wished}; upload an MP3, WAV, M4A or AAC, or use "
            "--backend nemo",
            f"没有音乐文件{kept_zh}：本地后端不含曲库；请上传 MP3、WAV、M4A 或 AAC，或使用 --backend nemo",
        ),
    )


def _asset(wish: Wish, scene: Scene) -> Asset | None:
    if "file" in wish.args:
        named = scene.named(str(wish.args["file"]))
        return named if named and named.file_type == "audio" else None
    return scene.sounds[0] if scene.sounds else None


def _silent(film: Film) -> Film:
    shots = tuple(replace(shot, volume=0.0) if shot.is_clip else shot for shot in film.shots)
    return replace(film, music=None, mood=None, shots=shots)
