"""The film's sound, mixed and encoded so that what comes out of a decoder keeps to the level and below -1 dBTP.

Encoders bend the wave: a square came back 1.3 dB higher than it went in, music 0.3 to 2.1 dB. So what was encoded is
listened to, and mixed once more below a ceiling that is lower by what was too much.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from imgfree.local.output import Output
from imgfree.local.render.encode import codec, encode_sound
from imgfree.local.render.limiter import highest
from imgfree.local.render.loudness import PEAK_LIMIT, leveled
from imgfree.local.render.media import piece as opened_piece
from imgfree.local.render.sound import F32, resampled

Mix = Callable[[float, float], Iterator[F32]]  # at this gain, its peaks below this ceiling

_HELD = PEAK_LIMIT * 10 ** (-0.2 / 20)  # the meter, at four times the rate, reads noise so much too low
_FIRST = PEAK_LIMIT * 10 ** (-0.7 / 20)  # most films pass at once
_LESS_DB = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)  # than what was too much, round by round: another wave is bent otherwise


def encoded(piece: Path, output: Output, target_lufs: float | None, mix: Mix) -> None:
    """Write the sound into `piece`; where it has a target, the note `loudness` says what `loudness.leveled` found."""
    ceiling = _FIRST
    for less_db in _LESS_DB:
        gain, notes = 1.0, {}
        if target_lufs is not None:
            gain, levels = leveled(target_lufs, mix, ceiling)
            notes = {"loudness": json.dumps(levels)}
        encode_sound(piece, output, mix(gain, ceiling), notes)
        peak = highest(_decoded(piece, output))
        if peak <= _HELD:
            return
        ceiling *= _HELD / peak * 10 ** (-less_db / 20)


def _decoded(piece: Path, output: Output) -> Iterator[F32]:
    with opened_piece(piece, codec(output).sound_in) as container:
        yield from resampled(container.decode(audio=0), 0.0)
