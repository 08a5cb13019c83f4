"""Work done behind the one that brings it."""

import threading
from collections.abc import Sequence

import pytest

from imgfree.client.transfer.behind import Behind


def test_all_that_came_is_worked_on_in_its_order() -> None:
    """When the block is over everything is done, also if it ended with an error of its own."""
    done: list[bytes] = []

    def bring() -> None:
        with Behind(done.extend) as behind:
            for number in range(500):
                behind.put(b"%d" % number)
            raise KeyError

    with pytest.raises(KeyError):
        bring()
    assert [b"%d" % number for number in range(500)] == done


def test_who_brings_too_much_waits() -> None:
    """What waits stays below a bound: whoever brings more is held until work has gone on."""
    go, done = threading.Event(), threading.Event()
    held: list[int] = []

    def work(chunks: Sequence[bytes]) -> None:
        assert go.wait(240)

    def bring() -> None:
        with Behind(work) as behind:
            for number in range(6):
                behind.put(bytes(512 * 1024))
                held.append(number)
                if number == 2:
                    third.set()
        done.set()

    third = threading.Event()
    thread = threading.Thread(target=bring, daemon=True)
    thread.start()
    assert third.wait(240)
    assert not done.is_set()
    assert len(held) < 6
    go.set()
    thread.join(240)
    assert done.is_set()


def test_a_failure_of_the_work_is_told() -> None:
    """With the next chunk, or at the end of the block."""

    def fail(chunks: Sequence[bytes]) -> None:
        raise OSError("full")

    def bring(count: int) -> None:
        with Behind(fail) as behind:
            for _ in range(count):
                behind.put(bytes(2**20))

    for count in (1, 9):
        with pytest.raises(OSError, match="full"):
            bring(count)
