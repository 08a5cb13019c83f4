"""What passes is recorded, and passes unchanged and at once."""

import itertools
import socket
import threading
import time
from pathlib import Path
from typing import Any

import httpx

from imgfree import cassette


def test_a_stream_passes_while_it_is_recorded(site: Any, path: Path, recording: Any, client: Any) -> None:
    """Each event reaches the client before the server has sent the next one."""
    seen = threading.Semaphore(0)

    @site.on("/s")
    def stream(it: Any) -> None:
        it.begin()
        for number in range(5):
            it.wfile.write(f"data: {number}\n\n".encode())
            assert seen.acquire(timeout=120)

    with recording(path) as taping, client(taping, site.url) as web, web.stream("GET", "/s") as answer:
        for _ in answer.iter_raw():
            seen.release()
    assert "data: 0\\n\\ndata: 1\\n" in path.read_text()


def test_a_refused_connection_and_a_timeout_happen_again(site: Any, path: Path, recording: Any, client: Any) -> None:
    """Failures without an answer are recorded with their httpx class, and the retry after them succeeds."""
    calls = itertools.count()

    @site.on("/slow")
    def slow(it: Any) -> None:
        if next(calls) == 0:
            time.sleep(0.6)
        it.give(b"{}")

    def play(taping: cassette.Taping, url: str, nobody: str) -> list[str]:
        seen = []
        with client(taping, url) as web:
            for address, limit_s in ((nobody, 5), (f"{url}/slow", 0.2), (f"{url}/slow", 5)):
                try:
                    seen.append(str(web.post(address, json={"a": 1}, timeout=limit_s).status_code))
                except httpx.TransportError as error:
                    seen.append(type(error).__name__)
        return seen

    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{unused.getsockname()[1]}/nobody"
    with recording(path) as taping:
        first = play(taping, site.url, nobody)
    with cassette.replaying(path) as taping:
        again = play(taping, "http://replay.invalid", "http://replay.invalid/nobody")
        taping.finish()
    assert ["ConnectError", "ReadTimeout", "200"] == first
    assert first == again
