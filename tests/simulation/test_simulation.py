"""Sixty runs that die, in the gate two thousand, on a bad disk, behind a bad line.

Nothing is paid twice, lost, or told otherwise later.

cd tests; python -m simulation --seed N        replays one, with its trace
cd tests; python -m simulation --trials N      runs as many as asked
"""

from collections import Counter
from pathlib import Path

import pytest

from thorough import many

from .trial import Verdict, tried

TRIALS, EACH = many(60, 2000), many(60, 250)  # all of them, and so many a test, so that several workers can do them
SENT = frozenset({"step.sent"})


def told(found: Verdict) -> str:
    """Return a trial's trace, and how to see it again."""
    return "\n".join([f"python -m simulation --seed {found.seed}: {found.violation}", *found.trace])


@pytest.mark.slow
@pytest.mark.timeout(1800)  # in the gate it is a matter of CPU time
@pytest.mark.parametrize("first", range(0, TRIALS, EACH))
def test_what_must_hold_holds_for_every_seed(tmp_path: Path, first: int) -> None:
    """Words and renders at most once, credits as edits, what is reported stays, files whole; and every run ends."""
    ended: Counter[str] = Counter()
    for seed in range(first, first + EACH):
        found = tried(seed, tmp_path / str(seed))
        assert found.violation is None, told(found)
        ended[found.ended] += 1
    print(f"\n{EACH} trials ended {dict(ended)}")
    assert ended["finished"] > 0.8 * EACH
    assert ended["unknown"] > 0  # there is no other honest end where nobody can tell


@pytest.mark.slow
@pytest.mark.timeout(1800)  # in the gate it is a matter of CPU time
def test_words_are_paid_twice_where_the_sent_mark_is_not_heeded(tmp_path: Path) -> None:
    """The simulation can fail: without the fourth mark, as before there was one, it finds words that went twice."""
    violations = (tried(seed, tmp_path / str(seed), SENT).violation for seed in range(TRIALS))
    assert next((found for found in violations if found and "done and paid 2 times" in found), None)


def test_a_seed_replays_its_trial(tmp_path: Path) -> None:
    """The same seed lives the same lives, moment by moment."""
    for seed in (3, 29, 275):
        first, again = (tried(seed, tmp_path / "one") for _ in "ab")
        assert first == again
        assert first.trace
