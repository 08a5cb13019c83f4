"""Judge a replay: does it run, does it do what was recorded, does it keep its promises?"""

import difflib
import itertools
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from imgfree import cassette, recipe, template
from imgfree.errors import CassetteError, ExpectationFailed, ImgfreeError, RecipeError, StepFailed
from imgfree.replays.cases import Case
from imgfree.replays.replay import Replayed, error_words, replay
from imgfree.runs.app import App

Outcome = Literal["passed", "failed", "stale", "updated"]
_SHOWN_LINES = 60


@dataclass(frozen=True)
class Verdict:
    """How a case ended, in words where it did not pass."""

    case: Case
    outcome: Outcome
    duration_s: float
    reason: str = ""
    diff: tuple[str, ...] = ()
    exit_code: int = 0
    note: str = ""
    told: tuple[str, ...] = ()  # the events, where `--update` may put them in place of the recorded ones

    @property
    def good(self) -> bool:
        """Return whether nothing is left to be done."""
        return self.outcome in ("passed", "updated")

    def words(self) -> str:
        """Return the reason and the difference for a reader."""
        shown = list(self.diff[:_SHOWN_LINES])
        if len(self.diff) > _SHOWN_LINES:
            shown.append(f"… and {len(self.diff) - _SHOWN_LINES} more lines")
        return "\n".join([*([self.reason] if self.reason else []), *shown])


def judge(app: App, case: Case) -> Verdict:
    """Return whether a case holds: its requests fit, its events are those of the recording, its promises are kept."""
    began_s = time.monotonic()

    def verdict(outcome: Outcome, **found: Any) -> Verdict:
        return Verdict(case, outcome, round(time.monotonic() - began_s, 3), **found)

    with tempfile.TemporaryDirectory(prefix="imgfree-test-") as folder:
        got = replay(app, case, Path(folder))
        if isinstance(got.error, CassetteError):
            return verdict("stale", reason=got.message, exit_code=got.exit_code)
        recorded = cassette.read(case.cassette).events if got.events else ()
        diff = _difference(recorded, got)
        if got.error is not None:
            code = got.exit_code if isinstance(got.error, RecipeError) else StepFailed.exit_code
            return verdict("failed", reason=got.message, diff=diff, exit_code=code)
        broken = _broken_promise(case, got, Path(folder))
        if broken is not None:
            code = StepFailed.exit_code
            return verdict("failed", reason=error_words(broken, None), diff=diff, exit_code=code)
        if diff:
            reason, code = "error: it runs, but not as it was recorded", StepFailed.exit_code
            return verdict("failed", reason=reason, diff=diff, exit_code=code, told=got.events)
        if recorded is None:
            return verdict("passed", note="nothing to compare events with", told=got.events)
        return verdict("passed")


def judge_all(app: App, cases: list[Case]) -> Iterator[Verdict]:
    """Yield the verdicts in the order of the cases, which are replayed side by side."""
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        yield from pool.map(lambda case: judge(app, case), cases)


def exit_code(verdicts: Sequence[Verdict]) -> int:
    """Return 0 if all is well, 5 or 3 if cassettes or recipes alone are at fault, else 1."""
    codes = {verdict.exit_code for verdict in verdicts if not verdict.good}
    if not codes:
        return 0
    alone = {CassetteError.exit_code, RecipeError.exit_code}
    return codes.pop() if len(codes) == 1 and codes <= alone else StepFailed.exit_code


def _difference(recorded: tuple[str, ...] | None, got: Replayed) -> tuple[str, ...]:
    """Return a unified diff from what the recorded run did to what the replay did; empty if they are the same.

    Of a replay that failed, only what was before the failure is compared. An output that is none says nothing: a
    version that has one more of them replays what an older one recorded.
    """
    if recorded is None or not got.events:
        return ()
    told = got.events
    if got.failed_step is not None:
        told, recorded = (_until(f"{got.failed_step}: step.", lines) for lines in (told, recorded))
    told, recorded = (tuple(line for line in lines if not line.endswith(" = null")) for lines in (told, recorded))
    return tuple(difflib.unified_diff(recorded, told, "recorded", "now", lineterm="", n=2))


def _until(start: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines before the one that ends a step."""
    ends = (f"{start}finished", f"{start}failed")
    return tuple(itertools.takewhile(lambda line: not line.startswith(ends), lines))


@template.limited()
def _broken_promise(case: Case, got: Replayed, folder: Path) -> ImgfreeError | None:
    """Return the first promise of a case under `tests:` that is not kept."""
    loaded = recipe.load(case.recipe)
    at = ("tests", case.name)
    for name, promised in case.outputs.items():
        value = _relative(got.outputs[name], folder / "out")
        if value != promised:
            return ExpectationFailed(
                f"output '{name}' is {template.shown(value)}", at=loaded.document.at((*at, "outputs", name))
            )
    inputs = recipe.resolve_inputs(
        recipe.with_defaults(loaded, case.defaults), {}, cwd=Path(), allow_read=case.rights.allow_read
    ).values
    scope = {"inputs": inputs, "steps": got.steps, "outputs": got.outputs, "recipe": {"name": loaded.name}}
    for number, expression in enumerate(case.expect):
        path = (*at, "expect", number)
        try:
            held = template.evaluate(expression, scope, loaded.document.locate(path))
        except ImgfreeError as error:
            return error
        if not held:
            hint = f"here {template.values_in(expression, scope)}"
            return ExpectationFailed(f"expected {expression}", at=loaded.document.at(path), hint=hint)
    return None


def _relative(value: Any, out: Path) -> Any:
    """Return an output with its paths as the recipe wrote them."""
    if isinstance(value, list | tuple):
        return [_relative(item, out) for item in value]
    return value.removeprefix(f"{out}{os.sep}") if isinstance(value, str) else value
