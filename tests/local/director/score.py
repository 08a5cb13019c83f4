"""How much of what people say the director understands: right rows, operations found, what survives a typing error.

    PYTHONPATH=tests python tests/local/director/score.py fit|develop|prompts|sealed|FILE.jsonl

A row is right when every expected operation is there with its arguments, nothing else is, the route is right, and what
is marked as declined or unknown is reported as such; of unknown phrases that are listed, each may be reported, but no
others. `photos`, `with` and `after` say what is there and was said.

The sets: in each language the distinct texts in the order of their SHA-256; the first two thirds are `fit`, the next
sixth is `develop`, the rest `sealed`. Sealed rows are never shown, only counted.
"""

import argparse
import collections
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imgfree.local.director import Reply
from local.director.conversation import begun
from local.director.perturb import PERTURBATIONS, ends_freely

Row = dict[str, Any]
CASES = Path(__file__).parents[2] / "cases"
OURS = ("fit", "develop", "sealed")
_EACH_WISH = 3  # sentences that an unknown wish is appended to
_APPENDED = {"en": (", and ", ". ", ", then ", "; "), "zh": ("，", "。", "，然后", "；")}

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


@dataclass(frozen=True)
class Verdict:
    """What became of one row."""

    row: Row
    missed: list[Row]
    left: list[Row]
    route: str
    silent: list[str]  # phrases that should have been declined
    unknown: list[str]  # clauses that were not understood
    routed: bool = True
    owned: bool = True  # not understood is said exactly where the row says so
    crashed: bool = False  # then `route` is the error
    draft: Row | None = None  # as it stands then
    heard: list[Row] = field(default_factory=list)  # every operation of the reply but the defaults

    @property
    def right(self) -> bool:
        """Return whether everything is as the row says."""
        return not (self.missed or self.left or self.silent) and self.routed and self.owned


@dataclass
class Tally:
    """How often an operation was found, missed and invented."""

    found: int = 0
    missed: int = 0
    invented: int = 0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall; 1 where the operation never comes up."""
        said = 2 * self.found + self.missed + self.invented
        return 2 * self.found / said if said else 1.0


def rows(name: str) -> list[Row]:
    """Return the rows of a set, or of a file."""
    path = Path(name) if name.endswith(".jsonl") else CASES / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def replied(row: Row) -> Reply:
    """Return the reply to a row's sentence; what was said before it is said once for all rows that begin so."""
    talk = begun(row.get("photos", 3), *row.get("with", []))
    talk.drafts = list(_drafts(row.get("photos", 3), tuple(row.get("with", [])), tuple(row.get("after", []))))
    return talk.say(row["text"])


_said: dict[tuple[int, tuple[str, ...], tuple[str, ...]], list[Row]] = {}


def _drafts(photos: int, extras: tuple[str, ...], after: tuple[str, ...]) -> list[Row]:
    key = (photos, extras, after)
    if key not in _said:
        talk = begun(photos, *extras)
        if after:
            talk.say(*after)
        _said[key] = talk.drafts
    return _said[key]


def operations(reply: Reply) -> list[Row]:
    """Return every operation of a reply but the defaults."""
    return [dict(op) for clause in reply.clauses if clause.outcome != "defaulted" for op in clause.ops]


def wished(reply: Reply, op: str) -> list[Row]:
    """Return the arguments of every operation of that name in a reply."""
    return [{key: value for key, value in one.items() if key != "op"} for one in operations(reply) if one["op"] == op]


def agrees(expected: Row, got: Row) -> bool:
    """Return whether every expected argument is there with its value."""
    return all(_same(value, got.get(key)) for key, value in expected.items())


def _same(expected: Any, got: Any) -> bool:
    if isinstance(expected, float) and isinstance(got, int | float):
        return abs(got - expected) < 0.002
    return bool(got == expected)


def verdict(row: Row, *, op: str | None = None, reply: Reply | None = None) -> Verdict:
    """Return what became of a row; of one operation alone where it is named. `reply` is that of another ear."""
    wanted = [one for one in row["ops"] if op in (None, one["op"])]
    try:
        reply = replied(row) if reply is None else reply
    except Exception as error:  # counted as wrong, so that one operation can be measured while another breaks
        return Verdict(row, wanted, [], f"{type(error).__name__}: {error}", [], [], routed=False, crashed=True)
    left = [got for got in operations(reply) if op in (None, got["op"])]
    missed = []
    for one in sorted(wanted, key=len, reverse=True):
        match = next((got for got in left if agrees(one, got)), None)
        if match is None:
            missed.append(one)
        else:
            left.remove(match)
    if op is not None:
        return Verdict(row, missed, left, reply.route, [], [])
    refused = [clause.text for clause in reply.clauses if clause.outcome in ("declined", "approximated")]
    unknown = [clause.text for clause in reply.clauses if clause.outcome == "not understood"]
    silent = [words for words in row.get("declined", []) if not any(words in text for text in refused)]
    routed = reply.route == row.get("route", "edit")
    owned = _as_marked(unknown, row.get("unknown", False))
    heard = operations(reply)
    return Verdict(row, missed, left, reply.route, silent, unknown, routed, owned, draft=reply.draft, heard=heard)


