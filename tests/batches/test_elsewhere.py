"""A batch whose pieces others make: the same films, however they are made, and whoever is killed on the way.

IMGFREE_TEST_KILLS=20 IMGFREE_TEST_LOSSES=3 IMGFREE_TEST_ROWS=200 pytest -s tests/batches/test_elsewhere.py   the whole
"""

import csv
import hashlib
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

import warm
from clusters import Cluster, cluster, engine_package
from thorough import many

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("dask"), pytest.mark.timeout(3600)]
KILLS = int(os.environ.get("IMGFREE_TEST_KILLS", "1"))  # of workers
LOSSES = int(os.environ.get("IMGFREE_TEST_LOSSES", "1"))  # of schedulers
ROWS = int(os.environ.get("IMGFREE_TEST_ROWS", many(4, 12)))
SEED = int(os.environ.get("IMGFREE_TEST_SEED", "1"))
PIECES = 2 * ROWS + 2  # each title is on two of a row's own; what follows is the same for all rows of a photo
KEYS = [f"K{at}" for at in range(ROWS)]
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


@dataclass
class Batch:
    """A batch of the shop's rows, in a home and a folder of runs of its own."""

    shop: Path
    name: str
    said: str = ""

    def begun(self, *args: str, env: dict[str, str] | None = None) -> "subprocess.Popen[str]":
        """Return a command that has been started."""
        around = {"IMGFREE_HOME": str(self.shop / self.name / "home"), "IMGFREE_RUNS_DIR": f"{self.name}/runs"}
        argv, pipe = [sys.executable if env else warm.python(), "-m", "imgfree", *args], subprocess.PIPE
        env = {**os.environ, **around, **(env or {})}
        return subprocess.Popen(argv, cwd=self.shop, env=env, text=True, stdout=pipe, stderr=pipe)

    def start(self, *args: str, env: dict[str, str] | None = None) -> "subprocess.Popen[str]":
        """Begin the batch."""
        rows = ("batch", "film.yaml", "rows.csv", "--key", "sku", "--backend", "local")
        return self.begun(*rows, "--out", f"{self.name}/{{{{ row.key }}}}", *args, env=env)

    def resume(self, *args: str) -> "subprocess.Popen[str]":
        """Go on with it."""
        return self.begun("resume", next(self.shop.glob(f"{self.name}/batches/*")).name, *args)

    def ended(self, process: "subprocess.Popen[str]") -> int:
        """Return the exit code of a command, and keep what it said."""
        out, error = process.communicate(timeout=1800)
        self.said = out + error
        return process.returncode

    @property
    def pieces(self) -> int:
        """Return how many pieces have come back."""
        return sum(1 for path in self.shop.glob(f"{self.name}/home/local/cache/*/*.nut") if ".part" not in path.name)

    def films(self) -> dict[str, str]:
        """Return the digest of each row's film."""
        paths = self.shop.glob(f"{self.name}/K*/film.mp4")
        return {path.parent.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}

    def outcomes(self) -> dict[str, str]:
        """Return how each row ended, by results.csv."""
        with (self.shop / self.name / "results.csv").open(encoding="utf-8", newline="") as file:
            return {row["key"]: row["outcome"] for row in csv.DictReader(file)}

    def rendered(self) -> Counter[str]:
        """Return how many films each row has had rendered to the end, in all its lives."""
        found: Counter[str] = Counter()
        for log in self.shop.glob(f"{self.name}/batches/*/rows/*/events.jsonl"):
            events = [json.loads(line)["event"] for line in log.read_text(encoding="utf-8").splitlines()]
            found[log.parent.name.partition(".")[0]] += events.count("render.finished")
        return found


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a recipe, two photos, and a table of rows that have a title each."""
    folder = tmp_path_factory.mktemp("shop")
    for name, light in (("a.jpg", 60), ("b.jpg", 140)):
        Image.radial_gradient("L").resize((200, 320)).point([(value + light) % 256 for value in range(256)]).save(
            folder / name
        )
    (folder / "film.yaml").write_text(FILM, encoding="utf-8")
    lines = ["sku,title,photo", *(f"{key},Title {key},{'ab'[at % 2]}.jpg" for at, key in enumerate(KEYS))]
    (folder / "rows.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def alone(shop: Path) -> dict[str, str]:
    """Return the films as this machine's own processes make them."""
    here = Batch(shop, "here")
    assert 0 == here.ended(here.start()), here.said
    assert {*KEYS} == {*here.films()}
    return here.films()


