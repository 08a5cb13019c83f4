"""Starting and stopping: ports, signals, sudden death, and that nothing stays behind."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from going import going
from imgfree import events, wire
from imgfree.errors import SetupError
from imgfree.events import ignore
from imgfree.local.server import Door, bound, running, serve
from imgfree.local.store import Store

SERVE = """
import sys, warnings
from pathlib import Path
from imgfree.local.misbehave import parse
from imgfree.local.server import Door, serve

warnings.simplefilter("error")

def tell(event, /, **fields):
    print(event, *fields.values(), flush=True)

serve(Path(sys.argv[2]), Door(), misbehave=parse(sys.argv[3]), emit=tell)
print("ended", flush=True)
sys.exit()
"""


@contextmanager
def served(data_dir: Path, misbehave: str = "") -> Iterator[tuple[Any, str]]:
    """Yield a serving process and its address; it is gone after the block."""
    process = going("serve", data_dir, misbehave, cwd=data_dir.parent, before=SERVE)
    assert process.stdout is not None
    try:
        line = process.stdout.readline().split()
        assert line, process.communicate()[1]
        yield process, line[1]
    finally:
        process.kill()
        process.communicate()


def photo(path: Path) -> tuple[str, bytes]:
    """Return a real picture with light and shade."""
    Image.radial_gradient("L").resize((900, 1200)).convert("RGB").save(path, quality=80)
    return path.name, path.read_bytes()


def test_yields_an_address_that_answers(tmp_path: Path) -> None:
    """The address works at once, is announced, and is closed after the block with all threads ended."""
    told: list[tuple[str, Any]] = []
    before = set(threading.enumerate())
    with running(tmp_path, emit=lambda event, /, **fields: told.append((event, fields["url"]))) as url:
        answer = httpx.post(url + wire.ANONYMOUS_TOKEN, headers={wire.CLIENT_ID_HEADER: "client-1"})
        assert 200 == answer.status_code
        assert url.startswith("http://127.0.0.1:")
    assert [(events.SERVER_STARTED, url), (events.SERVER_STOPPED, url)] == told
    assert before == set(threading.enumerate())
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)


def test_many_at_once_on_one_folder(tmp_path: Path) -> None:
    """Two runs side by side share accounts and sessions."""
    with running(tmp_path, emit=ignore) as one, running(tmp_path, emit=ignore) as two:
        token = httpx.post(one + wire.ANONYMOUS_TOKEN, headers={wire.CLIENT_ID_HEADER: "c"}).json()["data"]["token"]
        headers = {"Authorization": f"Bearer {token}"}
        session = httpx.post(two + wire.NEW_SESSION, json={}, headers=headers).json()["data"]["session_id"]
        assert 200 == httpx.get(one + wire.state_path(session), headers=headers).status_code


def test_stops_a_running_render_and_an_open_stream(backend: Any) -> None:
    """The block ends though a render runs and a stream is open; the render waits on disk, the credit is given back."""
    heard: list[str] = []

    def listen(caller: Any) -> None:
        whole = {"json": caller.said("build it"), "headers": caller.http.headers}
        try:
            with httpx.stream("POST", caller.url + wire.RUN_SSE, **whole) as answer:
                heard.extend(answer.iter_lines())
        except httpx.RemoteProtocolError:
            heard.append("broken off")

    with backend.caller("slow=1h") as caller:
        backend.parts.gate.clear()
        caller.submit("render_1", draft={"t": [{"sg": [{"m": {"source": "x"}}]}]})
        assert backend.parts.entered.wait(240)
        listener = threading.Thread(target=listen, args=(caller,))
        listener.start()
        while caller.credits() != (99, 1, 100):
            time.sleep(0.01)
    listener.join(240)
    assert "broken off" == heard[-1]
    store = Store(backend.data_dir)
    assert [("pending", None)] == [tuple(row) for row in store.rows("SELECT status, owner FROM renders")]
    assert [(100, 0)] == [tuple(row) for row in store.rows("SELECT SUM(available), SUM(frozen) FROM ledger")]
    store.close()


def test_a_half_sent_upload_does_not_hold_it_up(backend: Any) -> None:
    """A client that stopped sending is dropped, and what it had sent is removed."""
    with backend.caller() as caller, socket.create_connection(("127.0.0.1", caller.http.base_url.port)) as half:
        head = f"POST {wire.upload_path(caller.session_id)} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999\r\n"
        head += f"Authorization: {caller.http.headers['Authorization']}\r\n"
        head += "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
        part = '--x\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\nhalf a pho'
        half.sendall((head + part).encode())
        while not list((backend.data_dir / "parts").iterdir()):
            time.sleep(0.01)
    assert [] == list((backend.data_dir / "parts").iterdir())


def test_port_taken(tmp_path: Path) -> None:
    """Serving on a taken port is exit 6 and names the port; nothing is left running."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SetupError, match=f"port {port} is taken") as caught:
            serve(tmp_path, Door(port=port), misbehave=None, emit=ignore)
    assert 6 == caught.value.exit_code


