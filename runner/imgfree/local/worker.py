"""The threads that render, as many films at a time as keep all cores busy."""

import asyncio
import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from imgfree import wire
from imgfree.errors import ImgfreeError
from imgfree.local import caption_files, disk
from imgfree.local.assets import Asset
from imgfree.local.jobs import Job, Jobs, Made
from imgfree.local.misbehave import Dice, Misbehave
from imgfree.local.output import Output
from imgfree.local.store import Store

_TOLD_S = 0.25  # between two notes of how far a render is: nobody asks more often


class Render(Protocol):
    """Turns a draft into a file at `target`."""

    def __call__(
        self,
        draft: Mapping[str, Any],
        assets: Mapping[str, Asset],
        output: Output,
        target: Path,
        *,
        on_progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> Made: ...


class Worker:
    """Takes jobs and renders them in the order they came."""

    def __init__(self, store: Store, jobs: Jobs, render: Render, faults: Misbehave, beside: int = 1) -> None:
        """Render `beside` films at a time."""
        self._store = store
        self._jobs = jobs
        self._render = render
        self._faults = faults
        self._dice = Dice(faults.seed)
        self._pool = ThreadPoolExecutor(max_workers=beside, thread_name_prefix="imgfree-render")
        self._stops: dict[str, threading.Event] = {}
        self._under_way: dict[str, Future[None]] = {}
        self._unwritten: dict[str, str] = {}  # why a job failed, where the disk could not take that
        self._closing = threading.Event()

    def take(self, job: Job) -> None:
        """Queue this job."""
        stop = self._stops[job.key] = threading.Event()
        # A future keeps whatever the renderer raises, so that no draft, however odd, can end the thread.
        future = self._under_way[job.key] = self._pool.submit(self._work, job, stop)
        future.add_done_callback(partial(self._note, job))

    def take_all_abandoned(self) -> None:
        """Queue what earlier servers on this folder left unfinished."""
        for job in self._jobs.unfinished():
            self.take_if_abandoned(job)

    def take_if_abandoned(self, job: Job) -> None:
        """Queue this job if it is unfinished and nobody works on it."""
        if job.key not in self._unwritten and self._jobs.adopt(job):
            self.take(job)

    async def ended(self, job: Job, within_s: float) -> None:
        """Return once the job has ended, or after that time; at once where another server works on it."""
        if within_s and (future := self._under_way.get(job.key)) is not None:
            loop, over = asyncio.get_running_loop(), asyncio.Event()
            future.add_done_callback(lambda _: loop.call_soon_threadsafe(over.set))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), within_s)

    def known(self, job: Job) -> Job:
        """Return the job as it stands, also where the disk was too full to take how it ended."""
        reason = self._unwritten.get(job.key)
        return job if reason is None else replace(job, status=wire.FAILED, error=reason)

    def cancel(self, job: Job) -> None:
        """End the job, waiting or running, as failed; one that has ended stays as it is."""
        if job.key in self._stops:
            self._stops[job.key].set()
        self._fail(job, "cancelled")

    def stop(self) -> None:
        """Tell the running render to end, without waiting for it."""
        self._closing.set()

    def close(self) -> None:
        """Return when no render runs any more; unfinished ones wait on disk for the next server."""
        self.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self, job: Job, stop: threading.Event) -> None:
        if self._closing.is_set() or not self._jobs.start(job.key):
            return
        if self._dice.strikes("fail_render", self._faults.fail_render):
            self._jobs.fail(job.key, "the render node went away (asked for with --misbehave)")
            return
        seen, told_s = -1, -_TOLD_S

        def on_progress(share: float) -> None:
            nonlocal seen, told_s
            progress, now_s = min(99, max(0, int(share * 100))), time.monotonic()
            if progress > seen and now_s - told_s >= _TOLD_S:
                seen, told_s = progress, now_s
                with contextlib.suppress(sqlite3.Error):  # a full disk is told by what has to be written
                    self._jobs.advance(job.key, progress)

        target = self._store.renders / job.filename
        draft = self._jobs.draft(job.key)
        made = self._render(
            draft,
            # Only this session's files can be named by the client's draft.
            {asset.id: asset for asset in self._store.assets(job.session_id)},
            job.output,
            target,
            on_progress=on_progress,
            cancelled=lambda: stop.is_set() or self._closing.is_set(),
        )
        caption_files.write(draft, target)
        if not self._jobs.complete(job, made):
            target.unlink(missing_ok=True)

    def _note(self, job: Job, future: "Future[None]") -> None:
        """Record how the job ended, if not with a file."""
        self._stops.pop(job.key, None)
        self._under_way.pop(job.key, None)
        raised = None if future.cancelled() else future.exception()
        if self._closing.is_set():
            with contextlib.suppress(sqlite3.Error):  # it then counts as left by a server that is gone
                self._jobs.release(job.key)
        elif raised is not None:
            self._fail(job, disk.full(self._store.data_dir) if disk.is_full(raised) else _reason(raised))

    def _fail(self, job: Job, reason: str) -> None:
        """Note why there will be no file: on disk, or in memory where the disk cannot take it."""
        try:
            self._jobs.fail(job.key, reason)
        except sqlite3.Error:
            self._unwritten[job.key] = reason


def _reason(raised: BaseException) -> str:
    if isinstance(raised, ImgfreeError):
        return f"{raised.message} ({raised.hint})" if raised.hint else raised.message
    return f"{type(raised).__name__}: {raised}"
