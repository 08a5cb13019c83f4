"""Export: submit a draft, ask how far it is, give it up."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import httpx

from imgfree import wire
from imgfree.client.api import Api, data_of
from imgfree.client.failures import Patience, number, passing
from imgfree.client.http import Call
from imgfree.client.model import Preview, Render
from imgfree.client.wording import sentence
from imgfree.errors import (
    AuthRejected,
    BackendError,
    BackendRefused,
    CreditsExhausted,
    ExportBlocked,
    ProtocolBroken,
    RateLimited,
    RenderFailed,
    SessionLost,
    StepTimedOut,
    SubmitRefused,
)
from imgfree.events import RENDER_FINISHED, RENDER_POLLED
from imgfree.tools import Tools

_UNKNOWN_POLLS = 3  # a render may be known to the queue a moment before it is known to the poll
_FIND_EVERY_S = 2.0
_CANCEL_TIMEOUT = httpx.Timeout(5.0)  # someone pressed Ctrl-C and waits


class Renders:
    """The render routes. Ids are ours; each call touches one of them only."""

    def __init__(self, api: Api, tools: Tools, *, patient: bool = False) -> None:
        """Use that API; one that is `patient` may be asked to answer a poll when there is news."""
        self._api = api
        self._patient = patient
        self._tools = tools
        self._patience = Patience(tools)  # for one more submit

    def submit(self, render_id: str, session_id: str, draft: Mapping[str, Any], output: Mapping[str, Any]) -> None:
        """Return when the backend has the job.

        After an answer that leaves it open (a lost connection, 5xx) the backend is asked for the id first, for as long
        as the submit may be under way; one whose last byte never left cannot be.

        Raises:
            SubmitRefused: it does not have it, and a new id may help.
            BackendUnreachable: nobody can tell; the id is worth a poll later.
        """
        body = {"id": render_id, "sessionId": session_id, "draft": draft, "output": output}
        left = False

        def sent() -> None:
            nonlocal left
            left = True

        try:
            headers = {wire.IDEMPOTENCY_HEADER: f"{render_id}.{session_id}"}  # the id is ours, one for each submit
            self._api.once(Call("POST", wire.RENDER, body=body, headers=headers, on_sent=sent))
        except (AuthRejected, CreditsExhausted, ExportBlocked, SessionLost):
            raise
        except RateLimited as error:
            self._patience.wait_or_raise(error, repeatable=False)  # whoever catches SubmitRefused may go at once
            raise SubmitRefused(error.message, code=error.code) from error
        except BackendError as error:
            unclear = passing(error) or isinstance(error, ProtocolBroken)
            if left and unclear and self.find(render_id, wait_s=wire.SUBMIT_QUIET_S) is not None:
                return
            code = error.code if isinstance(error, BackendRefused) else None
            raise SubmitRefused(f"the export was not accepted: {error.message}", code=code, hint=error.hint) from error

    def preview(self, session_id: str, draft: Mapping[str, Any], output: Mapping[str, Any]) -> Preview:
        """Return stills of a draft, painted at once; only the local backend has them."""
        body = {"draft": draft, "output": output}
        found = data_of(self._api.post(wire.preview_path(session_id), body))
        try:
            jpeg, told = base64.b64decode(found["jpeg"], validate=True), {**found}
        except (KeyError, TypeError, ValueError) as error:
            raise ProtocolBroken("the answer to the preview holds no picture") from error
        del told["jpeg"]
        return Preview(jpeg, told)

    def poll(self, render_id: str) -> Render | None:
        """Return how far the render is; None if the backend does not know it."""
        try:
            return self._read(self._api.get(wire.render_path(render_id)))
        except BackendRefused as error:
            if is_unknown(error):
                return None
            raise

    def find(self, render_id: str, *, wait_s: float) -> Render | None:
        """Return how far the render is once the backend knows it; None if it does not within that time."""
        began_s = self._tools.clock.protocol_s()
        while True:
            render = self.poll(render_id)
            left_s = wait_s - (self._tools.clock.protocol_s() - began_s)
            if render is not None or left_s <= 0:
                return render
            self._tools.pause(min(_FIND_EVERY_S, left_s), "what was under way")

    def wait(self, render_id: str, *, every_s: float, timeout_s: float) -> Render:
        """Return the finished render. One poll an interval; 408, 429, 5xx and lost connections only cost that poll.

        Raises:
            RenderFailed: the backend gave up, or lost the job.
            StepTimedOut: it still works; the id stays good.
        """
        began_s = self._tools.clock.protocol_s()
        unknown = 0
        while True:
            asked_s = self._tools.clock.protocol_s()
            render = self._glance(render_id, every_s)
            if render is not None and render.completed:
                self._tools.emit(RENDER_FINISHED, render_id=render_id, size_bytes=render.size_bytes)
                return render
            if render is not None and render.failed:
                reason = f": {render.error}" if render.error else ""
                raise RenderFailed(f"the backend could not render the draft{reason}")
            unknown = unknown + 1 if render is _UNKNOWN else 0
            if unknown >= _UNKNOWN_POLLS:
                raise RenderFailed(f"the backend does not know the render '{render_id}'")
            now_s = self._tools.clock.protocol_s()
            left_s = timeout_s - (now_s - began_s)
            if left_s <= 0:
                raise StepTimedOut(
                    f"the render '{render_id}' was not finished within {timeout_s:g} s",
                    hint="it goes on there: `imgfree resume` asks for it again",
                )
            waited_s = now_s - asked_s if self._patient else 0.0  # there, and not here
            self._tools.clock.wait(min(max(0.0, every_s - waited_s), left_s))

    def cancel(self, render_id: str) -> bool:
        """Give the render up; return whether the backend took note. Failing to is no failure."""
        try:
            self._api.once(Call("POST", wire.cancel_path(render_id), timeout=_CANCEL_TIMEOUT))
        except BackendError:
            return False
        return True

    def _read(self, answer: Mapping[str, Any]) -> Render:
        """Return a poll's answer with whole addresses: what is relative is meant from the API's own."""
        found, whole = read(answer), self._whole
        return replace(
            found,
            url=whole(found.url),
            cover_url=whole(found.cover_url),
            sheet_url=whole(found.sheet_url),
            captions_url=whole(found.captions_url),
            captions_vtt_url=whole(found.captions_vtt_url),
        )

    def _whole(self, url: str | None) -> str | None:
        try:
            if not url or url.startswith(("http://", "https://")) or httpx.URL(url).is_absolute_url:
                return url
            return str(httpx.URL(f"{self._api.http.api_url}/").join(url))
        except httpx.InvalidURL:
            return url  # whoever asks for it will say what is wrong with it

    def _glance(self, render_id: str, every_s: float) -> Render | None:
        """Return one poll's answer; None where there was none, _UNKNOWN where the id is unknown."""
        wait_s = int(self._tools.clock.real_s(every_s)) if self._patient else 0
        headers = {wire.PREFER_HEADER: f"wait={wait_s}"} if wait_s else None
        try:
            render = self._read(self._api.once(Call("GET", wire.render_path(render_id), headers=headers)))
        except BackendError as error:
            if isinstance(error, BackendRefused) and is_unknown(error):
                self._tools.emit(RENDER_POLLED, render_id=render_id, status="unknown")
                return _UNKNOWN
            if not passing(error):
                raise
            self._tools.emit(RENDER_POLLED, render_id=render_id, status="no answer", reason=type(error).__name__)
            return None
        self._tools.emit(RENDER_POLLED, render_id=render_id, status=render.status, progress_pct=render.progress_pct)
        return render


