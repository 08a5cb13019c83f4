"""Whatever is said, there is an answer, and it costs little."""

import random
import re
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from imgfree.errors import InputRefused
from imgfree.local.director.direct import MOST_CHARS, direct
from imgfree.local.director.ears import RULES
from imgfree.local.director.read.reading import read as read_sentence
from imgfree.local.director.wish import Scene
from imgfree.local.draft import read, write
from local.director import score
from local.director.conversation import Conversation, Session, begun
from thorough import many, some

LEXICON = Path(__file__).parents[3] / "runner" / "imgfree" / "local" / "director" / "lexicon"
WORDS = re.compile(r"[\u3400-\u9fff]|[a-z]+(?:'[a-z]+)?|\d+(?:[.:]\d+)*|\s+|.", re.IGNORECASE | re.DOTALL)
TEXTS = many(250, 5000)
FLOORS_A_TEXT = 1250  # so many times what it costs to cut the text into words, on any machine; 385 are 50 ms a kilobyte
STOPS = [*" \n,.;:!?-/()…、，。；：！？（）~%&@#", *"\"'“”‘’「」《》"]
ODD = [
    "0",
    "零秒",
    "0:0",
    "99%",
    "1/0",
    "第",
    "-3 s",
    "photo 99",
    "第一百张",
    "😀",
    "👍🏽",
    "\u200b",
    "\x00",
    "\ud800",
    "é",
    "ß",
]


def test_answers_mangled_sentences(session: Session) -> None:
    """Sentences cut up, mixed and sprinkled with odd characters are answered, and their drafts read back."""
    texts = [row["text"] for name in ("prompts", "fit") for row in score.rows(name)]
    words = " ".join(texts).split()
    rng = random.Random(7)
    for turn in range(many(75, 150)):
        if turn % 2:
            text = " ".join(rng.choice(words) for _ in range(rng.randint(1, 25)))
        else:
            text = rng.choice(texts)
            cut = rng.randrange(len(text) + 1)
            text = text[:cut] + rng.choice([*'"“%:\n', *ODD]) + text[cut:]
        talk = session(rng.randint(0, 4), *rng.sample(["song.mp3", "logo.png", "clip.mp4"], rng.randint(0, 3)))
        reply = talk.say(rng.choice(texts), text)
        assert reply.clauses, text
        if reply.edited:
            facts = reply.draft["m"]
            again = write(read(reply.draft), revision=facts["revision"], parent=facts["parent"])
            assert {**again["m"], "undid": facts.get("undid")} == {**facts, "undid": facts.get("undid")}, text
            assert again["t"] == reply.draft["t"], text


def forms() -> list[str]:
    """Return every form of the lexicon, in both languages."""
    books = [tomllib.loads((LEXICON / f"{name}.toml").read_text(encoding="utf-8")) for name in ("en", "zh")]
    return [form for book in books for rows in book.values() for row in rows.values() for form in row]


def random_texts(number: int, seed: int) -> Iterator[str]:
    """Yield texts of letters, Chinese, stops, numbers, quotations, emoji and forms of the lexicon, in any order."""
    rng, known = random.Random(seed), forms()
    makers: list[Callable[[], str]] = [
        lambda: rng.choice(known),
        lambda: rng.choice(known) + " ",
        lambda: "".join(rng.choice("abcdefghijklmnopqrstuvwxyz ABC'") for _ in range(rng.randint(1, 12))),
        lambda: "".join(chr(rng.randint(0x4E00, 0x9FEF)) for _ in range(rng.randint(1, 6))),
        lambda: rng.choice(STOPS),
        lambda: f"{rng.choice([rng.randint(0, 10 ** rng.randint(1, 9)), round(rng.random() * 99, 2)])} ",
        lambda: rng.choice("零一二三四五六七八九十百千万半两") * rng.randint(1, 3),
        lambda: rng.choice(ODD),
        lambda: f'"{rng.choice(known)} {rng.choice(ODD)}"',
    ]
    for _ in range(number):
        yield "".join(rng.choice(makers)() for _ in range(rng.randint(1, 12)))


def scenes() -> list[Conversation]:
    """Return conversations with nothing, with uploads, and with a film that has all sorts of things."""
    film = begun(3, "song.mp3", "logo.png", "clip.mp4")
    film.say('turn them into a video with music, the logo, captions and the title "Hello"')
    return [begun(0), begun(3, "song.mp3"), film]


@pytest.mark.timeout(300)
def test_answers_any_text() -> None:
    """No text whatever breaks it, and whatever has a word in it is answered clause by clause."""
    talks = scenes()
    for number, text in enumerate(random_texts(TEXTS, seed=2026)):
        talk = talks[number % len(talks)]
        reply = direct(text, talk.assets, talk.drafts)
        assert reply.clauses or not re.search(r"\w", text), text
        assert reply.text, text


def test_hears_any_text_at_little_cost() -> None:
    """What is heard costs so many times what it costs to cut the same text into words at most."""
    talk = scenes()[1]
    scene = Scene(tuple(talk.assets), None)
    for text in ("做个视频 a video", "stamp the place on 2"):  # vocabularies and schema are read once a process
        RULES.hear(read_sentence(text), scene)
    spent_s = floor_s = 0.0
    for text in random_texts(many(50, 500), seed=2027):
        begun_s = time.process_time()
        RULES.hear(read_sentence(text), scene)
        heard_s = time.process_time()
        for _ in range(10):
            WORDS.findall(text)
        spent_s += heard_s - begun_s
        floor_s += (time.process_time() - heard_s) / 10
    assert spent_s < FLOORS_A_TEXT * floor_s, (spent_s, floor_s)


@pytest.mark.parametrize("digit", some(["9", "一"], 1))
def test_numbers_without_end_are_answered(digit: str) -> None:
    """Thousands of digits are a number like any other; what stands in quotes beside them stays whole."""
    talk = begun(2)
    reply = talk.say(f"make a video at {digit * 3800} fps with the title '{digit * 20}'")
    assert [digit * 20] == [op["text"] for one in reply.clauses for op in one.ops if op["op"] == "title"]


@pytest.mark.timeout(100)  # it would take minutes
@pytest.mark.parametrize("unit", some(["zoom, ", "慢", "a", "9", "slow ", "（", "a\n", "第一张"], 1))
def test_what_is_said_over_and_over_is_answered(unit: str) -> None:
    """The longest sentence there may be, of one word alone, is answered in time."""
    sentence = (unit * 4000)[:MOST_CHARS]
    assert direct(sentence, [], []).text


def test_a_sentence_without_end_is_refused() -> None:
    """Beyond two pages the length and the limit are named."""
    with pytest.raises(InputRefused, match="4,001 characters"):
        direct("a" * (MOST_CHARS + 1), [], [])
