"""Films of one name that are made at the same time."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from agent import Agent
from imgfree.agents.desk import Desk
from imgfree.agents.names import Names
from nemo import Nemo


def test_each_gets_a_name_of_its_own(paid: Nemo, agent: Agent, tmp_path: Path) -> None:
    """Three runs begun at once, of the same photo."""
    asked = {"files": ["a.jpg"], "max_credits": 50}
    with ThreadPoolExecutor(3) as pool:
        begun = list(pool.map(lambda key: agent.told("start", key=key, sentence=f"a reel, {key}", **asked), "xyz"))
    ended = [agent.finished("start", key=key, sentence=f"a reel, {key}", **asked) for key in "xyz"]
    assert [one["run_id"] for one in begun] == [one["run_id"] for one in ended]
    films = [film for one in ended for film in one["films"]]
    assert {str(tmp_path / f"{name}.mp4") for name in ("a", "a-2", "a-3")} == {*films}


def test_a_name_is_free_again(desk: Desk, tmp_path: Path) -> None:
    """When its run did not begin, or is over."""
    one, two = (Names(desk.app, tmp_path / "runs" / name) for name in ("one", "two"))
    assert one.take(tmp_path / "film")
    assert one.take(tmp_path / "other")
    assert not two.take(tmp_path / "film")
    one.give_back()
    assert two.take(tmp_path / "film")
    assert not one.take(tmp_path / "film")