def falsely_done(row: Row) -> list[Row]:
    """Return the operations that a reply tells as done and that the row does not ask for, but for a film of all."""
    wanted = list(row["ops"])
    wrong = []
    for one in (dict(op) for clause in replied(row).clauses if clause.outcome == "applied" for op in clause.ops):
        if (match := next((other for other in wanted if agrees(other, one)), None)) is not None:
            wanted.remove(match)
        elif one["op"] != "build" or "photos" in one or one.get("count") not in (None, row.get("photos", 3)):
            wrong.append(one)
    return wrong


def _as_marked(unknown: list[str], marked: bool | list[str]) -> bool:
    if isinstance(marked, bool):
        return bool(unknown) == marked
    return all(any(words in text or text in words for words in marked) for text in unknown)


def share(verdicts: Iterable[Verdict]) -> float:
    """Return how many of a hundred rows are right; 100 where there are none."""
    right = [one.right for one in verdicts]
    return 100 * sum(right) / len(right) if right else 100.0


def kind(row: Row) -> str:
    """Return what sort of sentence a row is: a question, a refusal, an unknown wish, a follow-up, a first sentence."""
    if row.get("route", "edit") != "edit":
        return str(row["route"])
    return next((key for key in ("unknown", "declined", "after") if row.get(key)), "first")


