"""The sentences that the tagger learns from: what people wrote, the fit set as the rules read it, and wishes unknown.

A row of `tests/cases/heard/` has the sentence, what was there and said before, and the wishes with the words that ask
for each (`said`); `cannot` lists what nobody can do.
"""

import json
import random
import tomllib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree.local.director import rules
from imgfree.local.director.direct import _names
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.read.reading import read as read_sentence
from imgfree.local.director.table import FRAMES
from imgfree.local.director.wish import Heard, Scene
from imgfree.local.draft import read as read_draft
from imgfree.local.film import Film
from local.director import score
from local.director.conversation import Conversation, begun

Row = dict[str, Any]
_HEARD = Path(__file__).parents[2] / "tests" / "cases" / "heard"
_UNKNOWN = 2000  # sentences that end in, or begin with, a wish that nobody knows
_WISHES = tomllib.loads(Path(__file__).with_name("unknown.toml").read_text(encoding="utf-8"))
_SYLLABLES = ("bra", "ko", "zim", "fel", "tra", "gun", "po", "wix", "mer", "dal", "sho", "quib", "nar", "lef", "jat",
              "ump", "olo", "vri", "skel", "thun")  # fmt: skip
_JOINTS = {"en": (", and ", ". ", ", then ", "; ", " and ", ", "), "zh": ("，", "。", "，然后", "；", "，再")}
_WAYS = ("", "", "", "", " a bit", " properly", " overnight", " twice", " gently", " for me")


@dataclass(frozen=True)
class Read:
    """A row, its sentence as it is read, and whether there is a film."""

    row: Row
    reading: Reading
    begun: bool


class RulesAlone:
    """The ear that asks no tagger, and keeps what it heard."""

    heard: tuple[Reading, Scene, tuple[Any, ...]] | None = None

    def hear(self, reading: Reading, scene: Scene) -> Heard:
        """Return what the rules find."""
        wishes = tuple(rules.hear(reading, scene, FRAMES))
        self.heard = reading, scene, wishes
        return wishes, None

    def stop(self) -> None:
        """Do nothing."""


def conversation(row: Row) -> tuple[Conversation, RulesAlone]:
    """Return the conversation just before a row's sentence, heard by the rules alone, and its ear."""
    ear = RulesAlone()
    talk = begun(row.get("photos", 3), *row.get("with", []))
    talk.ear = ear
    if row.get("after"):
        talk.say(*row["after"])
    return talk, ear


def kept_back(row: Row) -> bool:
    """Return whether the network does not learn from a row."""
    return not row["id"].startswith(("fit-", "unknown-")) and zlib.crc32(row["text"].encode()) % 10 == 0


def ours() -> list[Row]:
    """Return the fit and the develop set, so that the judges know how people speak there as well."""
    return [*score.rows("fit"), *score.rows("develop")]


def all_rows() -> list[Row]:
    """Return every row, the same ones in the same order each time."""
    written = [
        json.loads(line) for path in sorted(_HEARD.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    learnt = [row for row in written if not kept_back(row)]
    return [*written, *_fit(), *with_unknown(learnt, _UNKNOWN)]


def read(rows: Sequence[Row]) -> list[Read]:
    """Return the rows as they are read; without those of which nothing is left."""
    found = []
    for row in rows:
        talk, _ = conversation(row)
        film = read_draft(talk.drafts[-1]) if talk.drafts else Film()
        there = [words.text for words in film.words if words.role != "caption"]
        reading = read_sentence(row["text"], _names(talk.assets), there)
        if reading.tokens:
            found.append(Read(row, reading, bool(film.shots)))
    return found


def _fit() -> Iterator[Row]:
    """Yield the rows of the fit set that the rules hear rightly, with the words in which they heard it."""
    for row in score.rows("fit"):
        talk, ear = conversation(row)
        if not score.verdict(row, reply=talk.say(row["text"])).right or ear.heard is None:
            continue
        wishes = []
        for op in row["ops"]:
            found = next((one for one in ear.heard[2] if one.op == op["op"] and one.spans), None)
            pieces = [row["text"][start:end] for start, end in found.spans] if found else []
            wishes += [{**op, "said": [one for one in pieces if one.strip()]}] if pieces else []
        if len(wishes) == len(row["ops"]) or row.get("route", "edit") != "edit":
            yield {**row, "id": f"fit-{row['id']}", "wishes": wishes, "cannot": row.get("declined", [])}


def with_unknown(rows: Sequence[Row], many: int) -> Iterator[Row]:
    """Yield sentences with a wish beside them that nobody knows; none of those that the tests ask for."""
    dice = random.Random(7)
    tested = {word for row in score.rows("unknown") for word in row["word"].lower().split()}
    pool = [row for row in rows if not row["cannot"] and len(row["text"]) < 140 and row["route"] == "edit"]
    for number in range(many):
        row = dice.choice(pool)
        wish = _wish(row["lang"], dice, tested)
        said = row["text"].rstrip(" .!。！,，")
        joints = _JOINTS[row["lang"]]
        behind = dice.random() < 0.75
        text = said + dice.choice(joints) + wish if behind else wish + dice.choice(joints[1:3]) + row["text"]
        yield {**row, "id": f"unknown-{number}", "text": text, "cannot": [wish]}


def _wish(language: str, dice: random.Random, tested: set[str]) -> str:
    known = [verb for verb in _WISHES[language]["done"] if not any(verb in word or word in verb for word in tested)]
    verb, thing = dice.choice(known), dice.choice(_WISHES[language]["things"])
    if language == "en":
        made_up = "".join(dice.choice(_SYLLABLES) for _ in range(dice.choice((2, 3))))
        return f"{verb if dice.random() < 0.7 else made_up} {thing}{dice.choice(_WAYS)}"
    return dice.choice((f"把{thing}{verb}", f"给{thing}{verb}一下", f"{thing}{verb}一下", f"{verb}{thing}"))
