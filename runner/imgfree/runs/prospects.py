"""What a resume would do, step by step, without doing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from imgfree import template
from imgfree.errors import StepFailed, TemplateFailed
from imgfree.journal import Marks
from imgfree.recipe import Group, Inputs, Recipe, Step, environment, walk
from imgfree.recipe.walk import NEVER, UNSEEN, Rounds, Scope
from imgfree.rights import Rights
from imgfree.steps import KINDS


@dataclass(frozen=True)
class Prospect:
    """One step's prospect: it will be reused, continued, run or skipped, and why."""

    step: str
    kind: str
    will: str  # reuse, continue, run, skip
    because: str


@template.limited()
def prospects(
    recipe: Recipe, inputs: Inputs, earlier: Mapping[str, Marks], run: Mapping[str, str], rights: Rights
) -> list[Prospect]:
    """Return what a resume would do with each step, in order; `run` is the scope's id and dir."""
    outlook = _Outlook(recipe, earlier)
    walk.walk(
        recipe.steps,
        walk.scope_of(recipe, inputs.values, brand=inputs.brand, run=run, env=environment(recipe, rights)),
        outlook,
    )
    return outlook.found


class _Outlook:
    """A walk in which only steps that have finished have outputs."""

    def __init__(self, recipe: Recipe, earlier: Mapping[str, Marks]) -> None:
        self.document = recipe.document
        self.earlier = earlier
        self.found: list[Prospect] = []

    def rounds(self, group: Group, scope: Scope, key: str) -> Rounds:
        """Return the rounds of a group whose items are known; say why another is not gone into."""
        try:
            found = walk.rounds(group, scope, self.document)
        except TemplateFailed:
            found = UNSEEN
        except StepFailed as error:
            self.found.append(Prospect(key, "foreach", "run", f"it will fail: {error.message}"))
            return UNSEEN
        if found is NEVER:
            self.found.append(Prospect(key, "foreach", "skip", f"if: {group.if_}"))
        if found.sure:
            return found
        self.found.append(Prospect(key, "foreach", "run", "its items follow from steps that have not run yet"))
        return UNSEEN

    def step(self, step: Step, scope: Scope, key: str) -> Any:
        """Tell a step's prospect, and return what it came to if it has finished."""
        marks = self.earlier.get(key) or Marks()
        self.found.append(Prospect(key, step.kind, *self._will(step, scope, marks)))
        return marks.finished

    def _will(self, step: Step, scope: Scope, marks: Marks) -> tuple[str, str]:
        if marks.finished is not None:
            return "reuse", f"it finished at {datetime.fromtimestamp(marks.touched_s):%Y-%m-%d %H:%M:%S}"
        if marks.intended is not None or marks.settled:
            return "continue", KINDS[step.kind].unfinished(marks)
        try:
            holds = walk.wanted(step, scope, self.document)
        except TemplateFailed:
            holds = None
        if holds is None:
            return "run", f"if the steps before it make this true: {step.if_}"
        return ("run", "nothing of it was sent yet") if holds else ("skip", f"if: {step.if_}")
