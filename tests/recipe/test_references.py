"""Whether names in expressions lead anywhere."""

import pytest

from imgfree import document, template
from imgfree.recipe.outline import outline
from imgfree.recipe.references import MOST_COMPARED, References, Seen, nearest
from imgfree.recipe.walk import ROOTS, Scope

TEXT = """\
version: 1
inputs: {title: {type: string}}
env: [SHOP]
steps:
  - {id: up, upload: a.jpg}
  - {id: each, foreach: [1], as: it, steps: [{id: inner, credits: 1}]}
  - {id: film, export: mp4}
"""


def wrong(expression: str, *, itself: str = "") -> tuple[str, str | None] | None:
    """Return what is wrong with the only name in an expression of the last step."""
    doc = document.parse(TEXT, "r.yaml")
    steps = outline(doc.data["steps"], trusted=True)
    scope = Scope({}, ROOTS)
    for name in ("up", "each"):
        scope.done(name, {})
    (one,) = template.names(expression)
    flaw = References(doc, steps, trusted=True).wrong(one, Seen(scope, ("steps", 2), itself=itself), hinted=True)
    return flaw and (flaw.message, flaw.hint)


@pytest.mark.parametrize(
    "expression", ["inputs.title", "inputs.get", "env.SHOP", "steps.up.files", "steps.each.each", "recipe.name"]
)
def test_a_name_that_leads_somewhere_is_fine(expression: str) -> None:
    """What is declared, what earlier steps give, what every mapping can do."""
    assert wrong(expression) is None


@pytest.mark.parametrize(
    ("expression", "said", "hint"),
    [
        ("input.title", "not known here", "'inputs'?"),
        ("inputs.titel", "not declared", "'title'?"),
        ("env.HOME", "not listed under 'env:'", "'env:'"),
        ("steps.upp.url", "there is no step", "'up'?"),
        ("steps.up.flies", "an upload has no output", "'files'?"),
        ("steps.film.url", "before it has run", ""),
        ("steps.inner.total", "inside the group 'each'", "steps.each.each"),
        ("loop.index", "inside a foreach group", ""),
    ],
)
def test_a_name_that_leads_nowhere_is_told(expression: str, said: str, hint: str) -> None:
    """Why it cannot be looked up from there, and what was probably meant."""
    flaw = wrong(expression)
    assert flaw is not None
    assert said in flaw[0]
    assert hint in (flaw[1] or "")
    assert bool(hint) == bool(flaw[1])


def test_an_expectation_sees_its_own_step() -> None:
    """Where a step looks at itself its outputs are there."""
    assert wrong("steps.film.url", itself="film") is None


def test_only_a_few_names_are_compared() -> None:
    """The nearest of very many is not looked for to the end, since each has to be compared."""
    names = [f"step_{number}" for number in range(MOST_COMPARED)]
    assert "step_7" == nearest("stp_7", names)
    assert nearest("titel", [*names, "title"]) is None
