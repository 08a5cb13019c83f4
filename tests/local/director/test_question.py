"""What a model is asked, and what its answer must be."""

import json
from typing import Any

import pytest

from imgfree.local.director.question import form, forms, messages, operations
from imgfree.local.director.table import BY_NAME
from imgfree.local.director.wish import Scene
from local.director.conversation import EXTRAS, asset

SCENE = Scene((asset("a.jpg"), EXTRAS["logo.png"], EXTRAS["song.mp3"]), None)
SENTENCE = "make it warm, 9 seconds"


def _answer(*listed: Any) -> str:
    return f"Sure: {json.dumps({'operations': listed})} Done."


def test_the_question_holds_the_task_and_the_sentence() -> None:
    """Every operation has a line with an example; of the uploads only names go there."""
    task, asked = messages(SENTENCE, SCENE)
    assert all(f"- {name}: " in task["content"] for name in form()["$defs"] if name in BY_NAME)
    said = json.loads(asked["content"])
    assert (SENTENCE, ["a.jpg"], ["logo.png", "song.mp3"], None) == tuple(
        said[key] for key in ("sentence", "photos_and_clips", "other_files", "film")
    )


def test_an_answer_is_what_stands_between_its_braces() -> None:
    """Words around it are passed over, and whole numbers are whole."""
    found = operations(_answer({"op": "duration", "seconds": 9.0, "spans": ["9 seconds"]}), SENTENCE)
    assert [{"op": "duration", "seconds": 9, "spans": ["9 seconds"]}] == found
    assert isinstance(found[0]["seconds"], int)


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        ("no braces", "it is not JSON"),
        ("{}", '"operations" is not a list'),
        (_answer({"op": "fly", "spans": ["warm"]}), "there is no operation 'fly'"),
        (_answer({"op": "duration", "seconds": 9, "spans": ["ten seconds"]}), "'ten seconds' is not in the sentence"),
        (_answer({"op": "duration", "seconds": "nine", "spans": ["9 seconds"]}), "duration: "),
        (_answer({"op": "duration", "seconds": 9}), "'spans' is a required property"),
    ],
)
def test_what_breaks_the_rules_is_told(answer: str, wrong: str) -> None:
    """So that it can be mended by the one who gave it."""
    with pytest.raises(ValueError, match=wrong):
        operations(answer, SENTENCE)


def test_an_endpoint_is_told_the_form_in_two_ways() -> None:
    """As most know it, then as older ones do; both hold the same schema."""
    usual, older = forms()
    assert usual["json_schema"]["schema"] == older["schema"] == form()
