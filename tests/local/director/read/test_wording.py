"""A sentence's tokens beside its letters."""

from imgfree.local.director.read.fold import fold
from imgfree.local.director.read.tokens import tokens
from imgfree.local.director.read.wording import Wording, is_han, subject


def _worded(raw: str) -> Wording:
    return Wording(tokens(fold(raw), {}, {}, ()), raw)


def test_capitals_say_something_where_not_all_are() -> None:
    """In a sentence that is written in capitals throughout they say nothing."""
    assert [False, True, False] == [_worded("put Open late").capital(at) for at in range(3)]
    assert not any(_worded("PUT OPEN LATE").capital(at) for at in range(3))


def test_a_stop_within_a_figure_is_none() -> None:
    """A comma between words is a stop; a sign of money is seen at its figure."""
    dated = _worded("bread, 14.06.25")
    assert [1] == [at for at in range(len(dated)) if dated.stop(at)]
    sentence = _worded("bread, $4.50")
    assert sentence.signed(2) or sentence.signed(3)
    assert sentence.figured(2, len(sentence))
    assert not sentence.figured(0, 1)


def test_pictures_are_named_by_their_number() -> None:
    """The place behind "photo 2" is known; there is none behind a noun alone."""
    assert (2, 0) == (_worded("photo 2 bigger").photo(0), _worded("photo bigger").photo(0))


def test_han_is_told_by_the_first_character() -> None:
    """And the name of a shop is a subject, whatever is in it."""
    assert (True, False, False) == (is_han("山里"), is_han("a山"), is_han(""))
    assert subject(0, 4, "Loop").means("context", "subject")
