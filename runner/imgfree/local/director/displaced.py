"""What of the words on a film stands elsewhere than it was said to, because something else is there: said at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from imgfree.local import captions
from imgfree.local.director.reply import NOTHING, Say
from imgfree.local.director.wish import Edit, Wish
from imgfree.local.draft import span_ms
from imgfree.local.end_card import card_ms, has_logo
from imgfree.local.film import FPS, Film, Words, slots, to_frames, total_frames

_SHOWN = 3
_SPOKEN = "What is said"  # stands for captions of a voice, whose words come and go
_PLACING = ("title", "text", "captions", "logo", "replace", "aspect", "platform")


def told(before: Film, film: Film, wishes: Sequence[Wish], done: Mapping[int, Edit]) -> dict[int, Edit]:
    """Return the edits, with what had to move since the sentence before said by the last one that places anything."""
    number = max((n for n in done if wishes[n].op in _PLACING and done[n].outcome != "declined"), default=None)
    if number is None or not film.shots or (before.words, before.logo) == (film.words, film.logo):
        return dict(done)
    known = _moved(before)
    note = NOTHING
    captioned = [words.text or _SPOKEN for words in film.words if words.role == "caption"]
    for text, way in [one for one in _moved(film).items() if one not in known.items()][:_SHOWN]:
        higher = way == "up"
        near = bool(captioned) and text not in captioned
        thing = Say("the captions", "字幕") if near else Say("what else is seen", "其他内容")
        note += Say(
            f"'{text}' stands {'higher' if higher else 'lower'}, clear of {thing.en}",
            f"“{text}”{'上移' if higher else '下移'}，避开{thing.zh}",
        )
    return {**done, number: replace(done[number], note=done[number].note + note)} if note else dict(done)


def _moved(film: Film) -> dict[str, str]:
    """Return the texts of the film that stand higher or lower than they would alone."""
    if not film.shots or not _crowded(film):
        return {}
    from imgfree.local.render.arrangement import arranged, moved
    from imgfree.local.render.failures import RenderError
    from imgfree.local.render.reel import Lettering, Logo, Reel

    spans = [(one, *span) for one in film.words for span in _spans(one, film)]
    frames = total_frames(film)
    pictured = frames - to_frames(card_ms(film))  # what is on an end card stands as the card has it
    spans = [one for one in spans if to_frames(one[1]) < pictured]
    lettering = tuple(
        Lettering(one.text or _SPOKEN, to_frames(start), to_frames(length), one.role, one.position, dict(one.style))
        for one, start, length in spans
    )
    logo = Logo("", "", 0, frames) if film.logo and not has_logo(film) else None
    reel = Reel(film.width, film.height, FPS, frames, (), lettering, platform=film.platform, logo=logo)
    try:
        found = arranged(reel, _logo_box(film))
        captions_of = {one.position: one for one in reversed(found.words) if one.role == "caption"}  # one place for all
        texts = [one for one in found.words if one.role != "caption" or captions_of[one.position] is one]
        return {one.text: way for one in texts if (way := moved(one, reel)) is not None}
    except RenderError:
        return {}  # what cannot be drawn is told elsewhere


def _crowded(film: Film) -> bool:
    """Return whether anything on the film may stand where something else does."""
    texts = [one for one in film.words if one.role != "caption"]
    return bool(texts) and (len(texts) < len(film.words) or len(texts) > 1 or film.logo is not None)


def _spans(words: Words, film: Film) -> list[tuple[int, int]]:
    if captions.is_cue(words):
        return [(start, end - start) for start, end in captions.spans(words, film, slots(film))]
    return [span_ms(film, words)]


def _logo_box(film: Film) -> tuple[int, int, int, int] | None:
    """Return about where the logo is; how wide its picture is, is known when it is painted."""
    if not film.logo:
        return None
    from imgfree.local.render.places import room

    side = round(0.13 * min(film.width, film.height))
    left, top = room(str(dict(film.logo).get("corner")), film.width, film.height, film.platform).corner(side, side)
    return left, top, left + side, top + side
