"""export: what file comes out: its format, its size in pixels, its frame rate."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from imgfree.local.director.ops.frame import PIXELS
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, Span, hears, negated
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import Film
from imgfree.local.platforms import CANVASES

_FORMATS = (
    ("mp4", r"(?<![a-z.])mp4(?![a-z])"),
    ("mov", r"(?<![a-z.])(?:mov|quicktime)(?![a-z])|(?<![a-z\d])\.mov(?![a-z])"),
    ("webm", r"(?<![a-z.])webm(?![a-z])"),
    ("gif", r"(?<![a-z.])(?:animated )?gifs?(?![a-z]|-style|-like| style)|动图"),
)
_HEIGHTS = (
    (2160, r"(?<![a-z\d])(?:4k|uhd|ultra[ -]?hd)(?![a-z])|超高清|超清"),
    (1440, r"(?<![a-z\d])(?:2k|qhd)(?![a-z])"),
    (1080, r"(?<![a-z\d])(?:1080i?|full[ -]?hd|fhd)(?![a-z\dx])|全高清|高清(?!晰)"),
    (720, r"(?<![a-z\d])720(?![a-z\dx])|标清"),
    (1080, r"(?<![a-z])(?:hd|high[ -](?:def(?:inition)?|quality|resolution|res))(?: quality)?(?![a-z])"),
)
_LINES = r"(?<![a-z\d.])(?P<lines>[1-4]?\d{3})p(?![a-z\d])"
_FPS = r"(?<![\d.])(?P<fps>\d{2,3}) ?(?:fps|frames? (?:per|a) second|帧)(?:/s|每秒|率)?"
_EXPORT = (
    r"(?<![a-z])(?:(?:and |then |please )*(?:export(?:ed|ing)?|render(?:ed)?|save(?:d)?(?! the dates?| up| big| now"
    r"| money| time| \d)|output|download"
    r"|deliver)(?: (?:it|this|the (?:video|film|reel|result|final \w+|main)|main|both|everything|all|a|an"
    r"|my video|as|to|in|at|out))*)(?![a-z])|(?<![a-z])(?:send|get|give) me (?:the )?(?:final )?(?:video|file"
    r"|result|film|reel|link|mp4)(?![a-z])|(?:导出|输出|保存|渲染|下载)(?:成|为|一个|一份|视频)?"
    r"|(?:把)?(?:视频|成片|片子)?发给我"
)
_SIZE = (
    r"(?:(?:max(?:imum)?|under|below|less than|up to|at most|smaller than|no (?:more|larger|bigger) than"
    r"|file size:?|不超过|小于|控制在|低于)[^,.;。]{0,14}?)?\d+(?:\.\d+)? ?(?:mb|kb|gb|兆|m(?=以内"
    r"|以下))(?:以内|以下|内)?(?:[ -](?:max )?(?:file size|file|limit))?"
)
_CODEC = r"(?<![a-z])(?:h\.?26[45]|hevc|av1|prores|vp9|aac|codec)(?![a-z])(?: codec)?"
_OTHER = r"(?<![a-z.])(?:avi|mkv|wmv|flv|ogv|3gp|mpe?g|m2ts|apng|rmvb|vob|asf)(?![a-z])(?: (?:file|format|video))?"
# What a film cannot be; said of the material ("this png", "save my mp3") they are no wish, so the verb must be there.
_NO_FILM = (
    r"(?:(?<![a-z])(?:export|save|render|output|download|convert|turn|send|give|get)(?:ed|ing)?"
    r"(?: (?:it|me|this|that|these|everything|all|(?:the|my|this|that) \w+))* (?:into|to|as|in) (?:an? )?"
    r"|(?<![a-z])(?:export|save|output)(?:ing)? (?:an? )?|(?:导出|输出)(?:成|为|到)?(?:一个|一份|一张)?"
    r"|(?:保存|转换|转|存)(?:成|为)(?:一个|一份|一张)?) ?"
    r"(?P<name>mp3|wav|m4a|aac|flac|ogg|webp|jpe?g|png|svg|pdf|pptx?|psd|docx?|zip)(?![a-z\d.])"
    r"(?: (?:file|format|image|picture|photo)s?)?"
)
_NAMES = {
    "CapCut": r"cap ?cut",
    "剪映": r"剪映|必剪",
    "Premiere": r"(?:adobe )?premiere(?: pro)?|(?<![a-z])pr(?=工程|项目)",
    "Final Cut": r"final cut(?: pro)?(?: x)?|fcp ?x?|fcpxml",
    "DaVinci Resolve": r"(?:da ?vinci )?resolve|da ?vinci|达芬奇",
    "After Effects": r"(?:adobe )?after effects|(?<![a-z])ae(?=工程|项目)",
    "iMovie": r"imovie",
    "Avid": r"avid(?: media composer)?",
    "Filmora": r"filmora",
    "Vegas": r"vegas pro|vegas(?= project)",
    "Kdenlive": r"kdenlive|openshot|shotcut",
    "": r"(?:editable|video|editor'?s?|nle) (?=project)|(?:可编辑的?|剪辑)?(?=工程文件|项目文件)"
    r"|(?:edl|xml) (?=timeline|file|for)",
}
_GIVEN = (
    r"(?:(?<![a-z])(?:export|save|open|render|deliver|output|send|convert|turn|get|give me|hand|share)(?:ed|ing)?"
    r"(?: (?:it|this|that|me|the \w+|my \w+|everything))* ?(?:(?:to|as|into|in|for|a|an|the) )*"
    r"|(?:导出|保存|输出|转换|转|生成|打开|做|存)(?:成|为|到|给|一个|一份)*)"
)
_BECOMES = re.compile(
    r"^(?:export|sav|render|deliver|output|send|convert|turn).* (?:to|as|into) (?:(?:an?|the) )?$|[出存换转成][成为到]$"
)
_FILE = (
    r"(?: (?:projects?|timelines?|xml|files?|drafts?|sequences?|templates?)|(?:的)?(?:工程|项目|草稿|文件|模板|xml)+)+"
)


_EDITORS = re.compile(
    "|".join(f"(?P<n{number}>(?<![a-z])(?:{forms})(?![a-z]))" for number, forms in enumerate(_NAMES.values()))
)


def projects(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """Yield wishes for the project of an editor, which no file of ours can stand in for."""
    if not _EDITORS.search(sentence.left):
        return

    def make(match: re.Match[str]) -> Heard | None:
        becomes = match.group("file") or _BECOMES.search(match.group("given") or "")
        if not becomes or negated(sentence, match.start()):
            return None  # "like in CapCut", "so that I can open it in CapCut"
        number = next(number for number in range(len(_NAMES)) if match.group(f"n{number}") is not None)
        return Heard("export", {"project": list(_NAMES)[number] or "editor"}, (match.span(),), "declined")

    yield from hears(sentence, rf"(?P<given>{_GIVEN})?(?:{_EDITORS.pattern})(?P<file>{_FILE})?", make)


def _hear_export(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    said, spans = _details(sentence)
    args = {key: value for _, key, value in reversed(said)}
    verb = sentence.first(_EXPORT)
    if verb and not negated(sentence, verb.start()):
        spans.append(sentence.take(*verb.span()))
    yield from _limits(sentence)
    if (unwritten := _unwritten(sentence)) is not None:
        name, span = unwritten
        itself = [one for one in spans if verb and one == verb.span() and span[0] - one[1] in (0, 1)]  # "export as mkv"
        wished = (sentence.take(*span), *(itself if args else spans))
        yield Heard("", {}, wished, "declined", _not_written(name))
        spans = [one for one in spans if one not in itself]
        verb = verb if args and not itself else None
    spans.sort()
    if args or verb:
        main = verb.span() if verb and verb.span() in spans else spans[0] if spans else (0, 0)
        first, second, place = _two_files(said)
        yield Heard("export", args | first, (main, *(span for span in spans if span != main)))
        if second:
            note = Say(
                f"one file at a time: then 'export as {second['format']}'", "一次导出一个文件：之后再导出另一种格式"
            )
            yield Heard("export", second, ((place, place + 1),), "approximated", note, {"second": True})


def _details(sentence: Sentence) -> tuple[list[tuple[int, str, Any]], list[Span]]:
    """Return what is said of the file, as (where, argument, value), and the words that say it."""
    said: list[tuple[int, str, Any]] = []
    spans: list[Span] = []
    for match in sentence.search(PIXELS):
        size = int(match.group("across")), int(match.group("down"))
        said.append((match.start(), "height", min(size)))
        if not any(size[0] * tall == size[1] * wide for wide, tall in CANVASES.values()):
            said[-1:] = [(match.start(), "width", size[0]), (match.start(), "height", size[1])]
        spans.append(sentence.take(*match.span()))
    for match in sentence.search(_LINES):
        said.append((match.start(), "height", int(match.group("lines"))))
        spans.append(sentence.take(*match.span()))
    for key, table in (("format", _FORMATS), ("height", _HEIGHTS)):
        for value, source in table:
            for match in sentence.search(source):
                if not _is_source(sentence, match):
                    said.append((match.start(), key, value))
                spans.append(sentence.take(*match.span()))
    for match in sentence.search(_FPS):
        said.append((match.start(), "fps", int(match.group("fps"))))
        spans.append(sentence.take(*match.span()))
    return said, spans


def _unwritten(sentence: Sentence) -> tuple[str, Span] | None:
    """Return the name of a format that is asked for and that is none of a film here, and where it is named."""
    if (found := sentence.first(_OTHER)) and not negated(sentence, found.start()):
        return found.group().split()[0], found.span()
    if (found := sentence.whole(_NO_FILM)) and not negated(sentence, found.start()):
        return found["name"], (found.start("name"), found.end())
    return None


def _not_written(name: str) -> Say:
    return Say(
        f"{name} is not written here: mp4, mov, webm or gif; mp4 where none of them is asked for",
        f"不支持 {name}：可选 mp4、mov、webm、gif；未指定时为 mp4",
    )


def _two_files(said: list[tuple[int, str, Any]]) -> tuple[dict[str, Any], dict[str, Any], int]:
    """Return what belongs to the first file and to the second: "MP4 (1080p) and GIF (480p)"; where that one is said."""
    formats = sorted(
        {value: place for place, key, value in reversed(said) if key == "format"}.items(), key=lambda one: one[1]
    )
    if len(formats) < 2:
        return {}, {}, 0
    place = formats[1][1]
    first = {key: value for at, key, value in sorted(said, reverse=True) if at < place}
    second = {key: value for at, key, value in sorted(said, reverse=True) if at >= place}
    return first, second, place


def _is_source(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether the format is that of the material: "this mp4 interview", "all MP4 files in a folder"."""
    before = sentence.before(match.start(), 20)
    if re.search(r"(?<![a-z])(?:this|these|my|all|the|from|把|这个|这段) (?:\w+ )?$|(?:把|这个|这段)$", before):
        return bool(
            re.match(
                r"[ -]?(?:\w+ )?(?:files?|interview|video|clip|recording|文件|视频)", sentence.after(match.end(), 30)
            )
        )
    return False


