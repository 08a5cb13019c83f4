"""What the steps of a recipe mean: in which order they come, what they see, whether and how often they are done.

A run, a plan, a check are walks: each says what a step is to it, and leaves the rest to this file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from imgfree import schema, template
from imgfree.document import At, Document
from imgfree.errors import ImgfreeError, Position, Problem, StepFailed
from imgfree.recipe.model import Group, Recipe, Step
from imgfree.template import Reference

OPEN: Final = object()  # in place of outputs or of an item that only the run can tell
ROOTS = ("inputs", "recipe", "run", "env", "brand")  # what is seen everywhere, besides the steps that are done
STATES = ("state", "timeline")  # what is seen in `until` and `expect` only
FIELDS = {
    "recipe": ("name", "dir"),
    "run": ("id", "dir"),
    "loop": ("index", "index0", "length"),
    "brand": ("files", "words"),
}


class Scope:
    """What expressions see at one place: `values`, as a template takes them. What is open has no value before the run.

    `sure` says that a run comes to this place, whatever happens.
    """

    def __init__(self, values: Mapping[str, Any], open_names: Iterable[str] = (), *, sure: bool = True) -> None:
        self.values: dict[str, Any] = {"steps": {}, **values}
        self.sure = sure
        self._open_names = frozenset(open_names)
        self._open_steps: set[str] = set()

    @property
    def steps(self) -> dict[str, Any]:
        """Return the outputs of the steps that are done, by id."""
        steps: dict[str, Any] = self.values["steps"]
        return steps

    @property
    def names(self) -> set[str]:
        """Return every name that is known here, open or not."""
        return {*self.values, *self._open_names}

    @property
    def ids(self) -> set[str]:
        """Return every step that is done here."""
        return {*self.steps, *self._open_steps}

    def has(self, id_: str) -> bool:
        """Return whether that step is done here, its outputs open or not."""
        return id_ in self.steps or id_ in self._open_steps

    def done(self, id_: str, outputs: Any) -> None:
        """Let the steps behind see these outputs; None if there are none, OPEN if only the run can tell."""
        if outputs is OPEN:
            self._open_steps.add(id_)
        elif outputs is not None:
            self.steps[id_] = outputs

    def behind(self, step: Step, outputs: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values that a step's own `expect` sees, but for state and timeline."""
        return {**self.values, "steps": {**self.steps, step.id: outputs}}

    def unknown(self, one: Reference) -> bool:
        """Return whether a name has no value yet, or leads to something that has none."""
        if one.root in self._open_names:
            return True
        if one.root == "steps" and (not one.parts or not isinstance(one.parts[0], str)):
            return bool(self._open_steps)
        if one.root == "steps" and one.parts[0] in self._open_steps:
            return True
        value = self.values.get(one.root)
        for part in one.parts:
            try:
                value = value[part]  # type: ignore[index]
            except (LookupError, TypeError):
                return False
        return isinstance(value, template.OpenText)

    def round(self, group: Group, item: Any, loop: Mapping[str, int], *, sure: bool) -> "Scope":
        """Return the scope of one round: its steps see those before the group, and hide their own from those behind."""
        names = {group.as_: item, "loop": loop}
        known, hidden = ({}, {*names}) if item is OPEN else (names, set())
        values = {**self.values, "steps": dict(self.steps), **known}
        inner = Scope(values, (self._open_names | hidden) - {*known}, sure=self.sure and sure)
        inner._open_steps = set(self._open_steps)
        return inner

    def gained(self, group: Group) -> Any:
        """Return what this round gives to `each`; OPEN if only the run can tell."""
        ids = [step.id for step in group.steps]
        if self._open_steps.intersection(ids):
            return OPEN
        return {id_: self.steps[id_] for id_ in ids if id_ in self.steps}


@dataclass(frozen=True)
class Rounds:
    """The items for each of which a group is done; `sure` unless only the run can tell which, or whether.

    `of` is their number where these are only the first of them.
    """

    items: Sequence[Any] = ()
    sure: bool = True
    of: int | None = None


NEVER = Rounds()
ONCE_FOR_ALL = Rounds((OPEN,), sure=False)  # one round in place of all, where their number is open
UNSEEN = Rounds(sure=False)  # nobody looks into it


class Visitor(Protocol):
    """Who walks over a recipe. `key` is the id that a run knows the place by: `clips[2].cut` for a step in a group."""

    def step(self, step: Step, scope: Scope, key: str, /) -> Any:
        """Deal with a step; return its outputs, None if it has none, OPEN if only the run can tell."""
        ...

    def rounds(self, group: Group, scope: Scope, key: str, /) -> Rounds:
        """Return how often a group is gone into, which may be what `rounds` below says."""
        ...


def walk(steps: Sequence[Step | Group], scope: Scope, visitor: Visitor, prefix: str = "") -> None:
    """Lead `visitor` over the steps in their order, into every round of every group; `scope` is left behind them."""
    for step in steps:
        key = prefix + step.id
        if isinstance(step, Group):
            scope.done(step.id, _repeated(step, scope, visitor, key))
        else:
            scope.done(step.id, visitor.step(step, scope, key))


