"""What a run may do beyond what every recipe may: given by the user on the command line, never by a recipe."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

T = TypeVar("T")
MAX_DOWNLOAD_BYTES = 2_000_000_000


@dataclass(frozen=True)
class Rights:
    """What one run may do. The default is what a stranger's recipe gets: nothing beyond its own folder."""

    allow_read: tuple[Path, ...] = ()  # folders that may be read, with what is below them
    allow_env: tuple[str, ...] = ()  # environment variables that expressions may ask for
    allow_hosts: tuple[str, ...] = ()  # `host` or `host:port` that downloads may come from, besides the backend's own
    overwrite: bool = False  # files that no run of ours made may be replaced
    max_download_bytes: int | None = None  # of each download; None: nobody said, and MAX_DOWNLOAD_BYTES holds

    def plus(self, more: Self) -> Self:
        """Return both together; of two limits the later one holds."""
        return type(self)(
            allow_read=_joined(self.allow_read, more.allow_read),
            allow_env=_joined(self.allow_env, more.allow_env),
            allow_hosts=_joined(self.allow_hosts, more.allow_hosts),
            overwrite=self.overwrite or more.overwrite,
            max_download_bytes=self.max_download_bytes if more.max_download_bytes is None else more.max_download_bytes,
        )

    def to_event(self) -> dict[str, Any]:
        """Return the fields in which a journal keeps the rights of its run."""
        return {
            "allow_read": [str(folder) for folder in self.allow_read],
            "allow_env": list(self.allow_env),
            "allow_hosts": list(self.allow_hosts),
            "overwrite": self.overwrite,
            "max_download_bytes": self.max_download_bytes,
        }

    @classmethod
    def from_event(cls, event: Mapping[str, Any]) -> Self:
        """Return the rights that a journal's event tells of; a field that it lacks gives none."""
        return cls(
            allow_read=tuple(Path(folder) for folder in event.get("allow_read", ())),
            allow_env=tuple(event.get("allow_env", ())),
            allow_hosts=tuple(event.get("allow_hosts", ())),
            overwrite=event.get("overwrite", False),
            max_download_bytes=event.get("max_download_bytes"),
        )


def _joined(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*first, *second)))
