"""What a run would do: inputs, files, texts and requests, worked out without asking anybody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from imgfree import recipe, schema, template
from imgfree.client import LocalFile
from imgfree.client.transfer.files import inspect
from imgfree.document import At
from imgfree.errors import ImgfreeError, Position, RecipeInvalid, StepFailed
from imgfree.planning.requests import Asked, Asking
from imgfree.recipe import Group, Inputs, Recipe, Step
from imgfree.rights import Rights
from imgfree.template import Reference

# What an upload's answer says of a file, and only the backend knows.
_TOLD_LATER = ("cdn_url", "width", "height", "duration_s")


@dataclass(frozen=True)
class PlannedStep:
    """One step as far as it is known. `doubt` is the condition that decides later whether it runs at all."""

    id: str
    kind: str
    name: str | None
    skipped: bool
    doubt: str | None
    params: Mapping[str, Any]
    files: Sequence[LocalFile]
    requests: Sequence[Asked]
    expect: Sequence[str]


@dataclass(frozen=True)
class Plan:
    """All steps in order, with groups written out; `repeats` names those groups whose number of rounds is open."""

    steps: Sequence[PlannedStep]
    repeats: Mapping[str, str]
    outputs: Mapping[str, Any]


@template.limited()
def plan(loaded: Recipe, inputs: Inputs, *, cwd: Path, rights: Rights, formats: Sequence[str], asking: Asking) -> Plan:
    """Return what a run of this recipe would do. Files are read and digested; nothing is sent, nothing is written.

    `formats` are those that the backend takes.

    Raises:
        ImgfreeError: what would end the run before or while it works; several of them as one RecipeInvalid.
    """
    planning = _Planning(loaded, inputs, cwd, rights.allow_read, formats, asking)
    scope = _Scope(
        {
            "inputs": inputs.values,
            "recipe": {"name": loaded.name, "dir": str(loaded.dir)},
            "env": recipe.environment(loaded, rights),
        }
    )
    scope = planning.all(loaded.steps, scope, "")
    outputs = planning.texts(dict(loaded.outputs), scope, ("outputs",))
    if len(planning.errors) == 1:
        raise planning.errors[0]
    if planning.errors:
        problems = {
            problem: None for error in planning.errors for problem in error.problems
        }  # each round finds it again
        raise RecipeInvalid(list(problems))
    return Plan(planning.steps, planning.repeats, outputs or {})


@dataclass(frozen=True)
class _Scope:
    """What expressions see now, and which names get their value only in the run."""

    names: Mapping[str, Any]
    steps: Mapping[str, Any] = field(default_factory=dict)
    open_steps: frozenset[str] = frozenset()
    open_names: frozenset[str] = frozenset({"run", "state", "timeline"})

    def values(self) -> dict[str, Any]:
        """Return the scope for a template."""
        return {**self.names, "steps": self.steps}

    def unknown(self, one: Reference) -> bool:
        """Return whether a name has no value yet."""
        if one.root in self.open_names:
            return True
        later = any(part in _TOLD_LATER for part in one.parts)
        if one.root != "steps":
            return later and one.root not in ("inputs", "env", "recipe", "loop")
        return later or not one.parts or not isinstance(one.parts[0], str) or one.parts[0] in self.open_steps

    def after(self, name: str, outputs: Mapping[str, Any] | None) -> "_Scope":
        """Return the scope once a step has run; None if its outputs are not known."""
        if outputs is None:
            return replace(self, open_steps=self.open_steps | {name})
        return replace(self, steps={**self.steps, name: outputs})

    def round(self, known: Mapping[str, Any], open_still: Sequence[str] = ()) -> "_Scope":
        """Return the scope of one round of a group."""
        return replace(self, names={**self.names, **known}, open_names=self.open_names | set(open_still))


class _Planning:
    """One walk over the steps, in the order in which they would run; goes on after an error to find the others."""

    def __init__(
        self,
        loaded: Recipe,
        inputs: Inputs,
        cwd: Path,
        allow_read: Sequence[Path],
        formats: Sequence[str],
        asking: Asking,
    ) -> None:
        self.recipe = loaded
        self.inputs = inputs
        self.cwd = cwd
        self.allow_read = allow_read
        self.formats = formats
        self.asking = asking
        self.steps: list[PlannedStep] = []
        self.repeats: dict[str, str] = {}
        self.errors: list[ImgfreeError] = []

    def all(self, steps: Sequence[Step | Group], scope: _Scope, prefix: str) -> _Scope:
        """Plan these steps and return the scope behind them."""
        for step in steps:
            scope = self._group(step, scope, prefix) if isinstance(step, Group) else self._step(step, scope, prefix)
        return scope

    def texts(self, value: Any, scope: _Scope, path: At) -> Any:
        """Return a value with every knowable expression rendered; None, and the error noted, if one is wrong."""
        try:
            return template.preview(value, scope.values(), scope.unknown, self._locate(path))
        except ImgfreeError as error:
            self.errors.append(error)
            return None

    def _group(self, group: Group, scope: _Scope, prefix: str) -> _Scope:
        runs, doubt = self._condition(group.if_, scope, group.path)
        if runs:
            if doubt:
                self.repeats[group.id] = f"only if ‹{doubt}›"
            for number, inner in enumerate(self._rounds(group, scope)):
                self.all(group.steps, inner, f"{prefix}{group.id}[{number if group.id not in self.repeats else '…'}].")
        return scope.after(group.id, None if runs else {"each": []})

    def _rounds(self, group: Group, scope: _Scope) -> Iterator[_Scope]:
        """Yield the scope of each round; of a single one where their number is not known."""
        source = group.foreach
        if isinstance(source, str) and template.waits(source, scope.unknown, bare=False):
            self.repeats[group.id] = f"once for each of {template.preview(source, {}, lambda _: True)}"
            yield scope.round({}, [group.as_, "loop"])
            return
        items = self.texts(source, scope, (*group.path, "foreach"))
        items = items if isinstance(items, list) else []
        try:
            group.check_rounds(len(items), self.recipe.document.at((*group.path, "foreach")))
        except StepFailed as error:
            self.errors.append(error)
            return
        for index, item in enumerate(items):
            loop = {"index": index + 1, "index0": index, "length": len(items)}
            yield scope.round({group.as_: item, "loop": loop})

    def _step(self, step: Step, scope: _Scope, prefix: str) -> _Scope:
        key = prefix + step.id
        runs, doubt = self._condition(step.if_, scope, step.path)
        if not runs:
            self.steps.append(PlannedStep(key, step.kind, step.name, True, step.if_, {}, (), (), ()))
            return scope
        path = (*step.path, step.kind)
        params, files = self._params(step, scope), []
        if step.kind == "upload":
            files = list(self._files(listed(params.get("files")), path))
        requests = self.asking.step(step.kind, params, files, expects=step.expect)
        planned = PlannedStep(key, step.kind, step.name, False, doubt, params, files, requests, step.expect)
        self.steps.append(planned)
        if step.kind != "upload" or doubt or params.get("urls") or "‹" in "".join(listed(params.get("files"))):
            return scope.after(step.id, None)
        return scope.after(step.id, {"files": [_told(file, step.id, number) for number, file in enumerate(files)]})

    def _condition(self, expression: str | None, scope: _Scope, path: At) -> tuple[bool, str | None]:
        """Return whether the step may run, and the condition if only the run can tell."""
        if expression is None:
            return True, None
        try:
            if template.waits(expression, scope.unknown, bare=True):
                return True, expression
            return bool(template.evaluate(expression, scope.values(), self._locate((*path, "if")))), None
        except ImgfreeError as error:
            self.errors.append(error)
            return True, expression

    def _params(self, step: Step, scope: _Scope) -> dict[str, Any]:
        path, kind = (*step.path, step.kind), schema.kinds()[step.kind]
        short = not isinstance(step.params, Mapping)
        params: dict[str, Any] = {}
        complete, errors = True, len(self.errors)
        for name, value in schema.long_form(step.kind, step.params).items():
            if value is None:
                continue
            at = path if short else (*path, name)
            params[name] = value if name in kind.expressions else self.texts(value, scope, at)
            complete &= name in kind.expressions or not _has_open_parts(value, scope)
        if complete and len(self.errors) == errors:

            def place(at: Sequence[str | int], key: bool = False) -> Position:
                return self.recipe.document.at(path if short else (*path, *at), key)

            problems = schema.step_problems(step.kind, params, place)
            self.errors += [RecipeInvalid(problems)] if problems else []
        return params

    def _files(self, names: Sequence[str], path: At) -> Iterator[LocalFile]:
        for name in names:
            if "‹" in name:
                continue  # known only in the run
            try:
                for found in recipe.readable(name, self.recipe, self.inputs, cwd=self.cwd, allow_read=self.allow_read):
                    yield inspect(found, self.formats)
            except ImgfreeError as error:
                error.at = error.at or self.recipe.document.at(path)
                self.errors.append(error)

    def _locate(self, path: At) -> template.Locate:
        document = self.recipe.document
        return lambda offset, *below: document.at_offset((*path, *below), offset)


def listed(value: Any) -> list[str]:
    """Return the texts in a parameter that takes one, or a list of them."""
    if value is None:
        return []
    if isinstance(value, list | tuple):
        return [text for one in value for text in listed(one)]
    return [str(value)]


def _has_open_parts(value: Any, scope: _Scope) -> bool:
    if isinstance(value, Mapping):
        return any(_has_open_parts(one, scope) for one in value.values())
    if isinstance(value, list):
        return any(_has_open_parts(one, scope) for one in value)
    return isinstance(value, str) and template.waits(value, scope.unknown, bare=False)


def _told(file: LocalFile, step: str, number: int) -> dict[str, Any]:
    """Return an upload's output for one file as far as this machine knows it."""
    known = {
        "filename": file.name,
        "file_type": file.file_type,
        "size_bytes": file.size_bytes,
        "sha256": file.sha256,
    }
    return known | {name: template.open_ended(f"steps.{step}.files[{number}].{name}") for name in _TOLD_LATER}
