"""What a run would do: inputs, files, texts and requests, worked out without asking anybody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree import media_types, recipe, template
from imgfree.client import LocalFile
from imgfree.client.transfer.files import inspect
from imgfree.document import At
from imgfree.errors import ImgfreeError, RecipeInvalid
from imgfree.recipe import Group, Inputs, Recipe, Step, walk
from imgfree.recipe.walk import ONCE_FOR_ALL, OPEN, STATES, Rounds, Scope
from imgfree.rights import Rights
from imgfree.steps import KINDS
from imgfree.steps.foresight import Asked, Look, Talk


@dataclass(frozen=True)
class PlannedStep:
    """One step as far as it is known. `doubt` is the condition that decides later whether it runs at all.

    `files` are what the parameter `listed` means.
    """

    id: str
    kind: str
    name: str | None
    skipped: bool
    doubt: str | None
    params: Mapping[str, Any]
    files: Sequence[LocalFile]
    requests: Sequence[Asked]
    expect: Sequence[str]
    listed: str = ""


@dataclass(frozen=True)
class Plan:
    """All steps in order, with groups written out; `repeats` names those groups whose number of rounds is open."""

    steps: Sequence[PlannedStep]
    repeats: Mapping[str, str]
    outputs: Mapping[str, Any]


@template.limited()
def plan(loaded: Recipe, inputs: Inputs, *, cwd: Path, rights: Rights, formats: Sequence[str], talk: Talk) -> Plan:
    """Return what a run of this recipe would do. Files are read and digested; nothing is sent, nothing is written.

    `formats` are those that the backend takes; `talk` gathers the requests.

    Raises:
        ImgfreeError: what would end the run before or while it works; several of them as one RecipeInvalid.
    """
    planning = _Planning(loaded, inputs, cwd, rights.allow_read, formats, talk)
    scope = walk.scope_of(loaded, inputs.values, brand=inputs.brand, env=recipe.environment(loaded, rights))
    walk.walk(loaded.steps, scope, planning)
    outputs = planning.texts(dict(loaded.outputs), scope, ("outputs",))
    if len(planning.errors) == 1:
        raise planning.errors[0]
    if planning.errors:
        problems = {
            problem: None for error in planning.errors for problem in error.problems
        }  # each round finds it again
        raise RecipeInvalid(list(problems))
    return Plan(planning.steps, planning.repeats, outputs or {})


class _Planning:
    """One walk over the steps, in the order in which they would run; goes on after an error to find the others."""

    def __init__(
        self,
        loaded: Recipe,
        inputs: Inputs,
        cwd: Path,
        allow_read: Sequence[Path],
        formats: Sequence[str],
        talk: Talk,
    ) -> None:
        self.recipe = loaded
        self.document = loaded.document
        self.inputs = inputs
        self.cwd = cwd
        self.allow_read = allow_read
        self.formats = formats
        self.talk = talk
        self.steps: list[PlannedStep] = []
        self.repeats: dict[str, str] = {}
        self.errors: list[ImgfreeError] = []

    def texts(self, value: Any, scope: Scope, path: At) -> Any:
        """Return a value with every knowable expression rendered; None, and the error noted, if one is wrong."""
        try:
            return template.preview(value, scope.values, scope.unknown, self.document.locate(path))
        except ImgfreeError as error:
            self.errors.append(error)
            return None

    def rounds(self, group: Group, scope: Scope, key: str) -> Rounds:
        """Return the rounds of a group, a single one where their number is not known."""
        try:
            found = walk.rounds(group, scope, self.document)
        except ImgfreeError as error:
            self.errors.append(error)
            return ONCE_FOR_ALL
        if found is ONCE_FOR_ALL:
            self.repeats[group.id] = f"once for each of {template.preview(group.foreach, {}, lambda _: True)}"
        elif not found.sure:
            self.repeats[group.id] = f"only if ‹{group.if_}›"
        return found

    def step(self, step: Step, scope: Scope, key: str) -> Any:
        """Plan a step, and return its outputs as far as they are known."""
        holds = self._holds(step, scope)
        if holds is False:
            self.steps.append(PlannedStep(key, step.kind, step.name, True, step.if_, {}, (), (), ()))
            return None
        kind, params = KINDS[step.kind], self._params(step, scope)
        foreseen = kind.foresee(params, Look(step.id, lambda name: list(self._files(name, (*step.path, step.kind)))))
        kind.requests(params, foreseen, self.talk)
        if any(template.mentions(one, STATES) for one in step.expect) and not self.talk.state_known:
            self.talk.read_state()
        self.steps.append(
            PlannedStep(
                id=key,
                kind=step.kind,
                name=step.name,
                skipped=False,
                doubt=step.if_ if holds is None else None,
                params=params,
                files=foreseen.files,
                requests=self.talk.told(),
                expect=step.expect,
                listed=foreseen.listed,
            )
        )
        return OPEN if holds is None or foreseen.outputs is None else foreseen.outputs

    def _holds(self, step: Step, scope: Scope) -> bool | None:
        try:
            return walk.wanted(step, scope, self.document)
        except ImgfreeError as error:
            self.errors.append(error)
            return None

    def _params(self, step: Step, scope: Scope) -> dict[str, Any]:
        params: dict[str, Any] = {}
        complete, errors = True, len(self.errors)
        for one in walk.params(step):
            params[one.name] = one.value if one.bare else self.texts(one.value, scope, one.path)
            complete &= not one.is_open(scope)
        if complete and len(self.errors) == errors:
            problems = walk.problems(step, params, self.document)
            self.errors += [RecipeInvalid(problems)] if problems else []
        return params

    def _files(self, name: str, path: At) -> Iterator[LocalFile]:
        try:
            for found in recipe.readable(name, self.recipe, self.inputs, cwd=self.cwd, allow_read=self.allow_read):
                if not media_types.is_foreign_font(found.name, self.formats):
                    yield inspect(found, self.formats)
        except ImgfreeError as error:
            error.at = error.at or self.document.at(path)
            self.errors.append(error)
