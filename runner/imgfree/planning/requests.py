"""Which requests a step makes of the backend, as far as that is known before the run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from imgfree import template, wire
from imgfree.client import LocalFile
from imgfree.client.transfer.upload import batches

SESSION = "‹session›"
RENDER = "‹render›"


@dataclass(frozen=True)
class Asked:
    """One request. `repeated` says that it is asked again until the answer is there."""

    method: str
    path: str
    repeated: bool = False


class Asking:
    """Follows a run from step to step: the first one signs in and opens the session, a read state is not read again.

    Where words are paid (`paid`), the balance before them is read, so that a doubt can be settled by it.
    """

    def __init__(self, *, signed_in: bool, paid: bool) -> None:
        self._signed_in = signed_in
        self._paid = paid
        self._session = False
        self._state = False

    def step(
        self, kind: str, params: Mapping[str, Any], files: Sequence[LocalFile], *, expects: Sequence[str]
    ) -> list[Asked]:
        """Return the requests of the next step."""
        asked = [*self._opening(kind), *self._own(kind, params, files)]
        if any(template.mentions(one, ("state", "timeline")) for one in expects) and not self._state:
            asked += [Asked("GET", wire.state_path(SESSION))]
        return asked

    def _opening(self, kind: str) -> list[Asked]:
        asked = []
        if not self._signed_in and kind != "download":
            self._signed_in = True
            asked.append(Asked("POST", wire.ANONYMOUS_TOKEN))
        if not self._session and kind not in ("credits", "download"):
            self._session = True
            asked.append(Asked("POST", wire.NEW_SESSION))
        return asked

    def _own(self, kind: str, params: Mapping[str, Any], files: Sequence[LocalFile]) -> list[Asked]:
        state = Asked("GET", wire.state_path(SESSION))
        match kind:
            case "upload":
                self._state = False
                calls = len(list(batches(files))) + bool(params.get("urls"))
                return [Asked("POST", wire.upload_path(SESSION))] * calls
            case "instruct":
                self._state = True
                balance = [Asked("GET", wire.CREDITS)] if self._paid else []
                return [*balance, state, Asked("POST", wire.RUN_SSE), state]
            case "wait_state":
                self._state = True
                return [Asked("GET", wire.state_path(SESSION), repeated=True)]
            case "export":
                reads = [] if self._state else [state]
                return [*reads, Asked("POST", wire.RENDER), Asked("GET", wire.render_path(RENDER), repeated=True)]
            case "download":
                return [Asked("GET", str(params.get("from") or "‹the export's url›"))]
            case _:
                return [Asked("GET", wire.CREDITS)]
