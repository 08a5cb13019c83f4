"""music: the bed under the film, by file, by mood, or none."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.assets import Asset
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops import level
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film, Music

STAGE = 70
_ASKS = ("add", "use", "put", "want", "have", "play", "make", "replace", "change", "set", "combine", "show", "fit")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Music by file, by mood or any; none; and how loud it is, which alone asks for no other music."""
    spans = mention.spans()
    gain = level.said(mention, reading, scene)
    if gain is None and (mention.negations or mention.does("mute")):
        yield Wish("music", {"none": True}, spans)
        return
    if mention.does("remove"):
        there = scene.film is not None and scene.film.music is not None
        yield Wish("remove", {"what": "music"}, spans) if there else Wish("music", {"none": True}, spans)
        return
    described = _described(mention, reading)
    file = _file(mention, reading, scene)
    there = scene.film is not None and scene.film.music is not None
    turned = mention.does("lower", "raise", "turn_up", "turn_down")
    asks = mention.does(*_ASKS) or reading.relation(mention.heads[0]) in ("with", "to", "on")
    if gain is not None:
        yield Wish("level", {"gain": gain}, spans)
    if file is not None:
        yield Wish("music", {"file": file}, spans)
    elif described:
        words = " ".join(_word(item) for item in described)
        yield Wish("music", {"mood": words}, (*spans, *((item.start, item.end) for item in described)))
    elif turned or (gain is not None and not asks and there) or _leveled(mention, reading, there):
        yield Wish("", {}, spans)
    elif asks or not there:
        yield Wish("music", {}, spans)
    else:
        yield Wish("", {}, spans)


def _leveled(mention: Mention, reading: Reading, there: bool) -> bool:
    """Return whether only the volume of the music is spoken of."""
    after = next(
        (one for one in reading.items if one.first >= mention.heads[-1].last and not one.tokens[0].relation), None
    )
    return there and after is not None and after.means("noun", "volume")


def _described(mention: Mention, reading: Reading) -> list[Item]:
    """Return what the music should be like: moods, and unknown words right before its noun."""
    found = list(mention.slots.get("mood", ())) + [head for head in mention.heads if head.means("genre")]
    item = reading.before(mention.heads[0])
    while (item is not None and item.tokens[0].kind == "unknown") or (item is not None and item.means("context")):
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
        "mood": Slot(("genre", "mood"), many=True),
        "file": Slot(("literal",), extra=0.5),
        "upload": Slot(("noun=upload", "noun=start", "when=throughout"), extra=0.2),
        **level.SLOTS,
    },
    alone={"genre": 0.9},
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