def test_host_unknown() -> None:
    """A host that is none is named."""
    with pytest.raises(SetupError, match=r"cannot serve on '256\.1\.1\.1'"):
        bound("256.1.1.1", 0)


@pytest.mark.parametrize("package", ["uvicorn", "starlette", "python_multipart", "av"])
def test_says_which_package_is_missing(tmp_path: Path, package: str) -> None:
    """Without the extra there is one sentence that says how to get it, exit 6."""
    program = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "from imgfree.errors import SetupError\n"
        "from imgfree.local.server import running\n"
        "from pathlib import Path\n"
        "try:\n    running(Path(sys.argv[1]), emit=print).__enter__()\n"
        "except SetupError as exc:\n    print(exc.message, exc.hint)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, timeout=240, check=True
    )
    assert f"needs the package '{package}'" in ran.stdout
    assert "'imgfree[local]'" in ran.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX signals on Windows")
@pytest.mark.parametrize(
    "number", [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
)
def test_signals_end_it_cleanly(tmp_path: Path, number: int) -> None:
    """All of them return from `serve`, without a word from it."""
    with served(tmp_path) as (process, url):
        assert 404 == httpx.get(url).status_code
        process.send_signal(number)
        out, err = process.communicate(timeout=240)
    assert ([f"server.stopped {url}", "ended"], "", 0) == (out.splitlines(), err, process.returncode)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "kill") or sys.platform == "win32", reason="no kill -9 on Windows")
def test_finishes_a_render_after_sudden_death(tmp_path: Path, new_caller: Any) -> None:
    """Killed in the middle of a render, the next server on the folder finishes it under the same id, by itself."""
    name, content = photo(tmp_path / "photo.jpg")
    with served(tmp_path / "data") as (process, url):
        caller = new_caller(url, "client-1")
        caller.sign_in()
        caller.open_session()
        caller.upload((name, content))
        caller.say("turn this photo into a 10-second 9:16 clip with a slow zoom")
        draft = caller.draft()
        output = {"format": "mp4", "quality": "low", "resolution": "240p"}
        assert 200 == caller.submit("render_1", output=output).status_code
        for _ in range(1000):
            if caller.poll("render_1")["status"] == wire.PROCESSING:
                break
            time.sleep(0.01)
        assert wire.PROCESSING == caller.poll("render_1")["status"]
        process.kill()
        process.wait()
    with served(tmp_path / "data") as (_, url):
        again = new_caller(url, "client-1")
        again.http.headers["Authorization"] = caller.http.headers["Authorization"]
        again.session_id = caller.session_id
        assert draft == again.draft()
        body = None
        for _ in range(3000):
            body = again.poll("render_1")
            if body["status"] in (wire.COMPLETED, wire.FAILED):
                break
            time.sleep(0.05)
        assert body is not None
        assert wire.COMPLETED == body["status"]
        assert 10.0 == pytest.approx(body["output"]["duration"], abs=0.05)
        assert b"ftyp" == httpx.get(body["output"]["url"]).content[4:8]
