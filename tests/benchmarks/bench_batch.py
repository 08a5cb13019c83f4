"""What a batch costs over what it is made of, side by side in one run.

    pytest -m benchmark tests/benchmarks/bench_batch.py

*Here*: BENCH_FILMS (20; the whole is 200) films of 6 s at 540x960 in one batch, against the same back to back by the
renderer alone: in a process of its own for each film, which decodes the photo, paints, encodes, and makes cover and
contact sheet. It finds no subject in a photo, since the draft says where it is; so it is timed twice, as it is and with
the look at each photo, which a film that begins with photos needs. What a row takes over that is told twice as well: by
taking one from the other, and as what the batch's own process takes, which no other load blurs as much. A tenth as many
rows (no fewer than five) say what the start takes.
*Cloud*: BENCH_ROWS (500) rows, 50 at a time, against a bare asyncio httpx script that sends the same requests, to a
server that takes two seconds for an edit, a tenth of what the vendor's takes.
"""

import os
import resource
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from figures import Figure
from PIL import Image

from nemo import Nemo, serving

FILMS = int(os.environ.get("BENCH_FILMS", "20"))
ROWS = int(os.environ.get("BENCH_ROWS", "500"))
BESIDE = 50
FILM = """\
version: 1
name: film
inputs:
  title: {type: string}
  photo: {type: string, format: image}
steps:
  - upload: "{{ inputs.photo }}"
  - instruct: >
      turn this photo into a 6-second 540x960 reel with a slow zoom and the title "{{ inputs.title }}"
  - export: mp4
  - download: film.mp4
"""

# Renders the films that a backend has made once more, one after the other, with nothing kept of the first time; or
# with --look looks at their photos again.
ALONE = """
import sys
from pathlib import Path
from imgfree.clock import SystemClock
from imgfree.local.jobs import Jobs
from imgfree.local.sandbox import parent
from imgfree.local.sandbox.studio import Studio
from imgfree.local.store import Store
store, out, looks = Store(Path(sys.argv[1])), Path(sys.argv[2]), sys.argv[3:] == ["--look"]
jobs, studio = Jobs(store, SystemClock()), Studio(parent.shared, out / "cache")
if looks:
    for (stored,) in store.rows("SELECT DISTINCT stored FROM uploads"):
        studio.probe(store.files / stored)
for (key,) in [] if looks else store.rows("SELECT key FROM renders ORDER BY created_ms"):
    job = jobs.by_key(key)
    assets = {asset.id: asset for asset in store.assets(job.session_id)}
    studio.render(jobs.draft(key), assets, job.output, out / job.filename,
                  on_progress=lambda share: None, cancelled=lambda: False)
store.close()
parent.shared().close()
"""


@dataclass(frozen=True)
class Cost:
    """What a process and its children took; `own_s` is the processor time of that process alone, to 0.2 s."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    own_s: float = 0.0


def cost(argv: list[str], folder: Path, env: dict[str, str]) -> Cost:
    """Return what this command takes, and how much memory it and its children have at most together."""
    before, began_s = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    around = {**os.environ, **env}
    ran = subprocess.Popen(argv, cwd=folder, env=around, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak, own, done = [0.0], [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.2):
            peak[0], own[0] = max(peak[0], tree_mb(ran.pid)), max(own[0], own_s(ran.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    told = ran.communicate()[1]
    done.set()
    watcher.join()
    assert 0 == ran.returncode, told.decode()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.monotonic() - began_s, cpu_s, peak[0], own[0])


def own_s(pid: int) -> float:
    """Return the processor time of a process without its children; 0 of one that has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(one) for one in fields[11:13]) / os.sysconf("SC_CLK_TCK")


