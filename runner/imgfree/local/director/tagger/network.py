"""The network that tags the words of a sentence: convolutions over the sum of each word's features, and attention.

Its weights were trained by `.ci/tagger/` on the sentences in `tests/cases/heard/`. The same sentence is tagged alike
everywhere, but for the last digits of its floating-point numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imgfree.local.director.read.reading import Reading
from imgfree.local.director.tagger.features import hashed

Floats = NDArray[np.float32]
NOTHING, CANNOT, ASKED = "O", "X", "Q"  # words that wish nothing, what nobody can do, a question
_ROWS = 16
REACHES = (1, 2, 4)  # words to either side that each convolution sees
ATTENTIVE = 2  # of the convolutions, from the first: behind them every word looks at all others
HEADS = 4
EXTREME = 12  # odds, as logarithms, beyond which one is as sure as another


@dataclass(frozen=True)
class Tags:
    """What each token asks for: rows are tokens, in order; all values are probabilities.

    `ops` has a column for each of `names`; `args` of an operation has one for each of its `arguments`: keys, and values
    of them ("none", "name=warm"). `begins` says where a wish begins, `verbatim` which words are to be taken as they
    stand, `told` of which argument a word is the value: a column for each of `keys`. `judges` has the coefficients by
    which a wish is judged: one that the rules have found ("known"), or only the tags ("added").
    """

    names: Sequence[str]
    arguments: Mapping[str, Mapping[str, int]]
    ops: Floats
    begins: Floats
    verbatim: Floats
    keys: Mapping[str, int]
    told: Floats
    judges: Mapping[str, Floats]
    hidden: Floats

    def args(self, op: str, places: Sequence[int]) -> Floats:
        """Return how likely each argument of an operation is said by the tokens at `places`: mostly by the surest."""
        p, columns = weights().by_name, list(self.arguments.get(op, {}).values())
        found = _times(self.hidden[list(places)], p["k"][:, columns]) + p["kb"][columns]
        weight = np.exp(np.clip(found, -EXTREME, EXTREME))
        return np.asarray(_logistic((found * weight).sum(0) / weight.sum(0)))

    def tells(self, key: str, places: Sequence[int]) -> float:
        """Return how likely the tokens at `places` are the value of an argument."""
        return float(self.told[list(places), self.keys[key]].max()) if key in self.keys else 0.0

    def tells_first(self, key: str, places: Sequence[int]) -> float:
        """Return how likely that is of those tokens that are the value of no other argument rather."""
        rows, column = self.told[list(places)], self.keys.get(key, -1)
        return float(rows[rows.argmax(1) == column, column].max(initial=0.0))


@dataclass(frozen=True)
class Weights:
    """The weights by name, what the columns of the operations stand for, and each operation's arguments' columns."""

    by_name: Mapping[str, Any]
    names: Sequence[str]
    arguments: Mapping[str, Mapping[str, int]]
    keys: Mapping[str, int]
    judges: Mapping[str, Floats]


@cache
def weights() -> Weights:
    """Return the weights, read once; they are kept as bytes with a scale for each row."""
    with (files(__package__) / "weights.npz").open("rb") as stream, np.load(stream) as kept:
        found = {name: kept[name] for name in kept.files}
    names, said, of, keys = (str(found.pop(key)).split("\n") for key in ("names", "arguments", "arguments_of", "keys"))
    scales = {name[:-6]: found.pop(name) for name in list(found) if name.endswith(".scale")}
    judges = {name.partition(".")[2]: found.pop(name) for name in list(found) if name.startswith("judge.")}
    columns = ((op, map(int, row)) for op, *row in map(str.split, of))
    arguments = {op: {said[column]: column for column in row} for op, row in columns}
    plain = {name: one.astype(np.float32) * scales.get(name, np.float32(1)) for name, one in found.items()}
    return Weights(plain, names, arguments, {key: column for column, key in enumerate(keys)}, judges)


def tags(reading: Reading, *, begun: bool) -> Tags:
    """Return the tags of a sentence; `begun` says whether there is a film already."""
    known = weights()
    p, names = known.by_name, known.names
    rows = hashed(reading)
    many = np.array([len(row) for row in rows])
    sums = np.add.reduceat(p["emb"][[one for row in rows for one in row]], many.cumsum() - many)
    x = _normal(sums / np.sqrt(1 + many, dtype=np.float32)[:, None] + p["film"][2 * reading.chinese + begun])
    for number, reach in enumerate(REACHES):
        seen = np.zeros((len(x), 3, x.shape[1]), np.float32)  # what is before each word, itself, and what is behind it
        seen[reach:, 0], seen[:, 1], seen[:-reach, 2] = x[:-reach], x, x[reach:]
        y = _times(seen.reshape(len(x), -1), p[f"c{number}"].reshape(-1, x.shape[1])) + p[f"b{number}"]
        y += x.mean(0) @ p["g"] if number == 0 else 0
        x = _normal(x + _gelu(y)) * p[f"s{number}"]
        if number < ATTENTIVE:
            x = _normal(x + _times(_looked(_times(x, p[f"q{number}"])), p[f"a{number}"]))
    out = _times(x, p["o"]) + p["ob"]
    ops = np.exp(out[:, : len(names)] - out[:, : len(names)].max(1, keepdims=True))
    begins, verbatim = _logistic(out[:, len(names) :]).T
    ops /= ops.sum(1, keepdims=True)
    told = _logistic(_times(x, p["t"]) + p["tb"])
    return Tags(names, known.arguments, ops, begins, verbatim, known.keys, told, known.judges, x)


def _looked(x: Any) -> Any:
    """Return what every word sees in the others; `x` has for each head what it looks for, is found by, and says."""
    many, width = x.shape
    asked, named, said = np.split(x.reshape(many, HEADS, -1).transpose(1, 0, 2), 3, -1)
    seen = asked @ named.transpose(0, 2, 1) / np.sqrt(width / 3 / HEADS)
    seen = np.exp(seen - seen.max(-1, keepdims=True))
    return ((seen / seen.sum(-1, keepdims=True)) @ said).transpose(1, 0, 2).reshape(many, -1)


def _times(x: Any, weight: Any) -> Any:
    """Return the product, made of blocks so small that no library begins threads for them: that takes longer."""
    return np.concatenate([x[start : start + _ROWS] @ weight for start in range(0, len(x), _ROWS)])


def _normal(x: Any) -> Any:
    return (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5)


def _gelu(x: Any) -> Any:
    return 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x * x * x)))


def _logistic(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))
