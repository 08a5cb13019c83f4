"""The backend as steps and commands use it: sessions that survive being lost, and one method for each thing to do."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

import httpx

import imgfree
from imgfree import wire
from imgfree.client import balance
from imgfree.client.api import Api, data_of, field, identifier
from imgfree.client.auth.auth import Auth
from imgfree.client.http import Http, attribution
from imgfree.client.instruct import Instructor, Message, Witness, message_part
from imgfree.client.model import Answer, Credits, Downloaded, LocalFile, Render, Session, State, UploadedFile
from imgfree.client.network import Network
from imgfree.client.render import Renders
from imgfree.client.states import read_state, state_of
from imgfree.client.stream.stream import StreamEnd
from imgfree.client.transfer import upload
from imgfree.client.transfer.bounds import LIMIT_S, Bounds
from imgfree.client.transfer.download import Downloads
from imgfree.client.transfer.part import Terms
from imgfree.clock import Clock, Ids
from imgfree.errors import BackendError, CreditsExhausted, ExportBlocked, ProtocolBroken, SessionLost
from imgfree.events import SESSION_LOST, SESSION_OPENED, Emit
from imgfree.media_types import CLOUD_SUFFIXES
from imgfree.redaction import Redactor
from imgfree.rights import Rights
from imgfree.settings import Settings

T = TypeVar("T")
_NO_RIGHTS = Rights()
_MOST_SESSIONS_LOST = 3  # in one run; a backend that forgets every session cannot be worked with


def connect(
    settings: Settings, *, backend: Literal["nemo", "local"], api_url: str, clock: Clock, ids: Ids, emit: Emit,
    redactor: Redactor, task_name: str = "project", language: str = "en",
    formats: Sequence[str] = CLOUD_SUFFIXES, transport: httpx.BaseTransport | None = None, auth: Auth | None = None,
    replayed: bool = False,
) -> "Client":  # fmt: skip
    """Return a client for that API. Nothing is sent yet.

    `formats` are those that may be uploaded. `transport` replaces the network (a cassette, say); `auth` replaces the
    sign-in. `replayed`: a token that was there when it was recorded is given again, whichever backend it was.
    """
    redactor.add(settings.token)
    headers = attribution(settings.skill_source, Path(imgfree.__file__))
    http = Http(api_url, transport or Network(), headers=headers, clock=clock, emit=emit, redactor=redactor)
    local = backend == "local" and not replayed
    who = auth or Auth(settings, http, local=local, clock=clock, ids=ids, emit=emit, redactor=redactor)
    api = Api(http, who, clock=clock, emit=emit)
    return Client(api, backend=backend, web_url=settings.web_url, clock=clock, ids=ids, emit=emit, session_body={
        "task_name": task_name, "language": language,
    }, formats=formats)  # fmt: skip


@dataclass
class _Sent:
    """Something this run has uploaded, so that it can be uploaded again; `what` is a file or a url."""

    what: LocalFile | str
    became: UploadedFile | None


class Client:
    """One run's conversation with one backend."""

    def __init__(
        self, api: Api, *, backend: Literal["nemo", "local"], web_url: str, clock: Clock, ids: Ids, emit: Emit,
        session_body: Mapping[str, str], formats: Sequence[str] = CLOUD_SUFFIXES,
    ) -> None:  # fmt: skip
        self.backend = backend
        self.formats = tuple(formats)
        self.auth = api.auth
        self.session: Session | None = None
        self._api = api
        self._web_url = web_url
        self._session_body = dict(session_body)
        self._clock = clock
        self._emit = emit
        self._renders = Renders(api, clock=clock, emit=emit)
        self._instructor = Instructor(api, clock=clock, ids=ids, emit=emit)
        self._sent: list[_Sent] = []
        self._sessions_lost = 0
        self._user_sought: Session | None = None

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

    def use_language(self, language: str) -> None:
        """Open the next session in that language."""
        self._session_body["language"] = language

    def ensure_session(self) -> Session:
        """Return the session, opened if need be; what this run had uploaded to a lost one is in it again."""
        if self.session is None:
            answer = self._api.post(wire.NEW_SESSION, self._session_body)
            session_id = identifier(field(answer, "session_id"))
            if session_id is None:
                raise ProtocolBroken("the answer to the new session holds no session id")
            task_id = identifier(field(answer, "task_id")) or ""
            self.session = Session(session_id, task_id, identifier(field(answer, "user_id")))
            self._emit(SESSION_OPENED, session_id=session_id, task_id=task_id, user_id=self.session.user_id)
            self._upload_again(self.session)
        return self.session

    def restore(self, session: Session, uploads: Sequence[Mapping[str, Any]]) -> None:
        """Go on with an earlier run's session; `uploads` are its marks: path, sha256 and file, or url and file."""
        self.session = session
        self._sent = [_Sent(_what(mark), None) for mark in uploads]

    def _in_session(self, call: Callable[[Session], T]) -> T:
        """Return what the call gives; a session that is lost is replaced, and the call made once more."""
        with self._advice():
            try:
                return call(self.ensure_session())
            except SessionLost as error:
                self._lose_session(error)
                return call(self.ensure_session())

    def _lose_session(self, error: SessionLost) -> None:
        self._sessions_lost += 1
        lost = self.session
        if lost is None or self._sessions_lost > _MOST_SESSIONS_LOST:
            raise error
        self.session = None
        self._emit(
            SESSION_LOST,
            session_id=lost.session_id,
            uploads=len(self._sent),
            reason="the backend no longer knows it: a new session is opened, and the old timeline is gone",
        )

    def _upload_again(self, session: Session) -> None:
        files = [sent for sent in self._sent if isinstance(sent.what, LocalFile)]
        for batch in upload.batches([sent.what for sent in files if isinstance(sent.what, LocalFile)]):
            for file, became in zip(batch, self._send(session, batch, again=True), strict=True):
                next(sent for sent in files if sent.what is file).became = became
        urls = [sent for sent in self._sent if isinstance(sent.what, str)]
        if urls:
            found = upload.send_urls(
                self._api,
                session.session_id,
                [str(sent.what) for sent in urls],
                formats=self.formats,
                emit=self._emit,
                again=True,
            )
            for sent, became in zip(urls, found, strict=True):
                sent.became = became

    def upload_files(
        self, files: Sequence[LocalFile], *,
        on_accepted: Callable[[LocalFile, UploadedFile], None] = lambda file, uploaded: None,
    ) -> list[UploadedFile]:  # fmt: skip
        """Return what the backend made of the files, in their order; `on_accepted` hears of each at once."""
        mine: list[_Sent] = []
        for batch in upload.batches(files):
            for file, became in zip(batch, self._in_session(partial(self._send, files=batch)), strict=True):
                mine.append(_Sent(file, became))
                self._sent.append(mine[-1])
                on_accepted(file, became)
        return [sent.became for sent in mine if sent.became is not None]  # a session lost on the way renews them

    def upload_urls(self, urls: Sequence[str]) -> list[UploadedFile]:
        """Return what the backend made of the urls, in their order; it fetches them itself."""
        found = self._in_session(
            lambda s: upload.send_urls(self._api, s.session_id, urls, formats=self.formats, emit=self._emit)
        )
        self._sent += [_Sent(url, became) for url, became in zip(urls, found, strict=True)]
        return found

    def _send(self, session: Session, files: Sequence[LocalFile], *, again: bool = False) -> list[UploadedFile]:
        return upload.send_files(
            self._api,
            session.session_id,
            files,
            formats=self.formats,
            clock=self._clock,
            emit=self._emit,
            again=again,
        )

    def state(self) -> State:
        """Return the session's newest state."""
        return self._in_session(lambda session: read_state(self._api, session))

    def instruct(
        self, text: str, *, baseline: State, on_accepted: Callable[[], None], on_words: Callable[[str], None],
        on_intended: Callable[[str, State], None] = lambda key, before: None,
        on_sent: Callable[[], None] = lambda: None, on_refused: Callable[[], None] = lambda: None,
        key: str | None = None,
    ) -> Answer:  # fmt: skip
        """Return what became of the words. They are never sent twice once they may have arrived.

        Of each try, `on_intended` hears before the first byte leaves, `on_sent` before the last, `on_accepted` when
        the answer begins, and `on_refused` that the words came to nothing: no connection, or a clear no. `key` is
        the idempotency key of an earlier try at the same words in the same session; without it a fresh one is made.

        Raises:
            StreamInterrupted: the answer was cut off or silent, and the state never changed.
            BackendError: the backend said no, in its own words.
        """
        known = self.session
        part = message_part(text, extended=self.extended)
        witness = Witness(on_words, on_intended, on_sent, on_accepted, on_refused)

        def speak(session: Session) -> tuple[Message, StreamEnd]:
            same = session == known
            before = baseline if same else read_state(self._api, session)
            message = self._instructor.message(session, part, before, key if same else None)
            return message, self._instructor.speak(message, witness)

        message, end = self._in_session(speak)
        with self._advice():
            return self._instructor.outcome(message.session, end, message.baseline)

    def await_change(self, baseline_fingerprint: str, *, already_waited_s: float = 0.0) -> State | None:
        """Return the state once it differs from the baseline, read on the recovery schedule; None if it never does."""
        return self._instructor.await_change(self.ensure_session(), baseline_fingerprint, already_waited_s)

    def submit_render(
        self, render_id: str, draft: Mapping[str, Any], output: Mapping[str, Any], *, on_accepted: Callable[[], None]
    ) -> None:
        """Return when the backend has taken the draft for rendering under our id.

        Raises:
            SubmitRefused: it has not, and the protocol allows one more try under a new id.
            ExportBlocked: 402, a matter of the plan.
        """
        self._in_session(lambda session: self._renders.submit(render_id, session.session_id, draft, output))
        on_accepted()

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
        self, url: str, target: Path, *, render_id: str | None, overwrite: bool = False, terms: Terms | None = None,
        rights: Rights = _NO_RIGHTS, named: frozenset[str] = frozenset(), limit_s: float | None = None,
    ) -> Downloaded:  # fmt: skip
        """Return the complete file in its place; with `render_id`, the API's own route helps where the url fails.

        `named` are the hosts that the backend told; others, and how much may come, are a matter of `rights`. The
        default of `terms`: nothing is replaced unless `overwrite` is set, and any content is taken.
        """
        bounds = Bounds(self._api.http.api_url, rights, named, limit_s or LIMIT_S)
        downloads = Downloads(self._api, bounds, clock=self._clock, emit=self._emit)
        return downloads.fetch(url, target, render_id=render_id, terms=terms or Terms(overwrite=overwrite))

    def credits(self) -> Credits:
        """Return the balance."""
        return balance.read(self._api.get(wire.CREDITS))

    def glance_at_credits(self) -> int:
        """Return the credits available, by one question that nothing depends on.

        Raises:
            BackendError: no answer at once.
        """
        return balance.read(self._api.glance(wire.CREDITS)).available

    def register_url(self) -> str:
        """Return where an anonymous user makes an account that keeps the projects."""
        bound = self._anonymous_id()
        return f"{self._web_url}/register" + (f"?bind={bound}" if bound else "")

    def claim_url(self) -> str:
        """Return a link that opens this session in a browser; it holds a claim token, which has no API rights."""
        answer = self._in_session(
            lambda session: self._api.post(
                wire.CLAIM_TOKEN, {"task_id": session.task_id, "session_id": session.session_id}
            )
        )
        found = data_of(answer).get("claim_token")
        if not isinstance(found, str) or not found:
            raise ProtocolBroken("the answer holds no claim token")
        return f"{self._web_url}/workspace/claim?ct={found}"

    @contextmanager
    def _advice(self) -> Iterator[None]:
        """Add to a refusal what this user can do about it: register, top up, or upgrade."""
        try:
            yield
        except ExportBlocked as error:
            link = f": {self.register_url()}" if self._is_anonymous() else ""
            error.hint = f"register or upgrade your plan to unlock export{link}"
            raise
        except CreditsExhausted as error:
            more = f"register for more: {self.register_url()}" if self._is_anonymous() else ""
            error.hint = more or "top up credits in your account"
            raise

    def _is_anonymous(self) -> bool:
        return self.auth.token().anonymous or self._anonymous_id() is not None

    def _anonymous_id(self) -> str | None:
        token = self.auth.token()
        known = (token.user_id if token.anonymous else None) or (self.session.user_id if self.session else None)
        found = known or self._user_in_state()
        return found if token.anonymous or (found or "").startswith("anon_") else None

    def _user_in_state(self) -> str | None:
        """Return whose session it is, by the answer about its state; None where that does not tell."""
        if self.session is None or self._user_sought == self.session:
            return None
        self._user_sought = self.session
        try:
            answer = self._api.glance(wire.state_path(self.session.session_id))
        except BackendError:
            return None
        user_id = identifier(field(answer, "user_id")) or identifier(state_of(answer).raw.get("user_id"))
        self.session = self._user_sought = replace(self.session, user_id=user_id)
        return user_id


def _what(mark: Mapping[str, Any]) -> LocalFile | str:
    """Return what an earlier run's mark stands for; a file is looked at only when it must be sent again."""
    file = mark.get("file", {})
    if "path" not in mark:
        return str(mark.get("url") or file.get("cdn_url"))
    size_bytes, name = int(file["size_bytes"]), str(file.get("filename") or "")
    return LocalFile(Path(mark["path"]), size_bytes, str(mark["sha256"]), file["file_type"], name)
