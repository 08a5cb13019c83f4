"""A real Dask cluster as an engine."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, wait
from pathlib import Path

import pytest

from clusters import Cluster, cluster
from imgfree import __version__
from imgfree.errors import EngineLost, SetupError
from imgfree.local.engines import dask
from imgfree.local.engines.work import place

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("dask")]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Return a cluster of two workers."""
    with cluster(tmp_path_factory.mktemp("cluster")) as found:
        yield found


def address(found: Cluster) -> str:
    """Return where its scheduler is."""
    return found.url.removeprefix("dask://")


def watched(engine: dask.DaskEngine) -> None:
    """Look whether it is still there, for four minutes at most."""
    for _ in range(2400):
        engine.check()
        time.sleep(0.1)


def test_calls_go_to_workers(two: Cluster) -> None:
    """To any, or to the one that is named; what there is is told."""
    engine = dask.connect(address(two))
    try:
        assert 2 == engine.cores()
        assert "2 workers, 2 cores (tcp://127.0.0.1:" in engine.words()
        at = engine.submit(place).result(60)
        assert at.startswith("tcp://127.0.0.1:")
        assert at == engine.at(at).submit(place).result(60)
        assert "ZeroDivisionError" == type(engine.submit(divmod, 1, 0).exception(60)).__name__
    finally:
        engine.shutdown()
    with pytest.raises(EngineLost):
        engine.submit(place)


def test_the_same_imgfree_is_asked_for(two: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version is told with the machine, and nothing hangs."""
    began_s = time.monotonic()
    monkeypatch.setattr(dask, "__version__", "99.0")
    with pytest.raises(SetupError, match=rf"the scheduler tcp://\S+ has imgfree {__version__}, and .* 99\.0"):
        dask.connect(address(two))
    assert time.monotonic() - began_s < 60


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """With how to start one."""
    monkeypatch.setattr(dask, "_CONNECT_S", 0.5)
    with pytest.raises(SetupError, match="answers at tcp://127.0.0.1:9") as caught:
        dask.connect("127.0.0.1:9")
    assert (caught.value.hint or "").endswith(": --engine local")


def test_a_scheduler_alone_then_without_workers_then_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever: not for the first worker, not for another one, not for the scheduler."""
    monkeypatch.setattr(dask, "_ALONE_S", 0.5)
    monkeypatch.setattr(dask, "_LOOK_S", 0.1)
    with cluster(tmp_path / "cluster", workers=0) as alone:
        with pytest.raises(SetupError, match="has no workers") as caught:
            dask.connect(address(alone))
        assert f"start some: dask worker tcp://{address(alone)} --nthreads CORES" == caught.value.hint
        alone.add()
        engine = dask.connect(address(alone))
        try:
            alone.kill_worker()
            with pytest.raises(EngineLost, match="no workers any more"):
                watched(engine)
            waiting = engine.submit(place)
            alone.kill_scheduler()
            wait([waiting], 60)
            with pytest.raises(CancelledError):
                waiting.result(0)
        finally:
            engine.shutdown()


def test_machines_without_imgfree_are_told(two: Cluster, tmp_path: Path) -> None:
    """Which one it is, be it the scheduler or a worker; nothing hangs."""
    hidden = "import importlib.metadata as m\nv = m.version\ndef version(name):\n"
    hidden += "    if name == 'imgfree':\n        raise m.PackageNotFoundError(name)\n    return v(name)\n"
    hidden += "m.version = version\n"
    (tmp_path / "sitecustomize.py").write_text(hidden, encoding="utf-8")
    bare = {"PYTHONPATH": str(tmp_path)}
    two.add(env=bare)
    with pytest.raises(SetupError, match=r"the worker tcp://\S+ lacks imgfree"):
        dask.connect(address(two))
    two.kill_worker(-1)
    with cluster(tmp_path / "two", workers=0, env=bare) as found:
        began_s = time.monotonic()
        with pytest.raises(SetupError, match=r"the scheduler tcp://\S+ lacks imgfree"):
            dask.connect(address(found))
        assert time.monotonic() - began_s < 60


def test_dask_is_loaded_by_who_asks_for_it_alone() -> None:
    """No other command waits for it."""
    asked = "import sys, imgfree.commands.batch, imgfree.local.engines.elsewhere, imgfree.local.engines.registry;"
    asked += "print({'distributed', 'dask', 'tornado'} & {*sys.modules})"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, env={**os.environ}, check=True)
    assert "set()\n" == ran.stdout
