"""Fetch a finished file: continued where the line breaks, complete or not at all."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from imgfree import wire
from imgfree.client import render
from imgfree.client.api import Api
from imgfree.client.failures import asked_wait_s, passing
from imgfree.client.http import Call
from imgfree.client.model import Downloaded
from imgfree.client.transfer.bounds import Bounds, Lead
from imgfree.client.transfer.part import Part, Terms, check_free
from imgfree.errors import (
    BackendError,
    BackendUnreachable,
    HostRefused,
    ProtocolBroken,
    RateLimited,
    RightMissing,
    StepTimedOut,
)
from imgfree.events import ARTIFACT_SAVED, DOWNLOAD_PROGRESSED
from imgfree.tools import Tools

_FRUITLESS_TRIES = 5  # in a row, without a byte more than ever before
_TRIES = 20
_BACKOFF_S = (1.0, 2.0, 4.0, 8.0, 8.0)
_MOST_HOPS = 8  # redirects, addresses in answers, starting over
_PROGRESS_EVERY_S = 0.25
_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
_UNSATISFIED = re.compile(r"bytes \*/(\d+)")


class Downloads:
    """Fetches one file: from where its bounds allow, without the bearer, or through the API's own route with it."""

    def __init__(self, api: Api, bounds: Bounds, tools: Tools) -> None:
        self._api = api
        self._bounds = bounds
        self._ends_s = tools.clock.monotonic_s() + bounds.limit_s
        self._tools = tools

    def fetch(self, url: str, target: Path, *, render_id: str | None, terms: Terms) -> Downloaded:
        """Return the complete file in its place; an incomplete one stays beside it under a name that ends in `.part`.

        Raises:
            PathRefused: the target is taken, and nothing was asked for; or what came may not have its name.
            HostRefused, RightMissing: an address on the way, or the file's size, is beyond the bounds.
            BackendUnreachable: the line broke too often.
            StepTimedOut: it took too long.
            SetupError: the disk is full or not writable.
        """
        check_free(target, terms)
        try:
            source = self._address(url, by_backend=render_id is not None)
            done = self._patiently(source, target, terms)
        except BackendError as error:
            if render_id is None:
                raise
            try:
                done = self._patiently(self._route(render_id), target, terms)
            except BackendError:
                raise error from None  # what became of the file's own address is what the user can act on
        self._tools.emit(ARTIFACT_SAVED, path=str(done.path), size_bytes=done.size_bytes, sha256=done.sha256)
        return done

    def _address(self, url: str, *, by_backend: bool) -> "_Source":
        source = _elsewhere(_Source(httpx.URL(self._api.http.api_url + "/")), url)
        return replace(source, lead="backend" if by_backend else self._bounds.lead(source.url))

    def _route(self, render_id: str) -> "_Source":
        return _Source(httpx.URL(self._api.http.api_url + wire.download_path(render_id)), through_api=True)

    def _patiently(self, source: "_Source", target: Path, terms: Terms) -> Downloaded:
        """Return the file after as many tries as bring something new."""
        part = Part(target, source.url.path, terms, self._tools.emit)
        most_bytes, fruitless = part.size_bytes, 0
        for tries in range(1, _TRIES + 1):
            try:
                self._once(source, part)
                return part.finish()
            except BackendError as error:
                if not passing(error):
                    raise
                fruitless = fruitless + 1 if part.size_bytes <= most_bytes else 0
                most_bytes = max(most_bytes, part.size_bytes)
                if fruitless >= _FRUITLESS_TRIES or tries == _TRIES:
                    raise _given_up(error, part) from error
                self._pause(error, fruitless)
        raise AssertionError("the last try returns or raises")

    def _pause(self, error: BackendError, fruitless: int) -> None:
        wait_s = asked_wait_s(error) if isinstance(error, RateLimited) else _BACKOFF_S[fruitless]
        self._tools.pause(wait_s, type(error).__name__)

    def _once(self, source: "_Source", part: Part) -> None:
        """Go from an address over its redirects to the bytes, and return when the part is whole."""
        for _ in range(_MOST_HOPS):
            try:
                with self._api.http.open(self._request(source, part)) as response:
                    further = self._taken(response, source, part)
            except HostRefused as error:
                if source.lead != "recipe":  # the recipe is not to blame, and the API's own route may help
                    raise ProtocolBroken(f"the backend leads to no public place: {error.message}") from error
                raise
            if further is None:
                return
            source = further
        raise ProtocolBroken(f"the download of '{wire.without_ids(source.url.path)}' leads in a circle")

    def _request(self, source: "_Source", part: Part) -> httpx.Request:
        headers = {}
        if part.size_bytes:
            headers["Range"] = f"bytes={part.size_bytes}-"
            if part.etag and not part.etag.startswith("W/"):  # a weak one does not vouch for every byte
                headers["If-Range"] = part.etag
        if source.through_api:
            token = self._api.auth.token().value
            return self._api.http.api_request(Call("GET", source.url.path, headers=headers), token)
        reach = self._bounds.reach(source.url, source.lead)
        return self._api.http.plain_request(source.url, headers=headers, reach=reach, limit_s=self._left_s())

    def _left_s(self) -> float:
        left_s = self._ends_s - self._tools.clock.monotonic_s()
        if left_s <= 0:
            raise StepTimedOut(
                f"the download did not end within {self._bounds.limit_s:g} s", hint="give the step a longer `timeout:`"
            )
        return left_s

    def _taken(self, response: httpx.Response, source: "_Source", part: Part) -> "_Source | None":
        """Write what the response brings; return where to go on, or None if the part is whole."""
        status = response.status_code
        if response.has_redirect_location:
            return _elsewhere(source, response.headers["location"])
        if status == 416:
            whole = _UNSATISFIED.fullmatch(response.headers.get("content-range", ""))
            if whole and part.size_bytes and int(whole[1]) == part.size_bytes:
                return None
            part.drop()
            return source
        if status >= 400:
            self._api.http.answer(response)
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "application/json":
            return _elsewhere(source, render.read(self._api.http.answer(response)).url or "")
        if kind == "text/html" or response.headers.get("content-encoding", "identity") != "identity":
            raise ProtocolBroken(f"'{wire.without_ids(source.url.path)}' is not a plain file")
        if not _ready(response, part):
            part.drop()
            return source
        self._check_size(part, part.total_bytes)
        self._fill(response, part)
        return None

    def _check_size(self, part: Part, size_bytes: int | None) -> None:
        """Refuse what is larger than the user allows; nothing of it stays."""
        try:
            self._bounds.check_size(size_bytes)
        except RightMissing:
            part.drop()
            raise

    def _fill(self, response: httpx.Response, part: Part) -> None:
        told_s = self._tools.clock.monotonic_s()
        for size_bytes in part.append(response.iter_raw()):
            now_s = self._tools.clock.monotonic_s()
            self._left_s()
            self._check_size(part, size_bytes)
            if now_s - told_s >= _PROGRESS_EVERY_S or size_bytes == part.total_bytes:
                told_s = now_s
                self._tools.emit(DOWNLOAD_PROGRESSED, received_bytes=size_bytes, total_bytes=part.total_bytes)
        if part.total_bytes is not None and part.size_bytes < part.total_bytes:
            raise BackendUnreachable(f"only {part.size_bytes} of {part.total_bytes} bytes came")
        if part.size_bytes != (part.total_bytes or part.size_bytes) or not part.size_bytes:
            part.drop()
            raise ProtocolBroken(
                "the file has another length than announced" if part.size_bytes else "the file is empty"
            )


