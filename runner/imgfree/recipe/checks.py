"""What a schema cannot say: names that lead nowhere, steps that come too late, paths that leave their folder."""

from collections.abc import Collection, Sequence
from typing import Any

from imgfree import schema, template
from imgfree.document import At, Document
from imgfree.errors import Position, Problem
from imgfree.recipe import targets
from imgfree.recipe.declared import declared, trials
from imgfree.recipe.model import Group, Step
from imgfree.recipe.outline import several
from imgfree.recipe.references import References, Seen
from imgfree.recipe.walk import ONCE_FOR_ALL, OPEN, ROOTS, STATES, Rounds, Scope, params, walk
from imgfree.template import Flaw


def problems_beyond_schema(doc: Document, steps: Sequence[Step | Group], *, trusted: bool) -> list[Problem]:
    """Return what else is wrong with a recipe; `trusted` says that the schema found nothing.

    Looks at parts that make sense even where others do not, so that all problems come at once.
    """
    checks = _Checks(doc, steps, declared(doc, trusted=trusted), trusted=trusted)
    scope = Scope({}, ROOTS)
    walk(steps, scope, checks)
    checks.behind(scope)
    return checks.problems


class _Checks:
    """One walk over a recipe, in the order in which it runs, each group once."""

    def __init__(self, doc: Document, steps: Sequence[Step | Group], found: list[Problem], *, trusted: bool) -> None:
        self.problems = found
        self._doc = doc
        self._trusted = trusted
        self._references = References(doc, steps, trusted=trusted)
        self._done: set[str] = set()  # what the steps so far do

    def rounds(self, group: Group, scope: Scope, key: str) -> Rounds:
        """Check a group; its steps are looked at once."""
        self._unique(group, scope)
        seen = Seen(scope, group.path)
        self._bare(group.if_, (*group.path, "if"), seen)
        self._texts(group.foreach, (*group.path, "foreach"), seen)
        return ONCE_FOR_ALL

    def step(self, step: Step, scope: Scope, key: str) -> Any:
        """Check a step."""
        self._unique(step, scope)
        seen = Seen(scope, step.path)
        self._bare(step.if_, (*step.path, "if"), seen)
        inside = Seen(scope, step.path, STATES)
        if step.kind:
            for one in params(step):
                if one.bare:
                    self._bare(one.value, one.path, inside)
                else:
                    self._texts(one.value, one.path, seen)
            self._kind(step)
        own = Seen(scope, step.path, STATES, itself=step.id)
        for number, expression in enumerate(step.expect):
            self._bare(expression, (*step.path, "expect", number), own)
        return OPEN if step.kind else None

    def behind(self, scope: Scope) -> None:
        """Check what stands behind the steps: outputs, and what test cases expect."""
        steps = self._doc.data.get("steps")
        at = ("steps", len(steps) if isinstance(steps, list) else 0)
        self._texts(self._doc.data.get("outputs"), ("outputs",), Seen(scope, at))
        after = Seen(scope, at, ("outputs",))
        for item, case in trials(self._doc):
            for number, expression in enumerate(several(item.get("expect"))):
                self._bare(expression, (*case, "expect", number), after)

    def _kind(self, step: Step) -> None:
        """Check what its schema says of the step's kind beyond the shape of its value."""
        kind, at = schema.kinds()[step.kind], (*step.path, step.kind)
        given = params(step)
        after = kind.after
        if after is not None and after.does not in self._done and after.unless not in [one.name for one in given]:
            self._problem(after.why, at, hint=after.hint, key=True)
        for one in given:
            if one.name in kind.targets:
                self._target(one.value, one.path)
        if self._trusted:
            self._alone(step, kind)
        self._done |= kind.does

    def _alone(self, step: Step, kind: schema.Kind) -> None:
        """Check what the recipe's schema says of the kinds that it knows in pairs, for those that it does not."""
        item = self._item(step)
        second = next((name for name in schema.kinds() if name in item and name != step.kind), None)
        if second is not None:
            hint = f"begin a new step with '- {second}:'"
            self._problem(f"'{second}' is a second action in one step", (*step.path, second), hint=hint, key=True)
        if step.retry is not None and not kind.repeatable:
            hint = "remove it; this kind may do harm when it is done twice"
            self._problem(f"'{step.kind}' cannot be retried", (*step.path, "retry"), hint=hint, key=True)

    def _target(self, target: Any, at: At) -> None:
        if not isinstance(target, str) or target.endswith(("/", "\\")):  # no name at all: the schema says so
            return
        if targets.leaves_its_folder(target):
            self._problem(
                f"'{target}' leaves the output folder", at, hint="write it relative to --out, like out/reel.mp4"
            )
        elif refused := targets.refusal_as_written(target):
            self._problem(refused[0], at, hint=refused[1])

    def _unique(self, step: Step | Group, scope: Scope) -> None:
        first = self._references.before(step.id, step.path) if scope.has(step.id) else None
        if first is None:
            return
        line = self._doc.at(first.path).line
        named = "id" in self._item(step)
        at = self._doc.at((*step.path, "id")) if named else self._action(step)
        hint = f"the first is in line {line}; give this one {'another' if named else 'an'} id"
        self.problems.append(Problem(f"two steps are called '{step.id}'", at, hint))

    def _action(self, step: Step | Group) -> Position:
        action = "foreach" if isinstance(step, Group) else step.kind
        return self._doc.at((*step.path, action), key=True) if action else self._doc.at(step.path)

    def _item(self, step: Step | Group) -> Collection[str]:
        value: Any = self._doc.data
        for part in step.path:
            value = value[part]
        return set(value)

    def _problem(self, message: str, at: At, *, hint: str | None = None, key: bool = False) -> None:
        self.problems.append(Problem(message, self._doc.at(at, key=key), hint))

    def _texts(self, value: Any, at: At, seen: Seen) -> None:
        if isinstance(value, dict):
            for key, one in value.items():
                self._texts(one, (*at, key), seen)
        elif isinstance(value, list):
            for number, one in enumerate(value):
                self._texts(one, (*at, number), seen)
        elif isinstance(value, str):
            self._expressions(value, at, seen, bare=False)

    def _bare(self, value: Any, at: At, seen: Seen) -> None:
        if isinstance(value, str):
            self._expressions(value, at, seen, bare=True)

    def _expressions(self, text: str, at: At, seen: Seen, *, bare: bool) -> None:
        flaws = []
        hinted = len(self.problems) < schema.MOST_HINTED
        try:
            for reference in template.names(text, bare=bare):
                wrong = self._references.wrong(reference, seen, hinted=hinted)
                flaws += [wrong] if wrong else []
        except Flaw as malformed:
            flaws.append(malformed)
        for flaw in flaws:
            self.problems.append(Problem(flaw.message, self._doc.at_offset(at, flaw.offset, flaw.width), flaw.hint))
