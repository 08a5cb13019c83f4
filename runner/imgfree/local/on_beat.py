"""What comes on the music's beats beside cuts: texts, each of their words, and the beats of shots that pulse."""

from imgfree.local import bed
from imgfree.local.film import Film, Slot, Words, slots, to_ms, total_frames
from imgfree.local.speech import script

BEAT = "beat"  # the animation of such words
_SNAPS = ("end", "share:")  # anchors that no cut has
_FEWEST_BEATS = 2
_SEEN_MS = 200  # what is there from the first frame on is not seen to come
_MOST_OF_TIME = 0.5  # until all words are there


def comes(words: Words) -> bool:
    """Return whether a text is to come on beats."""
    return dict(words.style).get("animation") == BEAT


def span_ms(film: Film, words: Words, start: int, length: int) -> tuple[int, int]:
    """Return when a text that was to be seen then is seen if it comes on a beat, for as long where the film goes on.

    Where cuts are on beats, what ends the film, or has a share of it, begins on the beat that is nearest.
    """
    beats = _beats(film, start, length)
    if not comes(words) and film.sync is not None and words.anchor.startswith(_SNAPS):
        return _snapped(film, start, length)
    if not (comes(words) and beats):
        return start, length
    fixed = words.anchor in ("start", "at")
    end = min(start + length + (beats[0] - start if fixed else 0), to_ms(total_frames(film)))
    return beats[0], end - beats[0]


def words_ms(film: Film, words: Words, start: int, length: int) -> list[list[int]]:
    """Return from when until when each piece between blanks is seen of a text that begins at a beat.

    Each word has a beat of its own; where they are more than the beats of half its time, several share one. Empty where
    no beat is heard.
    """
    own = script.words(words.text.replace("\n", " "))
    beats = [0, *(at - start for at in _beats(film, start, length) if at - start <= length * _MOST_OF_TIME)]
    if not (own and comes(words) and _beats(film, start - _SEEN_MS, length)):
        return []
    share = max(1.0, len(own) / len(beats))
    times = [[beats[int(number / share)], length] for number in range(len(own))]
    return [span for word, span in zip(own, times, strict=True) for _ in word.split()]


def within(film: Film, slot: Slot) -> list[int]:
    """Return the beats at which a shot of a film that is cut on beats can pulse, in milliseconds of the shot."""
    found = bed.beats(film) if film.sync is not None else None
    start, end = to_ms(slot.start), to_ms(slot.end)
    return [at - start for at in found["beats"] if start <= at < end] if found else []


def _snapped(film: Film, start: int, length: int) -> tuple[int, int]:
    """Return the same between the beats that are nearest; as it was where it lasts hardly longer than a beat.

    Where the film begins and ends, and its end card begins, stays.
    """
    found, last = bed.beats(film), to_ms(slots(film)[-1].end)
    if not found or not found["beats"] or length < _FEWEST_BEATS * 60_000 / found["tempo"]:
        return start, length
    ends = (start, start + length)
    begin, end = (min(found["beats"], key=lambda beat: abs(beat - at)) if 0 < at < last else at for at in ends)
    return begin, end - begin


def _beats(film: Film, start: int, length: int) -> list[int]:
    """Return the beats at which a text can be seen to come."""
    found = bed.beats(film)
    return [at for at in found["beats"] if start + _SEEN_MS <= at < start + length] if found else []
