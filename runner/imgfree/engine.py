"""Which engine a user asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from imgfree.errors import InputRefused

LOCAL = "local"  # child processes of this one: no engine at all


@dataclass(frozen=True)
class Engine:
    """What makes the pieces of films. `store` is a folder that all machines see, where they keep what they made."""

    url: str
    store: Path | None = None

    @property
    def scheme(self) -> str:
        """Return the name by which it is found."""
        return self.url.partition(":")[0]

    @property
    def address(self) -> str:
        """Return where it is, as it understands it."""
        return self.url.partition(":")[2].removeprefix("//")

    def to_event(self) -> dict[str, Any]:
        """Return the fields of an event that tell of it."""
        return {"engine": self.url, "store": str(self.store) if self.store else None}

    @classmethod
    def from_event(cls, told: Mapping[str, Any]) -> Self | None:
        """Return the engine that an event tells of, if any."""
        return cls(told["engine"], Path(told["store"]) if told.get("store") else None) if told.get("engine") else None


def wished(url: str | None, store: Path | None) -> Engine | None:
    """Return the engine that is asked for; None where nothing is.

    Raises:
        InputRefused: it is none, or a store was given without one.
    """
    if store is not None and url in (None, LOCAL):
        raise InputRefused("--store is where the machines of an engine keep pieces", hint="add --engine, or drop it")
    if url is None:
        return None
    scheme, colon, _ = url.partition(":")
    if not scheme or not scheme.isidentifier() or (scheme == LOCAL and colon) or (scheme != LOCAL and not colon):
        raise InputRefused(f"'{url}' is not an engine", hint="write local, or dask://HOST:PORT")
    return Engine(url, store.absolute() if store else None)