def _limits(sentence: Sentence) -> Iterator[Heard]:
    sized = Say(
        "no size limit in the local backend; a lower height (720p) makes smaller files",
        "本地后端不支持限制文件大小；可改用 720p 缩小体积",
    )
    yield from hears(sentence, _SIZE, lambda match: Heard("", {}, (match.span(),), "declined", sized))
    codec = Say("always H.264 with AAC (VP9 in WebM)", "固定为 H.264 + AAC（WebM 为 VP9）")
    yield from hears(
        sentence,
        _CODEC,
        lambda match: Heard(
            "",
            {},
            (match.span(),),
            "applied" if re.match(r"h\.?264|aac|codec", match.group()) else "approximated",
            codec,
        ),
    )


def _edit_export(film: Film, heard: Heard, scene: Scene) -> Edit:
    if heard.extra.get("second"):
        return Edit(film, "approximated", heard.note)
    if name := heard.args.get("project"):
        return Edit(replace(film, export=(("project", name),)), "declined", _no_project(name))
    wanted = {key: value for key, value in film.export if key != "project"}
    if "height" in heard.args:
        wanted.pop("width", None)
    wanted |= heard.args
    over = Say()
    if wanted.get("fps", 0) > _most_fps(wanted):
        wanted["fps"] = _most_fps(wanted)
        over = Say(f"at most {wanted['fps']} frames a second there", f"最多每秒 {wanted['fps']} 帧")
    most = MOST_PIXELS * min(film.width, film.height) // max(film.width, film.height)
    if "width" not in wanted and wanted.get("height", 0) > most:
        wanted["height"] = most // 2 * 2
        over += Say(f"at most {MOST_PIXELS} pixels a side", f"每边最多 {MOST_PIXELS} 像素")
    over += _enlarged(film, wanted, scene)
    note = described(wanted) if heard.args else Say("exporting is free", "导出免费")
    film = replace(film, export=tuple(sorted(wanted.items())))
    done = {name: wanted[name] for name in heard.args}
    return Edit(film, "approximated" if over else "applied", note + over, done)


def described(wanted: Mapping[str, Any]) -> Say:
    """Return the file that is wished for in a few words: GIF, 480p, 15 fps."""
    size = f"{wanted['width']}x{wanted['height']}" if "width" in wanted else f"{wanted.get('height')}p"
    parts = [
        str(wanted["format"]).upper() if "format" in wanted else "",
        size if "height" in wanted else "",
        f"{wanted['fps']} fps" if "fps" in wanted else "",
    ]
    told = ", ".join(part for part in parts if part)
    return Say(f"the file: {told}", f"成片文件：{told}") if told else Say()


def _no_project(name: str) -> Say:
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


MOST_FPS, GIF_MOST_FPS = 120, 50  # a GIF counts in hundredths of a second, and players take 1 for 10
MOST_PIXELS = 4096  # a side
_VISIBLY = 1.02  # a few rows of pixels are no enlargement


EXPORT = Operation("export", 95, _hear_export, _edit_export)
