"""export: what file comes out: its format, its size in pixels, its frame rate."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from imgfree import media_types
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops.decline import refused
from imgfree.local.director.read.filmnames import film_names, stem
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Span, Wish
from imgfree.local.film import Film
from imgfree.local.platforms import CANVASES

STAGE = 95
MOST_FPS, GIF_MOST_FPS = 120, 50  # a GIF counts in hundredths of a second, and players take 1 for 10
MOST_PIXELS = 4096  # a side
_VISIBLY = 1.02  # a few rows of pixels are no enlargement
_FINE = Say("say 1080p or 4K for more pixels", "要更清晰可说1080p或4K")
_REFUSED = ("file_format", "project_file", "codec", "file_size")
_QUALITY = {"high": 1080, "low": 480, "small": 720}


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """One file with what is said of it; a second format is a second file, and told; what is not written is declined."""
    if mention.negations:
        yield Wish("", {}, mention.spans())
        return
    if (named := _named(mention, reading)) is not None:
        yield Wish("", {}, (named,), "declined", refused("file_name"))
        return
    facts = [(item, key, value) for item in mention.items for key, value in _facts(item) if not _source(item, reading)]
    facts += [(item, key, value) for item in mention.items for key, value in _name(item, reading)]
    declined = list(_refused(mention, reading))
    if declined and not facts:
        declined[0] = replace(declined[0], spans=mention.spans())
    yield from declined
    gone = {span for wish in declined for span in wish.spans}
    spans = tuple(span for span in mention.spans() if span not in gone)
    for item, _, _ in facts:
        if item.means("pixels") and (ratio := ratio_of(*item.value("pixels"))):
            yield Wish("aspect", {"ratio": ratio, "explicit": True}, ((item.start, item.end),))
    said = [str(item.value("format")) for item in reading.items if item.means("format") and item.first < mention.start]
    formats = list(dict.fromkeys(value for _, key, value in facts if key == "format"))
    if len(formats) > 1:
        yield from _two(facts, formats[1], spans)
    elif formats and said and said[-1] != formats[0]:
        args = {key: value for _, key, value in reversed(facts)}
        yield Wish("export", args | {"second": True}, spans, "approximated", _later(formats[0]))
    elif facts or (
        not declined and mention.does("export", "save") and _whole(mention, reading) and not _told(mention, reading)
    ):
        yield Wish("export", {key: value for _, key, value in reversed(facts)}, spans)
    elif spans:
        finest = mention.head("noun") == "quality" and mention.does("raise", "strengthen", "set", "change")
        told = _told(mention, reading)
        yield Wish("", {}, mention.spans() if finest else spans, note=_FINE if finest else Say(), unsaid=told)


def _named(mention: Mention, reading: Reading) -> Span | None:
    """Return where it is said what the file is to be called: "save it as summer_sale"; None where it is not."""
    if not mention.does("save", "export"):
        return None
    verb = next(item for item in mention.items if item.means("verb", "save", "export"))
    row = reading.items[reading.place(verb) + 1 :]
    ends = (n for n, item in enumerate(row) if item.tokens[0].kind == "stop" or item.relation == "and")
    row = row[: next(ends, None)]
    after = next((n for n, item in enumerate(row) if item.relation == "as"), len(row)) + 1
    if row[after:] and row[after].tokens[0].kind in ("unknown", "words", "literal"):
        return verb.start, row[-1].end
    return None


def _two(facts: list[tuple[Item, str, Any]], format_: str, spans: tuple[Span, ...]) -> Iterator[Wish]:
    """Yield the first file, and a second one of that format, which comes later."""
    begin = next(item for item, key, value in facts if key == "format" and value == format_)
    first = {key: value for item, key, value in reversed(facts) if item.first < begin.first}
    second = {key: value for item, key, value in reversed(facts) if item.first >= begin.first}
    yield Wish("export", first, tuple(span for span in spans if span[0] < begin.start))
    rest = tuple(span for span in spans if span[0] >= begin.start)
    yield Wish("export", second | {"second": True}, rest, "approximated", _later(format_))


def _later(format_: str) -> Say:
    return Say(f"one file at a time: then 'export as {format_}'", "一次导出一个文件：之后再导出另一种格式")


def _whole(mention: Mention, reading: Reading) -> bool:
    """Return whether the film is what is exported, and not its sound, its captions, or the date that is saved."""
    after = next((item for item in reading.items if item.first >= mention.heads[-1].last
                  and item.tokens[0].kind != "function"), None)  # fmt: skip
    if after is None or after.tokens[0].kind == "stop" or after.means("noun", "film", "version", "upload"):
        return True
    return mention.head("verb") == "export" and not after.means("noun", "music", "captions")


def _told(mention: Mention, reading: Reading) -> bool:
    """Return whether another mention of the same sentence says what file it is to be."""
    others = (item for item in reading.clause(mention.heads[0]) if item not in mention.items)
    return any(True for item in others for _ in _facts(item) if not _source(item, reading))


def _refused(mention: Mention, reading: Reading) -> Iterator[Wish]:
    """Yield what no file of ours can be: a size in megabytes, another codec, format or an editor's project."""
    verbs = {(item.start, item.end) for item in mention.items if item.means("verb", "export", "save")}
    for item in mention.items:
        span = (item.start, item.end)
        if item.means("mb") or item.means("noun", "file_size"):
            yield Wish("", {}, (span,), "declined", refused("file_size"))
        elif item.means("refuse", "codec"):
            yield Wish("", {}, (span,), "approximated", refused("codec"))
        elif item.means("refuse", "file_format"):
            yield Wish(
                "", {}, tuple(sorted({*verbs, span})), "declined", not_written(reading.folded[item.start : item.end])
            )
        elif item.means("refuse", "project_file") and reading.relation(item) not in ("in", "at", "with", "for", "from"):
            name = reading.raw[item.start : item.end]
            yield Wish("export", {"project": name}, tuple(sorted({*verbs, span})), "declined")
            return


