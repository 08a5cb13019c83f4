"""Music laid under a film: where it begins, where it goes round, how it ends, and where its beats then fall."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from imgfree.local.music.cuts import Pulse
from imgfree.local.music.grid import Grid

OVERLAP_S = 0.3  # over which the end of a song that has no bars fades into its beginning
_FADE_S, _MOST_BARS, _MOST_SHARE = 1.0, 2, 1 / 3
_UNEVEN_S = 0.05
_OFF_BEATS = 0.15
_PHRASE_BARS = (4, 2, 1)  # a loop of whole phrases is heard least


@dataclass(frozen=True)
class Laid:
    """Where in the song a film begins, and between which of its moments it goes round; None: as a whole, or not."""

    from_s: float
    loop_s: tuple[float, float] | None = None


def laid(grid: Grid, from_s: float, film_s: float) -> Laid:
    """Return how the music goes on to the film's end."""
    if from_s + film_s <= grid.length_s or not grid.sure:
        return Laid(from_s)
    bars = [at for at in grid.downbeats if grid.begins_s <= at <= grid.ends_s]
    behind = [at for at in bars if at > from_s]
    if len(bars) < 2 or not behind:
        return Laid(from_s)
    first = next((at for at in bars[:-1] if at >= from_s), bars[0])
    rounds = {number: at for number, at in enumerate(bars[bars.index(first) :]) if number}
    even = {number: at for number, at in rounds.items() if _is_even(grid, at - first, number)} or rounds
    most = max(even)
    whole = next(n for n in _PHRASE_BARS if any(number % n == 0 and number * 2 > most for number in even))
    return Laid(from_s, (first, even[max(number for number in even if number % whole == 0)]))


def _is_even(grid: Grid, length_s: float, bars: int) -> bool:
    """Return whether a stretch lasts as long as so many bars should, so that no beat is missed where it goes round."""
    return abs(length_s * grid.tempo / 60 - bars * grid.bar) < _OFF_BEATS


def fade_s(grid: Grid, laid_: Laid, film_s: float) -> float:
    """Return how long the music fades at the film's end: over its last bars."""
    least = min(_FADE_S, film_s / 2)
    if not grid.sure:
        return least
    earliest = film_s - min(film_s * _MOST_SHARE, _MOST_BARS * grid.bar * 60 / grid.tempo + _UNEVEN_S)
    starts = in_film(grid.downbeats, grid, laid_, film_s)
    return next((round(film_s - at, 3) for at in starts if earliest <= at <= film_s - least), least)


def in_film(times: Sequence[float], grid: Grid, laid_: Laid, film_s: float) -> list[float]:
    """Return when moments of the song are heard in the film, in order, however often it goes round."""
    found: list[float] = []
    for start_s, first_s, last_s in _rounds(grid, laid_):
        if start_s >= film_s:
            break
        found += [start_s + at - first_s for at in times if first_s - 1e-6 <= at < last_s - 1e-6]
    return [round(at, 3) for at in found if at < film_s]


def _rounds(grid: Grid, laid_: Laid) -> Iterator[tuple[float, float, float]]:
    """Yield when each round begins in the film, and which stretch of the song it is."""
    if laid_.loop_s is not None:
        first, last = laid_.loop_s
    else:
        own = grid.length_s - laid_.from_s
        first, last = laid_.from_s, grid.length_s - (OVERLAP_S if own > 2 * OVERLAP_S else own / 4)
    yield 0.0, laid_.from_s, last
    if last - first <= 0:
        return
    for number in count():
        yield last - laid_.from_s + number * (last - first), first, last


def pulse(grid: Grid, laid_: Laid, frames: int, fps: int, *, drop: bool) -> Pulse:
    """Return where cuts may fall in a film of so many frames."""

    def placed(times: Sequence[float]) -> tuple[int, ...]:
        return tuple(round(at * fps) for at in in_film(times, grid, laid_, frames / fps))

    dropped = placed((grid.drop_s,)) if drop and grid.drop_s is not None else ()
    return Pulse(placed(grid.beats), placed(grid.downbeats), grid.bar, placed(grid.phrases), grid.sure, *dropped[:1])
