"""pytest collects recipes with cassettes as tests, and replays recipes for tests of your own.

Nothing but pytest is imported until a recipe is met: who merely has imgfree installed pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from imgfree.replays.cases import Case
    from imgfree.replays.judge import Verdict
    from imgfree.replays.replay import Replayed


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> RecipeFile | None:
    """Return a collector for a recipe that has a cassette or `tests:`; None for any other file."""
    if file_path.suffix not in (".yaml", ".yml"):
        return None
    from imgfree.replays import find

    if not find.is_recipe(file_path):
        return None
    if find.cassette_of(file_path, _roots(parent.config)) is None and not find.has_tests(file_path):
        return None
    collector: RecipeFile = RecipeFile.from_parent(parent, path=file_path)
    return collector


class RecipeFile(pytest.File):
    """A recipe; its cases are the tests in it."""

    def collect(self) -> Iterator[RecipeItem]:
        """Yield a test for each case, named as in `imgfree test`."""
        from imgfree.replays.cases import cases_of

        for case in cases_of(self.path, _roots(self.config)):
            yield RecipeItem.from_parent(self, name=case.name or "cassette", case=case)


class RecipeItem(pytest.Item):
    """One case: a recipe is replayed and judged as `imgfree test` does."""

    def __init__(self, *, case: Case, **options: Any) -> None:
        super().__init__(**options)
        self.case = case

    def runtest(self) -> None:
        """Replay the case.

        Raises:
            RecipeFailed: it does not hold.
        """
        from imgfree.replays.judge import judge
        from imgfree.runs.app import App

        verdict = judge(App.open(), self.case)
        if not verdict.good:
            raise RecipeFailed(verdict)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return what changed, in the words of `imgfree test`; a traceback would say nothing."""
        if isinstance(excinfo.value, RecipeFailed):
            from imgfree.terminal import visible

            return visible(str(excinfo.value))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the case is."""
        return self.path, None, str(self.case)


class RecipeFailed(Exception):
    """A case does not hold."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(f"{verdict.case} with {verdict.case.cassette}\n{verdict.words()}")


@pytest.fixture
def imgfree_replay(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Replayed]:
    """Return `replay(recipe, cassette, sets={…})`: its outcome, outputs, steps, files, events and error.

    It needs no network, no token and no home; what it downloads is below a temporary folder. `sets` are texts, as
    with --set.
    """
    from imgfree.replays.cases import Case
    from imgfree.replays.replay import replay as replayed
    from imgfree.runs.app import App

    def replay(recipe: Path | str, cassette: Path | str, sets: Mapping[str, str] | None = None) -> Replayed:
        folder = tmp_path_factory.mktemp("imgfree")
        return replayed(App.open(), Case(Path(recipe), Path(cassette)), folder, sets)

    return replay


def _roots(config: pytest.Config) -> list[Path]:
    return list(dict.fromkeys([config.invocation_params.dir, config.rootpath]))