def by(key: Callable[[Row], str], verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    """Return the verdicts in groups, by name."""
    groups: dict[str, list[Verdict]] = {}
    for one in verdicts:
        groups.setdefault(key(one.row), []).append(one)
    return dict(sorted(groups.items()))


def tallies(verdicts: Iterable[Verdict]) -> dict[str, Tally]:
    """Return how often each operation was found, missed and invented."""
    counts: dict[str, Tally] = collections.defaultdict(Tally)
    for one in verdicts:
        missed = collections.Counter(op["op"] for op in one.missed)
        for name, number in collections.Counter(op["op"] for op in one.row["ops"]).items():
            counts[name].found += number - missed[name]
        for name, number in missed.items():
            counts[name].missed += number
        for op in one.left:
            counts[op["op"]].invented += 1
    return dict(sorted(counts.items()))


def perturbed(name: str, sample: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows that a perturbation changes, as they are and as they become."""
    said = [PERTURBATIONS[name](row) for row in sample]
    changed = [(row, row | {"text": text}) for row, text in zip(sample, said, strict=True) if text != row["text"]]
    return [row for row, _ in changed], [row for _, row in changed]


def unknown_wishes(known: Sequence[Row]) -> list[Row]:
    """Return sentences with a wish behind them that nobody can know; `word` has to come back in what is reported."""
    made = []
    for number, wish in enumerate(rows("unknown")):
        language = wish["lang"]
        fit = [row for row in known if row["lang"] == language and kind(row) == "first" and ends_freely(row)]
        for turn in range(_EACH_WISH):
            row = fit[(number * 37 + turn * 101) % len(fit)]
            said = row["text"].rstrip(" .!。！,，") + _APPENDED[language][(number + turn) % 4] + wish["text"]
            made.append(row | {"text": said, "word": wish["word"]})
    return made


def owned(row: Row) -> bool:
    """Return whether the unknown wish at the end of a row is reported as not understood, or declined."""
    told = [one.text for one in replied(row).clauses if one.outcome in ("not understood", "declined")]
    return any(row["word"] in text for text in told)


def labelled(row: Row) -> tuple[int, int, set[str], set[str]]:
    """Return how many labels of a prompt there are and were found, what was heard, and what of it is not labelled."""
    footage = any(word in row["text"] for word in ("clip", "my video", "footage", "视频剪"))
    got = {op["op"] for op in operations(begun(3, *(["clip.mp4"] if footage else [])).say(row["text"]))}
    expected = found = 0
    allowed: set[str] = set()
    for label in sorted(set(row["ops"]) - NO_OPERATION):
        names = LABELS.get(label, {label.replace("-", "_")})
        expected, found = expected + 1, found + bool(names & got)
        allowed |= names | IMPLIED.get(label, set())
    return expected, found, got, got - allowed


def split(texts: Iterable[str]) -> dict[str, str]:
    """Return the set that each text of one language belongs to."""
    ordered = sorted(set(texts), key=lambda text: hashlib.sha256(text.encode()).hexdigest())
    ends = (len(ordered) * 2 // 3, len(ordered) * 5 // 6)
    return {text: OURS[sum(place >= end for end in ends)] for place, text in enumerate(ordered)}


def failures(verdicts: Iterable[Verdict], most: int) -> str:
    """Return the wrong rows as people read them."""
    wrong = [one for one in verdicts if not one.right][:most]
    return "\n".join(_told(one) for one in wrong)


def _told(one: Verdict) -> str:
    facts: dict[str, Any] = {"missed": one.missed, "left over": one.left, "not declined": one.silent}
    facts |= {} if one.routed else {"route": one.route}
    facts |= {} if one.owned else {"not understood": one.unknown, "marked unknown": one.row.get("unknown", False)}
    said = [f"  {name}: {_short(value)}" for name, value in facts.items() if value or name == "not understood"]
    there = [f"  after: {' | '.join(one.row['after'])}"] if one.row.get("after") else []
    there += [f"  with: {', '.join(one.row['with'])}"] if one.row.get("with") else []
    return "\n".join([f"{one.row.get('id', '?')}  {one.row['text']}", *there, *said])


def _short(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def main() -> None:
    """Print the score of a set, and what is wrong with it unless the set is sealed."""
    parser = argparse.ArgumentParser(description="score the local director on a set of sentences")
    parser.add_argument("name", help="fit, develop, sealed, prompts, or a .jsonl file of such rows")
    parser.add_argument("--op", help="this operation alone")
    parser.add_argument("--lang", help="this language alone")
    parser.add_argument("--show", type=int, default=20, help="so many wrong rows at most; 0: only the score")
    parser.add_argument("--perturb", choices=sorted(PERTURBATIONS), help="the loss when sentences are typed otherwise")
    parser.add_argument("--unknown", action="store_true", help="how many unknown wishes are reported")
    asked = parser.parse_args()
    sample = [row for row in rows(asked.name) if asked.lang in (None, row["lang"])]
    show = 0 if Path(asked.name).stem == "sealed" else asked.show
    if asked.name == "prompts":
        _print_prompts(sample, show)
    elif asked.unknown:
        _print_unknown(sample, show)
    elif asked.perturb:
        _print_loss(asked.perturb, sample, asked.op, show)
    else:
        _print_score(sample, asked.op, show)


def _print_prompts(sample: Sequence[Row], show: int) -> None:
    results = [(row, *labelled(row)) for row in sample]
    expected, found = sum(one[1] for one in results), sum(one[2] for one in results)
    invented = [(row["id"], sorted(more)) for row, _, _, _, more in results if more]
    print(f"{found} of {expected} labels found, {sum(len(more) for _, more in invented)} operations invented")
    for row, labels, right, heard, more in [one for one in results if one[1] != one[2] or one[4]][:show]:
        print(f"{row['id']}  {row['text']}\n  labels: {row['ops']}  heard: {sorted(heard)}", end="")
        print(f"  {labels - right} missed, invented: {sorted(more)}")


def _print_unknown(sample: Sequence[Row], show: int) -> None:
    wishes = unknown_wishes(sample)
    silent = [row for row in wishes if not owned(row)]
    print(f"{100 - 100 * len(silent) / len(wishes):.1f} % of {len(wishes)} unknown wishes are reported")
    for row in silent[:show]:
        print(f"{row['word']}  in  {row['text']}")


def _print_loss(name: str, sample: Sequence[Row], op: str | None, show: int) -> None:
    plain, other = ([verdict(row, op=op) for row in some] for some in perturbed(name, sample))
    before, after = share(plain), share(other)
    print(f"{name}: {before - after:.1f} points lost ({before:.1f} -> {after:.1f} % of {len(plain)} rows)")
    _print_failures((now for was, now in zip(plain, other, strict=True) if was.right), show)


def _print_score(sample: Sequence[Row], op: str | None, show: int) -> None:
    verdicts = [verdict(row, op=op) for row in sample]
    if op is not None:
        verdicts = [one for one in verdicts if one.left or any(wanted["op"] == op for wanted in one.row["ops"])]
    crashed = sum(one.crashed for one in verdicts)
    print(f"{share(verdicts):.1f} % of {len(verdicts)} rows are right" + (f", {crashed} crashed" if crashed else ""))
    if show == 0:
        return
    for key in (lambda row: row["lang"], kind):
        told = by(key, verdicts).items()
        print("  " + ", ".join(f"{name} {share(some):.1f} % of {len(some)}" for name, some in told))
    for name, tally in tallies(verdicts).items():
        if op in (None, name):
            counts = f"found {tally.found:4}  missed {tally.missed:4}  invented {tally.invented:4}"
            print(f"  {name:10}  F1 {tally.f1:.3f}  {counts}")
    _print_failures(verdicts, show)


def _print_failures(verdicts: Iterable[Verdict], show: int) -> None:
    if told := failures(verdicts, show):
        print(told)


if __name__ == "__main__":
    main()
