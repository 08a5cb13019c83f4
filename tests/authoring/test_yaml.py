"""Recipes as a person would write them, that say what they are meant to say."""

from pathlib import Path

import pytest

from imgfree import document, template
from imgfree.authoring import yaml
from imgfree.errors import PathRefused


@pytest.mark.parametrize(
    "text", ["50 %", "{{ inputs.x }}", "{% raw %}", "a {# b", 'say "{{"', "no", "9:16", "a\nb", "{"]
)
def test_words_mean_themselves(text: str) -> None:
    """What somebody said is what the run sends, whatever a template or YAML would make of it."""
    written = yaml.recipe_text({}, [{"instruct": yaml.literal(text)}], {})
    (step,) = document.parse(written, "x.yaml").data["steps"]
    assert text == template.render(step["instruct"], {})


def test_parts_stand_apart() -> None:
    """In their usual order, a blank line between parts and between steps, nothing else."""
    text = yaml.recipe_text({"name": "x", "inputs": {"n": {"default": 1}}}, [{"a": 1}, {"b": 2}], {"video": "v"})
    assert (
        "version: 1\nname: x\n\ninputs:\n  n:\n    default: 1\n\nsteps:\n  - a: 1\n\n  - b: 2\n\noutputs:\n  video: v\n"
        == text
    )


def test_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    """A recipe that is there stays, until it may be replaced."""
    yaml.save(tmp_path / "deep" / "x.yaml", "1")
    with pytest.raises(PathRefused, match="exists already"):
        yaml.save(tmp_path / "deep" / "x.yaml", "2")
    yaml.save(tmp_path / "deep" / "x.yaml", "2", overwrite=True)
    assert "2" == (tmp_path / "deep" / "x.yaml").read_text()
