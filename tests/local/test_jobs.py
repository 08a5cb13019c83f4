"""The table of render jobs: each goes from waiting to its end, once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from imgfree import wire
from imgfree.clock import SystemClock
from imgfree.local.answers import Refused
from imgfree.local.jobs import Job, Jobs
from imgfree.local.orders import order
from imgfree.local.output import Output
from imgfree.local.store import Store

DRAFT = {"t": [{"tt": 0, "sg": [{"d": 1}]}]}


@dataclass(frozen=True)
class Film:
    """What a renderer tells of a film."""

    width: int = 1080
    height: int = 1920
    duration_s: float = 1.5
    size_bytes: int = 5
    loudness: dict[str, float] | None = None


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open store on an empty folder."""
    store = Store(tmp_path / "data")
    yield store
    store.close()


def added(jobs: Jobs, render_id: str = "r", **output: object) -> tuple[Job, bool]:
    """Return the job for an order of that id."""
    return jobs.add("ann", order({"id": render_id, "sessionId": "1", "draft": DRAFT, "output": output}))


def test_an_order_is_kept_as_it_was_asked(store: Store) -> None:
    """The draft and what is asked of the file come back whole; the same order again finds its job."""
    jobs = Jobs(store, SystemClock())
    job, new = added(jobs, format="gif", height=480, fps=12)
    assert (True, Output("gif", "high", 480, None, 12), wire.PENDING) == (new, job.output, job.status)
    assert DRAFT == jobs.draft(job.key)
    assert (job, False) == added(jobs, format="gif", height=480, fps=12)
    with pytest.raises(Refused, match="taken by another order"):
        added(jobs, format="mp4")
    assert jobs.get("bob", "r") is None


def test_a_job_ends_once(store: Store) -> None:
    """What is finished can neither fail nor begin again, and what failed is not finished."""
    jobs = Jobs(store, SystemClock())
    done, _ = added(jobs, "done")
    assert jobs.start(done.key)
    assert not jobs.start(done.key)
    jobs.advance(done.key, 40)
    assert 40 == jobs.by_key(done.key).progress  # type: ignore[union-attr]
    assert jobs.complete(done, Film(loudness={"film_lufs": -14.0}))
    assert not jobs.fail(done.key, "too late")
    [finished] = jobs.finished("1")
    assert (100, 1.5, {"film_lufs": -14.0}) == (finished.progress, finished.duration_s, finished.loudness)
    failed, _ = added(jobs, "failed")
    assert jobs.fail(failed.key, "no")
    assert not jobs.complete(failed, Film())
    assert [] == jobs.unfinished()


def test_an_interrupted_job_can_be_taken_up(store: Store) -> None:
    """One that is put back waits again, for nobody in particular; one whose server lives is nobody else's."""
    jobs = Jobs(store, SystemClock())
    job, _ = added(jobs)
    assert not jobs.adopt(job)
    jobs.start(job.key)
    jobs.release(job.key)
    [waiting] = jobs.unfinished()
    assert (wire.PENDING, None) == (waiting.status, waiting.owner)
    assert jobs.adopt(waiting)