_UNKNOWN = Render("unknown", None, None, None, None, None)


def read(answer: Mapping[str, Any]) -> Render:
    """Return a poll's answer in any shape seen: fields on top or in `data`, the url in `output` or beside it."""
    data = answer.get("data")
    holders = [answer, data] if isinstance(data, Mapping) else [answer]
    outputs = [holder["output"] for holder in holders if isinstance(holder.get("output"), Mapping)]
    status = str(_first(holders, "status") or wire.PENDING).strip().lower()
    return Render(
        status=status,
        progress_pct=_percent(_first(holders, "progress"), status),
        url=_text(_first([*outputs, *holders], "url", "outputUrl", "output_url")),
        size_bytes=_whole(_first([*outputs, *holders], "size", "size_bytes")),
        duration_s=number(_first([*outputs, *holders], "duration", "duration_s")),
        error=_reason(holders),
        cover_url=_text(_first(outputs, "coverUrl", "cover_url")),
        sheet_url=_text(_first(outputs, "contactSheetUrl", "contact_sheet_url")),
        captions_url=_text(_first(outputs, "captionsUrl", "captions_url")),
        captions_vtt_url=_text(_first(outputs, "captionsVttUrl", "captions_vtt_url")),
        loudness=loudness if isinstance(loudness := _first(outputs, "loudness"), dict) else None,
        encoder=encoder if isinstance(encoder := _first(outputs, "encoder"), dict) else None,
    )


def is_unknown(error: BackendRefused) -> bool:
    """Return whether the refusal says that there is no such render."""
    return error.code == 404 or (error.code is None and "not found" in error.message.lower())


def _first(holders: list[Any], *names: str) -> Any:
    found = (holder.get(name) for name in names for holder in holders)
    return next((value for value in found if value is not None and value != ""), None)


def _percent(value: Any, status: str) -> float | None:
    """Return progress as a percentage: a fraction between 0 and 1 is one part of the whole, `1` is one percent."""
    if status == wire.COMPLETED:
        return 100.0
    found = number(value)
    if found is None:
        return None
    fraction = 0 < found < 1 or (found == 1 and isinstance(value, float))
    return round(min(100.0, max(0.0, found * 100 if fraction else found)), 2)


def _reason(holders: list[Any]) -> str | None:
    for value in (_first(holders, "error"), _first(holders, "errorMessage", "message")):
        if isinstance(value, Mapping):
            value = value.get("message")
        if isinstance(value, str) and value.strip():
            return sentence(value) or None
    return None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _whole(value: Any) -> int | None:
    found = number(value)
    return None if found is None else int(found)
