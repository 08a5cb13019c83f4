"""The recipe as it was run: what stands in it for each step, and its lines."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imgfree import recipe
from imgfree.errors import ImgfreeError
from imgfree.recipe import Step, walk
from imgfree.runs.fingerprints import RECIPE_FILE

_INDEX = re.compile(r"\[[0-9]+\]")


@dataclass(frozen=True)
class Line:
    """One line of the recipe; `before`, `marked` and `after` are its parts where something is wrong with it."""

    number: int
    text: str
    before: str = ""
    marked: str = ""
    after: str = ""


@dataclass(frozen=True)
class Written:
    """The recipe that a run keeps beside its events; empty where that cannot be read any more."""

    description: str = ""
    steps: Mapping[str, Step] = field(default_factory=dict)  # by id, those of groups as `group.step`
    lines: Sequence[str] = ()
    env: tuple[str, ...] = ()  # environment variables that it may read

    def step(self, step_id: str) -> Step | None:
        """Return what the recipe says of a step of the run, whichever round of a group it was."""
        return self.steps.get(in_recipe(step_id))

    def params(self, step_id: str) -> dict[str, Any]:
        """Return the step's parameters as they were written, in their long form."""
        step = self.step(step_id)
        if step is None:
            return {}
        return {one.name: one.value for one in walk.params(step)}

    def around(self, number: int, column: int) -> tuple[Line, ...]:
        """Return that line (counted from 1), with the word at `column` marked, between its neighbours."""
        if not 1 <= number <= len(self.lines):
            return ()
        found = []
        for at in range(max(1, number - 1), min(len(self.lines), number + 1) + 1):
            text = self.lines[at - 1]
            if at != number:
                found.append(Line(at, text))
                continue
            word = re.match(r"[\w-]+|\S", text[max(0, column - 1) :])
            start = max(0, column - 1)
            end = start + (word.end() if word else 1)
            found.append(Line(at, text, text[:start], text[start:end], text[end:]))
        return tuple(found)


def in_recipe(step_id: str) -> str:
    """Return the id of a run's step without the rounds of its group: `clips[2].cut` is `clips.cut` there."""
    return _INDEX.sub("", step_id)


def read(folder: Path) -> Written:
    """Return the recipe that the run in that folder was started with."""
    path = folder / RECIPE_FILE
    try:
        loaded = recipe.load(path)
    except ImgfreeError:
        return Written()
    steps = {key: step for key, step in walk.flat(loaded.steps) if isinstance(step, Step)}
    return Written(loaded.description, steps, loaded.document.text.splitlines(), loaded.env)