@dataclass(frozen=True)
class _Source:
    """Where the bytes come from. The API's own route wants the bearer; nobody else gets it."""

    url: httpx.URL
    through_api: bool = False
    lead: Lead = "backend"  # who leads here


def _elsewhere(source: _Source, location: str) -> _Source:
    try:
        url = source.url.join(location)
    except httpx.InvalidURL as error:
        raise ProtocolBroken(f"the file's address is malformed: {error}") from error
    if not location or url.scheme not in ("http", "https"):
        raise ProtocolBroken(f"there is no file at '{wire.without_ids(source.url.path)}'")
    lead: Lead = "backend" if source.through_api else "recipe" if source.lead == "recipe" else "redirect"
    return _Source(url, lead=lead)


def _ready(response: httpx.Response, part: Part) -> bool:
    """Make the part fit for the bytes that follow; return False if they do not continue it."""
    version = response.headers.get("etag") or response.headers.get("last-modified")
    length = response.headers.get("content-length", "")
    if response.status_code != 206:
        part.begin(version)
        part.etag = response.headers.get("etag")
        part.total_bytes = int(length) if length.isdecimal() else None
        return True
    span = _CONTENT_RANGE.fullmatch(response.headers.get("content-range", "").strip())
    if span is None or int(span[1]) != part.size_bytes or not part.belongs_to(version):
        return False
    total_bytes = None if span[3] == "*" else int(span[3])
    if total_bytes is not None and part.total_bytes not in (None, total_bytes):
        return False
    part.total_bytes = total_bytes or part.total_bytes
    part.etag = part.etag or response.headers.get("etag")
    return True


def _given_up(error: BackendError, part: Part) -> BackendError:
    hint = f"the beginning is kept in '{part.path}' and will be continued" if part.path else None
    return BackendUnreachable(f"the download did not come to its end: {error.message}", hint=hint)
