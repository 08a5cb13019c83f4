"""Run trials by hand.

cd tests; python -m simulation --seed 4711                  one trial, with its trace
cd tests; python -m simulation --trials 50000 --from 2000   many; the traces of those that fail are shown
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from .trial import Verdict, tried


def main() -> int:
    """Return 1 if any trial showed what must not be."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seed", type=int, help="run this trial alone and show its trace")
    options.add_argument("--trials", type=int, default=2000)
    options.add_argument("--from", type=int, default=0, dest="first")
    options.add_argument("--forget", action="append", default=[], help="an event that a resume does not heed")
    asked = options.parse_args()
    seeds = [asked.seed] if asked.seed is not None else range(asked.first, asked.first + asked.trials)
    ended: Counter[str] = Counter()
    failed = 0
    began_s = time.process_time()
    with tempfile.TemporaryDirectory(prefix="imgfree-simulation-") as made:
        for seed in seeds:
            found = tried(seed, Path(made, str(seed)), frozenset(asked.forget))
            ended[found.ended or "violated"] += 1
            failed += found.violation is not None
            if found.violation is not None or asked.seed is not None:
                show(found)
    cpu_s = time.process_time() - began_s
    print(f"{len(seeds)} trials, {failed} failed; {dict(ended)}; {1000 * cpu_s / len(seeds):.1f} ms CPU each")
    return 1 if failed else 0


def show(found: Verdict) -> None:
    """Print a trial's trace."""
    print(f"seed {found.seed}: {found.violation or found.ended}")
    print("\n".join(f"  {line}" for line in found.trace))


if __name__ == "__main__":
    sys.exit(main())
