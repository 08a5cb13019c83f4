"""The one private file below IMGFREE_HOME that holds tokens and the client id."""

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from imgfree.errors import SetupError

LOCAL = "local"  # the key of the embedded backend, whose address changes with every run
_PRIVATE = 0o600


@dataclass(frozen=True)
class Token:
    """A bearer token. `user_id` and `client_id` belong to anonymous ones; `expires_s` counts from the epoch."""

    value: str
    anonymous: bool
    user_id: str | None = None
    client_id: str | None = None
    expires_s: float | None = None


class Credentials:
    """Tokens by API, and the client id; every write replaces the file as a whole, so a reader never sees half of it."""

    def __init__(self, home: Path) -> None:
        self.path = home / "credentials.json"

    def token(self, api: str) -> Token | None:
        """Return the saved token of this API."""
        found = self._read().get("tokens", {}).get(api)
        try:
            return Token(**found) if found else None
        except TypeError:  # written by another version
            return None

    def client_id(self) -> str | None:
        """Return the client id that was used last."""
        found = self._read().get("client_id")
        return found if isinstance(found, str) else None

    def save_token(self, api: str, token: Token) -> None:
        """Keep the token of this API."""
        content = self._read()
        content.setdefault("tokens", {})[api] = asdict(token)
        self._write(content)

    def save_client_id(self, client_id: str) -> None:
        """Keep the client id."""
        self._write({**self._read(), "client_id": client_id})

    def forget_token(self, api: str) -> bool:
        """Remove the token of this API; return whether there was one. The client id stays: the limits count by it."""
        content = self._read()
        if content.get("tokens", {}).pop(api, None) is None:
            return False
        self._write(content)
        return True

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes of this home out while the block runs: two first runs must not ask for two tokens."""
        with self._usable_home():
            file = self.path.with_suffix(".lock").open("a+b")
        with file:
            _lock(file.fileno())
            yield  # the lock ends when the file is closed, also if the process dies

    def _read(self) -> dict[str, Any]:
        try:
            content = json.loads(self.path.read_bytes())
            if self.path.stat().st_mode & 0o077:
                self.path.chmod(_PRIVATE)
        except FileNotFoundError:
            return {}
        except (ValueError, RecursionError):  # not ours; it is replaced with the next write
            return {}
        except OSError as error:
            raise self._unusable(error) from error
        known = isinstance(content, dict) and isinstance(content.get("tokens", {}), dict)
        return content if known else {}

    def _write(self, content: dict[str, Any]) -> None:
        with self._usable_home():
            handle, name = tempfile.mkstemp(prefix=".credentials-", dir=self.path.parent)  # 0600 from the start
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(content, file, indent=1)
                Path(name).replace(self.path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    @contextlib.contextmanager
    def _usable_home(self) -> Iterator[None]:
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            yield
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: OSError) -> SetupError:
        reason = (error.strerror or str(error)).lower()
        return SetupError(f"cannot use {self.path}: {reason}", hint="set IMGFREE_HOME to a folder of your own")


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        with contextlib.suppress(OSError):  # some network folders know no locks; two first runs at once are rare there
            fcntl.flock(descriptor, fcntl.LOCK_EX)
