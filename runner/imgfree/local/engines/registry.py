"""Find an engine by its name, and hold it open."""

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from concurrent.futures import TimeoutError as Late
from importlib.metadata import entry_points
from typing import Any

from imgfree.engine import LOCAL, Engine
from imgfree.errors import ImgfreeError, SetupError
from imgfree.local.engines.about import about, unfit

GROUP = "imgfree.engines"
_ANSWERS_S = 10.0


@contextlib.contextmanager
def opened(engine: Engine) -> Iterator[Executor]:
    """Yield the executor of that engine, ready and looked at.

    Raises:
        SetupError: there is none of that name, it does not answer, or its machines cannot make pieces for this one.
    """
    if engine.store is not None:
        _check_store(engine)
    executor = _factory(engine)(engine.address)
    try:
        if not hasattr(executor, "checked"):  # it may know better whom to ask
            _check(executor, engine)
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _factory(engine: Engine) -> Callable[[str], Executor]:
    found = [one for one in entry_points(group=GROUP) if one.name == engine.scheme]
    if not found:
        known = ", ".join(sorted({LOCAL, *(one.name for one in entry_points(group=GROUP))}))
        raise SetupError(f"there is no engine '{engine.scheme}'", hint=f"known are: {known}")
    try:
        factory: Callable[[str], Executor] = found[0].load()
    except ImportError as error:
        hint = f"pip install 'imgfree[{engine.scheme}]'" if found[0].value.startswith("imgfree.") else None
        raise SetupError(f"the engine '{engine.scheme}' cannot be loaded: {error}", hint=hint) from error
    return factory


def _check_store(engine: Engine) -> None:
    try:
        assert engine.store is not None
        engine.store.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(f"the store '{engine.store}' cannot be used: {error.strerror}") from error


def _check(executor: Executor, engine: Engine) -> None:
    """Refuse an engine whose worker does not answer in time, or cannot make pieces for this machine."""
    try:
        told: Any = executor.submit(about).result(_ANSWERS_S)
    except Late:
        raise SetupError(f"the engine {engine.url} does not answer") from None
    except ImgfreeError:
        raise
    except Exception as error:  # whatever an executor of a stranger's raises is told as its own
        raise SetupError(f"the engine {engine.url} cannot be used: {type(error).__name__}: {error}") from error
    if (why := unfit(told)) is not None:
        raise SetupError(f"a worker of {engine.url} {why}", hint="install the same imgfree[local] everywhere")