def not_written(name: str) -> Say:
    """Return that no file of this format is written, and which are."""
    return Say(
        f"{name} is not written here: mp4, mov, webm or gif; mp4 where none of them is asked for",
        f"不支持 {name}：可选 mp4、mov、webm、gif；未指定时为 mp4",
    )


def _name(item: Item, reading: Reading) -> Iterator[tuple[str, Any]]:
    """Yield what the file is to be called, and the format that its ending names."""
    if not item.means("output"):
        return
    begin, end = next((name for whole, name in film_names(reading.folded) if whole[0] == item.start), (0, 0))
    said = reading.raw[begin:end]
    if name := stem(said):
        yield "name", name
    if (ending := media_types.suffix_of(said.rstrip("\"'”’ "))) in media_types.EXPORTED:
        yield "format", ending


def _facts(item: Item) -> Iterator[tuple[str, Any]]:
    """Yield what an item says of the file, as an argument and its value."""
    if item.means("format"):
        yield "format", str(item.value("format"))
    if item.means("fps"):
        yield "fps", int(item.value("fps"))
    if item.means("frames"):
        yield "fps", int(item.value("frames"))
    if item.means("across"):
        yield "width", int(item.value("across"))
    if item.means("resolution"):
        yield "height", int(item.value("resolution"))
    if item.means("quality"):
        said = str(item.value("quality"))
        yield "height", _QUALITY.get(said) or int(said.rstrip("p"))
    if item.means("pixels"):
        wide, tall = (int(side) for side in item.value("pixels"))
        known = ratio_of(wide, tall)
        yield "height", min(wide, tall) if known else tall
        if not known:
            yield "width", wide


def ratio_of(wide: float, tall: float) -> str | None:
    """Return the canvas that has the shape of a size in pixels; None where there is none."""
    return next((name for name, (width, height) in CANVASES.items() if wide * height == tall * width), None)


def _source(item: Item, reading: Reading) -> bool:
    """Return whether a format is that of the material: what follows it is the clip or the upload."""
    after = reading.after(item)
    return item.means("format") and after is not None and after.means("noun", "clip", "upload", "photo", "style")


