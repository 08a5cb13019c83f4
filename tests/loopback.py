"""A server on loopback that serves in a thread for as long as a block lasts."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HERE = ("127.0.0.1", 0)


@contextmanager
def listening(server: ThreadingHTTPServer) -> Iterator[str]:
    """Yield the address of the server, which serves until the block ends."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # clients that come at the same time wait, and are not sent away


def answering(handler: type[BaseHTTPRequestHandler], **about: Any) -> ThreadingHTTPServer:
    """Return a server on a free port whose handlers have these attributes."""
    return _Server(HERE, type("Handler", (handler,), about))
