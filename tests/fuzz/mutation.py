"""Bytes that are nearly right: a sample, wounded at random, the same for the same number."""

import json
import random
import re
from collections.abc import Sequence
from typing import Any

_ODD_BYTES = (0, 1, 9, 10, 13, 27, 34, 39, 47, 58, 92, 123, 127, 128, 192, 255)
_ODD_NUMBERS = (0, -1, 1, 255, 256, 65535, 2**31, 2**63, 2**64, 10**30, -(10**30), 0.1, 1e308, -1e308, float("nan"))
_ODD_TEXTS = (
    "", " ", "\0", "\n", "\x1b]52;c;eA==\a", "\u202e", "\ud800", "\ufeff", "é" * 3000, "a" * 70_000, "../../x",
    "/dev/zero", "{{ 7 * 7 }}", "{{ ''.__class__ }}", "{% for x in y %}", "${HOME}", "http://127.0.0.1:1/x", "9" * 400,
    "1e999999", "0x10", "1:99", "-00:00:01,000", "12:34:56:78", "\U0001f468\u200d\U0001f469", "照片", "%s%n", "NaN",
)  # fmt: skip


def mutated(number: int, samples: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    """Return the `number`th wounded sample: at least one of its values, words, numbers or bytes is another."""
    chance = random.Random(number)
    data = chance.choice(samples)
    if chance.random() < 0.5:
        data = _replanted(data, chance)
        if chance.random() < 0.6:
            return data
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        data = chance.choice(_WOUNDS)(data, chance, samples, words)
    return data[: 1 << 20]


def _replanted(data: bytes, chance: random.Random) -> bytes:
    """Return JSON (or lines of it) with some values changed; other data as it is."""
    lines = data.split(b"\n")
    try:
        trees = [json.loads(line) if line.strip() else None for line in lines]
    except (ValueError, RecursionError):
        try:
            lines, trees = [data], [json.loads(data)]
        except (ValueError, RecursionError):
            return data
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(trees))
        if trees[at] is not None:
            trees[at] = _grown(trees[at], chance, 0)
    return b"\n".join(
        line if tree is None else json.dumps(tree).encode("utf-8", "surrogatepass")
        for line, tree in zip(lines, trees, strict=True)
    )


def _grown(tree: Any, chance: random.Random, depth: int) -> Any:
    """Return the tree with one of its branches changed, left out, doubled or put elsewhere."""
    if isinstance(tree, dict) and tree and chance.random() < 0.9:
        key = chance.choice(list(tree))
        deed = chance.random()
        if deed < 0.15:
            return {name: value for name, value in tree.items() if name != key}
        if deed < 0.25:
            return tree | {chance.choice(_ODD_TEXTS): tree[key]}
        return tree | {key: _grown(tree[key], chance, depth + 1)}
    if isinstance(tree, list) and tree and chance.random() < 0.9:
        at = chance.randrange(len(tree))
        deed = chance.random()
        if deed < 0.15:
            return tree[:at] + tree[at + 1 :]
        if deed < 0.3:
            return tree + tree[at : at + 1] * chance.choice((1, 2, 300))
        return [*tree[:at], _grown(tree[at], chance, depth + 1), *tree[at + 1 :]]
    return _value(tree, chance)


def _value(old: Any, chance: random.Random) -> Any:
    deed = chance.random()
    if isinstance(old, int | float) and deed < 0.3:
        return old * chance.choice((-1, 0, 0.5, 2, 1000))
    if deed < 0.55:
        return chance.choice(_ODD_NUMBERS)
    if deed < 0.85:
        return chance.choice(_ODD_TEXTS)
    if deed < 0.92:
        return chance.choice((None, True, False, [], {}, [[]], {"": None}))
    nested: Any = old
    for _ in range(chance.choice((3, 60, 400))):
        nested = [nested]
    return nested


def _span(data: bytes, chance: random.Random, longest: int = 64) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(1, longest))


def _byte(data: bytes, chance: random.Random, samples: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    start, _ = _span(data, chance)
    return data[:start] + bytes([chance.choice((*_ODD_BYTES, chance.randrange(256)))]) + data[start + 1 :]


def _cut(data: bytes, chance: random.Random, samples: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def _end(data: bytes, chance: random.Random, samples: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    return data[: _span(data, chance)[0]]


def _repeat(data: bytes, chance: random.Random, samples: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    start, end = _span(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 2, 10, 1000)) + data[end:]


def _graft(data: bytes, chance: random.Random, samples: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    other = chance.choice(samples)
    start, end = _span(other, chance, 400)
    at, _ = _span(data, chance)
    return data[:at] + other[start:end] + data[at:]


def _word(data: bytes, chance: random.Random, samples: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    """Put a word that means something here, or an odd text, where a word stood or between two bytes."""
    new = chance.choice((*words, chance.choice(_ODD_TEXTS).encode("utf-8", "surrogatepass")))
    found = list(re.finditer(rb"[A-Za-z_]+", data))
    if found and chance.random() < 0.7:
        old = chance.choice(found)
        return data[: old.start()] + new + data[old.end() :]
    at, _ = _span(data, chance)
    return data[:at] + new + data[at:]


def _number(data: bytes, chance: random.Random, samples: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return _word(data, chance, samples, words)
    old = chance.choice(found)
    return data[: old.start()] + str(chance.choice(_ODD_NUMBERS)).encode() + data[old.end() :]


def _line(data: bytes, chance: random.Random, samples: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    """Move, double or indent a line."""
    lines = data.split(b"\n")
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    line = lines[at] if chance.random() < 0.5 else b"  " + lines[at]
    if chance.random() < 0.5:
        del lines[at]
    return b"\n".join([*lines[:to], line, *lines[to:]])


_WOUNDS = (_byte, _byte, _cut, _end, _repeat, _graft, _word, _word, _number, _number, _line)
