"""A film planned, and begun once."""

from pathlib import Path

import pytest

from imgfree.agents import making
from imgfree.agents.asked import Asked
from imgfree.agents.desk import Desk
from imgfree.errors import RecipeError

PLAN = """
import json, sys
from imgfree.agents import making
from imgfree.agents.asked import Asked
from imgfree.agents.desk import Office
from imgfree.runs.app import App
print(json.dumps(making.plan(Office(App.open()).desk(), Asked(sentence="a 3-second reel, and fly", files=["a.jpg"]))))
"""


def test_a_plan_opens_no_socket_and_leaves_nothing(desk: Desk, tmp_path: Path, no_sockets: dict[str, str]) -> None:
    """Clauses, cost and seconds, worked out here; not even a folder is made."""
    before = sorted(tmp_path.rglob("*"))
    told = making.plan(desk, Asked("product-reel", set={"title": "Sale"}))
    assert ["upload", "instruct", "wait_state", "export", "download"] == [step["kind"] for step in told["steps"]]
    assert "free" == told["cost"]
    assert {"applied"} <= {one["outcome"] for one in told["clauses"]}
    assert before == sorted(tmp_path.rglob("*"))


def test_a_wrong_recipe_is_told_with_every_place(desk: Desk, wrong_recipes: None) -> None:
    """Line and column of each problem, and nothing was begun: the key is free."""
    with pytest.raises(RecipeError) as wrong:
        making.start(desk, Asked("bad.yaml"), "k", None)
    assert (3, 5) == wrong.value.problems[0].place
    assert not list(desk.app.settings.home.glob("agents/*"))
