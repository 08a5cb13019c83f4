"""The kinds of concepts that rules ask for: each concept is one of the lexicon, and stands once in its kind."""

import pytest
from tests.local.director.test_lexicon import VALUES

from imgfree.local.director.lexicon import kinds


@pytest.mark.parametrize("verbs", [kinds.LIGHT, kinds.STRONG, kinds.HAVING])
def test_verbs_are_those_of_the_lexicon(verbs: tuple[str, ...]) -> None:
    """A kind of verbs names no verb that no form means."""
    assert set() == set(verbs) - VALUES["verb"]
    assert len(set(verbs)) == len(verbs)


@pytest.mark.parametrize("nouns", [kinds.TOPICS, kinds.OF_THE_FILM, kinds.WRITTEN, kinds.GOVERNORS])
def test_nouns_are_those_of_the_lexicon(nouns: tuple[str, ...]) -> None:
    """A kind of nouns names no noun that no form means."""
    assert set() == set(nouns) - VALUES["noun"]
    assert len(set(nouns)) == len(nouns)


def test_no_verb_is_light_and_strong() -> None:
    """What does nothing of its own to a thing has no effect of its own on it."""
    assert set() == set(kinds.LIGHT) & set(kinds.STRONG)
