"""Have the pieces of films made by an engine: those that are not here already; the films are joined here."""

import contextlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ThreadPoolExecutor, as_completed
from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from imgfree import cores, disk
from imgfree.engine import Engine
from imgfree.errors import EngineLost, ImgfreeError, SetupError
from imgfree.local.assets import Asset
from imgfree.local.cache import FOLDER, Cache
from imgfree.local.engines.orders import Film, Order
from imgfree.local.engines.shelf import Shelf
from imgfree.local.engines.work import MEDIA, keep, work
from imgfree.local.jobs import Made
from imgfree.local.output import Output
from imgfree.local.sandbox.parent import TaskFailed
from imgfree.local.sandbox.studio import Studio

LONGEST_S = 3600.0  # a piece of two seconds that takes longer hangs
_LOOK_S = 0.2
_TRIES = 4  # of one worker; any other that gets the order instead may lack the same files
_KEPT = "what it has made is kept: imgfree resume goes on with another --engine, or with --engine local"
_JOINING = 0.05  # of the time of a film


class Stopped(TaskFailed):
    """Nobody wants the film any more."""


@dataclass
class Elsewhere:
    """An engine that is open, what is asked of it now, and `lost`: why nothing can be asked any more."""

    engine: Engine
    executor: Executor
    within_s: float = LONGEST_S  # for which an order may be worked on
    lost: ImgfreeError | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _under_way: dict[str, threading.Event] = field(default_factory=dict)
    _free: threading.Condition = field(default_factory=threading.Condition)
    _asked: int = 0
    _films: int = 0
    _doors: dict[str, threading.Lock] = field(default_factory=dict)  # of each worker: files go in one after the other
    _kept: dict[tuple[str, str], float] = field(default_factory=dict)  # when a worker has got a file

    @property
    def cores(self) -> int:
        """Return on how many cores pieces are made at a time."""
        told = getattr(self.executor, "cores", None)
        return max(1, int(told())) if callable(told) else cores.available()

    @property
    def share(self) -> float:
        """Return how many cores there are for each of the films that are under way."""
        return self.cores / max(1, self._films)

    @contextlib.contextmanager
    def one_more(self) -> Iterator[None]:
        """Have one more film under way while the block runs."""
        with self._lock:
            self._films += 1
        try:
            yield
        finally:
            with self._lock:
                self._films -= 1

    @property
    def words(self) -> str:
        """Return what there is, for a reader."""
        told = getattr(self.executor, "words", None)
        return f"engine {self.engine.url}: {told() if callable(told) else f'{self.cores} cores'}"

    @property
    def store(self) -> Path | None:
        """Return the folder that all machines see."""
        return self.engine.store

    def cache(self, own: Path) -> Path:
        """Return where pieces are kept, instead of this machine's own folder."""
        return self.store / FOLDER if self.store else own

    def ask(self, order: Order, stopped: Callable[[], bool]) -> Mapping[str, Any]:
        """Return what a worker answers, having sent it what it lacks.

        Raises:
            EngineLost: the engine is gone; SetupError: its machines cannot do it. Neither can anything else be asked.
            TaskFailed: the film is wrong, or the worker could not do it.
            Stopped: nobody wants it any more.
        """
        self._await_turn(stopped)
        try:
            return self._asked_for(order, stopped)
        finally:
            with self._free:
                self._asked -= 1
                self._free.notify()

    def claim(self, keys: Sequence[str]) -> tuple[list[str], list[threading.Event]]:
        """Return which of these pieces are ours to make now, and what tells that others have been made."""
        with self._lock:
            ours = [key for key in keys if key not in self._under_way]
            others = [self._under_way[key] for key in keys if key in self._under_way]
            self._under_way |= {key: threading.Event() for key in ours}
        return ours, others

    def release(self, keys: Sequence[str]) -> None:
        """Tell that these pieces are made, or that nobody makes them."""
        with self._lock:
            for key in keys:
                if (event := self._under_way.pop(key, None)) is not None:
                    event.set()

    def _await_turn(self, stopped: Callable[[], bool]) -> None:
        """Return when one more order keeps the engine busy and no queue long."""
        with self._free:
            while self._asked >= 2 * self.cores:
                self._free.wait(_LOOK_S)
                if stopped():
                    raise Stopped("the render was cancelled")
            self._asked += 1

    def _asked_for(self, order: Order, stopped: Callable[[], bool]) -> Mapping[str, Any]:
        at, there = getattr(self.executor, "at", None), self.executor
        media: dict[str, bytes] = {}
        lacked: Counter[str] = Counter()
        while True:
            began_s = time.monotonic()
            answer = self._answer(there, stopped, work, order.told, media)
            if "lacks" not in answer:
                return answer
            lacked[answer["at"]] += 1
            if lacked[answer["at"]] > _TRIES:
                raise TaskFailed(f"the worker {answer['at']} keeps no files that it is sent")
            if callable(at):
                there = at(answer["at"])
                self._deliver(there, answer["at"], order, answer["lacks"], began_s, stopped)
            else:  # whoever gets the order gets them with it
                media = {digest: _content(order, digest) for digest in answer["lacks"]}

    def _deliver(
        self,
        there: Executor,
        at: str,
        order: Order,
        lacks: Sequence[str],
        since_s: float,
        stopped: Callable[[], bool],
    ) -> None:
        """Have a worker keep these files, which it lacked then; of several orders that need one the first sends it."""
        with self._lock:
            door = self._doors.setdefault(at, threading.Lock())
        with door:
            for digest in lacks:
                if self._kept.get((at, digest), 0.0) < since_s:
                    answer = self._answer(there, stopped, keep, digest, _content(order, digest))
                    self._kept[answer["at"], digest] = time.monotonic()

    def _answer(
        self, executor: Executor, stopped: Callable[[], bool], task: Callable[..., dict[str, Any]], *about: Any
    ) -> Mapping[str, Any]:
        if self.lost is not None:
            raise self.lost
        try:
            answer = self._awaited(executor.submit(task, *about), stopped)
        except (CancelledError, BrokenExecutor) as error:  # it was not us: we do not wait for what we cancel
            raise self._gone(EngineLost(f"the engine {self.engine.url} is gone", hint=_KEPT)) from error
        except ImgfreeError as error:
            if isinstance(error, EngineLost):
                self._gone(error)
            raise
        except Exception as error:  # `work` raises nothing: this is the engine's own, of a worker or of the way to it
            said = (str(error).splitlines() or [""])[0]
            raise TaskFailed(f"the engine could not do it: {type(error).__name__}: {said}") from error
        if "unfit" in answer:
            why = f"the worker {answer['at']} of {self.engine.url} {answer['unfit']}"
            raise self._gone(SetupError(why, hint="every machine needs the same imgfree, and the same store"))
        if "failed" in answer:
            raise TaskFailed(answer["failed"], hint=answer["hint"])
        return answer

    def _awaited(self, future: "Future[dict[str, Any]]", stopped: Callable[[], bool]) -> Mapping[str, Any]:
        check = getattr(self.executor, "check", None)
        while True:
            try:
                return future.result(_LOOK_S)
            except Late:
                if future.done():
                    raise
            if self.lost is not None or stopped():
                future.cancel()
                raise self.lost or Stopped("the render was cancelled")
            if callable(check):
                check()

    def _gone(self, why: ImgfreeError) -> ImgfreeError:
        self.lost = self.lost or why
        return self.lost


