"""Films whose pieces others make."""

import json
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from imgfree.errors import EngineLost, ImgfreeError, SetupError
from imgfree.local.engines.elsewhere import Stopped
from imgfree.local.engines.work import keep, work
from imgfree.local.sandbox.parent import TaskFailed


class Toy(Executor):
    """Answers at once, with what `answer` gives for an order and its files, or raises what that is."""

    def __init__(self, answer: Callable[[str, Mapping[str, bytes]], Any]) -> None:
        self.answer = answer
        self.asked = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Return a future that is over."""
        self.asked += 1
        future: Future[Any] = Future()
        found = self.answer(*args)
        if found == "cancelled":
            future.cancel()
        elif isinstance(found, BaseException):
            future.set_exception(found)
        elif found is not None:
            future.set_result(found)
        return future


def test_the_film_is_the_same(film: Any, pool: Executor) -> None:
    """Byte for byte; its progress rises to the end, and it is told how much of it was made for it."""
    shares: list[float] = []
    made = film.made(film.renderer(pool), on_progress=shares.append)
    assert film.alone() == film.file()
    assert (4, 4) == (made.pieces, made.pieces_painted)
    assert sorted(shares) == shares
    assert shares[-1] > 0.9


def test_pieces_that_are_here_are_not_asked_for(film: Any, pool: Executor) -> None:
    """The second time nobody is asked for anything, and nothing is painted."""
    film.made(film.renderer(pool))
    idle = Toy(lambda order, media: None)
    made = film.made(film.renderer(idle), "again.mp4")
    assert (0, 4, 0) == (idle.asked, made.pieces, made.pieces_painted)
    assert film.file() == film.file("again.mp4")


def test_a_store_is_a_cache_between_machines(film: Any, pool: Executor, tmp_path: Path) -> None:
    """What one machine has had made there, or has itself, another one need not have made."""
    film.alone()
    idle = Toy(lambda order, media: None)
    made = film.made(film.renderer(idle, "alone", store=tmp_path / "store"))
    assert (0, 0) == (idle.asked, made.pieces_painted)
    assert 0 == film.made(film.renderer(idle, "other", store=tmp_path / "store"), "two.mp4").pieces_painted
    assert 4 == film.made(film.renderer(pool, "third", store=tmp_path / "new"), "three.mp4").pieces_painted
    assert film.file() == film.file("two.mp4") == film.file("three.mp4")


def test_films_beside_each_other_share_their_pieces(film: Any, pool: Executor) -> None:
    """What is being made for one of them is not asked for again."""
    renderer = film.renderer(pool)
    with ThreadPoolExecutor(3) as films:
        made = list(films.map(lambda name: film.made(renderer, name), ["1.mp4", "2.mp4", "3.mp4"]))
    assert 4 == sum(one.pieces_painted for one in made)
    assert 1 == len({film.file(f"{number}.mp4") for number in (1, 2, 3)})


@pytest.mark.parametrize("lost", ["cancelled", BrokenExecutor("its processes are gone"), EngineLost("no line")])
def test_an_engine_that_is_gone_is_no_cancel_of_ours(film: Any, lost: Any) -> None:
    """It is told as lost, to this film and to every later one, and nothing more is asked of it."""
    toy = Toy(lambda order, media: lost)
    renderer = film.renderer(toy)
    with pytest.raises(EngineLost):
        film.made(renderer)
    assert isinstance(renderer.elsewhere.lost, EngineLost)
    asked = toy.asked
    with pytest.raises(EngineLost):
        film.made(renderer)
    assert asked == toy.asked


def test_what_came_back_before_it_was_gone_is_kept(film: Any, pool: ThreadPoolExecutor) -> None:
    """The next engine makes the rest."""
    answered: list[Any] = []
    turn = threading.Lock()

    def some(order: str, media: Mapping[str, bytes]) -> Any:
        with turn:
            answer = work(order, media) if len(answered) < 2 else "cancelled"
            answered.extend(["pieces"] if "pieces" in answer else [])
            return answer

    with pytest.raises(EngineLost):
        film.made(film.renderer(Toy(some)))
    assert 2 == film.made(film.renderer(pool)).pieces_painted
    assert film.alone() == film.file()


@pytest.mark.parametrize(
    ("answer", "kind", "told"),
    [
        ({"at": "w1", "failed": "no such motion", "hint": "another"}, TaskFailed, "no such motion"),
        ({"at": "w1", "unfit": "has another imgfree"}, SetupError, "the worker w1 of toy:// has another imgfree"),
        (ValueError("four workers died\nin a row"), TaskFailed, "could not do it: ValueError: four workers died"),
        ({"at": "w1", "lacks": []}, TaskFailed, "the worker w1 keeps no files that it is sent"),
    ],
)
def test_what_goes_wrong_is_told(film: Any, answer: Any, kind: type[ImgfreeError], told: str) -> None:
    """What is wrong with a film fails that film; what is wrong with a machine holds for all."""
    renderer = film.renderer(Toy(lambda order, media: answer))
    with pytest.raises(kind) as caught:
        film.made(renderer)
    assert told in caught.value.message
    assert (kind is SetupError) == (renderer.elsewhere.lost is not None)


class Worker(Executor):
    """One worker of several threads that is asked by its name, and remembers which files it was sent."""

    def __init__(self, pool: Executor) -> None:
        self.pool, self.sent = pool, list[str]()

    def at(self, worker: str) -> Executor:
        """Return itself."""
        return self

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Return the pool's future."""
        if fn is keep:
            self.sent.append(args[0])
        assert fn is keep or not args[1]  # no file comes with an order
        return self.pool.submit(fn, *args)


def test_a_file_travels_to_a_worker_once(film: Any, pool: Executor) -> None:
    """However many orders ask for it at a time."""
    worker = Worker(pool)
    film.made(film.renderer(worker))
    assert sorted(one.sha256 for one in film.assets.values()) == sorted(worker.sent)


def test_one_worker_after_another_may_lack_a_file(film: Any, pool: Executor) -> None:
    """Where each dies once it has got it, the order goes on to the next, as often as that happens."""
    places = iter(range(9))

    def dying(order: str, media: Mapping[str, bytes]) -> Any:
        place = next(places, None)
        return work(order, media) if place is None else {"at": f"w{place}", "lacks": json.loads(order)["files"]}

    film.made(film.renderer(Toy(dying)))
    assert film.alone() == film.file()


def test_pieces_are_checked_as_they_arrive(film: Any, pool: Executor) -> None:
    """Other bytes than the worker has written are not taken."""

    def damaged(order: str, media: Mapping[str, bytes]) -> Any:
        answer = work(order, media)
        for key, (digest, content, new) in answer.get("pieces", {}).items():
            answer["pieces"][key] = (digest, content[:-1], new)
        return answer

    with pytest.raises(TaskFailed, match="did not arrive as "):
        film.made(film.renderer(Toy(damaged)))


def test_nobody_waits_for_what_is_not_wanted_any_more(film: Any) -> None:
    """Also where the engine never answers."""
    with pytest.raises(Stopped):
        film.made(film.renderer(Toy(lambda order, media: None)), cancelled=iter([False, True, *[True] * 99]).__next__)