FRAME = Frame(
    "export",
    heads=("verb=export", "output", "format", "noun=quality", "noun=fps", *(f"refuse={one}" for one in _REFUSED)),
    wishes=_wishes,
    slots={
        "format": Slot(("format",), many=True),
        "fps": Slot(("fps", "frames"), many=True),
        "height": Slot(("resolution", "pixels", "quality", "across"), many=True),
        "limit": Slot(("mb", "noun=file_size"), many=True),
        "name": Slot(("output",), within=2.0),
        "part": Slot(("which",), within=0.5),
        "film": Slot(("noun=film", "noun=upload", "noun=version", "noun=timeline"), extra=0.3),
    },
    alone={
        "verb=save": 1.0,
        "mb": 0.4,
        "noun=file_size": 0.4,
        "fps": 0.4,
        "resolution": 0.4,
        "quality": 0.4,
        "pixels": 0.4,
        "across": 0.4,
    },
    beside=("verb=save", "noun=quality"),
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with what is wished of its file kept; what cannot be is brought down and said."""
    if wish.args.get("second"):
        return Edit(film, "approximated", wish.note)
    if name := wish.args.get("project"):
        return Edit(replace(film, export=(("project", name),)), "declined", no_project(str(name)))
    wanted = {key: value for key, value in film.export if key != "project"}
    if "height" in wish.args:
        wanted.pop("width", None)
    wanted |= wish.args
    if "width" in wish.args and "height" not in wish.args:
        wanted["height"] = _short_side(film, wanted.pop("width"))
    over = Say()
    if wanted.get("fps", 0) > _most_fps(wanted):
        wanted["fps"] = _most_fps(wanted)
        over = Say(f"at most {wanted['fps']} frames a second there", f"最多每秒 {wanted['fps']} 帧")
    most = MOST_PIXELS * min(film.width, film.height) // max(film.width, film.height)
    if "width" not in wanted and wanted.get("height", 0) > most:
        wanted["height"] = most // 2 * 2
        over += Say(f"at most {MOST_PIXELS} pixels a side", f"每边最多 {MOST_PIXELS} 像素")
    over += _enlarged(film, wanted, scene)
    note = described(wanted) if wish.args else Say("exporting is free", "导出免费")
    film = replace(film, export=tuple(sorted(wanted.items())))
    done = {name: wanted.get(name, wish.args[name]) for name in wish.args}
    return Edit(film, "approximated" if over else "applied", note + over, done)


def _short_side(film: Film, width: int) -> int:
    """Return the pixels of the film's shorter side where it is so wide."""
    return width if film.width <= film.height else max(2, round(width * film.height / film.width))


def described(wanted: Mapping[str, Any]) -> Say:
    """Return the file that is wished for in a few words: GIF, 480p, 15 fps."""
    size = f"{wanted['width']}x{wanted['height']}" if "width" in wanted else f"{wanted.get('height')}p"
    parts = [
        str(wanted.get("name", "")),
        str(wanted["format"]).upper() if "format" in wanted else "",
        size if "height" in wanted else "",
        f"{wanted['fps']} fps" if "fps" in wanted else "",
    ]
    told = ", ".join(part for part in parts if part)
    return Say(f"the file: {told}", f"成片文件：{told}") if told else Say()


def no_project(name: str) -> Say:
    """Return that no project of this editor is written, and what is."""
    whose, whose_zh = (f"{name} project", f" {name} 工程") if name != "editor" else ("editor's project", "剪辑工程")
    return Say(
        f"no {whose} is written here, only films: say 'export as MP4' for one",
        f"不能生成{whose_zh}，只能导出成片：可说“导出MP4”",
    )


def _most_fps(wanted: Mapping[str, Any]) -> int:
    return GIF_MOST_FPS if wanted.get("format") == "gif" else MOST_FPS


def _enlarged(film: Film, wanted: Mapping[str, Any], scene: Scene) -> Say:
    """Return what is to be said where the film asks for more pixels than its photos and clips have."""
    if "height" not in wanted:
        return Say()
    scale = wanted["height"] / min(film.width, film.height)
    width, tall = round(film.width * scale), round(film.height * scale)
    if "width" in wanted:
        width, tall = wanted["width"], wanted["height"]
    used = {shot.source for shot in film.shots}
    sizes = [(asset.width, asset.height) for asset in scene.assets if asset.id in used and asset.width and asset.height]
    small = [size for size in sizes if min(width / size[0], tall / size[1]) > _VISIBLY]
    if not small:
        return Say()
    best = max(small, key=lambda size: size[0] * size[1])
    share, share_zh = (
        ("all", "全部")
        if len(small) == len(sizes)
        else (f"{len(small)} of {len(sizes)}", f"{len(small)}/{len(sizes)} 个")
    )
    return Say(
        f"{width}x{tall} is more than the material has: {share} enlarged, from at most {best[0]}x{best[1]}",
        f"{width}x{tall} 超出素材像素：{share_zh}素材会被放大，最大仅 {best[0]}x{best[1]}",
    )
