"""The backend as seen from here."""

from typing import TYPE_CHECKING, Any

from imgfree.client.model import (
    Answer,
    Credits,
    Downloaded,
    LocalFile,
    Preview,
    Render,
    Session,
    State,
    UploadedFile,
    Witness,
)
from imgfree.client.timeline import exportable
from imgfree.client.transfer.files import inspect
from imgfree.errors import SubmitRefused

if TYPE_CHECKING:
    from imgfree.client.client import Client, connect

__all__ = [
    "Answer",
    "Client",
    "Credits",
    "Downloaded",
    "LocalFile",
    "Preview",
    "Render",
    "Session",
    "State",
    "SubmitRefused",
    "UploadedFile",
    "Witness",
    "connect",
    "exportable",
    "inspect",
]


def __getattr__(name: str) -> Any:
    """Return Client or connect, which bring httpx along and are therefore imported on first use."""
    if name in ("Client", "connect"):
        from imgfree.client import client

        return getattr(client, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
