"""Cassettes that no recorder made: written by hand, or cut short."""

from pathlib import Path
from typing import Any

import pytest

from imgfree.cassette import form
from imgfree.cassette.form import Interaction
from imgfree.errors import Interrupted

POLL = Interaction(
    "GET", "http://127.0.0.1:5/api/render/1", {}, "", 200, "OK", {"content-type": ["application/json"]}, b""
)


def write(path: Path, *made: Interaction, **about: Any) -> Path:
    """Write a finished cassette."""
    recording = form.Recording(path, about, made, True)
    path.write_bytes(form.head(about) + b"".join(map(form.block, made)) + form.tail(recording))
    return path


def interrupt(recording: Any, client: Any, path: Path, address: str) -> None:
    """Record one request, then be interrupted."""

    def run() -> None:
        with recording(path) as taping, client(taping) as web:
            web.get(address)
            raise Interrupted("interrupted")

    with pytest.raises(Interrupted):
        run()
