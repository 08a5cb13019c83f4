"""What can be told of a step before it runs: what it touches, what it comes to, what it asks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from imgfree import wire
from imgfree.client import LocalFile

SESSION = "‹session›"
RENDER = "‹render›"


@dataclass(frozen=True)
class Write:
    """A file that is to be written: its name below --out as the parameter `param` gives it.

    With `renews` it may take the place of what any run of ours left.
    """

    to: str
    param: str
    renews: bool = False


@dataclass(frozen=True)
class Touches:
    """What a step deals with outside: files and globs it reads, addresses that the backend fetches, files it writes.

    `asks` are the addresses that this machine asks, by the parameter that gives them.
    """

    reads: Sequence[str] = ()
    fetched: Sequence[str] = ()
    writes: Sequence[Write] = ()
    asks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Look:
    """What a step may look at before it runs. `files` gives those behind a path or glob, none where it is wrong."""

    id: str  # the step's
    files: Callable[[str], Sequence[LocalFile]]


@dataclass(frozen=True)
class Foreseen:
    """What a step comes to. `outputs` is None where only the run can tell; a part of them may be open all the same.

    `files` are those that it reads, in place of what the parameter `listed` says.
    """

    outputs: Mapping[str, Any] | None = None
    files: Sequence[LocalFile] = ()
    listed: str = ""


@dataclass(frozen=True)
class Asked:
    """One request. `repeated` says that it is asked again until the answer is there."""

    method: str
    path: str
    repeated: bool = False


class Talk:
    """The requests of a run, told step by step: the first that needs it signs in and opens the session.

    `charged` says that words are paid for: the balance is read before them, so that a doubt can be settled by it.
    """

    def __init__(self, *, signed_in: bool, charged: bool) -> None:
        self.charged = charged
        self.state_known = False  # whether the newest state was read, and nothing done since
        self._signed_in = signed_in
        self._opened = False
        self._asked: list[Asked] = []

    def told(self) -> list[Asked]:
        """Return the requests since this was asked last."""
        asked, self._asked = self._asked, []
        return asked

    def ask(self, method: str, path: str, *, repeated: bool = False) -> None:
        """Add one request."""
        self._asked.append(Asked(method, path, repeated))

    def sign_in(self) -> None:
        """Add what it takes to be known to the backend."""
        if not self._signed_in:
            self._signed_in = True
            self.ask("POST", wire.ANONYMOUS_TOKEN)

    def open_session(self) -> None:
        """Add what it takes to have a session."""
        self.sign_in()
        if not self._opened:
            self._opened = True
            self.ask("POST", wire.NEW_SESSION)

    def read_state(self, *, repeated: bool = False) -> None:
        """Add a look at the session's state."""
        self.ask("GET", wire.state_path(SESSION), repeated=repeated)
