"""The run's session: opened when first needed, read, and replaced when the backend forgets it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from imgfree import wire
from imgfree.client import timeline
from imgfree.client.api import Api, data_of, field, identifier
from imgfree.client.model import LocalFile, Session, State, UploadedFile
from imgfree.client.transfer.upload import Uploads, batches
from imgfree.errors import BackendError, ProtocolBroken, SessionLost
from imgfree.events import SESSION_LOST, SESSION_OPENED
from imgfree.tools import Tools

T = TypeVar("T")
_MOST_LOST = 3  # in one run; a backend that forgets every session cannot be worked with


@dataclass
class _Sent:
    """Something this run has uploaded, so that it can be uploaded again; `what` is a file or a url."""

    what: LocalFile | str
    became: UploadedFile | None


class Sessions:
    """The one session of a run, whichever it is by now, and what was uploaded to it. `body` is how it is opened."""

    def __init__(self, api: Api, uploads: Uploads, body: Mapping[str, str], tools: Tools) -> None:
        self.now: Session | None = None
        self._api = api
        self._uploads = uploads
        self._body = dict(body)
        self._tools = tools
        self._sent: list[_Sent] = []
        self._lost = 0
        self._user_sought: Session | None = None

    def use_language(self, language: str) -> None:
        """Open the next session in that language."""
        self._body["language"] = language

    def ensure(self) -> Session:
        """Return the session, opened if need be; what this run had uploaded to a lost one is in it again."""
        if self.now is None:
            answer = self._api.post(wire.NEW_SESSION, self._body)
            session_id = identifier(field(answer, "session_id"))
            if session_id is None:
                raise ProtocolBroken("the answer to the new session holds no session id")
            task_id = identifier(field(answer, "task_id")) or ""
            self.now = Session(session_id, task_id, identifier(field(answer, "user_id")))
            self._tools.emit(SESSION_OPENED, session_id=session_id, task_id=task_id, user_id=self.now.user_id)
            self._upload_again(self.now)
        return self.now

    def restore(self, session: Session, uploads: Sequence[Mapping[str, Any]]) -> None:
        """Go on with an earlier run's session; `uploads` are its marks: path, sha256 and file, or url and file."""
        self.now = session
        self._sent = [_Sent(_what(mark), None) for mark in uploads]

    def within(self, call: Callable[[Session], T]) -> T:
        """Return what the call gives; a session that is lost is replaced, and the call made once more."""
        try:
            return call(self.ensure())
        except SessionLost as error:
            self._lose(error)
            return call(self.ensure())

    def upload_files(
        self, files: Sequence[LocalFile], on_accepted: Callable[[LocalFile, UploadedFile], None]
    ) -> list[UploadedFile]:
        """Return what the backend made of the files, in their order; `on_accepted` hears of each at once."""
        mine: list[_Sent] = []
        for batch in batches(files):
            for file, became in zip(batch, self.within(partial(self._uploads.files, files=batch)), strict=True):
                mine.append(_Sent(file, became))
                self._sent.append(mine[-1])
                on_accepted(file, became)
        return [sent.became for sent in mine if sent.became is not None]  # a session lost on the way renews them

    def upload_urls(self, urls: Sequence[str]) -> list[UploadedFile]:
        """Return what the backend made of the urls, in their order; it fetches them itself."""
        found = self.within(partial(self._uploads.urls, urls=urls))
        self._sent += [_Sent(url, became) for url, became in zip(urls, found, strict=True)]
        return found

    def user_id(self) -> str | None:
        """Return whose session it is, by its opening or else by the answer about its state; None if neither tells."""
        if self.now is None or self.now.user_id is not None or self._user_sought == self.now:
            return self.now.user_id if self.now else None
        self._user_sought = self.now
        try:
            answer = self._api.glance(wire.state_path(self.now.session_id))
        except BackendError:
            return None
        user_id = identifier(field(answer, "user_id")) or identifier(state_of(answer).raw.get("user_id"))
        self.now = self._user_sought = replace(self.now, user_id=user_id)
        return user_id

    def _lose(self, error: SessionLost) -> None:
        self._lost += 1
        lost = self.now
        if lost is None or self._lost > _MOST_LOST:
            raise error
        self.now = None
        self._tools.emit(
            SESSION_LOST,
            session_id=lost.session_id,
            uploads=len(self._sent),
            reason="the backend no longer knows it: a new session is opened, and the old timeline is gone",
        )

    def _upload_again(self, session: Session) -> None:
        left = iter([sent for sent in self._sent if isinstance(sent.what, LocalFile)])
        for batch in batches([sent.what for sent in self._sent if isinstance(sent.what, LocalFile)]):
            for became, sent in zip(self._uploads.files(session, batch, again=True), left, strict=False):
                sent.became = became
        urls = [sent for sent in self._sent if isinstance(sent.what, str)]
        if urls:
            found = self._uploads.urls(session, [str(sent.what) for sent in urls], again=True)
            for sent, became in zip(urls, found, strict=True):
                sent.became = became


def read_state(api: Api, session: Session) -> State:
    """Return the newest state; null, absent and empty parts are all empty."""
    return state_of(api.get(wire.state_path(session.session_id)))


def state_of(answer: Mapping[str, Any]) -> State:
    """Return the state in an answer. The draft keeps its key order and number types, so that it can be echoed."""
    raw = data_of(answer).get("state")
    raw = raw if isinstance(raw, Mapping) else {}
    draft = _draft(raw.get("draft"))
    decoded = timeline.decode(draft)
    return State(
        raw=raw,
        draft=draft,
        timeline=decoded,
        summary=timeline.line(decoded["tracks"]),
        fingerprint=timeline.fingerprint(raw),
    )


def _draft(value: Any) -> dict[str, Any]:
    if isinstance(value, str):  # some backends keep JSON within JSON
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return {}
    return dict(value) if isinstance(value, Mapping) else {}


def _what(mark: Mapping[str, Any]) -> LocalFile | str:
    """Return what an earlier run's mark stands for; a file is looked at only when it must be sent again."""
    file = mark.get("file", {})
    if "path" not in mark:
        return str(mark.get("url") or file.get("cdn_url"))
    size_bytes, name = int(file["size_bytes"]), str(file.get("filename") or "")
    return LocalFile(Path(mark["path"]), size_bytes, str(mark["sha256"]), file["file_type"], name)
