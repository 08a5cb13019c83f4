"""A Dask cluster as an engine: `dask://HOST:PORT`, encrypted where Dask's own configuration says so."""

import contextlib
import importlib.metadata
import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from typing import Any

import dask.config
from distributed import Client

from imgfree import __version__
from imgfree.errors import EngineLost, SetupError
from imgfree.local.engines.about import about, unfit

_FIT_S = 9.0  # within which all machines have been looked at
_CONNECT_S, _ANSWER_S, _CLOSE_S = 5.0, 3.0, 2.0
_LOOK_S = 2.0  # between two looks at which workers there are
_ALONE_S = 30.0  # for which work waits for a worker: a nanny begins a new one within a few seconds
_HINT = "start it with: dask scheduler; or go on without it: --engine local"
_WORKER = "dask worker {} --nthreads CORES"


def connect(address: str) -> "DaskEngine":
    """Return the cluster whose scheduler is at that address, its machines looked at.

    Raises:
        SetupError: no scheduler answers, it has no workers, or a machine cannot make pieces for this one.
    """
    scheme = "tls" if _encrypted() else "tcp"
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"})  # photos travel once, and are meant to
    for name in ("distributed", "distributed.client", "distributed.core", "distributed.comm", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told once, in our words
    where, ends_s = f"{scheme}://{address}", time.monotonic() + _FIT_S
    try:
        client = Client(where, timeout=_CONNECT_S, set_as_default=False, name="imgfree")
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise SetupError(f"no Dask scheduler answers at {where}", hint=_HINT) from error
    try:
        return DaskEngine(client, _seen(client, where, lambda: max(0.1, ends_s - time.monotonic())))
    except BaseException:
        _close(client)
        raise


class DaskEngine(Executor):
    """An executor on a cluster. `at` names a worker, `cores` counts, `check` tells when nobody is left to work."""

    checked = True  # `connect` has asked each machine

    def __init__(self, client: Client, workers: Mapping[str, int]) -> None:
        self._client = client
        self._workers = dict(workers)
        self._lock = threading.Lock()
        self._looked_s = self._manned_s = time.monotonic()
        self._anywhere = client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Return the future of a call on any worker."""
        return self._submitted(self._anywhere, fn, args)

    def at(self, worker: str) -> Executor:
        """Return the same engine that prefers this worker."""
        return _At(self, self._client.get_executor(pure=False, workers=[worker], allow_other_workers=True))

    def cores(self) -> int:
        """Return how many calls can be worked on at a time."""
        return sum(self._workers.values())

    def words(self) -> str:
        """Return which workers there are, and on how many cores each of them renders."""
        several = "s" if len(self._workers) != 1 else ""
        each = ", ".join(f"{address} on {cores}" for address, cores in sorted(self._workers.items())[:8])
        return f"{len(self._workers)} worker{several}, {self.cores()} cores ({each})"

    def check(self) -> None:
        """Note which workers there are now.

        Raises:
            EngineLost: the scheduler is gone, or has had no worker for half a minute.
        """
        with self._lock:
            now_s = time.monotonic()
            if now_s - self._looked_s < _LOOK_S:
                return
            self._looked_s = now_s
            if self._client.status not in ("running", "connecting"):
                raise EngineLost("the connection to the Dask scheduler is lost", hint=_HINT)
            with contextlib.suppress(OSError, TimeoutError):  # where it is gone, all futures tell so
                self._workers = dict(self._client.nthreads(callback_timeout=_ANSWER_S))
            if self._workers:
                self._manned_s = time.monotonic()
            elif now_s - self._manned_s > _ALONE_S:
                raise EngineLost("the Dask scheduler has no workers any more", hint="start some: dask worker")

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the connection; what is worked on for it is dropped."""
        _close(self._client)

    def _submitted(self, executor: Executor, fn: Callable[..., Any], args: tuple[Any, ...]) -> "Future[Any]":
        try:
            return executor.submit(fn, *args)
        except Exception as error:  # whatever a client says that is closed
            raise EngineLost("the connection to the Dask scheduler is lost", hint=_HINT) from error


class _At(Executor):
    """The same cluster, one worker of it first."""

    def __init__(self, engine: DaskEngine, executor: Executor) -> None:
        self._engine, self._executor = engine, executor

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        return self._engine._submitted(self._executor, fn, args)


def _encrypted() -> bool:
    """Return whether Dask is configured to speak TLS."""
    config = dask.config.get
    return bool(config("distributed.comm.require-encryption", None) or config("distributed.comm.tls.client.cert", None))


def _seen(client: Client, where: str, left_s: Callable[[], float]) -> dict[str, int]:
    """Return how many cores each worker has, all machines being fit; asked within the time that is left.

    Raises:
        SetupError: says which one is not, and why.
    """
    try:
        version = client.run_on_scheduler(importlib.metadata.version, "imgfree", callback_timeout=left_s())
        if version != __version__:
            raise _misfit("the scheduler", where, f"has imgfree {version}, and this machine has {__version__}")
        versions = client.run(importlib.metadata.version, "imgfree", on_error="return", callback_timeout=left_s())
        for worker, version in versions.items():
            if isinstance(version, Exception):
                raise _misfit("the worker", worker, "lacks imgfree")
        for worker, told in client.run(about, on_error="return", callback_timeout=left_s()).items():
            why = f"cannot be asked: {told}" if isinstance(told, Exception) else unfit(told)
            if why is not None:
                raise _misfit("the worker", worker, why)
        workers = dict(client.nthreads(callback_timeout=left_s()))
    except importlib.metadata.PackageNotFoundError:
        raise _misfit("the scheduler", where, "lacks imgfree") from None
    except (OSError, TimeoutError) as error:
        raise SetupError(f"the Dask cluster at {where} does not answer", hint="look at its scheduler's log") from error
    if not workers:
        raise SetupError(f"the Dask scheduler at {where} has no workers", hint=f"start some: {_WORKER.format(where)}")
    return workers


def _misfit(what: str, where: str, why: str) -> SetupError:
    return SetupError(f"{what} {where} {why}", hint=f"install imgfree[local,dask] {__version__} on every machine")


def _close(client: Client) -> None:
    with contextlib.suppress(Exception):  # however it ends, it is over
        client.close(timeout=_CLOSE_S)
