"""The meaning of steps and groups, told by a visitor that only writes down where it is led."""

from typing import Any

import pytest

from imgfree import recipe, template
from imgfree.errors import StepFailed, TemplateFailed
from imgfree.recipe import Recipe
from imgfree.recipe.model import Group, Step
from imgfree.recipe.walk import (
    NEVER,
    ONCE_FOR_ALL,
    OPEN,
    Rounds,
    Scope,
    flat,
    params,
    rounds,
    scope_of,
    shown,
    walk,
    wanted,
)


def loaded(text: str) -> Recipe:
    """Return the recipe with these steps."""
    inputs = "inputs: {names: {type: array, default: [a, b]}, word: {type: string, default: hi}}\n"
    return recipe.parse(f"version: 1\n{inputs}steps:\n{text}", "clip.yaml")


class Diary:
    """Goes where it is led; `outputs` says what a step comes to, by its id."""

    def __init__(self, made: Recipe, **outputs: Any) -> None:
        self.recipe = made
        self.outputs = outputs
        self.lines: list[str] = []

    def step(self, step: Step, scope: Scope, key: str) -> Any:
        """Write down what the step would say."""
        said = shown(step, scope).get("text", "")
        self.lines.append(f"{key}: {said}{'' if scope.sure else ' (perhaps)'}")
        return self.outputs.get(step.id)

    def rounds(self, group: Group, scope: Scope, key: str) -> Rounds:
        """Go into every round that is known."""
        return rounds(group, scope, self.recipe.document)


def walked(text: str, **outputs: Any) -> tuple[list[str], Scope]:
    """Return where a walk over these steps leads, and the scope behind them."""
    made = loaded(text)
    diary = Diary(made, **outputs)
    scope = scope_of(made, {"names": ["a", "b"], "word": "hi"}, run={"id": "1", "dir": "d"}, env={})
    walk(made.steps, scope, diary)
    return diary.lines, scope


GROUP = """\
  - {id: first, instruct: "{{ inputs.word }}"}
  - id: each_one
    foreach: "{{ inputs.names }}"
    as: name
    steps:
      - {id: cut, instruct: "{{ name }} {{ loop.index }}/{{ loop.length }} {{ loop.index0 }} {{ steps.first.text }}"}
      - {id: tune, instruct: "{{ steps.cut.text }}"}
"""


def test_rounds_see_their_item_their_number_and_the_steps_before() -> None:
    """Each round knows the item, `loop`, what came before the group, and its own steps only."""
    lines, scope = walked(GROUP, first={"text": "said"}, cut={"text": "cut"})
    assert [
        "first: hi",
        "each_one[0].cut: a 1/2 0 said",
        "each_one[0].tune: cut",
        "each_one[1].cut: b 2/2 1 said",
        "each_one[1].tune: cut",
    ] == lines
    assert {"first": {"text": "said"}, "each_one": {"each": [{"cut": {"text": "cut"}}] * 2}} == scope.steps


def test_what_only_the_run_can_tell_stays_open() -> None:
    """Open outputs stand as they are written, and so does `each` of a group in which one is open."""
    lines, scope = walked(GROUP, first=OPEN, cut={"text": "x"}, tune=OPEN)
    assert "each_one[1].cut: b 2/2 1 ‹steps.first.text›" == lines[3]
    assert {"first", "each_one"} == scope.ids
    assert {} == scope.steps


def test_an_open_list_is_one_round() -> None:
    """Where the number of rounds is open there is one, its item and `loop` open, and nobody is sure of it."""
    text = '  - {id: a, instruct: x}\n  - id: g\n    foreach: "{{ steps.a.changes }}"\n    as: it\n'
    text += '    steps: [{id: b, instruct: "{{ it }} {{ loop.index }}"}]\n'
    lines, scope = walked(text, a=OPEN)
    assert "g[…].b: ‹it› ‹loop.index› (perhaps)" == lines[1]
    assert scope.has("g")
    assert not scope.has("b")