@pytest.fixture(scope="module")
def two(shop: Path) -> Iterator[Cluster]:
    """Return a cluster of two workers."""
    with cluster(shop / f"cluster-{time.monotonic_ns()}") as found:
        yield found


def until(pieces: int, batch: Batch, process: "subprocess.Popen[str]") -> None:
    """Return when so many pieces have come back, or the batch is over."""
    while batch.pieces < pieces and process.poll() is None:
        time.sleep(0.05)


def test_a_strangers_pool_makes_the_same_films(shop: Path, alone: dict[str, str]) -> None:
    """Any executor that a package brings."""
    pool = Batch(shop, "pool")
    package = engine_package(shop / "package")
    few = ("--engine", "toy://2", "--limit", "2")
    assert 0 == pool.ended(pool.start(*few, env={"PYTHONPATH": package})), pool.said
    assert "engine toy://2: " in pool.said
    assert {key: alone[key] for key in KEYS[:2]} == pool.films()


def test_a_cluster_makes_the_same_films_whoever_is_killed(shop: Path, alone: dict[str, str], two: Cluster) -> None:
    """Workers are killed with SIGKILL while they work, their children go with them, and others do what they did.

    A photo has travelled to each worker once.
    """
    chance, batch = random.Random(SEED), Batch(shop, "cluster")
    process = batch.start("--engine", two.url)
    for at in sorted(chance.sample(range(1, PIECES), KILLS)):
        until(at, batch, process)
        two.kill_worker(chance.randrange(len(two.workers)))
        two.add()
    assert 0 == batch.ended(process), batch.said
    assert f"engine {two.url}: 2 workers, 2 cores (tcp://" in batch.said
    assert f"{ROWS} rows: {ROWS} done\n" in batch.said
    assert alone == batch.films()
    assert dict.fromkeys(KEYS, "passed") == batch.outcomes()
    assert dict.fromkeys(KEYS, 1) == batch.rendered()
    kept = [[path.name for path in home.glob("engine/media/*/*")] for home in two.homes()]
    assert 2 == len({name for names in kept for name in names})


def test_a_batch_goes_on_where_another_scheduler_is(shop: Path, alone: dict[str, str], two: Cluster) -> None:
    """Where it is killed the batch stops in order, with the way to go on; what had come back is not made again."""
    rows = ROWS if LOSSES > 1 else ROWS // 2
    keys, pieces = KEYS[:rows], 2 * rows + 2
    chance, batch = random.Random(SEED), Batch(shop, "lost")
    process = batch.start("--engine", two.url, "--limit", str(rows))
    for at in sorted(chance.sample(range(1, pieces - 4), LOSSES)):
        until(at, batch, process)
        two.kill_scheduler()
        assert 4 == batch.ended(process), batch.said
        assert f"error: the engine {two.url} is gone" in batch.said
        assert " imgfree resume " in batch.said
        assert {*batch.outcomes().values()} <= {"passed", "left"}
        there = batch.pieces
        two.end()
        two.begin()
        process = batch.resume("--engine", two.url)
    assert 0 == batch.ended(process), batch.said
    assert f" pieces, {pieces - there} painted" in batch.said
    assert {key: alone[key] for key in keys} == batch.films()
    assert dict.fromkeys(keys, "passed") == batch.outcomes()
    assert dict.fromkeys(keys, 1) == batch.rendered()
