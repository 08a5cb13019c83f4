"""Whatever is said, there is an answer."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imgfree.errors import InputRefused
from imgfree.local.director.direct import MOST_CHARS, direct
from imgfree.local.director.sentence import Sentence
from imgfree.local.draft import read, write

CASES = Path(__file__).parents[2] / "cases"


def test_answers_mangled_sentences(session: Callable[..., Any]) -> None:
    """150 sentences cut up, mixed and sprinkled with odd characters are answered, and their drafts read back."""
    texts = [
        json.loads(line)["text"]
        for name in ("prompts.jsonl", "fit.jsonl")
        for line in (CASES / name).read_text(encoding="utf-8").splitlines()
    ]
    words = " ".join(texts).split()
    rng = random.Random(7)
    for round_ in range(150):
        if round_ % 2:
            text = " ".join(rng.choice(words) for _ in range(rng.randint(1, 25)))
        else:
            text = rng.choice(texts)
            cut = rng.randrange(len(text) + 1)
            text = (
                text[:cut]
                + rng.choice(['"', "“", "0", "零秒", "%", ":", "0:0", "\n", "😀", "第", "photo 99"])
                + text[cut:]
            )
        talk = session(rng.randint(0, 4), *rng.sample(["song.mp3", "logo.png", "clip.mp4"], rng.randint(0, 3)))
        reply = talk.say(rng.choice(texts), text)
        assert reply.clauses, text
        if reply.edited:
            facts = reply.draft["m"]
            assert reply.draft == write(read(reply.draft), revision=facts["revision"], parent=facts["parent"]), text


@pytest.mark.parametrize("digit", ["9", "一"])
def test_numbers_without_end_are_not_tried_in_every_part(digit: str) -> None:
    """Of a hundred thousand digits a few are looked at; what stands in quotes stays whole."""
    sentence = Sentence(f"at {digit * 100_000} fps and the title '{digit * 50}'")
    assert 60 == sentence.folded.count(digit)
    assert len(sentence.raw) == len(sentence.folded)
    assert [digit * 50] == list(sentence.literals.values())


@pytest.mark.timeout(100)  # it would take minutes
@pytest.mark.parametrize("unit", ["slow ", "慢", "a", "9", "zoom, ", "（", "a\n", "第一张"])
def test_what_is_said_over_and_over_is_heard_a_few_times(unit: str) -> None:
    """A rule tries each part of what repeats; so only the first few stay, and the answer comes at once."""
    sentence = (unit * 4000)[:MOST_CHARS]
    assert direct(sentence, [], []).text


def test_a_sentence_without_end_is_refused() -> None:
    """Beyond two pages the length and the limit are named."""
    with pytest.raises(InputRefused, match="4,001 characters are more than"):
        direct("a" * (MOST_CHARS + 1), [], [])
