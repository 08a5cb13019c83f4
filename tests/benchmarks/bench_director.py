"""What it costs to hear a sentence: the first of a process with its imports, each further one, and `instruct`.

pytest -m benchmark -s tests/benchmarks/bench_director.py

Processor time, since other work on the machine costs none of it; the medians are those of one core.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from figures import ROUNDS, Figure
from PIL import Image

from commandline import Ran
from local.director import score

FIRST_MS, FURTHER_MS, INSTRUCT_S = 50, 2, 0.1
_HEAR = """
import json, sys, time
sentences = json.loads(sys.stdin.read())
begun = time.process_time()
from imgfree.local.director import direct
took = []
for sentence in sentences:
    direct(sentence, [], [])
    took.append(time.process_time() - begun)
    begun = time.process_time()
print(json.dumps(took))
"""


def test_hearing(tmp_path: Path, figure: Figure) -> None:
    """The first sentence costs its imports and its vocabularies; each further one next to nothing."""
    said = json.dumps([row["text"] for row in score.rows("develop") if row["lang"] == "en"])
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept["PYTHONPYCACHEPREFIX"] = str(tmp_path / "bytecode")  # compiled, as after an installation
    runs, empty = [], []
    for _ in range(ROUNDS * 3 + 1):
        ran = subprocess.run(
            [sys.executable, "-c", _HEAR], input=said, env=kept, capture_output=True, text=True, check=True
        )
        runs.append(json.loads(ran.stdout))
        begun_s = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        empty.append(time.perf_counter() - begun_s)
    first = statistics.median(run[0] for run in runs[1:]) * 1000
    further = statistics.median(one for run in runs for one in run[1:]) * 1000
    python = statistics.median(empty) * 1000
    figure("first sentence", f"{first:.0f} ms", ratio=first / python, of="an empty Python")
    figure("each further", f"{further:.1f} ms", ratio=further / python, of="an empty Python")
    assert first <= FIRST_MS
    assert further <= FURTHER_MS


def test_instruct(tmp_path: Path, imgfree: Callable[..., Ran], figure: Figure) -> None:
    """The step of a run that hears a sentence is over at once, whatever the render after it takes."""
    Image.new("RGB", (90, 160), "navy").save(tmp_path / "a.png")
    recipe = tmp_path / "r.yaml"
    recipe.write_text(
        "version: 1\nname: hear\nsteps:\n  - upload: a.png\n  - instruct: a 2-second 9:16 video, slow zoom\n",
        encoding="utf-8",
    )
    took = []
    for _ in range(ROUNDS):
        ran = imgfree("run", recipe, "--backend", "local", "--json", cwd=tmp_path)
        assert ran.returncode == 0, ran.stderr
        steps = json.loads(ran.stdout)["steps"]
        took.append(next(one["duration_s"] for one in steps if one["kind"] == "instruct"))
    figure("instruct", f"{statistics.median(took) * 1000:.0f} ms")
    assert statistics.median(took) <= INSTRUCT_S
