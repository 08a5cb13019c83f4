"""What a resume would do, step by step, without doing it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from imgfree import template
from imgfree.errors import TemplateFailed
from imgfree.journal import Marks
from imgfree.recipe import Group, Inputs, Recipe, Step, environment
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
    scope = {
        "inputs": inputs.values,
        "steps": {},
        "recipe": {"name": recipe.name, "dir": str(recipe.dir)},
        "run": run,
        "env": environment(recipe, rights),
    }
    return list(_all(recipe.steps, scope, "", earlier))


def _all(
    steps: Sequence[Step | Group], scope: dict[str, Any], prefix: str, earlier: Mapping[str, Marks]
) -> Iterator[Prospect]:
    for step in steps:
        if isinstance(step, Group):
            yield from _group(step, scope, prefix, earlier)
        else:
            marks = earlier.get(prefix + step.id) or Marks()
            if marks.finished is not None:
                scope["steps"][step.id] = marks.finished
            yield Prospect(prefix + step.id, step.kind, *_step(step, scope, marks))


def _group(group: Group, scope: dict[str, Any], prefix: str, earlier: Mapping[str, Marks]) -> Iterator[Prospect]:
    try:
        wanted = group.if_ is None or template.evaluate(group.if_, scope)
        items = template.render(group.foreach, scope) if wanted else []
    except TemplateFailed:
        yield Prospect(prefix + group.id, "foreach", "run", "its items follow from steps that have not run yet")
        return
    if not wanted:
        yield Prospect(prefix + group.id, "foreach", "skip", f"if: {group.if_}")
    each = []
    for index, item in enumerate(items if isinstance(items, list | tuple) else ()):
        inner = dict(scope["steps"])
        loop = {"index": index + 1, "index0": index, "length": len(items)}
        below = {**scope, "steps": inner, group.as_: item, "loop": loop}
        yield from _all(group.steps, below, f"{prefix}{group.id}[{index}].", earlier)
        each.append({step.id: inner[step.id] for step in group.steps if step.id in inner})
    scope["steps"][group.id] = {"each": each}


def _step(step: Step, scope: Mapping[str, Any], marks: Marks) -> tuple[str, str]:
    if marks.finished is not None:
        return "reuse", f"it finished at {datetime.fromtimestamp(marks.touched_s):%Y-%m-%d %H:%M:%S}"
    if marks.intended is not None or marks.settled:
        return "continue", KINDS[step.kind].unfinished(marks)
    if step.if_ is not None:
        try:
            if not template.evaluate(step.if_, scope):
                return "skip", f"if: {step.if_}"
        except TemplateFailed:
            return "run", f"if the steps before it make this true: {step.if_}"
    return "run", "nothing of it was sent yet"
