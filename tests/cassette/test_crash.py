"""A recording that is killed, in its own process, and one that moves much data."""

import os
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from imgfree import cassette

SCRIPT = """
    import re, sys, httpx
    from pathlib import Path
    from imgfree import cassette
    from imgfree.clock import FreshIds, SystemClock
    from imgfree.tools import Tools

    def peak_mb():
        return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024

    inner = httpx.HTTPTransport(verify=False)
    path, url, clock = Path(sys.argv[1]), sys.argv[2], SystemClock()
    with (
        cassette.recording(path, Tools(clock, FreshIds(clock)), mode="all", inner=inner) as taping,
        httpx.Client(transport=taping.transport, base_url=url, timeout=600) as web,
    ):
"""


def start(path: Path, url: str, body: str) -> "subprocess.Popen[str]":
    """Start a process that records."""
    code = textwrap.dedent(SCRIPT) + textwrap.indent(textwrap.dedent(body), "    " * 2)
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, str(path), url], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def wait_for_side_file(path: Path, process: "subprocess.Popen[str]") -> None:
    """Return when a side file has content; who writes it must live until then."""
    while not any(one.stat().st_size for one in cassette.bodies_folder(path).glob("*")):
        assert process.poll() is None, "no side file was written"
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("number", [9, 2])
def test_what_was_recorded_survives(site: Any, tmp_path: Path, number: int) -> None:
    """After kill -9 or Ctrl-C in the middle of a stream, all before it and its whole lines so far are readable."""
    let_go = threading.Event()
    site.on("/p")(lambda it: it.give(b'{"n": 1}'))

    @site.on("/s")
    def stream(it: Any) -> None:
        it.begin()
        it.wfile.write(b'data: {"token": "nmv_usr_canary99"}\n\ndata: two\n\ndata: nmv_usr_can')
        it.wfile.flush()
        let_go.wait(600)

    path = tmp_path / "run.yaml"
    process = start(
        path,
        site.url,
        """
        web.get("/p")
        with web.stream("GET", "/s") as answer:
            for piece in answer.iter_raw():
                print(len(piece), flush=True)
        """,
    )
    assert process.stdout is not None
    with process:
        process.stdout.readline()
        wait_for_side_file(path, process)  # it is written when the client comes back for more
        process.send_signal(number)
        process.wait()
        let_go.set()
    plain = yaml.safe_load(path.read_text())["interactions"]
    assert ["/p", "/s"] == [one["request"]["uri"].removeprefix(site.url) for one in plain]
    assert not cassette.read(path).finished
    with (
        cassette.replaying(path) as taping,
        httpx.Client(transport=taping.transport, base_url="http://x.invalid") as web,
    ):
        assert {"n": 1} == web.get("/p").json()
        with web.stream("GET", "/s") as answer:
            pieces = answer.iter_raw()
            got = next(pieces)
            with pytest.raises(httpx.ReadError, match="the recording ends here"):
                list(pieces)
    assert got.startswith(b'data: {"token": "REDACTEDREDACTED"}\n\ndata: two\n\n')
    assert b"nmv_usr" not in b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_memory_does_not_grow_with_the_bodies(site: Any, tmp_path: Path) -> None:
    """Recording 48 MB up and 48 MB down takes a few megabytes more than 1 MB each way."""
    piece = os.urandom(65536)

    @site.on("/up")
    def up(it: Any) -> None:
        left = int(it.headers["Content-Length"])
        while left:
            left -= len(it.rfile.read(min(left, 65536)))
        it.give(b"{}")

    @site.on("/down")
    def down(it: Any) -> None:
        size = int(it.headers["X-Size"])
        it.send_response(200)
        it.send_header("Content-Type", "video/mp4")
        it.send_header("Content-Length", str(size))
        it.end_headers()
        for _ in range(size // len(piece)):
            it.wfile.write(piece)

    def peak(size_mb: int) -> float:
        process = start(
            tmp_path / f"{size_mb}.yaml",
            site.url,
            f"""
            size = {size_mb} * 1024 * 1024
            body = (b"x" * 65536 for _ in range(size // 65536))
            web.post("/up", content=body, headers={{"Content-Length": str(size)}})
            with web.stream("GET", "/down", headers={{"X-Size": str(size)}}) as answer:
                assert size == sum(len(piece) for piece in answer.iter_raw())
            taping.finish()
            print(peak_mb())
            """,
        )
        out, _ = process.communicate()
        assert 0 == process.returncode
        return float(out)

    assert peak(48) - peak(1) < 8
    sizes = [one.stat().st_size for one in (tmp_path / "48.bodies").iterdir()]
    assert [48 * 1024 * 1024] == sizes
    assert (tmp_path / "48.yaml").stat().st_size < 3000