def _repeated(group: Group, scope: Scope, visitor: Visitor, key: str) -> Any:
    rounds = visitor.rounds(group, scope, key)
    length = len(rounds.items) if rounds.of is None else rounds.of
    each = []
    for index, item in enumerate(rounds.items):
        loop = dict(zip(FIELDS["loop"], (index + 1, index, length), strict=True))
        inner = scope.round(group, item, loop, sure=rounds.sure)
        walk(group.steps, inner, visitor, f"{key}[{index if rounds.sure else '…'}].")
        each.append(inner.gained(group))
    return {"each": each} if rounds.sure and rounds.of is None and OPEN not in each else OPEN


def flat(steps: Sequence[Step | Group], prefix: str = "") -> Iterator[tuple[str, Step | Group]]:
    """Yield every step and group as it is written, a group before its steps, each with its id: `clips.cut`."""
    for step in steps:
        yield prefix + step.id, step
        if isinstance(step, Group):
            yield from flat(step.steps, f"{prefix}{step.id}.")


def every_step(steps: Sequence[Step | Group]) -> Iterator[Step]:
    """Yield every step as it is written, those inside groups in their turn."""
    yield from (step for _, step in flat(steps) if isinstance(step, Step))


def scope_of(recipe: Recipe, inputs: Mapping[str, Any], **known: Any) -> Scope:
    """Return what the first step sees; of `run`, `env` and `brand`, those that are not `known` are open."""
    about = dict(zip(FIELDS["recipe"], (recipe.name, str(recipe.dir)), strict=True))
    return Scope({"inputs": inputs, "recipe": about, **known}, {*STATES, *ROOTS} - {"inputs", "recipe", *known})


def wanted(step: Step | Group, scope: Scope, document: Document) -> bool | None:
    """Return whether the `if` of a step or group holds; None if only the run can tell.

    Raises:
        TemplateFailed: it cannot be worked out.
    """
    if step.if_ is None:
        return True
    if template.waits(step.if_, scope.unknown, bare=True):
        return None
    return bool(template.evaluate(step.if_, scope.values, document.locate((*step.path, "if"))))


def rounds(group: Group, scope: Scope, document: Document) -> Rounds:
    """Return how often a group is done, as far as that is known.

    Raises:
        TemplateFailed: `if` or `foreach` cannot be worked out.
        StepFailed: `foreach` gives no list, or too long a one.
    """
    holds = wanted(group, scope, document)
    if holds is False:
        return NEVER
    path = (*group.path, "foreach")
    if isinstance(group.foreach, str) and template.waits(group.foreach, scope.unknown, bare=False):
        return ONCE_FOR_ALL
    items = template.preview(group.foreach, scope.values, scope.unknown, document.locate(path))
    if not isinstance(items, list | tuple):
        raise StepFailed(
            f"`foreach` needs a list, this is {template.shown(items)}",
            at=document.at(path),
            hint="give a list, or an expression such as {{ inputs.photos }}",
        )
    group.check_rounds(len(items), document.at(path))
    return Rounds(items, sure=holds is True)


@dataclass(frozen=True)
class Param:
    """A parameter as it is written, and where. A `bare` one is an expression that the step itself evaluates."""

    name: str
    value: Any
    path: At
    bare: bool

    def is_open(self, scope: Scope) -> bool:
        """Return whether anything in it has no value yet."""
        return not self.bare and _is_open(self.value, scope)


def params(step: Step) -> list[Param]:
    """Return the parameters that a step gives, in their long form."""
    kind, path = schema.kinds()[step.kind], (*step.path, step.kind)
    return [
        Param(name, value, (*path, name) if isinstance(step.params, Mapping) else path, name in kind.expressions)
        for name, value in schema.long_form(step.kind, step.params).items()
        if value is not None
    ]


def shown(step: Step, scope: Scope) -> dict[str, Any]:
    """Return a step's parameters as far as they are known, as `known` tells each."""
    return {one.name: one.value if one.bare else known(one.value, scope) for one in params(step)}


def known(value: Any, scope: Scope) -> Any:
    """Return a value as far as it is known; what is open, or cannot be worked out, stands as it is written."""
    try:
        return template.preview(value, scope.values, scope.unknown)
    except ImgfreeError:
        return template.open_ended(str(value))


def problems(step: Step, rendered: Mapping[str, Any], document: Document) -> list[Problem]:
    """Return what is wrong with a step's parameters, now without templates."""
    path = (*step.path, step.kind)

    def place(at: Sequence[str | int], key: bool = False) -> Position:
        return document.at((*path, *at) if isinstance(step.params, Mapping) else path, key)

    return schema.step_problems(step.kind, rendered, place)


def _is_open(value: Any, scope: Scope) -> bool:
    if isinstance(value, Mapping):
        return any(_is_open(one, scope) for one in value.values())
    if isinstance(value, list):
        return any(_is_open(one, scope) for one in value)
    return isinstance(value, str) and template.waits(value, scope.unknown, bare=False)
