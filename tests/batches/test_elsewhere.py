"""A batch whose pieces others make: the same films, however they are made, and whoever is killed on the way.

IMGFREE_TEST_KILLS=20 IMGFREE_TEST_LOSSES=3 IMGFREE_TEST_ROWS=200 pytest -s tests/batches/test_elsewhere.py   the whole
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clusters import cluster, engine_package

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("dask")]
KILLS = int(os.environ.get("IMGFREE_TEST_KILLS", "2"))  # of workers
LOSSES = int(os.environ.get("IMGFREE_TEST_LOSSES", "1"))  # of schedulers
ROWS = int(os.environ.get("IMGFREE_TEST_ROWS", "12"))
SEED = int(os.environ.get("IMGFREE_TEST_SEED", "1"))
FILM = """\
version: 1
name: film
inputs:
  title: {type: string}
  photo: {type: string, format: image}
steps:
  - upload: "{{ inputs.photo }}"
  - instruct: a 5 second 9:16 reel with a slow zoom called "{{ inputs.title }}"
  - export: {format: mp4, resolution: 100x160}
  - download: film.mp4
"""


@pytest.fixture
def shop(tmp_path: Path, photo: Callable[[str], Path]) -> Path:
    """Return a folder with a recipe, two photos, and a table of rows that have a title each."""
    photo("a.jpg")
    photo("b.jpg")
    (tmp_path / "film.yaml").write_text(FILM, encoding="utf-8")
    lines = ["sku,title,photo", *(f"K{at},Title {at},{'ab'[at % 2]}.jpg" for at in range(ROWS))]
    (tmp_path / "rows.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return tmp_path


def begun(shop: Path, name: str, *args: str, env: dict[str, str] | None = None) -> "subprocess.Popen[str]":
    """Start a command in the shop, in a home and a folder of runs of its own."""
    around = {**os.environ, "IMGFREE_HOME": str(shop / name), "IMGFREE_RUNS_DIR": f"{name}/runs", **(env or {})}
    argv = [sys.executable, "-m", "imgfree", *args]
    return subprocess.Popen(argv, cwd=shop, env=around, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def batch(shop: Path, name: str, *args: str, env: dict[str, str] | None = None) -> str:
    """Return what a batch of the shop's rows says that ends well."""
    told = (
        "batch",
        "film.yaml",
        "rows.csv",
        "--key",
        "sku",
        "--backend",
        "local",
        "--out",
        f"{name}/{{{{ row.key }}}}",
    )
    process = begun(shop, name, *told, *args, env=env)
    said, error = process.communicate(timeout=280)
    assert 0 == process.returncode, error
    return said + error


def films(shop: Path, name: str) -> dict[str, str]:
    """Return the digest of each film by its row."""
    return {path.parent.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in shop.glob(f"{name}/*/film.mp4")}


def test_three_ways_give_the_same_bytes(shop: Path) -> None:
    """This machine's own processes, a pool of somebody's package, and a Dask cluster on loopback."""
    batch(shop, "here")
    said = batch(shop, "pool", "--engine", "toy://2", env={"PYTHONPATH": engine_package(shop / "package")})
    assert "engine toy://2: " in said
    with cluster(shop / "cluster") as found:
        said = batch(shop, "dask", "--engine", found.url)
        assert f"engine {found.url}: 2 workers, 2 cores (tcp://" in said
        kept = [sorted(path.name for path in home.glob("engine/media/*/*")) for home in found.homes()]
    assert ROWS == len(films(shop, "here"))
    assert films(shop, "here") == films(shop, "pool") == films(shop, "dask")
    assert {2} >= {len(names) for names in kept if names}
