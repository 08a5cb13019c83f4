"""The real client over a cassette: a troubled run happens again, without a network, a home, or a wait."""

import itertools
import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from imgfree import cassette, settings
from imgfree.client import Client, Witness, connect
from imgfree.client.transfer.files import inspect
from imgfree.clock import FreshIds, RunClock, SystemClock
from imgfree.tools import Tools

SECRET = "nmv_usr_Qm9n0Zk3vYb7hA1t-xW5sLr8_uEfC2dGpJiKoNqRTVz"
MOVIE = b"\0\0\0\x20ftypisom" + bytes(range(256)) * 1000
DRAFT = {"d": 1000, "t": [{"tt": 0, "sg": [{"d": 1000}]}]}


def troubled(site: Any) -> None:
    """Answer like a backend on a bad day: a stream that is cut, a poll that fails, a download that breaks off."""
    state: dict[str, Any] = {"draft": {}}
    polls = itertools.count()

    def give(it: Any, data: Any, status: int = 200) -> None:
        it.body()
        it.give(json.dumps({"code": 0, "data": data}).encode(), status=status)

    site.on("/api/auth/anonymous-token")(lambda it: give(it, {"token": SECRET, "user_id": "anon_1", "credits": 100}))
    site.on("/api/tasks/me/with-session/nemo_agent")(lambda it: give(it, {"task_id": "t1", "session_id": "55297"}))
    uploaded = {"filename": "mug-1.jpg", "file_type": "image", "cdn_url": f"{site.url}/cdn/mug-1.jpg?sig=zq81hd02kf"}
    site.on("/api/upload-video/nemo_agent/me/55297")(lambda it: give(it, {"files": [uploaded]}))
    site.on("/api/state/nemo_agent/me/55297/latest")(lambda it: give(it, {"state": state}))

    @site.on("/run_sse")
    def talk(it: Any) -> None:
        it.body()
        it.give(b'data: {"content": {"parts": [{"text": "Done."}]}}\n\ndata:', "text/event-stream", length="9999")
        it.close_connection = True
        state["draft"] = DRAFT

    @site.on("/api/render/proxy/lambda")
    def submit(it: Any) -> None:
        render_id = json.loads(it.body())["id"]
        it.give(b'{"success": true}')

        @site.on(f"/api/render/proxy/lambda/{render_id}")
        def poll(it: Any) -> None:
            number = next(polls)
            if number == 1:
                it.give(b"{}", status=503)
            done = {"status": "completed", "output": {"url": f"{site.url}/cdn/reel.mp4?X-Amz-Signature=9f8e7d6c5b"}}
            it.give(json.dumps(done if number == 3 else {"status": "processing", "progress": number}).encode())

    @site.on("/cdn/reel.mp4")
    def download(it: Any) -> None:
        asked = it.headers.get("Range")
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        if asked:
            it.give(MOVIE[start:], "video/mp4", 206, Content_Range=f"bytes {start}-{len(MOVIE) - 1}/{len(MOVIE)}")
        else:
            it.give(MOVIE[:150_000], "video/mp4", length=str(len(MOVIE)))
            it.close_connection = True


def drive(client: Client, taping: cassette.Taping, photo: Path, out: Path) -> list[Any]:
    """Return what a run with all steps saw."""
    [sent] = client.upload_files([inspect(photo)])
    answer = client.instruct("make a reel", Witness(), baseline=client.state())
    render_id = taping.ids.render_id()
    client.submit_render(render_id, answer.state.draft, {"format": "mp4"}, on_accepted=lambda: None)
    done = client.wait_render(render_id, every_s=30, timeout_s=600)
    saved = client.download(str(done.url), out, render_id=render_id)
    return [sent.filename, answer.text, answer.state.draft, render_id, done.status, saved.size_bytes, saved.sha256]


def opened(taping: cassette.Taping, home: Path, url: str, events: list[str]) -> Client:
    """Return a client of the cloud as a person without a token has it."""
    found = settings.from_environment({"IMGFREE_HOME": str(home)}, cwd=home.parent)
    tools = Tools(RunClock(taping.clock), taping.ids, lambda event, **fields: events.append(event))
    return connect(found, tools, backend="nemo", api_url=url, transport=taping.transport)


@pytest.mark.parametrize("media", ["keep", "digest"])
def test_a_troubled_run_happens_again(site: Any, tmp_path: Path, media: Any) -> None:
    """Cut stream, recovery reads, failed poll and broken download: same results, same events, nothing left over."""
    troubled(site)
    photo = tmp_path / "mug-1.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + b"p" * 70_000)
    path = tmp_path / "cassettes" / "run.yaml"
    events: list[list[str]] = [[], []]
    clock = SystemClock(0.001)
    tools = Tools(clock, FreshIds(clock))
    with (
        cassette.recording(path, tools, mode="all", inner=httpx.HTTPTransport(), media=media) as taping,
        opened(taping, tmp_path / "home", site.url, events[0]) as client,
    ):
        first = drive(client, taping, photo, tmp_path / "a.mp4")
    before = path.read_bytes()
    started_s = time.process_time()
    with (
        cassette.replaying(path) as taping,
        opened(taping, tmp_path / "other", "https://replay.invalid", events[1]) as client,
    ):
        again = drive(client, taping, photo, tmp_path / "b.mp4")
        taping.finish()
        assert taping.clock.protocol_s() > 120
    assert time.process_time() - started_s < 30
    assert first[:6] == again[:6]
    assert (media == "keep") == (first[6] == again[6])
    assert events[0] == events[1]
    assert before == path.read_bytes()
    kept = b"".join(one.read_bytes() for one in path.parent.rglob("*") if one.is_file())
    assert [] == [word for word in (SECRET, "zq81hd02kf", "9f8e7d6c5b") if word.encode() in kept]
