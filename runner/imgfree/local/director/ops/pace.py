"""pace: fast or relaxed, where no length is given."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film, Join, Timing

STAGE = 24
_SLOTS = {"fast": (1500, 200), "relaxed": (5000, 1000)}
_TRANSITIONS, _MEET = Say("transitions of {:g} s", "转场 {:g} 秒"), Say("hard cuts", "硬切")
_OTHER = {"fast": "relaxed", "relaxed": "fast"}
_SHARES = ("twice", "half")
_COMPARED = {"faster": "fast", "slower": "relaxed", "calmer": "relaxed", "livelier": "fast"}


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A word for it, or a comparison; what is complained of ("too slow") is turned round."""
    word = mention.head("pace") or mention.slot("word")
    way = mention.head("compare") or mention.slot("way")
    if (scaled := next((item.value("share") for item in mention.items if item.means("share")), None)) is not None:
        both = (scaled, 1 / scaled)
        yield Wish("speed", {"factor": max(both) if _COMPARED.get(str(way)) == "fast" else min(both)}, mention.spans())
        return
    share = next((item.value("degree") for item in mention.modifiers if item.means("degree", *_SHARES)), None)
    if share is not None:
        faster = (word or _COMPARED.get(str(way))) == "fast"
        yield Wish("speed", {"factor": 2.0 if faster and share == "twice" else 0.5}, mention.spans())
        return
    if _describes(mention, reading):
        yield Wish("", {}, mention.spans())
        return
    if word is None:
        word = _COMPARED.get(str(way)) or ("fast" if mention.does("raise", "speed_up") else None)
        word = word or ("relaxed" if mention.does("lower", "slow_down") else None)
    elif mention.negations or (scene.film is not None and mention.means("complain")):
        word = _OTHER.get(str(word), word)
    if scene.film is not None and _is_why(mention, reading):
        yield Wish("", {}, mention.spans(), unsaid=True)
    elif word in _SLOTS:
        cuts = word == "fast" and any(one.means("transition", "cut") for one in mention.items)
        yield Wish("pace", {"word": word} | ({"cuts": True} if cuts else {}), mention.spans())


def _is_why(mention: Mention, reading: Reading) -> bool:
    """Return whether "too slow" only says why another length is wanted, which is said right behind it."""
    after = [one for one in reading.items[reading.place(mention.items[-1]) + 1 :] if not one.small][:1]
    compared = mention.means("complain") or any(one.means("compare") for one in mention.heads)
    return compared and any(one.means("time") or one.means("paced") or one.means("paced_by") for one in after)


def _describes(mention: Mention, reading: Reading) -> bool:
    """Return whether it only says what sort of film is meant ("a quick video"), or how soon a thing be done: 快撤回."""
    head = mention.heads[-1]
    after = reading.after(head)
    if after is not None and after.means("verb", "undo", "redo", "export", "upload") and not head.text.isascii():
        return True
    return head.means("trait") and head.means("pace") and reading.film_after(head) is not None


FRAME = Frame(
    "pace",
    heads=("noun=pace",),
    wishes=_wishes,
    slots={
        "word": Slot(("pace",)),
        "way": Slot(("compare=faster", "compare=slower", "compare=calmer", "compare=livelier")),
    },
    alone={"pace": 0.9} | {f"compare={way}": 1.6 for way in _COMPARED},
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with short or long shots and transitions; a length that was said stays."""
    each, overlap = _SLOTS[str(wish.args["word"])]
    transition = scene.said("transition")
    if wish.args.get("cuts") and transition is None:
        overlap, film = 0, replace(film, join=Join("cut", 0, said=True))
    elif transition is None or not transition.args.get("timed"):
        film = replace(film, join=Join(film.join.kind, overlap, said=True))
    meet = _MEET if film.join.kind == "cut" else _TRANSITIONS
    joined = Say(meet.en.format(overlap / 1000), meet.zh.format(overlap / 1000))
    if scene.said("duration") or scene.said("per_photo") or not film.shots or film.timing.mode == "fixed":
        return Edit(film, "applied", joined)
    if film.timing.mode == "total" and scene.film is not None and scene.said("build") is None:
        note = Say(f"the length stays, {joined.en}", f"总长不变，{joined.zh}")
        return Edit(film, "applied", note)
    film = replace(film, timing=Timing("per_photo", each))
    note = Say(f"{each / 1000:g} s a photo, {joined.en}", f"每张 {each / 1000:g} 秒，{joined.zh}")
    return Edit(film, "applied", note)
