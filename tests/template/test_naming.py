"""The quick way to an expression's names leads where Jinja leads."""

import random
import time

import pytest

from commandline import SHIPPED
from imgfree.template import Flaw, Reference, is_template, naming, rendering, sandbox

WORDS = (
    "inputs.title", "steps.reel.url", "a", "b.c.d", "and", "or", "not", "in", "is", "if", "else", "true", "none",
    "|", "| length", "|first", "| upper.x", "| lenght", "| join", "==", "!=", "<", ">=", "=", "+", "~", "12", "0",
    "1.5", "1.", "012", "'two words'", '"and"', "'{{'", "'", "(", ")", "[0]", ".", ",", " ", "\n", "-", "é", "12a",
    "self", "for", "x.if",
)  # fmt: skip


def slow(text: str, *, bare: bool) -> tuple[Reference, ...] | None:
    """Return what Jinja's way says; None if it says that the text is malformed."""
    try:
        return rendering.references(text, bare=bare)
    except Flaw:
        return None


def test_thousands_of_expressions_agree() -> None:
    """Words thrown together: where the quick way answers, Jinja's gives the same names at the same places."""
    chance = random.Random(11)
    answered = 0
    for _ in range(6000):
        text = "".join(chance.choice(WORDS) + chance.choice(["", " ", "  "]) for _ in range(chance.randrange(1, 8)))
        for shown, bare in ((text, True), (f"x {{{{ {text} }}}} y {{{{{text}}}}}", False)):
            found = naming.plain_names(shown, bare=bare)
            if found is not None:
                answered += 1
                assert slow(shown, bare=bare) == found, shown
    assert answered > 500


def test_shipped_recipes_are_plain() -> None:
    """Most expressions of the shipped recipes need no Jinja to be checked."""
    lines = [line for path in SHIPPED for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [line for line in lines if is_template(line)]
    plain = [line for line in texts if naming.plain_names(line, bare=False) is not None]
    assert len(plain) >= 0.8 * len(texts)


@pytest.mark.parametrize(
    "text", ["a." * 9000 + "a", "a | length " + "| length " * 2000, "a == " * 4000, "{{ a " * 3000]
)
def test_long_texts_are_told_quickly(text: str) -> None:
    """No text makes the patterns try again and again: each takes hundredths of a second of the processor."""
    began_s = time.process_time()
    naming.plain_names(text, bare=True)
    naming.plain_names(text, bare=False)
    assert time.process_time() - began_s < 0.5


def test_plain_filters_exist() -> None:
    """The quick way knows no filter that the sandbox does not have."""
    assert set() == naming.PLAIN_FILTERS - set(sandbox.FILTER_NAMES)
