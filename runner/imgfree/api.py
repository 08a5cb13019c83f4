"""imgfree for programs: run recipes, look ahead, replay, explain. What the command line does, as functions.

Nothing is printed, no signal is taken over and nobody is asked; a failure is an `ImgfreeError`.
"""

import contextlib
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from imgfree import recipe as recipes
from imgfree.errors import CassetteMissing, ImgfreeError, Interrupted, Problem, RecipeError
from imgfree.local.inspection.findings import Inspection
from imgfree.planning.dry_run import RunPlan
from imgfree.planning.dry_run import dry_run as _dry_run
from imgfree.planning.explain import Explanation
from imgfree.planning.explain import explain as _explain
from imgfree.provenance import Level
from imgfree.recipe import brand as brands
from imgfree.replays import find
from imgfree.replays.cases import Case
from imgfree.replays.replay import Replayed
from imgfree.replays.replay import replay as _replay
from imgfree.results import RunResult, StepResult
from imgfree.rights import Rights
from imgfree.runs import history
from imgfree.runs import resume as _resuming
from imgfree.runs.agreement import lacks_local
from imgfree.runs.app import App
from imgfree.runs.audience import Audience
from imgfree.runs.cassette import Tape
from imgfree.runs.order import Order
from imgfree.runs.start import start as _start

Backend = Literal["auto", "local", "nemo"]
Event = Mapping[str, Any]
Listener = Callable[[Event], None]

__all__ = [
    "Backend",
    "Event",
    "Explanation",
    "ImgfreeError",
    "Inspection",
    "Listener",
    "Problem",
    "Replayed",
    "Rights",
    "RunPlan",
    "RunResult",
    "StepResult",
    "explain",
    "inspect",
    "plan",
    "replay",
    "resume",
    "run",
    "validate",
]
_NO_RIGHTS = Rights()


def run(
    recipe: str | Path,
    inputs: Mapping[str, Any] | None = None,
    *,
    backend: Backend | None = None,
    out: str | Path = ".",
    rights: Rights = _NO_RIGHTS,
    record: str | Path | None = None,
    record_media: Literal["keep", "digest"] = "keep",
    brand: str | Path | None = None,
    strict: bool = False,
    marks: Level | None = None,
    new: bool = False,
    on_event: Listener | None = None,
    check: bool = True,
) -> RunResult:
    """Run a recipe and return how it ended, its films below `out`.

    `inputs` are values, or texts as `--set` takes them. `marks` is what films say of themselves: "recipe" carries the
    recipe, "none" says nothing; None is what the recipe says. `on_event` is called with each event as it happens,
    maybe by another thread; what it raises ends the run, which can be resumed. With `check=False` a run that fails is
    returned like one that passes, its failure in `error`.

    Raises:
        ImgfreeError: the run cannot begin, or (with `check`) it failed; the class says what is to be done.
        KeyboardInterrupt: Ctrl-C; `resume` goes on.
    """
    order = Order(
        recipe=Path(recipe),
        sets=_as_texts(inputs),
        backend=backend,
        out=Path(out),
        rights=rights,
        tape=Tape(record=Path(record) if record else None, media=record_media),
        strict=strict,
        marks=marks,
        new=new,
        brand=Path(brand) if brand else None,
    )
    with _as_python_stops():
        ended = _start(App.open(), order, _audience(on_event))
    return _checked(ended, check=check)


def resume(
    run_id: str | None = None,
    *,
    accept: Sequence[str] = (),
    resend: Sequence[str] = (),
    accept_changes: bool = False,
    rights: Rights = _NO_RIGHTS,
    on_event: Listener | None = None,
    check: bool = True,
) -> RunResult | None:
    """Finish an interrupted run (the newest unfinished one of this folder) and return how it ended.

    None means that there is nothing to do: it is finished already. `accept` and `resend` settle steps whose outcome is
    unknown. The rest is as for `run`.
    """
    app = App.open()
    runs_dir = app.settings.runs_dir
    folder = history.find(runs_dir, run_id) if run_id else history.to_resume(runs_dir, app.seal())
    wishes = _resuming.Wishes(tuple(accept), tuple(resend), accept_changes, rights)
    with _as_python_stops():
        ended = _resuming.resume(app, folder, wishes, _audience(on_event))
    return _checked(ended, check=check) if ended else None


