"""replace: other words, another photo."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.assets import Asset
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops.build import shot_of
from imgfree.local.director.ops.words import changed
from imgfree.local.director.pictures import no_photo, numbers
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.end_card import ENDS
from imgfree.local.film import Film, Words

STAGE = 13
_FILES = ("image", "video")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A photo for another one: a file, an upload that is not in the film yet, or one of its own, which then swaps."""
    which = mention.slots.get("which", [])
    if not which or scene.film is None:
        return
    gone = [item for item in which if item.means("verb", "remove")]
    for number in (number for item in gone for number in numbers(item.value("which"), scene)):
        yield Wish("remove", {"what": f"photo {number}"}, tuple((item.start, item.end) for item in gone))
    said = [number for item in which if item not in gone for number in numbers(item.value("which"), scene)]
    if len(said) > 1 and said[1] <= scene.length:
        yield Wish("order", {"how": "swap", "photos": said[:2]}, mention.spans())
    elif said:
        args = {"what": f"photo {said[0]}"} | ({"with": f"photo {said[1]}"} if len(said) > 1 else {})
        if (file := mention.item("file")) is not None:
            args["with"] = reading.literal(file)
        yield Wish("replace", args, mention.spans())


FRAME = Frame(
    "replace",
    heads=(),
    wishes=_wishes,
    slots={
        "which": Slot(("which",), after=("with", "for", "by", "to"), many=True),
        "file": Slot(_FILES, after=("with", "for", "by", "to")),
    },
    acts=("verb=replace",),
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with other words, or another photo, in the same place."""
    what = str(wish.args["what"])
    if what.startswith("photo "):
        return _replace_photo(film, int(what.removeprefix("photo ")), _asset(wish, scene))
    place = _target(film, wish, what)
    if place is None:
        role = "title" if what == "title" else "text"
        anchor = "end" if wish.args.get("closing") else "start"
        fresh = Words(str(wish.args["with"]), role, "upper_third" if role == "title" else "lower_third", anchor)
        added = replace(film, words=(*film.words, changed(fresh, wish.args)))
        return Edit(added, "approximated", Say(f"there was no {what}: added", "原来没有：已添加"))
    words = tuple(
        changed(replace(old, text=_exchanged(old.text, wish)), wish.args) if number == place else old
        for number, old in enumerate(film.words)
    )
    new = words[place].text
    whole = new == str(wish.args["with"])
    return Edit(replace(film, words=words), note=Say() if whole else Say(f"now '{new}'", f"现为“{new}”"))


def _exchanged(text: str, wish: Wish) -> str:
    """Return the new words; where only some of those that are there give way, the others stay."""
    old, new = str(wish.args.get("old", "")), str(wish.args["with"])
    return text.replace(old, new, 1) if old and old in text else new


def _target(film: Film, wish: Wish, what: str) -> int | None:
    """Return which text is meant: the quoted old one, the closing title, the first of its kind."""
    old = wish.args.get("old")
    for number, words in enumerate(film.words):
        if old is not None and words.text in (old, wish.args["with"]):
            return number
        of_kind = words.role == "title" if what == "title" else words.role != "title"
        if old is None and of_kind and (not wish.args.get("closing") or words.anchor in ENDS):
            return number
    parts = [number for number, words in enumerate(film.words) if old is not None and str(old) in words.text]
    if parts:
        return parts[0]
    return 0 if film.words and what == "text" and old is None and len(film.words) == 1 else None


def _asset(wish: Wish, scene: Scene) -> Asset | None:
    """Return the upload that comes instead: by its name or number, else the newest that is not in the film."""
    name = str(wish.args.get("with", ""))
    if name.startswith("photo ") and name.removeprefix("photo ").isdigit():
        number = int(name.removeprefix("photo "))
        return scene.material[number - 1] if number <= len(scene.material) else None
    if name:
        return scene.named(name)
    used = {shot.source for shot in scene.film.shots} if scene.film else set()
    spare = [asset for asset in (*scene.photos, *scene.clips) if asset.id not in used]
    return spare[-1] if spare else None


def _replace_photo(film: Film, number: int, asset: Asset | None) -> Edit:
    if not 1 <= number <= len(film.shots):
        return Edit(film, "declined", no_photo(number))
    if asset is None or asset.file_type not in _FILES:
        note = Say("with which photo? Upload it, or say its file name", "换成哪一张？请上传，或说出文件名")
        return Edit(film, "declined", note)
    old = film.shots[number - 1]
    fresh = replace(shot_of(asset), motion=old.motion, join=old.join, fixed_ms=old.fixed_ms)
    shots = tuple(fresh if n == number else shot for n, shot in enumerate(film.shots, 1))
    args = {"what": f"photo {number}", "with": asset.filename}
    return Edit(replace(film, shots=shots), "applied", Say(asset.filename, asset.filename), args)
