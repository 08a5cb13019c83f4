"""The way from a photo to a file, and what holds for every request on it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import imgfree
from imgfree import settings
from imgfree.client import Client, Witness, connect, exportable, inspect
from imgfree.clock import FreshIds, SystemClock
from imgfree.tools import Tools

from .server import Cloud, Log, Reply, Request, ranged, words


def walk(cloud: Cloud, client: Client, photo: Path, target: Path) -> None:
    """Upload, instruct, export, download."""
    [uploaded] = client.upload_files([inspect(photo)])
    assert uploaded.filename == photo.name
    before = client.state()

    def edits(request: Request) -> Reply:
        cloud.draft = {"d": 3000, "t": [{"tt": 0, "sg": [{"d": 3000, "m": {"title": "a"}}]}]}
        return words("I made a clip.", draft=cloud.draft)

    cloud.script("POST", "/run_sse", edits)
    answer = client.instruct("make a clip", Witness(), baseline=before)
    assert (answer.text, answer.edited, answer.silent) == ("I made a clip.", True, False)
    assert exportable(answer.state.draft)
    client.submit_render("render_1", answer.state.draft, {"format": "mp4"}, on_accepted=lambda: None)
    render = client.wait_render("render_1", every_s=30, timeout_s=600)
    cloud.files["/files/render_1.mp4"] = ranged(b"video")
    done = client.download(render.url or "", target, render_id="render_1")
    assert (done.size_bytes, target.read_bytes()) == (5, b"video")


def test_goes_all_the_way(cloud: Cloud, client: Client, photo: Callable[..., Path], tmp_path: Path) -> None:
    """A photo goes up, words change the draft, the draft is rendered, and the file is in its place."""
    walk(cloud, client, photo(), tmp_path / "out" / "clip.mp4")
    assert (60, 40, 100) == tuple(vars(client.credits()).values())


def test_attribution_is_on_every_api_request(
    cloud: Cloud, client: Client, photo: Callable[..., Path], tmp_path: Path
) -> None:
    """Every request carries the three headers; all but the sign-in and the plain download carry the bearer."""
    walk(cloud, client, photo(), tmp_path / "clip.mp4")
    for request in cloud.requests:
        assert "image-to-free" == request.headers["x-skill-source"], request.path
        assert imgfree.__version__ == request.headers["x-skill-version"]
        assert "unknown" == request.headers["x-skill-platform"]
        plain = request.path == "/api/auth/anonymous-token" or request.path.startswith("/files/")
        assert plain == ("authorization" not in request.headers), request.path


def test_events_tell_no_secrets(
    cloud: Cloud, client: Client, log: Log, photo: Callable[..., Path], tmp_path: Path
) -> None:
    """No event holds the token or the client id, a header or a body."""
    walk(cloud, client, photo(), tmp_path / "clip.mp4")
    told = repr(log.events)
    [sign_in] = cloud.sent("POST", "/api/auth")
    for secret in ("nmv_usr_", sign_in.headers["x-client-id"], "Bearer", "make a clip"):
        assert secret not in told
    names = {name for name, _ in log.events}
    wanted = {"token.obtained", "session.opened", "upload.finished", "render.polled", "render.finished"}
    assert wanted | {"request.sent", "response.received", "artifact.saved", "download.progressed"} <= names


@pytest.mark.parametrize(("backend", "wanted"), [("local", (True, False, True)), ("nemo", (False, True, False))])
def test_what_a_backend_does_is_known(cloud: Cloud, tmp_path: Path, backend: Any, wanted: tuple[bool, ...]) -> None:
    """The local backend's work ends with the run and costs nobody anything; it alone knows our additions."""
    found, clock = settings.from_environment({"IMGFREE_HOME": str(tmp_path)}), SystemClock()
    with connect(found, Tools(clock, FreshIds(clock)), backend=backend, api_url=cloud.url) as client:
        assert wanted == (client.ends_with_the_run, client.charges, client.extended)
