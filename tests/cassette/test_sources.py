"""Time and ids of a recording, and of its replay."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx

from imgfree import cassette
from imgfree.cassette.form import Facts
from tapes import POLL, write


def test_ids_and_waits_are_repeated(site: Any, path: Path, recording: Any, client: Any) -> None:
    """A replay draws the recorded ids, starts at the recorded time, and no wait takes time."""
    site.on("/render")(lambda it: (it.body(), it.give(b"{}")))

    def play(taping: cassette.Taping, url: str) -> list[str]:
        with client(taping, url) as web:
            ids = [taping.ids.uuid(), taping.ids.render_id(), taping.ids.render_id()]
            for one in ids:
                web.post("/render", json={"id": one})
        return ids

    with recording(path) as taping:
        began_s = taping.clock.now_s()
        first = play(taping, site.url)
    with cassette.replaying(path) as taping:
        assert abs(taping.clock.now_s() - began_s) < 2
        assert first == play(taping, "http://replay.invalid")
        started_s = time.monotonic()
        before_s = taping.clock.protocol_s()
        taping.clock.wait(3600)
        assert 3600 <= taping.clock.protocol_s() - before_s < 3601
        assert time.monotonic() - started_s < 600


def test_recorded_time_passes_between_requests(tmp_path: Path) -> None:
    """The clock advances by what answers took, but not while a body is being read."""
    path = write(tmp_path / "c.yaml", replace(POLL, body=b"{}", facts=Facts(wait_ms=2000, took_ms=60_000)), POLL)
    with (
        cassette.replaying(path) as taping,
        httpx.Client(transport=taping.transport, base_url="http://x.invalid") as web,
    ):
        web.get("/api/render/1")
        assert 2.0 == taping.clock.protocol_s()
        web.get("/api/render/1")
        assert 62.0 == taping.clock.protocol_s()
