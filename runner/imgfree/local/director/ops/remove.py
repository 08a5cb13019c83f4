"""remove: taking away what is there."""

from collections.abc import Callable
from dataclasses import replace

from imgfree.local.director.frames import Frame
from imgfree.local.director.pictures import no_photo, shown
from imgfree.local.director.reply import Say, readable
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.end_card import CARD, ENDS, has_logo
from imgfree.local.film import Film, Join, Motion

STAGE = 14


# Heard with what goes: every operation knows the words for it.
FRAME = Frame("remove", heads=(), wishes=lambda mention, reading, scene: ())


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film without it; what was not there is said."""
    what = str(wish.args["what"])
    if what.startswith("photo "):
        return _remove_photo(film, int(what.removeprefix("photo ")), scene)
    after = _REMOVERS[what](film, str(wish.args.get("name", "")))
    if (text := wish.args.get("text")) is not None:
        after = replace(film, words=tuple(words for words in film.words if words.text != text))
    elif what == "text" and (after == film or wish.args.get("every")):
        after = replace(film, words=())
    if wish.args.get("closing"):
        after = _without_closing(film, card=bool(wish.args.get("card")))
    if after == film:
        return Edit(film, "applied", Say(f"satisfied: there is no {readable(what).en}", "已满足：本来就没有"))
    return Edit(after, wish.outcome, wish.note)


def _without_words(film: Film, *roles: str) -> Film:
    return replace(film, words=tuple(words for words in film.words if words.role not in roles))


def _without_closing(film: Film, *, card: bool) -> Film:
    """Return the film without the titles that end it; without its end card, if that is meant, and all that is on it."""
    words = tuple(
        one
        for one in film.words
        if one.anchor not in ENDS or (one.role != "title" and not (card and one.anchor == CARD))
    )
    return replace(film, words=words, logo=None if card and has_logo(film) else film.logo)


def _hard_cuts(film: Film, name: str) -> Film:
    return replace(film, join=Join("cut", 0), shots=tuple(replace(shot, join=None) for shot in film.shots))


def _still(film: Film, name: str) -> Film:
    return replace(film, motion=Motion("none", 0.0), shots=tuple(replace(shot, motion=None) for shot in film.shots))


def _without_look(film: Film, name: str) -> Film:
    """Return the film without a look, or without any; what then is the film's is no shot's own."""
    kept = _others(film.looks, name)
    own = [None if shot.looks is None or not name else _others(shot.looks, name) for shot in film.shots]
    shots = [replace(shot, looks=None if one == kept else one) for shot, one in zip(film.shots, own, strict=True)]
    return replace(film, looks=kept, shots=tuple(shots))


def _others(looks: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(one for one in looks if name not in ("", one))


_REMOVERS: dict[str, Callable[[Film, str], Film]] = {
    "title": lambda film, name: _without_words(film, "title"),
    "text": lambda film, name: _without_words(film, "text", "caption", "lower_third"),
    "captions": lambda film, name: _without_words(film, "caption"),
    "music": lambda film, name: replace(film, music=None, mood=None),
    "transition": _hard_cuts,
    "motion": _still,
    "logo": lambda film, name: replace(film, logo=None),
    "look": _without_look,
    "effect": lambda film, name: replace(film, effects=tuple(one for one in film.effects if name not in ("", one))),
    "fade": lambda film, name: replace(film, fade=None),
    "loop": lambda film, name: replace(film, loop=None),
}


def _remove_photo(film: Film, number: int, scene: Scene) -> Edit:
    place = shown(film, [number], scene)
    if not place:
        return Edit(film, "declined", no_photo(number))
    if len(film.shots) == 1:
        return Edit(film, "declined", Say("it is the only one; a film needs one", "只剩这一张，不能再删"))
    shots = tuple(shot for n, shot in enumerate(film.shots, 1) if n not in place)
    return Edit(replace(film, shots=shots), "applied", Say(f"{len(shots)} left", f"剩 {len(shots)} 张"))