def validate(recipe: str | Path) -> tuple[Problem, ...]:
    """Return what is wrong with a recipe or a brand, with its place, and what is most likely not meant (`warning`).

    Nothing of it is run. A file that cannot be read is a problem, too.
    """
    try:
        if brands.is_brand(Path(recipe)):
            brands.load(Path(recipe), cwd=Path.cwd())
            return ()
        return tuple(recipes.load(Path(recipe)).warnings)
    except RecipeError as error:
        return tuple(error.problems)


def plan(
    recipe: str | Path,
    inputs: Mapping[str, Any] | None = None,
    *,
    backend: Backend | None = None,
    out: str | Path = ".",
    rights: Rights = _NO_RIGHTS,
    brand: str | Path | None = None,
) -> RunPlan:
    """Return what a run would do, read, write, ask and cost, without a socket and without writing anything.

    Raises:
        ImgfreeError: what would end the run.
    """
    named = Path(brand) if brand else None
    return _dry_run(App.open(), Order(Path(recipe), _as_texts(inputs), backend, Path(out), rights, brand=named))


def replay(
    recipe: str | Path,
    cassette: str | Path | None = None,
    inputs: Mapping[str, Any] | None = None,
    *,
    out: str | Path | None = None,
    rights: Rights = _NO_RIGHTS,
    strict: bool = False,
) -> Replayed:
    """Replay a recorded run and return what it came to, a failure included: no network, no waiting, no token.

    Without `cassette` it is the one that `imgfree test` would take. Downloads are below `out`; without it they are gone
    when this returns.

    Raises:
        CassetteMissing: there is no cassette for this recipe.
    """
    path = Path(recipe)
    found = Path(cassette) if cassette else find.cassette_of(path, [Path()])
    if found is None:
        raise CassetteMissing(f"there is no cassette for '{path}'")
    case = Case(path, found, rights=rights, strict=strict)
    with tempfile.TemporaryDirectory(prefix="imgfree-replay-") as folder:
        return _replay(App.open(), case, Path(folder), _as_texts(inputs), out=Path(out) if out else None)


def explain(
    sentence: str, files: Sequence[str | Path] = (), *, photos: int = 0, after: Sequence[str] = ()
) -> Explanation:
    """Return what the local director understands of a sentence about these files, or about that many imagined photos.

    `after` are sentences that were said before.

    Raises:
        SetupError: the `local` extra is not installed.
        InputRefused: a file cannot be used.
    """
    settings = App.open().settings
    paths = [Path(file) for file in files]
    return _explain(sentence, paths, photos=photos, after=after, model=settings.model, voice=settings.voice)


def inspect(film_or_run: str | Path | None = None, *, platform: str | None = None) -> tuple[Inspection, ...]:
    """Return what is wrong with a film, or with each film of a run of this folder (default: the newest).

    `platform` is where it is shown, by default what its words said. Each finding has its moment, and a sentence that
    mends it. Raises:
        SetupError: the `local` extra is not installed.
        ImgfreeError: there is no such film or run, or it cannot be read.
    """
    try:
        from imgfree.runs.inspections import inspections
    except ImportError as error:
        raise lacks_local(error.name) from error
    wanted = None if film_or_run is None else str(film_or_run)
    return tuple(one.inspection for one in inspections(App.open(), wanted, platform=platform))


def _audience(on_event: Listener | None) -> Audience:
    return Audience([on_event] if on_event else [])


def _as_texts(inputs: Mapping[str, Any] | None) -> dict[str, str]:
    """Return inputs as --set takes them: a text and a path as they are, anything else as JSON."""
    return {name: _as_text(value) for name, value in (inputs or {}).items()}


def _as_text(value: Any) -> str:
    return str(value) if isinstance(value, str | Path) else json.dumps(value, ensure_ascii=False, default=str)


@contextlib.contextmanager
def _as_python_stops() -> Iterator[None]:
    """Let Ctrl-C be what it is in any program, not one failure among others."""
    try:
        yield
    except Interrupted as stopped:
        raise KeyboardInterrupt(stopped.hint) from stopped


def _checked(ended: RunResult, *, check: bool) -> RunResult:
    """Return how a run ended; raise its failure where that is to be checked, and say how to go on."""
    if check and ended.error is not None:
        ended.error.add_note(f"run {ended.run_id}; go on with: imgfree resume {ended.run_id}")
        raise ended.error
    return ended
