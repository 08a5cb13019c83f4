"""beats: shots change on the music's beats, bars or phrases; where its drop falls."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention
from imgfree.local.director.ops import beatsum, beatwords, bedchoice
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import FPS, Film, Join, Timing, slots, spoken_total_ms, total_frames
from imgfree.local.music.grid import Grid
from imgfree.local.music.song import Music, Sync

STAGE = 85  # behind the voice, whose sentences say where photos may change
_WORDS = "beat_words"  # that words come on beats, whatever shots do
_UNITS = {"every_beat": "beat", "every_bar": "bar"}
_NO_MUSIC = Say("there is no music to cut on: upload a song", "没有可供卡点的音乐：请上传音频")
_OFF = Say("cuts no longer follow the music", "镜头不再跟随音乐切换")
_HARD = Say("hard cuts", "硬切")
_NO_DROP = Say("it has no drop: no moment where it sets in at full", "音乐里没有高潮起点（drop）")
_JUST_S = 0.05
_DROP_SHARE = 1 / 3  # of the film, about where a drop falls


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """That cuts, or words, fall on beats, or no longer do; declined where there is no music and none can be chosen."""
    there = scene.film is not None and scene.film.music is not None
    said_of = {head: beatwords.meant(head, reading) for head in mention.heads}
    words = {head: args for head, args in said_of.items() if args is not None}
    heads = [head for head in mention.heads if head not in words or beatwords.listed(head, reading)]
    if mention.negations and any(not one.negations for one in mention.fellows):
        yield Wish("", {}, mention.spans())  # not on each beat, but on bars
        return
    denied = any(beatwords.denied(head, reading, scene) for head in words)
    if denied or mention.negations or mention.does("remove", "mute"):
        on = scene.film is not None and scene.film.sync is not None
        if words:
            yield Wish(_WORDS, {**next(iter(words.values())), "on": False}, mention.spans())
        if heads or not words:
            yield Wish("beats", {"on": False}, mention.spans()) if on else Wish("", {}, mention.spans(), note=_OFF)
    elif not (there or scene.sounds or scene.library.tracks):
        yield Wish("", {}, mention.spans(), "declined", _NO_MUSIC + bedchoice.absent(scene))
    else:
        said = {str(head.value("beat")) for head in heads if head.means("beat")}
        unit = next((_UNITS[one] for one in sorted(said) if one in _UNITS), None)
        args: dict[str, object] = {"drop": True} if "drop" in said else {}
        if heads:
            yield Wish("beats", args | ({"unit": unit} if unit else {}), mention.spans())
        yield from (Wish(_WORDS, args, mention.spans()) for args in words.values())


FRAME = Frame(
    "beats", heads=("beat",), wishes=_wishes, once=True, beside=("noun=music", "transition=cut"), also=(_WORDS,)
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with its cuts, or its words, on the music, and the arithmetic that makes it so."""
    if wish.op != _WORDS and wish.args.get("on") is False:
        return Edit(replace(film, sync=None), "applied", _OFF)
    film, note = _with_music(film, scene, drops=bool(wish.args.get("drop")))
    grid = film.music.grid if film.music else None
    if film.music is None:
        return Edit(film, "declined", _NO_MUSIC + bedchoice.absent(scene))
    if grid is None or not (grid.sure or grid.phrases):
        title = film.music.title
        unheard = Say(f"no beat can be heard in {title}: cut as before", f"{title} 里听不出节拍：镜头长度不变")
        return Edit(film, "declined", note + unheard)
    if wish.op == _WORDS:
        film, told, met = beatwords.edit(film, str(wish.args.get("words", "")), on="on" not in wish.args)
        return Edit(film, "applied" if met else "approximated", note + told)
    unit = wish.args.get("unit") if grid.sure else None
    film = replace(film, sync=Sync(unit, bool(wish.args.get("drop"))))
    spoken = spoken_total_ms(film) is not None
    if unit and not spoken and scene.said("duration") is None and not any(shot.is_clip for shot in film.shots):
        beats = len(film.shots) * (grid.bar if unit == "bar" else 1)
        film = replace(film, timing=Timing("total", round(beats * 60_000 / grid.tempo)))
    if film.join == Join() and scene.said("transition") is None:
        film, note = replace(film, join=Join("cut", 0)), note + _HARD
    film, missed = _dropped(film, grid) if wish.args.get("drop") else (film, Say())
    told, met = beatsum.told(film)
    return Edit(film, "applied" if met and not missed else "approximated", note + missed + told)


def _with_music(film: Film, scene: Scene, *, drops: bool) -> tuple[Film, Say]:
    """Return the film with music whose beats are known: its own, the first song, or one of the library."""
    note = Say()
    spoken = {line.source for line in film.voice.lines} if film.voice else set()
    songs = [one for one in scene.sounds if one.id not in spoken]
    if film.music is None and songs:
        song = songs[0]
        film, note = replace(film, music=Music(song.id, song.filename, song.cdn_url)), Say(song.filename, song.filename)
    if film.music is None and scene.library.tracks:
        chosen = bedchoice.edit(film, Wish("music", {"mood": film.mood or "upbeat"}, ()), scene, drops=drops)
        return chosen.film, chosen.note
    if (music := film.music) is not None and music.grid is None and (file := bedchoice.playing(music, scene)):
        film = replace(film, music=bedchoice.heard(music, file, scene))
    return film, note


def _dropped(film: Film, grid: Grid) -> tuple[Film, Say]:
    """Return the film whose music begins so that its drop falls on a cut, about a third into the film."""
    assert film.music is not None
    drop_s = grid.drop_s
    if drop_s is None or not grid.sure:
        return film, _NO_DROP
    wanted_s = total_frames(film) / FPS * _DROP_SHARE
    begins = [at for at in grid.downbeats if at < drop_s - _JUST_S] or [drop_s]
    if spoken_total_ms(film) is not None:  # photos change where sentences end: the music is laid by one of them
        cuts = [slot.start + slot.overlap // 2 for slot in slots(replace(film, sync=None))[1:]]
        begins = [at for cut in cuts if (at := drop_s - cut / FPS) >= 0] or begins
    from_s = min(begins, key=lambda at: abs(drop_s - at - wanted_s))
    film = replace(film, music=replace(film.music, from_ms=round(from_s * 1000)))
    return film, _soft(drop_s) if grid.softly else Say()


def _soft(at_s: float) -> Say:
    at = f"{int(at_s // 60)}:{int(at_s % 60):02}"
    return Say(f"it has no clear drop; its strongest change, at {at} of the song, is taken for one",
               f"音乐没有明显的高潮起点：以变化最强的 {at} 处代替")  # fmt: skip
