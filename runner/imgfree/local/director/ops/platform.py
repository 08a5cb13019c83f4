"""platform: where the film will be shown; it brings a canvas and a loudness where none was said."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, apart
from imgfree.local.director.ops.decline import refused
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say, readable
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film, has_sound
from imgfree.local.platforms import CANVASES, PLATFORMS, other_size

STAGE = 20
_BESIDE = 0.25
_PUTS = ("put", "add", "upload", "show", "export", "save")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """The platform that is named; one that is denied, or that photos come from, is none."""
    head = mention.heads[0]
    pictures = [item for item in reading.clause(head) if item.first >= head.last and item.means("count")]
    beside = any(reading.distance(head, item) < _BESIDE and not reading.relation(item) for item in pictures)
    after = reading.after(head)
    names = after is not None and after.means("noun", "music", "sound", "logo")  # a TikTok song
    source = reading.relation(head) == "from" or beside or names
    if mention.negations or source:
        yield Wish("", {}, mention.spans())
    elif _is_account(head, reading):
        yield Wish("", {}, mention.spans(), "declined", refused("post"))
    else:
        yield Wish("platform", {"name": str(head.value("platform"))}, mention.spans())


def _is_account(head: Item, reading: Reading) -> bool:
    """Return whether something is to be put where the speaker has an account: "on our Facebook", 帮我发到抖音."""
    if not head.text.isascii() or not reading.given(head):
        return not reading.folded.isascii() and any(one.means("refuse", "post") for one in reading.beside(head))
    verb, after = reading.verb_before(head), reading.after(head)
    named = after is not None and after.means("noun")  # "on my TikTok clip"
    puts = verb is not None and verb.means("verb", *_PUTS)
    puts = puts or any(one.means("refuse", "post") or one.means("context", "purpose") for one in reading.piece(head))
    return puts and not named and reading.relation(head) in ("on", "to")


def shown_at(mention: Mention, reading: Reading) -> Iterator[Wish]:
    """Yield what a film's word says that is a platform's as well: the platform ("for reels"), or upright, a reel."""
    for head in (one for one in mention.heads if one.means("platform")):
        spans, after = ((head.start, head.end),), reading.after(head)
        named = reading.relation(head) in ("for", "on") and not (after is not None and after.means("noun", "film"))
        shaped = [one for one in reading.items if one.means("aspect") or one.means("ratio") or one.means("platform")]
        if head.tokens[0].text.endswith("s") or named:
            yield Wish("platform", {"name": str(head.value("platform"))}, spans)
        elif head.means("platform", "reels") and all(one is head for one in shaped):
            yield Wish("aspect", {"ratio": "9:16"}, spans, note=Say("a reel is upright", "Reel 默认竖屏"))


FRAME = Frame(
    "platform",
    heads=("platform",),
    wishes=_wishes,
    yields=True,
    beside=("verb=export", "verb=upload", "noun=film"),
    joins=apart,
    stays=True,
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film for that platform, on its canvas unless another one is asked for."""
    first = next(one for one in scene.wishes if one.op == "platform")
    if wish.args != first.args:
        return Edit(film, "applied", _other(wish, first))
    name = str(wish.args["name"])
    ratio = PLATFORMS[name].ratio
    film = replace(film, platform=name)
    note = _loudness(film, scene)
    if scene.said("aspect"):
        return Edit(film, "applied", note)
    width, height = CANVASES[ratio]
    film = replace(film, width=width, height=height)
    return Edit(film, "applied", Say(f"{ratio}, {width}x{height}", f"{ratio}，{width}x{height}") + note)


def _loudness(film: Film, scene: Scene) -> Say:
    """Return what becomes of the platform's loudness; nothing where the film is silent or none is known."""
    target = PLATFORMS[film.platform or ""].loudness_lufs
    muted = any(one.op == "music" and one.args.get("none") for one in scene.wishes)
    coming = scene.said("music") is not None and bool(scene.sounds)
    if target is None or muted or not (has_sound(film) or coming):
        return Say()
    levels = [one for one in scene.wishes if one.op == "level" and not one.args.get("clips")]
    if film.loudness is not None or any("lufs" in one.args for one in levels):
        return Say("the loudness that was said wins", "以说明的响度为准")
    if film.gain is not None or levels:
        return Say("no loudness target: the level that was said wins", "不设响度目标：以说明的音量为准")
    return Say(f"loudness {target:g} LUFS", f"响度 {target:g} LUFS")


def _other(wish: Wish, first: Wish) -> Say:
    """Return how a film for one platform becomes one for another."""
    here, there = (PLATFORMS[str(one.args["name"])].ratio for one in (wish, first))
    name = readable(str(first.args["name"]))
    if here == there:
        return Say(f"the same {here} film fits", f"同一个 {here} 成片即可")
    return Say(
        f"made for {name.en}; the same timeline comes out as {here} with export: {other_size(here)}",
        f"先按{name.zh}制作；同一时间线可用 export: {other_size(here)} 导出 {here}",
    )
