"""The routes of the protocol, answered on this machine (protocol notes, part 8)."""

import asyncio
import contextlib
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from imgfree import wire
from imgfree.clock import Clock, SystemClock
from imgfree.local import answers, disk, shapes
from imgfree.local.accounts import CLAIM_LIFE_S, Accounts, Rules
from imgfree.local.answers import Refused, base_url, granted, json_body
from imgfree.local.assets import Asset, Probe
from imgfree.local.drain import Drained
from imgfree.local.fetch import Fetcher
from imgfree.local.gate import LOOPBACK_NAMES, STALLED_S, KnownHosts, Progress
from imgfree.local.intake import Part, Room, accept, from_form, parts
from imgfree.local.jobs import Job, Jobs
from imgfree.local.kept import Kept, kept_file
from imgfree.local.messages import message
from imgfree.local.misbehave import Misbehave
from imgfree.local.orders import order
from imgfree.local.previews import Preview, Previews
from imgfree.local.quota import MAX_FILES, MAX_REQUEST_BYTES, Quota, Quotas
from imgfree.local.store import Session, Store
from imgfree.local.tidy import tidy
from imgfree.local.turns import Direct, Message, Stream, Turns
from imgfree.local.worker import Render, Worker
from imgfree.settings import Model, VoiceEndpoint

MAX_URLS = 100


@dataclass(frozen=True)
class Options:
    """How strict this backend is, which model hears the words, and which voice elsewhere speaks, if one does."""

    embedded: bool = True  # started by a run for itself: no token limit, credits refill, old renders on demand only
    misbehave: Misbehave = field(default_factory=Misbehave)
    max_upload_bytes: int = wire.MAX_UPLOAD_BYTES
    allow_private_urls: bool = False
    hosts: tuple[str, ...] = LOOPBACK_NAMES
    key: str | None = None  # whoever has it may come in; without one, everybody who reaches the port may
    quota: Quota | None = None
    stalled_s: float = STALLED_S  # a request that does not get on for so long is ended
    model: Model | None = None
    voice: VoiceEndpoint | None = None


@dataclass(frozen=True)
class Parts:
    """What stands behind the routes: the director, the renderer, what looks into files and what makes them small."""

    direct: Direct
    render: Render
    preview: Preview
    probe: Callable[[Path], Probe]
    thumbnail: Callable[[Asset, Path], None]
    stop: Callable[[], object] = lambda: None
    beside: int = 1  # how many films the renderer makes at a time


def create_app(store: Store, parts: Parts, *, options: Options | None = None, clock: Clock | None = None) -> Starlette:
    """Return the application; its lifespan takes up abandoned work and ends running work. The caller closes `store`.

    `state.ready` is set once it can answer; `state.stop()`, from any thread, ends streams and renders at once.
    """
    options = options or Options()
    api = _Api(store, parts, options, clock or SystemClock())
    kept = Kept(store, Jobs(store, clock or SystemClock()), parts.thumbnail)
    previews = Previews(store, parts.preview, api.named)
    app, user, session = wire.APP_NAME, "{user}", "{session}"
    routes = [
        Route(wire.ANONYMOUS_TOKEN, api.anonymous_token, methods=["POST"]),
        Route(wire.CLAIM_TOKEN, api.claim_token, methods=["POST"]),
        Route(f"/api/tasks/{user}/with-session/{app}", api.new_session, methods=["POST"]),
        Route(wire.RUN_SSE, api.run_sse, methods=["POST"]),
        Route(f"/api/upload-video/{app}/{user}/{session}", api.upload, methods=["POST"]),
        Route(wire.CREDITS, api.credits, methods=["GET"]),
        Route(f"/api/state/{app}/{user}/{session}/latest", api.state, methods=["GET"]),
        Route(f"/api/preview/{app}/{user}/{session}", previews.preview, methods=["POST"]),
        Route(wire.RENDER, api.submit_render, methods=["POST"]),
        Route(wire.render_path("{render}"), api.poll_render, methods=["GET"]),
        Route(wire.cancel_path("{render}"), api.cancel_render, methods=["POST"]),
        Route(wire.download_path("{render}"), api.download_render, methods=["GET"]),
        Route("/media/{upload}/{name}", kept.media, methods=["GET"]),
        Route("/thumbnails/{upload}.jpg", kept.thumbnail, methods=["GET"]),
        Route("/renders/{key}/{name}", kept.rendered, methods=["GET"]),
    ]
    starlette = Starlette(
        routes=routes,
        middleware=[
            Middleware(Progress, stalled_s=options.stalled_s),
            Middleware(Drained, limit_bytes=options.max_upload_bytes),
            Middleware(KnownHosts, hosts=options.hosts),
        ],
        exception_handlers={
            Refused: api.refuse,
            HTTPException: _plain_refusal,
            OSError: api.refuse_disk,
            sqlite3.Error: api.refuse_disk,
        },
        lifespan=api.lifespan,
    )
    starlette.state.ready = threading.Event()
    return starlette