@dataclass(frozen=True)
class Renderer:
    """Renders films whose pieces an engine makes: it stands where a studio's `render` does."""

    studio: Studio
    own: Path  # this machine's folder of pieces
    elsewhere: Elsewhere

    def render(
        self,
        draft: Mapping[str, Any],
        assets: Mapping[str, Asset],
        output: Output,
        target: Path,
        *,
        on_progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> Made:
        """Return the finished film at `target`, as a studio does; its bytes are the same.

        Raises ImgfreeError or OSError; nothing unfinished is then left.
        """
        parts = self.studio.parts(draft, assets, output, cancelled=cancelled)
        painted = 0
        if parts is not None:
            film = Film(parts, assets, output)
            with self.elsewhere.one_more():
                painted = self._fetch(film, lambda share: on_progress(share * (1 - _JOINING)), cancelled)

        def joining(share: float) -> None:
            on_progress(max(share, 1 - _JOINING) if parts is not None else share)

        made = self.studio.render(draft, assets, output, target, on_progress=joining, cancelled=cancelled)
        told = vars(made)
        return cast(Made, SimpleNamespace(**told | {"pieces_painted": told["pieces_painted"] + painted}))

    def _fetch(self, film: Film, on_progress: Callable[[float], None], cancelled: Callable[[], bool]) -> int:
        """Have all pieces in the cache; return how many of them were made for it."""
        made = 0
        while lacking := self._lacking(film):
            ours, others = self.elsewhere.claim(lacking)
            try:
                lacking = [key for key in ours if self._cache.find(key) is None]
                made += self._ordered(film, lacking, on_progress, cancelled) if lacking else 0
            finally:
                self.elsewhere.release(ours)
            for event in others:
                while not event.wait(_LOOK_S):
                    if cancelled():
                        raise Stopped("the render was cancelled")
        return made

    @property
    def _cache(self) -> Cache:
        return Cache(self.elsewhere.cache(self.own))

    def _lacking(self, film: Film) -> list[str]:
        """Return the pieces that are not there; those that this machine has are put into the store."""
        lacking = [key for key in film.keys if self._cache.find(key) is None]
        if self.elsewhere.store is None:
            return lacking
        own = Cache(self.own)
        for key in lacking:
            if (found := own.find(key)) is not None:
                self._cache.keep(key, _writing(found.read_bytes()))
        return [key for key in lacking if self._cache.find(key) is None]

    def _ordered(
        self, film: Film, keys: Sequence[str], on_progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> int:
        """Return how many of these pieces were made, all of them being in the cache now."""
        orders = film.orders(keys, self.elsewhere.share, self.elsewhere.within_s, self.elsewhere.store)
        whole, done, made, failed = sum(one.worth for one in orders), 0.0, 0, threading.Event()

        def stopped() -> bool:
            return failed.is_set() or cancelled()

        with ThreadPoolExecutor(min(len(orders), 64), thread_name_prefix="imgfree-order") as pool:
            asked = {pool.submit(self._taken, order, stopped): order for order in orders}
            try:
                for one in as_completed(asked):
                    made += one.result()
                    done += asked[one].worth
                    on_progress(done / whole)
            except BaseException:
                failed.set()
                raise
        return made

    def _taken(self, order: Order, stopped: Callable[[], bool]) -> int:
        """Have an order done, and its pieces in the cache; return how many of them are new."""
        if self.elsewhere.store is not None:
            self._lend(order, self.elsewhere.store)
        pieces = self.elsewhere.ask(order, stopped)["pieces"]
        for key in order.keys:
            digest, content, _ = pieces[key]
            if content is not None and self._cache.exact(key, digest) is None:
                self._cache.keep(key, _writing(content))
            if self._cache.exact(key, digest) is None:
                raise TaskFailed("a piece did not arrive as it was made", hint="run again")
        return sum(new for _, _, new in pieces.values())

    @staticmethod
    def _lend(order: Order, store: Path) -> None:
        """Put the files that an order needs into the store."""
        shelf = Shelf(store / MEDIA)
        for digest in order.files:
            if shelf.find(digest) is None:
                shelf.keep(digest, _content(order, digest))


def _writing(content: bytes) -> Callable[[Path], None]:
    """Return what writes these bytes into a file."""

    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def _content(order: Order, digest: str) -> bytes:
    """Return a file's bytes. Raises TaskFailed where it is not the one that came."""
    path = order.files[digest]
    try:
        if disk.sha256(path) == digest:
            return path.read_bytes()
    except OSError:
        pass
    raise TaskFailed(f"'{path.name}' is gone, or was changed where it is kept", hint="upload it again")