def test_a_part_of_a_value_may_be_open() -> None:
    """A name is open if it leads to a text that says so, by whatever name it is reached."""
    made = loaded("  - {credits: 1}\n")
    scope = scope_of(made, {})
    scope.done("up", {"files": [{"name": "a.jpg", "width": template.open_ended("steps.up.files[0].width")}]})
    for name, open_still in (("name", False), ("width", True)):
        (one,) = template.names(f"steps.up.files[0].{name}")
        assert open_still == scope.unknown(one)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [("inputs.word == 'hi'", True), ("inputs.word == 'no'", False), ("run.id == '1'", None), ("steps.a.total", None)],
)
def test_a_condition_holds_or_not_or_waits_for_the_run(condition: str, holds: bool | None) -> None:
    """True, False, or None where a name in it has no value yet."""
    made = loaded(
        f'  - {{id: a, credits: 1}}\n  - {{id: b, if: "{condition}", credits: 1}}\n'.replace("a.x", "a.total")
    )
    scope = scope_of(made, {"names": [], "word": "hi"}, env={})
    scope.done("a", OPEN)
    assert holds is wanted(made.steps[1], scope, made.document)


def test_a_group_is_never_done_or_once_for_all_or_as_often_as_its_list_is_long() -> None:
    """A false `if` ends it, an open one leaves its rounds in doubt; too many rounds, or no list, are refused."""
    text = '  - {id: g, if: "%s", foreach: "{{ %s }}", as: it, steps: [{credits: 1}]}\n'

    def found(condition: str, items: str) -> Rounds:
        made = loaded(text % (condition, items))
        group = made.steps[0]
        assert isinstance(group, Group)
        return rounds(group, scope_of(made, {"names": ["a"], "word": "hi"}, env={}), made.document)

    assert NEVER == found("1 > 2", "inputs.names")
    assert Rounds(["a"]) == found("2 > 1", "inputs.names")
    assert Rounds(["a"], sure=False) == found("run.id == 'x'", "inputs.names")
    assert ONCE_FOR_ALL == found("true", "run.id")
    with pytest.raises(StepFailed, match='this is "hi"'):
        found("true", "inputs.word")
    with pytest.raises(StepFailed, match="20,000 rounds of 1 step"):
        found("true", "range(20000) | list")
    with pytest.raises(TemplateFailed):
        found("true", "inputs.word.x.y")


def test_the_written_steps_come_in_their_order() -> None:
    """Groups come before their steps, and each is known by where it stands."""
    made = loaded(GROUP)
    assert ["first", "each_one", "each_one.cut", "each_one.tune"] == [key for key, _ in flat(made.steps)]


def test_parameters_come_in_their_long_form_with_their_place() -> None:
    """The short form has its parameter's name; an expression that the step evaluates itself is bare."""
    text = "  - export: mp4\n  - wait_state: timeline.duration_s > 1\n"
    text += "  - download: {from: 'https://a/b.mp4', to: a.mp4}\n  - {id: y, export: }\n"
    made = loaded(text)
    told = [
        [(one.name, one.path[2:], one.bare) for one in params(step)] for step in made.steps if isinstance(step, Step)
    ]
    assert [
        [("format", ("export",), False)],
        [("until", ("wait_state",), True)],
        [("from", ("download", "from"), False), ("to", ("download", "to"), False)],
        [],
    ] == told


def test_what_cannot_be_worked_out_is_shown_as_it_is_written() -> None:
    """A wrong expression is a matter for those who evaluate it."""
    made = loaded('  - {id: x, instruct: "{{ inputs.word / 2 }}"}\n')
    (step,) = made.steps
    assert isinstance(step, Step)
    assert {"text": "‹{{ inputs.word / 2 }}›"} == shown(step, scope_of(made, {"word": "hi"}))