class _Api:
    """One method a route. They check, call, and put the answer into its envelope."""

    def __init__(self, store: Store, parts: Parts, options: Options, clock: Clock) -> None:
        faults = options.misbehave
        self._store = store
        self._probe = parts.probe
        self._stop_parts = parts.stop
        self._options = options
        self._clock = clock
        rules = Rules(
            grant=wire.ANONYMOUS_CREDITS if faults.credits is None else faults.credits,
            token_life_s=faults.expire_s or wire.TOKEN_LIFE_S,
            one_token_per_life=not options.embedded,
            refill=options.embedded and faults.credits is None,
        )
        self._accounts = Accounts(store, rules, clock)
        self._turns = Turns(store, self._accounts, parts.direct, faults, clock)
        self._jobs = Jobs(store, clock)
        self._worker = Worker(store, self._jobs, parts.render, faults, parts.beside)
        self._fetcher = Fetcher(allow_private=options.allow_private_urls)
        self._quotas = Quotas(store, options.quota)
        self._refusals_left = faults.rate

    @contextlib.asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Set right what an earlier process left, then serve, then end all work."""
        self._accounts.recover()
        if self._options.key is not None:
            self._accounts.admit(self._options.key)
        tidy(self._store, self._clock.now_s())
        if not self._options.embedded:
            self._worker.take_all_abandoned()
        loop = asyncio.get_running_loop()

        def stop() -> None:
            self._stop_parts()
            self._worker.stop()
            asyncio.run_coroutine_threadsafe(self._turns.close(), loop)

        app.state.stop = stop
        app.state.ready.set()
        yield
        await self._turns.close()
        await asyncio.to_thread(self._worker.close)

    async def refuse(self, request: Request, exc: Exception) -> JSONResponse:
        """Return a refusal in the form its route has."""
        assert isinstance(exc, Refused)
        render = request.url.path.startswith("/api/render/")
        return answers.refusal(exc, envelope_only=self._options.misbehave.envelope, render=render)

    async def refuse_disk(self, request: Request, exc: Exception) -> JSONResponse:
        """Return the refusal for a disk that does not take what has to be written."""
        said = disk.full(self._store.data_dir) if disk.is_full(exc) else f"the backend cannot write its data: {exc}"
        return await self.refuse(request, Refused(507, 507, said))

    async def anonymous_token(self, request: Request) -> JSONResponse:
        """Return a bearer token for a client id."""
        client_id = request.headers.get(wire.CLIENT_ID_HEADER, "").strip()
        if not client_id or len(client_id) > 64:
            raise Refused(400, wire.Code.CLIENT_ID_MISSING, f"the header {wire.CLIENT_ID_HEADER} is missing")
        if self._refusals_left > 0:
            self._refusals_left -= 1
            raise Refused(429, wire.Code.RATE_LIMITED, "too many requests")
        if self._options.key is not None:
            self._user(request)  # the key, or a token that somebody got with it
        token = self._accounts.issue(client_id)
        until = answers.iso(token.expires_s)
        return granted({"token": token.text, "user_id": token.user_id, "expires_at": until, "credits": token.credits})

    async def claim_token(self, request: Request) -> JSONResponse:
        """Return a token that opens the session in a browser."""
        user_id = self._user(request)
        session = self._session(user_id, (await json_body(request)).get("session_id"))
        claim = self._accounts.claim(user_id, session.session_id)
        return granted({"claim_token": claim, "expires_in": int(CLAIM_LIFE_S)})

    async def new_session(self, request: Request) -> JSONResponse:
        """Return a new session."""
        user_id = self._user(request)
        self._check_owner(user_id, request.path_params["user"])
        self._quotas.check_session(user_id)
        body = await json_body(request)
        name, language = (
            str(body.get(key) or default) for key, default in (("task_name", "project"), ("language", "en"))
        )
        session = self._store.add_session(user_id, name[:200], language[:35], self._clock.now_s())
        return granted({"task_id": session.task_id, "session_id": session.session_id, "user_id": user_id})

    async def run_sse(self, request: Request) -> Stream:
        """Return the stream of an edit; all that can be refused is refused before it opens."""
        user_id = self._user(request)
        said = message(await json_body(request))
        if said.app_name != wire.APP_NAME:
            raise Refused(404, 404, f"App not found: {said.app_name}")
        self._check_owner(user_id, said.user_id)
        session = self._session(user_id, said.session_id)
        key = request.headers.get(wire.IDEMPOTENCY_HEADER, "").strip()[:255] or None
        return self._turns.begin(Message(session, said.sentence, said.streaming, key))

    async def upload(self, request: Request) -> JSONResponse:
        """Take files into a session."""
        session = self.named(request)
        user_id = session.user_id
        content_type = request.headers.get("content-type", "")
        if not content_type.lower().startswith("multipart/form-data"):
            return await self._upload_urls(request, session)
        self._quotas.check_files(user_id, session.session_id, 1, 0)
        with self._parts() as open_part:
            arrived = await from_form(request.stream(), content_type, open_part)
            size = sum(file.size_bytes for file in arrived)
            self._quotas.check_files(user_id, session.session_id, len(arrived), size)
            assets = [await accept(self._store, file, self._probe) for file in arrived]
        self._store.add_uploads(session.session_id, assets)
        return granted(shapes.uploaded(assets, base_url(request)))

    async def _upload_urls(self, request: Request, session: Session) -> JSONResponse:
        """Fetch each address; what can be had is taken, the rest is listed under `failed`."""
        urls = (await json_body(request)).get("urls")
        if not isinstance(urls, list) or not urls or not all(isinstance(url, str) for url in urls):
            raise Refused(400, 400, "send files as multipart/form-data, or JSON with 'urls', a list of addresses")
        if len(urls) > MAX_URLS:
            raise Refused(400, 400, f"at most {MAX_URLS} addresses in one request")
        assets: list[Asset] = []
        failed: list[tuple[str, Refused]] = []
        for url in urls:
            with self._parts() as open_part:
                try:
                    self._quotas.check_files(session.user_id, session.session_id, len(assets) + 1, 0)
                    arrived = await self._fetcher.fetch(url, open_part)
                    size = arrived.size_bytes + sum(asset.size_bytes for asset in assets)
                    self._quotas.check_files(session.user_id, session.session_id, len(assets) + 1, size)
                    assets.append(await accept(self._store, arrived, self._probe))
                except Refused as exc:
                    failed.append((url, exc))
        if not assets:
            raise failed[0][1]
        self._store.add_uploads(session.session_id, assets)
        return granted(shapes.uploaded(assets, base_url(request), failed))

    async def credits(self, request: Request) -> JSONResponse:
        """Return the balance."""
        available, frozen = self._accounts.balance(self._user(request))
        return granted({"available": available, "frozen": frozen, "total": available + frozen})

    async def state(self, request: Request) -> JSONResponse:
        """Return the session's newest state, whole from the first moment."""
        session = self.named(request)
        draft = self._store.draft(session.session_id)
        assets, renders = self._store.assets(session.session_id), self._jobs.finished(session.session_id)
        return granted(shapes.state(session, draft, shapes.Media(assets, renders, base_url(request))))

    async def submit_render(self, request: Request) -> JSONResponse:
        """Queue a render; the same order again returns the job it made."""
        user_id = self._user(request)
        if not all(request.headers.get(name) for name in wire.ATTRIBUTION_HEADERS):
            missing = ", ".join(name for name in wire.ATTRIBUTION_HEADERS if not request.headers.get(name))
            raise Refused(402, wire.Code.EXPORT_BLOCKED, f"export is blocked for this plan (no {missing})")
        asked = order(await json_body(request))
        self._session(user_id, asked.session_id)
        if self._jobs.get(user_id, asked.render_id) is None:
            self._quotas.check_render(user_id)
        job, new = self._jobs.add(user_id, asked)
        if new:
            self._worker.take(job)
        return self._job_answer(request, job)

    async def poll_render(self, request: Request) -> JSONResponse:
        """Return how far a render is; one that a dead server left is taken up again."""
        await self._worker.ended(self._job(request), answers.patience_s(request))
        return self._job_answer(request, self._job(request))

    async def cancel_render(self, request: Request) -> JSONResponse:
        """End a render; it then counts as failed."""
        job = self._job(request)
        self._worker.cancel(job)
        return self._job_answer(request, self._job(request))

    async def download_render(self, request: Request) -> Response:
        """Return a finished render's file, for clients that cannot use its address."""
        job = self._job(request)
        if job.status != wire.COMPLETED:
            raise Refused(409, 409, f"render '{job.render_id}' is {job.status}")
        return kept_file(self._store.renders / job.filename, job.key, filename=f"{job.render_id}.{job.output.format}")

    def _parts(self) -> contextlib.AbstractContextManager[Callable[[str], Part]]:
        """Return what opens the files of one request."""
        each = self._options.max_upload_bytes
        return parts(self._store.parts, Room(each, MAX_REQUEST_BYTES, MAX_FILES))

    def named(self, request: Request) -> Session:
        """Return the session that the path names; Refused unless it is this user's."""
        user_id = self._user(request)
        self._check_owner(user_id, request.path_params["user"])
        return self._session(user_id, request.path_params["session"])

    def _user(self, request: Request) -> str:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        user_id = self._accounts.user(token.strip()) if scheme.lower() == "bearer" else None
        if user_id is None:
            raise Refused(401, wire.Code.BAD_TOKEN, "the token is missing, unknown or expired")
        return user_id

    def _check_owner(self, user_id: str, named: str) -> None:
        if named not in (wire.USER, user_id):
            raise answers.session_not_found()

    def _session(self, user_id: str, session_id: Any) -> Session:
        session = self._store.session(str(session_id))
        if session is None or session.user_id != user_id or self._turns.lost(session.session_id):
            raise answers.session_not_found()
        return session

    def _job(self, request: Request) -> Job:
        user_id, render_id = self._user(request), request.path_params["render"]
        job = self._jobs.get(user_id, render_id)
        if job is None:
            raise Refused(404, 404, f"no render '{render_id}'")
        self._worker.take_if_abandoned(job)
        return job

    def _job_answer(self, request: Request, job: Job) -> JSONResponse:
        return JSONResponse(shapes.job(self._worker.known(job), base_url(request)))


async def _plain_refusal(request: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, HTTPException)
    return answers.refusal(Refused(exc.status_code, exc.status_code, exc.detail))
