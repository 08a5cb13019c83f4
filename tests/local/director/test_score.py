"""The scorer: example prompts by operation, our own sentences by operation and arguments."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from imgfree.local.render.effects import EFFECTS
from imgfree.local.render.film import Output
from imgfree.local.render.look import LOOKS
from imgfree.local.render.plan import plan

CASES = Path(__file__).parents[2] / "cases"

# What a label of the prompts may be called here; labels that name no operation must be declined instead.
LABELS = {
    "count": {"build"},
    "per-photo": {"per_photo"},
    "effects": {"effect"},
    "brand": {"logo"},
    "text": {"title", "text"},
    "vague": {"build", "effect"},
    "order": {"order", "build"},
    "trim": {"trim", "duration"},  # "trim my video to 60 seconds" asks for a length
}
NO_OPERATION = {"generative", "caption-style", "bilingual", "voice", "clip-audio", "batch", "beat"}
# Said inside another label: a fit is part of "aspect", a level of "music", removing a logo of "brand".
IMPLIED = {
    "aspect": {"fit"},
    "music": {"level"},
    "text": {"title", "text"},
    "brand": {"remove", "logo"},
    "count": {"build"},
}


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a case file."""
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def operations(reply: Any) -> list[dict[str, Any]]:
    """Return every operation of a reply but the defaults."""
    return [op for clause in reply.clauses if clause.outcome != "defaulted" for op in clause.ops]


def agrees(expected: dict[str, Any], got: dict[str, Any]) -> bool:
    """Return whether every expected argument is there with its value."""
    for key, value in expected.items():
        same = abs(got.get(key, 1e9) - value) < 0.002 if isinstance(value, float) else got.get(key) == value
        if not same:
            return False
    return True


def test_finds_the_operations_of_the_example_prompts(session: Callable[..., Any]) -> None:
    """At least 97 % of the labelled operations are found and at most 1 % of the found ones are invented."""
    expected = found = heard = 0
    invented: list[tuple[str, str]] = []
    for row in rows("prompts.jsonl"):
        footage = any(word in row["text"] for word in ("clip", "my video", "footage", "视频剪"))
        got = {op["op"] for op in operations(session(3, *(["clip.mp4"] if footage else [])).say(row["text"]))}
        allowed: set[str] = set()
        for label in set(row["ops"]) - NO_OPERATION:
            names = LABELS.get(label, {label.replace("-", "_")})
            expected, found = expected + 1, found + bool(names & got)
            allowed |= names | IMPLIED.get(label, set())
        heard += len(got)
        invented += [(row["id"], name) for name in got - allowed]
    assert 0.97 <= found / expected, f"{found} of {expected}"
    assert len(invented) <= 0.01 * heard, invented


@pytest.mark.parametrize("name", ["sentences.jsonl", "heldout.jsonl", "strangers.jsonl"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_binds_the_arguments_of_our_own_sentences(session: Callable[..., Any], language: str, name: str) -> None:
    """Every operation of our sentences comes with the right arguments, and nothing is invented."""
    wrong = []
    for row in rows(name):
        if row["lang"] != language:
            continue
        reply = session(row.get("photos", 3), *row.get("with", [])).say(*row.get("after", []), row["text"])
        left = operations(reply)
        missed = []
        for one in row["ops"]:
            match = next((got for got in left if agrees(one, got)), None)
            if match is None:
                missed.append(one)
            else:
                left.remove(match)
        if missed or left or reply.route != row.get("route", "edit"):
            wrong.append((row["text"], missed, left, reply.route))
    assert [] == wrong


def test_names_what_it_does_not_do(session: Callable[..., Any]) -> None:
    """Phrases marked as declined or unknown in our sentences come back as such, verbatim."""
    silent = []
    for row in (*rows("sentences.jsonl"), *rows("heldout.jsonl"), *rows("strangers.jsonl")):
        reply = session(row.get("photos", 3), *row.get("with", [])).say(*row.get("after", []), row["text"])
        refused = [clause.text for clause in reply.clauses if clause.outcome in ("declined", "approximated")]
        unknown = [clause.text for clause in reply.clauses if clause.outcome == "not understood"]
        silent += [(row["text"], word) for word in row.get("declined", []) if not any(word in text for text in refused)]
        if bool(unknown) != bool(row.get("unknown")):
            silent.append((row["text"], str(unknown)))
    assert [] == silent


def test_makes_drafts_that_the_renderer_understands(session: Callable[..., Any]) -> None:
    """Every draft of every case becomes a film whose last shot ends on its last frame, with known looks and effects."""
    for row in (*rows("prompts.jsonl"), *rows("sentences.jsonl"), *rows("heldout.jsonl"), *rows("strangers.jsonl")):
        talk = session(row.get("photos", 3), *row.get("with", []))
        talk.say(*row.get("after", []), row["text"])
        if talk.drafts:
            film = plan(talk.drafts[-1], {asset.id: asset for asset in talk.assets}, Output())
            assert film.frames == film.shots[-1].end, row["text"]
            assert film.look is None or film.look in LOOKS
            assert set(film.effects) <= set(EFFECTS)
