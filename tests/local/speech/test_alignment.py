"""When words are heard: measured on a voice of which the order is known."""

from itertools import pairwise
from pathlib import Path

from imgfree.local.speech.alignment import aligned
from imgfree.local.speech.script import words
from imgfree.local.speech.synthesis import speak

TEXT = "Summer sale starts now, and everything is $9.99 at 3:30 pm with Quxley mugs."


def test_words_follow_each_other(tmp_path: Path) -> None:
    """Every word has a time, figures and strange names too, in order and within the sound; a long one takes longer."""
    speak([TEXT], 1.0, [tmp_path / "said.wav"])
    said = words(TEXT)
    spans = aligned(tmp_path / "said.wav", said)
    assert spans is not None
    assert len(said) == len(spans)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    length = {word: end - start for word, (start, end) in zip(said, spans, strict=True)}
    assert length["is"] < 400 < 1200 < length["$9.99"]


def test_words_that_are_not_there_are_not_found(tmp_path: Path) -> None:
    """A text far longer than the sound cannot be aligned."""
    speak(["Hello."], 1.0, [tmp_path / "said.wav"])
    assert aligned(tmp_path / "said.wav", words(TEXT * 8)) is None
