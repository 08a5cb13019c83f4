"""The specification's own session, typed with curl: token, session, upload, words, state, export, poll, download."""

import json
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from imgfree.events import ignore
from imgfree.local.misbehave import parse
from imgfree.local.server import running

pytestmark = [pytest.mark.slow, pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")]
SKILL = ("-H", "X-Skill-Source: image-to-free", "-H", "X-Skill-Version: 1.0.0", "-H", "X-Skill-Platform: unknown")


def curl(*args: str) -> str:
    """Return what curl prints."""
    ran = subprocess.run(["curl", "-sS", "--max-time", "240", *args], capture_output=True, timeout=280, check=True)
    return ran.stdout.decode()


def test_walks_through_the_specification(tmp_path: Path) -> None:
    """A client that knows nothing but the specification gets from two photos to an MP4."""
    for name, colour in (("mug.jpg", "brown"), ("cup.png", "teal")):
        Image.new("RGB", (800, 600), colour).save(tmp_path / name)
    with running(tmp_path / "data", emit=ignore, embedded=False, misbehave=parse("slow=1s,heartbeat=200ms")) as url:
        token = json.loads(curl("-X", "POST", f"{url}/api/auth/anonymous-token", "-H", "X-Client-Id: 1b9d-test"))
        known = ("-H", f"Authorization: Bearer {token['data']['token']}", *SKILL)
        as_json = (*known, "-H", "Content-Type: application/json")

        body = '{"task_name":"project","language":"en"}'
        opened = json.loads(curl(*as_json, "-d", body, f"{url}/api/tasks/me/with-session/nemo_agent"))
        session = opened["data"]["session_id"]

        files = ("-F", f"files=@{tmp_path / 'mug.jpg'}", "-F", f"files=@{tmp_path / 'cup.png'}")
        uploaded = json.loads(curl(*known, *files, f"{url}/api/upload-video/nemo_agent/me/{session}"))
        assert [800, 800] == [file["width"] for file in uploaded["data"]["files"]]

        words = {"parts": [{"text": "turn these images into a 2 second video"}]}
        said = {"app_name": "nemo_agent", "user_id": "me", "session_id": session, "new_message": words}
        stream = curl("-N", *as_json, "-H", "Accept: text/event-stream", "-d", json.dumps(said), f"{url}/run_sse")
        assert stream.count("data:\n\n") >= 2
        assert '"functionResponse"' in stream

        state = json.loads(curl(*known, f"{url}/api/state/nemo_agent/me/{session}/latest"))["data"]["state"]
        assert 2000 == state["draft"]["d"]
        assert 2 == len(state["video_infos"])
        balance = json.loads(curl(*known, f"{url}/api/credits/balance/simple"))["data"]
        assert {"available": 99, "frozen": 0, "total": 99} == balance

        order = {"id": "render_1774000300123", "sessionId": session, "draft": state["draft"]}
        order["output"] = {"format": "mp4", "quality": "high"}
        curl(*as_json, "-d", json.dumps(order), f"{url}/api/render/proxy/lambda")
        render = _finished(f"{url}/api/render/proxy/lambda/{order['id']}", known)
        assert "completed" == render["status"], render

        film = tmp_path / "film.mp4"
        curl("-o", str(film), render["output"]["url"])
        assert (b"ftyp", render["output"]["size"]) == (film.read_bytes()[4:8], film.stat().st_size)


def _finished(url: str, known: tuple[str, ...]) -> dict[str, Any]:
    for _ in range(1200):
        render: dict[str, Any] = json.loads(curl(*known, url))
        if render["status"] in ("completed", "failed"):
            return render
        time.sleep(0.2)
    raise AssertionError("the render did not end")
