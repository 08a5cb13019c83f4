"""A pretended cloud on a real socket, and clients for it."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from imgfree import settings
from imgfree.client import Client, connect
from imgfree.clock import Clock, FreshIds, SystemClock
from imgfree.tools import Tools

from .server import JPEG, Cloud, Log, running


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    """A cloud with sane answers."""
    with running(Cloud()) as found:
        yield found


@pytest.fixture
def log() -> Log:
    """All events of the test's clients."""
    return Log()


@pytest.fixture
def new_client(cloud: Cloud, log: Log, tmp_path: Path) -> Iterator[Callable[..., Client]]:
    """Make clients as runs do: `new_client(NEMO_TOKEN=…)`; all share one home; protocol time runs 1000 times faster."""
    made: list[Client] = []

    def make(*, clock: Clock | None = None, **environ: str) -> Client:
        home = {"IMGFREE_HOME": str(tmp_path / "home"), "HOME": str(tmp_path / "user"), "NEMO_API_URL": cloud.url}
        clock = clock or SystemClock(0.001)
        found = settings.from_environment({**home, **environ}, cwd=tmp_path)
        client = connect(found, Tools(clock, FreshIds(clock), log), backend="nemo", api_url=found.api_url)
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()


@pytest.fixture
def client(new_client: Callable[..., Client]) -> Client:
    """One client."""
    return new_client()


@pytest.fixture
def photo(tmp_path: Path) -> Callable[..., Path]:
    """Write a file that begins like a JPEG: `photo("a.jpg")`."""

    def write(name: str = "a.jpg", content: bytes = JPEG) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def endless() -> Iterator[Callable[..., str]]:
    """Serve one answer whose bytes come from an iterator, as fast as they are taken; returns its address."""
    listeners: list[socket.socket] = []

    def serve(pieces: Iterator[bytes], head: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n") -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def pour() -> None:
            with contextlib.suppress(OSError):
                connection, _ = listener.accept()
                with connection:
                    connection.recv(65536)
                    connection.sendall(head)
                    for piece in pieces:
                        connection.sendall(piece)

        threading.Thread(target=pour, daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/big.mp4"

    yield serve
    for listener in listeners:
        listener.close()