def tree_mb(pid: int) -> float:
    """Return the memory of a process and its children, what they share counted once."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        own = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        children += [
            child
            for task in Path(f"/proc/{pid}/task").iterdir()
            if task.name != str(pid)
            for child in (task / "children").read_text().split()
        ]
    except OSError:
        return 0.0
    return own + sum(tree_mb(int(child)) for child in children)


def shop(folder: Path, count: int) -> None:
    """Put a recipe there, photos, and a table of so many rows that have nothing in common."""
    folder.mkdir()
    (folder / "film.yaml").write_text(FILM, encoding="utf-8")
    lines = ["title,photo"]
    for number in range(count):
        photo = Image.effect_mandelbrot((540, 960), (-2 + number / count, -1.5, 1, 1.5), 60).convert("RGB")
        photo.save(folder / f"{number}.jpg")
        lines.append(f"Product {number},{number}.jpg")
    (folder / "rows.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")


def batch(folder: Path) -> Cost:
    """Return what the batch there costs."""
    command = [sys.executable, "-m", "imgfree", "batch", "film.yaml", "rows.csv", "--backend", "local"]
    return cost(command, folder, {"IMGFREE_HOME": str(folder / "home")})


def again(folder: Path, shop: str, *how: str) -> Cost:
    """Return what the renderer alone takes for the films of that shop, or to look at their photos."""
    (out := folder / "-".join(("alone", shop, *how))).mkdir()
    return cost([sys.executable, "-c", ALONE, f"{shop}/home/local", str(out), *how], folder, {})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
def test_films_here(tmp_path: Path, figure: Figure) -> None:
    """A batch keeps the renderer busy, adds little of its own, and takes no more memory for more rows."""
    shop(tmp_path / "many", FILMS)
    shop(tmp_path / "few", few_films := max(5, FILMS // 10))
    few, many = batch(tmp_path / "few"), batch(tmp_path / "many")
    alone, alone_few = again(tmp_path, "many"), again(tmp_path, "few")
    looking, looking_few = again(tmp_path, "many", "--look"), again(tmp_path, "few", "--look")
    throughput, more = alone.wall_s / many.wall_s, FILMS - few_films
    looked = (alone.wall_s + looking.wall_s) / many.wall_s

    def each_ms(whole: Cost, part: Cost) -> float:
        """Return what a film takes, without the start, which counts for both."""
        return 1000 * (whole.cpu_s - part.cpu_s) / more

    film_ms, look_ms = each_ms(alone, alone_few), each_ms(looking, looking_few)
    figure(f"{FILMS} films, wall", f"{many.wall_s:.1f} s", ratio=throughput, of="the renderer alone (throughput)")
    figure("", "", ratio=looked, of="the renderer with its looks at photos")
    figure(f"{FILMS} films, CPU", f"{many.cpu_s:.1f} s", ratio=many.cpu_s / alone.cpu_s, of="the renderer alone")
    figure("", "", ratio=many.cpu_s / (alone.cpu_s + looking.cpu_s), of="the renderer with its looks at photos")
    figure("CPU of a film alone", f"{film_ms:.0f} ms")
    figure("CPU to look at a photo", f"{look_ms:.0f} ms")
    figure("CPU a row over both", f"{each_ms(many, few) - film_ms - look_ms:.0f} ms")
    figure("CPU a row of the batch's own process", f"{1000 * (many.own_s - few.own_s) / more:.0f} ms")
    figure("peak memory", f"{many.peak_mb:.0f} MB", ratio=many.peak_mb / few.peak_mb, of=f"{few_films} rows")
    assert throughput >= 0.9
    assert many.peak_mb <= 1.1 * few.peak_mb


# Sends what a row sends, in the order it does, with as many rows beside each other.
BARE = """
import asyncio, json, sys
import httpx
url, rows, beside, photo = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), open(sys.argv[4], "rb").read()

async def row(client, gate, number):
    async with gate:
        about = {"task_name": "x", "language": "en"}
        made = (await client.post("/api/tasks/me/with-session/nemo_agent", json=about)).json()
        session = made["data"]["session_id"]
        state = f"/api/state/nemo_agent/me/{session}/latest"
        await client.post(f"/api/upload-video/nemo_agent/me/{session}", files={"file": ("a.jpg", photo, "image/jpeg")})
        await client.get("/api/credits/balance/simple")
        await client.get(state)
        words = {"role": "user", "parts": [{"text": f"a 6-second reel called Product {number}"}]}
        asked = {"app_name": "nemo_agent", "user_id": "me", "session_id": session, "new_message": words}
        async with client.stream("POST", "/run_sse", json=asked) as answer:
            async for _ in answer.aiter_lines():
                pass
        draft = (await client.get(state)).json()["data"]["state"]["draft"]
        render = f"render_{1_800_000_000_000 + number}"
        order = {"id": render, "sessionId": session, "draft": draft, "output": {"format": "mp4"}}
        await client.post("/api/render/proxy/lambda", json=order)
        done = (await client.get(f"/api/render/proxy/lambda/{render}")).json()
        await client.get(f"/files/{render}.mp4")

async def main():
    limits = httpx.Limits(max_connections=beside)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=limits) as client:
        gate = asyncio.Semaphore(beside)
        await asyncio.gather(*(row(client, gate, number) for number in range(rows)))
asyncio.run(main())
"""

CLOUD = """\
version: 1
name: film
inputs:
  title: {type: string}
steps:
  - upload: a.jpg
  - instruct: a 6-second reel called {{ inputs.title }}
  - export: mp4
  - download: film.mp4
"""


def test_rows_in_the_cloud(tmp_path: Path, figure: Figure) -> None:
    """Journals and results and all, rows come as fast as by a script that has nothing of it."""
    (tmp_path / "film.yaml").write_text(CLOUD, encoding="utf-8")
    (tmp_path / "rows.csv").write_text("".join(["title\n", *(f"Product {number}\n" for number in range(ROWS))]))
    Image.new("RGB", (80, 120), (30, 120, 90)).save(tmp_path / "a.jpg")
    with serving(Nemo(work_s=2.0)) as nemo:
        argv = ["batch", "film.yaml", "rows.csv", "--jobs", str(BESIDE)]
        env = {**nemo.environment("1"), "IMGFREE_HOME": str(tmp_path / "home")}
        ours = cost([sys.executable, "-m", "imgfree", *argv], tmp_path, env)
        asked = len(nemo.requests)
        assert ROWS == len(nemo.instructs) == len(nemo.renders)
    with serving(Nemo(work_s=2.0)) as nemo:
        bare = cost([sys.executable, "-c", BARE, nemo.url, str(ROWS), str(BESIDE), "a.jpg"], tmp_path, {})
        assert asked - 2 == len(nemo.requests)  # the balance before and after
    throughput = bare.wall_s / ours.wall_s
    figure(f"{ROWS} rows, wall", f"{ours.wall_s:.1f} s", ratio=throughput, of="bare httpx (throughput)")
    figure("CPU a row", f"{ours.cpu_s * 1000 / ROWS:.0f} ms", ratio=ours.cpu_s / bare.cpu_s, of="bare httpx")
    assert throughput >= 0.8
