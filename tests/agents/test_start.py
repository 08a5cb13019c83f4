"""A film begun once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from agent import Agent, over_stdio
from imgfree.agents import start
from imgfree.agents.asked import Asked
from imgfree.agents.desk import Desk, Office
from imgfree.errors import RecipeError
from nemo import Nemo


def test_a_wrong_recipe_is_told_with_every_place(desk: Desk, wrong_recipes: None) -> None:
    """Line and column of each problem; nothing was begun, and the key is free."""
    with pytest.raises(RecipeError) as wrong:
        start.start(desk, Asked("bad.yaml"), "k", None)
    assert (3, 5) == wrong.value.problems[0].place
    assert not list(desk.app.settings.home.glob("agents/*"))


def test_nothing_is_paid_unasked(paid: Nemo, agent: Agent, tmp_path: Path) -> None:
    """Without max_credits, or with too few, the plan is the answer and nothing is sent; with them the run begins."""
    asked = {"key": "k", "sentence": "a 10-second reel", "files": ["a.jpg"]}
    for allowed in ({}, {"max_credits": 49}):
        told = agent.told("start", **asked, **allowed)
        assert ("not started", 50) == (told["state"], told["needs"]["max_credits"])
        assert "instruct" in [step["kind"] for step in told["steps"]]
    assert [] == paid.requests
    assert not (tmp_path / ".imgfree").exists() or not list(tmp_path.glob(".imgfree/*/*"))
    assert "passed" == agent.finished("start", **asked, max_credits=50)["state"]
    assert 1 == sum(paid.instructs.values())


def test_another_key_for_the_same_is_refused_while_one_is_unfinished(paid: Nemo, agent: Agent, tmp_path: Path) -> None:
    """An agent that has forgotten its key does not pay twice; the token of the cloud is in no answer."""
    paid.broken = "/api/render"
    asked = {"recipe": "reel.yaml", "max_credits": 50}
    failed = agent.finished("start", key="one", **asked)
    assert "failed" == failed["state"]
    again = agent.call("start", key="two", **asked)
    assert again.failed
    assert "unfinished" in again.told["error"]["message"]
    paid.broken, paid.echo = "-", "nmv_usr_of-the-test"
    done = agent.finished("resume", run_id=failed["run_id"])
    assert "passed" == done["state"]
    assert 1 == sum(paid.instructs.values())
    assert "of-the-test" not in str((failed, again, done))


@pytest.mark.slow
def test_servers_that_race_for_a_key_agree(paid: Nemo, office: Office, tmp_path: Path) -> None:
    """Two servers, one key, the same moment: one run, one instruct, one render."""
    asked = {"key": "k", "recipe": "reel.yaml", "max_credits": 50}
    with over_stdio(cwd=tmp_path) as one, over_stdio(cwd=tmp_path) as two, ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda agent: agent.told("start", **asked), (one, two)))
        assert 1 == len({answer["run_id"] for answer in told})
        assert {"passed"} == {agent.finished("start", **asked)["state"] for agent in (one, two)}
    assert ([1], [1]) == ([*paid.instructs.values()], [*paid.renders.values()])
    assert 1 == len(list(tmp_path.glob(".imgfree/runs/*")))
