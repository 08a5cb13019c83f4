"""platform: where the film will be shown; it brings a canvas and a loudness where none was said."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.reply import Say, readable
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, negated
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import Film, has_sound
from imgfree.local.platforms import CANVASES, PLATFORMS, other_size

FORMS = {
    "facebook_reels": r"(?<![a-z])(?:facebook|fb) reels?(?![a-z])",
    "reels": (
        r"(?<![a-z])(?:(?:instagram|insta|ig)(?:'s)?[ /]+reels?|reels(?= |$|,|\.|;|/|\)|!|\?|。|，)"
        r"|(?<=for )reels)(?![a-z])|(?:ins|instagram) ?的? ?reels"
    ),
    "story": (
        r"(?<![a-z])stor(?:y|ies) (?:for|on) (?:my |our )?(?:instagram|insta|ig|facebook|fb|snapchat)(?![a-z])"
        r"|(?<![a-z])(?:(?:instagram|insta|ig|facebook|snapchat|fb)(?:'s)? stor(?:y|ies)|stor(?:y|ies)[ -](?:format"
        r"|sized?|post|version)|(?:for|to|on) (?:my|our) stor(?:y|ies)|(?:for|to|on) (?:my )?stories(?= *$|[,.;!]"
        r"| and| with))(?![a-z])|(?:ins"
        r"|instagram|ig)? ?(?:快拍|限时动态|限动)|(?:ins|instagram|ig) ?故事"
    ),
    "instagram_feed": r"(?<![a-z])(?:instagram|insta|ig)(?:'s)? feed(?: post)?(?![a-z])",
    "shorts": (
        r"(?<![a-z])shorts? (?:for|on) (?:my |our )?(?:youtube|yt)(?![a-z])|(?<![a-z])(?:youtube|yt)(?:'s)?"
        r" shorts?(?![a-z])|(?<![a-z])(?<=for )shorts(?![a-z])|油管短视频"
    ),
    "tiktok": r"(?<![a-z])tik ?-?toks?(?![a-z])",
    "instagram": r"(?<![a-z])(?:instagram|insta|ig)(?![a-z])|(?<![a-z])ins(?![a-z]|风|系|感)",
    "youtube": r"(?<![a-z])(?:youtube|yt)(?![a-z])|油管",
    "linkedin": r"(?<![a-z])linked ?-?in(?![a-z])|领英",
    "facebook": r"(?<![a-z])(?:facebook|fb)(?![a-z])|脸书",
    "x": (r"(?<![a-z])(?:twitter|(?:on|for|to) x(?: \(?(?:formerly )?twitter\)?)?(?= |$|,|\.|;)|x\.com)(?![a-z])|推特"),
    "snapchat": r"(?<![a-z])snap ?chat(?![a-z])",
    "pinterest": r"(?<![a-z])pinterest(?![a-z])",
    "whatsapp": r"(?<![a-z])whatsapp(?: status)?(?![a-z])",
    "threads": r"(?<![a-z])(?:on|for) threads(?![a-z])",
    "vimeo": r"(?<![a-z])vimeo(?![a-z])",
    "douyin": r"抖音|(?<![a-z])douyin(?![a-z])",
    "kuaishou": r"快手|(?<![a-z])kuaishou(?![a-z])",
    "xiaohongshu": r"小红书|(?<![a-z])(?:xiaohongshu|rednote|red note|little red book|xhs)(?![a-z])",
    "channels": r"视频号|(?<![a-z])wechat channels?(?![a-z])",
    "moments": r"朋友圈|(?<![a-z])wechat moments?(?![a-z])",
    "bilibili": r"b站|哔哩哔哩|(?<![a-z])bilibili(?![a-z])",
    "weibo": r"微博|(?<![a-z])weibo(?![a-z])",
}
NAMED = "|".join(FORMS.values())


def _hear_platform(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    named: set[str] = set()
    for name, source in FORMS.items():

        def make(match: re.Match[str], name: str = name) -> Heard | None:
            if negated(sentence, match.start()):
                return Heard("", {}, (match.span(),))
            after = sentence.folded[match.end() : match.end() + 16]
            if re.match(r"(?:里|上)?(?:的|那|这)[^,。]{0,6}(?:张|照片|图)", after) and sentence.whole(
                "做成|变成|弄成|剪成|发到"
            ):
                return Heard("", {}, (match.span(),))  # 朋友圈那九张图: where the material is from
            if re.match(
                r"(?:'s)? ?(?:handle|link|music|sound|trend|logo|icon|ui)",
                sentence.folded[match.end() : match.end() + 20],
            ):
                return None
            op = "" if name in named else "platform"
            named.add(name)
            return Heard(op, {"name": name}, (match.span(),))

        yield from hears(sentence, source, make)


def _edit_platform(film: Film, heard: Heard, scene: Scene) -> Edit:
    first = next(one for one in scene.heard if one.op == "platform")
    if heard.args != first.args:
        return Edit(film, "applied", _other_platform(heard, first))
    implied = PLATFORMS[heard.args["name"]].ratio
    film = replace(film, platform=heard.args["name"])
    note = _loudness_note(film, scene)
    if scene.said("aspect"):
        return Edit(film, "applied", note)
    width, height = CANVASES[implied]
    film = replace(film, width=width, height=height)
    return Edit(film, "applied", Say(f"{implied}, {width}x{height}", f"{implied}，{width}x{height}") + note)


def _loudness_note(film: Film, scene: Scene) -> Say:
    """Return what becomes of the platform's loudness; nothing where the film is silent or none is known."""
    target = PLATFORMS[film.platform or ""].loudness_lufs
    muted = any(one.op == "music" and one.args.get("none") for one in scene.heard)
    coming = scene.said("music") is not None and bool(scene.sounds)
    if target is None or muted or not (has_sound(film) or coming):
        return Say()
    levels = [one for one in scene.heard if one.op == "level" and not one.extra.get("clips")]
    if film.loudness is not None or any("lufs" in one.args for one in levels):
        return Say("the loudness that was said wins", "以说明的响度为准")
    if film.gain is not None or levels:
        return Say("no loudness target: the level that was said wins", "不设响度目标：以说明的音量为准")
    return Say(f"loudness {target:g} LUFS", f"响度 {target:g} LUFS")


def _other_platform(heard: Heard, first: Heard) -> Say:
    here, there = PLATFORMS[heard.args["name"]].ratio, PLATFORMS[first.args["name"]].ratio
    name = readable(first.args["name"])
    if here == there:
        return Say(f"the same {here} film fits", f"同一个 {here} 成片即可")
    return Say(
        f"made for {name.en}; the same timeline comes out as {here} with export: {other_size(here)}",
        f"先按{name.zh}制作；同一时间线可用 export: {other_size(here)} 导出 {here}",
    )


PLATFORM = Operation("platform", 20, _hear_platform, _edit_platform)
