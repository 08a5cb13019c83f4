"""When each word of a known English text is heard in a recording; done in a child process, where alone it is loaded."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from av.audio.resampler import AudioResampler

from imgfree.local.render.media import opened, sound_stream
from imgfree.local.speech import synthesis

_RATE = 16_000
_FRAMES_A_S = 100
_PLAIN = re.compile(r"[a-z]+(?:'[a-z]+)*")
# The sounds of the voice's alphabet as those of the aligner's; marks of stress and length say nothing to it.
_SOUNDS = {
    "ɜɹ": "ER", "əɹ": "ER", "ɑ": "AA", "ɒ": "AA", "a": "AA", "æ": "AE", "ʌ": "AH", "ə": "AH", "ᵊ": "AH", "ɐ": "AH",
    "ɔ": "AO", "W": "AW", "I": "AY", "A": "EY", "O": "OW", "Q": "OW", "o": "OW", "Y": "OY", "ɛ": "EH", "e": "EH",
    "ɜ": "ER", "ɪ": "IH", "ᵻ": "IH", "i": "IY", "ʊ": "UH", "u": "UW", "b": "B", "ʧ": "CH", "d": "D", "ð": "DH",
    "f": "F", "ɡ": "G", "h": "HH", "ʤ": "JH", "k": "K", "l": "L", "m": "M", "n": "N", "ŋ": "NG", "p": "P", "ɹ": "R",
    "s": "S", "ʃ": "SH", "t": "T", "θ": "TH", "v": "V", "w": "W", "j": "Y", "z": "Z", "ʒ": "ZH", "ɾ": "D", "T": "D",
    "ʔ": "T",
}  # fmt: skip


def aligned(path: Path, words: Sequence[str]) -> list[tuple[int, int]] | None:
    """Return when each word begins and ends, in milliseconds of the file; None where it does not hold these words."""
    from pocketsphinx import Decoder

    decoder: Any = Decoder(samprate=_RATE, bestpath=False, lm=None, loglevel="FATAL")
    named = _entered(decoder, words)
    try:
        decoder.set_align_text(" ".join(named))
        decoder.start_utt()
        decoder.process_raw(_samples(path), full_utt=True)
        decoder.end_utt()
        found = [(one.word, one.start_frame, one.end_frame + 1) for one in decoder.seg() or ()]
    except (RuntimeError, TypeError):  # how it says that the sound does not fit the words
        return None
    spoken = [(start, end) for word, start, end in found if not word.startswith("<") and not word.startswith("[")]
    if len(spoken) != len(words):
        return None
    return [(start * 1000 // _FRAMES_A_S, end * 1000 // _FRAMES_A_S) for start, end in spoken]


def _entered(decoder: Any, words: Sequence[str]) -> list[str]:
    """Return the words as the aligner knows them; those that its dictionary lacks are told to it by their sounds."""
    named, strange = [], {}
    for number, word in enumerate(words):
        plain = word.lower().replace("’", "'").strip(".,!?;:…\"“”‘'()[]-—")
        if _PLAIN.fullmatch(plain) and decoder.lookup_word(plain):
            named.append(plain)
        else:
            named.append(f"word{number}")
            strange[f"word{number}"] = word
    said = synthesis.phonemes(list(strange.values())) if strange else {}
    for key, word in strange.items():
        decoder.add_word(key, " ".join(_phones(said[word])) or "AH", False)
    return named


def _phones(said: str) -> Iterator[str]:
    at = 0
    while at < len(said):
        step = 2 if said[at : at + 2] in _SOUNDS else 1
        if (sound := _SOUNDS.get(said[at : at + step])) is not None:
            yield sound
        at += step


def _samples(path: Path) -> bytes:
    """Return the sound of a file as the aligner takes it."""
    with opened(path, path.name) as container:
        stream = sound_stream(container)
        if stream is None:
            return b""
        resampler = AudioResampler(format="s16", layout="mono", rate=_RATE)
        frames = (one for frame in (*container.decode(stream), None) for one in resampler.resample(frame))
        return b"".join(frame.to_ndarray().tobytes() for frame in frames)
