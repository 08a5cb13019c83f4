"""A plan as text for a reader, and as an object for a script."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from imgfree import template
from imgfree.planning.cost import Estimate, Range
from imgfree.planning.plan import Plan, PlannedStep
from imgfree.recipe import Inputs, Recipe
from imgfree.runs.backend import Choice
from imgfree.terminal import size


def as_object(loaded: Recipe, inputs: Inputs, choice: Choice, plan: Plan, cost: Estimate) -> dict[str, Any]:
    """Return the plan as one JSON-shaped object."""
    return {
        "outcome": "planned",
        "recipe": str(loaded.path),
        "name": loaded.name,
        "backend": choice.name,
        "because": choice.because,
        "engine": choice.away.url if choice.away else None,
        "inputs": dict(inputs.values),
        "steps": [_step_object(step) for step in plan.steps],
        "repeats": dict(plan.repeats),
        "outputs": dict(plan.outputs),
        "estimates": {
            "credits": {"from": cost.credits[0], "to": cost.credits[1], "because": cost.credits_because},
            "duration_s": {"from": cost.duration_s[0], "to": cost.duration_s[1], "because": cost.duration_because},
        },
    }


def as_text(inputs: Inputs, choice: Choice, plan: Plan, cost: Estimate) -> Iterator[str]:
    """Yield the plan line by line."""
    yield f"backend: {choice}"
    for name, value in inputs.values.items():
        yield f"input {name}: {_short(value)}"
    yield ""
    for step in plan.steps:
        yield from _step_lines(step)
    for name, why in plan.repeats.items():
        yield f"group {name}: {why}"
    for name, value in plan.outputs.items():
        yield f"output {name}: {_short(value)}"
    yield ""
    yield f"estimated credits: {_range(cost.credits)} ({cost.credits_because})"
    yield f"estimated time: {_time(cost.duration_s)} ({cost.duration_because})"
    yield "nothing was sent"


def _step_object(step: PlannedStep) -> dict[str, Any]:
    return {
        "id": step.id,
        "kind": step.kind,
        "name": step.name,
        "outcome": "skipped" if step.skipped else "depends" if step.doubt else "runs",
        **({"if": step.doubt} if step.doubt else {}),
        "params": dict(step.params),
        "files": [
            {"path": str(file.path), "file_type": file.file_type, "size_bytes": file.size_bytes, "sha256": file.sha256}
            for file in step.files
        ],
        "requests": [
            {"method": one.method, "path": one.path, **({"repeated": True} if one.repeated else {})}
            for one in step.requests
        ],
        "expect": list(step.expect),
    }


def _step_lines(step: PlannedStep) -> Iterator[str]:
    title = f"{step.id} · {step.name or step.kind}"
    if step.skipped:
        yield f"  skip  {title} (if: {step.doubt})"
        return
    yield f"   run  {title}" if not step.doubt else f"    ?   {title} (only if ‹{step.doubt}›)"
    for name, value in step.params.items():
        if not (step.files and name == step.listed):
            yield f"        {name}: {_short(value)}"
    for file in step.files:
        yield f"        {file.path} ({file.file_type}, {size(file.size_bytes)})"
    for one in step.requests:
        yield f"        → {one.method} {one.path}{' …' if one.repeated else ''}"
    for expression in step.expect:
        yield f"        expect {expression}"


def _short(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Sequence) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    return template.shown(dict(value) if isinstance(value, Mapping) else value)


def _range(value: Range) -> str:
    low, high = value
    return f"about {high:g}" if low == high else f"about {low:g} to {high:g}"


def _time(value: Range) -> str:
    low, high = (f"{one:.0f} s" if one < 120 else f"{one / 60:.0f} min" for one in value)
    return f"about {high}" if low == high else f"about {low} to {high}"
