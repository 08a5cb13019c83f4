"""The backend as steps and commands use it: one method for each thing to do."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

import httpx

import imgfree
from imgfree.client.account import Account
from imgfree.client.api import Api
from imgfree.client.auth.auth import Auth
from imgfree.client.http import Http, attribution
from imgfree.client.instruct import Instructor, Message, message_part
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
from imgfree.client.network import Network
from imgfree.client.render import Renders
from imgfree.client.session import Sessions, read_state
from imgfree.client.stream.stream import StreamEnd
from imgfree.client.transfer.bounds import LIMIT_S, Bounds
from imgfree.client.transfer.download import Downloads
from imgfree.client.transfer.part import Terms
from imgfree.client.transfer.upload import Uploads
from imgfree.media_types import CLOUD_SUFFIXES
from imgfree.rights import Rights
from imgfree.settings import Settings
from imgfree.tools import Tools

T = TypeVar("T")
_NO_RIGHTS = Rights()
_NO_TERMS = Terms()
Backend = Literal["nemo", "local"]


def connect(
    settings: Settings,
    tools: Tools,
    *,
    backend: Backend,
    api_url: str,
    formats: Sequence[str] = CLOUD_SUFFIXES,
    task_name: str = "project",
    language: str = "en",
    transport: httpx.BaseTransport | None = None,
    replayed: bool = False,
) -> "Client":
    """Return a client for that API. Nothing is sent yet.

    `formats` are those that may be uploaded. `transport` replaces the network (a cassette, say). `replayed`: a token
    that was there when it was recorded is given again, whichever backend it was.
    """
    tools.redactor.add(settings.token)
    headers = attribution(settings.skill_source, Path(imgfree.__file__))
    http = Http(api_url, transport or Network(), headers, tools)
    api = Api(http, Auth(settings, http, tools, local=backend == "local" and not replayed), tools)
    sessions = Sessions(api, Uploads(api, formats, tools), {"task_name": task_name, "language": language}, tools)
    return Client(backend, formats, api, sessions, Account(api, sessions, settings.web_url), tools)


class Client:
    """One run's conversation with one backend."""

    def __init__(
        self, backend: Backend, formats: Sequence[str], api: Api, sessions: Sessions, account: Account, tools: Tools
    ) -> None:
        self.backend = backend
        self.formats = tuple(formats)
        self.auth = api.auth
        self._api = api
        self._sessions = sessions
        self._account = account
        self._tools = tools
        self._renders = Renders(api, tools, patient=self.extended)
        self._instructor = Instructor(api, tools)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, sort: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def ends_with_the_run(self) -> bool:
        """Return whether its work ends with the run: what is not in the state afterwards will never come."""
        return self.backend == "local"

    @property
    def charges(self) -> bool:
        """Return whether its credits are somebody's money."""
        return self.backend != "local"

    @property
    def extended(self) -> bool:
        """Return whether it knows what imgfree adds to the protocol: literals, wishes, free sizes, `fps`, `cache`."""
        return self.backend == "local"

    def close(self) -> None:
        """Close all connections."""
        self._api.http.close()

    @property
    def session(self) -> Session | None:
        """Return the session as it is now; None before the first call that needs one."""
        return self._sessions.now

    def use_language(self, language: str) -> None:
        """Open the next session in that language."""
        self._sessions.use_language(language)

    def ensure_session(self) -> Session:
        """Return the session, opened if need be; what this run had uploaded to a lost one is in it again."""
        return self._sessions.ensure()

    def restore(self, session: Session, uploads: Sequence[Mapping[str, Any]]) -> None:
        """Go on with an earlier run's session; `uploads` are its marks: path, sha256 and file, or url and file."""
        self._sessions.restore(session, uploads)

    def upload_files(
        self,
        files: Sequence[LocalFile],
        *,
        on_accepted: Callable[[LocalFile, UploadedFile], None] = lambda file, uploaded: None,
    ) -> list[UploadedFile]:
        """Return what the backend made of the files, in their order; `on_accepted` hears of each at once."""
        with self._account.advice():
            return self._sessions.upload_files(files, on_accepted)

    def upload_urls(self, urls: Sequence[str]) -> list[UploadedFile]:
        """Return what the backend made of the urls, in their order; it fetches them itself."""
        with self._account.advice():
            return self._sessions.upload_urls(urls)

    def state(self) -> State:
        """Return the session's newest state."""
        return self._within(lambda session: read_state(self._api, session))

    def instruct(self, text: str, witness: Witness, *, baseline: State, key: str | None = None) -> Answer:
        """Return what became of the words. They are never sent twice once they may have arrived.

        `witness` hears of each try how far they have come. `key` is the idempotency key of an earlier try at the same
        words in the same session; without it a fresh one is made.

        Raises:
            StreamInterrupted: the answer was cut off or silent, and the state never changed.
            BackendError: the backend said no, in its own words.
        """
        known = self.session
        part = message_part(text, extended=self.extended)

        def speak(session: Session) -> tuple[Message, StreamEnd]:
            same = session == known
            before = baseline if same else read_state(self._api, session)
            message = self._instructor.message(session, part, before, key if same else None)
            return message, self._instructor.speak(message, witness)

        message, end = self._within(speak)
        with self._account.advice():
            return self._instructor.outcome(message.session, end, message.baseline)

    def await_change(self, baseline_fingerprint: str, *, already_waited_s: float = 0.0) -> State | None:
        """Return the state once it differs from the baseline, read on the recovery schedule; None if it never does."""
        return self._instructor.await_change(self._sessions.ensure(), baseline_fingerprint, already_waited_s)

    def submit_render(
        self, render_id: str, draft: Mapping[str, Any], output: Mapping[str, Any], *, on_accepted: Callable[[], None]
    ) -> None:
        """Return when the backend has taken the draft for rendering under our id.

        Raises:
            SubmitRefused: it has not, and the protocol allows one more try under a new id.
            ExportBlocked: 402, a matter of the plan.
        """
        self._within(lambda session: self._renders.submit(render_id, session.session_id, draft, output))
        on_accepted()

    def preview(self, draft: Mapping[str, Any], output: Mapping[str, Any]) -> Preview:
        """Return stills of the draft as that output would show it; nothing is rendered. Only for an extended one."""
        return self._within(lambda session: self._renders.preview(session.session_id, draft, output))

    def find_render(self, render_id: str, *, wait_s: float) -> Render | None:
        """Return how far a render is once the backend knows it; None if it does not within that time."""
        return self._renders.find(render_id, wait_s=wait_s)

    def poll_render(self, render_id: str) -> Render | None:
        """Return how far a render is; None if the backend does not know it."""
        return self._renders.poll(render_id)

    def wait_render(self, render_id: str, *, every_s: float, timeout_s: float) -> Render:
        """Return the finished render; raises RenderFailed, or StepTimedOut, after which the id is still good."""
        return self._renders.wait(render_id, every_s=every_s, timeout_s=timeout_s)

    def cancel_render(self, render_id: str) -> bool:
        """Give a render up; return whether the backend took note."""
        return self._renders.cancel(render_id)

    def download(
        self,
        url: str,
        target: Path,
        *,
        render_id: str | None,
        terms: Terms = _NO_TERMS,
        rights: Rights = _NO_RIGHTS,
        named: frozenset[str] = frozenset(),
        limit_s: float | None = None,
    ) -> Downloaded:
        """Return the complete file in its place; with `render_id`, the API's own route helps where the url fails.

        `named` are the hosts that the backend told; others, and how much may come, are a matter of `rights`. The
        default of `terms`: nothing is replaced, and any content is taken.
        """
        bounds = Bounds(self._api.http.api_url, rights, named, limit_s or LIMIT_S)
        return Downloads(self._api, bounds, self._tools).fetch(url, target, render_id=render_id, terms=terms)

    def credits(self) -> Credits:
        """Return the balance."""
        return self._account.credits()

    def glance_at_credits(self) -> int:
        """Return the credits available, by one question that nothing depends on.

        Raises:
            BackendError: no answer at once.
        """
        return self._account.glance_at_credits()

    def claim_url(self) -> str:
        """Return a link that opens this session in a browser; it holds a claim token, which has no API rights."""
        return self._within(self._account.claim_url)

    def _within(self, call: Callable[[Session], T]) -> T:
        """Return what the call gives in a session that is not lost; a refusal tells what this user can do."""
        with self._account.advice():
            return self._sessions.within(call)
