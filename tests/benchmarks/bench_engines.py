"""What a cluster gains, and what it costs, side by side in one run; workers and scheduler are on this machine.

    pytest -m benchmark tests/benchmarks/bench_engines.py

*One film* of 60 s: with two workers of one thread against one worker. *A batch* of 12 rows: on two workers of one
thread, against this machine's own processes; where it has more than two cores, hold it to two (`taskset -c 0,1 …`).
Scheduler and workers take processor time while they have nothing to do; that is told apart, as it grows with the wait.
"""

import os
import shutil
import statistics
import sys
import time
from pathlib import Path

import pytest
from bench_batch import Cost
from bench_batch import cost as cost_of
from figures import ROUNDS, Figure
from PIL import Image

from clusters import Cluster, below, cluster

FILM = """\
version: 1
name: film
inputs:
  title: {type: string, default: Long}
  photos: {type: array, items: {type: string, format: image}}
steps:
  - upload: "{{ inputs.photos }}"
  - instruct: a %d-second %s reel of these photos with a slow zoom and the title "{{ inputs.title }}"
  - export: {format: mp4, cache: false}
  - download: {to: film.mp4, overwrite: true}
"""
LONG_S, SHORT_S, PHOTOS, ROWS = 60, 6, 10, 12
LONG_SIZE, SHORT_SIZE = "1080x1920", "540x960"  # a small film is made so fast that most of its time is not rendering
_IDLE_S = 5.0


def shop(folder: Path, seconds: int, size: str) -> list[str]:
    """Put a recipe there, photos, and a table of rows that have nothing in common; return the photos' names."""
    folder.mkdir()
    (folder / "film.yaml").write_text(FILM % (seconds, size), encoding="utf-8")
    names = [f"{number}.jpg" for number in range(ROWS)]
    for number, name in enumerate(names):
        photo = Image.effect_mandelbrot((1080, 1920), (-2 + number / ROWS, -1.5, 1, 1.5), 60).convert("RGB")
        photo.save(folder / name)
    lines = ["title,photos", *(f"Product {number},{name}" for number, name in enumerate(names))]
    (folder / "rows.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return names


def cost(folder: Path, *args: str) -> Cost:
    """Return what a command takes there, in a home of its own."""
    shutil.rmtree(folder / "home", ignore_errors=True)
    command = [sys.executable, "-m", "imgfree", *args]
    return cost_of(command, folder, {"IMGFREE_HOME": str(folder / "home")})


def spent_s(pid: int) -> float:
    """Return the processor time of a process, of those below it, and of those that have ended below it."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    own = sum(int(one) for one in fields[11:15]) / os.sysconf("SC_CLK_TCK")
    return own + sum(spent_s(child) for child in below(pid, deep=False))


def crew_s(crew: Cluster) -> float:
    """Return the processor time of the scheduler and all workers."""
    return sum(spent_s(process.pid) for process in (crew.scheduler, *crew.workers) if process is not None)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processor time is read from /proc")
def test_one_long_film(tmp_path: Path, figure: Figure) -> None:
    """Two workers make it nearly twice as fast as one of them; what they have in common is kept from neither."""
    names = shop(tmp_path / "film", LONG_S, LONG_SIZE)
    asked = (
        "run",
        "film.yaml",
        "--backend",
        "local",
        "--set",
        f"photos={','.join(names[:PHOTOS])}",
        "--new",
        "--overwrite",
    )
    times: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(ROUNDS):
        for workers in times:
            with cluster(tmp_path / f"crew-{workers}-{len(times[workers])}", workers) as crew:
                times[workers].append(cost(tmp_path / "film", *asked, "--engine", crew.url).wall_s)
    one, two = (statistics.median(times[workers]) for workers in (1, 2))
    figure(f"a film of {LONG_S} s, two workers", f"{two:.1f} s", ratio=one / two, of="one worker (throughput)")
    assert one / two >= 1.7


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processor time is read from /proc")
def test_a_batch(tmp_path: Path, figure: Figure) -> None:
    """Rows cost little more on a cluster than they do in this machine's own processes."""
    shop(tmp_path / "rows", SHORT_S, SHORT_SIZE)
    shop(tmp_path / "warm", 1)
    asked = ("batch", "film.yaml", "rows.csv", "--backend", "local", "--new", "--overwrite")
    here, there, crews, idles = [], [], [], []
    for number in range(ROUNDS):
        here.append(cost(tmp_path / "rows", *asked))
        with cluster(tmp_path / f"crew-{number}") as crew:
            cost(tmp_path / "warm", *asked, "--limit", "4", "--engine", crew.url)  # workers are there before a batch is
            before_s = crew_s(crew)
            time.sleep(_IDLE_S)
            idle_s = crew_s(crew)
            idles.append((idle_s - before_s) / _IDLE_S)
            there.append(cost(tmp_path / "rows", *asked, "--engine", crew.url))
            crews.append(crew_s(crew) - idle_s)
    wall = [statistics.median(one.wall_s for one in found) for found in (here, there)]
    cpu = [statistics.median(one.cpu_s for one in here), statistics.median(crews) + statistics.median(
        one.cpu_s for one in there)]  # fmt: skip
    figure(f"{ROWS} rows on two workers, wall", f"{wall[1]:.1f} s", ratio=wall[1] / wall[0], of="two cores of ours")
    figure(f"{ROWS} rows on two workers, CPU", f"{cpu[1]:.1f} s", ratio=cpu[1] / cpu[0], of="two cores of ours")
    idle_s = statistics.median(idles) * wall[1]
    figure("without what they take idle", f"{cpu[1] - idle_s:.1f} s", ratio=(cpu[1] - idle_s) / cpu[0], of="ours")
    assert wall[1] <= 1.15 * wall[0]
