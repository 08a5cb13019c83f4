"""A bare connection to a server, for what no HTTP client would send."""

import contextlib
import json
import socket
from collections.abc import Iterator
from typing import Any


@contextlib.contextmanager
def connected(url: str) -> Iterator[socket.socket]:
    """Yield a connection to the server."""
    with socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), timeout=40) as client:
        yield client


def said(client: socket.socket) -> tuple[int, dict[str, Any]]:
    """Return status and body of an answer that ends with the connection, or with its length."""
    data = b""
    while chunk := client.recv(65536):
        data += chunk
        head, _, body = data.partition(b"\r\n\r\n")
        with contextlib.suppress(ValueError):
            return int(head.split()[1]), json.loads(body)
    raise AssertionError(f"the connection ended with {data!r}")
