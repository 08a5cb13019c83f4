"""stamp: the date or the place on each photo, as its file says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from imgfree.local.assets import Asset
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.pictures import on_photos, places, too_few
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film, Words

STAGE = 81
ROLE_STYLE = (("size", "small"),)
_WHAT = {"date": Say("date", "日期"), "place": Say("place name", "地点")}


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """What is written on photos, all of them or some, in the language of the sentence; denied, it goes."""
    what = str(mention.head("stamp"))
    if mention.negations or mention.does("remove"):
        yield Wish("stamp", {"what": what, "on": False}, mention.spans())
        return
    language = "zh" if reading.chinese else "en"
    args = {"what": what, "language": language} | on_photos(mention, reading, scene)
    yield Wish("stamp", args, mention.spans())


FRAME = Frame(
    "stamp",
    heads=("stamp",),
    wishes=_wishes,
    slots={
        "which": Slot(("which",), after=("on", "of", "in")),
        "of": Slot(("noun=photo", "each"), extra=0.3),
        "place": Slot(("place",), after=("at", "in"), extra=0.3),
    },
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with the date or place of each photo on it; files that do not say are named."""
    what = str(wish.args["what"])
    kept = tuple(words for words in film.words if dict(words.style).get("stamp") != what)
    if wish.args.get("on") is False:
        return Edit(replace(film, words=kept))
    assets = {asset.id: asset for asset in scene.assets}
    there = places(film, wish, scene)
    if not there:
        return Edit(film, "declined", too_few(film))
    texts = {n: _said(assets.get(film.shots[n - 1].source), what, str(wish.args.get("language"))) for n in there}
    silent = [film.shots[n - 1].title for n, text in texts.items() if not text]
    listed, kind = ", ".join(silent), _WHAT[what]
    note = Say(f"no {kind.en} in {listed}", f"{listed} 没有{kind.zh}信息") if silent else Say()
    if len(silent) == len(texts):
        return Edit(film, "declined", note)
    style = tuple(sorted((*ROLE_STYLE, ("stamp", what))))
    words = tuple(Words(text, "text", "bottom", f"photo:{n}", style=style) for n, text in texts.items() if text)
    return Edit(replace(film, words=(*kept, *words)), "approximated" if silent else "applied", note)


def _said(asset: Asset | None, what: str, language: str) -> str:
    """Return the date as people write it, or the place; "" where the file does not say."""
    if asset is None or what == "place":
        return asset.place if asset else ""
    if not asset.taken:
        return ""
    day = datetime.fromisoformat(asset.taken)
    return (
        f"{day.year}年{day.month}月{day.day}日"
        if language == "zh"
        else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    )


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
