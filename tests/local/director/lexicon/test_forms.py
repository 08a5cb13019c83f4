"""What a text is compared by."""

import pytest

from imgfree.local.director.lexicon.forms import atoms, bases, lemma, spans


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("black-and-white films", ["black", "and", "white", "films"]),
        ("don't zoom 2x", ["don't", "zoom", "2", "x"]),
        ("做10秒视频", ["做", "10", "秒", "视", "频"]),
        ("视频 慢一点", ["视", "频", " ", "慢", "一", "点"]),
        ("a - b", ["a", "-", "b"]),
    ],
)
def test_atoms_are_words_numbers_and_characters(text: str, found: list[str]) -> None:
    """A hyphen between letters is none; a space between Chinese characters is one."""
    assert found == atoms(text)
    assert found == [text[start:end] for start, end in spans(text)]


@pytest.mark.parametrize("words", [("fade", "fades", "fading", "faded"), ("stop", "stops", "stopping", "stopped")])
def test_inflected_forms_have_one_lemma(words: tuple[str, ...]) -> None:
    """Whatever the ending does to the stem; and each may be a form of the first."""
    assert 1 == len({lemma(word) for word in words})
    assert all(words[0] in bases(word) for word in words)


@pytest.mark.parametrize("word", ["gas", "bus", "sing", "red", "10s", "视频"])
def test_what_only_looks_inflected_stays(word: str) -> None:
    """Short words, words whose stem has no vowel, and what is no Latin word."""
    assert word == lemma(word)
    assert word in bases(word)
