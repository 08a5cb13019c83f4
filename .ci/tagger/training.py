"""The network of `imgfree.local.director.tagger.network`, trained with JAX, and its weights as they are shipped."""

import collections
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from imgfree.local.director.tagger import network
from imgfree.local.director.tagger.features import MOST, SIZE, hashed
from tagger.labels import KEYS, NAMES, Columns, Marked
from tagger.sentences import Read

Weights = dict[str, Any]
Example = tuple[Read, Marked]
_WIDTH, _BATCH, _LENGTHS = 96, 48, (12, 20, 32, 48, 80)  # a longer sentence is cut
_FEATURE_LOST, _WORD_LOST, _LAYER_LOST, _LAST_LOST = 0.3, 0.12, 0.15, 0.15
_RATE, _DECAY, _WARMING = 3e-3, 0.1, 100  # the last: steps until the rate is reached
_WISHES = 9  # of a sentence, at most
_MANY = len(NAMES)


def trained(examples: Sequence[Example], known: Columns, *, epochs: int) -> Weights:
    """Return the weights after so many epochs; prints the loss of each."""
    weights, key, dice = _begun(len(known.by_name)), jax.random.PRNGKey(100), random.Random(0)
    of = jnp.zeros((_MANY, len(known.by_name)))  # which arguments each operation has
    for op, own in known.of.items():
        of = of.at[NAMES.index(op), np.array(own, int)].set(1)
    groups: dict[int, list[int]] = collections.defaultdict(list)
    for number, (read, _) in enumerate(examples):
        groups[next((most for most in _LENGTHS if len(read.reading.tokens) <= most), _LENGTHS[-1])].append(number)
    steps = epochs * sum(-(-len(group) // _BATCH) for group in groups.values())
    optimizer = optax.adamw(optax.warmup_cosine_decay_schedule(0, _RATE, _WARMING, steps), weight_decay=_DECAY)
    state = optimizer.init(weights)

    @jax.jit
    def step(weights: Weights, state: Any, batch: Sequence[Any], key: Any) -> tuple[Weights, Any, Any]:
        loss, slope = jax.value_and_grad(_loss)(weights, batch, of, key)
        change, state = optimizer.update(slope, state, weights)
        return optax.apply_updates(weights, change), state, loss

    rows = [hashed(read.reading) for read, _ in examples]
    for epoch in range(epochs):
        losses = []
        for most, group in _batches(groups, dice):
            key, own = jax.random.split(key)
            weights, state, loss = step(weights, state, _batch(examples, rows, group, most, len(known.by_name)), own)
            losses.append(float(loss))
        print(f"epoch {epoch}: {sum(losses) / len(losses):.3f}", flush=True)
    return weights


def write(weights: Weights, known: Columns, judges: Mapping[str, Sequence[float]]) -> None:
    """Write the weights as bytes with one scale a row, the names of the columns, and the judges."""
    kept: dict[str, NDArray[Any]] = {}
    for name, value in weights.items():
        whole = np.asarray(value, np.float32)
        if whole.ndim < 2:
            kept[name] = whole
            continue
        scale = np.abs(whole).max(-1, keepdims=True) / 127 + 1e-12
        kept[name] = np.round(whole / scale).astype(np.int8)
        kept[f"{name}.scale"] = scale.astype(np.float16 if name == "emb" else np.float32)
    kept |= {f"judge.{name}": np.asarray(one, np.float32) for name, one in judges.items()}
    kept |= {
        "names": np.array("\n".join(NAMES)),
        "arguments": np.array("\n".join(known.by_name)),
        "arguments_of": np.array("\n".join(" ".join((op, *map(str, own))) for op, own in known.of.items())),
        "keys": np.array("\n".join(KEYS)),
    }
    np.savez_compressed(Path(network.__file__).with_name("weights.npz"), **kept)


def _begun(arguments: int) -> Weights:
    keys = iter(jax.random.split(jax.random.PRNGKey(0), 16))
    weights = {"emb": jax.random.normal(next(keys), (SIZE, _WIDTH)) * 0.1}
    weights["film"] = jax.random.normal(next(keys), (4, _WIDTH)) * 0.1
    for number in range(len(network.REACHES)):
        weights[f"c{number}"] = jax.random.normal(next(keys), (3, _WIDTH, _WIDTH)) / np.sqrt(3 * _WIDTH)
        weights[f"b{number}"], weights[f"s{number}"] = jnp.zeros(_WIDTH), jnp.ones(_WIDTH)
    for number in range(network.ATTENTIVE):
        weights[f"q{number}"] = jax.random.normal(next(keys), (_WIDTH, 3 * _WIDTH)) / np.sqrt(_WIDTH)
        weights[f"a{number}"] = jax.random.normal(next(keys), (_WIDTH, _WIDTH)) * 0.3 / np.sqrt(_WIDTH)
    weights["g"] = jax.random.normal(next(keys), (_WIDTH, _WIDTH)) / np.sqrt(_WIDTH)
    weights["o"] = jax.random.normal(next(keys), (_WIDTH, _MANY + 2)) * 0.05
    weights["ob"] = jnp.zeros(_MANY + 2)
    for name, many in (("k", arguments), ("t", len(KEYS))):
        weights[name] = jax.random.normal(next(keys), (_WIDTH, many)) * 0.05
        weights[f"{name}b"] = jnp.zeros(many) - 3
    return weights


def _batches(groups: Mapping[int, list[int]], dice: random.Random) -> list[tuple[int, list[int]]]:
    found = []
    for most, group in groups.items():
        dice.shuffle(group)
        for start in range(0, len(group), _BATCH):
            own = group[start : start + _BATCH]
            found.append((most, own + [dice.choice(group) for _ in range(_BATCH - len(own))]))
    dice.shuffle(found)
    return found


def _batch(
    examples: Sequence[Example], rows: Sequence[list[list[int]]], group: Sequence[int], most: int, arguments: int
) -> list[NDArray[Any]]:
    many = len(group)
    ids, kind = np.zeros((many, most, MOST), np.int32), np.zeros(many, np.int32)
    ops, told = np.zeros((many, most), np.int32), np.zeros((many, most, len(KEYS)), np.float32)
    there, begins, verbatim = np.zeros((3, many, most), np.float32)
    wishes, op = np.zeros((many, _WISHES, most), np.float32), np.zeros((many, _WISHES), np.int32)
    args = np.zeros((many, _WISHES, arguments), np.float32)
    for place, number in enumerate(group):
        read, marked = examples[number]
        length = min(len(read.reading.tokens), most)
        for token, row in enumerate(rows[number][:length]):
            ids[place, token, : len(row)] = row
        there[place, :length], kind[place] = 1, 2 * (read.row["lang"] == "zh") + read.begun
        ops[place, :length], told[place, :length] = marked.ops[:length], marked.told[:length]
        begins[place, :length], verbatim[place, :length] = marked.begins[:length], marked.verbatim[:length]
        for wish, (name, own) in enumerate(marked.wishes[:_WISHES]):
            wishes[place, wish, :length] = marked.wish[:length] == wish
            op[place, wish], args[place, wish, own] = NAMES.index(name), 1
    return [ids, there, kind, ops, begins, verbatim, told, wishes, op, args]


def _loss(weights: Weights, batch: Sequence[Any], of: Any, key: Any) -> Any:
    ids, there, kind, ops, begins, verbatim, told, wishes, op, args = batch
    out, telling, said = _forward(weights, ids, there, kind, key)
    wished = wishes.sum(1)
    sure, words, held, seen = optax.sigmoid_binary_cross_entropy, there.sum(), wished.sum() + 1, wishes.max(-1)
    tagged = (optax.softmax_cross_entropy_with_integer_labels(out[..., :_MANY], ops) * there).sum() / words
    begin = (sure(out[..., _MANY], begins) * wished).sum() / held
    stands = (sure(out[..., _MANY + 1], verbatim) * there).sum() / words
    tells = (sure(telling, told).sum(-1) * wished).sum() / held
    spoken = ((sure(_pooled(said, wishes), args) * of[op]).sum(-1) * seen).sum() / (seen.sum() + 1)
    return tagged + 0.3 * begin + 0.5 * stands + 0.2 * tells + 0.25 * spoken


def _pooled(said: Any, wishes: Any) -> Any:
    """Return what the words of each wish say of its arguments together: mostly what the surest one says."""
    weight = jnp.exp(jnp.clip(said, -network.EXTREME, network.EXTREME) - network.EXTREME)
    whole = jnp.einsum("rwl,rla->rwa", wishes, weight) + (wishes.sum(-1, keepdims=True) == 0)
    return jnp.einsum("rwl,rla->rwa", wishes, weight * said) / whole


def _forward(weights: Weights, ids: Any, there: Any, kind: Any, key: Any) -> tuple[Any, Any, Any]:
    """Return what the network says, with some of what it is told left out."""
    keys = iter(jax.random.split(key, 12))
    live = (ids > 0) * jax.random.bernoulli(next(keys), 1 - _FEATURE_LOST, ids.shape)
    live = live * jax.random.bernoulli(next(keys), 1 - _WORD_LOST, (*ids.shape[:-1], 1))
    x = (weights["emb"][ids] * live[..., None]).sum(-2) / jnp.sqrt(1 + live.sum(-1, keepdims=True))
    x = _normal(x + weights["film"][kind][:, None, :]) * there[..., None]
    for number, reach in enumerate(network.REACHES):
        padded = jnp.pad(x, ((0, 0), (reach, reach), (0, 0)))
        parts = (padded[:, n * reach : n * reach + x.shape[1]] @ weights[f"c{number}"][n] for n in range(3))
        y = sum(parts) + weights[f"b{number}"]
        if number == 0:
            y = y + ((x.sum(1) / there.sum(1, keepdims=True)) @ weights["g"])[:, None, :]
        x = _normal(x + _lost(jax.nn.gelu(y), _LAYER_LOST, next(keys))) * weights[f"s{number}"] * there[..., None]
        if number < network.ATTENTIVE:
            y = _looked(x @ weights[f"q{number}"], there) @ weights[f"a{number}"]
            x = _normal(x + _lost(y, _LAYER_LOST, next(keys))) * there[..., None]
    x = _lost(x, _LAST_LOST, next(keys))
    return tuple(x @ weights[name] + weights[f"{name}b"] for name in ("o", "t", "k"))


def _looked(x: Any, there: Any) -> Any:
    """Return what every word sees in those that are there."""
    rows, many, width = x.shape
    asked, named, said = jnp.split(x.reshape(rows, many, network.HEADS, -1), 3, -1)
    seen = jnp.einsum("rlhd,rmhd->rhlm", asked, named) / np.sqrt(width / 3 / network.HEADS)
    seen = jax.nn.softmax(seen - 1e9 * (1 - there)[:, None, None, :])
    return jnp.einsum("rhlm,rmhd->rlhd", seen, said).reshape(rows, many, -1)


def _normal(x: Any) -> Any:
    return (x - x.mean(-1, keepdims=True)) / jnp.sqrt(x.var(-1, keepdims=True) + 1e-5)


def _lost(x: Any, share: float, key: Any) -> Any:
    return x * jax.random.bernoulli(key, 1 - share, x.shape) / (1 - share)
