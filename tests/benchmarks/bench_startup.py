"""Start-up as ratios in one run: an empty Python, `imgfree --version`, `imgfree validate`, and check-jsonschema.

pytest -m benchmark -s tests/benchmarks/bench_startup.py

The ways take turns, and the fastest of each counts, so that other work on the machine harms all alike. All of them
find compiled bytecode, as after an installation.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from figures import Figure

from commandline import ROOT

SCHEMA, RECIPE = ROOT / "schemas" / "recipe.schema.json", ROOT / "recipes" / "product-reel.yaml"
MANY = 1000


def fastest_s(ways: dict[str, Sequence[str | Path]], rounds: int, env: dict[str, str]) -> dict[str, float]:
    """Return the shortest time of each way; a warm-up comes first."""
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds + 1):
        for name, args in ways.items():
            began_s = time.perf_counter()
            subprocess.run([sys.executable, *map(str, args)], env=env, capture_output=True, check=True)
            took[name].append(time.perf_counter() - began_s)
    return {name: min(times_s[1:]) for name, times_s in took.items()}


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which bytecode is kept, whatever the caller's says."""
    pytest.importorskip("check_jsonschema")
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode")}


def test_one_recipe(env: dict[str, str], figure: Figure) -> None:
    """--version costs at most 4 empty Pythons; validate at most half of check-jsonschema, same file and schema."""
    took = fastest_s(
        {
            "empty": ["-c", "pass"],
            "version": ["-m", "imgfree", "--version"],
            "validate": ["-m", "imgfree", "validate", RECIPE],
            "check-jsonschema": ["-m", "check_jsonschema", "--schemafile", SCHEMA, RECIPE],
        },
        15,
        env,
    )
    version, validate = took["version"] / took["empty"], took["validate"] / took["check-jsonschema"]
    figure("--version", f"{took['version'] * 1000:.0f} ms", ratio=version, of="an empty Python")
    figure("validate", f"{took['validate'] * 1000:.0f} ms", ratio=validate, of="check-jsonschema")
    assert version <= 4
    assert validate <= 0.5


def test_a_thousand_recipes(tmp_path: Path, env: dict[str, str], figure: Figure) -> None:
    """A thousand recipes, no two with a text in common, in one call: at least ten times as fast."""
    text = RECIPE.read_text(encoding="utf-8").replace("assets/", f"{RECIPE.parent}/assets/")
    paths = [tmp_path / f"{number}.yaml" for number in range(MANY)]
    for number, path in enumerate(paths):
        distinct = text.replace("{{ ", f"{{{{ '{number}' and ").replace("| length == ", f"| length == {number} + ")
        path.write_text(distinct.replace(">= 12", f">= {number}"), encoding="utf-8")
    took = fastest_s(
        {
            "validate": ["-m", "imgfree", "validate", *paths],
            "check-jsonschema": ["-m", "check_jsonschema", "--schemafile", SCHEMA, *paths],
        },
        2,
        env,
    )
    faster = took["check-jsonschema"] / took["validate"]
    figure("validate, 1,000 recipes", f"{took['validate']:.2f} s", ratio=1 / faster, of="check-jsonschema")
    assert faster >= 10
