"""Cassettes beside plain vcrpy, in one run: lag of a stream, peak memory, time to replay.

pytest -m benchmark tests/benchmarks/bench_cassette.py  (BENCH_MB: size of the bodies, default 200)

Every figure is taken in a process of its own, with no recording, with ours, and with plain vcrpy.
"""

import json
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from figures import Figure

from loopback import answering, listening
from nemo import Nemo, serving

SIZE_MB = int(os.environ.get("BENCH_MB", "200"))
EVENTS, EVERY_S = 20, 0.1
POLLS = 2000
WAYS = ("none", "ours", "vcrpy")

START = """
    import contextlib, json, logging, re, sys, time
    from pathlib import Path
    import httpx
    from imgfree import cassette
    from imgfree.clock import FreshIds, SystemClock
    from imgfree.tools import Tools

    way, path, url, replay = sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4] == "replay"
    logging.disable(logging.CRITICAL)

    def peak_mb():
        return round(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024)

    @contextlib.contextmanager
    def web():
        with contextlib.ExitStack() as stack:
            transport = httpx.HTTPTransport(verify=False)
            if way == "ours" and replay:
                transport = stack.enter_context(cassette.replaying(path)).transport
            elif way == "ours":
                clock = SystemClock()
                transport = stack.enter_context(
                    cassette.recording(path, Tools(clock, FreshIds(clock)), mode="all", inner=transport)).transport
            elif way == "vcrpy":
                import vcr
                mode = "none" if replay else "all"
                stack.enter_context(vcr.VCR(record_mode=mode).use_cassette(str(path)))
            yield stack.enter_context(httpx.Client(transport=transport, base_url=url, timeout=120))
"""
LAG = """
    lags = []
    with web() as client, client.stream("GET", "/events") as answer:
        for piece in answer.iter_lines():
            if piece.startswith("data: "):
                lags.append(time.monotonic() - float(piece[6:]))
    print(json.dumps({"lags": lags}))
"""
MOVE = """
    size = int(sys.argv[5])
    began, cpu = time.monotonic(), time.process_time()
    with web() as client:
        client.post("/up", content=(b"x" * 65536 for _ in range(size // 65536)), headers={"Content-Length": str(size)})
        up = peak_mb()
        with client.stream("GET", "/down", headers={"X-Size": str(size)}) as answer:
            assert size == sum(map(len, answer.iter_raw()))
    print(json.dumps({"peak": peak_mb(), "up": up, "s": time.monotonic() - began, "cpu": time.process_time() - cpu}))
"""
POLL = """
    began, cpu = time.monotonic(), time.process_time()
    with web() as client:
        for _ in range(int(sys.argv[5])):
            client.get("/poll")
    print(json.dumps({"s": time.monotonic() - began, "cpu": time.process_time() - cpu}))
"""


