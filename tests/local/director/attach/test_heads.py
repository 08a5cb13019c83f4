"""Which words evoke a frame."""

from imgfree.local.director.attach.heads import evoked, evoker
from imgfree.local.director.read.reading import read
from imgfree.local.director.table import FRAMES


def _ops(sentence: str) -> list[str]:
    return [mention.frame.op for mention in evoked(read(sentence), FRAMES)]


def test_a_noun_joins_the_value_of_its_frame() -> None:
    """ "Crossfade transitions" are one mention, two things of different frames are two."""
    assert ["transition"] == _ops("crossfade transitions")
    assert ["music", "logo"] == _ops("music, logo")


def test_a_verb_is_heard_where_it_governs_nothing_else() -> None:
    """ "Cut" alone is a trim; before what goes it only says what becomes of that."""
    assert "trim" in _ops("cut the first 2 seconds")
    assert "trim" not in _ops("cut the music")


def test_a_word_of_several_senses_means_what_stands_beside_it() -> None:
    """A zoom beside a word for transitions is one."""
    for sentence, op in (("zoom", "motion"), ("zoom transitions", "transition")):
        reading = read(sentence)
        frame = evoker(reading, reading.items[0], FRAMES)
        assert frame is not None
        assert op == frame.op