class Handler(BaseHTTPRequestHandler):
    """Events that carry the time they were sent at, big bodies, small answers."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""

    def do_GET(self) -> None:
        """Answer by path."""
        self.send_response(200)
        if self.path == "/events":
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            for _ in range(EVENTS):
                time.sleep(EVERY_S)
                self.wfile.write(f"data: {time.monotonic()}\n\n".encode())
            self.close_connection = True
            return
        body = b'{"status": "processing", "progress": 50}'
        size = int(self.headers.get("X-Size") or len(body))
        self.send_header("Content-Type", "video/mp4" if size > 1000 else "application/json")
        self.send_header("Content-Length", str(size))
        self.end_headers()
        if size <= 1000:
            self.wfile.write(body)
            return
        piece = os.urandom(65536)
        for _ in range(size // len(piece)):
            self.wfile.write(piece)

    def do_POST(self) -> None:
        """Swallow the body."""
        if self.headers.get("Transfer-Encoding") == "chunked":
            while size := int(self.rfile.readline(), 16):
                self.rfile.read(size + 2)
            self.rfile.readline()
        else:
            left = int(self.headers.get("Content-Length") or 0)
            while left:
                left -= len(self.rfile.read(min(left, 65536)))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """Yield the address of a running server."""
    with listening(answering(Handler)) as address:
        yield address


def run(body: str, way: str, path: Path, url: str, *args: str) -> dict[str, Any]:
    """Return what one process measured."""
    code = textwrap.dedent(START) + textwrap.dedent(body)
    done = subprocess.run(
        [sys.executable, "-c", code, way, str(path), url, *args], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_lag_of_a_stream(url: str, tmp_path: Path, figure: Figure) -> None:
    """An event reaches the client within a few milliseconds of the time it takes without a cassette."""
    medians = {}
    for way in WAYS:
        lags = sorted(run(LAG, way, tmp_path / f"{way}.yaml", url, "record")["lags"])
        medians[way] = lags[len(lags) // 2] * 1000
        figure(f"lag of an event, {way}", f"{medians[way]:.2f} ms", ratio=medians[way] / medians["none"], of="none")
    assert medians["ours"] < medians["none"] + 10
    assert medians["vcrpy"] > 20 * medians["ours"]


@pytest.mark.parametrize("step", ["record", "replay"])
def test_memory_and_time_of_big_bodies(
    url: str, tmp_path_factory: pytest.TempPathFactory, step: str, figure: Figure
) -> None:
    """The peak of a recording and of a replay is near that of no recording."""
    folder = tmp_path_factory.getbasetemp()
    size = str(SIZE_MB * 1024 * 1024)
    found = {}
    for way in WAYS if step == "record" else WAYS[1:]:
        got = found[way] = run(MOVE, way, folder / f"{way}-big.yaml", url, step, size)
        figure(f"{step} {SIZE_MB} MB up and down, {way}", f"peak {got['peak']} MB, {got['s']:.1f} s")
    assert found["ours"]["peak"] < 80


def test_polls(url: str, tmp_path: Path, figure: Figure) -> None:
    """2,000 polls replay in about a second of CPU, and four times the polls take about four times as long."""
    for count in (POLLS // 4, POLLS):
        for way in WAYS[1:]:
            path = tmp_path / f"{way}-{count}.yaml"
            recorded = run(POLL, way, path, url, "record", str(count))
            got = run(POLL, way, path, url, "replay", str(count))
            figure(f"{count} polls, {way}", f"recorded in {recorded['cpu']:.2f} s CPU, replayed in {got['cpu']:.2f} s")
            if way == "ours":
                assert got["cpu"] < 1.5


def test_a_run_of_half_an_hour(tmp_path: Path, figure: Figure) -> None:
    """A recorded run of 30 minutes replays in less than a second of CPU, the start of Python included."""
    from PIL import Image

    Image.new("RGB", (80, 120)).save(tmp_path / "a.jpg")
    recipe = "version: 1\nsteps: [{upload: a.jpg}, {instruct: a 12-second reel}, {export: mp4}, {download: reel.mp4}]\n"
    (tmp_path / "clip.yaml").write_text(recipe, encoding="utf-8")
    with serving(Nemo(render_s=1.85)) as nemo:
        env = {**os.environ, "NEMO_API_URL": nemo.url, "NEMO_TOKEN": "nmv_usr_x", "IMGFREE_TIME_SCALE": "0.001"}
        for way, where in (("--record", "first"), ("--replay", "second"), ("--replay", "third")):
            began_s, cpu_s = time.monotonic(), children_s()
            done = subprocess.run(
                [sys.executable, "-m", "imgfree", "run", "clip.yaml", way, "t.yaml", "--out", where, "--json"],
                cwd=tmp_path, env=env, capture_output=True, text=True, check=True,
            )  # fmt: skip
            cpu_s = children_s() - cpu_s
            told_s = json.loads(done.stdout)["duration_s"] * (1000 if way == "--record" else 1)
            took = f"{time.monotonic() - began_s:.2f} s, {cpu_s:.2f} s of CPU"
            figure(f"{way} of {told_s / 60:.0f} min, {len(nemo.requests)} requests", took)
            assert told_s > 1800
            assert way == "--record" or cpu_s < 1


def children_s() -> float:
    """Return the CPU time of all processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system
